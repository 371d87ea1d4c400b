"""Whose name a candidate is: gives every candidate of the collection a person.

1. Full names that are one name (`pipeline.names`) are one person in all documents.
2. A family name or a given name alone, in whatever case, is the one person whom its document names in full and whom it
   fits: the name, the gender that a title shows, the initial, the office. Of several who fit it is none.
3. Those whom a document never names in full are people of that document alone; unless the collection knows one person
   of that family name who is far more often named than any other: then they are that one.

Precision comes before recall: what may be several people's is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.entities.cases import in_nominative
from pipeline.names import cluster
from pipeline.names.given import given_names
from pipeline.names.inflection import forms, languages
from pipeline.names.letters import light
from pipeline.names.name import Name
from pipeline.names.patronymic import is_patronymic
from pipeline.names.reading import read, read_family
from pipeline.names.sounds import key
from pipeline.tables.rows import Row

PersonKey = tuple[str, ...]
"""What stands for one person while a build lasts."""

Persons = dict[str, PersonKey]
"""Who is named at a place, by `candidate_id`."""

PROMINENT = 3
"""A family name alone is somebody's whom at least so many documents name in full, and so many times as many as any
other of that name."""


@dataclass(frozen=True)
class Mention:
    """A candidate with its name as read, and the person it was given to; so many people have the name here."""

    row: Row
    name: Name
    person: PersonKey
    n_candidates: int

    @property
    def spelling(self) -> str:
        """The name as it is written."""
        return str(self.row["name"])


def assign(candidates: list[Row]) -> list[Mention]:
    """Gives every candidate its person; leaves out those that could be several people's."""
    named = [(row, read_name(row)) for row in candidates]
    settled = in_nominative((str(row["document_id"]), name) for row, name in named if name.is_full)
    named = [(row, settled.get(name.text, name) if name.is_full else name) for row, name in named]
    people = _People(name for _, name in named if name.is_full)
    by_document: dict[str, list[tuple[Row, Name]]] = defaultdict(list)
    for row, name in named:
        by_document[str(row["document_id"])].append((row, name))
    mentions = [mention for id_, there in by_document.items() for mention in _Document(id_, there, people).mentions()]
    return list(_prominent(mentions))


def read_name(row: Row) -> Name:
    """The name of a candidate, in the nominative where that is certain."""
    return _read(str(row["name"]), str(row["language"]).split("-")[0], is_family=row["form"] == "family")


@lru_cache(maxsize=16_384)
def _read(text: str, language: str, *, is_family: bool) -> Name:
    if is_family:
        return read_family(text)
    return read(text, language if language in languages() else None)


@lru_cache(maxsize=65_536)
def family_keys(family: str) -> frozenset[str]:
    """What a family name alone sounds like, in the nominatives that it may be a form of too."""
    last = family.split()[-1]
    return frozenset({key(last), *(key(form.nominative) for form in forms(last))} - {""})


@lru_cache(maxsize=65_536)
def given_keys(given: str) -> frozenset[str]:
    """The given names that a word may be a form of; by its sound where none is known."""
    nominatives = (given, *(form.nominative for form in forms(given) if form.part in ("", "given")))
    known = {name.key for nominative in nominatives for name in given_names(nominative)}
    return frozenset(known | {light(nominative) for nominative in nominatives})


class _Document:
    """The names of one document."""

    def __init__(self, document_id: str, named: list[tuple[Row, Name]], people: "_People") -> None:
        self.document_id = document_id
        self.named = list(_without_family(named))
        self.full: dict[PersonKey, list[Name]] = defaultdict(list)
        self.in_office = set()
        self.person_of = {}
        self._called: dict[str, dict[PersonKey, None]] = defaultdict(dict)
        for row, name in self.named:
            if name.is_full:
                person = self.person_of[str(row["candidate_id"])] = people.of(name)
                if name not in self.full[person]:
                    self.full[person].append(name)
                    for called in _keys_of_full(name):
                        self._called[called][person] = None
                if row["has_office"]:
                    self.in_office.add(person)

    def mentions(self) -> Iterator[Mention]:
        """The mentions in the document; without those that could be several people's."""
        unknown: list[tuple[Row, Name]] = []
        alone: list[tuple[Row, Name, list[PersonKey]]] = []
        for row, name in self.named:
            if name.is_full:
                person = self.person_of[str(row["candidate_id"])]
                yield Mention(row, name, person, max(1, self._bearers(name)))
                continue
            doubtful = row["after_unknown"] and name.given is None  # Zdzisek Novik, of whom Novik was found
            fitting = [] if doubtful else self._fitting(row, name)
            if not fitting and not doubtful and row["form"] == "given":  # which may be a family name too (Anna Rose)
                family = read_family(str(row["name"]))
                fitting = self._fitting(row, family)
                name = family if fitting else name
            if fitting:
                alone.append((row, name, fitting))
            else:
                unknown.append((row, name))
        groups = list(_groups(unknown))
        groups_of: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for called in family_keys(group[0][1].family) if group[0][1].family else ():
                groups_of[called].add(number)
        for row, name, fitting in alone:
            called_so = family_keys(name.family) if name.family else ()
            strangers = {number for called in called_so for number in groups_of.get(called, ())}
            if len(fitting) == 1 and (not strangers or name.is_initials or row["has_office"]):
                yield Mention(row, name, fitting[0], max(self._bearers(name), 1) + len(strangers))
        for group in groups:
            yield from self._strangers(group)

    def _strangers(self, group: list[tuple[Row, Name]]) -> Iterator[Mention]:
        """Mentions of one name that nobody fits: one person, unless initials or titles say that they are several."""
        name = group[0][1]
        of_name = ("in", self.document_id, name.family or f"given {name.given}")
        distinct = {_distinct(row, name) for row, name in group}
        several = any(len({mark for mark in marks if mark}) > 1 for marks in zip(*distinct, strict=True))
        bearers = self._bearers(name)
        for row, name in group:
            marks = _distinct(row, name) if several else ()
            if not several or any(marks):
                yield Mention(row, name, (*of_name, *marks), bearers + (len(distinct) if several else 1))

    def _near(self, name: Name) -> dict[PersonKey, None]:
        """Those whom a name may name at all: looking at everybody would take time that grows with the square."""
        keys = _keys_of_short(name)
        return {person: None for called in keys for person in self._called.get(called, ())}

    def _fitting(self, row: Row, name: Name) -> list[PersonKey]:
        return [person for person in self._near(name) if self._fits(row, name, person)]

    def _bearers(self, name: Name) -> int:
        """How many people of the document bear the family name."""
        return sum(self._is_called(person, name) for person in self._near(name))

    def _fits(self, row: Row, name: Name, person: PersonKey) -> bool:
        """Whether a family name alone, or with an initial, or a given name can be short for a person's full name."""
        if row["has_office"] and person not in self.in_office:
            return False
        return any(_is_short_for(row, name, full) for full in self.full[person])

    def _is_called(self, person: PersonKey, name: Name) -> bool:
        return any(_same_family(name, full) for full in self.full[person])


def _keys_of_full(full: Name) -> set[str]:
    """What people named in full are looked up by: each is among the keys of every name that can be short for theirs."""
    family = full.family or ""
    families = {f"family {key(family)}", f"last {key(family.split()[-1])}", f"light {light(family)}"}
    return families | {f"given {given}" for given in given_keys(full.given or "")}


def _keys_of_short(name: Name) -> list[str]:
    if not name.family:
        return [f"given {given}" for given in sorted(given_keys(name.given or ""))]
    last = (f"last {called}" for called in sorted(family_keys(name.family)))
    return [f"family {key(name.family)}", *last, f"light {light(name.family)}"]


def _without_family(named: list[tuple[Row, Name]]) -> Iterator[tuple[Row, Name]]:
    """The names; a given name with a patronymic, of somebody whom the text names in full, has no family name.

    Most patronymics are family names too (Stsiapan Ilyich: of Stsiapan Zhuk, if he is the one who is so called).
    """
    full: dict[str, list[Name]] = defaultdict(list)
    for name in dict.fromkeys(name for _, name in named):
        if name.is_full and not is_patronymic(name.family or ""):
            for given in given_keys(name.given or ""):
                full[given].append(name)
    for row, name in named:
        if name.is_full and not name.middle and is_patronymic(name.family or ""):
            short = replace(name, family=None, middle=(name.family or "",))
            near = (other for given in given_keys(name.given or "") for other in full.get(given, ()))
            if any(_is_short_for(row, short, other) for other in near):
                yield row, short
                continue
        yield row, name


def _is_short_for(row: Row, name: Name, full: Name) -> bool:
    if row["gender"] and full.gender and row["gender"] != full.gender:
        return False
    if name.family is None:
        fathers = {each.middle_key for each in (name, full) if each.patronymic}
        same_given = name.given is not None and not given_keys(name.given).isdisjoint(given_keys(full.given or ""))
        return same_given and len(fathers) < 2
    if not _same_family(name, full):
        return False
    return not name.is_initials or (name.given or "")[0].casefold() == (full.given or "")[0].casefold()


def _same_family(name: Name, full: Name) -> bool:
    if not name.family or not full.family:
        return False
    if name.is_full:
        return key(name.family) == key(full.family)
    return key(full.family.split()[-1]) in family_keys(name.family) or light(full.family) == light(name.family)


def _groups(named: list[tuple[Row, Name]]) -> Iterator[list[tuple[Row, Name]]]:
    """Names that may be cases of one name: one of them is as it stands what the other may be a form of."""
    groups: dict[str, list[tuple[Row, Name]]] = {}
    of_key: dict[str, str] = {}
    for row, name in sorted(named, key=lambda pair: _plain(pair[1])):
        keys = family_keys(name.family) if name.family else {f"given {key}" for key in given_keys(name.given or "")}
        literal = _plain(name)
        group = of_key.get(literal) or next((of_key[key] for key in sorted(keys) if key in of_key), literal)
        of_key.setdefault(literal, group)
        groups.setdefault(group, []).append((row, name))
    yield from groups.values()


def _plain(name: Name) -> str:
    return key(name.family.split()[-1]) if name.family else f"given {light(name.given or '')}"


def _distinct(row: Row, name: Name) -> tuple[str, str]:
    """What may tell people of one family name apart: the initial and what a title says of the gender; else empty."""
    initial = (name.given or "")[:1].casefold() if name.family else ""
    return (initial, str(row["gender"] or ""))


def _prominent(mentions: list[Mention]) -> Iterator[Mention]:
    """Gives those whom their document names by family name alone to the one whom the collection names most.

    What may be a given name too is a family name alone if many documents have the same person's so (Rose).
    """
    documents: dict[PersonKey, set[str]] = defaultdict(set)
    also_given: dict[PersonKey, set[str]] = defaultdict(set)
    called: dict[str, set[PersonKey]] = defaultdict(set)
    genders: dict[PersonKey, Counter[str]] = defaultdict(Counter)
    begins: dict[PersonKey, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.name.is_full:
            begins[mention.person] |= mention.name.first_sounds[0]
            documents[mention.person].add(str(mention.row["document_id"]))
            called[key((mention.name.family or "").split()[-1])].add(mention.person)
            if mention.name.gender:
                genders[mention.person][mention.name.gender] += 1
        elif mention.row["form"] == "given" and mention.name.family:
            also_given[mention.person].add(str(mention.row["document_id"]))
    for mention in mentions:
        if mention.person[0] != "in":
            yield mention
            continue
        family = mention.name.family or mention.name.given or ""
        bearers = sorted({person for k in family_keys(family) for person in called.get(k, ())})
        if mention.name.is_initials:
            bearers = [one for one in bearers if not begins[one].isdisjoint(mention.name.first_sounds[0])]
        ranked = sorted(bearers, key=lambda person: -len(documents[person]))
        first, others = ranked[:1], ranked[1:]
        most = max((len(documents[person]) for person in others), default=1)
        known = first and len((documents if mention.name.family else also_given)[first[0]]) >= PROMINENT * most
        gender = mention.row["gender"]
        if known and not (gender and genders[first[0]] and not genders[first[0]][gender]):
            name = mention.name if mention.name.family else read_family(mention.spelling)
            yield replace(mention, person=first[0], name=name, n_candidates=len(bearers))
        else:
            yield mention


class _People:
    """Those who are named in full: which keys of names are one person's, and who differs from whom in between."""

    def __init__(self, names: Iterable[Name]) -> None:
        names = list(names)
        self._same = _one_for_each_group({_full_key(name): f"{name.given} {name.family}" for name in names})
        self._fathers = _one_for_each_group({(name.text,): name.text for name in names if name.patronymic})
        self._middles: dict[PersonKey, set[str]] = defaultdict(set)
        for name in names:
            if name.middle_key:
                self._middles[self._same[_full_key(name)]].add(self._middle(name))

    def of(self, name: Name) -> PersonKey:
        """The person of a full name: two who differ in what stands between are two, and without it a third."""
        person = self._same[_full_key(name)]
        return (*person, self._middle(name)) if len(self._middles[person]) > 1 else person

    def _middle(self, name: Name) -> str:
        """What stands between given and family name; of patronymics, one for all that are the same."""
        if name.patronymic:
            return read(self._fathers[name.text,][0]).middle_key or ""
        return name.middle_key or ""


def _full_key(name: Name) -> PersonKey:
    generation = (light(name.generation),) if name.generation else ()
    return ("named", name.given_key or "", name.family_key or "", *generation)


def _one_for_each_group(spellings: dict[PersonKey, str]) -> dict[PersonKey, PersonKey]:
    """For each key the first key of those whose spellings are one name and whose rest (Jr.) is the same."""
    keys = sorted(spellings)
    first: dict[tuple[object, ...], PersonKey] = {}
    groups = zip(keys, cluster(spellings[key] for key in keys), strict=True)
    return {key: first.setdefault((group, *key[3:]), key) for key, group in groups}
