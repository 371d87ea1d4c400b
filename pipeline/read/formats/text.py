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


# Hints where a word may be divided or not, what is no character, and control characters; some of these are white space.
_INVISIBLE: dict[int, str | None] = dict.fromkeys(
    [0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, 0x7F, *range(0x09), *range(0x0E, 0x20)]
)
_INVISIBLE |= {0x0B: "\n", 0x0C: "\n"}


def visible(text: str) -> str:
    """A text without soft hyphens, spaces of no width and control characters: unseen, they would divide names."""
    return text.translate(_INVISIBLE)


def one_line(value: str | None) -> str | None:
    """A value from a file's metadata as one line without characters that cannot be seen; None for nothing."""
    line = " ".join("".join(c if c.isprintable() else " " for c in visible(value or "")).split())
    return line or None
