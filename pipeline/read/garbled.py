"""Whether a text looks as if somebody had decoded it in another encoding than its own.

Only what no text in any language looks like counts; which encoding would be right is not said here.
"""

import codecs
import re
from functools import cache

_SEEN = 5_000
"""Code points that are looked at."""

_ENOUGH = 20
"""Fewer letters than this say nothing."""

_MISREAD_AS = ("latin-1", "cp1252", "cp1250", "cp1251", "cp866", "koi8_r")
"""Code pages that UTF-8 is taken for. Bytes that they leave open stand for themselves, as programs read them."""

_SEQUENCES = 3
"""Characters of UTF-8 in one line that are no accident: each takes two or more characters of the right kinds."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_ACCENTED = re.compile(r"[\u00c0-\u00ff]")
"""The letters that Latin-1 and its like have where Cyrillic encodings have theirs."""
_LEAD = re.compile(r"[\u0420\u0421]")
"""What the first bytes of Cyrillic letters in UTF-8 are in CP1251: every second letter would be one of them."""


def is_garbled(text: str) -> bool:
    """Whether the beginning of `text` shows it: accented letters or the same two capitals throughout (UTF-8 read as
    a code page), capitals for small letters (KOI8-R as CP1251, or the other way
    round), spaces as they look with their bytes exchanged (UTF-16); or a line is UTF-8 when it is turned back into the
    bytes of a code page.
    """
    text = text[:_SEEN]
    if any(map(_is_misread, text.splitlines())):
        return True
    if text.count("\u2000") > text.count(" "):
        return True
    words = _WORD.findall(text)
    n_letters = sum(map(str.isalpha, text))
    if n_letters < _ENOUGH:
        return False
    swapped = sum(word[0].islower() and word[1:].isupper() for word in words)
    if swapped > 1 and 2 * (swapped + sum(map(str.isupper, words))) > len(words):
        return True
    return 2 * len(_ACCENTED.findall(text)) > n_letters or 2.5 * len(_LEAD.findall(text)) > n_letters


def _is_misread(line: str) -> bool:
    """Whether a line is UTF-8 that was read as a code page: turned back into bytes it is valid, and shorter."""
    if line.isascii():
        return False
    for page in _MISREAD_AS:
        try:
            data, _ = codecs.charmap_encode(line, "strict", _to_bytes(page))
            if len(line) - len(data.decode("utf-8")) >= _SEQUENCES:
                return True
        except UnicodeError:
            continue
    return False


@cache
def _to_bytes(page: str) -> dict[int, int]:
    return {ord(bytes([byte]).decode(page, errors="ignore") or chr(byte)): byte for byte in range(256)}
