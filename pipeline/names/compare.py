"""Comparing two names: whether they can be one person's, and why. A first, simple comparison."""

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.names.fold import fold
from pipeline.names.name import Name, read

THRESHOLD = 1.0
"""`same` from this score on: every part that both names have must have equal keys."""


@dataclass(frozen=True)
class Comparison:
    """`score` from 0 to 1; `same`, the verdict at `THRESHOLD`; `why`, a line for each part of the names."""

    score: float
    why: str

    @property
    def same(self) -> bool:
        """Whether the two are taken for spellings of one person's name."""
        return self.score >= THRESHOLD


def compare(a: str | Name, b: str | Name) -> Comparison:
    """Compares two names, given as text or as `read` returns them. Symmetric; never raises.

    A patronymic or middle name that only one of them has does not count; Jr. does. Without a family name on both
    sides, or a given name on both sides, nothing is said to be the same.
    """
    left = read(a) if isinstance(a, str) else a
    right = read(b) if isinstance(b, str) else b
    if not (left.family and right.family and left.given and right.given):
        return Comparison(0.0, "one of the two lacks a given name or a family name: too little to compare")
    parts = [
        _part("given name", left.given, right.given, left.given_key == right.given_key),
        _part("family name", left.family, right.family, _same_family(left, right)),
    ]
    if left.middle_key and right.middle_key:
        middles = (" ".join(left.middle), " ".join(right.middle))
        parts.append(_part("middle name", *middles, left.middle_key == right.middle_key))
    if left.generation or right.generation:
        generations = (left.generation or "none", right.generation or "none")
        parts.append(_part("generation", *generations, generations[0] == generations[1]))
    return Comparison(min(score for score, _ in parts), "\n".join(why for _, why in parts))


def _same_family(left: Name, right: Name) -> bool:
    return left.may_be_called(right.family or "") or right.may_be_called(left.family or "")


def _part(what: str, a: str, b: str, same: bool) -> tuple[float, str]:
    first, second = sorted((a, b))
    if same:
        how = "the same" if a.casefold() == b.casefold() else "spellings of one name"
        return 1.0, f"{what}: {first} ~ {second}, {how}"
    # What is not the same is never certain, however near it is.
    score = min(0.99, Levenshtein.normalized_similarity(fold(a), fold(b)))
    return score, f"{what}: {first} ≠ {second}"
