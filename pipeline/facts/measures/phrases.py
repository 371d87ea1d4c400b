"""The words and signs of a sentence, and the phrases of the word lists among them.

Here belongs how text and lists are compared; what a phrase means belongs to whoever asks.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline import reference

MORE_LETTERS = 4
"""A form that ends in `*` stands for words with so many letters more, or fewer."""

_LONGEST = 6
"""No phrase has more tokens."""

_REMEMBERED = 50_000
"""Words."""

HYPHENS = "-‐‑"
DASHES = "-‐‑–—"

_HIDDEN = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060"
# Digits in groups of three may have spaces between them; anything else that stands between digits keeps them together.
_TOKEN = re.compile(
    rf"""(?P<number>\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}}){{1,5}}(?![\d])(?:[.,]\d{{1,9}}(?!\d))?|\d+(?:[.,]\d+)*)
    |(?P<word>[^\W\d_](?:[{_HIDDEN}]|[^\W\d_]|['’ʼ`](?=[^\W\d_])(?![sS]\b))*)
    |(?P<sign>[^\w\s]|_)""",
    re.VERBOSE,
)
_NOT_SEEN = re.compile(f"[{_HIDDEN}]")
_APOSTROPHES = str.maketrans("’ʼ`ё", "'''е")

Entry = dict[str, str]
"""A row of a word list."""


class Token(NamedTuple):
    """A token at `start` to `end` (code points of the text); `kind` is `number`, `word` or `sign`.

    `key` is how the lists have it: in small letters, without accents that mark the stress.
    """

    start: int
    end: int
    kind: str
    key: str
    capital: bool


class Found(NamedTuple):
    """A phrase that stands at the tokens `first` to `end`, the end exclusive."""

    entry: Entry
    first: int
    end: int


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, in their order."""
    return [
        Token(match.start(), match.end(), str(match.lastgroup), fold(match[0]), match[0][0].isupper())
        for match in _TOKEN.finditer(text, start, end)
    ]


@lru_cache(_REMEMBERED)
def fold(word: str) -> str:
    """In small letters, with one apostrophe, е for ё, without stress marks and what cannot be seen."""
    word = unicodedata.normalize("NFC", word).casefold().translate(_APOSTROPHES)
    return _NOT_SEEN.sub("", word)


def touch(left: Token, right: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return left.end == right.start


class Phrases:
    """The phrases of some rows, to be looked for among tokens. Where two rows have one form, the first one counts."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        self._by_first: dict[str, list[tuple[tuple[Token, ...], Entry]]] = defaultdict(list)
        self._last: set[str] = set()
        for row in rows:
            for form in expanded(row["forms"]):
                pattern = tuple(_pattern(form))
                self._by_first[pattern[0].key].append((pattern, row))
                self._last.add(pattern[-1].key)
        self._ending: dict[str, bool] = {}
        self._known: dict[str, tuple[tuple[tuple[Token, ...], Entry], ...]] = {}

    def may_begin(self, key: str) -> bool:
        """Whether a phrase may begin with this word."""
        return bool(self._beginning(key))

    def at(self, words: Sequence[Token], first: int) -> Found | None:
        """The longest phrase that begins with the token `first`."""
        longest: Found | None = None
        if 0 <= first < len(words):
            for pattern, entry in self._beginning(words[first].key):
                end = _fits(pattern, words, first)
                if end and (longest is None or end > longest.end):
                    longest = Found(entry, first, end)
        return longest

    def before(self, words: Sequence[Token], end: int) -> Found | None:
        """The longest phrase that ends just before the token `end`."""
        if not 0 < end <= len(words) or not self._may_end(words[end - 1].key):
            return None
        for first in range(max(0, end - _LONGEST), end):
            for pattern, entry in self._beginning(words[first].key):
                if _fits(pattern, words, first) == end:
                    return Found(entry, first, end)
        return None

    def _beginning(self, key: str) -> tuple[tuple[tuple[Token, ...], Entry], ...]:
        """The phrases that may begin with a word; most words begin none, and all come again."""
        known = self._known.get(key)
        if known is None:
            known = tuple(phrase for start in _starts(key) for phrase in self._by_first.get(start, ()))
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = known
        return known

    def _may_end(self, key: str) -> bool:
        known = self._ending.get(key)
        if known is None:
            if len(self._ending) >= _REMEMBERED:
                self._ending.clear()
            known = self._ending[key] = any(start in self._last for start in _starts(key))
        return known


@cache
def phrases(file: str, language: str, *kinds: str) -> Phrases:
    """The phrases of these kinds that a file of the reference data has for a language, and for all (`mul`)."""
    rows = [row for row in reference.rows(file) if row["kind"] in kinds]
    own = [row for row in rows if language in row["language"].split("|")]
    return Phrases([*own, *(row for row in rows if row["language"] == "mul")])


def expanded(forms: str) -> list[str]:
    """The forms of a cell, which `|` separates; `(s)` stands for both the word without and with s."""
    found = []
    for form in forms.split("|"):
        found += [form.replace("(s)", ""), form.replace("(s)", "s")] if "(s)" in form else [form]
    return [form for form in found if form]


def _pattern(form: str) -> Iterator[Token]:
    """The tokens of a form; hyphens are left out, and a word with `*` keeps it."""
    for piece in re.sub(f"(?<=.)[{HYPHENS}](?=.)", " ", form).split():
        if piece.endswith("*") and len(piece) > 1:
            yield Token(0, 0, "word", f"{fold(piece[:-1])}*", piece[0].isupper())
        else:
            yield from tokens(piece, 0, len(piece))


def _fits(pattern: Sequence[Token], words: Sequence[Token], first: int) -> int:
    """The end of the phrase in `words`, 0 if it is not there. A hyphen may join its words."""
    index = first
    for number, part in enumerate(pattern):
        if number and index + 1 < len(words) and words[index].key in HYPHENS:
            index += touch(words[index - 1], words[index]) and touch(words[index], words[index + 1])
        if index == len(words) or (part.capital and not words[index].capital) or not _same(part.key, words[index].key):
            return 0
        index += 1
    return index


def _starts(key: str) -> list[str]:
    """How a list may have a word: as it is, or the beginning of it with `*`."""
    return [key, *(f"{key[: len(key) - n]}*" for n in range(min(MORE_LETTERS, len(key) - 1) + 1))]


def _same(part: str, key: str) -> bool:
    if part[-1] != "*" or len(part) == 1:
        return part == key
    return key.startswith(part[:-1]) and len(key) - len(part) < MORE_LETTERS
