"""A name that was read: its parts, and what follows from them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import cast

from pipeline import reference
from pipeline.names.adapted import bare_forms
from pipeline.names.fitting import systems_that_fit
from pipeline.names.given import Gender, GivenName
from pipeline.names.initials import first_sounds
from pipeline.names.languages import east_slavic, shared, with_letters_of
from pipeline.names.letters import CYRILLIC, INITIAL, light
from pipeline.names.lookalikes import repair
from pipeline.names.patronymic import gender_of_patronymic, patronymic_of
from pipeline.names.sounds import foreign_habits, habits, key
from pipeline.names.systems import System
from pipeline.names.word import Word, word

GIVEN, FAMILY = "given name", "family name"

Parts = tuple[tuple[str, Word], ...]
"""Words with their roles."""


@dataclass(frozen=True)
class Name:
    """The parts of one person's name as `reading` finds them, in the nominative; a part that is not there is None.

    `text` is the name as spelt. `given` may be an initial. `middle` are the words between given and family name,
    `generation` is Jr. or the like. `known_given` is the given name when the lists of given names have it.
    `alternatives` are other nominatives that a word may have, by the word (Łukaszenki: Łukaszenko, Łukaszenka),
    `case_gender` is the gender that the case shows.
    """

    text: str
    given: str | None = None
    middle: tuple[str, ...] = ()
    family: str | None = None
    generation: str | None = None
    known_given: GivenName | None = None
    alternatives: tuple[tuple[str, tuple[str, ...]], ...] = ()
    case_gender: Gender | None = None

    @cached_property
    def patronymic(self) -> str | None:
        """The middle word that is a patronymic."""
        return next((word for word in self.middle if patronymic_of(word)), None)

    @property
    def nominative(self) -> str:
        """The parts in the usual order."""
        return " ".join(filter(None, (self.given, *self.middle, self.family, self.generation)))

    @property
    def is_inflected(self) -> bool:
        """Whether the text has the name in another case than the nominative."""
        text = repair(self.text)
        return not all(word in text for word in self.nominative.split())

    @cached_property
    def folded(self) -> str:
        """The text without case and superfluous space."""
        return " ".join(unicodedata.normalize("NFKC", self.text).casefold().split())

    @cached_property
    def parts(self) -> Parts:
        """What is compared, with its role: given name, family name and other names, without patronymic and initials."""
        return self._heard(self._pieces)

    @cached_property
    def joined(self) -> Parts:
        """The same, words with a hyphen as one (Yat-sen, Yatsen)."""
        return self._heard(dict.fromkeys((role, whole, whole.replace("-", "")) for role, whole, _ in self._pieces))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """What is compared, without its role."""
        return tuple(word for _, word in self.parts)

    @property
    def has_other_name(self) -> bool:
        """Whether a name that the person has or had beside this one stands in brackets."""
        return "(" in self.text or ")" in self.text

    @cached_property
    def script(self) -> str:
        """Cyrl or Latn (ISO 15924): that of its letters, as far as it matters here."""
        return "Cyrl" if CYRILLIC.search(self.text) else "Latn"

    @cached_property
    def habits(self) -> frozenset[str]:
        """The habits of a language that the spelling of the name shows."""
        return shared(frozenset(habits(self.text)[1:]))

    def _heard(self, pieces: Iterable[tuple[str, str, str]]) -> Parts:
        """The words with their roles, each once: lists often repeat a name in another spelling."""
        pieces = list(pieces)
        written = habits(self.text)
        if not self.has_east_slavic_family:  # Boris Hudson
            written += foreign_habits(of_everybody=self.is_east_slavic)
        bare = bare_forms([piece for _, _, piece in pieces])
        others = dict(self.alternatives)
        found: dict[tuple[bool, str], tuple[str, Word]] = {}
        for (role, _, piece), forms in zip(pieces, bare, strict=True):
            heard = word((piece, *others.get(piece, ()), *forms), written)
            found.setdefault((role == GIVEN, heard.heard[0]), (role, heard))
        return tuple(found.values())

    @cached_property
    def _pieces(self) -> tuple[tuple[str, str, str], ...]:
        """Each word that is compared, with its role before it and the word with hyphens that it is a piece of."""
        others = [("other name", middle) for middle in self.middle if not patronymic_of(middle)]
        return tuple(
            (role, whole, piece)
            for role, part in ((GIVEN, self.given), *others, (FAMILY, self.family))
            for whole in (part or "").split()
            for piece in whole.split("-")
            if piece and not INITIAL.fullmatch(piece) and not (piece != whole and patronymic_of(piece))
        )

    @cached_property
    def first_sounds(self) -> tuple[frozenset[str], ...]:
        """How the given name and the names after it may begin, in all of their forms; an initial says no more."""
        return tuple(map(first_sounds, self._forenames))

    @cached_property
    def initials(self) -> tuple[bool, ...]:
        """Which of those in `first_sounds` are initials."""
        return tuple(INITIAL.fullmatch(name) is not None for name in self._forenames)

    @property
    def _forenames(self) -> tuple[str, ...]:
        return (self.given, *self.middle) if self.given else ()

    @cached_property
    def languages(self) -> frozenset[str]:
        """The East Slavic languages that the spelling of the name looks like; empty where nothing shows."""
        possible = self._written_in
        if self.script == "Cyrl" and len(possible) == 1:
            return possible
        found = frozenset(language for word in self.words for language in word.languages) & possible
        return shared(found - {"ru"} if "be" in found else found)

    @property
    def language(self) -> str | None:
        """The one of `languages` where there is only one (BCP 47)."""
        return next(iter(self.languages)) if len(self.languages) == 1 else None

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """The romanisation systems that can have written the name; none for Cyrillic letters."""
        if self.script == "Cyrl":
            return ()
        pieces = (self.given, *self.middle, *(self.family or "").split())
        words = tuple(word for word in pieces if word and not INITIAL.fullmatch(word))
        return systems_that_fit(words, self.possible_languages)

    @property
    def possible_languages(self) -> frozenset[str]:
        """Those that it may be: all that its letters allow where nothing shows."""
        return self.languages or self._written_in

    @cached_property
    def _written_in(self) -> frozenset[str]:
        return with_letters_of(self.folded) if self.script == "Cyrl" else east_slavic()

    @property
    def gender(self) -> Gender | None:
        """The gender that the given name, the patronymic, the case or an East Slavic family name shows."""
        given = self.known_given.gender if self.known_given else None
        shown = given or (gender_of_patronymic(self.patronymic) if self.patronymic else None) or self.case_gender
        return shown or (self._family_gender if self.is_east_slavic else None)

    @property
    def _family_gender(self) -> Gender | None:
        last = [word for role, word in self.parts if role == FAMILY][-1:]
        genders = {row["gender"] for word in last for row in family_endings(word)} - {""}
        return cast(Gender, genders.pop()) if len(genders) == 1 else None

    @cached_property
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
        if self.script == "Cyrl" or (self.known_given and self.known_given.is_east_slavic):
            return True
        return self.family is not None and looks_like_family(self.family.split()[-1])

    @property
    def has_east_slavic_family(self) -> bool:
        """Whether it is in Cyrillic letters, or a word of it ends as East Slavic family names do."""
        words = (self.given, *(self.family or "").split())
        return self.script == "Cyrl" or any(looks_like_family(word) for word in words if word)

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

    @cached_property
    def middle_key(self) -> str | None:
        """Equal for all spellings of what stands between given and family name; None where nothing does.

        A patronymic counts by the name of the father, other middle names by their initials, particles (von, дер) not.
        """
        if self.patronymic:
            return patronymic_of(self.patronymic)
        names = (word for word in self.middle if not word.islower())
        return "".join(key(word)[:1] or light(word)[:1] for word in names) or None

    def may_be_called(self, family: str) -> bool:
        """Whether `family`, one word alone, can be a spelling of this person's family name."""
        if self.family is None or key(family) != key(self.family):
            return False
        return self.is_east_slavic or light(family) == light(self.family)


@lru_cache(maxsize=65_536)
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
