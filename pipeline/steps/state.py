"""What a text tells of those whom it names: who says what, events, demands, relations."""

from collections.abc import Iterable, Iterator

from pipeline.facts.grammar.setting import mentions_of, without_datelines
from pipeline.facts.quotations.rows import speaker_rows
from pipeline.facts.statements.rows import statement_rows
from pipeline.steps.step import Inputs, Rows
from pipeline.tables.rows import Row


def state(inputs: Inputs) -> Rows:
    """Rows of `quotation_speakers`, `told_events`, `demands`, `demand_parties` and `relations`."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    spans = {kind: sorted(_spans(inputs["passages"], kind)) for kind in ("sentence", "dateline")}
    sentences = without_datelines(spans["sentence"], spans["dateline"])
    mentions = mentions_of(inputs["mentions"], inputs["other_candidates"])
    dates = [measure for measure in inputs["measures"] if measure["kind"] == "date"]
    quotations = list(inputs["quotations"])
    speakers = list(speaker_rows(row["text"], row["language"], quotations, inputs["mentions"], inputs["passages"]))
    yield from (("quotation_speakers", speaker) for speaker in speakers)
    yield from statement_rows(document, row["text"], sentences, row["language"], mentions, dates, quotations, speakers)


def _spans(passages: Iterable[Row], kind: str) -> Iterator[tuple[int, int]]:
    return ((passage["start"], passage["end"]) for passage in passages if passage["kind"] == kind)
