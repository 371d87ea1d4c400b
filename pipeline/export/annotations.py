"""Rows as annotations of their texts, by the W3C's Web Annotation Data Model.

Everything comes from the declarations in `pipeline.tables`: any published table whose rows have a span is exported.
Rows and a text go in, what is to be written as JSON comes out. Files belong in `pages`, finding again in `anchors`.

Source: https://www.w3.org/TR/annotation-model/ (Recommendation of 23 February 2017).
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pipeline.tables import PUBLISHED, TABLES, Table
from pipeline.tables.quoted import SHORT, publishable
from pipeline.tables.rows import Row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Code points of the text before and after a quote that are given with it, at most."""

ANNOTATED: tuple[Table, ...] = tuple(table for table in PUBLISHED if table.has_span)
"""The tables whose rows are annotations."""

_FEW = (8, 16)
"""How many are tried where the rights are not open, so that the quotes of a text together show less of it."""

Annotation = dict[str, Any]
"""An annotation, or a part of one, as JSON has it."""

_SPAN = ("document_id", "start", "end", "quote")

_SUB_DELIMS = "!$&'()*+,;=:@"
"""Characters besides letters, digits, - . _ ~ that a URN may have as they are (RFC 8141)."""


def iri(table: str, key: str) -> str:
    """What names a row outside the package: a URN (RFC 8141; nobody has registered `imiony`) with table and key."""
    return f"urn:imiony:{table}:{quote(key, safe=_SUB_DELIMS)}"


def text_iri(sha256: str) -> str:
    """What names a text by the SHA-256 of its UTF-8, in hexadecimal digits: a Named Information URI (RFC 6920)."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def annotation(table: Table, row: Row, document: Row, text: str | None, labels: Mapping[str, str]) -> Annotation:
    """The annotation that a row of `table` is.

    `document` is its row in `documents`, `text` the text as read, without which there is no prefix and suffix; `labels`
    are those of entities by their ids. Raises ValueError where the quote does not stand in the text.
    """
    creators = [row[column.name] for column, target in table.references if target == "methods"]
    return {
        "@context": CONTEXT,
        "id": iri(table.name, row[table.key]),
        "type": "Annotation",
        "motivation": table.motivation,
        **({"creator": {"id": iri("methods", creators[0]), "type": "Software"}} if creators else {}),
        "body": [*_things(table, row, labels), *_said(table, row)],
        "target": {
            "type": "SpecificResource",
            "source": _source(document),
            # The positions count in the text as read, which need not be that of the page.
            "state": {"type": "TimeState", "cached": text_iri(document["text_sha256"])},
            "selector": _selectors(row, document["rights"], text),
        },
    }


def needs_text(document: Row) -> bool:
    """Whether annotations of a document say anything of its text."""
    return publishable("", document["rights"]) is not None


def _source(document: Row) -> str:
    """Where the text was published (a URL with nothing in it that RFC 3986 forbids), else what names the document."""
    if document["url"]:
        return quote(document["url"], safe="%:/?#[]@!$&'()*+,;=")
    return iri("documents", document["document_id"])


def _things(table: Table, row: Row, labels: Mapping[str, str]) -> Iterator[Annotation]:
    """What the row points at; where it says without a role which thing the characters name, that one is identified."""
    for column, target in table.references:
        key = row[column.name]
        if key is None or target in ("documents", "methods"):
            continue
        is_named = table.motivation == "identifying" and column.name == TABLES[target].key
        purpose = "identifying" if is_named else "linking"
        yield {"type": "SpecificResource", "purpose": purpose, "source": iri(target, key)}
        if target == "entities":
            yield {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": labels[key]}


def _said(table: Table, row: Row) -> Iterator[Annotation]:
    """All that the row says, as JSON, without the place."""
    said = {name: row[name] for name in table.column_names if name not in (table.key, *_SPAN) and row[name] is not None}
    if said:
        value = json.dumps(said, ensure_ascii=False)
        yield {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": value}


def _selectors(row: Row, rights: str | None, text: str | None) -> list[Annotation]:
    """Position, and as far as the document's rights allow, quote. Both count code points, as the model demands."""
    start, end = row["start"], row["end"]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    exact = None if row["quote"] is None else publishable(row["quote"], rights)
    if exact is None:
        return [position]
    around = {} if text is None else _around(row, rights, text)
    return [{"type": "TextQuoteSelector", "exact": exact, **around}, position]


def _around(row: Row, rights: str | None, text: str) -> Annotation:
    """Prefix and suffix: as many characters as the rights allow, else as few as tell the quote apart from others."""
    start, end = row["start"], row["end"]
    if text[start:end] != row["quote"]:
        raise ValueError(f"{row['document_id']}: the text does not have the quote at {start} to {end}")

    def with_surroundings(width: int) -> str:
        return text[max(0, start - width) : end + width]

    width = AROUND
    if rights != "open":
        tells_apart = (width for width in _FEW if text.count(with_surroundings(width)) == 1)
        width = min(next(tells_apart, AROUND), (SHORT - (end - start)) // 2)
    return {"prefix": text[max(0, start - width) : start], "suffix": text[end : end + width]}
