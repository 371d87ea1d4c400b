"""Measuring reading, comparing and clustering on real names; `make evaluate` writes `reference/names_evaluation.csv`.

The lists are those of `dev/` (pairs with a label, people with up to four spellings, names in Slavic texts with their
nominatives) and those in `tests/gold/`, which were written for the project.
"""

import csv
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.fuzz import WRatio
from rapidfuzz.utils import default_process

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
    """Two names: their score, whether they are one person's, and what the list says of them.

    `people` are their ids, or the names themselves where there are none.
    """

    score: float
    same: bool
    people: tuple[str, str]
    languages: frozenset[str]
    kind: str

    @property
    def is_blind(self) -> bool:
        """Whether a pair of our own is of the half that was not looked at."""
        return int(hashlib.sha256("|".join(self.people).encode()).hexdigest(), 16) % 2 == 1


def score(a: str, b: str) -> float:
    """Ours, from 0 to 1."""
    return compare(a, b).score


def peer(a: str, b: str) -> float:
    """What is commonly used: the letters made ASCII, then rapidfuzz's WRatio; from 0 to 1."""
    return WRatio(anyascii(a), anyascii(b), processor=default_process) / 100


def read_pairs(path: Path, scored: Callable[[str, str], float] = score) -> list[Pair]:
    """The labelled pairs of a list, compared."""
    return [
        Pair(
            scored(row["a"], row["b"]),
            row["label"] == "1",
            (row.get("id_a", row["a"]), row.get("id_b", row["b"])),
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
        best = max((step / 50 for step in range(1, 50)), key=lambda threshold: at(threshold, others).f1)
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


def measure(folder: Path) -> Iterator[tuple[str, Figures]]:
    """Every figure on the lists of `dev/`, by what it measures."""
    pairs = read_pairs(folder / "names" / "pairs.tsv")
    yield "pairs", at(THRESHOLD, pairs)
    yield "pairs, threshold by cross-validation", cross_validated(pairs)
    by_peer = read_pairs(folder / "names" / "pairs.tsv", peer)
    yield "pairs, anyascii + WRatio, threshold by cross-validation", cross_validated(by_peer)
    crossing = [pair for pair in pairs if pair.languages == {"en-be", "en-ru"}]
    yield "pairs, English from Belarusian and from Russian", at(THRESHOLD, crossing)
    yield "pairs, patronymic on one side only", at(THRESHOLD, [pair for pair in pairs if "full-short" in pair.kind])
    yield "pairs, Ukrainian on one side", at(THRESHOLD, [pair for pair in pairs if "uk" in pair.languages])
    people = _rows(folder / "names" / "names.tsv")
    names, ids = [row["name"] for row in people], [row["person_id"] for row in people]
    yield "clusters", b_cubed(cluster(names), ids)
    yield "clusters, patronymics taken out", b_cubed(cluster(map(without_patronymic, names)), ids)
    mentions = _slavic_mentions(folder / "slavicner" / "train.jsonl.gz")
    for language in sorted({mention[0] for mention in mentions} - {"bg"}):
        yield f"names in another case, {language}", in_cases(mentions, language)
    full = sorted({(lemma, person) for _, _, lemma, person in mentions})
    yield "clusters, six Slavic languages", b_cubed(cluster(name for name, _ in full), [person for _, person in full])


def measure_own(folder: Path) -> Iterator[tuple[str, Figures]]:
    """Every figure on the lists that were written for the project, with other people, without sight of the code.

    Half of the pairs was looked at while the rules were written, the other half was not.
    """
    pairs = read_pairs(folder / "name_pairs.tsv")
    blind = [pair for pair in pairs if pair.is_blind]
    yield "own pairs", at(THRESHOLD, pairs)
    yield "own pairs, the half not looked at", at(THRESHOLD, blind)
    by_peer = read_pairs(folder / "name_pairs.tsv", peer)
    yield "own pairs, anyascii + WRatio, threshold by cross-validation", cross_validated(by_peer)
    for kind in sorted({pair.kind for pair in pairs}):
        yield f"own pairs, {kind}", at(THRESHOLD, [pair for pair in pairs if pair.kind == kind])
    rows = _rows(folder / "names_in_cases.tsv")
    right = sum(_is_read_rightly(row) for row in rows)
    yield "own names in another case, all parts right", _figures(len(rows), right, len(rows), len(rows))
    people = _rows(folder / "people_names.tsv")
    yield "own clusters", b_cubed(cluster(row["name"] for row in people), [row["person_id"] for row in people])


def _is_read_rightly(row: dict[str, str]) -> bool:
    """Whether given name, patronymic and family name come out in the nominative, known which language the text is."""
    name = read(row["text"], row["lang"])
    families = (name.family or "", *dict(name.alternatives).get(name.family or "", ()))
    return (name.given or "", name.patronymic or "") == (row["given"], row["patronymic"]) and row["family"] in families


Mention = tuple[str, str, str, str]
"""Language, the name as it stands in the text, in the nominative, and the person."""


def _slavic_mentions(path: Path) -> list[Mention]:
    """The different full names of SlavicNER."""
    found = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            for of in document["persons"]:
                if " " in of["lemma"]:
                    found.add((document["lang"], of["surface"], of["lemma"], of["person"]))
    return sorted(found)


def in_cases(mentions: Iterable[Mention], language: str) -> Figures:
    """How many names in another case are one with their nominative (recall), and how many of all that are changed."""
    n = right = changed = changed_rightly = 0
    for of, text, lemma, _ in mentions:
        if of == language:
            name = read(text, language)
            is_right = compare(name, lemma).same
            is_changed = not all(word in text for part in (name.given, name.family) if part for word in part.split())
            changed, changed_rightly = changed + is_changed, changed_rightly + (is_changed and is_right)
            if text != lemma:
                n, right = n + 1, right + is_right
    return Figures(n, changed_rightly / changed if changed else 0.0, right / n if n else 0.0)


def without_patronymic(text: str) -> str:
    """The name without its patronymic."""
    patronymic = read(text).patronymic
    return " ".join(word for word in text.split() if word.strip(",") != patronymic)


def main(dev: Path, own: Path) -> None:
    """Measures and writes the figures."""
    target = Path(reference.__file__).parent / "names_evaluation.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for name, found in (*measure(dev), *measure_own(own)):
            figures = [f"{figure:.4f}" for figure in (found.precision, found.recall, found.f1)]
            writer.writerow((name, found.n, *figures))
            print(f"{name:60} n {found.n:5}  precision {figures[0]}  recall {figures[1]}  F1 {figures[2]}")
    print(f"written: {target}")


def _figures(n: int, right: int, found: int, gold: int) -> Figures:
    return Figures(n, right / found if found else 0.0, right / gold if gold else 0.0)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    if len(sys.argv) != 3 or not Path(sys.argv[1], "names", "pairs.tsv").is_file():
        sys.exit("usage: python -m pipeline.names.evaluation DEV OWN: folders that hold names/ and name_pairs.tsv")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
