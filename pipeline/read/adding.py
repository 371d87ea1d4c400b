"""A new text for `raw/`, with its sidecar: both are looked at before anything is written."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

from pipeline.read import sidecar as sidecars
from pipeline.read.folder import Document, ids, read_file, slug
from pipeline.read.problem import SetAside
from pipeline.read.sidecar import Sidecar


def place(file: Path, raw: Path) -> Path:
    """Where `file` lies in `raw`, or will lie there. Raises FileExistsError where something is in the way."""
    inside = file.resolve().is_relative_to(raw.resolve())
    target = file if inside else raw / file.name
    if not inside and os.path.lexists(target):
        raise FileExistsError(f"{target} is there already: rename {file}, or remove the other one")
    beside = sidecar_of(target)
    if os.path.lexists(beside):
        raise FileExistsError(f"{beside} is there already: edit it")
    return target


def sidecar_of(file: Path) -> Path:
    """Where the sidecar of a text lies."""
    return file.with_name(file.name + sidecars.SUFFIX)


def add(file: Path, raw: Path, sidecar: Sidecar) -> Document:
    """Writes the sidecar of a text, and copies the text to `raw` where it does not lie there yet.

    Nothing is written when it raises: SetAside where the text cannot be read, the sidecar is wrong or the id is taken,
    FileExistsError where something is in the way, OSError where a file cannot be opened.
    """
    target = place(file, raw)
    content = sidecars.sidecar_text(sidecar).encode()
    document = read_file(file, sidecars.parse_sidecar(content))
    path = target.resolve().relative_to(raw.resolve()).as_posix()
    if any(part.startswith(".") for part in path.split("/")):
        raise SetAside("invalid_file_name", "names that begin with a dot are left alone: rename it")
    document = replace(document, path=path, document_id=sidecar.id or slug(path))
    rival = ids(raw).get(document.document_id)
    if rival not in (None, path):
        raise SetAside("duplicate_id", f"the id {document.document_id} is also that of {rival}: give it another `id`")
    if target != file:
        part = raw / f".{target.name}.part"  # nobody may take a half of it for the whole
        shutil.copyfile(file, part)
        part.replace(target)
    sidecar_of(target).write_bytes(content)
    return document
