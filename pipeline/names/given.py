"""Given names: which spellings are forms of one name, and its gender.

The names are data: `reference/given_names.csv` (names of Belarusian, Russian and Ukrainian people with their
equivalents and short forms), `world_given_names.csv` (names of other people, as those languages and they themselves
write them) and `forenames.csv` (further forenames of other countries, spelt just so). A spelling that the tables have
belongs to the names it stands for there; any other one to the East Slavic names whose forms sound like it.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter
from typing import Literal, cast

from pipeline import reference
from pipeline.names.letters import CYRILLIC, MAXIMUM_LENGTH, light, plain
from pipeline.names.sounds import key

Gender = Literal["female", "male"]

_COLUMNS = ("be", "be_tarask", "ru", "uk", "latn")


@dataclass(frozen=True)
class GivenName:
    """A given name whatever its spelling. `gender` is None where both bear it.

    `is_east_slavic` says that this spelling is usual for Belarusian, Russian and Ukrainian people and for no others;
    `is_diminutive` that it is a short or familiar form (Саша).
    """

    key: str
    gender: Gender | None
    is_east_slavic: bool
    is_diminutive: bool = False


@lru_cache(maxsize=65_536)
def given_name(part: str) -> GivenName | None:
    """The given name that `part` spells, or None where it is not known as one.

    Of several names it is the first. A short form of several (Саша) is none of them: its key names them all.
    """
    names = given_names(part)
    if not names:
        return None
    alike = [name for name in names if name.is_diminutive == names[0].is_diminutive]
    gender = names[0].gender if len({name.gender for name in alike}) == 1 else None
    key = " or ".join(name.key for name in names) if names[0].is_diminutive else names[0].key
    return replace(names[0], key=key, gender=gender)


@lru_cache(maxsize=65_536)
def given_names(part: str) -> tuple[GivenName, ...]:
    """Every given name that `part` may stand for: the names that it spells before those of which it is a short form."""
    spelt = light(part)
    if spelt in _surnames():
        return ()
    as_spelt = _spelt().get(_as_spelt(part), ())
    names = as_spelt or _plainly_spelt().get(plain(part)) or _sounding_like(part)
    if spelt in _western():
        names = tuple(replace(name, is_east_slavic=False) for name in names)
    if spelt in _forenames():
        elsewhere = GivenName(spelt, _forenames()[spelt], is_east_slavic=False)
        if not names or names[0].is_diminutive:
            return (elsewhere, *names)
        if names[0].gender not in (None, elsewhere.gender):  # Karen; Petra, which sounds like Петро
            return tuple(sorted((*names, elsewhere), key=attrgetter("is_diminutive"))) if as_spelt else (elsewhere,)
    if not names and "-" in part:  # Hans-Peter: a name of its own, known by its first half
        first = given_name(part.split("-")[0])
        return (replace(first, key=key(part) if first.is_east_slavic else spelt),) if first else ()
    return names


def is_listed(part: str) -> bool:
    """Whether the tables have a given name in this spelling, but for case, accents, apostrophes and hyphens."""
    return plain(part) in _plainly_spelt() or light(part) in _forenames()


@cache
def known_forms() -> frozenset[str]:
    """Every form of every given name that the tables have, in light spelling."""
    forms = {light(form) for _, form in (*_official_forms(), *_diminutives())}
    return frozenset(forms | set(_forenames()))


def _as_spelt(part: str) -> str:
    """The name part without case and characters that cannot be seen; its accents stay: Алёна is not Алена."""
    letters = unicodedata.normalize("NFC", part[:MAXIMUM_LENGTH]).casefold()
    return letters if letters.isalpha() else "".join(c for c in letters if unicodedata.category(c) != "Cf")


def _sounding_like(part: str) -> tuple[GivenName, ...]:
    """The names that a romanisation sounds like. Cyrillic forms are all listed: many a word sounds nearly like one."""
    return () if CYRILLIC.search(part) else names_of_key(key(part))


def names_of_key(sounded: str) -> tuple[GivenName, ...]:
    """The given names whose official forms have this `sounds.key`."""
    return _alike().get(sounded, ())


def forms_of(key: str) -> tuple[str, ...]:
    """The official forms of the given name with this key; none where no name has it."""
    return _forms().get(key, ())


def forms_in(key: str, language: str) -> tuple[str, ...]:
    """The official forms of that given name in one language (BCP 47: be, ru or uk)."""
    return _forms_in().get((key, language), ())


@cache
def _forms_in() -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (name.key, language): tuple(form for column in columns for form in row[column].split("|") if form)
        for name, row in _rows()
        for language, columns in (("be", ("be", "be_tarask")), ("ru", ("ru",)), ("uk", ("uk",)))
    }


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, form in _official_forms():
        found.setdefault(name.key, {})[form] = None
    return {key: tuple(forms) for key, forms in found.items()}


@cache
def _spelt() -> dict[str, tuple[GivenName, ...]]:
    """The names by every form: official ones first, then in the order of the file."""
    found: dict[str, dict[str, GivenName]] = {}
    for name, form in (*_official_forms(), *_diminutives()):
        found.setdefault(_as_spelt(form), {}).setdefault(name.key, name)
    return {form: tuple(names.values()) for form, names in found.items()}


@cache
def _plainly_spelt() -> dict[str, tuple[GivenName, ...]]:
    """The names by their official forms without accents, apostrophes and hyphens."""
    found: dict[str, dict[str, GivenName]] = {}
    for name, form in _official_forms():
        found.setdefault(plain(form), {}).setdefault(name.key, name)
    return {form: tuple(names.values()) for form, names in found.items()}


@cache
def _alike() -> dict[str, tuple[GivenName, ...]]:
    """The East Slavic names by the keys of their official forms: too many words are like foreign or short ones."""
    found: dict[str, dict[str, GivenName]] = {}
    for name, form in _official_forms():
        if name.is_east_slavic:
            found.setdefault(key(form), {}).setdefault(name.key, name)
    return {alike: tuple(names.values()) for alike, names in found.items()}


def _official_forms() -> Iterator[tuple[GivenName, str]]:
    """Each name with each form that documents and the press have. Where Russian has ё, е is written too."""
    for name, row in _rows():
        for form in "|".join(row[column] for column in _COLUMNS if row[column]).split("|"):
            yield name, form
            yield name, form.replace("ё", "е")


def _diminutives() -> Iterator[tuple[GivenName, str]]:
    for name, row in _rows():
        for form in filter(None, row["diminutives"].split("|")):
            yield replace(name, is_diminutive=True), form


def _rows() -> Iterator[tuple[GivenName, dict[str, str]]]:
    for file, is_east_slavic in (("given_names.csv", True), ("world_given_names.csv", False)):
        for row in reference.rows(file):
            name = f"{row['be'].split('|')[0]}/{row['ru'].split('|')[0]}"
            yield GivenName(name, cast(Gender, row["gender"] or None), is_east_slavic), row


@cache
def _forenames() -> dict[str, Gender | None]:
    """Gender, None where both bear the name, by the light spelling."""
    return {light(row["name"]): cast(Gender, row["gender"] or None) for row in reference.rows("forenames.csv")}


@cache
def _western() -> frozenset[str]:
    """Light spellings that are usual outside Eastern Europe too."""
    return frozenset(light(row["name"]) for row in reference.rows("forenames.csv") if row["west"])


@cache
def _surnames() -> frozenset[str]:
    """Family names that sound like a given name and are none (Powell, Павел)."""
    return frozenset(row["word"] for row in reference.rows("words.csv") if row["kind"] == "surname")
