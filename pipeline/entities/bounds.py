"""Where the name ends that the tagger has found in part: words with hyphens, and small words before family names.

The words are data, `reference/words.csv`.
"""

import re
from functools import cache
from itertools import pairwise

from pipeline import reference
from pipeline.entities.lexicon import lexicon
from pipeline.entities.tokens import tokens
from pipeline.entities.words import kinds
from pipeline.names.given import given_name

_LEFT = re.compile(r"(?<!\w)[^\W\d_]+-$")
_RIGHT = re.compile(r"-(?:[^\W\d_]{1,3}-)?([^\W\d_]+)")
"""The rest of a word with hyphens, an Arabic article in it (Karim-ul-Haq)."""
_LETTERS = re.compile(r"[^\W\d_]+")
_HOLIDAY = re.compile(r"(?:['’]s?)? ([A-Z]\w{1,20})")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’]) $")
_LOOK_BACK = 40
"""Code points before a name in which what belongs to it is looked for."""
_PARTICLES = 5
"""As many small words stand before a family name at most."""


def whole_name(text: str, span: tuple[int, int], language: str) -> tuple[int, int]:
    """The span with what belongs to it: the rest of a word with hyphens, and particles before it (von der).

    In code points.
    """
    start, end = span
    first, last = max(0, start - _LOOK_BACK), _on_line_before(text, start)
    before = _LEFT.search(text, first, start) if text[last - 1 : last] == "-" else None
    if before and before[0][0].isupper():
        start = before.start()
        first, last = max(0, start - _LOOK_BACK), _on_line_before(text, start)
    while text[end : end + 1] == "-" and language not in _compounding():
        after = _RIGHT.match(text, end)
        if not after or not after[1][0].isupper():
            break
        end = after.end()
    if text.endswith(_ends_of_particles(), first, last):
        particles = _particles().search(text, first, start)
        start = particles.start() if particles else start
    return start, with_stop(text, end)


def with_stop(text: str, end: int) -> int:
    """The end of a name in code points, behind the full stop of an abbreviation (Anna Novik Jr.)."""
    if text[end : end + 1] != ".":
        return end
    return end + ({"generation", "abbreviation"} <= kinds(_word_before(text, end).casefold()))


def is_of_a_thing(text: str, span: tuple[int, int]) -> bool:
    """Whether it is the name of a prize, a street or a day (such a noun stands beside it), a brand, or a handle."""
    start, end = span
    first = max(0, start - _LOOK_BACK)
    words = text[start:end].split()
    before = _on_line_before(text, start)
    before -= text[before - 1 : before] == " "
    has_stop = text[before - 1 : before] == "."
    noun = _word_before(text, before - has_stop)
    if (noun and _is_before_things(noun, has_stop=has_stop)) or (len(words) == 1 and _is_brand(words[0])):
        return True
    if "generation" in kinds(words[-1].casefold()) and text[end : end + 1] == ".":
        end += 1
    following = _LETTERS.match(text, end + 1) if text[end : end + 1] == " " else None
    of = kinds(following[0].casefold()) if following else frozenset()
    holiday = _HOLIDAY.match(text, end)
    if holiday and "holiday" in kinds(holiday[1].casefold()):
        return True  # Novik's Day
    if len(words) == 1 and "holiday" in kinds(words[0].casefold()) and _POSSESSIVE.search(text, first, start):
        return True
    return ("institution" in of and "attributive" not in of) or is_handle(text, span)


def _on_line_before(text: str, start: int) -> int:
    """Where what stands before a name ends: a line may end in between."""
    return start - (text[start - 1 : start] == "\n")


def _word_before(text: str, end: int) -> str:
    """The word of two letters or more that ends at `end`, if it is not a part of a longer one; else nothing."""
    start = end
    while start > 0 and end - start < _LOOK_BACK and text[start - 1].isalpha():
        start -= 1
    before = text[start - 1 : start]
    is_part = before.isalnum() or before in ("_", "'", "’", "-")
    return "" if is_part or end - start < 2 else text[start:end]


def _is_before_things(word: str, *, has_stop: bool) -> bool:
    here = kinds(word.casefold())
    if "named_after" in here:
        return has_stop or "abbreviation" not in here
    return "place_prefix" in here and word[0].isupper()


def _is_brand(word: str) -> bool:
    """Whether a word has humps that no name has (PayPal), unless they are two names glued together (AnnaNovik)."""
    if word.isalpha() and word[1:].islower():
        return False
    pieces = tokens(word, 0, len(word))
    if any(left.end == right.start and left.kind == right.kind == "word" for left, right in pairwise(pieces)):
        return not given_name(pieces[0].text)
    capitals = [piece.text.isupper() for piece in pieces if piece.is_capitalised and piece.end - piece.start > 1]
    return any(capitals) and not all(capitals)


def is_handle(text: str, span: tuple[int, int]) -> bool:
    """Whether it is a handle, a tag, or a part of an address."""
    return text[span[0] - 1 : span[0]] in tuple("@#/") or text[span[1] : span[1] + 1] == "@"


def is_after_unknown(text: str, start: int) -> bool:
    """Whether a capitalised word that nobody knows stands just before: it may belong to the name (Zdzisek Novik)."""
    last = _on_line_before(text, start)
    before = _word_before(text, last - 1) if text[last - 1 : last] == " " else ""
    if not before[:1].isupper() or before.isupper():
        return False
    small = before.lower()
    return not kinds(small) and lexicon().is_unknown(small)


@cache
def _compounding() -> frozenset[str]:
    """Languages in which a hyphen after a name often joins it to a common noun."""
    return frozenset(row["language"] for row in reference.rows("compounding.csv"))


@cache
def _particles() -> re.Pattern[str]:
    """Small words that begin a family name, and those that may follow them."""
    listed = {kind: list(map(re.escape, _listed(kind))) for kind in ("particle", "first_particle")}
    every = "|".join(sorted({*listed["particle"], *listed["first_particle"]}))
    first = "|".join(listed["first_particle"])
    return re.compile(rf"(?<![\w-])(?:{first})(?:[ -](?:{every})){{0,{_PARTICLES - 1}}}[ -]$")


@cache
def _ends_of_particles() -> tuple[str, ...]:
    """The ends of what `_particles` finds."""
    words = {*_listed("particle"), *_listed("first_particle")}
    return tuple(sorted(word + end for word in words for end in " -"))


def _listed(kind: str) -> list[str]:
    return sorted(row["word"] for row in reference.rows("words.csv") if row["kind"] == kind)
