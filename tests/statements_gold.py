"""Reads the texts of `gold/statements` and says what of their facts the rules find."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pipeline.facts.grammar.setting import Kind, Mention
from pipeline.facts.statements.finding import Statements, find_statements
from pipeline.read.passages import sentences

FOLDER = Path(__file__).parent / "gold" / "statements"

_MENTION = re.compile(r"\{([pogl]\d+)(?::(\w\w))? ([^{}]+)\}")
_KINDS = {"p": "person", "o": "organisation", "g": "group", "l": "place"}


@dataclass(frozen=True)
class Fact:
    """A fact in the form in which found and annotated ones are compared; `what` says it in words."""

    layer: str
    what: str
    where: str = ""


@dataclass
class Text:
    """A text with its mentions and facts."""

    language: str
    text: str
    mentions: list[Mention] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


def read(name: str) -> list[Text]:
    """The texts of a file of `gold/statements`."""
    return [_text(block) for block in (FOLDER / name).read_text(encoding="utf-8").strip().split("\n\n")]


def parse(language: str, text: str) -> Text:
    """A text with its mentions marked, without facts."""
    return _text(f"# {language}\n{text}")


def _text(block: str) -> Text:
    head, *lines = block.split("\n")
    language = head.split()[1]
    is_fact = re.compile(r"(event|demand|relation) .*\|")
    body = "\n".join(line for line in lines if not is_fact.match(line))
    found = Text(language, "")
    last = 0
    for match in _MENTION.finditer(body):
        found.text += body[last : match.start()]
        start = len(found.text)
        found.text += match[3]
        kind = cast(Kind, _KINDS[match[1][0]])
        found.mentions.append(Mention(start, len(found.text), kind, match[1], match[2]))
        last = match.end()
    found.text += body[last:]
    found.facts = [_fact(line) for line in lines if is_fact.match(line)]
    return found


def _fact(line: str) -> Fact:
    layer, rest = line.split(" ", 1)
    cells = [cell.strip() for cell in rest.split("|")]
    if layer == "event":
        trigger, kind, modality, parties = (*cells, "", "")[:4]
        by = next((cell[3:] for cell in cells if cell.startswith("by ")), "")
        return Fact(
            layer, f"{kind} {modality} {' '.join(sorted(parties.split()))} by:{by}", trigger.split("~")[-1].strip()
        )
    if layer == "demand":
        quote, act, content, *who = cells
        return Fact(layer, f"{act} {content} {' '.join(sorted(' '.join(who).split()))}", quote)
    return Fact(layer, " ".join(cells))


def stated(text: Text) -> Statements:
    """What the rules find in a text."""
    spans, _ = sentences(text.text, text.language)
    return find_statements(text.text, spans, text.language, text.mentions)


def found(text: Text) -> Iterator[Fact]:
    """The same, in the form in which facts are annotated."""
    all_ = stated(text)
    countries = {mention.entity_id: mention.country for mention in text.mentions}
    for event in all_.events:
        parties = sorted(f"{p.role}={p.entity_id}" for p in event.participants if p.entity_id)
        by = text.text[slice(*event.attributed_to)] if event.attributed_to else ""
        what = f"{event.type} {event.modality} {' '.join(parties)} by:{by}"
        yield Fact("event", what, text.text[event.start : event.end])
    for demand in all_.demands:
        parties = sorted({f"{p.role}={p.entity_id}" for p in demand.parties if p.entity_id})
        what = f"{demand.act} {demand.content} {' '.join(parties)}"
        yield Fact("demand", what, text.text[demand.start : demand.end])
    for relation in all_.relations:
        target = relation.object_value or ""
        if relation.object_entity_id:
            target = relation.object_entity_id
            if relation.predicate == "citizen_of":
                target = countries.get(target) or target
        what = f"{relation.predicate} {relation.subject_entity_id} {target}"
        yield Fact("relation", what + (" attributed" if relation.stance == "attributed" else ""))


def matches(annotated: Fact, other: Fact) -> bool:
    """Whether a found fact is an annotated one: the same in what it says, at words that overlap."""
    same_place = annotated.where in other.where or other.where in annotated.where
    if annotated.layer == "relation" and annotated.what.startswith("has_role"):
        # A role may be given with more or fewer words: editor, the editor of X.
        one, two = (fact.what.split(" ", 2) for fact in (annotated, other))
        return one[:2] == two[:2] and (one[2] in two[2] or two[2] in one[2])
    return annotated.layer == other.layer and annotated.what == other.what and same_place


def compare(text: Text) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """The facts that are found, those that are missed, and those found that are not annotated."""
    missed, right, wrong = list(text.facts), [], []
    for fact in found(text):
        hit = next((annotated for annotated in missed if matches(annotated, fact)), None)
        if hit:
            missed.remove(hit)
            right.append(fact)
        else:
            wrong.append(fact)
    return right, missed, wrong
