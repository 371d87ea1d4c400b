"""Web pages: the main text by trafilatura; title, date and site from the page's metadata.

A row of a table is a line with its cells between tabs, an item of a list is a line.
"""

import re
from importlib.metadata import version
from typing import Any

import trafilatura

from pipeline.read.encoding import decode, text_encoding
from pipeline.read.formats.text import Text, one_line
from pipeline.read.problem import SetAside
from pipeline.tables.edtf import is_edtf

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_ROW = re.compile(r"^\|(.*)\|\s*$")
_RULE = re.compile(r"^\|(-+\|)+\s*$")

# Without these, the day of the build would decide which dates are taken for possible.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2100-01-01"}


def read(data: bytes, stated_encoding: str | None) -> Text:
    """Raises SetAside where the encoding is not certain or the page has no main text (empty)."""
    declared = _CHARSET.search(data[:4096])
    stated = stated_encoding or (text_encoding(declared[1].decode("ascii")) if declared else None)
    page, encoding = decode(data, stated)
    found: Any = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        date_extraction_params=_DATES,
    )
    if found is None or not (found.text or "").strip():
        raise SetAside("empty", "no main text found in the page: save the text itself as .txt")
    published = found.date if found.date and is_edtf(found.date) else None
    return Text(
        "\n".join(line for line in map(_line, found.text.splitlines()) if line is not None),
        f"trafilatura {version('trafilatura')}",
        encoding,
        title=one_line(found.title),
        published=published,
        publisher=one_line(found.sitename),
        basis="metadata of the page",
    )


def _line(line: str) -> str | None:
    """A line of trafilatura's text; a row of a table with tabs; None for the rule below a table's head."""
    if _RULE.match(line):
        return None
    row = _ROW.match(line)
    return "\t".join(cell.strip() for cell in row[1].split("|")) if row else line
