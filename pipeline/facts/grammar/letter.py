"""Who writes a text as *we*, and to whom as *you*: by its title, its salutation and its signatures.

What a pronoun means in a sentence is for `reference`. In doubt nobody writes.
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.facts.grammar.lexicon import fold, words
from pipeline.facts.grammar.setting import Mention

_HEAD = 6
"""Lines at the beginning of a text among which its title and its salutation are."""

_LONG = 160
"""Code points: no line with a signature or a salutation is longer."""

_LEAD = 40
"""Code points that may stand before the name in a signature: the Human Rights Centre X."""

_ENDS = ".!?…:;"


def authors(text: str, language: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The body whose statement a title says that a text is, else those whose signatures end it, if they are several."""
    lines = _lines(text)
    named = [one for one in mentions if one.kind in ("person", "organisation", "place")]
    for start, end in lines[:1]:
        for word in re.finditer(r"\w+", text[start:end]):
            if _kinds(word[0], language) & {"statement"}:
                by = _behind(text, start + word.end(), end, language, named)
                if by:
                    return (by,)
    signed: list[Mention] = []
    for start, end in reversed(lines[1:]):
        signature = _signature(text, start, end, named)
        if signature is None:
            break
        signed.insert(0, signature)
    return tuple(signed) if len(signed) > 1 else ()


def addressees(text: str, language: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Whom a salutation names, or the line before it; else to whom the title says that a letter is."""
    people = [mention for mention in mentions if mention.kind == "person"]
    lines = _lines(text)[:_HEAD]
    for number, (start, end) in enumerate(lines[1:], 1):
        if text[end - 1] in ",!" and end - start <= _LONG and _is_salutation(text[start:end], language):
            here = [m for m in people if start <= m.start and m.end <= end]
            before = [m for m in people if number > 1 and lines[number - 1][0] <= m.start < lines[number - 1][1]]
            if here or before:
                return ((here or before)[0],) if len(here or before) == 1 else ()
            break
    for start, end in lines[:1]:
        letter = [w for w in re.finditer(r"\w+", text[start:end]) if _kinds(w[0], language) & {"letter"}]
        found = [m for m in people if letter and start + letter[0].end() < m.start < end]
        between = text[start + letter[0].end() : found[0].start].split() if found else []
        if len(found) == 1 and between and _kinds(between[0], language) & {"to"}:
            return (found[0],)
    return ()


def _lines(text: str) -> list[tuple[int, int]]:
    """The lines of a text that are not empty (code points)."""
    found, start = [], 0
    for line in text.split("\n"):
        if words := line.strip():
            first = start + len(line) - len(line.lstrip())
            found.append((first, first + len(words)))
        start += len(line) + 1
    return found


def _kinds(word: str, language: str) -> set[str]:
    return {reading.row["kind"] for reading in words("letter_words.csv", language).get(fold(word, language), ())}


def _is_salutation(line: str, language: str) -> bool:
    return bool(_kinds(re.match(r"\W*(\w*)", line)[1], language) & {"dear"})  # type: ignore[index]


def _behind(text: str, start: int, end: int, language: str, named: Iterable[Mention]) -> Mention | None:
    """The name right behind a word for a statement, or behind words like *of the*."""
    for mention in sorted(named, key=lambda m: (m.start, -m.end)):
        if start <= mention.start and mention.end <= end:
            between = text[start : mention.start].split()
            is_plain = all(_kinds(word, language) & {"by"} for word in between)
            return mention if is_plain and mention.kind != "place" else None
    return None


def _signature(text: str, start: int, end: int, named: Iterable[Mention]) -> Mention | None:
    """The first name in a line that says nothing else but who that is."""
    if end - start > _LONG or text[end - 1] in _ENDS or text[start].islower():
        return None
    here = [m for m in sorted(named, key=lambda m: (m.start, -m.end)) if start <= m.start and m.end <= end]
    here = [mention for mention in here if mention.kind != "place"]
    if not here or here[0].start - start > _LEAD or any(sign in text[start : here[0].start] for sign in ",;—–"):
        return None
    return here[0]
