"""Many names at once: which of two lists belong together, and which of one list are one name.

Only names that share the keys of two words are compared: what `compare` takes for the same always does. Names that
sound alike in every word count as one from the start, so that the work grows with the number of different names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pipeline.names.compare import THRESHOLD, Comparison, compare, disagree
from pipeline.names.name import FAMILY, Name
from pipeline.names.reading import read
from pipeline.names.word import Word

LINKAGE = 0.5
"""Two groups become one when at least this share of the pairs between them is the same."""


@dataclass(frozen=True)
class Match:
    """Two names that are the same, by their places in the lists, and the comparison that says so."""

    left: int
    right: int
    comparison: Comparison


class Index:
    """Names kept in memory to be looked up."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: list[Name] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            self._names.append(name)
            for key in _keys(name):
                self._places[key].append(place)

    def same(self, name: Name, after: int = -1) -> Iterator[tuple[int, Comparison]]:
        """The places of the names that are the same as `name`, in their order, and the comparisons that say so.

        Only places behind `after` are looked at.
        """
        return self.near(name, THRESHOLD, after)

    def near(self, name: Name, score: float, after: int = -1) -> Iterator[tuple[int, Comparison]]:
        """Those whose score is no less than `score`, as far as they share the keys that names of one person share."""
        places = {place for key in _keys(name) for place in self._places.get(key, ()) if place > after}
        for place in sorted(places):
            comparison = compare(name, self._names[place])
            if comparison.score >= score:
                yield place, comparison


def match(left: Iterable[str], right: Iterable[str]) -> Iterator[Match]:
    """The pairs of a name of `left` and one of `right` that are the same, in the order of the lists.

    `right` is kept in memory, `left` is read as it comes.
    """
    index = Index(map(read, right))
    for place, text in enumerate(left):
        for other, comparison in index.same(read(text)):
            yield Match(place, other, comparison)


def cluster(names: Iterable[str]) -> list[int]:
    """For each name the number of its group; groups are numbered from 0 as they come.

    Pairs that are surest are joined first; two groups become one unless patronymics disagree or most of the pairs
    between them are not the same.
    """
    forms: dict[object, int] = {}
    kinds: list[Name] = []
    of_name = []
    for text in names:
        name = read(text)
        form = _form(name)
        if form not in forms:
            forms[form] = len(kinds)
            kinds.append(name)
        of_name.append(forms[form])
    groups = _groups(kinds)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(groups[kind], len(numbers)) for kind in of_name]


def _groups(kinds: list[Name]) -> list[int]:
    """For each kind of name the first one of its group."""
    links = _links(kinds)
    same = {(one, other) for _, one, other in links}
    group = list(range(len(kinds)))
    members: dict[int, list[int]] = {}
    for _, one, other in links:
        a, b = sorted((group[one], group[other]))
        of_a, of_b = members.get(a, [a]), members.get(b, [b])
        if a != b and _belong_together(kinds, of_a, of_b, same):
            members.pop(b, None)
            members[a] = of_a + of_b
            for member in of_b:
                group[member] = a
    return group


def _links(kinds: list[Name]) -> list[tuple[float, int, int]]:
    """The pairs that are the same, the surest first."""
    index = Index(kinds)
    return sorted(
        (-comparison.score, kind, other)
        for kind, name in enumerate(kinds)
        for other, comparison in index.same(name, after=kind)
    )


def _belong_together(kinds: list[Name], one: list[int], other: list[int], same: set[tuple[int, int]]) -> bool:
    """Whether most of the pairs between two groups are the same, and nothing between them disagrees."""
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    if sum(pair in same for pair in pairs) < LINKAGE * len(pairs):
        return False
    return not any(disagree(kinds[a], kinds[b]) for a, b in pairs)


def _form(name: Name) -> object:
    """Equal for names that sound alike in every word and differ in nothing else."""
    if len(name.words) < 2 or not name.is_east_slavic:
        return name.folded
    words = frozenset((word.given or frozenset(word.heard), name.words.count(word)) for word in name.words)
    return words, name.languages, name.middle_key, name.generation


def _keys(name: Name) -> set[str]:
    """What two names that are the same have in common at least one of."""
    if not name.words:
        return {name.folded}
    if len(name.words) == 1:
        keys = {f"1|{key}" for key in _of(name.words[0])}
    else:
        variants = [name.words] if "-" not in name.text else [name.words, tuple(word for _, word in name.joined)]
        pairs = [pair for words in variants for pair in combinations(words, 2)]
        keys = {"|".join(sorted((a, b))) for one, other in pairs for a in _of(one) for b in _of(other)}
    if len(name.first_sounds) > 1:  # may stand for initials, or the other way round
        family = [word for role, word in name.parts if role == FAMILY]
        keys |= {f"{first}.|{key}" for first in name.first_sounds[0] for word in family for key in _of(word)}
    return keys


def _of(word: Word) -> set[str]:
    return {*(f"={key}" for key in word.names), *word.skeletons}
