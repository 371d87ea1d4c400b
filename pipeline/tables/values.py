"""What is declared of a column's text values, in words for whoever has to correct one; and any text in one line."""

import re

from pipeline.tables.edtf import is_edtf
from pipeline.tables.model import LIST_DELIMITER, Column


def printable(text: str) -> str:
    """The text in one line, whatever it holds: what cannot be printed is written out in hexadecimal digits."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def fault(column: Column, value: str) -> str | None:
    """What is wrong with a value of the column, or None. A list's value is one of its items."""
    if not value:
        return "is an empty string: what is not known is null"
    if "\x00" in value:
        return "holds a NUL character"
    if column.type == "list" and LIST_DELIMITER in value:
        return f"holds {LIST_DELIMITER}, which separates the items of a list"
    if column.enum and value not in column.enum:
        return f"is none of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, value):
        return f"does not look like {column.example}"
    if column.edtf and not is_edtf(value):
        return f"is no date (EDTF): write it like {column.example}, 2020-09 or 2020"
    return None
