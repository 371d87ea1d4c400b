"""Quotation marks: which opening mark belongs to which closing one.

What stands between them may be words of somebody, a title or a word held at arm's length: that is decided in
`quotations`. The marks are data, `reference/quotation_marks.csv`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline import reference

Span = tuple[int, int]

MAXIMUM = 5_000
"""Code points: nothing longer is taken for one quotation."""

_AHEAD = 8
"""Paragraphs: no farther is the closing mark looked for of what is open at the end of one."""

_DEEPEST = 5
"""Marks that are open at once; more are no quotations within quotations."""

_BEFORE_OPENING = "([{—–-/:,;=>…"
_BEFORE_CLOSING = ",.!?…"
_CLOSING_APOSTROPHE = 400
"""Code points after a plural's apostrophe (workers’) in which the mark that closes is looked for."""


class Quoted(NamedTuple):
    """What stands in quotation marks: `start` to `end` without them, `outer_start` to `outer_end` with them.

    `depth` is 0 where nothing quoted stands around it. Code points, ends exclusive.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int


@dataclass
class _Open:
    """A mark that waits for its closing one; `inner` is the end of the last quotation in it with the same marks."""

    mark: str
    start: int
    end: int
    inner: Span | None = None


def quoted(text: str, paragraphs: Sequence[Span]) -> list[Quoted]:
    """Everything in quotation marks in these paragraphs (spans of `text` in their order), by its beginning."""
    found: list[Quoted] = []
    stack: list[_Open] = []
    for number, (start, end) in enumerate(paragraphs):
        found += _read(text, start, end, stack)
        found += _leave(text, paragraphs, number, stack)
    return sorted(found, key=lambda q: (q.outer_start, -q.outer_end))


def _read(text: str, start: int, end: int, stack: list[_Open]) -> Iterator[Quoted]:
    """Closes and opens marks in one paragraph; what is open before and after it lies on the stack."""
    pattern, closings, kinds = _marks()
    repeated = stack[0].mark if stack else ""
    for match in pattern.finditer(text, start, end):
        mark, at, after = match[0], match.start(), match.end()
        if repeated and mark == repeated and not text[start:at].strip():
            continue  # the mark that each paragraph of a long quotation begins with
        while stack and at - stack[0].start > MAXIMUM:
            del stack[0]
        level = len(stack) - 1
        if level >= 0 and mark not in closings[stack[level].mark] and not kinds.get(mark, "").endswith("quote"):
            level = next((n for n in range(level, -1, -1) if mark in closings[stack[n].mark]), -1)
        if level >= 0 and mark in closings[stack[level].mark] and _may_close(text, start, end, match, stack[level]):
            opened = stack[level]
            del stack[level:]
            if stack and stack[-1].mark == opened.mark:
                stack[-1].inner = (at, after)
            yield Quoted(opened.end, at, opened.start, after, level)
        elif mark in kinds and len(stack) < _DEEPEST and _may_open(text, start, end, match, kinds[mark]):
            stack.append(_Open(mark, at, after))


def _may_open(text: str, start: int, end: int, match: re.Match[str], kind: str) -> bool:
    at, after = match.span()
    before = text[at - 1] if at > start else " "
    follows = text[after] if after < end else " "
    if kind.endswith("quote"):
        return (before.isspace() or not before.isalnum()) and (follows.isalnum() or follows in '[…“"«')
    if follows.isspace() and not (match[0] in "«" and text[after : after + 2].strip()):
        return False
    if kind == "same":
        return before.isspace() or before in _BEFORE_OPENING or before in "«„“‘‚"
    return not before.isalnum()


def _may_close(text: str, start: int, end: int, match: re.Match[str], opened: _Open) -> bool:
    at, after = match.span()
    before = text[at - 1] if at > start else " "
    follows = text[after] if after < end else " "
    if at == opened.end:
        return False
    kind = _marks()[2][opened.mark]
    if before.isspace() and not (match[0] == "»" and opened.mark == "«"):
        return False
    if follows.isalnum() and before not in _BEFORE_CLOSING and (kind != "pair" or match[0] == '"'):
        return False
    if kind.endswith("quote") and before in "sSzx" and follows == " " and text[after + 1 : after + 2].islower():
        return not _closes_later(text, after, min(end, after + _CLOSING_APOSTROPHE), match[0], opened.mark)
    return True


def _closes_later(text: str, start: int, end: int, mark: str, opening: str) -> bool:
    """Whether a mark after punctuation closes what this one, an apostrophe at the end of a word, would close."""
    stop = text.find(opening, start, end) if opening != mark else -1
    stop = end if stop < 0 else stop
    return any(text.find(sign + mark, start, stop) >= 0 for sign in _BEFORE_CLOSING)


def _leave(text: str, paragraphs: Sequence[Span], number: int, stack: list[_Open]) -> Iterator[Quoted]:
    """What becomes of the marks that are open at the end of a paragraph: only the outermost may go on."""
    for level, opened in enumerate(stack):
        if opened.inner:  # «… the paper «Svaboda», one mark for both
            yield Quoted(opened.end, opened.inner[0], opened.start, opened.inner[1], level)
    del stack[1:]
    if stack and (stack[0].inner or not _goes_on(text, paragraphs, number, stack[0])):
        stack.clear()


def _goes_on(text: str, paragraphs: Sequence[Span], number: int, opened: _Open) -> bool:
    """Whether a later paragraph closes it: the next one repeats the mark, or a closing mark comes before any other."""
    pattern, closings, kinds = _marks()
    begins = any(start == opened.start for start, _ in paragraphs[max(0, number - _AHEAD) : number + 1])
    for start, end in paragraphs[number + 1 : number + 1 + _AHEAD]:
        if start - opened.start > MAXIMUM:
            return False
        if text.startswith(opened.mark, start) and kinds[opened.mark] != "same_quote":
            return True
        kind = kinds[opened.mark]
        if kind.endswith("quote") or (kind == "same" and not begins):
            return False
        match = pattern.search(text, start, end)
        if match:
            before = text[match.start() - 1] if match.start() > start else " "
            follows = text[match.end()] if match.end() < end else " "
            may_open = match[0] == opened.mark and (kind == "pair" or follows.isalnum())
            return match[0] in closings[opened.mark] and not may_open and not before.isspace()
    return False


@cache
def _marks() -> tuple[re.Pattern[str], dict[str, frozenset[str]], dict[str, str]]:
    """Any mark; the closing marks and the kind of each opening one."""
    rows = reference.rows("quotation_marks.csv")
    closings: dict[str, set[str]] = {}
    kinds: dict[str, str] = {}
    for row in rows:
        closings.setdefault(row["open"], set()).add(row["close"])
        kinds.setdefault(row["open"], row["kind"])
    every = sorted({mark for row in rows for mark in (row["open"], row["close"])}, key=lambda m: (-len(m), m))
    pattern = re.compile("|".join(map(re.escape, every)))
    return pattern, {mark: frozenset(found) for mark, found in closings.items()}, kinds
