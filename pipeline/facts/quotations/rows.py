"""The rows of the tables about quotations, made of what the modules beside this one find."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from pipeline.facts.quotations.alignment import Aligned, Index, Quote
from pipeline.facts.quotations.differences import Difference, differences
from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.reported import find
from pipeline.facts.quotations.speakers import speakers
from pipeline.tables.ids import digest, place_id
from pipeline.tables.quoted import publishable, words_row
from pipeline.tables.rows import Row

_PARAPHRASE = 0.75
"""The share of a quotation's tokens of which at least so many stand in the source, else it is a paraphrase."""

_BEHIND = 8
"""Code points behind a quotation that alignment sees: its closing marks, and what ends the sentence."""


def quotation_rows(
    document_id: str, text: str, language: str, rights: str | None, passages: Iterable[Row]
) -> Iterator[tuple[str, Row]]:
    """The quotations of one document."""
    passages = list(passages)
    paragraphs = [_span(row) for row in passages if row["kind"] in ("title", "paragraph")]
    sentences = [_span(row) for row in passages if row["kind"] == "sentence"]
    datelines = [_span(row) for row in passages if row["kind"] == "dateline"]
    for found in find(text, language, paragraphs, sentences, datelines):
        yield (
            "quotations",
            {
                "quotation_id": place_id(document_id, found.start, found.end),
                "document_id": document_id,
                "start": found.start,
                "end": found.end,
                "quote": publishable(text[found.start : found.end], rights),
                "kind": found.kind,
                **words_row("cue", text, found.cue, rights),
                **words_row("speaker", text, found.speaker, rights),
                "pronoun": found.pronoun,
                "method_id": found.method_id,
            },
        )


def alignment_rows(
    quotations: Iterable[Row], texts: Iterable[Row], rights: Mapping[str, str | None]
) -> Iterator[tuple[str, Row]]:
    """The quotations found again. `texts` are read twice, one at a time; both are sorted by document."""
    index = Index(_quotes(quotations, texts))
    for row in texts:
        for found in index.find(row["document_id"], row["text"]):
            yield from _aligned_rows(found, row["document_id"], row["text"], rights)


def speaker_rows(
    text: str, language: str, quotations: Iterable[Row], mentions: Iterable[Row], passages: Iterable[Row]
) -> Iterator[Row]:
    """Who says the quotations of one document: rows of `quotation_speakers`."""
    sentences = [_span(row) for row in passages if row["kind"] == "sentence"]
    quotations = list(quotations)
    documents = {row["quotation_id"]: row["document_id"] for row in quotations}
    found = speakers(text, language, quotations, list(mentions), sentences)
    for quotation_id, entity_id, method_id in found:
        yield {
            "quotation_speaker_id": f"speaker-{digest(quotation_id, entity_id)}",
            "document_id": documents[quotation_id],
            "quotation_id": quotation_id,
            "speaker_entity_id": entity_id,
            "method_id": method_id,
        }


def _span(row: Row) -> Span:
    return row["start"], row["end"]


def _quotes(quotations: Iterable[Row], texts: Iterable[Row]) -> Iterator[Quote]:
    """The quotations with their words, which the table may not have."""
    groups = groupby(quotations, itemgetter("document_id"))
    document_id, rows = next(groups, (None, iter(())))
    for text in texts:
        if text["document_id"] != document_id:
            continue
        for row in rows:
            start, end = _span(row)
            behind = text["text"][end : end + _BEHIND] if row["kind"] == "direct" else ""
            yield Quote(row["quotation_id"], text["document_id"], start, text["text"][start:end], behind)
        document_id, rows = next(groups, (None, iter(())))


def _aligned_rows(
    found: Aligned, document_id: str, text: str, rights: Mapping[str, str | None]
) -> Iterator[tuple[str, Row]]:
    (start, end), edits = differences(found, text)
    key = f"alignment-{digest(found.quote.quotation_id, document_id)}"
    coverage = found.equal / len(found.quote_tokens)
    yield (
        "quotation_alignments",
        {
            "quotation_alignment_id": key,
            "quotation_id": found.quote.quotation_id,
            "document_id": document_id,
            "start": start,
            "end": end,
            "quote": publishable(text[start:end], rights[document_id]),
            "relation": "paraphrase" if coverage < _PARAPHRASE else "edited" if edits else "verbatim",
            "token_coverage": round(coverage, 4),
            "longest_run": found.longest,
            "n_other": sum(edit.kind == "other" for edit in edits),
        },
    )
    for number, edit in enumerate(edits, 1):
        quote = _part(found.quote.text + found.quote.after, edit.quote, found.quote.start)
        yield (
            "quotation_edits",
            {
                "quotation_edit_id": f"{key}-{number}",
                "quotation_alignment_id": key,
                "kind": edit.kind,
                "quote_start": edit.quote[0],
                "quote_end": edit.quote[1],
                "quote": _shown(quote, edit, rights[found.quote.document_id]),
                "source_start": edit.source[0],
                "source_end": edit.source[1],
                "source": _shown(text[slice(*edit.source)], edit, rights[document_id]),
                "same_entity": edit.same_entity,
            },
        )


def _part(text: str, span: Span, offset: int) -> str:
    return text[span[0] - offset : span[1] - offset]


def _shown(words: str, edit: Difference, rights: str | None) -> str | None:
    """What may be published of one side of a difference: names always."""
    if not words:
        return None
    return words if edit.same_entity else publishable(words, rights)
