"""File formats: one function for each, from a file's bytes to its text.

To add a format, write a reader and list it under its suffixes.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.read.encoding import decode
from pipeline.read.problem import SetAside


@dataclass(frozen=True)
class Text:
    """A text as read. Offsets count the code points of `text`, which is never changed after this."""

    text: str
    encoding: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, encoded in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


Reader = Callable[[bytes, str | None], Text]


def _read_plain(data: bytes, stated_encoding: str | None) -> Text:
    """Plain text, and Markdown as it is written: the characters of the file."""
    return Text(*decode(data, stated_encoding))


READERS: dict[str, Reader] = {".md": _read_plain, ".txt": _read_plain}


def read_text(data: bytes, suffix: str, stated_encoding: str | None) -> Text:
    """The text of a file with the bytes `data` and that suffix. Raises SetAside where there is none."""
    reader = READERS.get(suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise SetAside("unsupported_format", f"no reader for {suffix or 'a file without suffix'}; known are {known}")
    return reader(data, stated_encoding)
