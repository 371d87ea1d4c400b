"""The `imiony` command. Here is only what a person types and reads; the work is done elsewhere."""

import io
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import cli_package
from pipeline.cli_build import Raw, build
from pipeline.cli_export import app as export_app
from pipeline.cli_names import app as names_app
from pipeline.cli_people import app as people_app
from pipeline.cli_redact import app as redact_app
from pipeline.read.sidecar import KEYS, column_of, fault_of
from pipeline.terminal import CHECK_FAILED, SOME_SET_ASIDE, WRONG_USAGE, fail, need_folder

app = typer.Typer(
    name="imiony",
    help="From raw political texts to an open dataset in which every person is one person under every spelling.",
    epilog="Exit codes: 0 done; 1 a check failed; 2 wrong usage; 3 done, but some raw files were set aside.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(names_app, name="names")
app.add_typer(people_app, name="people")
app.add_typer(export_app, name="export")
app.add_typer(redact_app, name="redact")
for command in (build, cli_package.verify, cli_package.validate, cli_package.diff, cli_package.release):
    app.command()(command)


@app.callback()
def _any_command() -> None:
    for stream in (sys.stdout, sys.stderr):  # names must not fail on a terminal that lacks their letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _key(name: str) -> Any:
    """An option of `imiony new`: what the sidecar says under a key."""
    return typer.Option(f"--{name.replace('_', '-')}", help=_meaning(name))


def _meaning(name: str) -> str:
    """What a key of a sidecar means, in one line, with the values that it may have."""
    column = column_of(name)
    return column.description + (f" One of {', '.join(column.enum)}." if column.enum else "")


@app.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text; copied to raw/ if it does not lie there yet.")],
    raw: Raw = Path("raw"),
    id: Annotated[str | None, _key("id")] = None,  # noqa: A002 (called as the sidecar calls it)
    title: Annotated[str | None, _key("title")] = None,
    title_basis: Annotated[str | None, _key("title_basis")] = None,
    kind: Annotated[str | None, _key("kind")] = None,
    language: Annotated[str | None, _key("language")] = None,
    publisher: Annotated[str | None, _key("publisher")] = None,
    publisher_basis: Annotated[str | None, _key("publisher_basis")] = None,
    url: Annotated[str | None, _key("url")] = None,
    published: Annotated[str | None, _key("published")] = None,
    published_basis: Annotated[str | None, _key("published_basis")] = None,
    rights: Annotated[str | None, _key("rights")] = None,
    encoding: Annotated[str | None, _key("encoding")] = None,
) -> None:
    """Put a new text into raw/ with a sidecar that says where it is from. On a terminal it asks what is not given."""
    given = {key: value for key, value in locals().items() if key in KEYS}
    from pipeline.read.adding import add, place, sidecar_of
    from pipeline.read.problem import SetAside
    from pipeline.read.sidecar import Sidecar

    need_folder(raw)
    try:
        target = place(file, raw)
        if sys.stdin.isatty():
            given = _interview(file, given)
        document = add(file, raw, Sidecar(**given))
    except FileExistsError as error:
        fail(WRONG_USAGE, str(error))
    except SetAside as problem:
        fail(CHECK_FAILED, f"{file}: {problem}; nothing was written")
    except OSError as error:
        fail(WRONG_USAGE, f"{error.filename}: {error.strerror}; name a file that can be read")
    n_characters = len(document.text.text)
    print(f"{target}: {n_characters} characters, read by {document.text.reader}; id {document.document_id}")
    print(f"{sidecar_of(target)}: written; edit it when you know more")
    print(f"next: `imiony text {target}` shows the text as it is read,")
    print("      `make data` makes the dataset with it (a running `make ui` does so by itself)")


def _interview(file: Path, given: dict[str, str | None]) -> dict[str, str | None]:
    """What is given, and the answers to questions for the rest: an empty answer leaves it open."""
    from pipeline.read.folder import Document, about, read_file, slug
    from pipeline.read.problem import SetAside
    from pipeline.read.sidecar import Sidecar

    document: Document | None = None
    while document is None:
        try:
            document = read_file(file, Sidecar(encoding=given["encoding"]))
        except SetAside as problem:
            if problem.reason != "unknown_encoding":
                raise
            print(problem)
            given["encoding"] = _ask("encoding")
            if given["encoding"] is None:
                raise
    said = about(document) | {"id": slug(file.name)}
    print("Enter leaves open what you do not know; Ctrl-C leaves everything as it was.")
    for key in (*(key for key in KEYS if key not in ("id", "encoding")), "id"):
        of = key.removesuffix("_basis")  # where something is taken from is asked only where it is said
        if given[key] is None and (of == key or given[of] is not None):
            given[key] = _ask(key, said[key] if of == key else None)
    return given


def _ask(key: str, said: str | None = None) -> str | None:
    """The answer to the question for a key; asked again until it can stand in a sidecar."""
    print(f"\n{key}: {_meaning(key)}" + (f" Without an answer: {said}" if said else ""))
    while True:
        answer: str = typer.prompt(">", default="", show_default=False, prompt_suffix=" ").strip()
        wrong = fault_of(key, answer) if answer else None
        if wrong is None:
            return answer or None
        print(wrong)


@app.command()
def status(
    raw: Raw = Path("raw"),
    package: Annotated[Path, typer.Argument(metavar="[PACKAGE]", help="Folder of a package.")] = Path("datapackage"),
) -> None:
    """Say what lies in raw/, what of it is published, what is out of date, and what is set aside and why."""
    from pipeline.status import PUBLISHED, SET_ASIDE, STATUSES, status

    need_folder(raw)
    try:
        texts = list(status(raw, package))
    except (OSError, ValueError) as error:
        fail(CHECK_FAILED, f"{package} cannot be compared: {error}; see `imiony verify`")
    for text in texts:
        if text.status != PUBLISHED:
            print(f"{text.status:9} {text.path}" + (f": {text.detail}" if text.detail else ""))
    counts = Counter(text.status for text in texts)
    shown = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
    print(f"{raw}: {shown or 'no texts'}")
    is_current = all(text.is_current for text in texts)
    print(f"{package}: " + ("knows every text as it is" if is_current else "out of date, run `imiony build`"))
    if counts[SET_ASIDE]:
        raise typer.Exit(SOME_SET_ASIDE)


@app.command()
def text(file: Annotated[Path, typer.Argument(metavar="FILE", help="A raw text.")]) -> None:
    """Print a raw text exactly as it is read: the offsets of the tables count its code points."""
    from pipeline.read.folder import read_file
    from pipeline.read.problem import SetAside

    try:
        content = read_file(file).text.text
    except SetAside as problem:
        fail(CHECK_FAILED, f"{file}: {problem}")
    except OSError as error:
        fail(WRONG_USAGE, f"{file}: {error.strerror}; name a file that can be read, like those in raw/")
    sys.stdout.buffer.write(content.encode("utf-8"))
