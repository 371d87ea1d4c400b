"""Reading a name: which of its words is the given name, the patronymic, the family name, whatever their order."""

import re
from functools import cache

from pipeline import reference
from pipeline.names.adapted import bare_forms
from pipeline.names.given import GivenName, given_name
from pipeline.names.letters import APOSTROPHES, INITIAL, light
from pipeline.names.lookalikes import repair
from pipeline.names.name import Name, looks_like_family
from pipeline.names.nominative import Nominative, nominative
from pipeline.names.patronymic import is_patronymic, patronymic_of

MAXIMUM_LENGTH = 1_000
"""Code points of a name that are looked at."""

_WORD = re.compile(rf"(?:{INITIAL.pattern})(?<=\.)|[^\W\d_][\w\u0300-\u036f\u00ad\u200b-\u200d\u2060{APOSTROPHES}-]*")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
_LOWER, _UPPER = "a-zа-яёіўїє", "A-ZА-ЯЁІЎЇЄ"
GLUED = re.compile(rf"(?<=[{_LOWER}]{{3}})(?=[{_UPPER}][{_LOWER}]{{2}})")
"""Where two words stand without a space (IharKazlou, but not McDonald)."""
_ONCE_MORE = re.compile(r"(?<=\w)/(?=\w)")
"""What follows is the same name in another spelling, as lists have it (Novik/Nowik)."""

_LEADING = ("honorific", "address", "title")
"""Kinds of words in `words.csv` that stand before a name, beside `forms_of_address.csv`."""


def read(text: str, language: str | None = None, *, is_nominative: bool = False) -> Name:
    """Reads a person's name in any usual spelling, order and case, in Latin or Cyrillic letters.

    `Given [Patronymic] Family`, `Family Given [Patronymic]`, `Family, Given [Patronymic]`, `FAMILY Given`, initials
    before or after; titles before the name and a possessive 's after it are left out, letters of another script inside
    a word are repaired. Where the words themselves do not tell, the given name comes first. One word alone is a family
    name unless it is known as a given name. The parts are in the nominative, whatever the case of the text;
    `language` (BCP 47), that of the text around it, says whose cases they are, where that is known, `is_nominative`
    that it is in no other one. Never raises: a text without a letter is a name without parts.
    """
    one = _ONCE_MORE.split(repair(text[:MAXIMUM_LENGTH]), maxsplit=1)[0]
    before, comma, after = one.partition(",")
    first, rest = _words(before), _words(after) if comma else []
    words = first + rest
    generation = None
    while len(words) > 1 and _stands_before_a_name(words):
        words, first, rest = words[1:], first[1:], rest if first else rest[1:]
    if not words:
        return Name(text)
    if len(words) > 1 and light(words[-1]) in _kind("generation"):
        *words, generation = words
        first, rest = first[: len(words)], rest[: max(0, len(words) - len(first))]
    pieces = [word.split("-") for word in words]
    as_spelt = [piece for word in pieces for piece in word]
    found = Nominative(tuple((piece,) for piece in as_spelt)) if is_nominative else nominative(as_spelt, language)
    alternatives = tuple((first_one, tuple(others)) for first_one, *others in found.words if others)
    likeliest = iter(found.words)
    read_as = {word: "-".join(next(likeliest)[0] for _ in of_word) for word, of_word in zip(words, pieces, strict=True)}
    words, first, rest = ([read_as[word] for word in part] for part in (words, first, rest))
    # A comma after the given name is a slip of the pen.
    given, middle, family = _sorted(first, rest) if rest and first and not _is_given(first) else _roles(words)
    return Name(
        text,
        given,
        tuple(middle),
        " ".join(family) or None,
        generation,
        _known(given, words) if given else None,
        alternatives,
        found.gender,
    )


def _stands_before_a_name(words: list[str]) -> bool:
    """Whether the first word is none of the name: a title, a form of address, or a small one before capitals."""
    first = words[0].lower()
    if given_name(first):
        return False
    if words[0].islower() and any(word[0].isupper() for word in words[1:]):
        return first not in _kind("particle")
    if first in _also_names():
        return given_name(words[1]) is not None or looks_like_family(words[-1])
    return first in _forms_of_address() or any(light(first) in _kind(kind) for kind in _LEADING)


def _known(given: str, words: list[str]) -> GivenName | None:
    """The given name of a name in these words, if it is known as it is or without an ending that was added to it."""
    forms = (given, *dict(zip(words, bare_forms(words), strict=True)).get(given, ()))
    return next(filter(None, map(given_name, forms)), None)


def read_family(text: str) -> Name:
    """Reads what is known to be a family name alone, even if it could be a given name too."""
    return Name(text, family=text[:MAXIMUM_LENGTH])


def _words(text: str) -> list[str]:
    return [word for word in (_POSSESSIVE.sub("", word) for word in _WORD.findall(GLUED.sub(" ", text))) if word]


def _sorted(family: list[str], rest: list[str]) -> tuple[str | None, list[str], list[str]]:
    """Given name, other names and family name, where the family name is known."""
    return (rest[0] if rest else None), rest[1:], family


def _roles(words: list[str]) -> tuple[str | None, list[str], list[str]]:
    """Given name, other names and family name. One word alone is a family name unless it is known as a given name."""
    if len(words) == 1:
        return (words[0], [], []) if given_name(words[0]) else (None, [], words)
    if words[0].islower() and words[0] in _kind("particle"):  # van der Novik
        return None, words[:-1], words[-1:]
    initials = [word for word in words if INITIAL.fullmatch(word)]
    names = [word for word in words if word not in initials]
    if len(names) == 1 and initials:
        return _sorted(names, initials)
    capitals = [word for word in names if word.isupper()]
    if capitals and len(capitals) < len(names):
        return _sorted(capitals, [word for word in words if word not in capitals])
    father = _patronymic(words)
    if father:
        given = words[father - 1]
        return given, [words[father]], [word for i, word in enumerate(words) if i not in (father - 1, father)]
    if len(names) > 1 and _family_first(names):
        family, *rest = words
        return _sorted([family], rest)
    return words[0], words[1:-1], words[-1:]


def _patronymic(words: list[str]) -> int:
    """The place of the patronymic; 0 where there is none. It follows the given name."""
    if len(words) < 3:
        return 0
    places = [i for i in range(1, len(words)) if patronymic_of(words[i])]
    after_given = [i for i in places if given_name(words[i - 1])]
    certain = [i for i in after_given if is_patronymic(words[i])]
    return next(iter(certain or after_given or places), 0)


def _family_first(words: list[str]) -> bool:
    """Whether the words show that the family name comes first."""
    known = [any(map(given_name, (word, *bare))) for word, bare in zip(words, bare_forms(words), strict=True)]
    first, last = known[0], known[1 if len(words) > 2 else -1]
    if first != last:
        return last
    return not first and looks_like_family(words[0]) and not looks_like_family(words[-1])


def _is_given(words: list[str]) -> bool:
    return len(words) == 1 and given_name(words[0]) is not None


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in reference.rows("words.csv") if row["kind"] == kind)


@cache
def _forms_of_address() -> frozenset[str]:
    return frozenset(row["word"] for row in reference.rows("forms_of_address.csv"))


@cache
def _also_names() -> frozenset[str]:
    """Forms of address that are names too (Пан)."""
    return frozenset(row["word"] for row in reference.rows("forms_of_address.csv") if row["also_name"])
