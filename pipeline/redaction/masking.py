"""Finding names in texts by their keys alone, and putting a block in the place of each of their characters.

What is looked at are two words of one sentence with no more than two others between them, so the work grows with the
text. In a text two small words count only where one is a known given name; in a label (title, path, address) all do.
Where a name was found in full, its family name is withheld alone too, in all that belongs to the document, unless it
stands behind another given name. A text is looked at as it is, and as it is with its escapes opened.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.names.letters import APOSTROPHES, INITIAL, MAXIMUM_LENGTH
from pipeline.names.reading import GLUED
from pipeline.redaction.escapes import View, views
from pipeline.redaction.keys import given_keys, may_be_patronymic, pair, sound_keys

BLOCK = "█"
"""Stands for a character of a name. No name reaches over one: what is masked once shows nothing more."""

IsWithheld = Callable[[str], bool]
"""Whether a key is that of a name that is withheld."""

Span = tuple[int, int]

_REACH = 3
"""The last word of a name comes so many words after the first, at most."""

_WIDEST = 8
"""Characters between two words of a name, at most."""

_PARTICLE = 3
"""Letters of a small word inside a name (van), at most."""

_VOWEL, _STEM = "a", 4
"""What stands for vowels in the keys of `sounds.outline`; the least that is left of a family name without the last."""

_ADJECTIVE = re.compile("a?[vn]?sk")
"""How adjectives that are made of a name end in these keys: -ский, -овский, -инский, -owski, -ský."""

_AGAIN = 5
"""Times that a text is looked at, at most."""

_SENTENCE_END = re.compile(r"[.!?…]\s")
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]++|[{_UNSEEN}]++|[{APOSTROPHES}](?=[^\W\d_]))*+")
"""Letters, with accents, apostrophes and what cannot be seen inside."""


class _Word(NamedTuple):
    """A word at `start` to `end`; `text` has its full stop where it is an initial.

    `counts` says whether it may be a word of a name beside any other such word; `follows` whether it may belong to the
    name that the word before it does.
    """

    start: int
    end: int
    text: str
    counts: bool
    follows: bool

    @property
    def sounding(self) -> tuple[str, ...]:
        return sound_keys(self.text)

    @property
    def given(self) -> tuple[str, ...]:
        return given_keys(self.text)


class _Found(NamedTuple):
    """A name at the words `first` to `last`, and the key of its family name."""

    first: int
    last: int
    family: str


def masked(text: str, labels: Sequence[str], is_withheld: IsWithheld) -> list[str]:
    """A document's text and then its labels, as long as before, with blocks for every name that is withheld.

    Again while blocks have come: half a word beside an escape may be a name of its own.
    """
    before: list[str] = []
    pieces = [text, *labels]
    for _ in range(_AGAIN):
        if pieces == before:
            break
        before, pieces = pieces, _masked_once(pieces, is_withheld)
    return pieces


def _masked_once(pieces: Sequence[str], is_withheld: IsWithheld) -> list[str]:
    looks = [
        [(view, list(_words(view.text, is_label=number > 0))) for view in views(piece)]
        for number, piece in enumerate(pieces)
    ]
    found = [[(view, words, list(_in_full(words, is_withheld))) for view, words in of_piece] for of_piece in looks]
    families = {name.family for of_piece in found for _, _, names in of_piece for name in names}
    return [
        _covered(
            of_piece[0][0].text,
            [
                place
                for view, words, names in of_piece
                for place in _places(view, [*(_extent(words, name) for name in names), *_alone(words, families)])
            ],
        )
        for of_piece in found
    ]


def _words(text: str, *, is_label: bool) -> Iterator[_Word]:
    before, is_after_initial = 0, False
    for match in _WORD.finditer(text):
        edges = (match.start(), *(glue.start() for glue in GLUED.finditer(text, *match.span())), match.end())
        for start, end in pairwise(edges):
            word = text[start:end]
            is_initial = text[end : end + 1] == "." and INITIAL.fullmatch(word + ".") is not None
            follows = _joins(text[before:start], is_after_initial) if start - before <= _WIDEST else False
            yield _Word(start, end, word[:MAXIMUM_LENGTH] + "." * is_initial, is_label or not word.islower(), follows)
            before, is_after_initial = end, is_initial


def _joins(gap: str, is_after_initial: bool) -> bool:
    return BLOCK not in gap and (is_after_initial or not _SENTENCE_END.search(gap))


def _in_full(words: Sequence[_Word], is_withheld: IsWithheld) -> Iterator[_Found]:
    """The names of two words, and those of one that are withheld alone."""
    for first, one in enumerate(words):
        if one.counts:
            yield from (_Found(first, first, key) for key in one.sounding if is_withheld(pair("", key)))
        passed = False
        for last in range(first + 1, min(first + 1 + _REACH, len(words))):
            other = words[last]
            if not other.follows:
                break
            if not (passed and (one.counts or other.counts)) and _may_be_one(one, other):
                for given, family in ((one, other), (other, one)):
                    yield from (
                        _Found(first, last, key)
                        for key in family.sounding
                        if any(is_withheld(pair(of_given, key)) for of_given in (*given.given, *given.sounding))
                    )
            passed = passed or not (other.counts or len(other.text) <= _PARTICLE)


def _may_be_one(one: _Word, other: _Word) -> bool:
    return (one.counts and other.counts) or bool(one.given or other.given)


def _alone(words: Sequence[_Word], families: set[str]) -> Iterator[Span]:
    """Where a word is one of these family names, or made of one (Novákův, новиковский).

    Not behind a given name: it would be that one's.
    """
    stems = tuple(stem for family in sorted(families) if len(stem := family.rstrip(_VOWEL)) >= _STEM)
    for before, word in zip((None, *words), words, strict=False) if families else ():
        is_one = (word.counts and not families.isdisjoint(word.sounding)) or _is_made_of(stems, word)
        if is_one and not (before and _is_anothers(before, word)):
            yield word.start, word.end


def _is_made_of(stems: Sequence[str], word: _Word) -> bool:
    """Whether a word begins with one of these stems; of one in small letters an adjective's ending has to follow."""
    for sound in word.sounding if stems else ():
        for stem in stems:
            if sound.startswith(stem) and (word.counts or _ADJECTIVE.match(sound, len(stem))):
                return True
    return False


def _is_anothers(before: _Word, word: _Word) -> bool:
    is_beside = word.start - before.end == 1
    return is_beside and before.counts and bool(before.given) and not INITIAL.fullmatch(before.text)


def _extent(words: Sequence[_Word], name: _Found) -> Span:
    """From the first to the last word of a name, with the patronymic or initial behind it."""
    last = name.last
    while last + 1 < len(words) and words[last + 1].follows and _goes_on(words[last + 1]):
        last += 1
    return words[name.first].start, words[last].end


def _goes_on(word: _Word) -> bool:
    is_initial = INITIAL.fullmatch(word.text) is not None and not word.text.islower()
    return is_initial or (word.counts and may_be_patronymic(word.text))


def _places(view: View, spans: Sequence[Span]) -> Iterator[Span]:
    """Where the words in these spans of a view stand in the original."""
    for first, last in spans:
        for word in _WORD.finditer(view.text, first, last):
            yield view.original(word.start()), view.original(word.end())


def _covered(text: str, places: Sequence[Span]) -> str:
    """The text with a block for each character of these places."""
    parts, end = [], 0
    for first, last in sorted(places):
        start = max(first, end)
        parts += [text[end:start], BLOCK * (last - start)]
        end = max(end, last)
    return "".join((*parts, text[end:]))
