"""Word files (.docx): the text of the body, without running heads and comments; python-docx opens them.

A paragraph is a line; a row of a table is a line with its cells between tabs. Footnotes and endnotes follow after the
body, each on a line; the text in a box follows after the paragraph that the box is fixed to. Text that was struck out
with tracked changes is left out, text that was put in is there. The dates and names in a file's properties are often
those of a template or of whoever saved it: only a title is taken from there, and only one that the text shows too.
"""

import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pipeline import reference
from pipeline.read.formats.text import Text, one_line, visible
from pipeline.read.problem import SetAside

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office keeps its encrypted and its older files in
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same in files that are saved as "Strict"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRITTEN = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
# Struck out or moved away, instructions, and properties: tab stops among them have the name of the tabs in a text.
_LEFT_OUT = {
    *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:sdtPr", "w:rt")),
    *map(qn, ("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr")),
}
_TITLE_BEFORE = 2_000
"""Code points: how far into the text its title stands."""


def read(data: bytes, stated_encoding: str | None) -> Text:  # noqa: ARG001 (every reader is given it)
    """Raises SetAside (encrypted, broken, unsupported_format, too_large, empty)."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SetAside("encrypted", "protected by a password: save it without one")
        raise SetAside("unsupported_format", "an old Word file under a new name: save it as .docx")
    _refuse(data)
    package = OpcPackage.open(io.BytesIO(data))
    main = _related(package, "officeDocument")
    if main is None:
        raise SetAside("broken", "no Word file: save it as .docx")
    body = _Body()
    lines = list(body.blocks(_content(main)))
    lines += _notes(main, body.notes)
    text = visible("\n".join(lines))
    if not text.strip():
        raise SetAside("empty", "the file holds no text: add the text or remove the file")
    title = _title(package)
    shown = one_line(text[:_TITLE_BEFORE]) or ""
    return Text(
        text,
        f"python-docx {version('python-docx')}",
        title=title if title and title.casefold() in shown.casefold() else None,
        basis="properties of the file",
    )


def _refuse(data: bytes) -> None:
    """What a small file unpacks to may fill any memory: the sizes are looked at before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise SetAside("broken", "not a Word file, or a damaged one: save it again as .docx") from error
    size = sum(entry.file_size for entry in entries)
    limit = reference.mapping("limits.yaml")["unpacked_bytes"]
    if size > limit:
        raise SetAside("too_large", f"unpacks to {size} bytes, more than {limit}: divide it, or raise unpacked_bytes")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SetAside("encrypted", "packed with a password: save it without one")
    if all(entry.filename != "[Content_Types].xml" for entry in entries):
        raise SetAside("unsupported_format", "no Word file, though it is named like one: save it as .docx")


def _related(source: OpcPackage | Part, kind: str) -> Part | None:
    """The part that `source` names as its part of that kind."""
    parts = (rel.target_part for rel in source.rels.values() if not rel.is_external and rel.reltype.endswith(kind))
    return next(parts, None)


def _content(part: Part) -> Any:
    return parse_xml(part.blob.replace(_STRICT, _USUAL))


def _title(package: OpcPackage) -> str | None:
    part = _related(package, "/core-properties")
    return one_line(_content(part).findtext(qn("dc:title"))) if part is not None else None


def _notes(main: Part, cited: list[tuple[str, str]]) -> Iterator[str]:
    """The notes that the text cites, footnotes first, each as a line."""
    for kind in ("footnote", "endnote"):
        part = _related(main, f"/{kind}s")
        notes = _content(part).findall(qn(f"w:{kind}")) if part is not None else []
        by_id = {note.get(qn("w:id")): note for note in notes}
        for note in (by_id[number] for of_kind, number in cited if of_kind == kind and number in by_id):
            yield _on_one_line(_Body().blocks(note))


def _on_one_line(lines: Iterator[str]) -> str:
    return " ".join(" ".join(lines).split())


class _Body:
    """Writes the lines of a part. `notes` are the kinds and numbers of the notes that they cite."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    def blocks(self, parent: Any) -> Iterator[str]:
        """The paragraphs and the rows of tables below an element, in their order."""
        begun = ""  # of a paragraph whose end was struck out: it goes on in the next one
        for child in parent:
            if child.tag == qn("w:p"):
                written: list[str] = []
                boxes: list[Any] = []
                self._write(child, written, boxes)
                begun += "".join(written)
                if child.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None:
                    yield begun
                    begun = ""
                for box in boxes:
                    yield from self.blocks(box)
            elif child.tag == qn("w:tbl") and _is_data(child):
                yield from self._rows(child)
            elif child.tag not in _LEFT_OUT and not _is_second(child):
                yield from self.blocks(child)
        if begun:
            yield begun

    def _rows(self, table: Any) -> Iterator[str]:
        for row in table.iter(qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells = [""] * _number(row, "w:trPr/w:gridBefore", 0)
            for cell in row.iter(qn("w:tc")):
                cells.append(_on_one_line(self.blocks(cell)))
                cells += [""] * (_number(cell, "w:tcPr/w:gridSpan", 1) - 1)
            yield "\t".join(cells).rstrip()

    def _write(self, parent: Any, written: list[str], boxes: list[Any]) -> None:
        """What is written below an element of a paragraph, and the boxes in it."""
        for child in parent:
            tag = child.tag
            if tag in _LEFT_OUT or _is_second(child) or _is_hidden(child):
                continue
            if tag == qn("w:t"):
                written.append(child.text or "")
            elif tag in _WRITTEN:
                written.append(_WRITTEN[tag])
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(qn("w:id"))))
            elif tag == qn("w:txbxContent"):
                boxes.append(child)
            else:
                self._write(child, written, boxes)


def _is_second(element: Any) -> bool:
    """Whether an element says once more, for older programs, what stands beside it."""
    return element.tag == f"{_ALTERNATIVES}Fallback" and element.getprevious() is not None


def _is_hidden(run: Any) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run.tag == qn("w:r") else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _is_data(table: Any) -> bool:
    """Whether a table is one to its readers too; others only place things beside one another.

    Those hold tables, or have a single row or column with more than a paragraph in a cell.
    """
    if next(table.iterdescendants(qn("w:tbl")), None) is not None:
        return False
    rows = [list(row.iter(qn("w:tc"))) for row in table.iter(qn("w:tr"))]
    if len(rows) > 1 and any(len(cells) > 1 for cells in rows):
        return True
    return all(len(cell.findall(qn("w:p"))) <= 1 for cells in rows for cell in cells)


def _number(element: Any, path: str, otherwise: int) -> int:
    """The value of a property as a number of columns, no more than a table can have (63)."""
    found = element.find("/".join(map(qn, path.split("/"))))
    value = found.get(qn("w:val"), "") if found is not None else ""
    return min(int(value), 63) if value.isdecimal() else otherwise
