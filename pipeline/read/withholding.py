"""What was read of a raw file without the names that are withheld (`pipeline.redaction`); `folder` alone calls this.

In the text each character of such a name is a block, so that all offsets stay. What is said of the text and would show
one is not said, and a file whose path or id would show one is set aside.
"""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from pipeline.read.problem import SetAside
from pipeline.redaction.kept import Withheld

if TYPE_CHECKING:
    from pipeline.read.folder import Document, Problem

_TOLD = ("title", "publisher", "basis")
"""What a file says of itself in words."""


def masked_document(document: "Document", names: Withheld) -> "Document":
    """The document without these names. Raises SetAside where its path or id shows one.

    With a name goes the SHA-256 of the bytes: whoever has the rest of them could try which name fits.
    """
    said = {("sidecar", key): value for key, value in asdict(document.sidecar).items() if value}
    said |= {("text", key): value for key in _TOLD if (value := getattr(document.text, key))}
    labels = [document.document_id, document.path, *said.values()]
    text, *shown = names.masked(document.text.text, labels)
    if shown[:2] != labels[:2]:
        raise SetAside("redacted", "its path or id shows a name that is withheld: rename it, or give it another `id`")
    silent = [place for place, before, after in zip(said, labels[2:], shown[2:], strict=True) if before != after]
    if text == document.text.text and not silent:
        return document
    sidecar: dict[str, Any] = {key: None for of, key in silent if of == "sidecar"}
    of_text: dict[str, Any] = {key: None for of, key in silent if of == "text"}
    return replace(
        document,
        sha256=names.seal(document.sha256),
        sidecar=replace(document.sidecar, **sidecar),
        text=replace(document.text, text=text, **of_text),
    )


def masked_problem(problem: "Problem", names: Withheld) -> "Problem":
    """The problem without these names."""
    path, detail = names.masked("", [problem.path, problem.detail])[1:]
    if path != problem.path:  # several may look alike now
        path += f"~{names.seal(problem.path)[:8]}"
    return replace(problem, path=path, detail=detail)
