"""The commands `imiony names ...`: what a person types and reads; the work is done in `names` and `lists`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.terminal import WRONG_USAGE, fail

app = typer.Typer(help="Spellings of names.", no_args_is_help=True)

List = Annotated[Path, typer.Argument(metavar="FILE", help="A list: .csv, .tsv or .parquet.")]
To = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Where to; without it, CSV on standard output.")
]


@app.command()
def read(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in any spelling, order and case.")],
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="The language of the text that has it (BCP 47).")
    ] = None,
) -> None:
    """Say what a name consists of, in the nominative, and which systems can have written it."""
    from pipeline.names import read as read_name

    found = read_name(name, language)
    lines = {
        "given name": found.given,
        "patronymic": found.patronymic,
        "family name": found.family,
        "gender": found.gender,
        "language": found.language,
        "systems": ", ".join(system.code for system in found.systems),
    }
    for what, value in lines.items():
        print(f"{what:12} {value or '-'}")


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another name.")],
) -> None:
    """Say whether two names can be spellings of one person's name, and why."""
    from pipeline.names import compare as compare_names

    comparison = compare_names(a, b)
    print("same" if comparison.same else "not the same", f"(score {comparison.score:.2f})")
    print(comparison.why)


@app.command()
def match(
    file: List,
    left: Annotated[str, typer.Option("--left", metavar="COLUMN", help="Column of names.")],
    right: Annotated[str, typer.Option("--right", metavar="COLUMN", help="Column of the names to match them with.")],
    other: Annotated[
        Path | None, typer.Argument(metavar="[OTHER]", help="Another list, with the column --right.")
    ] = None,
    output: To = None,
) -> None:
    """Compare two columns of a list row by row, or find the names that two lists share; adds score, same, why."""
    from pipeline.lists import compared, matched, read_list, write_list

    with _complaints():
        if other is None:
            write_list(compared(read_list(file, left, right), left, right), output)
        else:
            write_list(matched(read_list(file, left), read_list(other, right), left, right), output)


@app.command()
def cluster(
    file: List,
    column: Annotated[str, typer.Option("--column", metavar="NAME", help="Column of names.")],
    output: To = None,
) -> None:
    """Number the people in a list; adds cluster, and score, same, why against the first name of the cluster."""
    from pipeline.lists import clustered, read_list, write_list

    with _complaints():
        write_list(clustered(read_list(file, column), column), output)


@app.command()
def romanise(
    system: Annotated[str, typer.Option("--system", metavar="CODE", help="A code that `imiony names systems` lists.")],
) -> None:
    """Write the Cyrillic words on standard input (UTF-8) in Latin letters, line by line; all else stays as it is."""
    from pipeline.names import romanise as romanised

    try:
        romanised("", system)
    except ValueError as error:
        fail(WRONG_USAGE, f"{error}; `imiony names systems` lists all")
    for line in sys.stdin.buffer:  # bytes that are no UTF-8 pass through
        text = romanised(line.decode("utf-8", "surrogateescape"), system)
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()


@app.command()
def systems() -> None:
    """List the romanisation systems: code, language, standard or press, title."""
    from pipeline.names import systems as known

    width = max(len(system.code) for system in known())
    for system in known():
        kind = "press" if system.press else "standard"
        print(f"{system.code:{width}}  {system.language}  {kind:8}  {system.title}")


@app.command()
def spellings(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in Cyrillic letters.")],
    language: Annotated[str | None, typer.Option("--language", metavar="be|ru|uk", help="Its language.")] = None,
    query: Annotated[bool, typer.Option("--query", help="As a query for a search engine.")] = False,
) -> None:
    """List the spellings under which a name may be found, with the systems that produce them."""
    from pipeline.names import spellings as spelt

    try:
        found = spelt(name, language)
    except ValueError as error:
        fail(WRONG_USAGE, str(error))
    if query:
        print(" OR ".join(f'"{spelling.text}"' for spelling in found))
        return
    width = max(len(spelling.text) for spelling in found)
    for spelling in found:
        titles = ", ".join(system.title for system in spelling.systems) or "as written"
        print(f"{spelling.text:{width}}  {spelling.language}-{spelling.script}  {titles}")


@contextmanager
def _complaints() -> Iterator[None]:
    """Says in one line what is wrong with a list."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        fail(WRONG_USAGE, f"{error.filename}: {error.strerror}; name a list that can be read")
    except ValueError as error:
        fail(WRONG_USAGE, str(error))
