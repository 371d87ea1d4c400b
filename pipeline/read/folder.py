"""The folder `raw/`: every file in it becomes a document, or is set aside with its reason.

Sub-folders are read too. Files whose names begin with a dot are left alone. Links are not followed. Nobody behind this
module sees a name that is withheld (`pipeline.redaction`).
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from pipeline import reference
from pipeline.read import sidecar as sidecars
from pipeline.read.formats import Text
from pipeline.read.problem import SetAside
from pipeline.read.sidecar import Sidecar
from pipeline.read.withholding import masked_document, masked_problem
from pipeline.read.worker import read_text
from pipeline.redaction.kept import withheld
from pipeline.tables.rows import Row
from pipeline.tables.values import printable


@dataclass(frozen=True)
class Document:
    """A raw text that could be read. `path` is relative to `raw/`, with forward slashes.

    `sha256` is that of the file's bytes, or one made of it where a name is withheld.
    """

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
    """A file found in the folder: where it is, its path in the tables, what its sidecar says.

    `is_file` is false for what must not be opened: opening a pipe would wait for ever.
    """

    file: Path
    path: str
    is_file: bool = True
    sidecar: Sidecar | None = None
    problem: SetAside | None = None

    @property
    def document_id(self) -> str:
        return (self.sidecar and self.sidecar.id) or slug(self.path)


@dataclass(frozen=True)
class RawFile:
    """A file under `raw/` as it lies there, all that a document is made from; `problem` where it can be none."""

    document_id: str
    path: str
    suffix: str
    sidecar: Sidecar
    data: bytes = b""
    problem: Problem | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of all of it."""
        told = hashlib.sha256(repr((self.document_id, self.path, self.sidecar, self.problem)).encode())
        told.update(self.data)
        return told.digest()


def read_folder(raw: Path) -> Iterator[Document | Problem]:
    """Reads every file under `raw`, in the order of their paths (code points).

    The bytes of one file are held at a time. Raises OSError when `raw` itself cannot be listed, and when names are to
    be withheld and cannot be told.
    """
    withheld()
    for entry in _without_rivals(raw):
        yield read_raw(_raw_file(entry))


def raw_files(raw: Path) -> tuple[int, Iterator[RawFile]]:
    """How many files lie under `raw`, and they, in the order of their documents' ids. Raises OSError as above."""
    withheld()
    entries = sorted(_without_rivals(raw), key=lambda entry: (entry.document_id, entry.path))
    return len(entries), map(_raw_file, entries)


def read_raw(file: RawFile) -> Document | Problem:
    """The document that a raw file is, or why it is none; without names that are withheld. Raises OSError as above."""
    found, names = _read_as_it_is(file), withheld()
    if not names:
        return found
    if isinstance(found, Document):
        try:
            return masked_document(found, names)
        except SetAside as problem:
            found = Problem(file.path, found.sha256, problem.reason, problem.detail)
    return masked_problem(found, names)


def _read_as_it_is(file: RawFile) -> Document | Problem:
    if file.problem:
        return file.problem
    sha256 = _sha256(file.data)
    try:
        text = read_text(file.data, file.suffix, file.sidecar.encoding)
        limit = reference.mapping("limits.yaml")["characters"]
        if len(text.text) > limit:
            detail = f"more than {limit} characters: divide it, or raise `characters` in limits.yaml"
            raise SetAside("too_large", detail)
    except SetAside as problem:
        return Problem(file.path, sha256, problem.reason, problem.detail)
    return Document(file.document_id, file.path, sha256, file.sidecar, text)


def _without_rivals(raw: Path) -> Iterator[_Entry]:
    """All files under `raw`; those that claim one id with their problem."""
    entries = [_with_sidecar(entry) for entry in _entries(raw)]
    rivals = _rivals(entries)
    for entry in entries:
        claiming = rivals.get(entry.document_id, {})
        others = [path for path in islice(claiming, 5) if path != entry.path]  # thousands may claim one id
        if entry.path in claiming and others:
            shown = ", ".join(others[:3]) + (", ..." if len(others) > 3 else "")
            detail = f"the id {entry.document_id} is also that of {shown}: give each its own `id` in a sidecar"
            entry = replace(entry, problem=SetAside("duplicate_id", detail))
        yield entry


def _rivals(entries: list[_Entry]) -> dict[str, dict[str, None]]:
    """The paths that claim one id, for ids that several claim. A file that cannot be read claims none."""
    claims: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry.problem is None:
            claims[entry.document_id].append(entry)
    return {
        document_id: {entry.path: None for entry in claiming if isinstance(read_raw(_raw_file(entry)), Document)}
        for document_id, claiming in claims.items()
        if len(claiming) > 1
    }


def listing(raw: Path) -> list[tuple[str, int, int]]:
    """Every file under `raw`, sidecars too: its path, size in bytes, and time of change in nanoseconds."""
    found, names = [], withheld()
    for entry in sorted(_walk(raw), key=lambda entry: entry.path):
        with suppress(OSError):  # removed in the meantime
            about = entry.file.lstat()
            found.append((names.label(_printable(entry.path)), about.st_size, about.st_mtime_ns))
    return found


def state(files: list[tuple[str, int, int]]) -> str:
    """Stands for a listing: equal as long as no file was added, changed or removed."""
    return hashlib.sha256(repr(files).encode()).hexdigest()


def read_file(file: Path, sidecar: Sidecar | None = None) -> Document:
    """Reads one file, with the sidecar that is given or else the one beside it.

    Raises SetAside, or OSError when it cannot be opened.
    """
    entry = _judged(_Entry(file, file.name, stat.S_ISREG(file.lstat().st_mode), sidecar))
    entry = entry if sidecar else _with_sidecar(entry)
    if entry.problem:
        raise entry.problem
    with file.open("rb"):  # what cannot be opened is the caller's fault here
        found = read_raw(_raw_file(entry))
    if isinstance(found, Problem):
        raise SetAside(found.reason, found.detail)
    return found


def text_as_published(raw: Path, document: Row) -> str | None:
    """The text of a row of `documents`; None where it does not lie in `raw` as it was read for that row."""
    withheld()  # that names cannot be told is no reason to say that the text is not there
    try:
        text = read_file(raw / document["path"]).text
    except (SetAside, OSError):
        return None
    return text.text if text.sha256 == document["text_sha256"] else None


def ids(raw: Path) -> dict[str, str]:
    """The path of the text that has, or would have, each document id."""
    return {entry.document_id: entry.path for entry in map(_with_sidecar, _entries(raw)) if entry.problem is None}


def about(document: Document) -> dict[str, str | None]:
    """What is known of a document: what its sidecar says, and where that is silent, what the file says of itself."""
    known = asdict(document.sidecar)
    del known["id"], known["encoding"]
    for key in ("title", "published", "publisher"):
        found = getattr(document.text, key)
        if known[key] is None and found is not None:
            known |= {key: found, f"{key}_basis": document.text.basis}
    return known


def slug(path: str) -> str:
    """The id of a document without a sidecar: its path in lower case, other characters as hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", path).casefold())
    return "-".join(words) or "document"


def _raw_file(entry: _Entry) -> RawFile:
    sha256, data, problem = None, b"", None
    try:
        if not entry.is_file:
            raise entry.problem or AssertionError("what is no file has its problem")
        data = _bytes(entry.file)
        sha256 = _sha256(data)
        if entry.problem:
            raise entry.problem
    except SetAside as fault:
        problem = Problem(entry.path, sha256, fault.reason, fault.detail)
    except OSError as error:
        detail = f"cannot be opened ({error.strerror}): check its permissions"
        problem = Problem(entry.path, None, "unreadable", detail)
    sidecar = entry.sidecar or Sidecar()
    return RawFile(entry.document_id, entry.path, entry.file.suffix, sidecar, b"" if problem else data, problem)


def _bytes(file: Path) -> bytes:
    limit = reference.mapping("limits.yaml")["bytes"]
    if file.stat().st_size > limit:
        raise SetAside("too_large", f"more than {limit} bytes: divide it, or raise `bytes` in limits.yaml")
    return file.read_bytes()


def _with_sidecar(entry: _Entry) -> _Entry:
    if entry.problem:
        return entry
    file = entry.file.with_name(entry.file.name + sidecars.SUFFIX)
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise SetAside("invalid_sidecar", "the sidecar is a link, pipe, socket or device: put a file there")
        with file.open("rb") as opened:  # one byte more than a sidecar may have is enough to refuse it
            return replace(entry, sidecar=sidecars.parse_sidecar(opened.read(sidecars.MAXIMUM_BYTES + 1)))
    except FileNotFoundError:
        return entry
    except SetAside as problem:
        return replace(entry, problem=problem)
    except OSError as error:
        detail = f"the sidecar cannot be opened ({error.strerror}): check its permissions"
        return replace(entry, problem=SetAside("invalid_sidecar", detail))


def _entries(raw: Path) -> list[_Entry]:
    """All texts under `raw` sorted by path, and what is no text with its problem; sidecars left out."""
    found = sorted(_walk(raw), key=lambda entry: entry.path)
    their_sidecars = {entry.path + sidecars.SUFFIX for entry in found}
    return [_judged(entry) for entry in found if entry.path not in their_sidecars]


def _judged(entry: _Entry) -> _Entry:
    """The entry with its problem, where it can be no text whatever its bytes are."""
    shown = _printable(entry.path)
    if entry.problem:
        problem = entry.problem
    elif not entry.is_file:
        problem = SetAside("not_a_file", "a link, pipe, socket or device: put the text itself here")
    elif shown != entry.path:
        problem = SetAside(
            "invalid_file_name", "the name is not UTF-8, or holds a backslash or what cannot be seen: rename the file"
        )
    elif entry.path.endswith(sidecars.SUFFIX):
        text = entry.path.removesuffix(sidecars.SUFFIX)
        problem = SetAside("sidecar_without_text", f"there is no {text} that it could belong to: rename or remove it")
    else:
        return entry
    return replace(entry, path=shown, problem=problem)


def _walk(raw: Path) -> Iterator[_Entry]:
    """Every entry below `raw` that is no folder, and every folder that cannot be listed.

    Names are bytes here: what they are as text must not depend on the locale.
    """
    folders = [(os.fsencode(raw), b"")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as scan:
                found = [entry for entry in scan if not entry.name.startswith(b".")]
        except OSError as error:
            if not prefix:
                raise
            problem = SetAside("unreadable", f"the folder cannot be listed ({error.strerror}): check its permissions")
            yield _Entry(_path(folder), _text(prefix.rstrip(b"/")), is_file=False, problem=problem)
            continue
        for entry in found:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, path + b"/"))
            else:
                yield _Entry(_path(entry.path), _text(path), entry.is_file(follow_symlinks=False))


def _path(path: bytes) -> Path:
    return Path(os.fsdecode(path))


def _text(path: bytes) -> str:
    """The path in UTF-8; bytes that are none become surrogates, as everywhere in Python."""
    return path.decode("utf-8", "surrogateescape")


def _printable(path: str) -> str:
    """The path with what cannot be printed written out in hexadecimal digits, and a backslash twice."""
    shown = path.replace("\\", "\\\\").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return printable(shown)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
