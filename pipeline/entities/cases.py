"""Full names in another case than the nominative that other documents have (Махмуда Тарара: Махмуд Тарар).

One name alone often does not show its case; that the collection has what would be its nominative does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product

from pipeline.names.given import given_name
from pipeline.names.inflection import Case, forms
from pipeline.names.letters import light
from pipeline.names.name import Name
from pipeline.names.reading import read

_MOST_WORDS = 4
"""Longer names are left as they are."""

Spelling = tuple[str, ...]
"""The words of a name, without accents and in lower case."""


def in_nominative(named: Iterable[tuple[str, Name]]) -> Mapping[str, Name]:
    """The full names that are another case of one that more documents have, by their text: as names in the nominative.

    `named` are full names, each with the document that it stands in.
    """
    documents: dict[Spelling, set[str]] = defaultdict(set)
    nominatives: dict[Spelling, str] = {}
    texts: dict[str, Name] = {}
    for document, name in named:
        texts[name.text] = name
        if not name.is_inflected:
            spelling = _spelling(name.text)
            documents[spelling].add(document)
            nominatives[spelling] = min(name.text, nominatives.get(spelling, name.text))
    words = frozenset(word for spelling in documents for word in spelling)
    found = {}
    for text, name in texts.items():
        here = len(documents.get(_spelling(text), ()))
        best = max(
            _readings(text, words), key=lambda spelling: (len(documents.get(spelling, ())), spelling), default=()
        )
        if len(documents.get(best, ())) > here:
            found[text] = replace(read(nominatives[best], is_nominative=True), text=text, case_gender=name.case_gender)
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
