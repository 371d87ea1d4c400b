"""The lines of a web page as a browser shows them: paragraphs, headings, items of lists, rows of tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from lxml import etree, html

from pipeline.read.formats.text import visible
from pipeline.read.problem import SetAside

# What begins and ends a line (HTML standard, "Rendering"). What is not here is a part of its line.
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup"),
        *("option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
# Their content is not shown, or is no text of the page's own.
_NO_TEXT = frozenset(
    (
        *("audio", "canvas", "datalist", "head", "iframe", "math", "nav", "noscript", "object", "script"),
        *("select", "style", "svg", "template", "textarea", "title", "video"),
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("dl", "menu", "ol", "ul"))

_MAXIMUM_SPAN = 100
"""Columns or rows: a page that says more than that is wrong."""

Piece = tuple[Any, bool]
"""An element, and whether what follows it (its tail) is meant or what it begins with (its text)."""

_SPACE: Piece = (None, False)
_RAISED: Piece = (None, True)  # here begins what is set higher or lower, such as the number of a footnote


@dataclass
class Line:
    """A line, by the pieces of the page that it is made of: a list of them for each of its cells.

    `tag` is the element that it begins in, `group` the list or table that it belongs to. `times` is what the elements
    <time> in it say to machines.
    """

    tag: str
    group: Any = None
    cells: list[list[Piece]] = field(default_factory=lambda: [[]])
    times: list[str] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """The pieces that hold characters."""
        return [piece for piece in chain.from_iterable(self.cells) if piece[0] is not None]

    @property
    def text(self) -> str:
        """The characters, white space as single spaces (in <pre> as it stands), cells with tabs between them."""
        if self.tag == "pre":
            return "\n".join(line.rstrip() for line in visible(_joined(self.cells[0])).splitlines()).strip("\n")
        return "\t".join(" ".join(visible(_joined(cell)).split()) for cell in self.cells).rstrip()


def parse(source: str) -> Any:
    """The page as a tree of lxml. Raises SetAside (empty, broken)."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        page = html.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError as error:
        raise SetAside("empty", "the page holds no text: add the text or remove the file") from error
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise SetAside("broken", "nested too deeply to be read to its end: save the text itself as .txt")
    return page


def lines(page: Any) -> list[Line]:
    """The lines below an element of lxml, in their order; nothing is left out but what is not shown at all."""
    found: list[Line] = []
    line = Line("body")
    group: Any = None  # the outermost list or data table that is open
    spans: dict[int, int] = {}  # of that table, for each column: in how many rows more a cell from above reaches down

    def begin(tag: str) -> Line:
        if line.times or line.text.strip():
            found.append(line)
        return Line(tag, group)

    walk = etree.iterwalk(page, events=("start", "end"))  # no recursion: pages may be nested to any depth
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _NO_TEXT or not isinstance(tag, str):
                walk.skip_subtree()
                continue
            if group is None and (tag in _LISTS or (tag == "table" and _is_data(element))):
                group, spans = element, {}
            if tag in BLOCKS:
                line = begin(tag)
            if tag == "tr" and group is not None and group.tag == "table":
                line.cells = list(_cells(element, spans)) or line.cells
                walk.skip_subtree()
                continue
            if tag in ("sub", "sup"):
                line.cells[-1].append(_RAISED)
            if tag == "img":
                line.cells[-1].append(_SPACE)
            if tag == "time" and element.get("datetime"):
                line.times.append(element.get("datetime"))
            if element.text:
                line.cells[-1].append((element, False))
        elif element is not page:
            if tag == "br" and line.tag in HEADINGS:
                line.cells[-1].append(_SPACE)
            elif tag == "br" or (tag in BLOCKS and tag not in _NO_TEXT):
                if element is group:
                    group = None
                line = begin(element.getparent().tag)
            if element.tail:
                line.cells[-1].append((element, True))
    begin("")
    return found


def _is_data(table: Any) -> bool:
    """Whether a table is one to its readers too; others only place things beside one another.

    Those hold tables and headings, or a single row with more than a line in a cell.
    """
    if table.get("role") in ("none", "presentation") or table.find(".//table") is not None:
        return False
    if next(table.iter(*HEADINGS), None) is not None:
        return False
    rows = list(islice(table.iter("tr"), 2))
    return len(rows) == 2 or all(len(lines(cell)) <= 1 for row in rows for cell in row)


def _cells(row: Any, spans: dict[int, int]) -> Iterator[list[Piece]]:
    """The cells of a row, and empty ones where a cell reaches over several columns or rows: columns stay columns."""
    column = 0
    for cell in row.iterchildren("td", "th"):
        while spans.get(column):
            spans[column] -= 1
            column += 1
            yield []
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        pieces = [[*chain.from_iterable(line.cells), _SPACE] for line in lines(cell)]
        yield list(chain.from_iterable(pieces))
        yield from ([] for _ in range(width - 1))
        spans.update(dict.fromkeys(range(column, column + width), height - 1))
        column += width


def _span(cell: Any, name: str) -> int:
    number = cell.get(name, "1").strip()
    return max(1, min(int(number), _MAXIMUM_SPAN)) if number.isdecimal() else 1


def content(piece: Piece) -> str:
    """The characters of a piece, as the page has them."""
    element, is_tail = piece
    return (element.tail if is_tail else element.text) or ""


def _joined(pieces: list[Piece]) -> str:
    """The pieces as one; apart from one another where they are set apart in the page by their looks alone.

    So are the number of a footnote, and boxes in a line (<span>Anna Kos</span><span>Poland</span>). A word of which a
    part is set in bold stays one.
    """
    written: list[str] = []
    last = ""
    raised = False
    for piece in pieces:
        if piece == _RAISED:
            raised = True
            continue
        text = " " if piece == _SPACE else content(piece)
        if not text:
            continue
        is_box = (last.islower() or last.isdigit()) and text[0].isupper()
        if is_box or (raised and last.isalpha() and not text[0].isalpha()):
            written.append(" ")
        written.append(text)
        last, raised = text[-1], False
    return "".join(written)
