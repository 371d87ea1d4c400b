"""Data kept by people: word lists, given names, rules of spelling and sound, measured figures. Code only applies them.

Every file is a CSV or YAML in UTF-8 that a maintainer can review; a column `source` or a note in
`README.md` beside this module says where its rows come from.
"""

import csv
import io
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV file `name`, in its order; empty cells are empty strings."""
    content = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(content, newline="")))


def path(name: str) -> Path:
    """Where the file `name` lies, for the commands that write one."""
    return Path(str(files(__package__).joinpath(name)))


@cache
def mapping(name: str) -> dict[str, Any]:
    """What the YAML file `name` says."""
    content = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{name} is no mapping")
    return content
