"""A name that was read: its parts, and what follows from them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

from pipeline import reference
from pipeline.names.given import Gender, GivenName
from pipeline.names.languages import shared, with_letters_of
from pipeline.names.letters import CYRILLIC, INITIAL, light
from pipeline.names.patronymic import gender_of_patronymic, patronymic_of
from pipeline.names.sounds import habits, key
from pipeline.names.word import Word, word

_BETWEEN = re.compile(r"[\s-]+")


@dataclass(frozen=True)
class Name:
    """The parts of one person's name as `reading` finds them, in the nominative; a part that is not there is None.

    `text` is the name as spelt. `given` may be an initial. `middle` are the words between given and family name,
    `generation` is Jr. or the like. `known_given` is the given name when the lists of given names have it.
    `alternatives` are other nominatives that the family name may have (Łukaszenki: Łukaszenko, Łukaszenka).
    """

    text: str
    given: str | None = None
    middle: tuple[str, ...] = ()
    family: str | None = None
    generation: str | None = None
    known_given: GivenName | None = None
    alternatives: tuple[str, ...] = ()

    @property
    def patronymic(self) -> str | None:
        """The middle word that is a patronymic."""
        return next((word for word in self.middle if patronymic_of(word)), None)

    @cached_property
    def folded(self) -> str:
        """The text without case and superfluous space."""
        return " ".join(unicodedata.normalize("NFKC", self.text).casefold().split())

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """What is compared: given name, family name and other names, without the patronymic and initials."""
        written = habits(self.text)
        others = {role: self.alternatives for role in ("family name",) if self.alternatives}
        return tuple(word((piece, *others.get(role, ())), written) for role, piece in self._pieces())

    @property
    def roles(self) -> tuple[str, ...]:
        """What each of `words` is."""
        return tuple(role for role, _ in self._pieces())

    def _pieces(self) -> Iterator[tuple[str, str]]:
        """The words that are compared, each once, with their roles: lists often repeat a name in another spelling."""
        others = [("other name", middle) for middle in self.middle if not patronymic_of(middle)]
        seen = set()
        for role, part in (("given name", self.given), *others, ("family name", self.family)):
            pieces = _BETWEEN.split(part or "")
            for piece in pieces:
                repeats = piece.casefold() in seen or (len(pieces) > 1 and patronymic_of(piece))
                if piece and not INITIAL.fullmatch(piece) and not repeats:
                    seen.add(piece.casefold())
                    yield role, piece

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the spelling of the name looks like; empty where nothing shows."""
        found = frozenset(language for word in self.words for language in word.languages)
        if CYRILLIC.search(self.folded):
            possible = with_letters_of(self.folded)
            if len(possible) == 1:
                return possible
            found &= possible
        return shared(found - {"ru"} if "be" in found else found)

    @property
    def gender(self) -> Gender | None:
        """The gender that the given name shows, else the patronymic, else the ending of an East Slavic family name."""
        given = self.known_given.gender if self.known_given else None
        shown = given or (gender_of_patronymic(self.patronymic) if self.patronymic else None)
        return shown or (self._family_gender if self.is_east_slavic else None)

    @property
    def _family_gender(self) -> Gender | None:
        last = [word for role, word in zip(self.roles, self.words, strict=True) if role == "family name"][-1:]
        genders = {row["gender"] for word in last for row in family_endings(word)} - {""}
        return cast(Gender, genders.pop()) if len(genders) == 1 else None

    @property
    def is_initials(self) -> bool:
        """Whether the given name is shown by its first letter alone."""
        return self.given is not None and INITIAL.fullmatch(self.given) is not None

    @property
    def is_full(self) -> bool:
        """Whether it has a given name, not shortened, and a family name."""
        return self.family is not None and self.given is not None and not self.is_initials

    @cached_property
    def is_east_slavic(self) -> bool:
        """Whether something shows that it is: Cyrillic letters, the given name or the ending of the family name."""
        if CYRILLIC.search(self.text) or (self.known_given and self.known_given.is_east_slavic):
            return True
        return self.family is not None and looks_like_family(self.family.split()[-1])

    @property
    def given_key(self) -> str | None:
        """Equal for all spellings of one given name; None without a given name."""
        if self.known_given:
            return self.known_given.key
        if self.given is None:
            return None
        return key(self.given) if self.is_east_slavic else light(self.given)

    @property
    def family_key(self) -> str | None:
        """Equal for all spellings of one family name in one gender; None without a family name.

        Only an East Slavic name has other spellings than those with and without accents.
        """
        if self.family is None:
            return None
        return key(self.family) if self.is_east_slavic else f"={light(self.family)}"

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
        if self.family is None or key(family) != key(self.family):
            return False
        return self.is_east_slavic or light(family) == light(self.family)


def looks_like_family(text: str) -> bool:
    """Whether a word ends as East Slavic family names do."""
    return bool(family_endings(word((text,), habits(text))))


@cache
def family_endings(heard: Word) -> tuple[dict[str, str], ...]:
    """The rows of `reference/family_endings.csv` that a word ends in, in any habit."""
    return tuple(
        row
        for row in reference.rows("family_endings.csv")
        if any(sound.endswith(row["ending"]) and len(sound) > len(row["ending"]) + 1 for sound in heard.heard)
    )
