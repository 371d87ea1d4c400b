"""The passages of a text: title, dateline, paragraphs, boilerplate, and the sentences in them.

Offsets are code points of the text as read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.read.sentences import Span, sentence_language, sentence_spans

MAXIMUM_TITLE = 200
"""Code points: a first line longer than this is no title."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# MINSK, Sept. 24 (Agency) --: a place in capitals first, then nothing but names, dates and an agency before the dash;
# or all in brackets: (Minsk, 24 September 2020) –
_DATELINE = re.compile(
    r"\((?=[^\W\d_a-zа-яіўґєї])(?=[^()]{0,60}\d{4}\))[\w ,./’'-]{3,60}\) ?(?:--|[—–-])(?=\s)|"
    r"(?<!\w)(?:\w++ [\d./-]++ )?(?=[^\W\d_]{3})[^\W\d_a-zа-яіўґєї]{2,}+[^\W\d_]*+"
    r"(?:[ ,/]{1,2}(?:(?=\w{0,20}?[^\W_a-zа-яіўґєї])\w++\.?+|\d{1,4}\.? \w++\.?|\([^()]{1,40}\))){0,6}"
    r" ?(?:--|[—–])(?=\s)"
)


@dataclass(frozen=True)
class Passage:
    """A passage at `start` to `end`; `number` counts the passages of its kind from 1.

    `parent` is the kind and number of the passage that it is a part of, None for the outermost.
    """

    kind: str
    number: int
    start: int
    end: int
    parent: tuple[str, int] | None = None


def split(text: str, language: str | None = None) -> Iterator[Passage]:
    """Divides `text`, in the order of the passages' beginnings."""
    language = sentence_language(text, language)
    numbers: Counter[str] = Counter()
    blocks = list(_paragraphs(text))
    body_begun = False
    for index, (start, end) in enumerate(blocks):
        content = text[start:end]
        is_last = index == len(blocks) - 1
        if index == 0 and not is_last and _is_title(content):
            kind = "title"
        elif _is_boilerplate(content):
            kind = "boilerplate"
        else:
            kind = "paragraph"
        numbers[kind] += 1
        outer = Passage(kind, numbers[kind], start, end)
        yield outer
        parent = (kind, outer.number)
        if kind == "paragraph" and not body_begun:
            body_begun = True
            dateline = _dateline(content)
            if dateline:
                numbers["dateline"] += 1
                yield Passage("dateline", numbers["dateline"], start, start + dateline, parent)
        for begin, stop in sentence_spans(content, language):
            numbers["sentence"] += 1
            yield Passage("sentence", numbers["sentence"], start + begin, start + stop, parent)


def sentences(text: str, language: str | None = None) -> tuple[list[Span], set[Span]]:
    """The spans of the sentences of `text`, and those of them that stand in its title."""
    found = [passage for passage in split(text, language) if passage.kind == "sentence"]
    in_title = {(p.start, p.end) for p in found if p.parent and p.parent[0] == "title"}
    return [(p.start, p.end) for p in found], in_title


def _paragraphs(text: str) -> Iterator[Span]:
    """Spans of the paragraphs, without white space at their ends.

    A line is a paragraph, unless the lines around it are the wrapped lines of one: of much the same
    length, none of them long.
    """
    block: list[Span] = []
    last_end = 0
    for match in _LINE.finditer(text):
        start, end = _trim(text, match.start(), match.end())
        if start == end:
            continue
        gap = text[last_end:start]
        if block and len(re.findall(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", gap)) > 1:
            yield from _unwrap(text, block)
            block = []
        block.append((start, end))
        last_end = end
    yield from _unwrap(text, block)


def _unwrap(text: str, lines: list[Span]) -> Iterator[Span]:
    """One paragraph where the lines are the wrapped lines of one, else a paragraph a line.

    Wrapped lines are filled to much the same length, and sentences go on over their ends: many of them begin in
    lower case (a third, in a language that capitalises its nouns). The lines of a list do not.
    """
    lengths = [end - start for start, end in lines]
    going_on = sum(text[start].islower() for start, _ in lines[1:])
    longest = max(lengths, default=0)
    filled = 40 <= longest <= 120 and all(n >= 0.6 * longest for n in lengths[:-1])
    if len(lines) > 1 and filled and going_on >= (len(lines) - 1) / 3:
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _is_title(line: str) -> bool:
    return len(line) <= MAXIMUM_TITLE and not _SENTENCE_END.search(line) and "\n" not in line


def _is_boilerplate(line: str) -> bool:
    """Whether a short line begins like the links and notices that pages put around a text."""
    if len(line) > 120 or _SENTENCE_END.search(line):
        return False
    return f"{line.casefold()} ".startswith(_boilerplate())


@cache
def _boilerplate() -> tuple[str, ...]:
    """The beginnings, each to the end of a word."""
    phrases = [row["begins"].casefold() for row in reference.rows("boilerplate.csv")]
    return tuple(phrase if phrase[-1] in ":©" else f"{phrase} " for phrase in phrases)


def _dateline(paragraph: str) -> int:
    """Length of a dateline at the beginning (`WASHINGTON, Sept. 24 --`), in code points; 0 for none."""
    match = _DATELINE.match(paragraph)
    return match.end() if match else 0


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
