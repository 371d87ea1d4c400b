"""Whose words an event is that a quotation tells: what stands in quotation marks the text does not itself assert.

What a sentence itself reports (X said that ...) is for `modality`; finding quotations for `quotations`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.facts.grammar.sentence import Span
from pipeline.facts.grammar.setting import Mention, Quoted
from pipeline.facts.quotations.pronouns import pronoun_place
from pipeline.facts.statements.events import Event
from pipeline.tables.rows import Row


def spoken(
    text: str,
    events: Iterable[Event],
    quotations: Iterable[Row],
    quoted: Iterable[Quoted],
    mentions: Sequence[Mention],
) -> Iterator[Event]:
    """The events; those in a direct quotation, and of nobody else's words, as the speaker's.

    `quotations` are the document's rows of that table, `quoted` are the direct ones with their speakers.
    """
    by_place = {(one.start, one.end): one.speaker for one in quoted}
    direct = sorted((row for row in quotations if row["kind"] == "direct"), key=lambda row: row["start"])
    starts = [row["start"] for row in direct]
    for event in events:
        before = bisect_right(starts, event.start) - 1
        is_inside = before >= 0 and event.end <= direct[before]["end"]
        speaker = _speaker(text, direct[before]) if is_inside and not event.attributed_to else None
        if speaker is None:
            yield event
            continue
        known = by_place.get((direct[before]["start"], direct[before]["end"]))
        yield replace(
            event,
            modality="attributed" if event.modality == "asserted" else event.modality,
            attributed_to=speaker,
            attributed_to_entity_id=_who(speaker, mentions) or (known.entity_id if known else None),
        )


def _speaker(text: str, quotation: Row) -> Span | None:
    """The words for who says it: those that name somebody, else the pronoun beside the verb of saying."""
    if quotation["speaker_start"] is not None:
        return quotation["speaker_start"], quotation["speaker_end"]
    return pronoun_place(text, quotation)


def _who(speaker: Span, mentions: Sequence[Mention]) -> str | None:
    """The only person whom the words for a speaker name, else the only one of any kind."""
    inside = [mention for mention in mentions if speaker[0] <= mention.start and mention.end <= speaker[1]]
    people = {mention.entity_id for mention in inside if mention.kind == "person"}
    found = people or {mention.entity_id for mention in inside}
    return found.pop() if len(found) == 1 else None
