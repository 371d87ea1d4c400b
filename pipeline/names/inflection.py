"""Inflection: every reading of a word as a nominative or another case, by the paradigms of `reference/inflection.csv`.

A row there gives the endings of a kind of names in every case. Which reading holds is not decided here but in
`nominative`.
"""

from collections import defaultdict
from collections.abc import Container, Iterator
from functools import cache
from typing import NamedTuple, cast

from pipeline import reference
from pipeline.names.given import Gender
from pipeline.names.letters import MAXIMUM_LENGTH, VOWELS

NOMINATIVE = "nominative"
CASES = (NOMINATIVE, "genitive", "dative", "accusative", "instrumental", "locative")


class Case(NamedTuple):
    """A case of one gender in one language (BCP 47)."""

    language: str
    gender: Gender
    case: str


class Form(NamedTuple):
    """A reading of one word: its nominative, if it stands in `case`.

    `part` is the only part of a name that is inflected so, empty for any. `is_sure`: the ending alone shows it;
    `is_telling`: at least few names of any language end so in the nominative.
    """

    nominative: str
    case: Case
    part: str
    is_sure: bool
    is_telling: bool

    @property
    def is_nominative(self) -> bool:
        """Whether it takes the word for a nominative."""
        return self.case.case == NOMINATIVE

    @property
    def shows_case(self) -> bool:
        """Whether it is another case, which its ending tells from the nominative."""
        return (self.is_sure or self.is_telling) and not self.is_nominative


class _Ending(NamedTuple):
    """An ending, as one paradigm has it in one case, and that of its nominative."""

    case: Case
    nominative: str
    after: str
    part: str
    is_sure: bool
    is_telling: bool


class _Possessive(NamedTuple):
    """An ending, the gender of the owner, empty for both; the letters before it, and what the name itself has there."""

    text: str
    gender: str
    after: frozenset[str]
    nominative: str


def forms(word: str, among: Container[str] | None = None) -> Iterator[Form]:
    """Every reading of one word that the paradigms allow, the nominative among them; the longest endings first.

    Of the languages `among` others (BCP 47), of all without it.
    """
    for stem, ending in _possible(word):
        if among is None or ending.case.language in among:
            nominative = _restored(word, stem, ending.nominative)
            yield Form(nominative, ending.case, ending.part, ending.is_sure, ending.is_telling)


def nominatives(
    word: str, parts: Container[str] | None = None, among: Container[str] | None = None, gender: Gender | None = None
) -> set[str]:
    """What one word may be a form of; by paradigms of these `parts` of a name, languages, gender, where given."""
    endings = {
        (stem, of.nominative)
        for stem, of in _possible(word)
        if (parts is None or of.part in parts)
        and (among is None or of.case.language in among)
        and (gender is None or of.case.gender == gender)
    }
    return {_restored(word, stem, ending) for stem, ending in endings}


def owners(word: str, language: str, gender: Gender | None = None) -> set[str]:
    """Of which names one word may be the possessive form, as the language (BCP 47) makes it (Noviks, Novákův).

    Where `gender` is given, of names that such a person bears.
    """
    lower = word.lower()
    return {
        word[: len(word) - len(ending.text)] + ending.nominative
        for ending in _possessives().get(language, ())
        if lower.endswith(ending.text) and ending.gender in ("", gender or ending.gender)
        if lower[: -len(ending.text)][-1:] in ending.after and len(lower) == len(word) > len(ending.text) + 1
    }


def _possible(word: str) -> Iterator[tuple[int, _Ending]]:
    """The endings that a word may have, the longest first, each with the length of what stands before it."""
    lower = word[:MAXIMUM_LENGTH].lower()
    if len(lower) != len(word):
        return
    for stem in range(len(word) - min(_longest(), len(word)), len(word) + 1):
        for ending in _endings().get(lower[stem:], ()):
            if stem < 2 and not (ending.part and ending.nominative):
                continue
            if not ending.after or (stem and lower[stem - 1] in ending.after):
                yield stem, ending


def _restored(word: str, stem: int, ending: str) -> str:
    """The word with the ending of its nominative."""
    if word.isupper() and len(word) > 1:
        ending = ending.upper()
    return word[:stem] + ending if stem else ending.title()


def may_be_oblique(word: str) -> bool:
    """Whether the longest ending of a word that tells something shows another case than the nominative."""
    lower = word[:MAXIMUM_LENGTH].lower()
    endings = (lower[start:] for start in range(max(0, len(lower) - _longest()), len(lower)))
    return next((shown for ending in endings if (shown := _shows_oblique().get(ending)) is not None), False)


@cache
def _shows_oblique() -> dict[str, bool]:
    """For the endings that tell something, whether that is another case than the nominative."""
    found = {}
    for ending, all_of in _endings().items():
        if any(of.is_sure and of.case.case == NOMINATIVE for of in all_of):
            found[ending] = False
        elif any((of.is_sure or of.is_telling) and of.case.case != NOMINATIVE for of in all_of):
            found[ending] = True
    return found


@cache
def _longest() -> int:
    return max(map(len, _endings()))


@cache
def _endings() -> dict[str, tuple[_Ending, ...]]:
    oblique = {row["language"]: row["oblique"].split() for row in reference.rows("alphabets.csv")}
    of_nominatives = {row["nominative"] for row in reference.rows("inflection.csv")}
    found: dict[str, list[_Ending]] = defaultdict(list)
    for row in reference.rows("inflection.csv"):
        for name in CASES:
            case = Case(row["language"], cast(Gender, row["gender"]), name)
            for ending in row[name].split("|"):
                is_long = len(ending) > 2 or (len(ending) > 1 and ending[-1] not in VOWELS)
                tells = ending not in of_nominatives and (is_long or ending in oblique[row["language"]])
                sure = row["alone"] == "yes"
                found[ending].append(_Ending(case, row["nominative"], row["after"], row["part"], sure, tells))
    return {ending: tuple(of) for ending, of in found.items()}


@cache
def _possessives() -> dict[str, list[_Possessive]]:
    found: dict[str, list[_Possessive]] = defaultdict(list)
    for row in reference.rows("possessives.csv"):
        for ending in row["endings"].split("|"):
            found[row["language"]].append(
                _Possessive(ending, row["gender"], frozenset(row["after"]), row["nominative"])
            )
    return found


def order(case: Case) -> tuple[int, int, int]:
    """By which readings are sorted: as `CASES` are, men first, whom news name more often, then languages as listed."""
    return CASES.index(case.case), int(case.gender != "male"), languages().index(case.language)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have paradigms (BCP 47)."""
    return tuple(dict.fromkeys(row["language"] for row in reference.rows("inflection.csv")))
