"""PDF: the lines that pdfminer.six finds on the pages, put together to paragraphs, table rows and entries of lists.

What is here is geometry: which lines are running heads, which stand in one row, which go on. Distances are points.
"""

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTAnno, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFSyntaxError

from pipeline import reference
from pipeline.read.formats.text import Text
from pipeline.read.problem import SetAside

MARGIN = 0.12
"""Share of a page's height, at the top and at the bottom, in which running heads stand."""

GAP = 0.9
"""Between the cells of a row there is more room than this, in heights of the line."""

MAXIMUM_CELL = 45
"""Code points: rows of longer pieces are columns of prose, not a table."""

MAXIMUM_WORD = 60
"""Code points at the end of a line in which a hyphenated word is looked for."""

_PAGE_NUMBER = re.compile(r"[\W_]*(?:(?P<word>[^\W\d_]{1,10})\W{1,3})?\d{1,3}(?:\s*/\s*\d{1,3})?[\W_]*")
_HYPHENS = "-\u00ad\u2010"
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


@dataclass(frozen=True)
class _Line:
    """A line on a page; `box` numbers the block that pdfminer put it into, `page` the page.

    `cells` are its pieces between wide gaps; a line of prose has one.
    """

    text: str
    cells: tuple[str, ...]
    x0: float
    x1: float
    y0: float
    y1: float
    page: int
    box: int

    @property
    def goes_on(self) -> bool:
        """Whether it looks like the continuation of something."""
        return self.text[:1].islower()


def read(data: bytes, stated_encoding: str | None) -> Text:  # noqa: ARG001 (every reader is given it)
    """Raises SetAside (encrypted, broken, too_large, no_text_layer)."""
    limit = reference.mapping("limits.yaml")["pages"]
    try:
        n_pages = sum(1 for _ in PDFPage.get_pages(io.BytesIO(data), maxpages=limit + 1))
        if n_pages > limit:
            raise SetAside("too_large", f"more than {limit} pages: divide it, or raise `pages` in limits.yaml")
        pages = [_lines(page, number) for number, page in enumerate(_pages(data))]
    except PDFPasswordIncorrect as error:
        raise SetAside("encrypted", "protected by a password: save it without one") from error
    except PDFSyntaxError as error:
        raise SetAside("broken", "not a PDF, or a damaged one: save it again") from error
    heads = _running_heads(pages)
    body = [[line for line in page if line not in heads] for page in pages]
    text = _text(body)
    unmapped = sum(len(match[0]) for match in _UNMAPPED.finditer(text))
    if not text or unmapped > 0.2 * len(text):
        why = "its letters have no Unicode values" if text else "a scan without a text layer"
        raise SetAside("no_text_layer", f"{why}: run text recognition (OCR) on it first")
    return Text(text, f"pdfminer.six {version('pdfminer.six')}")


def _pages(data: bytes) -> Iterator[LTPage]:
    return extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=0.5))


def _lines(page: LTPage, number: int) -> list[_Line]:
    """The lines of a page in reading order, with white space folded."""
    boxes = [item for item in page if isinstance(item, LTTextBox)]
    found = []
    for index, box in enumerate(boxes):
        for line in box:
            cells = _cells(line) if isinstance(line, LTTextLine) else ()
            if cells:
                # Heights are counted from the bottom of the page, as shares of it.
                y0, y1 = ((y - page.y0) / page.height for y in (line.y0, line.y1))
                found.append(_Line(" ".join(cells), cells, line.x0, line.x1, y0, y1, number, index))
    return found


def _cells(line: LTTextLine) -> tuple[str, ...]:
    """The pieces of a line that stand further apart than words do, with white space folded."""
    pieces = [""]
    right: float | None = None
    for item in line:
        if isinstance(item, LTChar):
            if right is not None and item.x0 - right > GAP * line.height:
                pieces.append("")
            right = item.x1 if item.get_text().strip() else right
        pieces[-1] += item.get_text() if isinstance(item, LTChar | LTAnno) else ""
    return tuple(filter(None, (" ".join(piece.split()) for piece in pieces)))


def _running_heads(pages: list[list[_Line]]) -> set[_Line]:
    """Page numbers, and rows that stand in the margin of at least three pages (two of two) but for their numbers.

    From the edges of a page inwards, as far as the first row that is none: a row of a table is no running head because
    the same country stands in it on every page.
    """
    places = Counter(place for page in pages for place in {_place(line) for line in page})
    enough = min(3, max(2, len(pages)))
    heads: set[_Line] = set()
    for page in pages:
        rows: dict[float, list[_Line]] = {}
        for line in page:
            rows.setdefault(round(line.y0, 2), []).append(line)
        from_above = sorted(rows.values(), key=lambda row: -row[0].y0)
        for edge in (from_above, from_above[::-1]):
            for row in edge:
                in_margin = row[0].y0 > 1 - MARGIN or row[0].y1 < MARGIN
                repeats = all(places[_place(line)] >= enough for line in row)
                if not in_margin or not (repeats or (len(row) == 1 and _is_page_number(row[0].text))):
                    break
                heads.update(row)
    return heads


def _is_page_number(text: str) -> bool:
    """Whether it is a number alone, or with the word for a page: 3, - 3 -, Seite 3, 3/12."""
    match = _PAGE_NUMBER.fullmatch(text)
    if match is None:
        return False
    return match["word"] is None or match["word"].casefold() in {r["word"] for r in reference.rows("page_words.csv")}


def _place(line: _Line) -> tuple[str, float]:
    """What running heads have in common on all pages: the text but for the page number, and the height."""
    return re.sub(r"\b\d+\b", "#", line.text), round(line.y0, 2)


def _text(pages: list[list[_Line]]) -> str:
    """The text of all pages: a line feed between paragraphs, rows and entries."""
    paragraphs: list[str] = []
    whole = {word for page in pages for line in page for word in re.findall(r"\w+-\w+", line.text.casefold())}
    for page in pages:
        for number, block in enumerate(_blocks(page)):
            for position, piece in enumerate(block):
                over_the_page = number == position == 0 and paragraphs and _continues(paragraphs[-1], piece)
                if over_the_page or isinstance(piece, _Continuation):
                    paragraphs[-1] = _joined(paragraphs[-1], piece, whole)
                else:
                    paragraphs.append(piece)
    return "\n".join(paragraphs)


class _Continuation(str):
    """A line that belongs to the paragraph of the line before it."""


def _continues(paragraph: str, line: str) -> bool:
    """Whether a paragraph goes on over the end of the page."""
    return not _SENTENCE_END.search(paragraph) and line[:1].islower()


def _joined(paragraph: str, line: str, whole: set[str]) -> str:
    """The paragraph with one more line. A hyphen at its end goes, unless the word has one elsewhere in the text."""
    word = re.search(rf"(\w+)[{_HYPHENS}]$", paragraph[-MAXIMUM_WORD:])
    if word is None or not line[:1].islower():
        return f"{paragraph} {line}"
    rest = re.match(r"\w*", line)
    compound = f"{word[1]}-{rest[0] if rest else ''}".casefold()
    return paragraph + line if paragraph.endswith("-") and compound in whole else paragraph[:-1] + line


def _blocks(page: list[_Line]) -> Iterator[list[str]]:
    """The blocks of a page: table rows, each a line with tabs, and the lines of the boxes of prose and lists."""
    rows = _table_rows(page)
    in_rows = {line for row in rows for line in row}
    boxes: dict[int, list[_Line]] = {}
    for line in page:
        if line not in in_rows:
            boxes.setdefault(line.box, []).append(line)
    placed: list[tuple[tuple[int, float], list[str]]] = [
        ((min(line.box for line in row), -row[0].y0), ["\t".join(cell for line in row for cell in line.cells)])
        for row in rows
    ]
    placed += [((box, -lines[0].y0), _paragraphs(lines)) for box, lines in boxes.items()]
    for _, block in sorted(placed, key=lambda item: item[0]):
        yield block


def _table_rows(page: list[_Line]) -> list[list[_Line]]:
    """Rows of a table: three or more rows with pieces side by side, short ones that are not prose."""
    by_height = sorted(page, key=lambda line: (-line.y0, line.x0))
    rows: list[list[_Line]] = []
    for line in by_height:
        row = rows[-1] if rows else []
        if row and abs(row[0].y0 - line.y0) < 0.4 * (row[0].y1 - row[0].y0) and line.x0 >= row[-1].x1:
            row.append(line)
        else:
            rows.append([line])
    wide = [row for row in rows if sum(len(line.cells) for line in row) > 1]
    cells = [cell for row in wide for line in row for cell in line.cells]
    if len(wide) < 3:
        return []
    short = statistics.median(len(cell) for cell in cells) <= MAXIMUM_CELL
    prose = sum(cell[:1].islower() for cell in cells) > 0.25 * len(cells)
    return wide if short and not prose else []


def _paragraphs(lines: list[_Line]) -> list[str]:
    """The lines of a box; those that go on with the line before are marked so.

    In prose most lines reach the right edge; there a line goes on unless the one before ends short of it. In a list
    the lines end where they end; there only what begins in lower case goes on.
    """
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    edge = right - 0.15 * (right - left)
    full = [line.x1 >= edge for line in lines]
    is_prose = len(lines) > 2 and sum(full[:-1]) >= 0.6 * (len(lines) - 1) and any(line.goes_on for line in lines)
    pieces: list[str] = []
    for number, line in enumerate(lines):
        if number and _same_size(lines[number - 1], line) and (line.goes_on or (is_prose and full[number - 1])):
            pieces.append(_Continuation(line.text))
        else:
            pieces.append(line.text)
    return pieces


def _same_size(a: _Line, b: _Line) -> bool:
    """Whether two lines are set in type of one size: a heading and the text below it are not."""
    return abs((a.y1 - a.y0) - (b.y1 - b.y0)) <= 0.15 * max(a.y1 - a.y0, b.y1 - b.y0)
