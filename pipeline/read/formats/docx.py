"""Word files (.docx): the text of the body by python-docx, without running heads and comments.

A paragraph is a line; a row of a table is a line with its cells between tabs. Text that was struck out with tracked
changes is left out, text that was put in is there.
"""

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import docx
from docx.oxml.ns import qn

from pipeline import reference
from pipeline.read.formats.text import Text, one_line
from pipeline.read.problem import SetAside

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office keeps its encrypted and its older files in
_WRITTEN = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}


def read(data: bytes, stated_encoding: str | None) -> Text:  # noqa: ARG001 (every reader is given it)
    """Raises SetAside (encrypted, broken, too_large, empty)."""
    if data.startswith(_OLE):
        raise SetAside("encrypted", "protected by a password, or an old Word file: save it as .docx without one")
    _refuse_bombs(data)
    document = docx.Document(io.BytesIO(data))
    text = "\n".join(_blocks(document.element.body))
    if not text.strip():
        raise SetAside("empty", "the file holds no text: add the text or remove the file")
    title = one_line(document.core_properties.title)
    return Text(text, f"python-docx {version('python-docx')}", title=title, basis="properties of the file")


def _refuse_bombs(data: bytes) -> None:
    """What a small file unpacks to may fill any memory: the sizes are looked at before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SetAside("broken", "not a Word file, or a damaged one: save it again as .docx") from error
    limit = reference.mapping("limits.yaml")["unpacked_bytes"]
    if size > limit:
        raise SetAside("too_large", f"unpacks to {size} bytes, more than {limit}: divide it, or raise unpacked_bytes")


def _blocks(parent: Any) -> Iterator[str]:
    """The paragraphs and table rows below an element, in their order."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield _content(child)
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                cells = (" ".join(filter(None, map(_content, cell.iter(qn("w:p"))))) for cell in row.iter(qn("w:tc")))
                yield "\t".join(cells)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
            yield from _blocks(child)


def _content(paragraph: Any) -> str:
    written = []
    for element in paragraph.iter(*_WRITTEN):
        text = _WRITTEN[element.tag]
        written.append(element.text or "" if text is None else text)
    return "".join(written)
