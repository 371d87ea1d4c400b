"""Many names at once: which of two lists belong together, and which of one list are one name.

Only names that share the keys of two words are compared: what `compare` takes for the same always does. Names that
sound alike in every word count as one from the start, so that the work grows with the number of different names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pipeline.names.compare import Comparison, compare, disagree
from pipeline.names.name import Name
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


def match(left: Iterable[str], right: Iterable[str]) -> Iterator[Match]:
    """The pairs of a name of `left` and one of `right` that are the same, in the order of the lists.

    `right` is kept in memory, `left` is read as it comes.
    """
    names = [read(text) for text in right]
    index: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for key in _keys(name):
            index[key].append(place)
    for place, text in enumerate(left):
        name = read(text)
        for other in sorted({other for key in _keys(name) for other in index.get(key, ())}):
            comparison = compare(name, names[other])
            if comparison.same:
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
    group = list(range(len(kinds)))
    members = {kind: [kind] for kind in group}
    for _, one, other in _links(kinds):
        a, b = sorted((group[one], group[other]))
        if a == b or not _belong_together([kinds[m] for m in members[a]], [kinds[m] for m in members[b]]):
            continue
        for member in members.pop(b):
            group[member] = a
            members[a].append(member)
    return group


def _links(kinds: list[Name]) -> list[tuple[float, int, int]]:
    """The pairs that are the same, the surest first."""
    index: dict[str, list[int]] = defaultdict(list)
    for kind, name in enumerate(kinds):
        for key in _keys(name):
            index[key].append(kind)
    links = []
    for kind, name in enumerate(kinds):
        for other in {other for key in _keys(name) for other in index[key] if other > kind}:
            comparison = compare(name, kinds[other])
            if comparison.same:
                links.append((-comparison.score, kind, other))
    return sorted(links)


def _belong_together(one: list[Name], other: list[Name]) -> bool:
    if any(disagree(a, b) for a in one for b in other):
        return False
    same = sum(compare(a, b).same for a in one for b in other)
    return same >= LINKAGE * len(one) * len(other)


def _form(name: Name) -> object:
    """Equal for names that sound alike in every word and differ in nothing else."""
    if len(name.words) < 2 or not name.is_east_slavic:
        return name.folded
    words = frozenset((word.given or frozenset(word.heard), name.words.count(word)) for word in name.words)
    return words, name.languages, name.middle_key if name.patronymic else None, name.generation


def _keys(name: Name) -> set[str]:
    """What two names that are the same have in common at least one of; the text itself where it has one word only."""
    if len(name.words) < 2:
        return {name.folded}
    return {
        "|".join(sorted((a, b))) for one, other in combinations(name.words, 2) for a in _of(one) for b in _of(other)
    }


def _of(word: Word) -> set[str]:
    return {*(f"={key}" for key in word.names), *word.skeletons}
