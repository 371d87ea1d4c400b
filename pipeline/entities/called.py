"""What a name says of its bearer, as far as telling people apart asks: small, so that those of all texts can be held.

Which names can be short for which others is said here; who is meant in a text is said in `assign`.
"""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.names.given import Gender, GivenName, given_names
from pipeline.names.inflection import forms, languages, nominatives, owners
from pipeline.names.languages import east_slavic
from pipeline.names.letters import CYRILLIC, light
from pipeline.names.name import Name
from pipeline.names.patronymic import is_patronymic, patronymic_of
from pipeline.names.reading import read, read_family
from pipeline.names.sounds import key

_MOST_PIECES = 2
"""A family name of more pieces with hyphens is taken as it stands."""


class Called(NamedTuple):
    """The parts of a name, in the nominative, as `Name` has them; the gender of a full one.

    `has_middle`: there are words between given and family name. `language` (BCP 47) is that of the text, empty where it
    is not known.
    """

    given: str | None
    family: str | None
    gender: Gender | None
    middle_key: str | None
    has_middle: bool
    has_patronymic: bool
    is_initials: bool
    language: str

    @property
    def is_full(self) -> bool:
        """Whether it has a given name, not shortened, and a family name."""
        return self.family is not None and self.given is not None and not self.is_initials


def called(name: Name, language: str) -> Called:
    """What is kept of a name in a text of that language."""
    return Called(
        name.given,
        name.family,
        name.gender if name.is_full else None,
        name.middle_key,
        bool(name.middle),
        name.patronymic is not None,
        name.is_initials,
        language,
    )


@lru_cache(maxsize=16_384)
def by_family(text: str, language: str) -> Called:
    """What is kept of a word that is a family name alone."""
    return called(read_family(text), language)


@lru_cache(maxsize=16_384)
def by_given(text: str, language: str) -> Called:
    """What is kept of a word that is a given name alone, in whatever case."""
    return called(Name(text, given=text), language)


def by_given_and_father(name: Called) -> Called | None:
    """A name of which the family name may be a patronymic, taken as one: Stsiapan Ilyich. None where it is none."""
    if not name.is_full or name.has_middle or not is_patronymic(name.family or ""):
        return None
    father = patronymic_of(name.family or "")
    return name._replace(family=None, middle_key=father, has_middle=True, has_patronymic=True)


def base_language(language: str) -> str:
    """The language (BCP 47) of a text without its region and variant; empty where it is not known."""
    base = language.split("-")[0]
    return "" if base == "und" else base


@lru_cache(maxsize=16_384)
def read_as(text: str, language: str, is_family: bool) -> Name:
    """The name in a text, by the cases of its language if it has any, or as what is known to be a family name."""
    return read_family(text) if is_family else read(text, language if language in languages() else None)


@lru_cache(maxsize=65_536)
def family_keys(family: str, language: str = "", gender: Gender | None = None) -> frozenset[str]:
    """What a family name alone sounds like, in the nominatives that it may be a form of too.

    In a text in that language (BCP 47), as people of that gender bear it; where one is not known, by the cases of all.
    """
    last = family.split()[-1]
    among = _languages_of_cases(last, language)
    pieces = [{piece, *nominatives(piece, None, among, gender)} for piece in last.split("-")] if "-" in last else []
    doubled = map("-".join, product(*pieces)) if len(pieces) == _MOST_PIECES else ()
    may_be = {last, *nominatives(last, None, among, gender), *doubled, *owners(last, language, gender)}
    return frozenset(map(key, may_be)) - {""}


@lru_cache(maxsize=65_536)
def given_keys(given: str, language: str = "") -> frozenset[str]:
    """The given names that a word may be a form of, as with family names; by its sound where none is known."""
    may_be = _given_nominatives(given, language)
    return frozenset({name.key for name in known_given(given, language)} | set(map(light, may_be)))


@lru_cache(maxsize=65_536)
def known_given(word: str, language: str = "") -> frozenset[GivenName]:
    """The known given names that a word may be a form of."""
    return frozenset(name for nominative in _given_nominatives(word, language) for name in given_names(nominative))


def _given_nominatives(given: str, language: str) -> set[str]:
    return {given, *nominatives(given, ("", "given"), _languages_of_cases(given, language))}


def own_given_keys(full: Called) -> frozenset[str]:
    """The given names that the bearer of a full name may be called by.

    A known one is in the nominative, unless the name may be that of the other gender in another case (Марка Бондара).
    """
    given = full.given or ""
    return _own_given_keys(given, full.language, full.gender, full.family or "")


@lru_cache(maxsize=65_536)
def _own_given_keys(given: str, language: str, gender: Gender | None, family: str) -> frozenset[str]:
    known = {name.key for name in given_names(given)}
    may_be = given_keys(given, language)
    if not (known and gender) or any(
        form.case.gender != gender and form.nominative != family for form in forms(family)
    ):
        return may_be
    return frozenset({*known, light(given)})


def _languages_of_cases(word: str, language: str) -> tuple[str, ...] | None:
    """By the cases of which languages a word may be declined in a text; None: of any, as for unusual letters."""
    if not language or (language in east_slavic() and not CYRILLIC.search(word)):
        return None
    return (language,)


def keys_of_full(full: Called) -> set[str]:
    """What people named in full are looked up by: each is among the keys of every name that can be short for theirs."""
    family = full.family or ""
    families = {f"family {key(family)}", f"last {key(family.split()[-1])}", f"light {light(family)}"}
    return families | {f"given {given}" for given in own_given_keys(full)}


def in_halves(full: Called) -> tuple[Called, ...]:
    """A full name with each half of its family name alone; none where that has no hyphen."""
    pieces = (full.family or "").split("-")
    return tuple(full._replace(family=piece) for piece in pieces if piece) if len(pieces) == _MOST_PIECES else ()


@lru_cache(maxsize=65_536)
def keys_of_short(name: Called) -> tuple[str, ...]:
    """What those are looked up by whom a name may be short for."""
    if not name.family:
        return tuple(f"given {given}" for given in sorted(given_keys(name.given or "", name.language)))
    last = (f"last {called}" for called in sorted(family_keys(name.family, name.language)))
    return (f"family {key(name.family)}", *last, f"light {light(name.family)}")


def plain(name: Called) -> str:
    """What a name that is not full sounds like as it stands."""
    return key(name.family.split()[-1]) if name.family else f"given {light(name.given or '')}"


def is_short_for(name: Called, gender: str | None, full: Called) -> bool:
    """Whether a name with a title that shows `gender` can be short for a full one."""
    if gender and full.gender and gender != full.gender:
        return False
    if name.family is None:
        fathers = {each.middle_key for each in (name, full) if each.has_patronymic}
        given = given_keys(name.given or "", name.language)
        same_given = name.given is not None and not given.isdisjoint(own_given_keys(full))
        return same_given and len(fathers) < 2
    if not same_family(name, full):
        return False
    return not name.is_initials or (name.given or "")[0].casefold() == (full.given or "")[0].casefold()


def same_family(name: Called, full: Called) -> bool:
    """Whether both have one family name."""
    if not name.family or not full.family:
        return False
    if name.is_full:
        return key(name.family) == key(full.family)
    may_be = family_keys(name.family, name.language, full.gender)
    return key(full.family.split()[-1]) in may_be or light(full.family) == light(name.family)
