"""Measuring comparing and clustering on lists of real names; `make evaluate` writes `reference/names_evaluation.csv`.

The lists are those of `dev/names/`: pairs with a label, and people with up to four spellings.
"""

import csv
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import reference
from pipeline.names.compare import THRESHOLD, compare
from pipeline.names.matching import cluster
from pipeline.names.reading import read

FOLDS = 5

_COLUMNS = ("measure", "n", "precision", "recall", "f1")


@dataclass(frozen=True)
class Figures:
    """`n` pairs or names; `precision` and `recall` from 0 to 1."""

    n: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Pair:
    """Two names: their score, whether they are one person's, and what the list says of them."""

    score: float
    same: bool
    people: tuple[str, str]
    languages: frozenset[str]
    kind: str


def read_pairs(path: Path) -> list[Pair]:
    """The labelled pairs of `pairs.tsv`, compared."""
    return [
        Pair(
            compare(row["a"], row["b"]).score,
            row["label"] == "1",
            (row["id_a"], row["id_b"]),
            frozenset((row["lang_a"], row["lang_b"])),
            row["kind"],
        )
        for row in _rows(path)
    ]


def at(threshold: float, pairs: Sequence[Pair]) -> Figures:
    """How right the verdicts at a threshold are."""
    found = [pair.same for pair in pairs if pair.score >= threshold]
    return _figures(len(pairs), sum(found), len(found), sum(pair.same for pair in pairs))


def cross_validated(pairs: Sequence[Pair]) -> Figures:
    """The same, at the threshold that is best for the people of the other folds."""
    right = found = gold = 0
    folds = [int(hashlib.sha256(pair.people[0].encode()).hexdigest(), 16) % FOLDS for pair in pairs]
    for fold in range(FOLDS):
        others = [pair for pair, own in zip(pairs, folds, strict=True) if own != fold]
        best = max((step / 20 for step in range(1, 20)), key=lambda threshold: at(threshold, others).f1)
        held_out = [pair for pair, own in zip(pairs, folds, strict=True) if own == fold]
        chosen = [pair.same for pair in held_out if pair.score >= best]
        right, found, gold = right + sum(chosen), found + len(chosen), gold + sum(pair.same for pair in held_out)
    return _figures(len(pairs), right, found, gold)


def b_cubed(groups: Iterable[int], people: Iterable[str]) -> Figures:
    """B-cubed (Bagga and Baldwin 1998): for each name, how much of its group is right, and how much of it is there."""
    names = list(zip(groups, people, strict=True))
    of_group: dict[int, int] = defaultdict(int)
    of_person: dict[str, int] = defaultdict(int)
    of_both: dict[tuple[int, str], int] = defaultdict(int)
    for group, person in names:
        of_group[group] += 1
        of_person[person] += 1
        of_both[group, person] += 1
    precision = sum(of_both[group, person] / of_group[group] for group, person in names) / len(names)
    recall = sum(of_both[group, person] / of_person[person] for group, person in names) / len(names)
    return Figures(len(names), precision, recall)


def measure(folder: Path) -> dict[str, Figures]:
    """Every figure, by what it measures."""
    pairs = read_pairs(folder / "pairs.tsv")
    crossing = [pair for pair in pairs if pair.languages == {"en-be", "en-ru"}]
    people = _rows(folder / "names.tsv")
    names = [row["name"] for row in people]
    ids = [row["person_id"] for row in people]
    return {
        "pairs": at(THRESHOLD, pairs),
        "pairs, threshold by cross-validation": cross_validated(pairs),
        "pairs, English from Belarusian and from Russian": at(THRESHOLD, crossing),
        "pairs, patronymic on one side only": at(THRESHOLD, [pair for pair in pairs if "full-short" in pair.kind]),
        "pairs, Ukrainian on one side": at(THRESHOLD, [pair for pair in pairs if "uk" in pair.languages]),
        "clusters": b_cubed(cluster(names), ids),
        "clusters, patronymics taken out": b_cubed(cluster(map(without_patronymic, names)), ids),
    }


def without_patronymic(text: str) -> str:
    """The name without its patronymic."""
    patronymic = read(text).patronymic
    return " ".join(word for word in text.split() if word.strip(",") != patronymic)


def main(folder: Path) -> None:
    """Measures and writes the figures."""
    target = Path(reference.__file__).parent / "names_evaluation.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for name, found in measure(folder).items():
            figures = [f"{figure:.4f}" for figure in (found.precision, found.recall, found.f1)]
            writer.writerow((name, found.n, *figures))
            print(f"{name:48} n {found.n:5}  precision {figures[0]}  recall {figures[1]}  F1 {figures[2]}")
    print(f"written: {target}")


def _figures(n: int, right: int, found: int, gold: int) -> Figures:
    return Figures(n, right / found if found else 0.0, right / gold if gold else 0.0)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "pairs.tsv").is_file():
        sys.exit("usage: python -m pipeline.names.evaluation FOLDER, a folder that holds pairs.tsv and names.tsv")
    main(Path(sys.argv[1]))
