"""Which languages a spelling looks like: Belarusian, Russian, Ukrainian (BCP 47).

In Cyrillic the alphabets tell most (`reference/alphabets.csv`). Otherwise there are signs: rows of
`reference/language_signs.csv`, and a given name in a form that only one of the languages has.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.letters import CYRILLIC
from pipeline.names.sounds import sounds


@cache
def shared(keys: frozenset[str]) -> frozenset[str]:
    """The same object for equal sets, of which there are few."""
    return keys


def with_letters_of(text: str) -> frozenset[str]:
    """The languages in whose alphabet a text in lower case can be written.

    A letter that none of the alphabets has says nothing, and Cyrillic letters decide the script.
    """
    script = "Cyrl" if CYRILLIC.search(text) else "Latn"
    return _with_letters(script, _telling_letters(script).intersection(text))


@cache
def east_slavic() -> frozenset[str]:
    """The languages that are written in Cyrillic letters."""
    return frozenset(_alphabets("Cyrl"))


@cache
def _with_letters(script: str, letters: frozenset[str]) -> frozenset[str]:
    return frozenset(language for language, alphabet in _alphabets(script).items() if letters <= alphabet)


@cache
def _telling_letters(script: str) -> frozenset[str]:
    """The letters that not every alphabet of a script has."""
    alphabets = list(_alphabets(script).values())
    return frozenset.union(*alphabets) - frozenset.intersection(*alphabets)


@cache
def _alphabets(script: str) -> dict[str, frozenset[str]]:
    rows = [row for row in reference.rows("alphabets.csv") if row["script"] == script]
    return {row["language"]: frozenset(row["letters"]) for row in rows}


@lru_cache(maxsize=65_536)
def languages(word: str, heard: tuple[str, ...]) -> frozenset[str]:
    """The languages that one word shows signs of, by its letters and by what is heard; empty where nothing shows."""
    lower = word.casefold()
    found = {language for language, sign in _signs() if sign.search(lower)}
    for form in (lower, *heard):
        of = _given_forms().get(form, frozenset())
        if len(of) == 1:
            found |= of
    return shared(frozenset(found))


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["language"], re.compile(row["pattern"])) for row in reference.rows("language_signs.csv"))


@cache
def _given_forms() -> dict[str, frozenset[str]]:
    """The languages that have a given name in a form, by its Cyrillic letters and by what is heard."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reference.rows("given_names.csv"):
        for column in ("be", "be_tarask", "ru", "uk"):
            for form in filter(None, row[column].split("|")):
                for of in (form.casefold(), sounds(form, "cyrillic")):
                    found[of].add(column.split("_")[0])
    return {form: frozenset(of) for form, of in found.items()}
