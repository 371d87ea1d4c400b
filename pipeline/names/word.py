"""One word of a name, ready to be compared: how it may sound, which given names it may be, in which languages."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.names.given import given_names
from pipeline.names.languages import languages, shared
from pipeline.names.letters import CYRILLIC, plain
from pipeline.names.sounds import skeleton, sounds


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name.

    `plain` are its spellings without case and accents. `heard` is what it sounds like in each habit that it may be
    written in; `skeletons` are its consonants without what alternates between the languages: words whose skeletons
    differ are not spellings of one name. `given` are the keys of the given names that it may be, `short_for` those
    that it may be a short form of, `names` both, `languages` those that its spelling looks like.
    """

    text: str
    plain: frozenset[str]
    heard: tuple[str, ...]
    skeletons: frozenset[str]
    given: frozenset[str]
    short_for: frozenset[str]
    names: frozenset[str]
    languages: frozenset[str]


@lru_cache(maxsize=65_536)
def word(texts: tuple[str, ...], written: tuple[str, ...]) -> Word:
    """The word of a name that is one of `texts`, the first most likely, in one of the habits `written`."""
    heard = tuple(dict.fromkeys(sounds(text, habit) for text in texts for habit in written))
    names = [name for text in texts for name in given_names(text)]
    given = frozenset(name.key for name in names if not name.is_diminutive)
    short_for = frozenset(name.key for name in names if name.is_diminutive)
    return Word(
        texts[0],
        frozenset(map(plain, texts)),
        heard,
        shared(frozenset(map(skeleton, (*heard, *_plainly(texts, written))))),
        shared(given),
        shared(short_for),
        shared(given | short_for),
        languages(texts[0], heard),
    )


def _plainly(texts: tuple[str, ...], written: tuple[str, ...]) -> tuple[str, ...]:
    """What those in Latin letters sound like without accents, as many lists have names; and in a Cyrillic name."""
    latin = (text for text in texts if not CYRILLIC.search(text))
    return tuple(sounds(plain(text), "latin") for text in latin if not text.isascii() or "latin" not in written)
