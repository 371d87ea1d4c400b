"""One word of a name, ready to be compared: how it may sound, which given names it may be, whose child it says."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.names.given import given_name
from pipeline.names.languages import languages
from pipeline.names.sounds import skeleton, sounds


@dataclass(frozen=True)
class Word:
    """A word of a name.

    `heard` is what it sounds like in each habit that it may be written in; `skeletons` are its consonants without what
    alternates between the languages: words whose skeletons differ are not spellings of one name. `given` are the
    keys of the given names that it may be, `languages` those that its spelling looks like.
    """

    text: str
    heard: tuple[str, ...]
    skeletons: frozenset[str]
    given: frozenset[str]
    languages: frozenset[str]


@lru_cache(maxsize=262_144)
def word(text: str, written: tuple[str, ...]) -> Word:
    """The word `text` of a name that may be written in the habits `written`."""
    heard = tuple(dict.fromkeys(sounds(text, habit) for habit in written))
    known = given_name(text)
    return Word(
        text,
        heard,
        frozenset(map(skeleton, heard)),
        frozenset({known.key} if known else ()),
        languages(text, heard),
    )
