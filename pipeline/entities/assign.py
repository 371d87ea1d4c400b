"""Whose name a candidate is: gives every candidate of the collection a person.

1. Full names that are one name (`pipeline.names`) are one person in all documents (`collection`).
2. A family name or a given name alone, in whatever case, is the one person whom its document names in full and whom it
   fits: the name, the gender that a title shows, the initial, the office. Of several who fit it is the only one whom
   the document has named in full up to there; else it is none.
3. Those who are known by a given name with a rank or a number (Pope Francis) are one person in all documents (`ranks`).
4. Others whom a document never names in full are people of that document alone; unless the collection knows one person
   of that family name who is far more often named than any other: then they are that one (`prominent`).

Precision comes before recall: what may be several people's is left out.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from pipeline.entities.called import (
    Called,
    by_family,
    by_given,
    by_given_and_father,
    family_keys,
    given_keys,
    in_halves,
    is_short_for,
    keys_of_full,
    keys_of_short,
    own_given_keys,
    plain,
    same_family,
)
from pipeline.entities.collection import Collection, PersonKey
from pipeline.entities.places import Look, Places, Spelling
from pipeline.entities.prominent import Prominent
from pipeline.entities.ranks import known_as
from pipeline.entities.said import Said
from pipeline.entities.taken import WAYS, Taken
from pipeline.entities.words import kinds
from pipeline.names.given import given_name, given_names
from pipeline.names.letters import light
from pipeline.names.name import Name
from pipeline.names.patronymic import is_patronymic
from pipeline.names.sounds import key
from pipeline.tables.rows import Row

NOBODY = -1

_AS_IT_IS, _AS_FATHER, _AS_FAMILY, _AS_GIVEN = map(WAYS.index, ("as_it_is", "as_father", "as_family", "as_given"))


class Assigned:
    """Who is named at each of `places`, by its number: `person` is a number of `persons`, or `NOBODY`.

    `n_candidates` is how many have the name there. `said` is what is known already of what spellings say.
    """

    def __init__(self, places: Places, said: Mapping[Spelling, Said] = MappingProxyType({})) -> None:
        self.places = places
        self.persons: list[PersonKey] = []
        self.person = array("i", [NOBODY]) * len(places)
        self.n_candidates = array("i", [0]) * len(places)
        self._taken = bytearray(len(places))
        self._collection = Collection(places, said)
        self._assign()

    def key(self, place: int) -> PersonKey | None:
        """Who is named at a place."""
        person = self.person[place]
        return None if person == NOBODY else self.persons[person]

    def reading(self, place: int) -> tuple[int, int]:
        """The number of the spelling at a place and the way in which it is taken: equal where the names are."""
        return self.places.spelling[place], self._taken[place]

    def taken(self, place: int) -> Taken:
        """How the name at a place is taken there."""
        spelling, way = self.reading(place)
        return self._collection.taken(spelling)._replace(way=WAYS[way])

    def name(self, place: int) -> Name:
        """The name at a place, in the nominative, as it is taken there."""
        return self.taken(place).name()

    def _assign(self) -> None:
        places, numbers = self.places, _Numbers(self.persons)
        named = [None if person is None else numbers[person] for person in self._collection.persons]
        called, prominent = self._collection.called, Prominent(self.persons)
        strangers: list[tuple[int, Called, str | None]] = []
        for number, (document_id, there) in enumerate(places.by_document()):
            found = [
                _Place(place, text, places.looks[places.look[place]], spelling, called[spelling], named[spelling])
                for place in there
                for spelling, text in ((places.spelling[place], places.text(place)),)
            ]
            for mention in _Document(document_id, found, numbers).mentions():
                at = mention.at
                self.person[at.number] = mention.person
                self.n_candidates[at.number] = mention.n_candidates
                self._taken[at.number] = at.taken
                if at.name.is_full:
                    prominent.named(mention.person, number, at.spelling, at.name)
                elif self.persons[mention.person][0] == "in":
                    strangers.append((at.number, at.name, at.look.gender))
                elif at.look.form == "given" and at.name.family:
                    prominent.also_given(mention.person, number)
        for place, name, gender in strangers:
            person, n_bearers = prominent.bearer(name, gender)
            if person is not None:
                self.person[place], self.n_candidates[place] = person, n_bearers
                if not name.family:
                    self._taken[place] = _AS_FAMILY


class _Numbers(dict[PersonKey, int]):
    """Numbers of people; who has none gets one, and is added to `persons`."""

    def __init__(self, persons: list[PersonKey]) -> None:
        super().__init__()
        self._persons = persons

    def __missing__(self, person: PersonKey) -> int:
        self[person] = len(self._persons)
        self._persons.append(person)
        return self[person]


def people_of(candidates: Iterable[Row]) -> list[PersonKey | None]:
    """For each row of `candidates` who is named there; None where it could be several.

    Rows of one document stand together.
    """
    assigned = Assigned(Places(candidates))
    return list(map(assigned.key, range(len(assigned.places))))


class _Place(NamedTuple):
    """A place in a document with its name, the number of its spelling, and of its person where it is named in full."""

    number: int
    text: str
    look: Look
    spelling: int
    name: Called
    person: int | None
    taken: int = _AS_IT_IS


class _Mention(NamedTuple):
    """A place with the person it was given to; so many people have the name there."""

    at: _Place
    person: int
    n_candidates: int


def _itself(name: Called) -> tuple[Called, ...]:
    return (name,)


class _Document:
    """The names of one document."""

    def __init__(self, document_id: str, named: list[_Place], numbers: _Numbers) -> None:
        self.document_id = document_id
        self.numbers = numbers
        self.named = list(_without_family(list(_without_given(named))))
        self.full: dict[int, list[Called]] = defaultdict(list)
        self.in_office = set()
        self.introduced: dict[int, int] = {}
        self.given_alone = {name.key for at in self.named if at.look.form == "given" for name in given_names(at.text)}
        self._called: dict[str, dict[int, None]] = defaultdict(dict)
        self._halves: dict[str, dict[int, None]] = defaultdict(dict)
        for at in self.named:
            if at.person is not None:
                if at.name not in self.full[at.person]:
                    self.full[at.person].append(at.name)
                    for called in keys_of_full(at.name):
                        self._called[called][at.person] = None
                    for half in in_halves(at.name):
                        self._halves[key(half.family or "")][at.person] = None
                self.introduced.setdefault(at.person, at.number)
                if at.look.has_office:
                    self.in_office.add(at.person)

    def mentions(self) -> Iterator[_Mention]:
        """The mentions in the document; without those that could be several people's."""
        unknown: list[_Place] = []
        alone: list[tuple[_Place, list[int]]] = []
        for at in self.named:
            if at.person is not None:
                yield _Mention(at, at.person, max(1, self._bearers(at.name)))
                continue
            # Zdzisek Novik, of whom Novik was found
            doubtful = (at.look.after_unknown and at.name.given is None) or bool(_known_as([at]))
            fitting = [] if doubtful else self._fitting(at.look, at.name)
            if not fitting and not doubtful:
                other, fitting = self._otherwise(at)
                at = other if fitting else at
            if not fitting and not doubtful and at.name.family:
                fitting = self._of_half(at.look, at.name)
            if fitting:
                alone.append((at, fitting))
            else:
                unknown.append(at)
        groups = list(_groups(unknown))
        groups_of: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for called in _family_keys(group[0].name):
                groups_of[called].add(number)
        for at, fitting in alone:
            before = [person for person in fitting if self.introduced[person] <= at.number]
            fitting = before if len(before) == 1 else fitting  # the others are named further below
            strangers = {number for called in _family_keys(at.name) for number in groups_of.get(called, ())}
            if len(fitting) == 1 and (not strangers or at.name.is_initials or at.look.has_office):
                yield _Mention(at, fitting[0], max(self._bearers(at.name), 1) + len(strangers))
        for group in groups:
            yield from self._strangers(group)

    def _otherwise(self, at: _Place) -> tuple[_Place, list[int]]:
        """A word alone that fits nobody, if it does as a family name (Anna Rose), or as a given name in some case."""
        if at.look.form == "given":
            at = at._replace(name=by_family(at.text, at.name.language), taken=_AS_FAMILY)
            return at, self._fitting(at.look, at.name)
        if at.look.form != "family" or at.look.has_office or " " in at.text:
            return at, []
        at = at._replace(name=by_given(at.text, at.name.language), taken=_AS_GIVEN)
        return at, [person for person in self._fitting(at.look, at.name) if self._is_introduced(person, at)]

    def _is_introduced(self, person: int, at: _Place) -> bool:
        """Whether a person is named in full before, and nobody of another given name that has this case is there."""
        if self.introduced[person] > at.number:
            return False
        own = {given for full in self.full[person] for given in own_given_keys(full)}
        return not (given_keys(at.text, at.name.language) - own) & self.given_alone

    def _of_half(self, look: Look, name: Called) -> list[int]:
        """Those of whose family name with a hyphen a name is one half."""
        near = {person: None for called in _family_keys(name) for person in self._halves.get(called, ())}
        return [person for person in near if self._fits(look, name, person, in_halves)]

    def _strangers(self, group: list[_Place]) -> Iterator[_Mention]:
        """Mentions of one name that nobody fits: one person, unless initials or titles say that they are several."""
        name = group[0].name
        known = _known_as(group)
        of_name = ("ranked", *known) if known else ("in", self.document_id, name.family or f"given {name.given}")
        distinct = {_distinct(at) for at in group}
        several = any(len({mark for mark in marks if mark}) > 1 for marks in zip(*distinct, strict=True))
        bearers = self._bearers(name)
        for at in group:
            marks = _distinct(at) if several else ()
            if not several or any(marks):
                yield _Mention(at, self.numbers[(*of_name, *marks)], bearers + (len(distinct) if several else 1))

    def _near(self, name: Called) -> dict[int, None]:
        """Those whom a name may name at all: looking at everybody would take time that grows with the square."""
        return {person: None for called in keys_of_short(name) for person in self._called.get(called, ())}

    def _fitting(self, look: Look, name: Called) -> list[int]:
        return [person for person in self._near(name) if self._fits(look, name, person)]

    def _bearers(self, name: Called) -> int:
        """How many people of the document bear the family name."""
        return sum(any(same_family(name, full) for full in self.full[person]) for person in self._near(name))

    def _fits(
        self, look: Look, name: Called, person: int, also: Callable[[Called], tuple[Called, ...]] = _itself
    ) -> bool:
        """Whether a family name alone, or with an initial, or a given name can be short for a person's full name.

        `also` gives what the full name is taken for.
        """
        if look.has_office and person not in self.in_office:
            return False
        return any(is_short_for(name, look.gender, one) for full in self.full[person] for one in also(full))


def _without_given(named: list[_Place]) -> Iterator[_Place]:
    """The names; what is the end of a longer name in the text is a family name of several words (Van Eyk, Soto Luna).

    Not where its first word is known as a given name.
    """
    ends: set[tuple[str, ...]] = set()
    texts = dict.fromkeys(at.text for at in named if at.name.is_full and " " in at.text)
    for text in texts:
        *first, last = text.split()
        ends |= {(*map(light, first[n:]), key(last)) for n in range(1, len(first))}
    for at in named:
        if ends and at.name.is_full and len(at.text.split()) > 1:
            *first, last = at.text.split()
            is_given = given_name(first[0]) is not None and not _is_particle(first[0])
            keys = () if is_given else family_keys(last, at.name.language)
            if any((*map(light, first), of_last) in ends for of_last in keys):
                yield at._replace(name=by_family(at.text, at.name.language), person=None, taken=_AS_FAMILY)
                continue
        yield at


def _is_particle(word: str) -> bool:
    return "particle" in kinds(word.lower())


def _without_family(named: list[_Place]) -> Iterator[_Place]:
    """The names; a given name with a patronymic, of somebody whom the text names in full, has no family name.

    Most patronymics are family names too (Stsiapan Ilyich: of Stsiapan Zhuk, if he is the one who is so called).
    """
    full: dict[str, list[Called]] = defaultdict(list)
    for name in dict.fromkeys(at.name for at in named):
        if name.is_full and not is_patronymic(name.family or ""):
            for given in given_keys(name.given or "", name.language):
                full[given].append(name)
    for at in named:
        short = by_given_and_father(at.name)
        if short:
            near = (
                other for given in given_keys(at.name.given or "", at.name.language) for other in full.get(given, ())
            )
            if any(is_short_for(short, at.look.gender, other) for other in near):
                yield at._replace(name=short, person=None, taken=_AS_FATHER)
                continue
        yield at


def _groups(named: list[_Place]) -> Iterator[list[_Place]]:
    """Names that may be cases of one name: one of them is as it stands what the other may be a form of."""
    groups: dict[str, list[_Place]] = {}
    of_key: dict[str, str] = {}
    for at in sorted(named, key=lambda at: plain(at.name)):
        name = at.name
        given = () if name.family else given_keys(name.given or "", name.language)
        keys = _family_keys(name) or {f"given {one}" for one in given}
        literal = plain(name)
        group = of_key.get(literal) or next((of_key[key] for key in sorted(keys) if key in of_key), literal)
        of_key.setdefault(literal, group)
        groups.setdefault(group, []).append(at)
    yield from groups.values()


def _known_as(group: Iterable[_Place]) -> tuple[str, str] | None:
    """What tells apart in all documents somebody known by a given name alone: Pope Francis, Elizabeth II."""
    places = [known_as(at.text, at.name.language, at.look.rank) for at in group if not at.name.is_full]
    said = [known for known in places if known]
    return min(frozenset.intersection(*said), default=None) if said else None


def _family_keys(name: Called) -> frozenset[str]:
    return family_keys(name.family, name.language) if name.family else frozenset()


def _distinct(at: _Place) -> tuple[str, str]:
    """What may tell people of one family name apart: the initial and what a title says of the gender; else empty."""
    initial = (at.name.given or "")[:1].casefold() if at.name.family else ""
    return (initial, str(at.look.gender or ""))
