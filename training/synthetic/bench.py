"""Measures `imiony build` on corpora of several sizes: python -m training.synthetic.bench FOLDER SIZE...

Makes each corpus in FOLDER, builds its package as a process of its own, builds it again with nothing changed, and with
one document more. Prints a table, and puts the figures into `docs/scale.csv` in place of those of the same sizes.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from rich.console import Console
from rich.table import Table

from training.synthetic.documents import corpus
from training.synthetic.memory import Measured, measured
from training.synthetic.score import score
from training.synthetic.writing import RAW, TRUTH, write, write_document

FIGURES = Path("docs/scale.csv")
SEED = 1


@dataclass(frozen=True)
class Scale:
    """A row of `docs/scale.csv`: what building a corpus of so many documents takes, and how good it is.

    Bytes are those of the raw texts and of the package; `rebuild` and `one_more` are shares of the first build's time.
    """

    documents: int
    people: int
    mentions: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    raw_bytes: int
    package_bytes: int
    found: float
    precision: float
    recall: float
    f1: float
    rebuild: float
    one_more: float


def measure(size: int, folder: Path) -> Scale:
    """Makes a corpus of that size in `folder`, which is emptied before, and measures building it."""
    shutil.rmtree(folder, ignore_errors=True)
    made = corpus(SEED, size)
    write(made, range(size), folder)
    raw_bytes = _bytes(folder / RAW)
    first = _build(folder)
    result = score(folder / TRUTH, folder / "package")
    package_bytes = _bytes(folder / "package")
    again = _build(folder)
    more = folder / RAW / "more"
    more.mkdir()
    write_document(made.document(size), more)
    one_more = _build(folder)
    return Scale(
        documents=size,
        people=result.n_people,
        mentions=result.n_gold,
        seconds=round(first.seconds, 1),
        cpu_seconds=round(first.cpu, 1),
        peak_bytes=first.peak,
        raw_bytes=raw_bytes,
        package_bytes=package_bytes,
        found=round(result.n_found / result.n_gold, 4),
        precision=round(result.precision, 4),
        recall=round(result.recall, 4),
        f1=round(result.f1, 4),
        rebuild=round(again.seconds / first.seconds, 4),
        one_more=round(one_more.seconds / first.seconds, 4),
    )


def _build(folder: Path) -> Measured:
    """Builds as a person does, with the corpus's folder as the working directory, which keeps the cache."""
    imiony = str(Path(sys.executable).with_name("imiony"))
    return measured([imiony, "build", "--raw", RAW, "--output", "package"], folder)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def figures() -> list[Scale]:
    """What was measured last, by size."""
    if not FIGURES.exists():
        return []
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = [{name: json.loads(value) for name, value in row.items()} for row in csv.DictReader(file)]
    return [Scale(**row) for row in rows]


def keep(new: Scale) -> None:
    """Puts a row into `docs/scale.csv`, in place of that of the same size."""
    rows = sorted([*(row for row in figures() if row.documents != new.documents), new], key=lambda row: row.documents)
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Scale)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(asdict, rows))


HEADS = (
    *("documents", "people", "documents a second", "milliseconds of processors a document"),
    *("peak memory of all processes", "raw texts", "package"),
    *("names found", "B-cubed precision", "B-cubed recall", "B-cubed F1"),
    *("again, nothing changed: share of the time", "one document more: share of the time"),
)


def cells(row: Scale) -> tuple[str, ...]:
    """A row as it is shown, under `HEADS`."""
    return (
        *(f"{row.documents:,}", f"{row.people:,}"),
        *(f"{row.documents / row.seconds:.1f}", f"{1000 * row.cpu_seconds / row.documents:.1f}"),
        *(f"{n_bytes / 1e6:,.0f} MB" for n_bytes in (row.peak_bytes, row.raw_bytes, row.package_bytes)),
        *(f"{share:.3f}" for share in (row.found, row.precision, row.recall, row.f1)),
        *(f"{share:.1%}" for share in (row.rebuild, row.one_more)),
    )


def main() -> None:
    """Reads the arguments, measures one size after the other, and shows all figures."""
    parser = argparse.ArgumentParser(prog="python -m training.synthetic.bench", description="Measures building.")
    parser.add_argument("folder", type=Path, help="where corpora and packages are made; each size is removed when done")
    parser.add_argument("sizes", type=int, nargs="+", help="numbers of documents")
    arguments = parser.parse_args()
    rows = []
    for size in arguments.sizes:
        folder = arguments.folder / str(size)
        try:
            found = measure(size, folder)
        except subprocess.CalledProcessError as error:
            parser.error(f"{' '.join(error.cmd)} in {folder} ended with {error.returncode}: {error.stderr[-500:]}")
        shutil.rmtree(folder)
        keep(found)
        rows.append(cells(found))
    table = Table(show_header=False)
    for measure_and_figures in zip(HEADS, *rows, strict=True):
        table.add_row(*measure_and_figures)
    Console().print(table)


if __name__ == "__main__":
    main()
