"""A place that seems to name a person, and how it stands there, whatever found it."""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.entities.bounds import is_after_unknown
from pipeline.entities.ranks import rank_before
from pipeline.entities.words import gender_of_title, is_possessive, kinds
from pipeline.names.given import Gender

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Candidate:
    """A place that seems to name a person: `start` to `end` in code points, and how it stands there.

    `name` is the name without brackets and without characters that cannot be seen, its letters composed. `gender` is
    what a title says; `has_office` that a title of office stands before it, `rank` that one of `ranks` does.
    """

    start: int
    end: int
    name: str
    form: str
    gender: Gender | None
    has_office: bool
    rank: str | None
    after_unknown: bool
    bracketed: bool
    possessive: bool
    attributive: bool
    method_id: str


def candidate(text: str, span: tuple[int, int], form: str, title: str | None, method_id: str) -> Candidate:
    """The candidate at `span` (code points); `title` is the title before it, or any other word."""
    start, end = span
    quote = text[start:end]
    closed = end + (text[end : end + 1] == "]")
    return Candidate(
        start=start,
        end=end,
        name=_clean(quote),
        form=form,
        gender=gender_of_title(title) if title else None,
        has_office=title is not None and "title" in kinds(title.casefold()),
        rank=rank_before(text, start),
        after_unknown=is_after_unknown(text, start),
        bracketed="[" in quote or "]" in quote or (text[start - 1 : start] == "[" and closed > end),
        possessive=is_possessive(text, closed),
        attributive=_is_attributive(text, closed),
        method_id=method_id,
    )


def _clean(quote: str) -> str:
    letters = unicodedata.normalize("NFC", quote.replace("[", " ").replace("]", " "))
    if not letters.isascii():
        letters = "".join([c for c in letters if c.isalpha() or unicodedata.category(c) != "Cf"])
    return " ".join(letters.split())


def _is_attributive(text: str, end: int) -> bool:
    if text[end : end + 1] != " ":
        return False
    following = _LETTERS.match(text, end + 1, end + 40)
    return following is not None and "attributive" in kinds(following[0].casefold())
