"""What the pages of a PDF draw, as pdfminer.six's interpreter tells it: characters, lines, and where they stand.

Its own analysis of the layout is not used: it puts columns and cells together by distance alone, and what is at the
same distance in an order that may change from run to run.
"""
# The interpreter calls the methods of the collector, and says what they are given.
# ruff: noqa: ARG002, D102

import math
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

UNMAPPED = "\ufffd"
"""Stands for a character of which the file does not say what it is."""

MAXIMUM_SLOPE = 5
"""Degrees by which a line of a scanned page may be askew."""

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


@dataclass(slots=True)
class Sheet:
    """What is drawn on a page in one direction, turned so that it runs from left to right.

    `aside`: most of what the page says runs in another direction. Distances are points.
    """

    number: int
    aside: bool
    bottom: float
    height: float
    glyphs: list[Glyph]
    boxes: list[Box]


class Collector(PDFTextDevice):
    """Takes from pdfminer's interpreter what it draws; `sheets` are the pages drawn so far."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.sheets: list[Sheet] = []
        self._number = -1

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:

        self._box = apply_matrix_rect(ctm, page.cropbox)
        self._glyphs: dict[int, list[Glyph]] = defaultdict(list)
        self._drawn: list[Box] = []
        self._spaced = False
        self._number += 1

    def render_char(
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
            boxes = [_turned_box(box, quarter) for box in self._drawn]
            self.sheets.append(Sheet(self._number, aside, bottom, max(top - bottom, 1), glyphs, boxes))
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
