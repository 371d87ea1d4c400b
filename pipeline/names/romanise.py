"""Romanisation: Cyrillic names in Latin letters, by any of the systems in `reference/romanisation/`, and back.

The rules are data, read by `systems.py`; this module knows no language.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product

from pipeline.names.backwards import in_case, originals
from pipeline.names.lookalikes import repair
from pipeline.names.systems import System, latin, long_sources, rules, system_of, systems, unconditional

__all__ = ["System", "deromanise", "romanise", "systems"]

LIMIT = 100
"""As many originals `deromanise` gives at most."""
MAXIMUM_LENGTH = 100
"""Code points of a Latin word that is read backwards; a longer one stays as it is."""

_APOSTROPHES = "’'ʼ‘`´ʹ′＇"  # between two letters; the rules call all of them by the first
_LETTER, _MARK = "\u0400-\u0482\u048a-\u052f", "\u0300-\u036f\u0483-\u0489"
_WORD = re.compile(f"[{_LETTER}](?:[{_LETTER}{_MARK}]|[{_APOSTROPHES}](?=[{_LETTER}]))*")
_PLAIN = re.compile(f"[{_LETTER}]+")
_ANY_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")


def romanise(text: str, system: str | System) -> str:
    """The text with its Cyrillic words in Latin letters, by a system or the system with that code.

    Keeps case and whatever the system has no rule for. Letters of another script inside a Cyrillic word are repaired
    first. Never raises but for a code that is not known: ValueError, naming close ones.
    """
    code = (system_of(system) if isinstance(system, str) else system).rules_of
    shouted = text.isupper() and _TWO_LETTERS.search(text) is not None
    return _WORD.sub(lambda match: _romanised(code, match.group(), shouted), repair(text))


@lru_cache(maxsize=65_536)
def _romanised(code: str, word: str, shouted: bool) -> str:
    """A word in Latin letters. `shouted`: the text is in capitals, which a word of one letter does not show."""
    letters, marks = _without_marks(unicodedata.normalize("NFC", word))
    small = letters.lower()
    if not _PLAIN.fullmatch(letters):
        small = _ANY_APOSTROPHE.sub(_APOSTROPHES[0], small)
    between = f"^{small}$"
    always, long = unconditional(code), long_sources(code)
    found = []
    at = 0
    while at < len(small):
        source = small[at]
        here = always.get(source)
        if here is None and long:
            source, here = _long(code, long, between, at)
        if here is None:
            here = latin(code, between[at], source, between[at + 2])
        if here is None:
            here = letters[at]
        elif here and (letters[at].isupper() if source.isalpha() else letters[at - 1 : at + 2 : 2].isupper()):
            here = _capital(code, letters, at, here, shouted)
        found.append(here)
        at += len(source)
        if marks:
            found += [marks[n] for n in range(at - len(source), at) if n in marks]
    return unicodedata.normalize("NFC", "".join(found))


def _long(code: str, long: tuple[str, ...], between: str, at: int) -> tuple[str, str | None]:
    """What stands there of several letters that become something as one, and what; else the letter there, and None."""
    for source in long:
        if between.startswith(source, at + 1):
            here = latin(code, between[at], source, between[at + len(source) + 1])
            if here is not None:
                return source, here
    return between[at + 1], None


def _without_marks(word: str) -> tuple[str, dict[int, str]]:
    """The letters, and the marks (stress and the like) by the place of the letter that bears them."""
    if _PLAIN.fullmatch(word):
        return word, {}
    letters = ""
    marks: dict[int, str] = {}
    for character in word:
        if unicodedata.combining(character):
            marks[len(letters) - 1] = marks.get(len(letters) - 1, "") + character
        else:
            letters += character
    return letters, marks


def _capital(code: str, letters: str, at: int, here: str, shouted: bool) -> str:
    """The Latin letters of a capital: all of them capitals beside another capital, else the first."""
    beside = next((letters[n] for n in range(at + 1, len(letters)) if letters[n] not in _APOSTROPHES), None)
    beside = beside or next((letters[n] for n in range(at - 1, -1, -1) if letters[n] not in _APOSTROPHES), None)
    if beside.isupper() if beside else shouted:
        return here.upper()
    if letters[at] in rules(code):
        return rules(code)[letters[at]][0].latin
    first = next((n for n, character in enumerate(here) if character.isalpha()), 0)
    return here[:first] + here[first].upper() + here[first + 1 :]


def deromanise(text: str, system: str | System) -> tuple[str, ...]:
    """The Cyrillic texts that become `text` by a system, at most 100 (`LIMIT`); a word without any stays as it is.

    ValueError for a system that cannot be read backwards.
    """
    system = system_of(system) if isinstance(system, str) else system
    if not system.reversible:
        others = ", ".join(other.code for other in systems() if other.reversible and other.language == system.language)
        raise ValueError(f"{system.code} drops letters and cannot be read backwards; these can: {others}")
    parts = _latin_word(system.rules_of).split(text)
    choices: list[tuple[str, ...]] = []
    many = 1
    for n, part in enumerate(parts):
        # When there are enough originals, one reading is all that is wanted of every other word.
        read = (_read(system, part, LIMIT) if many < LIMIT else _read(system, part, 4)[:1]) if n % 2 else (part,)
        choices.append(read)
        many *= len(read)
    return tuple("".join(choice) for choice in islice(product(*choices), LIMIT))


@cache
def _latin_word(code: str) -> re.Pattern[str]:
    """A letter, and after it letters, their marks and the signs that the system writes for letters."""
    signs = {sign for of_letter in rules(code).values() for rule in of_letter for sign in rule.latin}
    return re.compile(rf"([^\W\d_](?:[^\W\d_]|[\u0300-\u036f{re.escape(''.join(sorted(signs)))}])*+)")


@lru_cache(maxsize=4_096)
def _read(system: System, word: str, limit: int) -> tuple[str, ...]:
    """The Cyrillic words that become this one, at most so many; the word itself where there is none."""
    whole = unicodedata.normalize("NFC", word)
    small = whole.lower()
    if len(whole) > MAXIMUM_LENGTH or len(small) != len(whole):
        return (word,)
    cased = (in_case(letters, starts, whole) for letters, starts in originals(system.rules_of, small, limit))
    right = (found for found in cased if _becomes(found, whole, system))
    return tuple(islice(right, limit)) or (word,)


def _becomes(found: str, whole: str, system: System) -> bool:
    """Whether a Cyrillic word becomes a Latin one; one letter also becomes capitals (YA), in a text in capitals."""
    latin_word = romanise(found, system)
    return latin_word == whole or (len(found) == 1 and latin_word.upper() == whole)
