"""The rows about people: who they are, which spellings they have, where they are named.

Whose name a candidate is, is decided in `assign`, in `editors` by those who put names in brackets, in `decisions` by
maintainers, and which id a person has in `identity`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline import reference
from pipeline.entities.assign import Mention, PersonKey, assign, read_name
from pipeline.entities.decisions import Decision, Known, obey, sound, without_nobodies
from pipeline.entities.editors import METHOD, joined_by_editors
from pipeline.entities.identity import Remembered, Seen, evidence, identify
from pipeline.entities.naming import mention_row, name_rows
from pipeline.entities.register import LANGUAGES, registered
from pipeline.names import romanise
from pipeline.names.given import Gender
from pipeline.names.name import Name
from pipeline.tables.rows import Row

OFFICIAL_LATIN = "by-bel-Cyrl-Latn-2007"
"""The system of `people.name_be_latn`."""


def resolve(
    candidates: Iterable[Row],
    languages: dict[str, str | None],
    texts: Mapping[str, str],
    decisions: Iterable[Decision] | None = None,
    identities: Sequence[Remembered] | None = None,
    brackets: Iterable[Row] = (),
) -> Iterator[tuple[str, Row]]:
    """Rows of all tables that say who is who, each with the name of its table.

    `candidates` are rows of the table of that name; `languages` and `texts` give each document's language and the
    SHA-256 of its text. `decisions` and `identities` are rows of the reference data of that name, `brackets` those of
    `bracket_evidence`.
    """
    known = Known(reference.rows("identities.csv") if identities is None else identities, texts)
    decisions, problems = sound(reference.rows("decisions.csv") if decisions is None else decisions)
    rows, unfit = without_nobodies(list(candidates), decisions, known)
    given = {str(mention.row["candidate_id"]): mention for mention in assign(rows)}
    by_name = {place: mention.person for place, mention in given.items()}
    by_editors = joined_by_editors(rows, by_name, brackets)
    persons, unfit_too = obey(rows, by_editors, by_name, decisions, known)
    by_person: dict[PersonKey, list[Mention]] = defaultdict(list)
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
    reasons = {}
    for person, mentions in by_person.items():
        if len({mention.person for mention in mentions}) > 1:
            editors = {by_editors.get(str(mention.row["candidate_id"])) for mention in mentions}
            reasons[person] = METHOD if len(editors) == 1 else "decision"
    found = identify(people, known.remembered, reasons)
    for person, mentions in by_person.items():
        yield from _rows_of(found.ids[person], mentions, languages)
    yield from (("redirects", row) for row in found.redirect_rows())
    problem_rows = {row["decision_problem_id"]: row for row in (one.row for one in (*problems, *unfit, *unfit_too))}
    yield from (("decision_problems", row) for row in problem_rows.values())


def _settled(row: Row, person: PersonKey, given: Iterable[Mention]) -> Mention:
    """The mention of a candidate that a decision alone gives somebody, though several may bear its name."""
    name = read_name(row)
    there = (mention for mention in given if mention.row["document_id"] == row["document_id"])
    bearers = (mention.n_candidates for mention in there if mention.name.may_be_called(name.family or ""))
    return Mention(row, name, person, max(bearers, default=1))


def _rows_of(entity_id: str, mentions: list[Mention], languages: dict[str, str | None]) -> Iterator[tuple[str, Row]]:
    """All rows about one person."""
    mentions = sorted(mentions, key=lambda mention: (mention.row["document_id"], mention.row["start"]))
    by_spelling: dict[str, list[Mention]] = defaultdict(list)
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
        row = mention.row
        yield "mentions", mention_row(entity_id, mention.spelling, row["candidate_id"], row, mention.n_candidates)


def _entity_row(entity_id: str, label: str, mentions: list[Mention], *, is_registered: bool) -> Row:
    return {
        "entity_id": entity_id,
        "kind": "person",
        "subkind": None,
        "label": label,
        "country": None,
        "status": "registered" if is_registered else "from_text",
        "n_documents": len({mention.row["document_id"] for mention in mentions}),
        "n_mentions": len(mentions),
    }


def _first_seen(mentions: list[Mention]) -> Row:
    """What the mentions with one spelling say of it."""
    first = mentions[0].row
    return {
        "form": first["form"],
        "n_mentions": len(mentions),
        "first_document_id": first["document_id"],
        "first_start": first["start"],
    }


def _person_row(
    entity_id: str,
    label: str,
    names: dict[str, Name],
    mentions: list[Mention],
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


def _attested_natively(mentions: list[Mention], languages: dict[str, str | None]) -> dict[str, str]:
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


def _by_frequency(mentions: list[Mention]) -> list[str]:
    """The different spellings, the most frequent first, then by code points."""
    counts = Counter(mention.spelling for mention in mentions)
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))
