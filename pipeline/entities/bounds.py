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
_RIGHT = re.compile(r"-[^\W\d_]+")
_WORD_BEFORE = re.compile(r"(?<![\w'’-])[^\W\d_]{2,} $")
_NOUN_BEFORE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})(\.?) ?$")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_LOOK_BACK = 40
"""Code points before a name in which what belongs to it is looked for."""
_PARTICLES = 5
"""As many small words stand before a family name at most."""


def whole_name(text: str, span: tuple[int, int], language: str) -> tuple[int, int]:
    """The span with what belongs to it: the rest of a word with hyphens, and particles before it (von der).

    In code points.
    """
    start, end = span
    before = _LEFT.search(text, max(0, start - _LOOK_BACK), start)
    if before and before[0][0].isupper():
        start = before.start()
    while language not in _compounding():
        after = _RIGHT.match(text, end)
        if not after or not after[0][1].isupper():
            break
        end = after.end()
    particles = _particles().search(text, max(0, start - _LOOK_BACK), start)
    start = particles.start() if particles else start
    return start, end


def is_of_a_thing(text: str, span: tuple[int, int]) -> bool:
    """Whether it is the name of a prize, a street or the like (such a noun stands beside it), a brand, or a handle."""
    start, end = span
    words = text[start:end].split()
    before = _NOUN_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if (before and _is_before_things(before[1], before[2])) or (len(words) == 1 and _is_brand(words[0])):
        return True
    if "generation" in kinds(words[-1].casefold()) and text[end : end + 1] == ".":
        end += 1
    following = _WORD_AFTER.match(text, end)
    noun = kinds(following[1].casefold()) if following else frozenset()
    if "institution" in noun and "attributive" not in noun:
        return True
    return is_handle(text, span)


def _is_before_things(word: str, stop: str) -> bool:
    here = kinds(word.casefold())
    if "named_after" in here:
        return bool(stop) or "abbreviation" not in here
    return "place_prefix" in here and word[0].isupper()


def _is_brand(word: str) -> bool:
    """Whether a word has humps that no name has (PayPal), unless they are two names glued together (AnnaNovik)."""
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
    before = _WORD_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if not before or not before[0][0].isupper() or before[0].strip().isupper():
        return False
    small = before[0].strip().lower()
    return not kinds(small) and lexicon().is_unknown(small)


@cache
def _compounding() -> frozenset[str]:
    """Languages in which a hyphen after a name often joins it to a common noun."""
    return frozenset(row["language"] for row in reference.rows("compounding.csv"))


@cache
def _particles() -> re.Pattern[str]:
    """Small words that begin a family name, and those that may follow them."""
    listed = {kind: _listed(kind) for kind in ("particle", "first_particle")}
    every = "|".join(sorted({*listed["particle"], *listed["first_particle"]}))
    first = "|".join(listed["first_particle"])
    return re.compile(rf"(?<![\w-])(?:{first})(?:[ -](?:{every})){{0,{_PARTICLES - 1}}}[ -]$")


def _listed(kind: str) -> list[str]:
    return sorted(re.escape(row["word"]) for row in reference.rows("words.csv") if row["kind"] == kind)
