"""The folder `raw/`: every file in it becomes a document, or is set aside with its reason.

Sub-folders are read too. Files whose names begin with a dot are left alone. Links are not followed.
"""

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.read import sidecar as sidecars
from pipeline.read.formats import Text, read_text
from pipeline.read.problem import SetAside
from pipeline.read.sidecar import Sidecar


@dataclass(frozen=True)
class Document:
    """A raw text that could be read. `path` is relative to `raw/`, with forward slashes."""

    document_id: str
    path: str
    sha256: str
    sidecar: Sidecar
    text: Text


@dataclass(frozen=True)
class Problem:
    """A raw file that was set aside. `sha256` is None where its bytes could not be read."""

    path: str
    sha256: str | None
    reason: str
    detail: str


@dataclass(frozen=True)
class _Entry:
    """A file found in the folder: where it is, what it is called in the tables, its sidecar."""

    file: Path
    path: str
    sidecar: Sidecar = Sidecar()
    problem: SetAside | None = None

    @property
    def document_id(self) -> str:
        return self.sidecar.id or slug(self.path)


def read_folder(raw: Path) -> Iterator[Document | Problem]:
    """Reads every file under `raw`, in the order of their paths (code points).

    The bytes of one file are held at a time. Raises OSError when `raw` itself cannot be listed.
    """
    entries = [_with_sidecar(entry) for entry in _files(raw)]
    claims = Counter(entry.document_id for entry in entries if entry.problem is None)
    for entry in entries:
        if entry.problem is None and claims[entry.document_id] > 1:
            others = [e.path for e in entries if e.document_id == entry.document_id and e is not entry]
            detail = f"the id {entry.document_id} is also that of {', '.join(others)}: give each its own `id` in a sidecar"
            entry = replace(entry, problem=SetAside("duplicate_id", detail))
        yield _read(entry)


def read_file(file: Path) -> Document:
    """Reads one file with the sidecar beside it. Raises SetAside, or OSError when it cannot be opened."""
    entry = _with_sidecar(_Entry(file, file.name))
    if entry.problem:
        raise entry.problem
    return _document(entry, file.read_bytes())


def slug(path: str) -> str:
    """The id of a document without a sidecar: its path in lower case, other characters as hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", path).casefold())
    return "-".join(words) or "document"


def _read(entry: _Entry) -> Document | Problem:
    data = None
    try:
        if entry.problem is None or entry.problem.reason not in ("not_a_file", "sidecar_without_text"):
            data = entry.file.read_bytes()
        if entry.problem:
            raise entry.problem
        assert data is not None
        return _document(entry, data)
    except SetAside as problem:
        return Problem(entry.path, data and _sha256(data), problem.reason, problem.detail)
    except OSError as error:
        return Problem(entry.path, None, "unreadable", f"cannot be opened: {error.strerror}")


def _document(entry: _Entry, data: bytes) -> Document:
    text = read_text(data, entry.file.suffix, entry.sidecar.encoding)
    return Document(entry.document_id, entry.path, _sha256(data), entry.sidecar, text)


def _with_sidecar(entry: _Entry) -> _Entry:
    if entry.problem:
        return entry
    file = entry.file.with_name(entry.file.name + sidecars.SUFFIX)
    try:
        return replace(entry, sidecar=sidecars.parse_sidecar(file.read_bytes()))
    except FileNotFoundError:
        return entry
    except SetAside as problem:
        return replace(entry, problem=problem)
    except OSError as error:
        detail = f"the sidecar cannot be opened: {error.strerror}"
        return replace(entry, problem=SetAside("invalid_sidecar", detail))


def _files(raw: Path) -> list[_Entry]:
    """All texts under `raw` sorted by path, and what is no text with its problem; sidecars left out."""
    found = sorted(_walk(raw, ""), key=lambda item: item[1])
    paths = {path for _, path, _ in found}
    entries = []
    for file, path, is_file in found:
        shown = _printable(path)
        if shown != path:
            problem = SetAside("invalid_file_name", "the name is not UTF-8 or holds control characters: rename the file")
        elif not is_file:
            problem = SetAside("not_a_file", "a link, pipe, socket or device: put the text itself here")
        elif path.endswith(sidecars.SUFFIX):
            if path.removesuffix(sidecars.SUFFIX) in paths:
                continue
            name = path.removesuffix(sidecars.SUFFIX)
            problem = SetAside("sidecar_without_text", f"there is no {name} that it could belong to")
        else:
            problem = None
        entries.append(_Entry(file, shown, problem=problem))
    return entries


def _walk(folder: Path, prefix: str) -> Iterator[tuple[Path, str, bool]]:
    """Every entry below `folder` that is no folder: where it is, its path, whether it is a plain file."""
    with os.scandir(folder) as scan:
        entries = [entry for entry in scan if not entry.name.startswith(".")]
    for entry in entries:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), path + "/")
        else:
            yield Path(entry.path), path, entry.is_file(follow_symlinks=False)


def _printable(path: str) -> str:
    """The path as UTF-8, with what cannot be printed written out as \\x.. or \\u...."""
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
