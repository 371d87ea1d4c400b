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
    options = _Options(word for spelling in n_documents for word in spelling)
    found = {}
    for text, gender in genders.items():
        readings = _readings(text, options)
        best = max(readings, key=lambda spelling: (n_documents.get(spelling, 0), spelling), default=())
        if n_documents.get(best, 0) > n_documents.get(spellings[text], 0):
            found[text] = Settled(nominatives[best], gender)
    return found


def _spelling(text: str) -> Spelling:
    return tuple(light(word) for word in text.split())


class _Option(NamedTuple):
    """What a word may be in the nominative, with the cases that it is then in; none for the word as it stands.

    `gender` is that of a given name as it stands; `is_other`: the word is known as another given name as it stands.
    """

    nominative: str
    cases: frozenset[Case]
    gender: Gender | None = None
    is_other: bool = False


class _Options(dict[str, tuple[_Option, ...]]):
    """What words may be in the nominative; but for themselves, only what is known as a word of a name."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = frozenset(known)

    def __missing__(self, word: str) -> tuple[_Option, ...]:
        """A known given name is itself, or a case of one of the other gender."""
        found: dict[str, set[Case]] = {}
        own = given_name(word)
        spelt = light(word)
        for form in forms(word):
            if not form.is_nominative and (nominative := light(form.nominative)) in self._known and nominative != spelt:
                other = given_name(form.nominative) if own and form.part in ("", "given") else None
                if not own or (other and other.gender == form.case.gender != own.gender):
                    found.setdefault(nominative, set()).add(form.case)
        moved = [_Option(nominative, frozenset(cases), None, own is not None) for nominative, cases in found.items()]
        as_it_stands = [_Option(spelt, frozenset(), own.gender if own else None)] if spelt in self._known else []
        self[word] = (*as_it_stands, *moved)
        return self[word]


def _readings(text: str, options: _Options) -> set[Spelling]:
    """What the name may be in the nominative, in known words, if it is in another case: one for all that are moved."""
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or "." in text:
        return set()
    readings = product(*(options[word] for word in words))
    return {tuple(option.nominative for option in chosen) for chosen in readings if _agree(words, chosen)}


def _agree(words: list[str], chosen: tuple[_Option, ...]) -> bool:
    """Whether all that are moved are in one case, of the gender of the given name.

    A given name is another one's case (Мартына) only if the other words are plainly no nominative of its own gender.
    """
    moved = [option.cases for option in chosen if option.cases]
    genders = {option.gender for option in chosen if not option.cases} - {None}
    if not any(genders <= {case.gender} for case in (frozenset.intersection(*moved) if moved else ())):
        return False
    others = [word for word, option in zip(words, chosen, strict=True) if not option.is_other]
    return len(others) == len(words) or not any(map(_may_be_nominative, others))


@lru_cache(maxsize=65_536)
def _may_be_nominative(word: str) -> bool:
    return any(form.is_sure and form.is_nominative for form in forms(word))
