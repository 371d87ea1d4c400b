"""Measures the table `measures` against annotated texts, and prints precision and recall.

    python tests/measure_facts.py SHARED            the seeds with their gold (`gold/`, `seeds/`)
    python tests/measure_facts.py FOLDER --folder   texts NAME.txt with a fact a line in NAME.jsonl, a folder a language

Left out of the gold of the seeds: the superlative, what only knowledge of the world dates, and times of day. The
durations among its dates are rows of kind `duration` here: their place, value and unit are compared.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.facts.measures.dates import document_date, find_dates
from pipeline.facts.measures.figures import Measure, find_measures
from pipeline.read.passages import split

SEED_DATES = {"000_c3f869d137bc7c89.txt": "2020-09-24"}
"""What the sidecars of the seeds say of news; a letter's day of publication is not its own."""

_PERIODS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


@dataclass(frozen=True)
class Gold:
    """An annotated figure or date; what is None is not compared."""

    document: str
    start: int
    end: int
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    exactness: str | None = None
    edtf: str | None = None

    @property
    def is_date(self) -> bool:
        """Whether it is a date."""
        return self.edtf is not None


@dataclass(frozen=True)
class Text:
    """A text with what is annotated in it."""

    document: str
    language: str
    text: str
    published: str | None
    gold: tuple[Gold, ...]


def seeds(shared: Path) -> list[Text]:
    """The seeds, with the figures and dates of their gold."""
    gold: dict[str, list[Gold]] = {}
    for row in _rows(shared / "gold" / "quantities.jsonl"):
        if row["exactness"] != "superlative":
            figures = (row["value"], row.get("lower"), row.get("upper"), row["unit"], row["exactness"])
            gold.setdefault(row["doc"], []).append(Gold(row["doc"], row["start"], row["end"], *figures))
    for row in _rows(shared / "gold" / "dates.jsonl"):
        place = (row["doc"], row["start"], row["end"])
        if row["kind"] == "DATE":
            gold.setdefault(row["doc"], []).append(Gold(*place, edtf=row["edtf"]))
        elif row["kind"] == "DURATION":
            number, unit = re.fullmatch(r"P(\d+)([YMWD])", row["iso"]).groups()  # type: ignore[union-attr]
            gold.setdefault(row["doc"], []).append(Gold(*place, value=float(number), unit=_PERIODS[unit]))
    return [
        Text(doc, "en", (shared / "seeds" / doc).read_bytes().decode(), SEED_DATES.get(doc), tuple(rows))
        for doc, rows in sorted(gold.items())
    ]


def annotated(folder: Path) -> Iterator[Text]:
    """The texts of a folder of languages, each with its facts."""
    for file in sorted(folder.glob("*/*.jsonl")):
        text = file.with_suffix(".txt").read_bytes().decode()
        rows = [row for row in _rows(file) if row["layer"] in ("measure", "date")]
        name = f"{file.parent.name}/{file.stem}"
        yield Text(name, file.parent.name, text, None, tuple(_placed(name, text, row) for row in rows))


def found(text: Text) -> list[Measure]:
    """What the pipeline finds in a text."""
    passages = {(passage.start, passage.end, passage.kind) for passage in split(text.text, text.language)}
    sentences = sorted((start, end) for start, end, kind in passages if kind == "sentence")
    own = document_date(text.text, passages, text.language, text.published, None)
    dates = find_dates(text.text, sentences, text.language, own)
    return find_measures(text.text, sentences, text.language, dates)


def compare(texts: Iterable[Text]) -> tuple[Counter[str], list[str]]:
    """How much was found and right, by figures and dates, and what was not, in words.

    A gold row is found where a row of the same sort overlaps it; of several the one that begins and ends nearest.
    """
    count: Counter[str] = Counter()
    wrong = []
    for text in texts:
        rows = found(text)
        met = set()
        for gold in text.gold:
            sort = "dates" if gold.is_date else "figures"
            count[f"{sort}: gold"] += 1
            near = [row for row in rows if _overlap(gold, row) and (row.kind == "date") == gold.is_date]
            row = min(near, key=lambda row: abs(row.start - gold.start) + abs(row.end - gold.end), default=None)
            if row is None:
                wrong.append(f"{text.document}: missed {text.text[gold.start : gold.end]!r}")
                continue
            met.add(id(row))
            count[f"{sort}: found"] += 1
            count[f"{sort}: span exact"] += (row.start, row.end) == (gold.start, gold.end)
            faults = list(_faults(gold, row))
            for name in ("value", "unit", "exactness", "edtf"):
                count[f"{sort}: {name} right"] += name not in faults
            count[f"{sort}: all right"] += not faults
            if faults:
                wrong.append(
                    f"{text.document}: {text.text[row.start : row.end]!r} differs in {', '.join(faults)}: {gold}"
                )
        for row in rows:
            sort = "dates" if row.kind == "date" else "figures"
            count[f"{sort}: rows"] += 1
            count[f"{sort}: rows in gold"] += id(row) in met
            if id(row) not in met:
                wrong.append(
                    f"{text.document}: not in the gold {text.text[row.start : row.end]!r} {row.edtf or row.unit}"
                )
    return count, wrong


def _faults(gold: Gold, row: Measure) -> Iterator[str]:
    bounded = gold.lower is not None or gold.upper is not None
    differs = gold.value is not None and gold.value not in (row.value, row.lower, row.upper)
    if differs or (gold.value is None and bounded and (gold.lower, gold.upper) != (row.lower, row.upper)):
        yield "value"
    for name in ("unit", "exactness", "edtf"):
        if getattr(gold, name) not in (None, getattr(row, name)):
            yield name


def _overlap(gold: Gold, row: Measure) -> bool:
    return row.start < gold.end and gold.start < row.end


def _placed(name: str, text: str, row: dict) -> Gold:  # type: ignore[type-arg]
    start = -1
    for _ in range(row.get("nth") or 1):
        start = text.index(row["quote"], start + 1)
    values = {key: row.get(key) for key in ("value", "lower", "upper", "unit", "exactness", "edtf")}
    return Gold(name, start, start + len(row["quote"]), **values)


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(folder: Path, *, is_folder: bool) -> None:
    """Prints what is wrong, and the figures."""
    texts = list(annotated(folder)) if is_folder else seeds(folder)
    count, wrong = compare(texts)
    print(*wrong, sep="\n")
    for sort in ("figures", "dates"):
        n_gold, n_rows = count[f"{sort}: gold"], count[f"{sort}: rows"]
        n_found, right = count[f"{sort}: found"], count[f"{sort}: all right"]
        recall = n_found / n_gold if n_gold else 0
        precision = count[f"{sort}: rows in gold"] / n_rows if n_rows else 0
        parts = ", ".join(f"{name} {count[f'{sort}: {name} right']}" for name in ("value", "unit", "exactness", "edtf"))
        print(f"{sort}: {n_rows} rows, {n_gold} in the gold; precision {precision:.3f} recall {recall:.3f}")
        print(f"    of {n_found} found: all right {right}, span exact {count[f'{sort}: span exact']}, {parts}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_folder=sys.argv[2:] == ["--folder"])
