"""Which languages a spelling looks like: Belarusian, Russian, Ukrainian (BCP 47).

Signs are rows of `reference/language_signs.csv`; a given name in a form that only one of the languages has is one too.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.sounds import sounds

LANGUAGES = ("be", "ru", "uk")


@lru_cache(maxsize=262_144)
def languages(word: str, heard: tuple[str, ...]) -> frozenset[str]:
    """The languages that one word shows signs of, by its letters and by what is heard; empty where nothing shows."""
    lower = word.casefold()
    found = {language for language, sign in _signs() if sign.search(lower)}
    for form in heard:
        of = _given_forms().get(form, frozenset())
        if len(of) == 1:
            found |= of
    return frozenset(found)


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["language"], re.compile(row["pattern"])) for row in reference.rows("language_signs.csv"))


@cache
def _given_forms() -> dict[str, frozenset[str]]:
    """The languages that have a given name in a form, by what is heard."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reference.rows("given_names.csv"):
        for language in LANGUAGES:
            for form in row[language].split("|"):
                found[sounds(form, "cyrillic")].add(language)
    return {form: frozenset(of) for form, of in found.items()}
