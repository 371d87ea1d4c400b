"""The tokens of a text as the tagger sees them, and the runs of them that may hold a name.

Letters alone decide here; no word is known.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAXIMUM_GAP = 4
"""Two capitalised tokens with no more tokens than this from one to the next belong to one run."""

_HIDDEN = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060"
"""Combining marks (letters typed apart) and characters that cannot be seen, inside a word."""

# An initial keeps its full stop. An apostrophe stands inside a word, but before s it is a possessive ending, and
# before a capital an article or a particle ends with it, unless it is the O' of O'Brien.
_TOKEN = re.compile(
    rf"""(?P<initial>[^\W\d_a-zа-яё]\.(?=-?[^\W\d_]\.|\s?[\w(]|\s*$|[,;)\]]))
    |(?P<word>[^\W\d_](?:[^\W\d_]++|[{_HIDDEN}]++|['’ʼ](?=[^\W\d_A-ZА-ЯЁІЇЄҐЎŠŽČĖ])(?![sS]\b))*+)
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<sign>[^\w\s]|_)""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]+")
_SMALL = "a-zà-öø-ÿа-яёіўїєґąčęėįšųūžłśńćźřěů"
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁІЎЇЄҐĄČĘĖĮŠŲŪŽŁŚŃĆŹŘĚŮ"
# УкраиныАндрей: two words that bad scraping has glued together.
_GLUED = re.compile(rf"(?<=[{_SMALL}]{{3}})(?=[{_CAPITAL}][{_SMALL}]{{2}})")

_SHORTEST_GLUED = 6


class Token(NamedTuple):
    """A token at `start` to `end` (code points); `kind` is `word`, `initial`, `number` or `sign`.

    `is_capitalised` says that it is a word that begins with a capital.
    """

    start: int
    end: int
    kind: str
    text: str
    is_capitalised: bool


def lines(text: str) -> list[list[Token]]:
    """The tokens of each line of `text` that is not empty."""
    return [tokens(text, *match.span()) for match in _LINE.finditer(text) if not match[0].isspace()]


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, in their order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind, word = match.lastgroup or "", match[0]
        first, last = match.span()
        is_capitalised = kind == "word" and word[0].isupper()
        if kind == "word" and len(word) >= _SHORTEST_GLUED and not (word[1:].islower() or word.isupper()):
            for glued in _GLUED.finditer(word):
                cut = match.start() + glued.start()
                found.append(Token(first, cut, kind, text[first:cut], is_capitalised))
                first, is_capitalised = cut, True
            word = text[first:last]
        found.append(Token(first, last, kind, word, is_capitalised))
    return found


def runs(line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of a line, first to last capitalised token, that may hold names: indexes, the end exclusive."""
    first = last = -1
    for index, token in enumerate(line):
        if token.is_capitalised or token.kind == "initial":
            if first < 0:
                first = index
            elif index - last > MAXIMUM_GAP:
                yield first, last + 1
                first = index
            last = index
    if first >= 0:
        yield first, last + 1
