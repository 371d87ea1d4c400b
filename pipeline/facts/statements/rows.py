"""The rows of what one document tells: events, demands, relations, made of what the modules beside this one find."""

from collections.abc import Iterator, Sequence

from pipeline.facts.grammar.sentence import Span
from pipeline.facts.grammar.setting import Mention, quoted_of
from pipeline.facts.statements.demands import Demand
from pipeline.facts.statements.events import Event
from pipeline.facts.statements.finding import find_statements
from pipeline.facts.statements.relations import Relation
from pipeline.facts.statements.spoken import spoken
from pipeline.facts.statements.when import dated, entries, entry_of, telling
from pipeline.tables.ids import digest
from pipeline.tables.quoted import publishable, words_row
from pipeline.tables.rows import Row


def statement_rows(
    document: Row,
    text: str,
    sentences: Sequence[Span],
    language: str,
    mentions: Sequence[Mention],
    dates: Sequence[Row],
    quotations: Sequence[Row] = (),
    speakers: Sequence[Row] = (),
) -> Iterator[tuple[str, Row]]:
    """Rows of `told_events`, `demands`, `demand_parties` and `relations` of one document.

    `sentences` are spans in code points, in order; `dates` are its rows of `measures` that are dates;
    `quotations` and `speakers` those of `quotations` and `quotation_speakers`.
    """
    quoted = quoted_of(quotations, speakers, mentions)
    stated = find_statements(text, sentences, language, mentions, quoted)
    told = list(spoken(text, stated.events, quotations, quoted, mentions))
    for event, date in zip(told, _dates(text, language, told, dates), strict=True):
        yield "told_events", _event_row(document, text, event, date)
    for demand in stated.demands:
        yield from _demand_rows(document, text, demand)
    for relation in stated.relations:
        yield "relations", _relation_row(document, text, relation)


def _dates(text: str, language: str, told: Sequence[Event], dates: Sequence[Row]) -> Iterator[Row | None]:
    """The date of each event: one beside it, else that of the entry of a chronicle which tells it."""
    beside = dated([(e.start, e.end) for e in told], telling(text, dates, language), [e.reach for e in told])
    chronicle = entries(text, dates)
    for event, date in zip(told, beside, strict=True):
        has_happened = event.is_told and event.modality in ("asserted", "attributed")
        yield date or (entry_of(event.start, chronicle) if has_happened else None)


def _event_row(document: Row, text: str, event: Event, date: Row | None) -> Row:
    parts = dict.fromkeys(f"{p.role} {p.entity_id}" for p in event.participants if p.entity_id)
    key = (document["document_id"], str(event.start), str(event.end), event.type)
    return _place(document, text, event.start, event.end) | {
        "event_mention_id": f"event-mention-{digest(*key)}",
        "type": event.type,
        "modality": event.modality,
        **words_row("attributed_to", text, event.attributed_to, document["rights"]),
        "attributed_to_entity_id": event.attributed_to_entity_id,
        "method_id": "told",
        "edtf": date["edtf"] if date else None,
        "date_basis": date["date_basis"] if date else None,
        "place_entity_id": event.place_entity_id,
        "participants": sorted(parts),
    }


def _demand_rows(document: Row, text: str, demand: Demand) -> Iterator[tuple[str, Row]]:
    key = (document["document_id"], *map(str, (*demand.cue, demand.start, demand.end)), demand.act, demand.content)
    demand_id = f"demand-{digest(*key)}"
    yield (
        "demands",
        _place(document, text, demand.start, demand.end)
        | {
            "demand_id": demand_id,
            **words_row("cue", text, demand.cue, document["rights"]),
            "act": demand.act,
            "content_code": demand.content,
            "method_id": "demanded_of",
        },
    )
    for role, entity_id in sorted({(party.role, party.entity_id) for party in demand.parties if party.entity_id}):
        yield (
            "demand_parties",
            {
                "demand_party_id": f"party-{digest(demand_id, entity_id, role)}",
                "document_id": document["document_id"],
                "demand_id": demand_id,
                "entity_id": entity_id,
                "role": role,
            },
        )


def _relation_row(document: Row, text: str, relation: Relation) -> Row:
    said = (
        relation.subject_entity_id,
        relation.predicate,
        relation.object_entity_id or "",
        relation.object_value or "",
    )
    key = (document["document_id"], str(relation.start), str(relation.end), *said)
    return _place(document, text, relation.start, relation.end) | {
        "relation_id": f"relation-{digest(*key)}",
        "subject_entity_id": relation.subject_entity_id,
        "predicate": relation.predicate,
        "object_entity_id": relation.object_entity_id,
        "object_value": relation.object_value,
        "stance": relation.stance,
        **words_row("attributed_to", text, relation.attributed_to, document["rights"]),
        "attributed_to_entity_id": relation.attributed_to_entity_id,
        "method_id": "described",
    }


def _place(document: Row, text: str, start: int, end: int) -> Row:
    quote = publishable(text[start:end], document["rights"])
    return {"document_id": document["document_id"], "start": start, "end": end, "quote": quote}
