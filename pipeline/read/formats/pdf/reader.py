"""PDF: the characters on the pages, put together to paragraphs, table rows and entries of lists.

Here the file is opened, and running heads are left out. Four modules do the rest, one after the other: `glyphs`
(characters), `page` (rows), `layout` (columns and tables), `paragraphs` (what goes on over the end of a
line). None of them knows a language; they go by where things stand, and in which order the file draws them.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice

from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException

from pipeline import reference
from pipeline.read.formats.pdf.glyphs import UNMAPPED, Collector
from pipeline.read.formats.pdf.layout import laid_out
from pipeline.read.formats.pdf.page import Page, Row, page_of
from pipeline.read.formats.pdf.paragraphs import paragraphs_of
from pipeline.read.formats.text import Text
from pipeline.read.problem import SetAside

MARGIN = 0.12
"""Share of a page's height, at the top and at the bottom, in which running heads stand."""

ROOM = 1.5
"""Between a running head and the text there is more room than this, in heights of the type."""

MAXIMUM_UNMAPPED = 0.2
"""Share of the characters that may be unknown."""

_PAGE_NUMBER = re.compile(
    r"[\W_]{0,9}(?:(?P<word>[^\W\d_]{1,10})\W{1,3})?\d{1,3}(?:\s?/\s?\d{1,3}|(?P<of>\s[^\W\d_]{1,4}\s)\d{1,3})?[\W_]{0,9}"
)
_NUMBER = re.compile(r"\d{1,9}")


def read(data: bytes, stated_encoding: str | None) -> Text:  # noqa: ARG001 (every reader is given it)
    """Raises SetAside (encrypted, broken, too_large, no_text_layer)."""
    limit = reference.mapping("limits.yaml")["pages"]
    try:
        found = list(islice(PDFPage.get_pages(io.BytesIO(data)), limit + 1))
        if len(found) > limit:
            raise SetAside("too_large", f"more than {limit} pages: divide it, or raise `pages` in limits.yaml")
        if not found:
            raise PDFSyntaxError("no pages")
        collector = Collector()
        interpreter = PDFPageInterpreter(PDFResourceManager(), collector)
        for page in found:
            interpreter.process_page(page)
    except PDFEncryptionError as error:
        raise SetAside("encrypted", "protected by a password: save it without one") from error
    except PSException as error:
        raise SetAside("broken", "not a PDF, or a damaged one: save it again") from error
    pages = [page_of(sheet) for sheet in collector.sheets]
    _drop_running_heads(pages)
    text = "\n".join(paragraphs_of([laid_out(page) for page in pages]))
    if not text or text.count(UNMAPPED) > MAXIMUM_UNMAPPED * len(text):
        why = "its letters have no Unicode values" if text else "a scan without a text layer"
        raise SetAside("no_text_layer", f"{why}: run text recognition (OCR) on it first")
    return Text(text, f"pdfminer.six {version('pdfminer.six')}")


def _drop_running_heads(pages: list[Page]) -> None:
    """Takes away page numbers, and rows in the margin that stand on several pages but for the number of the page.

    From the edges of a page inwards, as far as the first row that is none: what stands on every page in the midst of
    the text is no running head. Below a running head there is room; if there is none, it may be a row that begins
    several pages by chance, or the head of a table, which stays where it stands first.
    """
    margins = [[row for row in page.rows if page.in_margin(row, MARGIN)] for page in pages]
    forms = [[set(_forms(row, page)) for row in rows] for page, rows in zip(pages, margins, strict=True)]
    places = Counter(form for page in forms for form in set().union(*page))
    enough = 2 if len(pages) < 6 else 3
    seen: set[str] = set()
    for page, in_page in zip(pages, forms, strict=True):
        for rows in (page.rows, page.rows[::-1]):
            heads = 0
            for number, row in enumerate(rows):
                often = max(places[form] for form in _forms(row, page))
                if not page.in_margin(row, MARGIN) or not (often >= enough or _is_page_number(row.text)):
                    break
                room = number + 1 == len(rows) or abs(row.y - rows[number + 1].y) > ROOM * row.size
                if room or (2 * often > len(pages) and not seen.isdisjoint(_forms(row, page))):
                    heads = number + 1
            gone = {id(row) for row in rows[:heads]}
            page.rows = [row for row in page.rows if id(row) not in gone]
        seen.update(*in_page)


def _forms(row: Row, page: Page) -> Iterator[str]:
    """The text of a row as it is, and with one number as distance from the page's: both may be the same on all."""
    yield row.text
    for match in islice(_NUMBER.finditer(row.text), 6):
        yield f"{row.text[: match.start()]}\0{int(match[0]) - page.number}{row.text[match.end() :]}"


def _is_page_number(text: str) -> bool:
    """Whether it is a number alone, or with the word for a page: 3, - 3 -, 3/12, Seite 3, Seite 3 von 12."""
    match = _PAGE_NUMBER.fullmatch(text)
    if match is None:
        return False
    if match["word"] is None:
        return match["of"] is None
    return match["word"].casefold() in {r["word"] for r in reference.rows("page_words.csv")}
