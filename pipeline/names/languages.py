"""Which languages a spelling looks like: Belarusian, Russian, Ukrainian (BCP 47).

In Cyrillic the alphabets tell most (`reference/alphabets.csv`). Otherwise there are signs: rows of
`reference/language_signs.csv`, and a given name in a form that only one of the languages has.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.sounds import sounds


@cache
def shared(keys: frozenset[str]) -> frozenset[str]:
    """The same object for equal sets, of which there are few."""
    return keys


def with_letters_of(text: str) -> frozenset[str]:
    """The languages whose alphabets have all Cyrillic letters of a text in lower case; all where it has none."""
    return _with_letters(frozenset(letter for letter in text if letter in _telling_letters()))


@cache
def _with_letters(letters: frozenset[str]) -> frozenset[str]:
    return frozenset(language for language, alphabet in _alphabets().items() if letters <= alphabet)


@cache
def _telling_letters() -> frozenset[str]:
    """The letters that not every alphabet has."""
    alphabets = list(_alphabets().values())
    return frozenset.union(*alphabets) - frozenset.intersection(*alphabets)


@cache
def _alphabets() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["letters"]) for row in reference.rows("alphabets.csv")}


@lru_cache(maxsize=262_144)
def languages(word: str, heard: tuple[str, ...]) -> frozenset[str]:
    """The languages that one word shows signs of, by its letters and by what is heard; empty where nothing shows."""
    lower = word.casefold()
    found = {language for language, sign in _signs() if sign.search(lower)}
    for form in heard:
        of = _given_forms().get(form, frozenset())
        if len(of) == 1:
            found |= of
    return shared(frozenset(found))


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["language"], re.compile(row["pattern"])) for row in reference.rows("language_signs.csv"))


@cache
def _given_forms() -> dict[str, frozenset[str]]:
    """The languages that have a given name in a form, by what is heard."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in reference.rows("given_names.csv"):
        for column in ("be", "be_tarask", "ru", "uk"):
            for form in filter(None, row[column].split("|")):
                found[sounds(form, "cyrillic")].add(column.split("_")[0])
    return {form: frozenset(of) for form, of in found.items()}
