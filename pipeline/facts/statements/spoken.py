"""Whose words an event is that a quotation tells: what stands in quotation marks the text does not itself assert.

What a sentence itself reports (X said that ...) is for `modality`; finding quotations for `quotations`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.facts.grammar.sentence import Mention, Span
from pipeline.facts.statements.events import Event
from pipeline.tables.rows import Row

_BESIDE = 30
"""Code points on each side of a verb of saying among which the pronoun for the speaker is looked for."""


def spoken(
    text: str, events: Iterable[Event], quotations: Iterable[Row], mentions: Sequence[Mention]
) -> Iterator[Event]:
    """The events; those in a direct quotation, and of nobody else's words, as the speaker's.

    `quotations` are the document's rows of that table.
    """
    direct = sorted((row for row in quotations if row["kind"] == "direct"), key=lambda row: row["start"])
    starts = [row["start"] for row in direct]
    for event in events:
        before = bisect_right(starts, event.start) - 1
        is_inside = before >= 0 and event.end <= direct[before]["end"]
        speaker = _speaker(text, direct[before]) if is_inside and not event.attributed_to else None
        if speaker is None:
            yield event
            continue
        yield replace(
            event,
            modality="attributed" if event.modality == "asserted" else event.modality,
            attributed_to=speaker,
            attributed_to_entity_id=_who(speaker, mentions),
        )


def _speaker(text: str, quotation: Row) -> Span | None:
    """The words for who says it: those that name somebody, else the pronoun beside the verb of saying."""
    if quotation["speaker_start"] is not None:
        return quotation["speaker_start"], quotation["speaker_end"]
    if quotation["pronoun"] is None or quotation["cue_start"] is None:
        return None
    begin = max(0, quotation["cue_start"] - _BESIDE)
    pattern = re.compile(rf"\b{re.escape(quotation['pronoun'])}\b", re.IGNORECASE)
    found = pattern.search(text, begin, quotation["cue_end"] + _BESIDE)
    return found.span() if found else None


def _who(speaker: Span, mentions: Sequence[Mention]) -> str | None:
    """The only person whom the words for a speaker name, else the only one of any kind."""
    inside = [mention for mention in mentions if speaker[0] <= mention.start and mention.end <= speaker[1]]
    people = {mention.entity_id for mention in inside if mention.kind == "person"}
    found = people or {mention.entity_id for mention in inside}
    return found.pop() if len(found) == 1 else None
