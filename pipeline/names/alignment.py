"""How near two sound strings are, and by which known alternations of the languages.

An alternation is a row of `reference/alternations.csv`: sounds of one language that stand for others in the next one
(Belarusian а for Russian unstressed о). It costs little where exactly one of the two spellings looks like that
language, more where that is not known, and counts as any other difference within one language: there а and о tell
names apart.
"""

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from rapidfuzz.distance import Postfix, Prefix

from pipeline import reference

VOWELS = frozenset("aeiouäü")
VOWEL, OTHER = 0.5, 1.0
"""What a difference costs that no alternation explains: a vowel more or less or another one, and anything else."""

AGAIN = 0.05
"""Cost of a cheap alternation that has already been seen between the same two words."""

MAYBE = 0.15
"""What is added where a spelling only may be of the language of an alternation, and the other one is not."""

_LONGEST = 2
"""Sounds on a side of an alternation."""

_AHEAD = 2
"""Sounds by which a way may be ahead in one of two strings."""

_SPANS = tuple(product(range(1, _LONGEST + 1), repeat=2))


@dataclass(frozen=True)
class Contrast:
    """How two spellings differ in language: the languages that exactly one of them looks like.

    `maybe` are those that one of them may be and the other is not. `unsure` where one of them does not show its
    language, `is_narrow` where both show at least one that they are not. `as_spelt`: neither is East Slavic, and what
    is spelt differently is another name (Hale, Gale).
    """

    languages: frozenset[str]
    maybe: frozenset[str]
    unsure: bool
    is_narrow: bool = False
    as_spelt: bool = False


@dataclass(frozen=True)
class Step:
    """Two pieces that stand for each other, what that costs, and the alternation that explains it (empty: none)."""

    one: str
    other: str
    cost: float
    why: str


def cost(one: str, other: str, contrast: Contrast) -> float:
    """What the cheapest way from one sound string to another costs; the same alternation again costs little."""
    return _cost(*sorted(_without_shared_ends(one, other)), contrast) if one != other else 0.0


@lru_cache(maxsize=262_144)
def _cost(one: str, other: str, contrast: Contrast) -> float:
    total = 0.0
    seen: set[str | Step] = set()
    for step in align(one, other, contrast):
        total += min(step.cost, AGAIN) if step.why in seen and step.cost < VOWEL / 2 else step.cost
        seen.add(step.why or step)
    return total


def align(one: str, other: str, contrast: Contrast) -> list[Step]:
    """The cheapest way from one sound string to another: those of its steps that change something.

    Ways that run far ahead in one of the two are not tried: they cost too much whatever follows.
    """
    one, other = _without_shared_ends(one, other)
    if abs(len(one) - len(other)) > _AHEAD:
        return [Step(one, other, OTHER * abs(len(one) - len(other)), "")]
    alternations, ends = _alternations(contrast), _ends(contrast)
    sums = [[math.inf] * (len(other) + 1) for _ in range(len(one) + 1)]
    taken = [[_plain("", "")] * (len(other) + 1) for _ in range(len(one) + 1)]
    sums[0][0] = 0.0
    for i in range(len(one) + 1):
        a = one[i - 1] if i else ""
        for j in range(max(0, i - _AHEAD), min(len(other), i + _AHEAD) + 1):
            b = other[j - 1] if j else ""
            steps = [_plain(a, b)] if i and j else []
            if a != b:
                steps += [_plain(a, "")] if i else []
                steps += [_plain("", b)] if j else []
            if (a, b) in ends:
                spans = [(m, n) for m, n in _SPANS if m <= i and n <= j]
                found = (alternations.get((one[i - m : i], other[j - n : j])) for m, n in spans)
                steps += [step for step in found if step]
            for step in steps:
                total = sums[i - len(step.one)][j - len(step.other)] + step.cost
                if total < sums[i][j]:
                    sums[i][j], taken[i][j] = total, step
    steps = []
    i, j = len(one), len(other)
    while i or j:
        step = taken[i][j]
        steps += [step] if step.one != step.other else []
        i, j = i - len(step.one), j - len(step.other)
    return steps[::-1]


@cache
def _plain(a: str, b: str) -> Step:
    """A sound, or none, for another one, where no alternation explains it."""
    price = 0.0 if a == b else VOWEL if (a in VOWELS or not a) and (b in VOWELS or not b) else OTHER
    return Step(a, b, price, "")


def _without_shared_ends(one: str, other: str) -> tuple[str, str]:
    """What differs of two sound strings, with as much beside it as an alternation may need."""
    begin = max(0, Prefix.similarity(one, other) - _LONGEST)
    end = max(0, Postfix.similarity(one[begin:], other[begin:]) - _LONGEST)
    return one[begin : len(one) - end], other[begin : len(other) - end]


@cache
def telling() -> frozenset[str]:
    """The languages, habits and other differences that an alternation depends on."""
    return frozenset(row["language"] for row in reference.rows("alternations.csv"))


@cache
def _ends(contrast: Contrast) -> frozenset[tuple[str, str]]:
    """The last sounds of both sides of the alternations that count."""
    return frozenset((one[-1], other[-1]) for one, other in _alternations(contrast))


@cache
def _alternations(contrast: Contrast) -> dict[tuple[str, str], Step]:
    found: dict[tuple[str, str], Step] = {}
    for row in reference.rows("alternations.csv"):
        if not row["language"] or row["language"] in contrast.languages:
            price = float(row["cost"])
        elif row["language"] in contrast.maybe:
            price = float(row["cost"]) + MAYBE
        elif contrast.unsure and row["unsure"]:
            price = float(row["unsure"])
        else:
            continue
        for a, b in product(_each(row["one"]), _each(row["other"])):
            for one, other in ((a, b), (b, a)):
                if (one, other) not in found or price < found[one, other].cost:
                    found[one, other] = Step(one, other, price, row["why"])
    return found


def _each(sounds: str) -> list[str]:
    """The sounds that a cell stands for: V is any vowel."""
    return ["".join(each) for each in product(*(sorted(VOWELS) if sound == "V" else sound for sound in sounds))]
