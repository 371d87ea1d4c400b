"""The tokens by which two texts are compared: words and numbers, without case, signs and what cannot be seen.

A word is one token with letters that an editor has put into brackets: [W]e, detain[ed].
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, overload

_HIDDEN = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = rf"[^\W_][\w{_HIDDEN}]*"
_PLAIN = re.compile(_WORD)
_BRACKETED = re.compile(rf"(?:\[[^\W\d_]{{1,3}}\](?=[^\W\d_]))?{_WORD}(?:\[[^\W\d_]{{1,4}}\])?")
_DROPPED = re.compile(rf"[\[\]_{_HIDDEN}]")


class Token(NamedTuple):
    """A token at `start` to `end` (code points); `key` is equal for all ways to write it."""

    start: int
    end: int
    key: str


def keys(text: str) -> list[str]:
    """The keys of all tokens of a text; the same as `tokens` gives, and several times as fast."""
    return _folded(" ".join(_pattern(text).findall(text)))


def _pattern(text: str) -> re.Pattern[str]:
    return _BRACKETED if "[" in text else _PLAIN


def _folded(found: str) -> list[str]:
    found = found.casefold()
    if not found.isascii() and not unicodedata.is_normalized("NFC", found):
        found = unicodedata.normalize("NFC", found)
    if _DROPPED.search(found):
        found = _DROPPED.sub("", found)
    return found.split(" ") if found else []


class Source(Sequence[Token]):
    """The tokens of a whole text, of which few are looked at: each is made when it is."""

    def __init__(self, text: str, keys: Sequence[str]) -> None:
        """`keys` are those of all tokens (`keys`)."""
        self._matches, self._keys = list(_pattern(text).finditer(text)), keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...

    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        match = self._matches[place]
        return Token(match.start(), match.end(), self._keys[place])


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]` with their places."""
    matches = list(_pattern(text).finditer(text, start, len(text) if end is None else end))
    folded = _folded(" ".join(match[0] for match in matches))
    return [Token(match.start(), match.end(), key) for match, key in zip(matches, folded, strict=True)]
