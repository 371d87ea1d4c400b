"""What stands where on a page of a PDF: characters, pieces of lines, rows, and ruled lines.

Distances are points, or heights of the type where it says so; they are counted from the lower left corner of the page
as it is read: a page whose lines run upwards is turned.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from pipeline.read.formats.pdf.glyphs import Box, Glyph, Sheet

GAP = 0.9
"""Between the cells of a row there is more room than this, in heights of the type."""

WORD_GAP = 0.12
"""Between words there is more room than this, in heights of the type."""

MARKER_GAP = 4.0
"""Between the number of an entry and the entry there is less room than this, in heights of the type."""

MARK = 0.8
"""The mark of a footnote is set in type smaller than this share of that around it: it is no part of a word."""

MAXIMUM_RULE = 3
"""Points: what is drawn thinner than this is a ruled line, else a box."""

MAXIMUM_RULES = 100
"""Ruled lines between two words that are looked at: more of them are a drawing."""

MARKER = re.compile(r"[^\w\s]|\(?(?:\d{1,4}[.)]|[^\W\d_]\))")
"""A bullet, or the number or letter of an entry."""


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
        """When the file draws its beginning."""
        return self.words[0].order

    @property
    def text(self) -> str:
        """The words, with a space between."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
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
        """The pieces, with a space between."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def y(self) -> float:
        """The base line of the first piece."""
        return self.pieces[0].y

    @property
    def size(self) -> float:
        """The height of the largest type."""
        return max(piece.size for piece in self.pieces)


@dataclass(slots=True)
class Page:
    """A page, or what is printed along its other edges (`aside`).

    `level` holds the ruled lines from left to right (y, x0, x1), `upright` the others (x, y0, y1), sorted.
    """

    number: int
    aside: bool
    bottom: float
    height: float
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


def page_of(sheet: Sheet) -> Page:
    """The rows and ruled lines of a page."""
    page = Page(sheet.number, sheet.aside, sheet.bottom, sheet.height)
    _rule(page, sheet.boxes)
    page.rows = rows_of(_pieces(sheet.glyphs, page), page)
    return page


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
    letters = [b.x0 - a.x1 for a, b in pairwise(run) if a.text.isalpha() and b.text.isalpha()]
    usual = median(letters) if len(letters) >= 4 else 0
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
        gap = MARKER_GAP if last and _is_marker(last) else GAP
        if last and abs(last.y - piece.y) < 0.5 * size and _adjoin(last.x1, piece.x0, size, piece.y, page, gap):
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
