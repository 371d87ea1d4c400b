"""Inflection: the nominative of a name that a text has in another case (Святлане Ціханоўскай, Donalda Tuska).

The paradigms are data, `reference/inflection.csv`: a row gives the endings of a kind of name in every case. A case is
read where the words of a name agree in it, a given name that is known among them, or where the ending of a family name
cannot be a nominative; in doubt a name stays as it is spelt.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import compress
from operator import not_
from typing import NamedTuple, cast

from pipeline import reference
from pipeline.names.given import Gender, given_name
from pipeline.names.languages import with_letters_of
from pipeline.names.letters import MAXIMUM_LENGTH

VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
NOMINATIVE = "nominative"
CASES = (NOMINATIVE, "genitive", "dative", "accusative", "instrumental", "locative")

_SURE, _TELLING, _POSSIBLE, _UNMOVED = 2.0, 1.25, 1.0, 0.5
"""How much a word speaks for a case: a known given name or the ending of a kind of family names shows it; the ending
is none of a nominative; it can be that case; it has the same form in every case."""


class Case(NamedTuple):
    """A case of one gender in one language (BCP 47)."""

    language: str
    gender: Gender
    case: str


@dataclass(frozen=True, slots=True)
class Form:
    """A reading of one word: its nominative, if it stands in `case`.

    `part` is the only part of a name that is inflected so, empty for any. `is_sure`: the ending alone shows it;
    `is_telling`: at least few names of any language end so in the nominative.
    """

    nominative: str
    case: Case
    part: str
    is_sure: bool
    is_telling: bool = False

    @property
    def shows_case(self) -> bool:
        """Whether it is a case that can be told from the nominative."""
        return (self.is_sure or self.is_telling) and self.case.case != NOMINATIVE

    @property
    def weight(self) -> float:
        """How much it speaks for its case."""
        return _SURE if self.is_sure else _TELLING if self.is_telling else _POSSIBLE


@dataclass(frozen=True, slots=True)
class _Ending:
    """An ending, as one paradigm has it in one case, and that of its nominative."""

    case: Case
    nominative: str
    after: str
    part: str
    is_sure: bool
    is_telling: bool


def nominatives(words: Sequence[str], language: str | None = None) -> list[tuple[str, ...]]:
    """For each word of a name its nominative, or several where they cannot be told apart, the likeliest first.

    `language` (BCP 47) is that of the text, where it is known. A word that is a nominative already, or that no paradigm
    explains, is returned as it is.
    """
    as_spelt: list[tuple[str, ...]] = [(word,) for word in words]
    known = [given_name(word) is not None for word in words]
    if any(known) and not any(map(_may_be_oblique, compress(words, map(not_, known)))):
        return as_spelt
    possible = {language} if language else with_letters_of(" ".join(words).casefold())
    readings = [
        tuple(form for form in _readings(word) if form.case.language in possible and (form.is_sure or not is_known))
        for word, is_known in zip(words, known, strict=True)
    ]
    options = {form.case for of_word in readings for form in of_word if form.shows_case}
    if not options:
        return as_spelt
    scores = {option: _fit(words, readings, known, option) for option in options}
    best, nominative = max(scores.values()), _fit_of_nominative(words, readings, known)
    if best < nominative:
        return as_spelt
    likeliest = sorted((option for option, score in scores.items() if score == best), key=_order)
    likeliest = [option for option in likeliest if option.gender == likeliest[0].gender]
    found = [_nominatives_of(word, of_word, likeliest) for word, of_word in zip(words, readings, strict=True)]
    if best > nominative:
        return found
    # In doubt as spelt; the other reading stands beside it unless the given name would be another one.
    if any(is_known and word not in forms for word, is_known, forms in zip(words, known, found, strict=True)):
        return as_spelt
    return [
        (word,) if any(map(_is_sure_nominative, of_word)) else tuple(dict.fromkeys((word, *forms)))
        for word, of_word, forms in zip(words, readings, found, strict=True)
    ]


def _nominatives_of(word: str, readings: Sequence[Form], options: Sequence[Case]) -> tuple[str, ...]:
    """The nominatives of one word in any of these cases; the word itself beside one that only may be."""
    here = [form for option in options for form in readings if form.case == option]
    sure = [form.nominative for form in here if form.is_sure]
    return tuple(dict.fromkeys(sure or [*(form.nominative for form in here[:1]), word]))


def _fit(words: Sequence[str], readings: Sequence[Sequence[Form]], known: Sequence[bool], option: Case) -> float:
    """How well all words together stand in one case."""
    total, n_telling, is_sure = 0.0, 0, False
    for word, of_word, is_known in zip(words, readings, known, strict=True):
        here = [form for form in of_word if form.case == option]
        if here:
            total += max(form.weight for form in here)
            n_telling += any(form.shows_case for form in here)
            is_sure = is_sure or any(form.is_sure for form in here)
        elif is_known and not any(form.case.language == option.language for form in _readings(word)):
            total += _SURE  # Leo, Джо: the same in every case
            n_telling += 1
        else:
            total += 0.0 if any(form.is_sure for form in of_word) else _UNMOVED
    return total if is_sure or n_telling > 1 else 0.0


def _fit_of_nominative(words: Sequence[str], readings: Sequence[Sequence[Form]], known: Sequence[bool]) -> float:
    """How well all words together stand in the nominative; that of a given name gives the gender."""
    genders = {name.gender for word in words if (name := given_name(word)) and name.gender}
    total = 0.0
    for of_word, is_known in zip(readings, known, strict=True):
        here = any(_is_sure_nominative(form) and genders <= {form.case.gender} for form in of_word)
        total += _SURE if is_known or here else _UNMOVED if any(form.is_sure for form in of_word) else _POSSIBLE
    return total


def _is_sure_nominative(form: Form) -> bool:
    return form.is_sure and form.case.case == NOMINATIVE


@lru_cache(maxsize=65_536)
def _readings(word: str) -> tuple[Form, ...]:
    """The readings of a word that count: where a sure one is the nominative, others must leave the word as it is.

    That of a given name in another case is sure if the given name is known.
    """
    found = []
    every = list(forms(word))
    if any(map(_is_sure_nominative, every)):
        every = [form for form in every if form.is_sure or form.nominative == word or form.part == "given"]
    for form in every:
        if form.is_sure or form.part != "given":
            found.append(form)
        if form.part in ("", "given") and form.case.case != NOMINATIVE and form.nominative != word:
            name = given_name(form.nominative)
            if name and not name.is_diminutive and name.gender in (None, form.case.gender):
                found.append(replace(form, part="given", is_sure=True))
    return tuple(found)


def forms(word: str) -> Iterator[Form]:
    """Every reading of one word that the paradigms allow, the nominative among them; the longest endings first."""
    lower = word[:MAXIMUM_LENGTH].lower()
    if len(lower) != len(word):
        return
    for length in range(min(_longest(), len(word)), -1, -1):
        stem = len(word) - length
        for ending in _endings().get(lower[stem:], ()):
            if stem < 2 and not (ending.part and ending.nominative):
                continue
            if ending.after and not (stem and lower[stem - 1] in ending.after):
                continue
            restored = ending.nominative.upper() if word.isupper() and len(word) > 1 else ending.nominative
            nominative = word[:stem] + restored if stem else restored.title()
            yield Form(nominative, ending.case, ending.part, ending.is_sure, ending.is_telling)


def _may_be_oblique(word: str) -> bool:
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
    never_last = {row["language"]: row["never_last"] for row in reference.rows("alphabets.csv")}
    found: dict[str, list[_Ending]] = defaultdict(list)
    for row in reference.rows("inflection.csv"):
        for name in CASES:
            case = Case(row["language"], cast(Gender, row["gender"]), name)
            for ending in row[name].split("|"):
                is_long = len(ending) > 2 or (len(ending) > 1 and ending[-1] not in VOWELS)
                tells = is_long or ending in tuple(never_last[row["language"]])
                sure = row["alone"] == "yes"
                found[ending].append(_Ending(case, row["nominative"], row["after"], row["part"], sure, tells))
    return {ending: tuple(of) for ending, of in found.items()}


def _order(case: Case) -> tuple[int, int, int]:
    """Men first, whom news name more often; then as the file has the languages and cases."""
    return int(case.gender != "male"), _languages().index(case.language), CASES.index(case.case)


@cache
def _languages() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["language"] for row in reference.rows("inflection.csv")))
