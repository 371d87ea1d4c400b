"""Columns with words of a document, and what may be published of them."""

from dataclasses import replace

from pipeline.tables.columns import span
from pipeline.tables.model import Column
from pipeline.tables.rows import Row

SHORT = 300
"""Code points: longer quotes are published only where a document's rights are open."""

RIGHTS = (
    "Null where the document's rights are `none`, and, unless they are `open`, where it is longer than "
    f"{SHORT} characters."
)


def publishable(quote: str, rights: str | None) -> str | None:
    """What may be published of words that a document with these rights has."""
    if rights == "open":
        return quote
    return None if rights == "none" or len(quote) > SHORT else quote


def quoted(example: str, made_from: str, document_id: str) -> tuple[Column, ...]:
    """The columns of a span whose quote is null where rights forbid it."""
    document, *places, quote = span(required_quote=False, made_from=made_from)
    description = f"The characters themselves: text[start:end], unchanged. {RIGHTS}"
    return (replace(document, example=document_id), *places, replace(quote, description=description, example=example))


def place(name: str, description: str, example: int, *made_from: str, required: bool = False) -> Column:
    """A place in a text, in code points."""
    return Column(
        name=name,
        type="integer",
        description=description,
        example=example,
        required=required,
        minimum=0,
        made_from=made_from,
    )


def words(name: str, description: str, example: str, *made_from: str) -> tuple[Column, ...]:
    """Words beside a quotation in its document, with their places."""
    return (
        place(f"{name}_start", f"Where {description} begin, in code points.", 935, *made_from),
        place(f"{name}_end", f"Where {description} end, exclusive.", 940, *made_from),
        Column(
            name=name,
            description=f"The words themselves: text[{name}_start:{name}_end]. {RIGHTS}",
            example=example,
            made_from=(*made_from, "documents.rights"),
        ),
    )


def words_row(name: str, text: str, place: tuple[int, int] | None, rights: str | None) -> Row:
    """What a row has in the columns that `words` declares; `place` is a span in code points, None without words."""
    start, end = place or (None, None)
    return {f"{name}_start": start, f"{name}_end": end, name: publishable(text[start:end], rights) if place else None}
