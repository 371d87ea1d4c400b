"""One person of a published package, for whoever wants to see why: spellings, mentions in their sentences, reasons."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pipeline.entities.decisions import NO_PERSON, Decision, Known, places_meant, sound
from pipeline.entities.editors import METHOD, bracket_evidence, places_joined
from pipeline.entities.identity import Remembered
from pipeline.entities.ranks import is_numbered, rank_before
from pipeline.names import Index, Name, compare, read
from pipeline.publish.files import read_parquet
from pipeline.read.folder import text_as_published
from pipeline.tables import TABLES
from pipeline.tables.rows import Row


@dataclass(frozen=True)
class Sentence:
    """A mention in its sentence: what stands before it, its characters, what stands behind it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Shown:
    """A mention as it is shown; `why` says what gave it to the person."""

    mention: Row
    sentence: Sentence
    why: str


class Published:
    """The tables of a package about people, and the texts in `raw` that it was made from, as far as they are there."""

    def __init__(self, package: Path, raw: Path) -> None:
        self._package, self._raw = package, raw
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, read once. Raises OSError where it cannot be read."""
        if table not in self._tables:
            self._tables[table] = read_parquet(TABLES[table], self._package).to_pylist()
        return self._tables[table]

    @cached_property
    def people(self) -> dict[str, Row]:
        """The rows of `people` by id, with the numbers that `entities` has."""
        counts = {row["entity_id"]: row for row in self.rows("entities")}
        return {row["entity_id"]: counts[row["entity_id"]] | row for row in self.rows("people")}

    @cached_property
    def names(self) -> dict[str, Row]:
        """The rows of `names` by id."""
        return {row["name_id"]: row for row in self.rows("names")}

    @cached_property
    def mentions(self) -> dict[str, list[Row]]:
        """The mentions of each person, in the order of the table."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows("mentions"):
            found[row["entity_id"]].append(row)
        return found

    @cached_property
    def systems(self) -> dict[str, list[str]]:
        """The codes of the systems that write each spelling, by `name_id`."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.rows("name_systems"):
            found[row["name_id"]].append(row["system"])
        return {name_id: sorted(set(systems)) for name_id, systems in found.items()}

    def spelling(self, mention: Row) -> str:
        """The name as the mention spells it."""
        return str(self.names[mention["name_id"]]["name"])

    def sentence(self, mention: Row) -> Sentence:
        """A mention in its sentence; alone where the text is not in `raw` as it was."""
        text = self._text(mention["document_id"])
        sentences = self._sentences.get(mention["document_id"], [])
        at = bisect_right(sentences, (mention["start"], float("inf"))) - 1
        if not text or at < 0 or sentences[at][1] < mention["end"]:
            return Sentence("", mention["quote"], "")
        start, end = sentences[at]
        return Sentence(text[start : mention["start"]], mention["quote"], text[mention["end"] : end])

    def meant(self, references: Iterable[str], remembered: Sequence[Remembered]) -> dict[str, set[str]]:
        """The mentions that each reference of a decision names."""
        texts = {row["document_id"]: row["text_sha256"] for row in self.rows("documents")}
        places = [
            row | {"candidate_id": row["mention_id"], "name": self.spelling(row)} for row in self.rows("mentions")
        ]
        return places_meant(places, references, Known(remembered, texts))

    def brackets(self) -> dict[str, list[str]]:
        """What editors say of mentions, by `mention_id`: two spellings that they took for one person's, who is one."""
        tables = (self.rows(table) for table in ("quotation_edits", "quotation_alignments", "quotations"))
        people = (row for row in self.rows("mentions") if row["entity_id"] in self.people)
        places = {row["mention_id"]: row | {"candidate_id": row["mention_id"]} for row in people}
        found: dict[str, list[str]] = defaultdict(list)
        for here, other, row in places_joined(places.values(), bracket_evidence(*tables)):
            if places[here]["entity_id"] == places[other]["entity_id"]:
                said = f"{METHOD}: [{row['name']}] in {here} for {row['other_name']} in {other}"
                found[here].append(said)
                found[other].append(said)
        return found

    @cached_property
    def _sentences(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row in self.rows("passages"):
            if row["kind"] == "sentence":
                found[row["document_id"]].append((row["start"], row["end"]))
        return {document_id: sorted(spans) for document_id, spans in found.items()}

    @cached_property
    def _documents(self) -> dict[str, Row]:
        return {row["document_id"]: row for row in self.rows("documents")}

    @cache  # noqa: B019 (there is one of these a command)
    def _text(self, document_id: str) -> str | None:
        return text_as_published(self._raw, self._documents[document_id])


def find(published: Published, wanted: str) -> list[str]:
    """The ids of the people whom a name, or an id that may be an old one, means; a name may be a family name alone."""
    redirects = {row["old_entity_id"]: row["entity_id"] for row in published.rows("redirects")}
    wanted = redirects.get(wanted, wanted)
    if wanted in published.people:
        return [wanted]
    owners: list[str] = []
    names: list[Name] = []
    for entity_id, person in published.people.items():
        native = (person["name_be"], person["name_ru"], person["name_uk"])
        for text in filter(None, (*person["spellings"], *native, person["family_name"])):
            owners.append(entity_id)
            names.append(read(text))
    return list(dict.fromkeys(owners[place] for place, _ in Index(names).same(read(wanted))))


def mentions_of(
    published: Published, entity_id: str, decisions: Iterable[Decision], remembered: Sequence[Remembered]
) -> Iterator[Shown]:
    """Every mention of a person in its sentence, with what gave it to the person."""
    rows = [row for row in sound(decisions)[0] if row["decision"] != NO_PERSON]
    brackets = published.brackets()
    places = published.meant((row[side] for row in rows for side in "ab"), remembered)
    label = published.people[entity_id]["label"]
    full: dict[str, set[str]] = defaultdict(set)
    known_as: dict[str, str] = {}
    mentions = [(mention, published.sentence(mention)) for mention in published.mentions[entity_id]]
    for mention, sentence in mentions:
        spelling, before = published.spelling(mention), sentence.before
        if mention["form"] == "full":
            full[mention["document_id"]].add(spelling)
        elif is_numbered(spelling) or rank_before(before, len(before)):
            words = spelling if is_numbered(spelling) else f"{before.split()[-1]} {spelling}"
            known_as.setdefault(mention["document_id"], words)
    for mention, sentence in mentions:
        settled = [row for row in rows for side in "ab" if mention["mention_id"] in places[row[side]]]
        why = _by_name(published.spelling(mention), mention, label, full, known_as.get(mention["document_id"]))
        said = dict.fromkeys((*brackets.get(mention["mention_id"], ()), *map(_said, settled)))
        yield Shown(mention, sentence, "; ".join((why, *said)))


def _by_name(spelling: str, mention: Row, label: str, full: dict[str, set[str]], known_as: str | None) -> str:
    """What joins a mention to a person by its name alone; `known_as`: with what rank or number its text has it."""
    if mention["form"] == "full":
        others = sorted(set().union(*full.values()) - {spelling})
        near = max(others, key=lambda other: compare(spelling, other).score, default=None)
        if spelling == label or near is None:
            return "full name"
        like = label if compare(spelling, label).same else near
        return f"full name like {like} (score {compare(spelling, like).score:.2f})"
    here = sorted(full.get(mention["document_id"], ()))
    kind = "family name with initials" if mention["form"] == "initials" else f"{mention['form']} name"
    if not here:
        return f"{kind}, never in full in this text" + (f", which says {known_as}" if known_as else "")
    if mention["n_candidates"] == 1:
        return f"{kind} of the only bearer in this text, {here[0]}"
    return f"{kind} of {here[0]}, one of {mention['n_candidates']} bearers in this text"


def _said(row: Decision) -> str:
    return f"decision of {row['who']}, {row['when']}: {row['decision']} {row['a']}, {row['b']}: {row['why']}"
