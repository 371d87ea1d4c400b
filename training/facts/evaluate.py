"""Figures of annotated sets: measured, and written to the reference data.

The published table `methods` takes the figures of the methods of facts from `evaluation.csv`, where those of finding
people stand too (`training.evaluate`).
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import reference
from pipeline.evaluation import COLUMNS, FACTS_SET
from training.facts.found import Read, find
from training.facts.gold import Text, annotated
from training.facts.judge import Counts, Verdict, by_method, details, judge
from training.facts.layers import LAYERS

SEEDS = "seeds"
FRESH_SET = "tests/gold/facts_fresh"
"""Texts that are not looked at."""
ALL_LANGUAGES = "mul"
FILE = "facts_evaluation.csv"
FILE_COLUMNS = ("gold_set", "language", "layer", "n_gold", "n_predicted", "true_positives")


@dataclass(frozen=True)
class Measured:
    """A set with what came of it: counts by language and layer (or detail of one), and the verdicts on each text."""

    name: str
    texts: Sequence[Text]
    read: Read
    counts: dict[tuple[str, str], Counts]
    verdicts: dict[str, list[Verdict]]

    @property
    def rows(self) -> list[tuple[str | int, ...]]:
        """The rows of `facts_evaluation.csv`, all languages together first."""
        order = sorted(self.counts, key=lambda key: (key[0] != ALL_LANGUAGES, key[0]))
        return [(self.name, *key, *self.counts[key]) for key in order]

    @property
    def methods(self) -> list[tuple[str | int, ...]]:
        """The rows of `evaluation.csv`: what each method found in all languages."""
        counts = by_method((layer, self.verdicts[layer.name]) for layer in LAYERS if layer.name in self.verdicts)
        return [(self.name, ALL_LANGUAGES, method, *counts[method]) for method in sorted(counts)]


def measure(name: str, texts: Sequence[Text]) -> Measured:
    """Runs the pipeline on a set and compares. Raises ValueError where it sets a text aside."""
    return compare(name, texts, find(texts))


def compare(name: str, texts: Sequence[Text], read: Read) -> Measured:
    """Compares a set with what was made of it. Layers of which it has no annotations are not measured."""
    present = {fact.layer for text in texts for fact in text.facts}
    several = len({text.language for text in texts}) > 1
    counts: defaultdict[tuple[str, str], Counts] = defaultdict(Counts)
    verdicts = {}
    for layer in LAYERS:
        if layer.of in present:
            here = [judge(layer, text.facts, rows) for text, rows in zip(texts, read.facts, strict=True)]
            verdicts[layer.name] = here
            for text, verdict in zip(texts, here, strict=True):
                parts = [(name, found) for name, _, _, found in details(layer, verdict)]
                for part, found in [(layer.name, verdict.counts), *parts]:
                    for language in (ALL_LANGUAGES, text.language) if several else (text.language,):
                        counts[language, part] += found
    return Measured(name, texts, read, dict(counts), verdicts)


def own(name: str = FACTS_SET) -> Measured:
    """What comes of a set of the project's own annotated texts; its name is its folder."""
    return measure(name, annotated(Path(name)))


def write(sets: Sequence[Measured]) -> None:
    """Puts the figures of sets in the place of those that the reference data has of the same sets."""
    for measured in sets:
        _replace(FILE, FILE_COLUMNS, measured.name, measured.rows)
        if measured.name == FACTS_SET:
            _replace("evaluation.csv", COLUMNS, measured.name, measured.methods)


def _replace(file: str, columns: tuple[str, ...], name: str, rows: list[tuple[str | int, ...]]) -> None:
    path = reference.path(file)
    with path.open(encoding="utf-8", newline="") as source:
        kept = [tuple(row.values()) for row in csv.DictReader(source) if row["gold_set"] != name]
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows((columns, *kept, *rows))
    reference.rows.cache_clear()
