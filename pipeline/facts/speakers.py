"""Which person says a quotation: the one whose name is its subject, or whom a pronoun must mean."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.facts.marks import Span
from pipeline.names import read
from pipeline.tables.rows import Row


def speakers(
    quotations: Sequence[Row], mentions: Sequence[Row], sentences: Sequence[Span]
) -> Iterator[tuple[str, str, str]]:
    """For each quotation of one document whose speakers are sure: its id, a speaker's id, and the method.

    `mentions` and `sentences` stand in the order of the document.
    """
    starts = [mention["start"] for mention in mentions]
    begins = [start for start, _ in sentences]
    for quotation in quotations:
        if quotation["speaker_start"] is not None:
            low = bisect_left(starts, quotation["speaker_start"])
            high = bisect_left(starts, quotation["speaker_end"])
            there = [m for m in mentions[low:high] if m["end"] <= quotation["speaker_end"]]
            found, method_id = _named(there, quotation), "speaker_named"
        else:
            found, method_id = _meant(quotation, mentions, starts, begins), "speaker_pronoun"
        for entity_id in dict.fromkeys(found):
            yield quotation["quotation_id"], entity_id, method_id


def _named(mentions: Sequence[Row], quotation: Row) -> list[str]:
    return []


def _meant(quotation: Row, mentions: Sequence[Row], starts: Sequence[int], begins: Sequence[int]) -> list[str]:
    return []
