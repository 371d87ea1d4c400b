"""Plain text, and Markdown as it is written: the characters of the file."""

from pipeline.read.encoding import decode
from pipeline.read.formats.text import Text


def read(data: bytes, stated_encoding: str | None) -> Text:
    """Decodes the file. Raises SetAside where that is not certain."""
    text, encoding = decode(data, stated_encoding)
    return Text(text, "plain text", encoding)
