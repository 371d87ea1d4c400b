"""Where the columns and tables of a page are: rows of pieces become lines of prose and rows of cells, in reading order.

What stands side by side over several rows, with a gutter between that nothing crosses, is a table or columns of prose.
They look alike; the file tells them apart: it draws a column to its end before the next one, a table row by row.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median

from pipeline.read.formats.pdf.page import Page, Piece, Row, Word, rows_of

GUTTER = 0.2
"""A gutter is at least this wide, in heights of the type, where the cells beside it are full."""

SAME = 2.0
"""Points: a word no further off begins where a gutter ends."""

ALIGNED = 0.6
"""Cells begin one below the other if they do so within this, in heights of the type."""

LONE_GAP = 2.5
"""In a row by itself cells stand further apart than this, in heights of the type."""

FAR = 3.0
"""From row to row of a table it is no further than this, in heights of the type."""

MAXIMUM_CELL = 45
"""Code points: rows of longer pieces that are drawn one by one are columns of prose, not a table."""

LOOSER = 1.15
"""From row to row of a table it is this much further than from line to line in a cell, if there is a difference."""

MAXIMUM_ROWS = 100
"""Rows that are looked at together: more do not stand on a page."""

MAXIMUM_DEPTH = 4
"""Columns within columns."""

_NUMBER = re.compile(r"\W?\d{1,4}\W?")


@dataclass(slots=True)
class Line:
    """A line of prose. `column` tells the columns of a document apart; lines of one column share their edges."""

    piece: Piece
    column: tuple[int, ...]


@dataclass(slots=True)
class Cells:
    """A row of a table: in each cell the lines that stand in it. `opens`: it is the first of its page."""

    cells: list[list[str]]
    opens: bool = False


@dataclass(slots=True)
class Layout:
    """What stands on a page, in reading order. `aside`: it is printed along another edge of the page."""

    number: int
    aside: bool
    items: list[Line | Cells]


Gutter = tuple[float, float]
"""Its left and right edge."""


def laid_out(page: Page) -> Layout:
    """The lines and table rows of a page."""
    items = list(_items(page.rows, page, ()))
    if items and isinstance(items[0], Cells):
        items[0].opens = True
    return Layout(page.number, page.aside, items)


def _items(rows: list[Row], page: Page, column: tuple[int, ...]) -> Iterator[Line | Cells]:
    start = done = 0
    while start < len(rows):
        end, gutters = _side_by_side(rows, start, page)
        block = [_parted(row, gutters) for row in rows[start:end]]
        boxed = bool(gutters) and _boxed(rows[start], gutters, page)
        if not gutters or not (boxed or sum(len(row.pieces) > 1 for row in block) > 1):
            start += 1
            continue
        is_table = boxed or _is_table(block, gutters)
        first, last = _ends(rows, done, start, end, gutters, page)
        end = last if is_table else end
        yield from _prose(rows[done:first], column)
        block = [_parted(row, gutters) for row in rows[first:end]]
        if is_table:
            yield from _table(block, gutters, page)
        else:
            for number, pieces in enumerate(_columns(block, gutters)):
                # No page has columns within columns within columns.
                below = rows_of(pieces, page)
                place = (*column, len(gutters), number)
                yield from _items(below, page, place) if len(column) < MAXIMUM_DEPTH else _prose(below, place)
        start = done = end
    yield from _prose(rows[done:], column)


def _boxed(row: Row, gutters: list[Gutter], page: Page) -> bool:
    """Whether ruled lines run downwards between the cells of a row."""
    return any(page.divided(*gutter, row.y) for gutter in gutters)


def _prose(rows: Iterable[Row], column: tuple[int, ...]) -> Iterator[Line | Cells]:
    """Rows that are lines; what stands far apart in one is a row of cells by itself."""
    for row in rows:
        numbered = len(row.pieces) == 2 and _NUMBER.fullmatch(row.pieces[0].text)
        if not numbered and max((right - left for left, right in _gaps(row)), default=0) > LONE_GAP * row.size:
            yield Cells([[piece.text] for piece in row.pieces])
        else:
            yield Line(_whole(row), column)


def _whole(row: Row) -> Piece:
    """A row as one piece: a line of prose with a wide space in it."""
    first = max(row.pieces, key=lambda piece: piece.size)
    words = [word for piece in row.pieces for word in piece.words]
    fonts = {piece.font for piece in row.pieces}
    font = first.font if len(fonts) == 1 else ""
    return Piece(words, first.y, first.size, font, spaced=True)


def _side_by_side(rows: list[Row], start: int, page: Page) -> tuple[int, list[Gutter]]:
    """How far down from `start` the same gutters go, and which they are."""
    gutters = _gaps(rows[start])
    agreed = 0
    end = start + 1
    while gutters and end < min(len(rows), start + MAXIMUM_ROWS):
        row = rows[end]
        left = [rest for gutter in gutters if (rest := _rest(gutter, _spans(row, gutters), GUTTER * row.size))]
        # A row may not take gutters away from several that agree on them; from a single one it may, which is a head.
        if not left or (len(left) < len(gutters) and agreed):
            break
        agreed += len(row.pieces) > 1
        gutters = left
        end += 1
    return end, _common(rows[start:end], gutters, page)


def _gaps(row: Row) -> list[Gutter]:
    return [(a.x1, b.x0) for a, b in pairwise(row.pieces)]


def _spans(row: Row, gutters: list[Gutter]) -> list[tuple[float, float]]:
    """What a row takes up: a line from end to end, else its words, as a full cell may come close to a gutter.

    A row that looks like one piece has cells if a word of it begins just where a gutter ends.
    """
    words = [word for piece in row.pieces for word in piece.entry]
    if len(row.pieces) > 1 or any(_begins_beside(word.x0, gutters) for word in words[1:]):
        return [(word.x0, word.x1) for word in words]
    return [(words[0].x0, words[-1].x1)]


def _begins_beside(x: float, gutters: list[Gutter]) -> bool:
    """Whether a gutter ends just there."""
    place = bisect_left(gutters, x - SAME, key=itemgetter(1))
    return place < len(gutters) and gutters[place][1] < x + SAME


def _rest(gutter: Gutter, spans: list[tuple[float, float]], least: float) -> Gutter | None:
    """The widest part of a gutter in which no span stands, None for less than `least`. The spans are sorted."""
    widest, reached = (0.0, 0.0), gutter[0]
    first, end = bisect_left(spans, (gutter[0],)), bisect_left(spans, (gutter[1],))
    for x0, x1 in [*spans[max(first - 1, 0) : end], (gutter[1], gutter[1])]:
        if min(x0, gutter[1]) - reached > widest[1] - widest[0]:
            widest = (reached, min(x0, gutter[1]))
        reached = max(reached, x1)
    return widest if widest[1] - widest[0] >= least else None


def _common(rows: list[Row], gutters: list[Gutter], page: Page) -> list[Gutter]:
    """The gutters that no row crosses, and in which a line is ruled, or beside which cells stand one below the other.

    Beside a space between words that happens to stand below another one none does.
    """
    spans = sorted(span for row in rows for span in _spans(row, gutters))
    size = rows[0].size
    found, reached = [], spans[0][0]
    for x0, x1 in spans:
        if x0 - reached >= GUTTER * size:
            found.append((reached, x0))
        reached = max(reached, x1)
    begun, ended = Counter[Gutter](), Counter[Gutter]()
    for piece in (piece for row in rows for piece in row.pieces):
        after = bisect_right(found, (piece.x0 + 0.1, piece.x0)) - 1
        before = bisect_left(found, (piece.x1 - 0.1, 0))
        if after >= 0 and piece.x0 - found[after][1] < ALIGNED * size:
            begun[found[after]] += 1
        if before < len(found) and found[before][0] - piece.x1 < SAME / 2:
            ended[found[before]] += 1
    enough = max(2, 0.25 * sum(len(row.pieces) > 1 for row in rows))
    return [g for g in found if max(begun[g], ended[g]) >= enough or page.divided(*g, rows[0].y)]


def _parted(row: Row, gutters: list[Gutter]) -> Row:
    """A row with a piece for each cell, also where full cells come so close that they looked like one piece."""
    parted = []
    for piece in row.pieces:
        for _, words in groupby(piece.words, lambda word: _column(word, gutters)):
            parted.append(replace(piece, words=list(words)))
    return Row(parted)


def _columns(rows: Iterable[Row], gutters: list[Gutter]) -> list[list[Piece]]:
    """The pieces between the gutters, from left to right."""
    columns: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for piece in row.pieces:
            columns[_column(piece, gutters)].append(piece)
    return columns


def _column(piece: Piece | Word, gutters: list[Gutter]) -> int:
    return bisect_left(gutters, piece.x0 + 0.1, key=itemgetter(1))


def _is_table(rows: list[Row], gutters: list[Gutter]) -> bool:
    """Whether what stands side by side is drawn row by row, and does not look like prose."""
    several = sum(len(row.pieces) > 1 for row in rows)
    drawn = sorted((piece.order, _column(piece, gutters), -piece.y) for row in rows for piece in row.pieces)
    back = sum(column < before and y > y_before for (_, before, y_before), (_, column, y) in pairwise(drawn))
    if back < (1 if len(gutters) > 1 else min(2, several - 1)):
        return False
    texts = [piece.text for row in rows for piece in row.pieces]
    prose = sum(text[0].islower() for text in texts) > 0.25 * len(texts)
    short = median(map(len, texts)) <= (MAXIMUM_CELL / 2 if prose else MAXIMUM_CELL)
    # Who draws several lines of a column before the next one, and comes back, draws a table whose cells hold lines.
    return short or back < 0.7 * (len(rows) - 1)


def _ends(rows: list[Row], done: int, start: int, end: int, gutters: list[Gutter], page: Page) -> tuple[int, int]:
    """Where a table begins and ends: with cells side by side, and the lines above and below that belong to them."""
    last = max(n for n in range(start, end) if len(rows[n].pieces) > 1)
    usual = min((a.y - b.y for c in _columns(rows[start : last + 1], gutters) for a, b in pairwise(c)), default=0)

    def belongs(row: Row, pitch: float) -> bool:
        if any(_rest(gutter, _spans(row, gutters), GUTTER * row.size) is None for gutter in gutters):
            return False
        beside = len(_parted(row, gutters).pieces) > 1 or _column(row.pieces[0], gutters) > 0
        starts = any(_begins_beside(piece.x0, gutters) for piece in row.pieces)
        close = beside and pitch <= max(usual, (FAR if starts else 1.4) * row.size)
        return close or _boxed(row, gutters, page)

    first = start
    while first > done and belongs(rows[first - 1], _pitch(rows[first - 1], rows[first])):
        first -= 1
    while last + 1 < end and belongs(rows[last + 1], _pitch(rows[last], rows[last + 1])):
        last += 1
    return first, last + 1


def _pitch(a: Row, b: Row) -> float:
    """How far it is from the lowest line of a row to the highest one of the next."""
    return min(piece.y for piece in a.pieces) - max(piece.y for piece in b.pieces)


def _table(rows: list[Row], gutters: list[Gutter], page: Page) -> Iterator[Cells]:
    """The rows of a table. Ruled lines part them, or room, or else that a cell ended short of the edge."""
    columns = _columns(rows, gutters)
    left, right = min(p.x0 for c in columns for p in c), max(p.x1 for c in columns for p in c)
    edges = [max((piece.x1 for piece in column), default=0) for column in columns]
    pitches = [_pitch(a, b) for a, b in pairwise(rows)]
    ruled = [page.crossed(b.y + 0.6 * b.size, a.y, left, right) for a, b in pairwise(rows)]
    boxed = any(page.divided(*gutter, rows[0].y) for gutter in gutters)
    tight = min((a.y - b.y for column in columns for a, b in pairwise(column)), default=0)
    close = [pair for pair, pitch in zip(pairwise(rows), pitches, strict=True) if pitch < LOOSER * tight]
    # Two lines that both have all cells are two rows, however close they stand.
    complete = sum(len(a.pieces) == len(b.pieces) == len(columns) for a, b in close)
    by_room = len(close) < len(pitches) and 2 * complete <= len(close)
    cells: list[list[Piece]] = []
    for number, row in enumerate(rows):
        new = _columns([row], gutters)
        if number == 0 or ruled[number - 1]:
            starts = True
        elif sum(ruled) > 1 and boxed:
            starts = False
        elif by_room:
            starts = pitches[number - 1] >= LOOSER * tight
        else:
            begins = new[0] and not new[0][0].text[0].islower()
            starts = bool(begins) or not _continue(cells, new, edges)
        if starts and cells:
            yield _cells(cells)
        cells = new if starts else [old + more for old, more in zip(cells, new, strict=True)]
    yield _cells(cells)


def _continue(cells: list[list[Piece]], new: list[list[Piece]], edges: list[float]) -> bool:
    """Whether the pieces go on with the cells: there was no room left in any of these for the first word."""
    return all(
        old and old[-1].x1 + room_for(more[0]) > edge for old, more, edge in zip(cells, new, edges, strict=True) if more
    )


def room_for(piece: Piece) -> float:
    """How wide the first word of a line is, with the space before it, in points."""
    return piece.words[0].x1 - piece.words[0].x0 + GUTTER * piece.size


def _cells(cells: list[list[Piece]]) -> Cells:
    return Cells([[piece.text for piece in cell] for cell in cells])
