"""How many of the annotated facts the rules find: `python tests/measure_facts.py [GOLD SEEDS]`.

Without arguments our own texts in `gold/facts`. With the folder of the seeds' gold (`/work/shared/gold`) and the folder of
the seeds, those two texts with the gold's own mentions as input. The gold's words are mapped to the tables': joint letters,
foundations and dissolutions have other names there, `asserted_by_author` is attributed to the author, `commit` is support.
Left out: the illness, the appeal for assistance, relations that are inferred or implied.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facts_gold import FOLDER, compare, read

from pipeline.facts.demands import find_demands
from pipeline.facts.events import find_events
from pipeline.facts.relations import find_relations
from pipeline.facts.sentence import Mention
from pipeline.read.passages import sentences

_TYPES = {"organisation_founded": "foundation", "state_dissolution": "dissolution"}
_LEFT_OUT = ("illness", "appeal_for_assistance")
_KINDS = {"organisation": "organisation", "regime": "group", "collective": "group", "security force": "group"}

Row = dict[str, Any]


def own() -> None:
    """Prints what is found in our own texts, by file, layer and language."""
    for name in sorted(path.name for path in FOLDER.glob("*.txt")):
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for text in read(name):
            right, missed, wrong = compare(text)
            for key, facts in (("right", right), ("missed", missed), ("wrong", wrong)):
                for fact in facts:
                    counts[fact.layer, text.language][key] += 1
                    counts[fact.layer, "all"][key] += 1
        for (layer, language), of in sorted(counts.items()):
            found, gold = of["right"] + of["wrong"], of["right"] + of["missed"]
            print(f"{name:12} {layer:9} {language:4} right {of['right']:3} of {gold:3} annotated, {found:3} found")


def seeds(gold: Path, folder: Path, *, show: bool) -> None:
    """Prints what is found in the seeds."""
    total: Counter[str] = Counter()
    rows = {layer: list(_rows(gold / f"{layer}.jsonl")) for layer in ("events", "demands", "relations")}
    for document in sorted({row["doc"] for row in rows["events"]}):
        text = (folder / document).read_text(encoding="utf-8")
        spans, _ = sentences(text, "en")
        mentions = list(_mentions(gold, document))
        members = _members(gold, document)
        for layer, check in (("events", _events), ("demands", _demands), ("relations", _relations)):
            annotated = [row for row in rows[layer] if row["doc"] == document]
            check(text, spans, mentions, annotated, members, total, show)
    for key, value in sorted(total.items()):
        print(f"{key:40} {value}")


def _events(
    text: str,
    spans: Any,
    mentions: list[Mention],
    rows: list[Row],
    members: dict[str, set[str]],
    total: Counter[str],
    show: bool,
) -> None:
    found = list(find_events(text, spans, "en", mentions))
    used = set()
    for row in rows:
        if row["type"] in _LEFT_OUT:
            continue
        total["events gold"] += 1
        kind = _TYPES.get(row["type"], row["type"])
        hits = [i for i, e in enumerate(found) if e.type == kind and e.start < row["end"] and row["start"] < e.end]
        used |= set(hits)
        wanted = {p["entity"] for p in row["participants"]}
        best = ""
        for hit in hits:
            who = {x for p in found[hit].participants if p.entity_id for x in members.get(p.entity_id, {p.entity_id})}
            total["events typed"] += hit == hits[0]
            all_of = {
                x
                for i in hits
                for p in found[i].participants
                if p.entity_id
                for x in members.get(p.entity_id, {p.entity_id})
            }
            # The same trigger may tell of two events in the gold: each needs its own participants only.
            same = [r for r in rows if r["start"] == row["start"]]
            others = {p["entity"] for r in same for p in r["participants"]}
            if wanted <= all_of and all_of <= others:
                best = "right"
            elif wanted and all_of <= others and (all_of or not wanted):
                best = best or "some participants"
            elif not all_of:
                best = best or "no participants"
            else:
                best = best or f"wrong: {sorted(all_of - others)}"
            if who:
                continue
        total[f"events {best.split(':')[0] or 'missed'}"] += 1
        if show and best != "right":
            print(
                "EVENT", row["surface"], row["type"], sorted(wanted), "->", best or "missed", [found[h] for h in hits]
            )
    for index, event in enumerate(found):
        if index not in used:
            total["events not in gold"] += 1
            if show:
                print("EXTRA", text[event.start : event.end], event)


def _demands(
    text: str,
    spans: Any,
    mentions: list[Mention],
    rows: list[Row],
    members: dict[str, set[str]],
    total: Counter[str],
    show: bool,
) -> None:
    found = list(find_demands(text, spans, "en", mentions))
    used = set()
    for row in rows:
        total["demands gold"] += 1
        act = {"commit": "support"}.get(row["act"], row["act"])
        hits = [i for i, d in enumerate(found) if d.start < row["end"] and row["start"] < d.end and d.act == act]
        used |= set(hits)
        if not hits:
            total["demands missed"] += 1
        else:
            found_about = {
                x
                for h in hits
                for p in found[h].parties
                if p.role == "about"
                for x in members.get(p.entity_id or "", {p.entity_id})
            }
            whom = {
                x
                for h in hits
                for p in found[h].parties
                if p.role == "of_whom"
                for x in members.get(p.entity_id or "", {p.entity_id})
            }
            right = set(row["about"]) <= found_about and (row["of_whom"] is None or row["of_whom"] in whom)
            total["demands right" if right else "demands other parties"] += 1
            if show and right:
                d = found[hits[0]]
                total["demands same quote"] += (d.start, d.end) == (row["start"], row["end"])
            if right:
                continue
        if show:
            print(
                "DEMAND",
                row["act"],
                row["surface"],
                row["of_whom"],
                row["about"],
                "->",
                [(text[found[h].start : found[h].end], found[h]) for h in hits],
            )
    for index, demand in enumerate(found):
        if index not in used:
            total["demands not in gold"] += 1
            if show:
                print("EXTRA", text[slice(*demand.cue)], "|", text[demand.start : demand.end], demand)


def _relations(
    text: str,
    spans: Any,
    mentions: list[Mention],
    rows: list[Row],
    members: dict[str, set[str]],
    total: Counter[str],
    show: bool,
) -> None:
    found = list(find_relations(text, spans, "en", mentions))
    used = set()
    for row in rows:
        if row["stance"] not in ("stated", "attributed", "asserted_by_author"):
            continue
        total["relations gold"] += 1
        words = row["object"] if isinstance(row["object"], str) else ""
        for index, relation in enumerate(found):
            subjects = members.get(relation.subject_entity_id, {relation.subject_entity_id})
            value = relation.object_value or ""
            same = (
                relation.object_entity_id == words
                or value in words
                or words in value
                or words == "doc:open-letter"
                or "unnamed" in words
            )
            if row["subject"] in subjects and relation.predicate == row["predicate"] and same:
                used.add(index)
                total["relations right"] += 1
                break
        else:
            if show:
                print("RELATION", row["surface"], row["subject"], row["predicate"], row["object"])
    for index, relation in enumerate(found):
        if index not in used:
            total["relations not in gold"] += 1
            if show:
                print("EXTRA", text[relation.start : relation.end], relation)


def _mentions(gold: Path, document: str) -> Iterator[Mention]:
    """The gold's mentions: names of people, bodies and groups by name or noun, places; no pronouns."""
    for row in _of(gold / "person_mentions.jsonl", document):
        if row["mention_type"] == "NAM":
            yield Mention(row["start"], row["end"], "person", row["person"])
    for row in _of(gold / "organisation_mentions.jsonl", document):
        if row["mention_type"] != "PRO" and row["kind"] in _KINDS:
            kind = _KINDS[row["kind"]] if row["mention_type"] == "NAM" or row["kind"] != "organisation" else "group"
            yield Mention(row["start"], row["end"], kind, row["org"])  # type: ignore[arg-type]
    for row in _of(gold / "place_mentions.jsonl", document):
        if row["iso"] == "EU":
            yield Mention(row["start"], row["end"], "organisation", "org:eu")
        else:
            yield Mention(row["start"], row["end"], "place", f"place:{row['iso'] or row['place']}", row["iso"])


def _members(gold: Path, document: str) -> dict[str, set[str]]:
    return {}


def _of(path: Path, document: str) -> Iterator[Row]:
    return (row for row in _rows(path) if row["doc"] == document)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        seeds(Path(sys.argv[1]), Path(sys.argv[2]), show="--show" in sys.argv)
    else:
        own()
