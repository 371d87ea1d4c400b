"""The document's own date: what *yesterday* is counted from. The dates that it states are in `dates`."""

from collections.abc import Iterable

from pipeline.facts.measures import dating
from pipeline.facts.measures.calendar_words import Reader
from pipeline.facts.measures.dates import Span, find_dates
from pipeline.facts.measures.dating import When
from pipeline.facts.measures.phrases import DASHES, Token, tokens

_SHORT_LINE = 60
"""Code points: a line with the date of the text is not longer."""

_FIRST_LINES, _LAST_LINES = 4, 9

_PUBLISHED_LATER = {"open_letter", "speech", "court_document", "legal_act", "list_of_people", "study", "other"}
"""Kinds of documents that need not be published on the day on which they speak."""


def document_date(
    text: str, passages: Iterable[tuple[int, int, str]], language: str, published: str | None, kind: str | None
) -> When | None:
    """The document's own date: that of its dateline, or of a line that holds nothing but a date and a place.

    Else that which a first line begins with behind a place (БАТУМІ, 6 травня 2024 року.), or the last day of the range
    of days that a title ends with (*Chronicle: 5–11 June 2023*). `passages` are spans with their kind. `published`
    (EDTF) is taken where the text itself gives no year, unless the document is of a `kind` that is published apart from
    when it was written.
    """
    known = None if kind in _PUBLISHED_LATER else dating.parsed(published)
    inner = sorted((start, end, name) for start, end, name in passages if name in ("dateline", "paragraph", "title"))
    lines = [(start, end) for start, end, name in inner if name != "dateline"]
    ends = [*lines[:_FIRST_LINES], *lines[-_LAST_LINES:]]
    datelines = [(start, end) for start, end, name in inner if name == "dateline"]
    for start, end in (*datelines, *(line for line in lines if line in ends and line[1] - line[0] <= _SHORT_LINE)):
        when = _only_date(tokens(text, start, end), language, known, is_dateline=(start, end) in datelines)
        if when:
            return when
    for start, end in lines[:_FIRST_LINES]:
        when = _first_date(tokens(text, start, min(end, start + _SHORT_LINE)), language)
        if when:
            return when
    titles = ((start, end) for start, end, name in inner if name == "title")
    return next((when for title in titles if (when := _last_day(text, title, language))), known)


def _only_date(words: list[Token], language: str, anchor: When | None, *, is_dateline: bool) -> When | None:
    """The day of a line in which there is nothing else than names."""
    reader = Reader(words, language)
    for index in range(len(words)):
        point = reader.point(index)
        if point and point.when.day:
            others = _without_time([*words[:index], *words[point.end :]])
            small = [word for word in others if word.kind == "number" or (word.kind == "word" and not word.capital)]
            when = dating.with_year(point.when, anchor)
            return when if when.is_day and (is_dateline or len(small) <= 1) else None
    return None


def _without_time(words: list[Token]) -> list[Token]:
    """Without the time of day: 14:30."""
    keys = [word.key for word in words]
    marks = [index for index, key in enumerate(keys) if key == ":" and 0 < index < len(keys) - 1]
    times = {place for mark in marks for place in range(mark - 1, mark + 2) if keys[mark - 1].isdigit()}
    return [word for place, word in enumerate(words) if place not in times]


def _first_date(words: list[Token], language: str) -> When | None:
    """The day, with its year, that stands behind nothing but names and a comma, and before a full stop or a dash."""
    reader = Reader(words, language)
    for index, word in enumerate(words):
        point = reader.point(index)
        if point and point.when.is_day:
            is_closed = reader.key(point.end) in (*DASHES, ".", ":", ")") or words[point.end - 1].key == "."
            return point.when if index and words[index - 1].kind == "sign" and is_closed else None
        if word.kind == "number" or (word.kind == "word" and not word.capital):
            return None
    return None


def _last_day(text: str, title: Span, language: str) -> When | None:
    """The last day of the range of days of one year that a title ends with."""
    last = next(reversed(find_dates(text, [title], language, None)), None)
    if last is None or last.end != tokens(text, *title)[-1].end or last.basis != "text" or "/" not in last.edtf:
        return None
    when = dating.parsed(last.edtf.rpartition("/")[2])
    return when if when and when.is_day else None
