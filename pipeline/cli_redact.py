"""The commands `imiony redact ...`: what a maintainer types and reads; what they do is in `pipeline.redaction`."""

import getpass
import secrets
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli_build import CACHE
from pipeline.terminal import CHECK_FAILED, WRONG_USAGE, complain, fail

if TYPE_CHECKING:
    from pipeline.redaction.kept import Redaction, Withheld

app = typer.Typer(help="Names that no output may show.", no_args_is_help=True)


@app.command()
def add(
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, without the name.")],
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="In any spelling; asked for, unseen, if it is not given.")
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="TEXT", help="Who decides; else your login.")] = None,
) -> None:
    """Withhold a person: full name, or a family name alone, which is withheld whoever bears it."""
    from pipeline.names import read
    from pipeline.redaction import kept

    try:
        known = kept.rows()
        secret = kept.secret_of(known) if known else _secret()
        about = {"who": who or getpass.getuser(), "when": date.today().isoformat(), "why": why}
        number = max((int(row["redaction"]) for row in known), default=0) + 1
        name = name or typer.prompt("name", hide_input=True)
        row = kept.redaction(name, secret, number, about)
        names = kept.Withheld(secret, frozenset(row["keys"].split()))
        if names.shown_in(*about.values()):
            fail(WRONG_USAGE, "--why or --who shows the name, which would stay in the file: say it without")
        _write([*known, row])
        _forget()
        places = list(_places(names, kept.file().parent))
    except ValueError as error:
        fail(WRONG_USAGE, str(error))
    except OSError as error:
        fail(CHECK_FAILED, f"{error.filename}: {error.strerror}; mend that, and see `imiony redact list`")
    print(f"{kept.file()}: redaction {number}, {len(row['keys'].split())} keys")
    if read(name).given is None:
        complain("this is a family name alone: whoever bears it is withheld")
    for place in places:
        complain(f"{place} shows the name: take it out there too")
    print("next: remove .dagster/, which keeps what was shown there, then `make data`, and commit")


@app.command("list")
def show() -> None:
    """List the redactions: number, when, who, why, and of how many keys; no names, which nobody has."""
    from pipeline.redaction import kept

    try:
        for row in kept.rows():
            n_keys = len(row["keys"].split())
            print(f"{row['redaction']:>4}  {row['when']}  {row['who']}: {row['why']} ({n_keys} keys)")
    except OSError as error:
        fail(CHECK_FAILED, f"{error.filename}: {error.strerror}")


@app.command()
def remove(number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `imiony redact list` has it.")]) -> None:
    """Take a redaction back: the next build publishes again what raw/ says of that person."""
    from pipeline.redaction import kept

    try:
        known = kept.rows()
        others = [row for row in known if row["redaction"] != str(number)]
        if len(others) == len(known):
            fail(WRONG_USAGE, f"there is no redaction {number}; `imiony redact list` shows all")
        _write(others)
    except OSError as error:
        fail(CHECK_FAILED, f"{error.filename}: {error.strerror}; nothing was removed")
    print(f"{kept.file()}: redaction {number} is removed; next: `make data`, and commit")


def _secret() -> bytes:
    """The secret of this machine; a new one where nothing needs an older one."""
    from pipeline.redaction import kept

    found = kept.found_secret()
    if found is not None:
        return found
    path = kept.secret_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32) + "\n", encoding="utf-8")
    print(f"{path}: a new secret; keep a copy where the repository is not, nothing can be built without it")
    return path.read_text(encoding="utf-8").strip().encode()


def _forget() -> None:
    """Removes what earlier builds have kept here of the texts as they were read then."""
    from pipeline.run.means import forget

    forget(CACHE)
    shutil.rmtree(CACHE.parent / "stage", ignore_errors=True)


def _write(rows: "list[Redaction]") -> None:
    from pipeline.redaction import kept
    from pipeline.release import write_rows

    write_rows(rows, kept.file(), kept.COLUMNS)


def _places(names: "Withheld", folder: Path) -> Iterator[str]:
    """The lines of the reference data that show one of these names."""
    for path in sorted(folder.rglob("*.csv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if names.shown_in(line):
                yield f"{path}, line {number},"
