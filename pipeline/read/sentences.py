"""Where the sentences of a paragraph end.

A mark (. ! ? …) ends a sentence if white space follows it, and then anything but a small letter. There are two
exceptions: a full stop may belong to the word before it (an abbreviation, an initial, an ordinal), which
`full_stops.csv` knows by language; and nothing ends within a short quotation or within brackets.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline import reference

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""

_QUOTATION = 500
"""Code points: a quotation longer than this is divided like any other text."""

_SEEN = 5_000
"""Code points looked at to see in which script a text is."""

_DATE = 45
"""Code points: a sentence that is no longer than this at "2020 г." begins with the date, and goes on."""

_LOOK_BACK = 24
"""Code points before a full stop in which the word that it may belong to, and the one before that, are looked for."""

# Every pattern begins with a set of characters, by which Python finds candidates fast, and no part of a text is
# read twice by one of its repetitions: what they take they do not give back.
# A mark, what closes with it (quotation marks, references to notes), white space, and the word behind that.
_MARK = re.compile(
    r"[.!?…؟۔।։。！？](?P<more>[.!?…؟۔।։。！？]*+)"
    r"(?P<closing>[\"'”’»›“‘«‹)\]]*+(?:\[\d{1,3}\]|[¹²³⁰-⁹])*+(?:\s[»”\"](?=[\s,;]|$))?+)"
    r"(?P<gap>\s*+)(?:[«„“‘‚‹»\"'(\[\s—–-]*+(?P<word>\w*+)(?=(?P<next>.?)))"
)
# What stands in quotation marks of one kind („…“ “…” «…» »…« "…") or in brackets.
_QUOTED = re.compile(
    r"[„“«»\"(\[](?:(?<=„)[^„“”]*+[“”]|(?<=“)[^„“”]*+”|(?<=«)[^«»]*+»|(?<=»)[^«»]*+«"
    r"|(?<=\")(?<![\w\"]\")(?=\S)[^\"]*+\"|(?<=\()[^()]*+\)|(?<=\[)[^\[\]]*+\])"
)
_OPENING = "«„“‘‚‹»\"'([—–-"
_NUMBER = re.compile(r"\d{1,3}|[IVXL]{2,}")
_LETTERS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
"""One letter, or letters with full stops between them: A, U.S, т.д."""
_ITEM = re.compile(r"[\W_]*+(?:\d++(?:\.\d++)*+|[IVXL]++|\w)?+[\W_]*+")
"""The number of an item, or signs alone: 1, a), II, [...]"""


class _Words(NamedTuple):
    """What a language says of the word before a full stop (`kinds`), and the words that begin sentences."""

    kinds: dict[str, str]
    openers: frozenset[str]


def sentence_spans(paragraph: str, language: str) -> Iterator[Span]:
    """The sentences of a paragraph, which has no white space at its ends; `language` is one of `sentence_language`."""
    words = _words(language)
    quoted: list[Span] | None = None
    begin = 0
    for mark in _MARK.finditer(paragraph):
        gap, after = mark.span("gap")
        if after == len(paragraph) or (gap == after and not _needs_no_space(paragraph, begin, mark)):
            continue
        if not _may_end(paragraph, begin, mark, words):
            continue
        if quoted is None:  # most paragraphs are one sentence, and never come here
            quoted = [match.span() for match in _QUOTED.finditer(paragraph) if len(match[0]) <= _QUOTATION]
        if not _is_within(paragraph, quoted, begin, mark.start(), gap):
            yield begin, gap
            begin = after
    if begin < len(paragraph):
        yield begin, len(paragraph)


def sentence_language(text: str, stated: str | None) -> str:
    """The language by whose rules sentences end: the stated one, if it has any, else what the script allows to say."""
    language = stated.split("-")[0] if stated else ""
    if language in _languages():
        return language
    letters = [c for c in text[:_SEEN] if c.isalpha()]
    cyrillic = sum("\u0400" <= c <= "\u052f" for c in letters)
    return "und-Cyrl" if 2 * cyrillic > len(letters) else "und"


def _needs_no_space(text: str, begin: int, mark: re.Match[str]) -> bool:
    """Whether the mark is one of Chinese or Japanese, or the space is missing: `the report.He left`, not `kresy.by`."""
    if text[mark.start()] in "。！？":
        return True
    if not mark["word"][1:].islower() or not mark["word"].istitle():
        return False
    before = text[max(begin, mark.start() - _LOOK_BACK) : mark.start()].split()
    return bool(before) and len(before[-1]) > 3 and before[-1].isalpha() and before[-1].islower()


def _may_end(text: str, begin: int, mark: re.Match[str], words: _Words) -> bool:
    """Whether a sentence ends here, as far as the words on both sides tell."""
    follower = mark["word"] or mark["next"]
    if not follower or follower[0].islower() or follower in ",;:)]}»”":
        return False
    start = mark.start()
    if start - begin <= _LOOK_BACK and _ITEM.fullmatch(text, begin, start):
        return False
    if mark["more"] or text[start] != ".":
        return True
    before = text[max(begin, start - _LOOK_BACK) : start].split()
    kind = _kind(before, words.kinds) if before else None
    match kind:
        case "leads":
            return False
        case "counts":
            return not follower[0].isdigit()
        case "date" if start - begin > _DATE:
            return True
        case "either" | "date":
            return mark["next"] not in (".", "'", "’") and follower.casefold() in words.openers
    return True


def _kind(before: list[str], kinds: dict[str, str]) -> str | None:
    """The kind of the last of the words before a full stop; None for a word that needs no full stop."""
    word = before[-1].lstrip(_OPENING)
    previous = before[-2] if len(before) > 1 else ""
    if _NUMBER.fullmatch(word):
        return "leads" if previous[-1:] in (":", ";") else kinds.get("1" if word[0].isdigit() else "II")
    is_initial = len(word) == 1 and word.isupper()
    known = kinds.get(word) or (None if is_initial else kinds.get(word.casefold()))
    if known or not _LETTERS.fullmatch(word):
        return known
    if len(word) == 1 and len(previous) == 2 and previous[1] == ".":  # т. д.
        known = kinds.get((previous + word).casefold())
    if known or is_initial or len(word) > 1:
        return known or "either"
    return "date" if previous[-1:].isdigit() else "either"


def _is_within(text: str, quoted: list[Span], begin: int, mark: int, closed: int) -> bool:
    """Whether a mark, closed at `closed`, stands in a quotation, or in brackets that do not begin the sentence."""
    index = bisect(quoted, (mark, 0)) - 1
    if index < 0:
        return False
    start, end = quoted[index]
    return closed < end or (mark < end and text[start] in "([" and start > begin)


@cache
def _words(language: str) -> _Words:
    kinds, openers = {}, set()
    for code in ("mul", language):  # what a language says itself goes before what holds for all
        for row in reference.rows("full_stops.csv"):
            if code not in row["language"].split("|"):
                continue
            if row["kind"] == "opener":
                openers.add(row["word"])
            else:
                kinds[row["word"]] = row["kind"]
    return _Words(kinds, frozenset(openers))


@cache
def _languages() -> frozenset[str]:
    return frozenset(code for row in reference.rows("full_stops.csv") for code in row["language"].split("|"))
