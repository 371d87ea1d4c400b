"""What a number counts: the noun behind it, with the words between, and its unit.

Units are data (`units.csv`). A noun that is not listed counts only where its ending shows that it is one.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline import reference
from pipeline.facts.measures.phrases import HYPHENS, Found, Phrases, Token, expanded, fold, phrases, touch

UNITS, FIGURES = "units.csv", "figure_words.csv"

_WORDS_BETWEEN = 4
"""More words do not stand between a number and its noun."""

_BEFORE = 8
"""Words between what is counted and a number that stands alone."""

_KINDS = ("count", "duration", "share", "money", "none")


class Counted(NamedTuple):
    """A noun that ends before the token `end`; the words of what is counted begin at `first`.

    `kind` is that of `units.csv`; `unit` is None for a noun that is not listed.
    """

    first: int
    end: int
    kind: str
    unit: str | None


def counted(words: Sequence[Token], index: int, language: str, *, plural: bool, unknown: bool = True) -> Counted | None:
    """What the number that ends before the token `index` counts; None where no noun follows.

    `plural`: of more than one, so that a singular can only belong to the noun behind it (12 party members).
    `unknown`: nouns that are not listed count too.
    """
    first = _past_linker(words, index, language)
    known = phrases(UNITS, language, *_KINDS)
    begin, end = first, first
    modifiers = 0
    while end < len(words) and modifiers <= _WORDS_BETWEEN:
        found = known.at(words, end)
        if found and not (plural and _is_singular(words, found, language)):
            found = _head(words, found, known, language, plural=plural)
            return Counted(begin, found.end, found.entry["kind"], found.entry["unit"] or None)
        joined = end > first and end + 1 < len(words) and words[end].key in HYPHENS
        if joined and touch(words[end - 1], words[end]) and touch(words[end], words[end + 1]):
            end += 1
            continue
        if words[end].kind != "word" or is_stop(words, end, language):
            break
        if unknown and _is_noun(words, end, language) and not known.at(words, end + 1):
            return Counted(begin, end + 1, "count", None)
        if not (found or _is_modifier(words[end], language)):
            break
        end += 1
        modifiers += 1
    return None


def counted_before(words: Sequence[Token], index: int, language: str) -> Counted | None:
    """What the number at `index` counts that stands alone: the number of prisoners has reached 1,450."""
    known = phrases(FIGURES, language, "number_of")
    for place in range(index - 1, max(-1, index - _BEFORE), -1):
        if words[place].kind != "word":
            return None
        found = known.at(words, place)
        what = counted(words, found.end, language, plural=True, unknown=False) if found else None
        if what and what.kind == "count" and what.unit and what.end <= index:
            return what
    return None


def shared(words: Sequence[Token], index: int, language: str) -> tuple[int, int] | None:
    """The words of what a share is one of: (80 percent) of the vote, (80 %) голосов; first token and end."""
    linker = phrases(FIGURES, language, "linker").at(words, index)
    found = counted(words, index, language, plural=False, unknown=True)
    if found and found.kind == "count" and (linker or found.first == index):
        return _behind(words, index, language), found.end
    if linker:
        begin = linker.end
        after = phrases(FIGURES, language, "determiner").at(words, begin)
        end = after.end if after else begin
        if after and end < len(words) and words[end].kind == "word" and not is_stop(words, end, language):
            return begin, end + 1
    return None


def is_stop(words: Sequence[Token], index: int, language: str) -> bool:
    """Whether no noun phrase goes on over this word: a preposition, a conjunction, a verb that often follows."""
    if phrases(FIGURES, language, "modifier").at(words, index):
        return False
    return words[index].key in _function_words() or phrases(FIGURES, language, "stop").at(words, index) is not None


def endings(kind: str, language: str) -> tuple[str, ...]:
    """The endings of a kind that a language has."""
    return tuple(
        form
        for row in reference.rows(FIGURES)
        if row["kind"] == kind and row["language"] == language
        for form in row["forms"].split("|")
    )


def _behind(words: Sequence[Token], index: int, language: str) -> int:
    linker = phrases(FIGURES, language, "linker").at(words, index)
    return linker.end if linker else index


def _past_linker(words: Sequence[Token], index: int, language: str) -> int:
    """Behind *of her*, *из его*."""
    linker = phrases(FIGURES, language, "linker").at(words, index)
    if not linker:
        return index
    determiner = phrases(FIGURES, language, "determiner").at(words, linker.end)
    again = phrases(FIGURES, language, "determiner").at(words, determiner.end) if determiner else None
    return (again or determiner or linker).end


def _head(words: Sequence[Token], found: Found, known: Phrases, language: str, *, plural: bool) -> Found:
    """The last of several nouns in a row that are one phrase: police officers, задержанных активистов."""
    while found.entry["kind"] == "count":
        after = known.at(words, found.end)
        if not after or after.entry["kind"] == "none" or (plural and _is_singular(words, after, language)):
            break
        adjective = words[found.end - 1].key.endswith(endings("modifier_ending", language) or ("\0",))
        same = after.entry["unit"] == found.entry["unit"] and after.entry["kind"] == "count"
        if not (same or adjective):
            break
        found = after
    return found


def _is_singular(words: Sequence[Token], found: Found, language: str) -> bool:
    """Whether a listed noun is a singular, where a language shows that by an ending."""
    return found.entry["kind"] == "count" and words[found.end - 1].key in _singulars(language)


def _is_noun(words: Sequence[Token], index: int, language: str) -> bool:
    """Whether the ending of a word that is not listed shows a noun of which there may be several."""
    word = words[index]
    if word.capital or len(word.key) < 4 or word.key.endswith(endings("no_noun_ending", language) or ("\0",)):
        return False
    return word.key.endswith(endings("noun_ending", language) or ("\0",))


def _is_modifier(word: Token, language: str) -> bool:
    """Whether a word may stand between a number and its noun: any, or one with the ending of an adjective."""
    known = endings("modifier_ending", language)
    return not known or word.capital or (len(word.key) > 3 and word.key.endswith(known))


@cache
def _singulars(language: str) -> frozenset[str]:
    """The singulars of the listed nouns: those that get an s, and those that are listed as such."""
    found = set()
    for row in reference.rows(UNITS):
        if row["language"] != language:
            continue
        if row["kind"] == "singular":
            found |= {fold(form) for form in expanded(row["forms"])}
        elif row["kind"] == "count":
            forms = [form for form in row["forms"].split("|") if form.endswith("(s)")]
            found |= {fold(form.removesuffix("(s)").split()[-1]) for form in forms}
    return frozenset(found)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in reference.rows("words.csv") if row["kind"] == "function")
