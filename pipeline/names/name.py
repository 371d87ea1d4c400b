"""Reading a name: which of its words is the given name, the patronymic, the family name."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.names.fold import fold
from pipeline.names.given import Gender, GivenName, given_name

MAXIMUM_LENGTH = 1_000
"""Code points of a name that are looked at."""

_WORD = re.compile(r"[^\W\d_]\.(?![^\W\d_]{2})|[^\W\d_][\w'’ʼ-]*")
_INITIAL = re.compile(r"[^\W\d_]\.?")


@dataclass(frozen=True)
class Name:
    """The parts of one person's name as spelt; a part that is not there is None.

    `given` may be an initial. `known_given` is the given name when the list of given names has it.
    """

    text: str
    given: str | None
    patronymic: str | None
    family: str | None
    known_given: GivenName | None

    @property
    def gender(self) -> Gender | None:
        """The gender of the given name, where it is known."""
        return self.known_given.gender if self.known_given else None

    @property
    def given_key(self) -> str | None:
        """Equal for all spellings of one given name; None without a given name."""
        if self.known_given:
            return self.known_given.key
        return fold(self.given) if self.given else None

    @property
    def patronymic_key(self) -> str | None:
        """Equal for all spellings of one patronymic; None without one."""
        return fold(self.patronymic) if self.patronymic else None

    @property
    def family_key(self) -> str | None:
        """Equal for all spellings of one family name in one gender; None without a family name."""
        return fold(self.family) if self.family else None

    @property
    def is_initials(self) -> bool:
        """Whether the given name is shown by its first letter alone."""
        return self.given is not None and _INITIAL.fullmatch(self.given) is not None


def read(text: str) -> Name:
    """Reads `Given [Patronymic] Family` or `Family, Given [Patronymic]`, in Latin or Cyrillic letters.

    One word alone is a family name unless it is known as a given name. Never raises: a text without
    a letter is a name without parts.
    """
    before, comma, after = text[:MAXIMUM_LENGTH].partition(",")
    words = _WORD.findall(before)
    if comma:
        words = _WORD.findall(after) + words
    if not words:
        return Name(text, None, None, None, None)
    if len(words) == 1:
        known = given_name(words[0])
        if known:
            return Name(text, words[0], None, None, known)
        return Name(text, None, None, words[0], None)
    given, *middle, family = words
    patronymic = next((word for word in middle if fold(word).endswith(_patronymic_endings())), None)
    return Name(text, given, patronymic, family, given_name(given))


@cache
def _patronymic_endings() -> tuple[str, ...]:
    """Folded endings of patronymics."""
    return tuple(row["ending"] for row in reference.rows("patronymics.csv"))


def read_family(text: str) -> Name:
    """Reads what is known to be a family name alone, even if it could be a given name too."""
    return Name(text, None, None, text[:MAXIMUM_LENGTH], None)
