"""What the pipeline makes of annotated texts: the steps are run, and the rows of the tables read as facts."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import reference
from pipeline.publish.stage import Stage
from pipeline.run import run
from pipeline.steps.way import STEPS
from pipeline.tables.rows import Row
from training.facts.gold import Span, Text

_MEASURES = {"date": ("date",), "duration": ("measure", "duration")}
"""The layers of kinds of measures that have one of their own."""

_NAMED = {"regime": "organisation"}
"""The layers of kinds of entities that have none of their own."""


@dataclass
class Entity:
    """An entity with its attested spellings and the places where each document names it."""

    entity_id: str
    kind: str
    iso: str | None
    label: str
    spellings: set[str] = field(default_factory=set)
    mentions: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Found:
    """A row as a fact: its place, its columns, and who takes part in it with which role."""

    layer: str
    document: str
    start: int
    end: int
    row: Row
    parties: tuple[tuple[str, Entity], ...] = ()
    method: str | None = None

    def of(self, role: str) -> tuple[Entity, ...]:
        """The entities that have a role."""
        return tuple(entity for other, entity in self.parties if other == role)


@dataclass(frozen=True)
class Read:
    """What the pipeline made of a set: the facts of each text in the order of the texts, and the sentences."""

    facts: tuple[tuple[Found, ...], ...]
    documents: tuple[str, ...]
    sentences: dict[str, list[Span]]


def find(texts: Sequence[Text]) -> Read:
    """Runs the pipeline on texts, all as one corpus. Raises ValueError where it sets one of them aside."""
    with tempfile.TemporaryDirectory(prefix="imiony-evaluate-") as folder:
        raw, stage = Path(folder) / "raw", Stage(Path(folder) / "stage")
        paths = [_put(raw, text) for text in texts]
        for step in STEPS:
            run(step, stage, raw)
        for problem in stage.rows("ingest_problems"):
            raise ValueError(f"{problem['path']} was set aside: {problem['detail']}; correct the text or its sidecar")
        return _read(stage, paths)


def _put(raw: Path, text: Text) -> str:
    """Puts a text into a folder of raw texts; gives its path there."""
    path = f"{text.language}/{text.path.name}"
    target = raw / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.path.read_bytes())
    if text.sidecar:
        target.with_name(target.name + ".yaml").write_text(text.sidecar, encoding="utf-8")
    return path


def _read(stage: Stage, paths: list[str]) -> Read:
    ids = {row["path"]: row["document_id"] for row in stage.rows("documents")}
    documents = tuple(ids[path] for path in paths)
    entities = _entities(stage)
    facts = defaultdict(list)
    for fact in _facts(stage, entities):
        facts[fact.document].append(fact)
    sentences = defaultdict(list)
    for row in stage.rows("passages"):
        if row["kind"] == "sentence":
            sentences[row["document_id"]].append((row["start"], row["end"]))
    return Read(tuple(tuple(facts[document]) for document in documents), documents, sentences)


def _entities(stage: Stage) -> dict[str, Entity]:
    with_code = {row["kind"] for row in reference.rows("places.csv") if row["iso"]}
    entities = {}
    for row in stage.rows("entities"):
        iso = row["country"] if row["kind"] == "place" and row["subkind"] in with_code else None
        entities[row["entity_id"]] = Entity(row["entity_id"], row["kind"], iso, row["label"])
    for row in stage.rows("names"):
        if row["origin"] == "attested":
            entities[row["entity_id"]].spellings.add(row["name"])
    for row in stage.rows("mentions"):
        entities[row["entity_id"]].mentions[row["document_id"]].append((row["start"], row["end"]))
    return entities


def _facts(stage: Stage, entities: dict[str, Entity]) -> Iterator[Found]:
    speakers = _by(stage, "quotation_speakers", "quotation_id", "speaker_entity_id", entities)
    quotations = {row["quotation_id"]: row for row in stage.rows("quotations")}
    for key, row in quotations.items():
        yield _found("quotation", row, speakers[key])
    aligned = {}
    for row in stage.rows("quotation_alignments"):
        aligned[row["quotation_alignment_id"]] = quotations[row["quotation_id"]]
        yield _found("alignment", {**quotations[row["quotation_id"]], "source": row}, ())
    for row in stage.rows("quotation_edits"):
        place = (row["quote_start"], row["quote_end"])
        document = aligned[row["quotation_alignment_id"]]["document_id"]
        yield Found("edit", document, *place, row)
    for row in stage.rows("measures"):
        for layer in _MEASURES.get(row["kind"], ("measure",)):
            yield _found(layer, row | {"method_id": "measured"}, ())
    takers = _by(stage, "event_participants", "event_mention_id", "entity_id", entities)
    for row in _told(stage):
        yield _found("event", row, takers[row["event_mention_id"]])
    parties = _by(stage, "demand_parties", "demand_id", "entity_id", entities)
    for row in stage.rows("demands"):
        yield _found("demand", row, parties[row["demand_id"]])
    for row in stage.rows("relations"):
        pairs = (("subject", row["subject_entity_id"]), ("object", row["object_entity_id"]))
        yield _found("relation", row, [(role, entities[key]) for role, key in pairs if key])
    for row in stage.rows("mentions"):
        entity = entities[row["entity_id"]]
        yield _found(_NAMED.get(entity.kind, entity.kind), row, [("named", entity)])


def _told(stage: Stage) -> Iterator[Row]:
    """The mentions of events, with type and date as the document itself tells them."""
    told = {row["event_mention_id"]: row for row in stage.rows("told_events")}
    for row in stage.rows("event_mentions"):
        here = told[row["event_mention_id"]]
        yield row | {"type": here["type"], "edtf": here["edtf"]}


def _by(
    stage: Stage, table: str, key: str, who: str, entities: dict[str, Entity]
) -> defaultdict[str, list[tuple[str, Entity]]]:
    found: defaultdict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for row in stage.rows(table):
        found[row[key]].append((row.get("role", "speaker"), entities[row[who]]))
    return found


def _found(layer: str, row: Row, parties: Iterable[tuple[str, Entity]]) -> Found:
    place = (row["document_id"], row["start"], row["end"])
    return Found(layer, *place, row, tuple(parties), row.get("method_id"))
