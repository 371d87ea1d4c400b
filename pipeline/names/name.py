"""Reading a name: which of its words is the given name, the patronymic, the family name."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.names.fold import fold, light
from pipeline.names.given import Gender, GivenName, given_name

MAXIMUM_LENGTH = 1_000
"""Code points of a name that are looked at."""

_WORD = re.compile(r"[^\W\d_]\.(?![^\W\d_]{2})|[^\W\d_][\w\u0300-\u036f\u00ad\u200b-\u200d\u2060'’ʼ-]*")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


@dataclass(frozen=True)
class Name:
    """The parts of one person's name as spelt; a part that is not there is None.

    `given` may be an initial. `middle` are the words between given and family name, `generation` is Jr. or the like.
    `known_given` is the given name when the lists of given names have it.
    """

    text: str
    given: str | None = None
    middle: tuple[str, ...] = ()
    family: str | None = None
    generation: str | None = None
    known_given: GivenName | None = None

    @property
    def patronymic(self) -> str | None:
        """The middle word that is a patronymic."""
        return next((word for word in self.middle if patronymic_of(word)), None)

    @property
    def gender(self) -> Gender | None:
        """The gender of the given name, where it is known."""
        return self.known_given.gender if self.known_given else None

    @property
    def is_initials(self) -> bool:
        """Whether the given name is shown by its first letter alone."""
        return self.given is not None and _INITIAL.fullmatch(self.given) is not None

    @property
    def is_full(self) -> bool:
        """Whether it has a given name, not shortened, and a family name."""
        return self.family is not None and self.given is not None and not self.is_initials

    @property
    def is_east_slavic(self) -> bool:
        """Whether something shows that it is: Cyrillic letters, the given name or the ending of the family name."""
        if _CYRILLIC.search(self.text) or (self.known_given and self.known_given.is_east_slavic):
            return True
        return self.family is not None and fold(self.family).endswith(_east_slavic_endings())

    @property
    def given_key(self) -> str | None:
        """Equal for all spellings of one given name; None without a given name."""
        if self.known_given:
            return self.known_given.key
        if self.given is None:
            return None
        return fold(self.given) if self.is_east_slavic else light(self.given)

    @property
    def family_key(self) -> str | None:
        """Equal for all spellings of one family name in one gender; None without a family name.

        Only an East Slavic name has other spellings than those with and without accents.
        """
        if self.family is None:
            return None
        return fold(self.family) if self.is_east_slavic else f"={light(self.family)}"

    @property
    def middle_key(self) -> str | None:
        """Equal for all spellings of what stands between given and family name; None where nothing does.

        A patronymic counts by the name of the father, other middle names by their initials.
        """
        if self.patronymic:
            return patronymic_of(self.patronymic)
        return "".join(light(word)[:1] for word in self.middle) or None

    def may_be_called(self, family: str) -> bool:
        """Whether `family`, one word alone, can be a spelling of this person's family name."""
        if self.family is None or fold(family) != fold(self.family):
            return False
        return self.is_east_slavic or light(family) == light(self.family)


def read(text: str) -> Name:
    """Reads `Given [Patronymic] Family`, `Family, Given [Patronymic]` or `Family Given Patronymic`.

    One word alone is a family name unless it is known as a given name. Never raises: a text without
    a letter is a name without parts.
    """
    before, comma, after = text[:MAXIMUM_LENGTH].partition(",")
    words = _WORD.findall(after) + _WORD.findall(before) if comma else _WORD.findall(before)
    generation = words.pop() if len(words) > 2 and light(words[-1]) in _generations() else None
    if len(words) > 2 and patronymic_of(words[-1]) and given_name(words[1]) and not given_name(words[0]):
        words = [*words[1:], words[0]]
    if not words:
        return Name(text)
    if len(words) == 1:
        known = given_name(words[0])
        return Name(text, given=words[0], known_given=known) if known else Name(text, family=words[0])
    given, *middle, family = words
    return Name(text, given, tuple(middle), family, generation, given_name(given))


def read_family(text: str) -> Name:
    """Reads what is known to be a family name alone, even if it could be a given name too."""
    return Name(text, family=text[:MAXIMUM_LENGTH])


def patronymic_of(word: str) -> str | None:
    """The key of the father's name in a patronymic; its letters where that name is not known; None for other words."""
    key = fold(word)
    matching = [row for row in reference.rows("patronymics.csv") if key.endswith(row["ending"])]
    fathers = [
        father
        for row in matching
        for restored in row["restored"].split("|")
        if (father := given_name(key[: -len(row["ending"])] + restored))
        if father.gender != "female" and not father.is_diminutive
    ]
    if fathers:
        return next((father for father in fathers if father.is_east_slavic), fathers[0]).key
    return key if matching and len(key) > 5 else None


def is_patronymic(word: str) -> bool:
    """Whether a word is the patronymic of a father whose name is known."""
    return patronymic_of(word) not in (None, fold(word))


@cache
def _east_slavic_endings() -> tuple[str, ...]:
    return tuple(row["ending"] for row in reference.rows("east_slavic.csv"))


@cache
def _generations() -> frozenset[str]:
    return frozenset(row["word"] for row in reference.rows("words.csv") if row["kind"] == "generation")
