"""What every reader gives."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A text as read. Offsets count the code points of `text`, which is never changed after this.

    `reader` is the program that read it, with its version. `encoding` is None where the format has none of its own.
    `title`, `published` (EDTF) and `publisher` are what the file says of itself, `basis` where it says so.
    """

    text: str
    reader: str
    encoding: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    basis: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, encoded in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def one_line(value: str | None) -> str | None:
    """A value from a file's metadata as one line without characters that cannot be seen; None for nothing."""
    line = " ".join("".join(c if c.isprintable() else " " for c in value or "").split())
    return line or None
