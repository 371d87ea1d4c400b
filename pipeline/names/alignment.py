"""How near two sound strings are, and by which known alternations of the languages.

An alternation is a row of `reference/alternations.csv`: sounds of one language that stand for others in the next one
(Belarusian а for Russian unstressed о). It costs little where exactly one of the two spellings looks like that
language, more where that is not known, and counts as any other difference within one language: there а and о tell
names apart.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from rapidfuzz.distance import Postfix, Prefix

from pipeline import reference

VOWELS = frozenset("aeiouäü")
VOWEL, OTHER = 0.5, 1.0
"""What a difference costs that no alternation explains: a vowel more or less or another one, and anything else."""

AGAIN = 0.05
"""Cost of an alternation that has already been seen between the same two words."""

MAYBE = 0.15
"""What is added where a spelling only may be of the language of an alternation, and the other one is not."""

_LONGEST = 2
"""Sounds on a side of an alternation."""


@dataclass(frozen=True)
class Contrast:
    """How two spellings differ in language: the languages that exactly one of them looks like.

    `maybe` are those that one of them may be and the other is not. `unsure` where one of them does not show its
    language. `as_spelt`: neither is East Slavic, and what is spelt differently is another name (Hale, Gale).
    """

    languages: frozenset[str]
    maybe: frozenset[str]
    unsure: bool
    as_spelt: bool = False


@dataclass(frozen=True)
class Step:
    """Two pieces that stand for each other, what that costs, and the alternation that explains it (empty: none)."""

    one: str
    other: str
    cost: float
    why: str


@lru_cache(maxsize=65_536)
def cost(one: str, other: str, contrast: Contrast) -> float:
    """What the cheapest way from one sound string to another costs; the same alternation again costs little."""
    total = 0.0
    seen: set[str | Step] = set()
    for step in align(one, other, contrast):
        total += min(step.cost, AGAIN) if step.why in seen else step.cost
        seen.add(step.why or step)
    return total


def align(one: str, other: str, contrast: Contrast) -> list[Step]:
    """The cheapest way from one sound string to another: those of its steps that change something."""
    one, other = _without_shared_ends(one, other)
    alternations = _alternations(contrast)
    best: list[list[tuple[float, Step | None]]] = [[(0.0, None)] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if i or j:
                ways = _ways(one[:i], other[:j], alternations)
                sums = [(best[i - len(way.one)][j - len(way.other)][0] + way.cost, way) for way in ways]
                best[i][j] = min(sums, key=lambda found: found[0])
    steps = []
    i, j = len(one), len(other)
    while i or j:
        step = best[i][j][1] or Step(one[:i], other[:j], 0.0, "")
        if step.one != step.other:
            steps.append(step)
        i, j = i - len(step.one), j - len(step.other)
    return steps[::-1]


def _without_shared_ends(one: str, other: str) -> tuple[str, str]:
    """What differs of two sound strings, with as much beside it as an alternation may need."""
    begin = max(0, Prefix.similarity(one, other) - _LONGEST)
    end = max(0, Postfix.similarity(one[begin:], other[begin:]) - _LONGEST)
    return one[begin : len(one) - end], other[begin : len(other) - end]


def _ways(one: str, other: str, alternations: dict[tuple[str, str], Step]) -> list[Step]:
    """The last steps that can lead to two beginnings of sound strings."""
    a, b = one[-1:], other[-1:]
    if a == b:
        ways = [Step(a, b, 0.0, "")]
    else:
        ways = [Step(a, b, VOWEL if a in VOWELS and b in VOWELS else OTHER, "")] if a and b else []
        ways += [Step(a, "", VOWEL if a in VOWELS else OTHER, "")] if a else []
        ways += [Step("", b, VOWEL if b in VOWELS else OTHER, "")] if b else []
    for m in range(1, min(_LONGEST, len(one)) + 1):
        for n in range(1, min(_LONGEST, len(other)) + 1):
            way = alternations.get((one[-m:], other[-n:]))
            if way:
                ways.append(way)
    return ways


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
