"""Whom a sentence names as the source of a figure, and whether it says that the figure is disputed.

Only what the sentence itself says with a phrase of `sources.csv`; who the source is, is not asked here.
"""

from collections.abc import Sequence

from pipeline.facts.measures.phrases import DASHES, HYPHENS, Found, Token, phrases

FILE = "sources.csv"

_SOURCE_WORDS = 8
"""The words of a source are no more than this."""

_FAR = 80
"""Tokens: a source farther away from a figure than this is not looked for."""

_COMMAS = 4
"""A source behind a figure stands after one of so many commas."""

_NEAR = 4
"""Words before a figure in which one that disputes it is looked for."""

_QUOTES = "«»“”„\"'’‘"


def source(words: Sequence[Token], first: int, end: int, language: str) -> tuple[int, int] | None:
    """The tokens of the source of the figure at the tokens `first` to `end`; None where the sentence names none."""
    return (
        _according(words, first, end, language)
        or _gives(words, first, language)
        or _says_before(words, first, language)
        or _says_after(words, end, language)
    )


def is_disputed(words: Sequence[Token], first: int, end: int, language: str) -> bool:
    """Whether the words next to a figure, or to the source that gives it, dispute it."""
    disputed = phrases(FILE, language, "disputed")
    for index in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        if _is_border(words, index):
            break
        if disputed.at(words, index):
            return True
    if any(disputed.at(words, index) for index in range(first, end)):
        return True
    given = _gives(words, first, language)
    if not given:
        return False
    near = range(max(0, given[0] - _NEAR + 1), given[0])
    return any(phrases(FILE, language, "disputing", "disputed").at(words, index) for index in near)


def _according(words: Sequence[Token], first: int, end: int, language: str) -> tuple[int, int] | None:
    """According to the ministry, ...; ..., по данным министерства."""
    for index in range(max(0, first - _FAR), min(len(words), end + _FAR)):
        found = phrases(FILE, language, "according").at(words, index)
        if not found or first <= index < end:
            continue
        stop = _source_end(words, found.end)
        closed = stop == len(words) or words[stop].key in ",.;:)" or words[stop].key in DASHES
        if found.end < stop <= found.end + _SOURCE_WORDS and closed and not found.end <= first < stop:
            return found.end, stop
    return None


def _gives(words: Sequence[Token], first: int, language: str) -> tuple[int, int] | None:
    """Official results ... gave him ..."""
    last: Found | None = None
    gave = False
    for index in range(max(0, first - _FAR), first):
        found = phrases(FILE, language, "source").at(words, index)
        if found and found.end <= first and (last is None or found.first >= last.end):
            last, gave = found, False
        elif last and phrases(FILE, language, "gives").at(words, index):
            gave = True
    return (last.first, last.end) if last and gave else None


def _says_before(words: Sequence[Token], first: int, language: str) -> tuple[int, int] | None:
    """The ministry said ..., police say ...; сообщили в милиции, что ..."""
    for index in range(first - 1, max(-1, first - 1 - _FAR), -1):
        verb = phrases(FILE, language, "says").at(words, index)
        if not verb or verb.end > first or words[index].capital:  # the United States
            continue
        begin = index
        while (
            begin > max(0, index - _FAR)
            and not _is_border(words, begin - 1)
            and not _is_clause(words, begin - 1, language)
        ):
            begin -= 1
        while begin < index and phrases(FILE, language, "skip").at(words, begin):
            begin = min(index, (phrases(FILE, language, "skip").at(words, begin) or verb).end)
        if any(word.kind == "number" for word in words[begin:index]) or not _renders(words, verb.end, first, language):
            return None
        if 0 < index - begin <= _SOURCE_WORDS:
            return begin, index
        if begin < index or (begin > 0 and _is_clause(words, begin - 1, language)):
            return None
        stop = verb.end
        while stop < first and not _is_border(words, stop) and not _is_clause(words, stop, language):
            stop += 1
        return (verb.end, stop) if verb.end < stop < first and stop - verb.end <= _NEAR else None
    return None


def _says_after(words: Sequence[Token], end: int, language: str) -> tuple[int, int] | None:
    """..., the ministry said; ..., сообщили в милиции."""
    commas = [at for at in range(end, min(len(words), end + _FAR)) if words[at].key in (",", *DASHES[3:])]
    for comma in commas[:_COMMAS]:
        stop = _source_end(words, comma + 1)
        for index in range(comma + 1, min(stop, comma + 1 + _SOURCE_WORDS)):
            verb = phrases(FILE, language, "says").at(words, index)
            if (
                not verb
                or words[index].capital
                or _is_clause(words, comma + 1, language)
                or stop - comma > _SOURCE_WORDS + 2
            ):
                continue
            if index > comma + 1:
                return comma + 1, index
            return (verb.end, stop) if verb.end < stop else None
    return None


def _source_end(words: Sequence[Token], start: int) -> int:
    """Where the words of a source end: before a comma, a dash, the end."""
    end = start
    while end < min(len(words), start + _FAR) and not _is_border(words, end):
        end += 1
    return end


def _is_border(words: Sequence[Token], index: int) -> bool:
    word = words[index]
    if word.kind != "sign" or word.key in _QUOTES:
        return False
    inner = word.key in HYPHENS and 0 < index < len(words) - 1
    return not (inner and words[index - 1].end == word.start and word.end == words[index + 1].start)


def _is_clause(words: Sequence[Token], index: int, language: str) -> bool:
    return phrases(FILE, language, "clause", "relative").at(words, index) is not None


def _renders(words: Sequence[Token], start: int, end: int, language: str) -> bool:
    """Whether what was said stands between a verb of saying and a figure: after *that*, in some languages without."""
    if phrases(FILE, language, "bare").at([Token(0, 3, "word", "yes", capital=False)], 0):
        return True
    return any(phrases(FILE, language, "clause").at(words, index) for index in range(start, end))
