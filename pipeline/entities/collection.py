"""The names of all texts together: which case each is in, and which full names are one person's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.entities.called import Called, called
from pipeline.entities.cases import Full, in_nominative
from pipeline.entities.places import Places, Spelling
from pipeline.entities.said import Said, key_of, say
from pipeline.entities.taken import Taken
from pipeline.names import cluster
from pipeline.names.reading import read

PersonKey = tuple[str, ...]
"""What stands for one person while a build lasts."""


class Collection:
    """What each of `Places.spellings` says, by their numbers: `called`, and for full names the person, in `persons`."""

    def __init__(self, places: Places, said: Mapping[Spelling, Said]) -> None:
        """`said` is what the spellings say; of those that it does not have it is found out."""
        self._spellings = places.spellings
        self.called: list[Called] = []
        keys: dict[int, PersonKey] = {}
        cases: dict[int, Full] = {}
        for number, spelling in enumerate(places.spellings):
            what = said.get(spelling) or say(spelling)
            self.called.append(what.called)
            if what.key and what.full:
                keys[number], cases[number] = what.key, what.full
        where = zip(places.document, places.spelling, strict=True)
        self._settled = in_nominative((document, cases[number]) for document, number in where if number in cases)
        for number, case in cases.items():
            if case.text in self._settled:
                name = self._settled[case.text].name(case.text)
                self.called[number], keys[number] = called(name, self._spellings[number].language), key_of(name)
        named = {number: _Named(keys[number], cases[number].text, self.called[number]) for number in cases}
        people = _People(named[number] for number in places.spelling if number in named)
        self.persons = [people.of(named[number]) if number in named else None for number in range(len(self.called))]

    def taken(self, number: int) -> Taken:
        """The spelling as it was read, with its nominative as far as other texts show it."""
        spelling = self._spellings[number]
        settled = self._settled.get(spelling.text)
        return Taken(*spelling)._replace(**settled._asdict()) if settled else Taken(*spelling)


class _Named(NamedTuple):
    """A full name: what those have in common that are one from the start, its text, what it says."""

    key: PersonKey
    text: str
    called: Called


class _People:
    """Those who are named in full: which keys of names are one person's, and who differs from whom in between."""

    def __init__(self, names: Iterable[_Named]) -> None:
        spellings: dict[PersonKey, str] = {}
        middles: dict[PersonKey, dict[_Named, None]] = defaultdict(dict)
        for name in names:
            spellings[name.key] = f"{name.called.given} {name.called.family}"
            if name.called.middle_key:
                middles[name.key][name] = None
        self._same = _one_for_each_group(spellings)
        fathers: dict[PersonKey, str] = {
            (n.text,): n.text for those in middles.values() for n in those if n.called.has_patronymic
        }
        self._fathers = _one_for_each_group(fathers)
        self._middles: dict[PersonKey, set[str]] = defaultdict(set)
        for key, those in middles.items():
            self._middles[self._same[key]] |= {self._middle(name) for name in those}

    def of(self, name: _Named) -> PersonKey:
        """The person of a full name: two who differ in what stands between are two, and without it a third."""
        person = self._same[name.key]
        return (*person, self._middle(name)) if len(self._middles.get(person, ())) > 1 else person

    def _middle(self, name: _Named) -> str:
        """What stands between given and family name; of patronymics, one for all that are the same."""
        if name.called.has_patronymic:
            return _middle_of(self._fathers[name.text,][0])
        return name.called.middle_key or ""


@lru_cache(maxsize=65_536)
def _middle_of(text: str) -> str:
    return read(text).middle_key or ""


def _one_for_each_group(spellings: dict[PersonKey, str]) -> dict[PersonKey, PersonKey]:
    """For each key the first key of those whose spellings are one name and whose rest (Jr.) is the same."""
    keys = sorted(spellings)
    first: dict[tuple[object, ...], PersonKey] = {}
    groups = zip(keys, cluster(spellings[key] for key in keys), strict=True)
    return {key: first.setdefault((group, *key[3:]), key) for key, group in groups}
