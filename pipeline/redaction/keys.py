"""What a name is known by, whatever its spelling: pairs of a key of a given name and one of a family name.

Pure functions of `pipeline.names`. A word has the keys of what it may be in the nominative of any language, in every
habit that its spelling shows; a name that is withheld has those of all its spellings too, in all systems.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from pipeline import reference
from pipeline.names import Name, read, repair, spellings
from pipeline.names.adapted import bare_forms
from pipeline.names.given import given_names
from pipeline.names.inflection import forms
from pipeline.names.initials import first_sounds
from pipeline.names.languages import east_slavic
from pipeline.names.letters import CYRILLIC, INITIAL
from pipeline.names.name import FAMILY
from pipeline.names.patronymic import patronymic_of
from pipeline.names.sounds import habits, outline, sounds

VERSION = 1
"""To be raised when the keys of a name change for another reason than the rules in `_RULES`."""

_RULES = ("habits.csv", "sounds.csv", "sound_classes.csv")
"""The reference data that decides how a key is written."""

_POSSESSIVE = re.compile(r"['’‘ʼ`´][sS]$")


def keys(name: str) -> frozenset[str]:
    """The keys of a full name, or of a family name alone, which then is withheld whoever bears it.

    Raises ValueError for what would withhold too many people, or nobody.
    """
    found = read(name)
    if found.family is None:
        raise ValueError("a given name alone is that of too many people: give the full name")
    if found.is_initials:
        raise ValueError("initials do not say who it is: give the full name")
    families = _family_keys(found)
    given = _given_keys(found) if found.given else [""]
    pairs = {pair(*parts) for parts in product(given, families)}
    if not pairs:
        raise ValueError("no words of a name are heard in it: give the full name")
    if found.given and not found.known_given:  # nothing says which of the two is the family name
        sounding = (key for key in given if not key.startswith("=") and not key.endswith("."))
        pairs |= {pair(family, key) for family, key in product(families, sounding)}
    return frozenset(pairs)


def pair(given: str, family: str) -> str:
    """The key of a name of two words, or with an empty `given` that of a family name alone."""
    return f"{given}|{family}"


@cache
def rules() -> str:
    """Stands for the rules that keys are made by: other rules, other keys."""
    content = [reference.path(name).read_bytes() for name in _RULES]
    return hashlib.sha256(b"\0".join((str(VERSION).encode(), *content))).hexdigest()[:12]


@lru_cache(maxsize=131_072)
def given_keys(word: str) -> tuple[str, ...]:
    """The keys of the given names that a word may be, or may be a short form of; of an initial, how they may begin."""
    if INITIAL.fullmatch(word):
        return tuple(f"{sound}." for sound in sorted(first_sounds(word)))
    return tuple(dict.fromkeys(f"={name.key}" for form in _nominatives(word) for name in given_names(form)))


@lru_cache(maxsize=131_072)
def sound_keys(word: str) -> tuple[str, ...]:
    """The keys of what a word may sound like; none for an initial."""
    if INITIAL.fullmatch(word):
        return ()
    spelt, *others = _nominatives(word)
    heard = (sounds(form, habit) for habit in habits(spelt) for form in (spelt, *others))
    return tuple(filter(None, dict.fromkeys(map(outline, heard))))


def may_be_patronymic(word: str) -> bool:
    """Whether a word can be a patronymic, in any case."""
    return any(patronymic_of(form) for form in _nominatives(word))


@lru_cache(maxsize=4_096)
def _nominatives(word: str) -> tuple[str, ...]:
    """What a word may be in the nominative, itself first."""
    spelt = repair(_POSSESSIVE.sub("", word))
    return tuple(dict.fromkeys((spelt, *(form.nominative for form in forms(spelt)), *bare_forms([spelt])[0])))


def _family_keys(name: Name) -> list[str]:
    """Those of each half of a double family name, and of both as one word."""
    words = [word for role, word in (*name.parts, *name.joined) if role == FAMILY]
    heard = (outline(sound) for word in words for sound in word.heard)
    return list(filter(None, dict.fromkeys((*heard, *(key for word in words for key in _of_spellings(word.text))))))


def _given_keys(name: Name) -> list[str]:
    """Those of the given name and of all names between it and the family name, and of their initials."""
    words = [word for role, word in (*name.parts, *name.joined) if role != FAMILY]
    found = [f"={key}" for word in words for key in sorted(word.names)]
    found += [outline(sound) for word in words for sound in word.heard]
    for word in words:
        found += (*_of_spellings(word.text), *(f"{sound}." for sound in sorted(first_sounds(word.text))))
        found += [key for spelt in _spellings(word.text) for key in given_keys(spelt)]
    return list(dict.fromkeys(filter(None, found)))


def _of_spellings(word: str) -> Iterator[str]:
    for spelt in _spellings(word):
        yield from sound_keys(spelt)


@lru_cache(maxsize=256)
def _spellings(word: str) -> tuple[str, ...]:
    """A word in every romanisation of every language, whichever it is written in, itself first."""
    languages = sorted(east_slavic()) if CYRILLIC.search(word) else ()
    every = (spelling.text for language in languages for spelling in spellings(word, language))
    return tuple(dict.fromkeys((word, *every)))
