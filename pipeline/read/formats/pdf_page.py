"""What stands where on a page of a PDF: characters, pieces of lines, rows, and ruled lines.

Distances are points, or heights of the type where it says so; they are counted from the lower left corner of the page
as it is read: a page whose lines run upwards is turned.
"""

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

GAP = 0.9
"""Between the cells of a row there is more room than this, in heights of the type."""

WORD_GAP = 0.12
"""Between words there is more room than this, in heights of the type."""

MARKER_GAP = 4.0
"""Between the number of an entry and the entry there is less room than this, in heights of the type."""

MARK = 0.8
"""The mark of a footnote is set in type smaller than this share of that around it: it is no part of a word."""

UNMAPPED = "\ufffd"
"""Stands for a character of which the file does not say what it is."""

MAXIMUM_SLOPE = 5
"""Degrees by which a line of a scanned page may be askew."""

MAXIMUM_RULE = 3
"""Points: what is drawn thinner than this is a ruled line, else a box."""

MAXIMUM_RULES = 100
"""Ruled lines between two words that are looked at: more of them are a drawing."""

MARKER = re.compile(r"[^\w\s]|\(?(?:\d{1,4}[.)]|[^\W\d_]\))")
"""A bullet, or the number or letter of an entry."""

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge."""


class Glyph(NamedTuple):
    """A character at `x0` to `x1` on the base line `y`; `spaced`: after white space."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    spaced: bool


class Word(NamedTuple):
    """A word at `x0` to `x1`; `order` counts in which order the file draws pieces."""

    text: str
    x0: float
    x1: float
    order: int


@dataclass(slots=True)
class Piece:
    """Words of a line that stand together: a whole line of prose, a cell of a table.

    `font` is empty where there are several. `spaced`: after white space.
    """

    words: list[Word]
    y: float
    size: float
    font: str
    spaced: bool

    @property
    def order(self) -> int:
        return self.words[0].order

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def is_entry(self) -> bool:
        """Whether a bullet or number stands at its beginning."""
        return len(self.words) > 1 and MARKER.fullmatch(self.words[0].text) is not None

    @property
    def entry(self) -> list[Word]:
        """The words; a bullet or number is one with the first of its entry."""
        if not self.is_entry:
            return self.words
        marker, first, *others = self.words
        return [Word(f"{marker.text} {first.text}", marker.x0, first.x1, marker.order), *others]


@dataclass(slots=True)
class Row:
    """Pieces that stand side by side, from left to right."""

    pieces: list[Piece]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def y(self) -> float:
        return self.pieces[0].y

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)


@dataclass(slots=True)
class Page:
    """A page, or what is printed along its other edges (`aside`).

    `level` holds the ruled lines from left to right (y, x0, x1), `upright` the others (x, y0, y1), sorted.
    """

    number: int
    bottom: float
    height: float
    aside: bool = False
    rows: list[Row] = field(default_factory=list)
    level: list[tuple[float, float, float]] = field(default_factory=list)
    upright: list[tuple[float, float, float]] = field(default_factory=list)

    def in_margin(self, row: Row, share: float) -> bool:
        """Whether a row stands in that share of the height, at the top or at the bottom."""
        return abs((row.y - self.bottom) / self.height - 0.5) > 0.5 - share

    def divided(self, x0: float, x1: float, y: float) -> bool:
        """Whether a ruled line runs downwards between `x0` and `x1` at the height `y`."""
        first = bisect_left(self.upright, (x0,))
        between = islice(self.upright, first, first + MAXIMUM_RULES)
        return any(y0 <= y <= y1 for x, y0, y1 in takewhile(lambda rule: rule[0] <= x1, between))

    def crossed(self, bottom: float, top: float, x0: float, x1: float) -> bool:
        """Whether ruled lines run between two heights over most of the way from `x0` to `x1`."""
        first, end = bisect_left(self.level, (bottom,)), bisect_right(self.level, (top, math.inf))
        reached, covered = x0, 0.0
        for start, stop in sorted((max(a, x0), min(b, x1)) for _, a, b in self.level[first:end]):
            covered += max(stop - max(start, reached), 0)
            reached = max(reached, stop)
        return covered > 0.8 * (x1 - x0)


class Collector(PDFTextDevice):
    """Takes from pdfminer's interpreter what it draws; `pages` are the pages drawn so far."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.pages: list[Page] = []
        self._number = -1

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:

        self._box = apply_matrix_rect(ctm, page.cropbox)
        self._glyphs: dict[int, list[Glyph]] = defaultdict(list)
        self._drawn: list[Box] = []
        self._spaced = False
        self._number += 1

    def render_char(  # noqa: PLR0913 (as pdfminer calls it)
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        a, b, c, d, x, y = matrix
        advance = font.char_width(cid) * fontsize * scaling
        quarter, slope = divmod(math.degrees(math.atan2(b, a)) + 45, 90)
        on_page = self._box[0] <= x <= self._box[2] and self._box[1] <= y <= self._box[3]
        size = abs(fontsize) * math.hypot(c, d) * (font.get_height() or 1 if isinstance(font, PDFType3Font) else 1)
        if on_page and size and abs(slope - 45) < MAXIMUM_SLOPE:
            x, y = _turned(x, y, int(quarter))
            text, name = _text(font, cid), str(font.fontname).rpartition("+")[2]
            if text and not text.isspace():
                glyph = Glyph(text, x, x + abs(advance) * math.hypot(a, b), y, size, name, self._spaced)
                self._glyphs[int(quarter) % 4].append(glyph)
            self._spaced = text.isspace() or (self._spaced and not text)
        return advance

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        points: list[tuple[float, float]] = []
        for operator, *numbers in [*path, ("m",)]:
            if operator == "m" and len(points) > 1:
                xs, ys = zip(*points, strict=True)
                self._drawn.append((min(xs), min(ys), max(xs), max(ys)))
            if operator == "m":
                points = []
            if len(numbers) > 1:
                points.append(apply_matrix_pt(self.ctm or MATRIX_IDENTITY, (numbers[-2], numbers[-1])))

    def end_page(self, page: PDFPage) -> None:
        aside = False
        for quarter, glyphs in sorted(self._glyphs.items(), key=lambda item: (-len(item[1]), item[0])):
            _, bottom, _, top = _turned_box(self._box, quarter)
            found = Page(self._number, bottom, max(top - bottom, 1), aside)
            _rule(found, [_turned_box(box, quarter) for box in self._drawn])
            found.rows = rows_of(_pieces(glyphs, found), found)
            self.pages.append(found)
            aside = True


def _text(font: PDFFont, cid: int) -> str:
    """What a character stands for; a ligature is taken apart, and what cannot be seen is left out."""
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return UNMAPPED
    if len(text) == 1 and " " < text < "\x7f":
        return text
    kinds = {"Co": UNMAPPED, "Cc": "", "Cf": "", "Cs": "", "Cn": UNMAPPED}
    return "".join(c if c in "\xad\t" else kinds.get(unicodedata.category(c), c) for c in text.translate(_LIGATURES))


def _turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A point of a page that is turned so that what runs in the direction `quarter` runs from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter % 4]


def _turned_box(box: Box, quarter: int) -> Box:
    (x0, y0), (x1, y1) = _turned(box[0], box[1], quarter), _turned(box[2], box[3], quarter)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _rule(page: Page, boxes: Iterable[Box]) -> None:
    """Enters the lines, and the edges of the boxes, that are drawn on a page."""
    for x0, y0, x1, y1 in boxes:
        if x1 - x0 > MAXIMUM_RULE:
            page.level += [(y0, x0, x1), (y1, x0, x1)] if y1 - y0 > MAXIMUM_RULE else [((y0 + y1) / 2, x0, x1)]
        if y1 - y0 > MAXIMUM_RULE:
            page.upright += [(x0, y0, y1), (x1, y0, y1)] if x1 - x0 > MAXIMUM_RULE else [((x0 + x1) / 2, y0, y1)]
    page.level.sort()
    page.upright.sort()


def _pieces(glyphs: Iterable[Glyph], page: Page) -> list[Piece]:
    """The characters that are drawn one after the other and stand side by side."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        size = max(last.size, glyph.size) if last else 0
        if last and glyph.text == last.text and abs(glyph.x0 - last.x0) + abs(glyph.y - last.y) < 0.1 * size:
            continue  # drawn twice, which makes it bold
        if last and abs(glyph.y - last.y) < 0.5 * size and _adjoin(last.x1, glyph.x0, size, glyph.y, page):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_piece(run, order) for order, run in enumerate(runs)]


def _adjoin(x0: float, x1: float, size: float, y: float, page: Page, gap: float = GAP) -> bool:
    """Whether what ends at `x0` and what begins at `x1` stand together on a line, not in two cells."""
    if not -0.5 * size < x1 - x0 < gap * size:
        return False
    return x1 - x0 < WORD_GAP * size or not page.divided(x0, x1, y)


def _piece(run: list[Glyph], order: int) -> Piece:
    size = max(Counter(glyph.size for glyph in run).items(), key=lambda item: (item[1], item[0]))[0]
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    # In s p a c e d type all letters stand apart; between words there is more room than between them.
    usual = median(gaps) if len(gaps) > 4 else 0
    words: list[Word] = []
    was_mark = False
    for glyph, gap in zip(run, [math.inf, *gaps], strict=True):
        is_mark = glyph.size < MARK * size and not glyph.text.isalpha()
        if glyph.spaced or gap > max(WORD_GAP * size, 1.6 * usual) or (is_mark and not was_mark) or not words:
            words.append(Word(glyph.text, glyph.x0, glyph.x1, order))
        else:
            words[-1] = Word(words[-1].text + glyph.text, words[-1].x0, max(words[-1].x1, glyph.x1), order)
        was_mark = is_mark
    fonts = {glyph.font for glyph in run}
    y = next(glyph.y for glyph in run if glyph.size == size)
    return Piece(words, y, size, fonts.pop() if len(fonts) == 1 else "", run[0].spaced)


def rows_of(pieces: Iterable[Piece], page: Page) -> list[Row]:
    """The pieces side by side in rows, from above downwards; what stands together is one piece.

    Columns need not stand on the same lines: a row holds what is no further down than two thirds of a line.
    """
    rows: list[list[tuple[float, int, Piece]]] = []
    top = math.inf
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x0, piece.order)):
        row = rows[-1] if rows else []
        place = bisect_left(row, (piece.x0,))
        before, after = row[place - 1][2] if place else None, row[place][2] if place < len(row) else None
        if any(other and _same(piece, other) for other in (before, after)):
            continue  # drawn twice
        slack = 0.2 * piece.size
        apart = (not before or before.x1 - slack < piece.x0) and (not after or piece.x1 - slack < after.x0)
        if row and apart and top - piece.y < 0.66 * min(piece.size, row[0][2].size):
            row.insert(place, (piece.x0, piece.order, piece))
        else:
            rows.append([(piece.x0, piece.order, piece)])
            top = piece.y
    return [Row(_put_together([piece for _, _, piece in row], page)) for row in rows]


def _same(a: Piece, b: Piece) -> bool:
    return abs(a.x0 - b.x0) + abs(a.y - b.y) < 0.2 * a.size and a.text == b.text


def _put_together(pieces: list[Piece], page: Page) -> list[Piece]:
    """The pieces of a row; those that stand together are one, and so are a bullet or number and its entry."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        size = max(last.size, piece.size) if last else 0
        if last and abs(last.y - piece.y) < 0.5 * size and _adjoin(last.x1, piece.x0, size, piece.y, page):
            found[-1] = _one(last, piece)
        elif last and _is_marker(last) and _adjoin(last.x1, piece.x0, size, piece.y, page, MARKER_GAP):
            found[-1] = _one(last, piece)
        else:
            found.append(piece)
    return found


def _is_marker(piece: Piece) -> bool:
    return len(piece.words) == 1 and MARKER.fullmatch(piece.words[0].text) is not None


def _one(a: Piece, b: Piece) -> Piece:
    larger, left, right = (a if a.size >= b.size else b), a.words[-1], b.words[0]
    if b.spaced or right.x0 - left.x1 > WORD_GAP * larger.size:
        words = a.words + b.words
    else:
        words = [*a.words[:-1], Word(left.text + right.text, left.x0, right.x1, left.order), *b.words[1:]]
    return Piece(words, larger.y, larger.size, a.font if a.font == b.font else "", a.spaced)
