"""Comparing two names: whether they can be one person's, and why.

The words of the two names are put beside each other so that they fit best, whatever their order; the score is that of
the pair of words that fits worst. A patronymic that only one of them has does not count; two that disagree do.
"""

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import permutations, product

from rapidfuzz.distance import Levenshtein

from pipeline.names.alignment import Contrast, align, cost, telling
from pipeline.names.languages import east_slavic
from pipeline.names.name import FAMILY, GIVEN, Name, Parts
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
"""Cost of a word that only one of two names has, beside two or more that both have, and that is no family name."""

INITIALS = 0.4
"""Cost of two initials in place of given name and patronymic. One alone is doubtful."""

AS_SPELT = Contrast(frozenset(), frozenset(), unsure=False, as_spelt=True)

OTHER_SCRIPT, FOREIGN = frozenset({"script"}), frozenset({"script", "foreign"})
"""What `alternations.csv` calls a difference of scripts, and such a one of a name that is not East Slavic."""

USUAL_LENGTH = 7
"""Sounds. In a foreign name in another script the same difference counts more the shorter the word is."""

_MAXIMUM_WORDS = 5


@dataclass(frozen=True)
class Comparison:
    """`score` from 0 to 1; `same`, the verdict at `THRESHOLD`; `why`, a line for each part of the names."""

    score: float
    left: Name = field(repr=False)
    right: Name = field(repr=False)

    @property
    def same(self) -> bool:
        """Whether the two are taken for spellings of one name."""
        return self.score >= THRESHOLD

    @cached_property
    def why(self) -> str:
        """What the verdict rests on, a line for each part of the names; made when asked for."""
        return "\n".join(_lines(self.left, self.right))


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which words of two names stand for each other, with their roles, and what the worst of that costs."""

    cost: float
    pairs: tuple[tuple[str, Word, Word], ...] = ()
    left_over: tuple[tuple[str, Word], ...] = ()


def compare(a: str | Name, b: str | Name) -> Comparison:
    """Compares two names, given as text or as `read` returns them. Symmetric; never raises.

    Two names of one word each are the same if the words are: then it is the word that is one name, whosever it is. A
    family name alone, or with one initial, is doubtful beside a full name: it may be anybody's.
    """
    left = read(a) if isinstance(a, str) else a
    right = read(b) if isinstance(b, str) else b
    if right.text < left.text:
        left, right = right, left
    return Comparison(_score(left, right), left, right)


def _score(left: Name, right: Name) -> float:
    if left.text == right.text or left.folded == right.folded:
        return 1.0
    worst = max(_pairing(left, right).cost, _cost_of_initials(left, right), DISAGREE * disagree(left, right))
    if worst < DIFFERENT:
        return 1 - worst
    # What is not the same is never near the threshold, however alike it looks.
    heard = (" ".join(sorted(word.heard[0] for word in name.words)) for name in (left, right))
    return 0.4 * Levenshtein.normalized_similarity(*heard)


def _pairing(left: Name, right: Name) -> _Pairing:
    """The best way to pair the words of two names; hyphens count as spaces, or join what they stand between."""
    contrast = contrast_of(left, right)
    found = _best(left, right, left.parts, right.parts, contrast)
    if found.cost >= DIFFERENT and "-" in left.text + right.text:
        joined = [(left.joined, right.parts), (left.parts, right.joined)]
        found = min((found, *(_best(left, right, *parts, contrast) for parts in joined)), key=lambda one: one.cost)
    return found


def _best(left: Name, right: Name, ones: Parts, others: Parts, contrast: Contrast) -> _Pairing:
    if len(ones) > len(others):
        found = _best(right, left, others, ones, contrast)
        return _Pairing(found.cost, tuple((role, one, other) for role, other, one in found.pairs), found.left_over)
    n, m = len(ones), len(others)
    if not n or m > _MAXIMUM_WORDS:
        return _Pairing(DIFFERENT)
    costs = [[word_cost(one, other, contrast, n) for _, other in others] for _, one in ones]
    worst, order = min([(max([costs[i][j] for i, j in enumerate(order)]), order) for order in _orders(m, n)])
    left_over = tuple(others[j] for j in range(m) if j not in order)
    unexplained = {role for role, _ in left_over} - ({GIVEN} if left.is_initials else set())
    if unexplained:
        is_other = FAMILY not in unexplained or right.has_other_name
        worst = max(worst, LEFT_OVER if n > 1 and is_other else DOUBTFUL)
    pairs = tuple((ones[i][0], ones[i][1], others[j][1]) for i, j in enumerate(order))
    return _Pairing(worst, pairs, left_over)


@cache
def _orders(m: int, n: int) -> list[tuple[int, ...]]:
    return list(permutations(range(m), n))


def _cost_of_initials(left: Name, right: Name) -> float:
    """What initials that stand for given names cost; nothing where both have their given names."""
    if not (left.is_initials or right.is_initials):
        return 0.0
    agree = [not one.isdisjoint(other) for one, other in zip(left.first_sounds, right.first_sounds, strict=False)]
    return DIFFERENT if not all(agree) else INITIALS if len(agree) > 1 else DOUBTFUL


def contrast_of(left: Name, right: Name) -> Contrast:
    """How the spellings of two names differ in language; not at all where neither is East Slavic."""
    if not (left.is_east_slavic or right.is_east_slavic):
        return AS_SPELT
    between = left.habits ^ right.habits
    if left.script != right.script:
        latin = left if left.script == "Latn" else right
        between |= OTHER_SCRIPT if latin.is_east_slavic else FOREIGN
    return _contrast(left.languages, left.possible_languages, right.languages, right.possible_languages, between)


@cache
def _contrast(
    left: frozenset[str],
    left_may: frozenset[str],
    right: frozenset[str],
    right_may: frozenset[str],
    between: frozenset[str],
) -> Contrast:
    only_one = (left ^ right) | between
    return Contrast(
        only_one & telling(),
        ((left_may ^ right_may) - only_one) & telling(),
        unsure=not (left and right) and not between >= FOREIGN,
        is_narrow=left_may != east_slavic() != right_may,
    )


@cache
def _of_words(contrast: Contrast, one: frozenset[str], other: frozenset[str]) -> Contrast:
    """The contrast of two words: a name may mix Belarusian and Russian, in a passport at that.

    What both words show counts, not what their names do; between scripts nothing is sure where neither shows anything.
    """
    if one and other:
        return replace(contrast, languages=contrast.languages - east_slavic() | (one ^ other) & telling())
    if one or other:
        return contrast
    is_unsure = contrast.languages & FOREIGN == OTHER_SCRIPT
    maybe = contrast.maybe if contrast.is_narrow else frozenset()
    return replace(contrast, maybe=maybe, unsure=contrast.unsure or is_unsure)


def word_cost(one: Word, other: Word, contrast: Contrast, n_words: int = 2) -> float:
    """What it costs to take two words for spellings of one name: from 0, which is nothing, to `DIFFERENT` and more.

    `n_words` of the two names are compared: three short ones of a Korean say as much as two long ones.
    """
    if not one.plain.isdisjoint(other.plain):
        return 0.0
    if one.names and other.names:
        if not one.given.isdisjoint(other.given):
            return 0.0
        if not (one.names.isdisjoint(other.names) or frozenset(one.heard).isdisjoint(other.heard)):
            return 0.0  # Слава, Slava
        several = max(len(one.short_for), len(other.short_for)) > 1
        return DIFFERENT if one.names.isdisjoint(other.names) else DOUBTFUL if several else SHORT_FORM
    if one.skeletons.isdisjoint(other.skeletons):
        return DIFFERENT
    if contrast.as_spelt:
        return DOUBTFUL
    contrast = _of_words(contrast, one.languages, other.languages)
    length = USUAL_LENGTH / max(1, n_words - 1) if contrast.languages >= FOREIGN else 0
    return min(cost(a, b, contrast) * max(1, length / max(len(a), len(b), 1)) for a in one.heard for b in other.heard)


def disagree(left: Name, right: Name) -> bool:
    """Whether what two names say beside given and family name cannot be of one person: another father, Sr. and Jr."""
    if left.generation != right.generation:
        return True
    if not (left.middle and right.middle):
        return False
    middles = zip(left.first_sounds[1:], right.first_sounds[1:], left.initials[1:], right.initials[1:], strict=False)
    if any((is_initial or other_is) and one.isdisjoint(other) for one, other, is_initial, other_is in middles):
        return True
    if not (left.patronymic and right.patronymic) or left.middle_key == right.middle_key:
        return False
    contrast = contrast_of(left, right)
    stems = (father_stems(name.patronymic or "", habits(name.text)) for name in (left, right))
    return min(cost(a, b, contrast) for a, b in product(*stems)) > 1 - THRESHOLD


def _lines(left: Name, right: Name) -> list[str]:
    if left.folded == right.folded:
        return ["the same, letter by letter"]
    found = _pairing(left, right)
    if not found.pairs:
        return ["one of the two has no word that is a name: nothing to compare"]
    contrast = contrast_of(left, right)
    lines = [f"{name.text}: read as {name.nominative}" for name in (left, right) if name.is_inflected]
    lines += [_line(role, one, other, contrast, len(found.pairs)) for role, one, other in found.pairs]
    by_initials = left.is_initials or right.is_initials
    if by_initials:
        sign = "≠" if _cost_of_initials(left, right) >= DIFFERENT else "~"
        shown = [" ".join(filter(None, (name.given, *name.middle))) or "none" for name in (left, right)]
        lines.append(f"initials: {shown[0]} {sign} {shown[1]}")
    elif left.patronymic and right.patronymic:
        sign = "≠" if disagree(left, right) else "~"
        lines.append(f"patronymic: {left.patronymic} {sign} {right.patronymic}")
    alone = [word.text for role, word in found.left_over if not (by_initials and role == GIVEN)]
    lines += [f"{text}: only one of the two has it" for text in alone]
    if left.generation != right.generation:
        lines.append(f"generation: {left.generation or 'none'} ≠ {right.generation or 'none'}")
    if len(left.parts) == len(right.parts) == 1 and not by_initials:
        lines.append("one word each: it may be the name of several people")
    return lines


def _line(role: str, one: Word, other: Word, contrast: Contrast, n_words: int) -> str:
    price = word_cost(one, other, contrast, n_words)
    if 1 - price < THRESHOLD:
        return f"{role}: {one.text} ≠ {other.text}"
    said = f"{role}: {one.text} ~ {other.text}, "
    if one.text.casefold() == other.text.casefold():
        return said + "the same"
    if one.given & other.given:
        return said + "forms of one name"
    if one.short_for | other.short_for:
        return said + "one is short for the other"
    contrast = _of_words(contrast, one.languages, other.languages)
    _, a, b = min((cost(a, b, contrast), a, b) for a in one.heard for b in other.heard)
    whys = dict.fromkeys(step.why or f"{step.one or '-'}/{step.other or '-'}" for step in align(a, b, contrast))
    return said + ("; ".join(whys) or "spellings of one name")
