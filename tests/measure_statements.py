"""How many of the annotated facts the rules find: `python tests/measure_statements.py [GOLD SEEDS [--all]]`.

Without arguments: our own texts in `gold/facts`. With the folders of the seeds' gold and of the seeds: those two texts,
with the gold's mentions as input, and what differs: names of people, bodies and groups by name or noun, places; with
`--all` also the groups of people and the pronouns that the gold resolves. The gold's words are mapped to ours:
`organisation_founded` is a foundation, `state_dissolution` a dissolution, a claimant is whom the event is attributed
to, `commit` is support. Left out: the illness, the appeal for assistance, relations that are inferred or implied.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from statements_gold import FOLDER, compare, read

from pipeline.facts.grammar.sentence import Mention
from pipeline.facts.statements.demands import Demand, find_demands
from pipeline.facts.statements.events import Event, find_events
from pipeline.facts.statements.relations import Relation, find_relations
from pipeline.read.passages import sentences

_TYPES = {"organisation_founded": "foundation", "state_dissolution": "dissolution"}
_LEFT_OUT = ("illness", "appeal_for_assistance")
_POSSESSIVES = ("her", "his", "its", "our", "their")
_LONG = 4
"""Groups of more words are lists, whose names are mentions themselves."""

_STANCES = ("stated", "attributed", "asserted_by_author")

Row = dict[str, Any]


def own() -> None:
    """Prints what is found in our own texts, by file, layer and language."""
    for path in sorted(FOLDER.glob("*.txt")):
        counts: Counter[tuple[str, str, str]] = Counter()
        for text in read(path.name):
            for key, facts in zip(("right", "missed", "wrong"), compare(text), strict=True):
                for fact in facts:
                    counts.update([(fact.layer, text.language, key), (fact.layer, "all", key)])
        for layer, language in sorted({key[:2] for key in counts}):
            right, missed, wrong = (counts[layer, language, key] for key in ("right", "missed", "wrong"))
            figures = f"{right:3} right of {right + missed:3} annotated and {right + wrong:3} found"
            print(f"{path.name:12} {layer:8} {language:3} {figures}")


def seeds(gold: Path, folder: Path, *, resolved: bool) -> None:
    """Prints what is found in the seeds, and what is missed or not in the gold."""
    counts: Counter[str] = Counter()
    rows = {layer: list(_rows(gold / f"{layer}.jsonl")) for layer in ("events", "demands", "relations")}
    for document in sorted({row["doc"] for row in rows["events"]}):
        text = (folder / document).read_text(encoding="utf-8")
        spans, _ = sentences(text, "en")
        mentions = list(_mentions(gold, document, resolved=resolved))
        here = {layer: [row for row in of if row["doc"] == document] for layer, of in rows.items()}
        events = list(find_events(text, spans, "en", mentions))
        demands = list(find_demands(text, spans, "en", mentions))
        relations = list(find_relations(text, spans, "en", mentions))
        counts.update(_report("event", text, events, _events(here["events"], events)))
        counts.update(_report("demand", text, demands, _demands(here["demands"], demands)))
        counts.update(_report("relation", text, relations, _relations(here["relations"], relations)))
    for key, count in sorted(counts.items()):
        print(f"{key:32} {count:3}")


def _report(
    layer: str, text: str, found: Iterable[Event | Demand | Relation], judged: Iterable[tuple[Row, list[Any], str]]
) -> Iterator[str]:
    """Prints what is not right; the words to count."""
    used: list[Any] = []
    for row, hits, verdict in judged:
        used += hits
        yield f"{layer} in the gold"
        yield f"{layer} {verdict}"
        if verdict != "right":
            print(f"- {layer} {verdict}: {row['surface']!r}", *(f"\n      {hit}" for hit in hits))
    for fact in found:
        if fact not in used:
            print(f"+ {layer} not in the gold: {text[fact.start : fact.end]!r}\n      {fact}")
            yield f"{layer} not in the gold"


def _events(rows: list[Row], found: list[Event]) -> Iterator[tuple[Row, list[Any], str]]:
    for row in rows:
        if row["type"] in _LEFT_OUT:
            continue
        kind = _TYPES.get(row["type"], row["type"])
        hits = [e for e in found if e.type == kind and e.start < row["end"] and row["start"] < e.end]
        who = {one for event in hits for p in event.participants if p.entity_id for one in p.entity_id.split("|")}
        if any(p["role"] == "claimant" for p in row["participants"]):
            who |= {event.attributed_to_entity_id for event in hits if event.attributed_to_entity_id}
        wanted = {p["entity"] for p in row["participants"]}
        # One trigger may tell of two events in the gold: jailed along with thousands of others.
        allowed = {p["entity"] for other in rows if other["start"] == row["start"] for p in other["participants"]}
        if not hits:
            yield row, hits, "missed"
        elif not who <= allowed:
            yield row, hits, "with others"
        else:
            yield row, hits, "right" if wanted <= who else "with fewer participants"


def _demands(rows: list[Row], found: list[Demand]) -> Iterator[tuple[Row, list[Any], str]]:
    for row in rows:
        act = {"commit": "support"}.get(row["act"], row["act"])
        hits = [d for d in found if d.act == act and d.start < row["end"] and row["start"] < d.end]
        about = {one for demand in hits for p in demand.parties if p.entity_id for one in p.entity_id.split("|")}
        whom = {p.entity_id for demand in hits for p in demand.parties if p.role == "of_whom"}
        right = set(row["about"]) <= about and (row["of_whom"] is None or row["of_whom"] in whom)
        yield row, hits, "missed" if not hits else "right" if right else "with other parties"


def _relations(rows: list[Row], found: list[Relation]) -> Iterator[tuple[Row, list[Any], str]]:
    for row in rows:
        if row["stance"] not in _STANCES:
            continue
        target = row["object"]
        hits = [
            r
            for r in found
            if (r.subject_entity_id, r.predicate) == (row["subject"], row["predicate"])
            and (r.object_entity_id == target or (r.object_value or "?") in target or "unnamed" in target)
        ]
        yield row, hits[:1], "right" if hits else "missed"


def _mentions(gold: Path, document: str, *, resolved: bool) -> Iterator[Mention]:
    for row in _of(gold / "person_mentions.jsonl", document):
        who, kind = row["person"], row["mention_type"]
        if kind == "NAM" or (resolved and kind == "PRO" and row["surface"].lower() not in _POSSESSIVES):
            yield Mention(row["start"], row["end"], "person", who)
        elif resolved and kind == "GRP" and who and row["surface"].count(" ") < _LONG:
            yield Mention(row["start"], row["end"], "group", "|".join(who))
    for row in _of(gold / "organisation_mentions.jsonl", document):
        pronoun = row["mention_type"] == "PRO" and (not resolved or row["surface"].lower() in _POSSESSIVES)
        if not pronoun and row["kind"] != "instrument":
            named = row["kind"] == "organisation" and row["mention_type"] == "NAM"
            yield Mention(row["start"], row["end"], "organisation" if named else "group", row["org"])
    for row in _of(gold / "place_mentions.jsonl", document):
        if row["iso"] == "EU":
            yield Mention(row["start"], row["end"], "organisation", "org:eu")
        else:
            yield Mention(row["start"], row["end"], "place", f"place:{row['iso'] or row['place']}", row["iso"])


def _of(path: Path, document: str) -> Iterator[Row]:
    return (row for row in _rows(path) if row["doc"] == document)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        seeds(Path(sys.argv[1]), Path(sys.argv[2]), resolved="--all" in sys.argv)
    else:
        own()
