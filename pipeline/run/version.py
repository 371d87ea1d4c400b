"""The version of a step: a hash of everything that its result depends on beside its input.

That is the code of its module and of all modules of ours that it imports, the reference data and models that they
name, the columns of its tables, and the libraries. What a module names is read off its compiled code, rather too much
than too little: every name of a module or file in it counts as used.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.metadata import requires, version
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Any

from pipeline.steps.step import Step
from pipeline.tables import TABLES

_OURS = Path(__file__).parent.parent
_REFERENCE = _OURS / "reference"


@cache
def step_version(step: Step) -> str:
    """SHA-256, in hexadecimal digits, of what the step's rows depend on beside its input."""
    told = hashlib.sha256()
    for file in closure(step.rows.__module__):
        told.update(_relative(file).encode() + b"\0" + _content(file))
    tables = [(name, TABLES[name].column_names, TABLES[name].sort_columns) for name in step.writes]
    told.update(repr((step.rows.__qualname__, tables, sys.version_info[:3], _libraries())).encode())
    return told.hexdigest()


@cache
def closure(module: str) -> tuple[Path, ...]:
    """The files that a module's behaviour depends on: sources and data of ours, sorted by path."""
    files: set[Path] = set()
    seen: set[str] = set()
    left = [module]
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            imported, used = _used(name)
            left += imported
            files |= used
    return tuple(sorted(files))


@cache
def _used(module: str) -> tuple[frozenset[str], frozenset[Path]]:
    """The modules of ours that a module imports; its own file and the data that it names."""
    spec = find_spec(module)
    code = _code(spec) if spec else None
    if spec is None or spec.origin is None or code is None:
        raise ValueError(f"{module} has no source that could be hashed")
    file = Path(spec.origin)
    names, strings = _told(code)
    data = (path for string in strings for path in _named(string, file.parent))
    return frozenset(_imported(module, names, strings)), frozenset({file, *data})


def _imported(module: str, names: set[str], strings: set[str]) -> Iterator[str]:
    """Modules of ours that a module's code may import, and the packages that they lie in."""
    known = _modules()
    packages = names & known
    candidates = {*packages, *(f"{one}.{name}" for one in packages for name in names)}
    if "import_module" in names:  # when it is needed, by what a string says
        package = module if module in _packages() else module.rpartition(".")[0]
        candidates |= {f"{package}.{string}" for string in strings}
    for name in candidates & known:
        parts = name.split(".")
        yield from (".".join(parts[:n]) for n in range(1, len(parts) + 1))


def _named(string: str, folder: Path) -> Iterator[Path]:
    """The files that a string in a module in `folder` may name."""
    if not string or len(string) > 100 or string.strip("./") != string or not string.isprintable():
        return
    for path in (_REFERENCE / string, folder / string):
        if path.is_file() and path.suffix != ".py":
            yield path
        elif path.is_dir():
            yield from (file for file in path.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc"))


def _told(code: CodeType) -> tuple[set[str], set[str]]:
    """The names and the strings in compiled code."""
    names, strings = set(code.co_names), set()
    left: list[Any] = list(code.co_consts)
    while left:
        value = left.pop()
        if isinstance(value, str):
            strings.add(value)
        elif isinstance(value, tuple | frozenset):
            left += value
        elif isinstance(value, CodeType):
            names.update(value.co_names)
            left += value.co_consts
    return names, strings


def _code(spec: ModuleSpec) -> CodeType | None:
    """The code of a module; some loaders, such as that of pytest, only run it."""
    if isinstance(spec.loader, InspectLoader):
        return spec.loader.get_code(spec.name)
    return compile(Path(spec.origin).read_bytes(), spec.origin, "exec") if spec.has_location and spec.origin else None


@cache
def _modules() -> frozenset[str]:
    """The dotted names of all modules of ours."""
    files = (file.relative_to(_OURS.parent).with_suffix("") for file in _OURS.rglob("*.py"))
    return frozenset(".".join(file.parts).removesuffix(".__init__") for file in files)


@cache
def _packages() -> frozenset[str]:
    return frozenset(".".join(file.relative_to(_OURS.parent).parent.parts) for file in _OURS.rglob("__init__.py"))


@cache
def _content(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()


def _relative(file: Path) -> str:
    return file.relative_to(_OURS).as_posix() if file.is_relative_to(_OURS) else file.name


@cache
def _libraries() -> tuple[str, ...]:
    """The libraries that we depend on, with their versions."""
    wanted = [line for line in requires("imiony") or () if "extra ==" not in line]
    names = (re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted)
    return tuple(f"{name} {version(name)}" for name in names)
