"""Comparing: which annotations are found, which are missed, which rows are wrong, and the counts of that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from training.facts.found import Found
from training.facts.gold import Gold, Span
from training.facts.layers import Layer


class Counts(NamedTuple):
    """How many facts are annotated, found, and right. What several rows say of one fact together is found once."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Counts":  # type: ignore[override]
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Verdict:
    """What came of one layer of one text; a missed annotation and a wrong row come with what is said against it."""

    right: list[tuple[Gold, Found]] = field(default_factory=list)
    missed: list[tuple[Gold, str]] = field(default_factory=list)
    wrong: list[tuple[Found, str]] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        """The counts of the layer."""
        right = len({id(gold) for gold, _ in self.right})
        return Counts(right + len(self.missed), right + len(self.wrong), right)


def judge(layer: Layer, gold: Sequence[Gold], rows: Iterable[Found]) -> Verdict:
    """Compares the annotations and rows of one text in one layer."""
    annotated = [fact for fact in gold if fact.layer == layer.of and layer.kind in (None, fact.values.get("kind"))]
    found = [row for row in rows if row.layer == layer.of and layer.kind in (None, row.row.get("kind"))]
    verdict = Verdict()
    around = [_span(fact) for fact in gold if fact.layer == layer.inside]
    excused = {id(row) for row in found if any(s <= row.start and row.end <= e for s, e in around)}
    used = set()
    for fact in annotated:
        near = [row for row in found if layer.meets(_span(fact), _span(row))]
        faults = {id(row): "; ".join(layer.faults(fact, row)) for row in near}
        right = [row for row in near if not faults[id(row)]]
        if fact.optional:
            excused |= {id(row) for row in near}
        elif right:
            used |= {id(row) for row in right}
            verdict.right.extend((fact, row) for row in right)
        else:
            verdict.missed.append((fact, " | ".join(faults[id(row)] for row in near) or "nothing found there"))
    for row in found:
        if id(row) not in used | excused:
            near_gold = [fact for fact in annotated if layer.meets(_span(fact), _span(row))]
            why = " | ".join("; ".join(layer.faults(fact, row)) for fact in near_gold)
            verdict.wrong.append((row, why or "not annotated"))
    return verdict


def details(layer: Layer, verdict: Verdict) -> Iterator[tuple[str, Gold, Found, Counts]]:
    """The details of what is right, each with its name, the annotation, the row, and what it counts."""
    seen = set()
    for gold, row in verdict.right:
        if id(gold) not in seen:
            seen.add(id(gold))
            for detail in layer.details:
                yield detail.name, gold, row, Counts(*map(int, detail.compare(gold, row)))


def by_method(layers: Iterable[tuple[Layer, Sequence[Verdict]]]) -> dict[str, Counts]:
    """The counts of each method, summed over the layers in which it found anything; those are its gold too."""
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    for layer, verdicts in layers:
        if not layer.tells_methods:
            continue
        found: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for verdict in verdicts:
            first = {id(gold): row for gold, row in reversed(verdict.right)}
            right.update(row.method for row in first.values() if row.method)
            found.update(row.method for row, _ in verdict.wrong if row.method)
        found += right
        gold = sum(verdict.counts.gold for verdict in verdicts)
        for method in found:
            counts[method] += Counts(gold, found[method], right[method])
    return dict(counts)


def _span(fact: Gold | Found) -> Span:
    return fact.start, fact.end
