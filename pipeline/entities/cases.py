"""Full names in another case than the nominative that other documents have (Махмуда Тарара: Махмуд Тарар).

One name alone often does not show its case; that the collection has what would be its nominative does.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.names.given import Gender, given_name
from pipeline.names.inflection import Case, forms
from pipeline.names.letters import light
from pipeline.names.name import Name
from pipeline.names.reading import read

_MOST_WORDS = 4
"""Longer names are left as they are."""

Spelling = tuple[str, ...]
"""The words of a name, without accents and in lower case."""


class Full(NamedTuple):
    """A full name as it was read: whether it is in another case than the nominative, and the gender that this shows."""

    text: str
    is_inflected: bool
    gender: Gender | None


class Settled(NamedTuple):
    """What a name is in the nominative, as other documents have it; `case_gender` is that which its own case shows."""

    nominative: str
    case_gender: Gender | None

    def name(self, text: str) -> Name:
        """The name with this text."""
        return replace(read(self.nominative, is_nominative=True), text=text, case_gender=self.case_gender)


def in_nominative(named: Iterable[tuple[Hashable, Full]]) -> Mapping[str, Settled]:
    """The full names that are another case of one that more documents have, by their text.

    `named` are full names, each with the document that it stands in; those of one document come together.
    """
    n_documents: Counter[Spelling] = Counter()
    last: dict[Spelling, Hashable] = {}
    nominatives: dict[Spelling, str] = {}
    spellings: dict[str, Spelling] = {}
    genders: dict[str, Gender | None] = {}
    for document, name in named:
        genders[name.text] = name.gender
        spelling = spellings.get(name.text) or spellings.setdefault(name.text, _spelling(name.text))
        if not name.is_inflected:
            n_documents[spelling] += last.get(spelling) != document
            last[spelling] = document
            nominatives[spelling] = min(name.text, nominatives.get(spelling, name.text))
    words = frozenset(word for spelling in n_documents for word in spelling)
    found = {}
    for text, gender in genders.items():
        readings = _readings(text, words)
        best = max(readings, key=lambda spelling: (n_documents.get(spelling, 0), spelling), default=())
        if n_documents.get(best, 0) > n_documents.get(spellings[text], 0):
            found[text] = Settled(nominatives[best], gender)
    return found


def _spelling(text: str) -> Spelling:
    return tuple(light(word) for word in text.split())


def _readings(text: str, known: frozenset[str]) -> set[Spelling]:
    """What the name may be in the nominative, in known words, if it is in another case: one for all that are moved."""
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or "." in text:
        return set()
    options = [{form: cases for form, cases in _nominatives(word).items() if form in known} for word in words]
    return {
        tuple(word for word, _ in chosen)
        for chosen in product(*(option.items() for option in options))
        if _agree([cases for _, cases in chosen if cases])
    }


def _agree(cases: list[frozenset[Case]]) -> bool:
    return bool(cases) and bool(frozenset.intersection(*cases))


@lru_cache(maxsize=65_536)
def _nominatives(word: str) -> dict[str, frozenset[Case]]:
    """What a word may be in the nominative, with the cases that it is then in; none for the word as it stands."""
    found: dict[str, set[Case]] = {light(word): set()}
    if not given_name(word):
        for form in forms(word):
            if not form.is_nominative and light(form.nominative) != light(word):
                found.setdefault(light(form.nominative), set()).add(form.case)
    return {nominative: frozenset(cases) for nominative, cases in found.items()}
