"""Comparing two names: whether they can be one person's, and why.

The words of the two names are put beside each other so that they fit best, whatever their order; the score is that of
the pair of words that fits worst. A patronymic that only one of them has does not count; two that disagree do.
"""

from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import permutations, product

from rapidfuzz.distance import Levenshtein

from pipeline.names.alignment import Contrast, align, cost
from pipeline.names.letters import light
from pipeline.names.name import Name
from pipeline.names.patronymic import father_stems
from pipeline.names.reading import read
from pipeline.names.sounds import habits
from pipeline.names.word import Word

THRESHOLD = 0.55
"""`same` from this score on."""

DIFFERENT = 1.0
"""Cost from which on two words are no spellings of one name."""

DISAGREE = 0.6
"""Cost of two patronymics of different fathers, or of Jr. and Sr."""

SHORT_FORM = 0.2
"""Cost of a short form beside the given name that it stands for (Коля, Николай)."""

DOUBTFUL = 0.5
"""Cost of what may be and is not certain: a short form of several given names (Слава, Святослав)."""

LEFT_OVER = 0.3
"""Cost of a word that only one of two names has, beside two or more that both have."""

AS_SPELT = Contrast(frozenset(), unsure=False, as_spelt=True)

_MAXIMUM_WORDS = 4


@dataclass(frozen=True)
class Comparison:
    """`score` from 0 to 1; `same`, the verdict at `THRESHOLD`; `why`, a line for each part of the names."""

    score: float
    left: Name = field(repr=False)
    right: Name = field(repr=False)

    @property
    def same(self) -> bool:
        """Whether the two are taken for spellings of one person's name."""
        return self.score >= THRESHOLD

    @cached_property
    def why(self) -> str:
        """What the verdict rests on, a line for each part of the names; made when asked for."""
        return "\n".join(_lines(self.left, self.right))


def compare(a: str | Name, b: str | Name) -> Comparison:
    """Compares two names, given as text or as `read` returns them. Symmetric; never raises.

    What only repeats itself, letter by letter, is the same. Otherwise nothing is, unless both have two words or more: a
    family name alone may be anybody's.
    """
    left = read(a) if isinstance(a, str) else a
    right = read(b) if isinstance(b, str) else b
    if right.text < left.text:
        left, right = right, left
    return Comparison(_score(left, right), left, right)


def _score(left: Name, right: Name) -> float:
    if left.text == right.text or left.folded == right.folded:
        return 1.0
    worst = max(_pairing(left, right)[0], DISAGREE if disagree(left, right) else 0.0)
    if worst < DIFFERENT:
        return 1 - worst
    # What is not the same is never near the threshold, however alike it looks.
    heard = (" ".join(sorted(word.heard[0] for word in name.words)) for name in (left, right))
    return 0.4 * Levenshtein.normalized_similarity(*heard)


def _pairing(left: Name, right: Name) -> tuple[float, list[tuple[int, int]]]:
    """The cost of the best way to pair the words of two names, and the pairs, by their places in `words`."""
    if len(left.words) > len(right.words):
        worst, pairs = _pairing(right, left)
        return worst, [(j, i) for i, j in pairs]
    n, m = len(left.words), len(right.words)
    if n < 2 or m > _MAXIMUM_WORDS:
        return DIFFERENT, []
    contrast = contrast_of(left, right)
    costs = [[word_cost(one, other, contrast) for other in right.words] for one in left.words]
    orders = permutations(range(m), n)
    worst, order = min((max(costs[i][j] for i, j in enumerate(order)), order) for order in orders)
    return (worst if n == m else max(worst, LEFT_OVER)), list(enumerate(order))


def contrast_of(left: Name, right: Name) -> Contrast:
    """How the spellings of two names differ in language; not at all where neither is East Slavic."""
    if not (left.is_east_slavic or right.is_east_slavic):
        return AS_SPELT
    return _contrast(left.languages, right.languages, unsure=not (left.languages and right.languages))


@cache
def _contrast(left: frozenset[str], right: frozenset[str], *, unsure: bool) -> Contrast:
    return Contrast(left ^ right, unsure)


def word_cost(one: Word, other: Word, contrast: Contrast) -> float:
    """What it costs to take two words for spellings of one name: from 0, which is nothing, to `DIFFERENT` and more."""
    if one.names and other.names:
        if not one.given.isdisjoint(other.given):
            return 0.0
        several = max(len(one.short_for), len(other.short_for)) > 1
        return DIFFERENT if one.names.isdisjoint(other.names) else DOUBTFUL if several else SHORT_FORM
    if not any(skeleton in other.skeletons for skeleton in one.skeletons):
        return DIFFERENT
    heard = min(cost(a, b, contrast) for a in one.heard for b in other.heard)
    return max(heard, DOUBTFUL) if contrast.as_spelt and light(one.text) != light(other.text) else heard


def disagree(left: Name, right: Name) -> bool:
    """Whether what two names say beside given and family name cannot be of one person: another father, Sr. and Jr."""
    if left.generation != right.generation:
        return True
    if not (left.patronymic and right.patronymic) or left.middle_key == right.middle_key:
        return False
    contrast = contrast_of(left, right)
    stems = (father_stems(name.patronymic or "", habits(name.text)) for name in (left, right))
    return min(cost(a, b, contrast) for a, b in product(*stems)) > 1 - THRESHOLD


def _lines(left: Name, right: Name) -> list[str]:
    if left.folded == right.folded:
        return ["the same, letter by letter"]
    _, pairs = _pairing(left, right)
    if not pairs:
        return ["one of the two lacks a given name or a family name: too little to compare"]
    contrast = contrast_of(left, right)
    lines = [_line(left.roles[i], left.words[i], right.words[j], contrast) for i, j in pairs]
    unpaired = [word.text for k, word in enumerate(left.words) if k not in {i for i, _ in pairs}]
    unpaired += [word.text for k, word in enumerate(right.words) if k not in {j for _, j in pairs}]
    lines += [f"{word}: only one of the two has it" for word in unpaired]
    if left.patronymic and right.patronymic:
        sign = "≠" if disagree(left, right) else "~"
        lines.append(f"patronymic: {left.patronymic} {sign} {right.patronymic}")
    if left.generation != right.generation:
        lines.append(f"generation: {left.generation or 'none'} ≠ {right.generation or 'none'}")
    return lines


def _line(role: str, one: Word, other: Word, contrast: Contrast) -> str:
    price = word_cost(one, other, contrast)
    if price >= 1 - THRESHOLD:
        return f"{role}: {one.text} ≠ {other.text}"
    said = f"{role}: {one.text} ~ {other.text}, "
    if one.text.casefold() == other.text.casefold():
        return said + "the same"
    if one.given & other.given:
        return said + "forms of one name"
    if one.short_for | other.short_for:
        return said + "one is short for the other"
    _, a, b = min((cost(a, b, contrast), a, b) for a in one.heard for b in other.heard)
    whys = dict.fromkeys(step.why or f"{step.one or '-'}/{step.other or '-'}" for step in align(a, b, contrast))
    return said + ("; ".join(whys) or "spellings of one name")
