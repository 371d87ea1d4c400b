"""The commands `imiony people ...`: what a maintainer types and reads; the work is done in `people` and `review`."""

import csv
import getpass
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.terminal import CHECK_FAILED, WRONG_USAGE, fail, need_package

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.people import Published, Shown
    from pipeline.review import Question, Side

app = typer.Typer(help="People: who is who, and why.", no_args_is_help=True)

Package = Annotated[Path, typer.Option("--package", metavar="DIR", help="Folder of a package.")]
Raw = Annotated[Path, typer.Option("--raw", metavar="DIR", help="Folder with the raw texts, for the sentences.")]
DECISIONS = "pipeline/reference/decisions.csv"


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any spelling, or an id, also an old one.")],
    package: Package = Path("datapackage"),
    raw: Raw = Path("raw"),
) -> None:
    """Print a person: spellings with their systems, every mention in its sentence, and why it is this person's."""
    from pipeline.people import find

    with _published(package, raw) as published:
        found = find(published, name)
        if not found:
            fail(WRONG_USAGE, f"{name}: nobody in {package} is called so; {package}/data/people.csv lists all")
        console = _console()
        for entity_id in found:
            _show(console, published, entity_id)


@app.command()
def review(
    package: Package = Path("datapackage"),
    raw: Raw = Path("raw"),
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many at most.")] = 20,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides; else your login.")] = None,
) -> None:
    """List the doubtful pairs of people with the evidence, the most valuable first, and how to settle them."""
    from pipeline import reference
    from pipeline.review import questions

    with _published(package, raw) as published:
        found = questions(published, reference.rows("decisions.csv"), reference.rows("identities.csv"))
        if not found:
            print(f"{package}: nothing is doubtful")
            return
        console = _console()
        for number, question in enumerate(found[:limit], 1):
            _ask(console, published, number, question, who or getpass.getuser())
    print(f"{min(limit, len(found))} of {len(found)}. To settle one, add its row to {DECISIONS}, with your reason at")
    print("its end: `same` if they are one person, `different` if they are two. The next build obeys.")


def _show(console: "Console", published: "Published", entity_id: str) -> None:
    from rich import box
    from rich.table import Table

    from pipeline import reference
    from pipeline.entities.register import positions, registered
    from pipeline.names import read
    from pipeline.people import mentions_of

    person = published.people[entity_id]
    old = [row["old_entity_id"] for row in published.rows("redirects") if row["entity_id"] == entity_id]
    counts = f"mentions: {person['n_mentions']}, texts: {person['n_documents']}"
    counts += f"; was {', '.join(old)}" if old else ""
    console.print(f"[bold]{_plain(person['label'])}[/bold]  {entity_id}  {counts}")
    known = registered(name for name in map(read, person["spellings"]) if name.is_full)
    for position in positions(known) if known else ():
        console.print(f"register: {_plain(position)}")
    table = Table("spelling", "mentions", "systems", box=box.SIMPLE, pad_edge=False)
    for row in published.rows("names"):
        if row["entity_id"] == entity_id and row["origin"] != "generated":
            systems = ", ".join(published.systems.get(row["name_id"], ())) or "-"
            table.add_row(_plain(row["name"]), str(row["n_mentions"] or row["origin"]), systems)
    console.print(table)
    for shown in mentions_of(published, entity_id, reference.rows("decisions.csv"), reference.rows("identities.csv")):
        _mention(console, shown)
    console.print()


def _mention(console: "Console", shown: "Shown") -> None:
    mention, sentence = shown.mention, shown.sentence
    console.print(f"{mention['document_id']}:{mention['start']}-{mention['end']}  {_plain(shown.why)}")
    line = f"{_plain(sentence.before)}[bold]{_plain(sentence.quote)}[/bold]{_plain(sentence.after)}"
    console.print(f"    {' '.join(line.split())}")


def _ask(console: "Console", published: "Published", number: int, question: "Question", who: str) -> None:
    from rich import box
    from rich.table import Table

    what = "One person, or two?" if question.is_one_now else "Two people, or one?"
    console.print(f"[bold]{number}. {what}[/bold]  value {question.value:.2f}, score {question.comparison.score:.2f}")
    table = Table("name", "mentions", "texts", "first named in", box=box.SIMPLE, pad_edge=False)
    for side in (question.a, question.b):
        table.add_row(_plain(side.name), str(side.n_mentions), str(len(side.documents)), _place(published, side))
    console.print(table)
    for line in question.evidence:
        console.print(_plain(line))
    decision = "different" if question.is_one_now else "same"
    print(_csv_line(decision, question.a.place, question.b.place, who, date.today().isoformat(), "") + "\n")


def _place(published: "Published", side: "Side") -> str:
    sentence = published.sentence(side.first)
    return _plain(" ".join(f"{side.place}: {sentence.before}{sentence.quote}{sentence.after}".split()))


def _csv_line(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _console() -> "Console":
    from rich.console import Console

    wide = None if sys.stdout.isatty() else 10_000  # whoever reads from a pipe wants no lines broken
    return Console(file=sys.stdout, highlight=False, width=wide)


def _plain(text: str) -> str:
    """Text from elsewhere, in which brackets and control characters mean nothing to the terminal."""
    from rich.markup import escape

    return escape("".join(c if c.isprintable() else " " for c in text))


@contextmanager
def _published(package: Path, raw: Path) -> Iterator["Published"]:
    """The tables of a package; says in one line what is wrong with it."""
    from pipeline.people import Published

    need_package(package)
    try:
        yield Published(package, raw)
    except (OSError, KeyError, ValueError) as error:
        fail(CHECK_FAILED, f"{package} cannot be read: {error}; run `imiony build` anew")
