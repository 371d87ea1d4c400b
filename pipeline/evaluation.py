"""Measuring the methods against annotated texts, and the figures that came out.

`make evaluate GOLD=FOLDER` measures and writes `reference/evaluation.csv`; a build takes its figures from
that committed file, so that it needs no gold.
"""

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import reference
from pipeline.entities.find import find_people
from pipeline.read.passages import sentences
from pipeline.tables import TABLES

ALL = "all"
"""Stands for the methods taken together."""

PUBLISHED_SET = "dev/people"
"""The gold set whose figures the table `methods` gives: real texts of the kind that we publish."""

_COLUMNS = ("gold_set", "language", "method_id", "n_gold", "n_predicted", "true_positives")


@dataclass(frozen=True)
class Gold:
    """A text and the spans (code points) at which it names people."""

    language: str
    text: str
    spans: frozenset[tuple[int, int]]


def figures(method_id: str) -> dict[str, object]:
    """The columns of `methods` that say how good a method is; null where it was never measured."""
    for row in reference.rows("evaluation.csv"):
        if (row["gold_set"], row["language"], row["method_id"]) == (PUBLISHED_SET, "mul", method_id):
            n_gold, n_predicted, true_positives = (int(row[c]) for c in _COLUMNS[3:])
            low, high = wilson(true_positives, n_predicted)
            return {
                "language": row["language"],
                "gold_set": row["gold_set"],
                "n_gold": n_gold,
                "n_predicted": n_predicted,
                "true_positives": true_positives,
                "precision": _share(true_positives, n_predicted),
                "recall": _share(true_positives, n_gold),
                "precision_low": low,
                "precision_high": high,
            }
    return dict.fromkeys(name for name in TABLES["methods"].column_names if name not in ("method_id", "description"))


def wilson(successes: int, trials: int) -> tuple[float | None, float | None]:
    """The 95 % interval of a share (Wilson 1927), rounded to four digits; nothing of no trials."""
    if not trials:
        return None, None
    z = 1.959964
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def measure(gold: list[Gold]) -> dict[str, tuple[int, int, int]]:
    """For each method, and for all together: things to find, found, found at exactly the right place."""
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for text in gold:
        for candidate in find_people(text.text, *sentences(text.text, text.language)):
            for method in (candidate.method_id, ALL):
                predicted[method] += 1
                right[method] += (candidate.start, candidate.end) in text.spans
    n_gold = sum(len(text.spans) for text in gold)
    methods = [row["method_id"] for row in reference.rows("methods.csv")]
    return {method: (n_gold, predicted[method], right[method]) for method in (*methods, ALL)}


def seeds(folder: Path) -> list[Gold]:
    """The seeds with the named mentions of people (`gold/`, `seeds/`)."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for row in _lines(folder / "gold" / "person_mentions.jsonl"):
        if row["mention_type"] == "NAM":
            spans.setdefault(row["doc"], set()).add((row["start"], row["end"]))
    return [Gold("en", _text(folder / "seeds" / doc), frozenset(found)) for doc, found in spans.items()]


def dev_people(folder: Path) -> list[Gold]:
    """The real texts of `dev/people/`."""
    spans: dict[str, set[tuple[int, int]]] = {}
    for row in _lines(folder / "dev" / "people" / "mentions.jsonl"):
        spans.setdefault(str(row["doc"]).zfill(2), set()).add((row["start"], row["end"]))
    with (folder / "dev" / "people" / "sources.tsv").open(encoding="utf-8", newline="") as file:
        languages = {row["id"]: row["language"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    texts = folder / "dev" / "people" / "texts"
    return [Gold(lang, _text(texts / f"{doc}.txt"), frozenset(spans.get(doc, ()))) for doc, lang in languages.items()]


def json_lines(path: Path) -> list[Gold]:
    """A file of texts with `persons` in it, one a line (`dev/english/`)."""
    return [
        Gold(row["lang"], row["text"], frozenset((person["start"], person["end"]) for person in row["persons"]))
        for row in _lines(path)
    ]


def main(folder: Path) -> None:
    """Measures on everything in `folder` and writes the figures."""
    english = folder / "dev" / "english"
    sets = {
        "seeds": seeds(folder),
        PUBLISHED_SET: dev_people(folder),
        "dev/english/wikigold": json_lines(english / "wikigold.jsonl"),
        "dev/english/uner_dev": json_lines(english / "uner_dev.jsonl"),
    }
    target = Path(reference.__file__).parent / "evaluation.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for name, gold in sets.items():
            languages = sorted({text.language for text in gold})
            for language in languages if len(languages) == 1 else ["mul", *languages]:
                chosen = [text for text in gold if language in ("mul", text.language)]
                for method, counts in measure(chosen).items():
                    writer.writerow((name, language, method, *counts))
                    n_gold, n_predicted, right = counts
                    precision = f"{_percent(right, n_predicted)} ({right}/{n_predicted})"
                    recall = f"{_percent(right, n_gold)} ({right}/{n_gold})"
                    print(f"{name:21} {language:4} {method:18} precision {precision:18} recall {recall}")
    print(f"written: {target}")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "      –"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "gold").is_dir():
        sys.exit("usage: python -m pipeline.evaluation FOLDER, a folder that holds gold/, seeds/ and dev/")
    main(Path(sys.argv[1]))
