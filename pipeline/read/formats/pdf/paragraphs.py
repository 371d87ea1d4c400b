"""What goes on over the end of a line, a column or a page of a PDF, put together to paragraphs, entries and table rows.

Who sets a text fills the lines: where the next word would still have fitted, the line was ended on purpose.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from statistics import median

from pipeline.read.formats.pdf.glyphs import UNMAPPED
from pipeline.read.formats.pdf.layout import Cells, Layout, Line, room_for
from pipeline.read.formats.pdf.page import Piece
from pipeline.read.formats.pdf.words import HYPHENS, Spelling

WIDER = 1.18
"""Between paragraphs it is this much further from line to line than in them, if there is room between them at all."""

MUCH_WIDER = 1.6
"""Where a sentence goes on over the room, as beside a mark that needs room, it may be this much further."""

INDENT = 0.6
"""A line begins further right than another one by more than this, in heights of the type."""

SAME = 2.0
"""Points: lines that begin no further apart begin at the same place."""

NOTE = 0.92
"""The type of footnotes is smaller than this share of that of the text."""

FILLED = 0.4
"""Share of the lines of prose that end where the next word would not fit; of a list it is less."""

JUSTIFIED = 0.9
"""Share of the lines of justified prose that end so."""

MANY = 20
"""Fewer lines on all left or all right pages do not tell where their edges are."""

LONG = 40
"""Code points: names, and what a list says of them, are shorter."""

FEW = 4
"""Fewer lines do not tell by themselves whether they are prose."""

AROUND = 3
"""Lines above and below that tell how wide prose is set beside a picture."""

MOSTLY_LOWER = 0.5
"""Share of the lines of prose that begin in lower case where nothing else shows that it is prose."""

LOWER = 0.25
"""Share of the lines of prose that begin in lower case; of a list it is less."""

OPEN = HYPHENS + ",(&/–"
"""After these a line goes on, also in a list."""

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


@dataclass(slots=True)
class _Edges:
    """Where the lines of a column begin and end, in points."""

    left: float
    right: float
    in_prose: bool


@dataclass(slots=True)
class _Set:
    """A line as it is set: `x0` to `x1` from the left edge of its column, of which `right` is the other one.

    `near`: it stands below the line before it, not in another column. `full`: the next line's first word would not have
    fitted. `in_prose`: its column holds prose. `parts`: other type, or room, parts it from the line before it. `joins`:
    it goes on with that.
    """

    piece: Piece
    page: int
    text: str
    x0: float
    x1: float
    right: float
    in_prose: bool
    near: bool
    full: bool = False
    parts: bool = False
    joins: bool = False

    @property
    def begins(self) -> float:
        """Where the text begins, after a bullet or number."""
        words = self.piece.words
        return self.x0 + words[1].x0 - words[0].x0 if self.piece.is_entry else self.x0

    @property
    def stands_off(self) -> bool:
        """Whether there is more room after its first word than between words."""
        words = self.piece.words
        return words[1].x0 - words[0].x1 > INDENT * self.piece.size

    @property
    def is_lower(self) -> bool:
        return self.text[:1].islower() and not self.piece.is_entry

    @property
    def ends_sentence(self) -> bool:
        return _SENTENCE_END.search(self.text[-9:]) is not None


def paragraphs_of(layouts: Sequence[Layout]) -> list[str]:
    """The paragraphs, entries and table rows of all pages; the cells of a row are parted by tabs."""
    sizes = Counter[float]()
    for line in _lines(layouts):
        sizes[line.piece.size] += len(line.piece.text)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0)
    edges, spelling = _edges(layouts), Spelling(text for layout in layouts for text in _texts(layout))
    body: list[tuple[int, Line | Cells]] = []
    notes: list[tuple[int, Line | Cells]] = []
    for layout in layouts:
        end = 0 if layout.aside else _end_of_body(layout.items, usual)
        body += [(layout.number, item) for item in layout.items[:end]]
        notes += [(layout.number, item) for item in layout.items[end:]]
    found = [
        (page, rank, text) for rank, flow in enumerate((body, notes)) for page, text in _put(flow, edges, spelling)
    ]
    # Footnotes come after the paragraph that goes on over the end of their page.
    return [text for _, _, text in sorted(found, key=lambda item: item[:2]) if text]


def _lines(layouts: Iterable[Layout]) -> Iterator[Line]:
    return (item for layout in layouts for item in layout.items if isinstance(item, Line))


def _end_of_body(items: list[Line | Cells], usual: float) -> int:
    """Where the footnotes of a page begin: lines in smaller type, below lines in the usual one."""
    end = len(items)
    while end and isinstance(item := items[end - 1], Line) and item.piece.size < NOTE * usual:
        end -= 1
    above = items[end - 1] if end else None
    return end if isinstance(above, Line) and above.piece.size <= usual / NOTE else len(items)


def _texts(layout: Layout) -> Iterator[str]:
    """The lines of a page; those of a cell stand together."""
    for item in layout.items:
        yield from [item.piece.text] if isinstance(item, Line) else chain.from_iterable(item.cells)


def _edges(layouts: Iterable[Layout]) -> dict[Hashable, _Edges]:
    """The edges of each column. They differ on left and right pages, but only prose shows where they are."""
    places: dict[tuple[int, ...], dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for layout in layouts:
        for line in _lines([layout]):
            places[line.column][layout.number % 2].append(line.piece)
    found: dict[Hashable, _Edges] = {}
    for column, sides in places.items():
        both = _edges_of([piece for pieces in sides.values() for piece in pieces])
        for side, pieces in sides.items():
            own = _edges_of(pieces)
            found[side, column] = own if own.in_prose and len(pieces) >= MANY else both
    return found


def _edges_of(pieces: list[Piece]) -> _Edges:
    """A few lines may reach over the edges."""
    few = len(pieces) // 20
    left, right = sorted(piece.x0 for piece in pieces)[few], sorted(piece.x1 for piece in pieces)[-1 - few]
    return _Edges(left, right, sum(piece.words[0].text[0].islower() for piece in pieces) >= LOWER * len(pieces))


def _key(page: int, line: Line) -> Hashable:
    return page % 2, line.column


def _put(
    flow: list[tuple[int, Line | Cells]], edges: dict[Hashable, _Edges], spelling: Spelling
) -> Iterator[tuple[int, str]]:
    """The paragraphs and rows of a flow, each with the page on which it begins."""
    for is_table, items in groupby(flow, lambda item: isinstance(item[1], Cells)):
        if is_table:
            yield from _rows([(page, item) for page, item in items if isinstance(item, Cells)], spelling)
            continue
        lines = _set([(page, item) for page, item in items if isinstance(item, Line)], edges)
        start = 0
        for end in range(1, len(lines) + 1):
            if end == len(lines) or not lines[end].joins:
                yield lines[start].page, spelling.joined(line.text for line in lines[start:end])
                start = end


def _rows(rows: list[tuple[int, Cells]], spelling: Spelling) -> Iterator[tuple[int, str]]:
    """The rows of tables that follow one another; heads that are printed again on a new page are left out.

    A row that begins a page without a first cell goes on with the last one of the page before.
    """
    heads = [cells.cells for page, cells in rows[:1]]
    page, row = rows[0][0], rows[0][1].cells
    opens = False
    for next_page, cells in rows[1:]:
        opens = opens or cells.opens
        if opens and cells.cells in heads:
            continue
        if opens and not cells.cells[0] and len(row) == len(cells.cells):
            row = [old + more for old, more in zip(row, cells.cells, strict=True)]
        else:
            yield page, _tabbed(row, spelling)
            page, row = next_page, cells.cells
        opens = False
    yield page, _tabbed(row, spelling)


def _tabbed(row: list[list[str]], spelling: Spelling) -> str:
    return "\t".join(spelling.joined(cell) for cell in row).rstrip()


def _set(flow: list[tuple[int, Line]], edges: dict[Hashable, _Edges]) -> list[_Set]:
    """Lines of prose and lists that follow one another, each with whether it goes on with the one before it."""
    lines: list[_Set] = []
    before: Hashable = None
    for page, line in flow:
        edge, place = edges[_key(page, line)], (page, line.column)
        x0, x1 = line.piece.x0 - edge.left, line.piece.x1 - edge.left
        lines.append(
            _Set(line.piece, page, _seen(line.piece), x0, x1, edge.right - edge.left, edge.in_prose, place == before)
        )
        before = place
    for block in _divided(lines, lambda a, b: not b.near or abs(a.begins - b.begins) > SAME):
        _find_edge(block)
    for a, b in pairwise(lines):
        a.full = _is_full(a, b)
    for number in range(1, len(lines)):
        lines[number].parts = _parts(lines, number)
    for block in _divided(lines, lambda _, b: b.parts):
        _join(block)
    return lines


def _divided(lines: list[_Set], between: Callable[[_Set, _Set], bool]) -> Iterator[list[_Set]]:
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or between(lines[end - 1], lines[end]):
            yield lines[start:end]
            start = end


def _find_edge(block: list[_Set]) -> None:
    """Where lines end that begin at the same place: at the edge of the column, or, in prose, beside a picture."""
    if len(block) > 2 and sum(line.is_lower for line in block[1:]) >= MOSTLY_LOWER * (len(block) - 1):
        for number, line in enumerate(block):
            around = block[max(number - AROUND, 0) : number + AROUND + 1]
            line.right = min(line.right, max(other.x1 for other in around))


def _is_full(line: _Set, after: _Set) -> bool:
    """Whether the first word of the next line would not have fitted into this one.

    A line that is not set from the left edge also has the room there.
    """
    if line.text[-1] in HYPHENS:
        return True
    room = line.right - line.x1
    if line.x0 > INDENT * line.piece.size and abs(line.x0 + line.x1 - line.right) < line.piece.size:
        room += line.x0
    elif abs(line.x0 - after.x0) > SAME > abs(line.x1 - after.x1):
        room += min(line.x0, after.x0)
    return room_for(after.piece) > room


def _parts(lines: list[_Set], number: int) -> bool:
    """Whether a line is not of the same block as the one before: other type, or further away than lines around it."""
    a, b = lines[number - 1], lines[number]
    if abs(a.piece.size - b.piece.size) > 0.15 * max(a.piece.size, b.piece.size):
        return True
    if a.piece.font and b.piece.font and a.piece.font != b.piece.font:
        return True
    if not b.near:
        return False
    goes_on = a.full and b.is_lower and not a.ends_sentence
    pitch = a.piece.y - b.piece.y
    around = [
        lines[n - 1].piece.y - lines[n].piece.y
        for n in (number - 1, number + 1)
        if 0 < n < len(lines) and lines[n].near
    ]
    usual = max(min(around, default=1.8 * b.piece.size), 0.95 * b.piece.size)
    return pitch <= 0 or pitch > (MUCH_WIDER if goes_on else WIDER) * usual


def _join(block: list[_Set]) -> None:
    """Finds which lines of a block go on with the one before them.

    In prose a line does where the one before it is full. In a list, where lines are full by chance, it must show it.
    """
    filled = sum(line.full for line in block[:-1]) / max(len(block) - 1, 1)
    lower = sum(line.is_lower for line in block[1:]) / max(len(block) - 1, 1)
    few_lines = len(block) < FEW and (
        block[0].in_prose or min(len(line.text) for line in block[:-1] or block) >= 2 * LONG
    )
    prose = filled >= FILLED and (lower >= LOWER or few_lines)
    prose = prose or (filled >= JUSTIFIED and len(block) >= FEW and _is_wide(block))
    # After lines that ended on purpose paragraphs begin: further right, or further left than the rest of them.
    first = [b.x0 > INDENT * b.piece.size for a, b in pairwise(block) if not a.full and not _centred(a, b)]
    hanging = len(first) >= FEW and 2 * sum(first) < len(first)
    opened = block[0]
    for number, (a, b) in enumerate(pairwise(block), 1):
        if b.piece.is_entry and (b.stands_off or opened.piece.is_entry or not a.full or a.ends_sentence):
            b.joins = False
        elif b.is_lower and (a.full or (not a.ends_sentence and _below(a, b))):
            b.joins = True
        elif a.full and not _begins_paragraph(block, number, hanging=hanging) and (b.near or not a.ends_sentence):
            hangs = b.x0 - a.x0 > INDENT * b.piece.size and not _centred(a, b)
            b.joins = prose or hangs or opened.piece.is_entry or a.text[-1] in OPEN
        elif opened.piece.is_entry and not a.ends_sentence:
            b.joins = b.near and abs(b.x0 - opened.begins) < SAME
        if not b.joins:
            opened = b


def _is_wide(block: list[_Set]) -> bool:
    """Whether lines are so long, or so much alike, that it is no chance that they end at the same place."""
    alike = sum(abs(line.x1 - line.right) < SAME for line in block[:-1]) >= JUSTIFIED * (len(block) - 1)
    return alike or median(len(line.text) for line in block) >= LONG


def _begins_paragraph(block: list[_Set], number: int, *, hanging: bool) -> bool:
    """Whether a line begins a paragraph by its indent, be it the first line of a paragraph or all others."""
    a, b = block[number - 1], block[number]
    indent = INDENT * b.piece.size
    if _centred(a, b) and not b.full:
        return False
    if b.x0 < a.x0 - indent:
        return hanging or a.joins or a.piece.is_entry
    if b.x0 < max(a.x0, a.begins) + indent or hanging:
        return False
    after = block[number + 1] if number + 1 < len(block) and block[number + 1].near else None
    return a.ends_sentence if after is None else b.full == (after.x0 < b.x0 - indent)


def _below(a: _Set, b: _Set) -> bool:
    """Whether a line does not begin further right than the one before it, as what stands beside a heading does."""
    return not b.near or b.x0 < max(a.x0, a.begins) + INDENT * b.piece.size or _centred(a, b)


def _centred(a: _Set, b: _Set) -> bool:
    """Whether two lines of different length have the same middle."""
    size = b.piece.size
    return b.near and abs(a.x0 + a.x1 - b.x0 - b.x1) < size and abs(a.x0 - b.x0) > INDENT * size


def _seen(piece: Piece) -> str:
    """The text of a line without bullets of which the file does not say what they are."""
    return " ".join(word.text for word in piece.words if word.text != UNMAPPED) or UNMAPPED
