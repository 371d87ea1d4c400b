"""File formats: a module or folder for each, with one function from a file's bytes to its text.

To add a format, write a module with such a function and list it below under its suffixes. A function may raise
SetAside; whatever else it raises is taken for a broken file. It runs in a process of its own (`pipeline.read.worker`),
within the limits of `reference/limits.yaml`, unless it only decodes.
"""

from collections.abc import Callable
from importlib import import_module

from pipeline.read.formats.text import Text
from pipeline.read.problem import SetAside

__all__ = ["DECODED_ONLY", "Reader", "Text", "reader_of"]

Reader = Callable[[bytes, str | None], Text]
"""Takes the bytes of a file and the encoding that its sidecar names."""

# Named, not imported: the libraries behind them are loaded when the first such file is read.
_READERS = {
    ".docx": "docx",
    ".eml": "eml",
    ".htm": "web.reader",
    ".html": "web.reader",
    ".md": "plain",
    ".pdf": "pdf.reader",
    ".txt": "plain",
}

DECODED_ONLY = frozenset(suffix for suffix, module in _READERS.items() if module == "plain")
"""Suffixes of files that are their own text: reading them needs no process of its own."""


def reader_of(suffix: str) -> Reader:
    """The function that reads files with that suffix. Raises SetAside where there is none."""
    module = _READERS.get(suffix.lower())
    if module is None:
        known = ", ".join(sorted(_READERS))
        raise SetAside("unsupported_format", f"no reader for {suffix or 'a file without suffix'}; known are {known}")
    reader: Reader = import_module(f"pipeline.read.formats.{module}").read
    return reader
