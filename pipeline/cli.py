"""The `imiony` command. Here is only what a person types and reads; the work is done elsewhere."""

import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from pipeline.build import Report

CHECK_FAILED, WRONG_USAGE, SET_ASIDE = 1, 2, 3

app = typer.Typer(
    name="imiony",
    help="From raw political texts to an open dataset in which every person is one person under every spelling.",
    epilog="Exit codes: 0 done; 1 a check failed; 2 wrong usage; 3 done, but some raw files were set aside.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
names_app = typer.Typer(help="Spellings of names.", no_args_is_help=True)
app.add_typer(names_app, name="names")


@app.callback()
def _any_command() -> None:
    for stream in (sys.stdout, sys.stderr):  # names must not fail on a terminal that lacks their letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


Raw = Annotated[Path, typer.Option("--raw", metavar="DIR", help="Folder with the raw texts.")]
Output = Annotated[Path, typer.Option("--output", metavar="DIR", help="Folder of the package; replaced as a whole.")]


@app.command()
def build(raw: Raw = Path("raw"), output: Output = Path("datapackage")) -> None:
    """Make the data package from the raw texts, check it, and put it in its place."""
    from pipeline.build import build as build_package
    from pipeline.publish.checks import CheckFailed

    if not raw.is_dir():
        _fail(WRONG_USAGE, f"{raw}: no such folder; run imiony where raw/ is, or name it with --raw")
    # Ended from outside, it still removes what it has staged.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with _progress() as report:
            package = build_package(raw, output, report, _complain)
    except CheckFailed as error:
        for failure in error.failures:
            _complain(str(failure))
        _fail(CHECK_FAILED, f"a check failed; {output} was not changed")
    except FileExistsError as error:
        _fail(WRONG_USAGE, str(error))
    except (OSError, RuntimeError) as error:  # a RuntimeError is what a link to itself ends in
        why = f"{getattr(error, 'filename', None) or output}: {getattr(error, 'strerror', None) or error}"
        _fail(CHECK_FAILED, f"{why}; {output} was not changed: mend that, or choose other folders, and build again")
    counts = package.n_rows
    shown = ", ".join(f"{counts[table]} {table}" for table in ("documents", "people", "names", "mentions"))
    print(f"published in {output}: {shown}")
    print(f"  {output / 'README.md'} explains it, {output / 'datapackage.json'} describes it to programs,")
    print(f"  {output / 'data'} holds each table as CSV and Parquet")
    if counts["ingest_problems"]:
        problems = output / "data" / "ingest_problems.csv"
        _fail(SET_ASIDE, f"raw files were set aside: {counts['ingest_problems']}; {problems} keeps the reasons")


@app.command()
def validate(
    package: Annotated[Path, typer.Argument(metavar="[PACKAGE]", help="Folder of a package.")] = Path("datapackage"),
) -> None:
    """Check a package: Frictionless, then our own checks (keys, counts, CSV equal to Parquet)."""
    from pipeline.publish.validate import validate_package

    if not (package / "datapackage.json").is_file():
        _fail(WRONG_USAGE, f"{package}: no datapackage.json there; run imiony build first, or name another folder")
    problems = validate_package(package)
    for problem in problems:
        _complain(problem)
    if problems:
        _fail(CHECK_FAILED, f"{package} is not valid")
    print(f"{package} is valid")


@app.command()
def text(file: Annotated[Path, typer.Argument(metavar="FILE", help="A raw text.")]) -> None:
    """Print a raw text exactly as it is read: the offsets of the tables count its code points."""
    from pipeline.read.folder import read_file
    from pipeline.read.problem import SetAside

    try:
        content = read_file(file).text.text
    except SetAside as problem:
        _fail(CHECK_FAILED, f"{file}: {problem}")
    except OSError as error:
        _fail(WRONG_USAGE, f"{file}: {error.strerror}; name a file that can be read, like those in raw/")
    sys.stdout.buffer.write(content.encode("utf-8"))


@names_app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another name.")],
) -> None:
    """Say whether two names can be spellings of one person's name, and why."""
    from pipeline.names import compare as compare_names

    comparison = compare_names(a, b)
    print("same" if comparison.same else "not the same", f"(score {comparison.score:.2f})")
    print(comparison.why)


@contextmanager
def _progress() -> Iterator["Report"]:
    """Shows how far the build is: a bar on a terminal, plain lines elsewhere."""
    from pipeline.steps import STEPS

    if not sys.stderr.isatty():
        yield lambda step, counts: print(_line(step, counts), file=sys.stderr)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("building", total=len(STEPS) + 1)

        def report(step: str, counts: dict[str, int]) -> None:
            bar.console.print(_line(step, counts), highlight=False, markup=False)
            bar.advance(task)

        yield report


def _line(step: str, counts: dict[str, int]) -> str:
    return f"{step:8} {', '.join(f'{n} {table}' for table, n in counts.items())}".rstrip()


def _complain(message: str) -> None:
    print(f"imiony: {message}", file=sys.stderr)


def _fail(code: int, message: str) -> NoReturn:
    """Ends the command with one line on standard error."""
    _complain(message)
    raise typer.Exit(code)
