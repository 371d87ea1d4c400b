"""How commands speak to whoever typed them: exit codes, complaints in one line, wrong usage."""

import sys
from pathlib import Path
from typing import NoReturn

import typer

CHECK_FAILED, WRONG_USAGE, SOME_SET_ASIDE = 1, 2, 3


def need_folder(raw: Path) -> None:
    """Ends the command where there is no folder with raw texts."""
    if not raw.is_dir():
        fail(WRONG_USAGE, f"{raw}: no such folder; run imiony where raw/ is, or name it with --raw")


def need_package(package: Path) -> None:
    """Ends the command where there is no package."""
    if not (package / "datapackage.json").is_file():
        fail(WRONG_USAGE, f"{package}: no datapackage.json there; run imiony build first, or name another folder")


def complain(message: str) -> None:
    """A line on standard error."""
    print(f"imiony: {message}", file=sys.stderr)


def fail(code: int, message: str) -> NoReturn:
    """Ends the command with one line on standard error."""
    complain(message)
    raise typer.Exit(code)
