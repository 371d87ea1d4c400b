"""Who is who: joins the candidates of all documents into people, and says which spellings they have.

By names alone. Full names that are one name (`pipeline.names`) are one person in all documents; a family name alone is
the one person of its own document who bears it, and nobody when two bear it and nothing tells them apart. Precision
comes before recall.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import reference
from pipeline.entities.decisions import Decision, Known, obey, sound, without_nobodies
from pipeline.entities.identity import Remembered, Seen, evidence, identify
from pipeline.entities.naming import name_id, name_rows
from pipeline.entities.register import LANGUAGES, registered
from pipeline.names import cluster, romanise
from pipeline.names.given import Gender
from pipeline.names.letters import light
from pipeline.names.name import Name
from pipeline.names.reading import read, read_family
from pipeline.names.sounds import key
from pipeline.tables.rows import Row

OFFICIAL_LATIN = "by-bel-Cyrl-Latn-2007"
"""The system of `people.name_be_latn`."""

PersonKey = tuple[str, ...]
"""What stands for one person while a build lasts; the id is found by `identity`."""


@dataclass(frozen=True)
class _Mention:
    """A candidate with its name as read, and the person it was given to."""

    row: Row
    name: Name
    person: PersonKey
    n_candidates: int

    @property
    def spelling(self) -> str:
        return str(self.row["name"])


def resolve(
    candidates: Iterable[Row],
    languages: dict[str, str | None],
    texts: Mapping[str, str],
    decisions: Iterable[Decision] | None = None,
    identities: Sequence[Remembered] | None = None,
) -> Iterator[tuple[str, Row]]:
    """Rows of all tables that say who is who, each with the name of its table.

    `candidates` are rows of the table of that name; `languages` and `texts` give each document's language and the
    SHA-256 of its text. `decisions` and `identities` are rows of the reference data of that name.
    """
    known = Known(reference.rows("identities.csv") if identities is None else identities, texts)
    decisions, problems = sound(reference.rows("decisions.csv") if decisions is None else decisions)
    rows, unfit = without_nobodies(list(candidates), decisions, known)
    given = {str(mention.row["candidate_id"]): mention for mention in _assign(rows)}
    persons, unfit_too = obey(rows, {place: mention.person for place, mention in given.items()}, decisions, known)
    by_person: dict[PersonKey, list[_Mention]] = defaultdict(list)
    for row in rows:
        person = persons.get(row["candidate_id"])
        if person:
            by_person[person].append(given.get(row["candidate_id"]) or _settled(row, person, given.values()))
    people = evidence(
        (person, Seen(mention.spelling, document_id, mention.row["start"], mention.row["end"], texts[document_id]))
        for person, mentions in by_person.items()
        for mention in mentions
        for document_id in (str(mention.row["document_id"]),)
    )
    joined = {person for person, mentions in by_person.items() if len({mention.person for mention in mentions}) > 1}
    found = identify(people, known.remembered, joined)
    for person, mentions in by_person.items():
        yield from _rows_of(found.ids[person], mentions, languages)
    yield from (("redirects", row) for row in found.redirect_rows())
    problem_rows = {row["decision_problem_id"]: row for row in (one.row for one in (*problems, *unfit, *unfit_too))}
    yield from (("decision_problems", row) for row in problem_rows.values())


def _settled(row: Row, person: PersonKey, given: Iterable[_Mention]) -> _Mention:
    """The mention of a candidate that a decision alone gives somebody, though several may bear its name."""
    name = _read(row)
    there = (mention for mention in given if mention.row["document_id"] == row["document_id"])
    bearers = (mention.n_candidates for mention in there if mention.name.may_be_called(name.family or ""))
    return _Mention(row, name, person, max(bearers, default=1))


def _read(row: Row) -> Name:
    """The name of a candidate."""
    return (read_family if row["form"] == "family" else read)(str(row["name"]))


def _assign(candidates: list[Row]) -> Iterator[_Mention]:
    """Gives every candidate its person; leaves out those that could be several people's."""
    names = [_read(row) for row in candidates]
    people = _People(name for name in names if name.is_full)
    # What a document calls by one family name, as it folds: candidates and names.
    families: dict[tuple[str, str], list[tuple[Row, Name]]] = defaultdict(list)
    for row, name in zip(candidates, names, strict=True):
        if name.family:
            families[str(row["document_id"]), key(name.family)].append((row, name))
    for (document_id, family), named in families.items():
        yield from _assign_family(document_id, family, named, people)


def _assign_family(
    document_id: str, family: str, named: list[tuple[Row, Name]], people: "_People"
) -> Iterator[_Mention]:
    """The mentions of one family name in one document."""
    bearers = {people.of(name): name for _, name in named if name.is_full}
    in_office = {people.of(name) for row, name in named if name.is_full and row["has_office"]}
    fitting = [
        [people.of(name)]
        if name.is_full
        else [
            person
            for person, bearer in bearers.items()
            if _fits(row, name, bearer) and (person in in_office or not row["has_office"])
        ]
        for row, name in named
    ]
    # Those whom the document never names in full are one person, unless initials or titles say that they are several.
    unknown = [(row, name) for (row, name), persons in zip(named, fitting, strict=True) if not persons]
    distinct = {_distinct(row, name) for row, name in unknown}
    several = any(len({mark for mark in marks if mark}) > 1 for marks in zip(*distinct, strict=True))
    n_people = max(1, len(bearers) + (len(distinct) if several else bool(unknown)))
    for (row, name), persons in zip(named, fitting, strict=True):
        marks = _distinct(row, name)
        if name.is_full or (len(persons) == 1 and (not unknown or marks[0] or row["has_office"])):
            yield _Mention(row, name, persons[0], n_people)
        elif not persons and not several:
            yield _Mention(row, name, ("in", document_id, family), n_people)
        elif not persons and any(marks):
            yield _Mention(row, name, ("in", document_id, family, *marks), n_people)


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


def _fits(row: Row, name: Name, bearer: Name) -> bool:
    """Whether a family name alone, or with an initial, can be short for the full name `bearer`."""
    if not bearer.may_be_called(name.family or ""):
        return False
    if row["gender"] and bearer.gender and row["gender"] != bearer.gender:
        return False
    return not name.is_initials or (name.given or "")[0].casefold() == (bearer.given or "")[0].casefold()


def _distinct(row: Row, name: Name) -> tuple[str, str]:
    """What may tell people of one family name apart: the initial and what a title says of the gender; else empty."""
    return ((name.given or "")[:1].casefold(), str(row["gender"] or ""))


def _rows_of(entity_id: str, mentions: list[_Mention], languages: dict[str, str | None]) -> Iterator[tuple[str, Row]]:
    """All rows about one person."""
    mentions = sorted(mentions, key=lambda mention: (mention.row["document_id"], mention.row["start"]))
    by_spelling: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_spelling[mention.spelling].append(mention)
    spellings = _by_frequency(mentions)
    names = {spelling: by_spelling[spelling][0].name for spelling in spellings}
    label = next((spelling for spelling in spellings if names[spelling].is_full), spellings[0])
    known = registered(name for name in names.values() if name.is_full)
    native = dict(known.names) if known else _attested_natively(mentions, languages)
    yield "entities", _entity_row(entity_id, label, mentions, is_registered=known is not None)
    yield "people", _person_row(entity_id, label, names, mentions, native, known.gender if known else None)
    yield from name_rows(entity_id, {text: (names[text], _first_seen(by_spelling[text])) for text in spellings}, native)
    for mention in mentions:
        yield "mentions", _mention_row(entity_id, mention)


def _entity_row(entity_id: str, label: str, mentions: list[_Mention], *, is_registered: bool) -> Row:
    return {
        "entity_id": entity_id,
        "kind": "person",
        "label": label,
        "country": None,
        "status": "registered" if is_registered else "from_text",
        "n_documents": len({mention.row["document_id"] for mention in mentions}),
        "n_mentions": len(mentions),
    }


def _first_seen(mentions: list[_Mention]) -> Row:
    """What the mentions with one spelling say of it."""
    first = mentions[0].row
    return {
        "form": first["form"],
        "n_mentions": len(mentions),
        "first_document_id": first["document_id"],
        "first_start": first["start"],
    }


_HANDED_ON = ("document_id", "start", "end", "quote", "form", "bracketed", "possessive", "attributive", "method_id")
"""Columns of a candidate that its mention has unchanged."""


def _mention_row(entity_id: str, mention: _Mention) -> Row:
    return {column: mention.row[column] for column in _HANDED_ON} | {
        "mention_id": mention.row["candidate_id"],
        "entity_id": entity_id,
        "name_id": name_id(entity_id, mention.spelling),
        "n_candidates": mention.n_candidates,
    }


def _person_row(
    entity_id: str,
    label: str,
    names: dict[str, Name],
    mentions: list[_Mention],
    native: dict[str, str],
    gender: Gender | None,
) -> Row:
    """`names` are all spellings as read, the most frequent first; `gender` is that of the register."""
    name = names[label]
    genders = {mention.name.gender for mention in mentions} | {mention.row["gender"] for mention in mentions}
    patronymics = [name.patronymic for name in names.values() if name.patronymic]
    return {
        "entity_id": entity_id,
        "label": label,
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": patronymics[0] if patronymics else None,
        "gender": gender or _only(genders - {None}),
        **{f"name_{language}": native.get(language) for language in LANGUAGES},
        "name_be_latn": romanise(native["be"], OFFICIAL_LATIN) if "be" in native else None,
        "spellings": list(names),
    }


def _only(genders: set[Gender | None]) -> Gender | None:
    return next(iter(genders)) if len(genders) == 1 else None


def _attested_natively(mentions: list[_Mention], languages: dict[str, str | None]) -> dict[str, str]:
    """By language, the full name that documents in it use most, in the nominative."""
    found = {}
    for language in LANGUAGES:
        there = [
            mention
            for mention in mentions
            if (languages[str(mention.row["document_id"])] or "").split("-")[0] == language and mention.name.is_full
        ]
        if there:
            found[language] = _by_frequency(there)[0]
    return found


def _by_frequency(mentions: list[_Mention]) -> list[str]:
    """The different spellings, the most frequent first, then by code points."""
    counts = Counter(mention.spelling for mention in mentions)
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))
