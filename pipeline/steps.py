"""The way of the data: which step makes which tables from which.

A step is a pure function from rows to rows. `imiony build` (`pipeline.build`) runs the steps in this order; Dagster
(`pipeline.assets`) makes its assets of the same list. What a step does in earnest stands in `read`, `entities` and the
other packages; here stands only what goes in and what comes out.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import reference
from pipeline.entities.editors import bracket_evidence
from pipeline.entities.find import find_people
from pipeline.entities.others.candidates import find_others
from pipeline.entities.others.joining import resolve_others
from pipeline.entities.resolve import resolve as resolve_people
from pipeline.evaluation import figures
from pipeline.facts.measures.dates import document_date, find_dates
from pipeline.facts.measures.figures import find_measures
from pipeline.facts.quotations import rows as quoting
from pipeline.facts.statements.joining import join as join_events
from pipeline.facts.statements.rows import mentions_of, statement_rows, without_datelines
from pipeline.publish.stage import Stage
from pipeline.read.folder import Problem, about, read_folder
from pipeline.read.language import parts, recognise
from pipeline.read.passages import split as split_text
from pipeline.tables.ids import digest, passage_id, place_id
from pipeline.tables.rows import Row
from pipeline.unusual import unusual

RAW = "raw"
"""Stands for the folder of raw texts where a step reads it like a table."""

Inputs = Mapping[str, Iterable[Any]]
"""What a step reads, by name: rows, or for `RAW` what `read_folder` gives."""

Rows = Iterator[tuple[str, Row]]
"""Rows, each with the name of its table."""


@dataclass(frozen=True)
class Step:
    """`rows` makes the rows of the tables `writes` from what it `reads`.

    A document step is called once for each document with that document's rows, and sees nothing else; the first table
    that it reads has one row a document. Any other step is called once with all rows. `stretch` is the stretch of the
    data's way that the step belongs to; Dagster groups by it.
    """

    name: str
    stretch: str
    rows: Callable[[Inputs], Rows]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    by_document: bool = False


def read(inputs: Inputs) -> Rows:
    """A file in `raw/`: a document and its text, or the reason why there is none."""
    for found in inputs[RAW]:
        if isinstance(found, Problem):
            yield "ingest_problems", {"ingest_problem_id": f"problem-{digest(found.path)}", **asdict(found)}
            continue
        text, stated = found.text.text, about(found)
        yield (
            "documents",
            {
                **stated,
                "document_id": found.document_id,
                "path": found.path,
                "reader": found.text.reader,
                "sha256": found.sha256,
                "text_sha256": found.text.sha256,
                "encoding": found.text.encoding,
                "n_characters": len(text),
                "unusual_characters": unusual(text),
            },
        )
        language = stated["language"] or recognise(text)
        yield "texts", {"document_id": found.document_id, "text": text, "language": language}


def split(inputs: Inputs) -> Rows:
    """The passages of a text."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    document_id, text = row["document_id"], row["text"]
    for passage in split_text(text, document["language"]):
        yield (
            "passages",
            {
                "passage_id": passage_id(document_id, passage.kind, passage.number),
                "parent_passage_id": passage.parent and passage_id(document_id, *passage.parent),
                "kind": passage.kind,
                "sequence": passage.number,
                "document_id": document_id,
                "start": passage.start,
                "end": passage.end,
                "quote": text[passage.start : passage.end] if document["rights"] == "open" else None,
            },
        )


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a document in one language: `sentences` and `in_title` are spans counted from `first`."""

    first: int
    last: int
    language: str
    sentences: list[tuple[int, int]]
    in_title: set[tuple[int, int]]

    def candidate(self, row: Row, start: int, end: int) -> Row:
        """Columns of a candidate at `start` to `end`, counted from `first`; `row` is that of `texts`."""
        start, end = self.first + start, self.first + end
        quote = row["text"][start:end]
        return {
            "document_id": row["document_id"],
            "start": start,
            "end": end,
            "quote": quote,
            "unusual_characters": unusual(quote),
            "language": row["language"] if row["language"].split("-")[0] == self.language else self.language,
        }


def _stretches(row: Row, passages: Iterable[Row]) -> Iterator[_Stretch]:
    passages = sorted(passages, key=lambda passage: (passage["start"], -passage["end"]))
    titles = {passage["passage_id"] for passage in passages if passage["kind"] == "title"}
    sentences = [passage for passage in passages if passage["kind"] == "sentence"]
    starts = [sentence["start"] for sentence in sentences]
    paragraphs = [(passage["start"], passage["end"]) for passage in passages if passage["kind"] != "sentence"]
    for first, last, language in parts(row["text"], paragraphs, row["language"].split("-")[0]):
        here = sentences[bisect_left(starts, first) : bisect_left(starts, last)]
        spans = [(s["start"] - first, s["end"] - first) for s in here]
        in_title = {span for span, s in zip(spans, here, strict=True) if s["parent_passage_id"] in titles}
        yield _Stretch(first, last, language, spans, in_title)


def find(inputs: Inputs) -> Rows:
    """The places in a text that seem to name a person."""
    (row,) = inputs["texts"]
    for part in _stretches(row, inputs["passages"]):
        text = row["text"][part.first : part.last]
        for found in find_people(text, part.sentences, part.in_title, part.language):
            columns = asdict(found) | part.candidate(row, found.start, found.end)
            yield "candidates", columns | {"candidate_id": _place(columns)}


def find_more(inputs: Inputs) -> Rows:
    """The places in a text that name a place, an organisation, a regime, a group or a treaty."""
    (row,) = inputs["texts"]
    people = [(candidate["start"], candidate["end"]) for candidate in inputs["candidates"]]
    for part in _stretches(row, inputs["passages"]):
        text = row["text"][part.first : part.last]
        names = [(s - part.first, e - part.first) for s, e in people if part.first <= s and e <= part.last]
        for found in find_others(text, part.sentences, part.language, names):
            columns = found | part.candidate(row, found["start"], found["end"])
            yield "other_candidates", columns | {"other_candidate_id": _place(columns)}


def _place(columns: Row) -> str:
    return place_id(columns["document_id"], columns["start"], columns["end"])


def measure(inputs: Inputs) -> Rows:
    """The figures and dates that a text states."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    if document["rights"] == "none":
        return
    document_id, text = row["document_id"], row["text"]
    spans = {(p["start"], p["end"], p["kind"]) for p in inputs["passages"]}
    language = row["language"].split("-")[0]
    anchor = document_date(text, spans, language, document["published"], document["kind"])
    sentences = sorted((start, end) for start, end, kind in spans if kind == "sentence")
    dates = find_dates(text, sentences, language, anchor)
    for found in find_measures(text, sentences, language, dates):
        yield (
            "measures",
            {
                "measure_id": place_id(document_id, found.start, found.end),
                "document_id": document_id,
                "quote": text[found.start : found.end],
                **asdict(found),
            },
        )


def resolve(inputs: Inputs) -> Rows:
    """The people, and all else, that the candidates of all texts name."""
    documents = list(inputs["documents"])
    languages = {row["document_id"]: row["language"] for row in documents}
    texts = {row["document_id"]: row["text_sha256"] for row in documents}
    brackets = bracket_evidence(*(inputs[name] for name in ("quotation_edits", "quotation_alignments", "quotations")))
    yield from resolve_people(inputs["candidates"], languages, texts, brackets=brackets)
    yield from resolve_others(inputs["other_candidates"])


def quote(inputs: Inputs) -> Rows:
    """The words that a text puts into somebody's mouth."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    return quoting.quotation_rows(
        row["document_id"], row["text"], row["language"], document["rights"], inputs["passages"]
    )


def align(inputs: Inputs) -> Rows:
    """The quotations that stand in other documents too, and every difference."""
    rights = {row["document_id"]: row["rights"] for row in inputs["documents"]}
    return quoting.alignment_rows(inputs["quotations"], inputs["texts"], rights)


def speak(inputs: Inputs) -> Rows:
    """The people who say what is quoted."""
    (row,) = inputs["texts"]
    return quoting.speaker_rows(
        row["text"], row["language"], inputs["quotations"], inputs["mentions"], inputs["passages"]
    )


def state(inputs: Inputs) -> Rows:
    """What a text tells of those whom it names: events, demands, relations."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    spans = {kind: sorted(_spans(inputs["passages"], kind)) for kind in ("sentence", "dateline")}
    sentences = without_datelines(spans["sentence"], spans["dateline"])
    mentions = mentions_of(inputs["mentions"], inputs["other_candidates"])
    dates = [measure for measure in inputs["measures"] if measure["kind"] == "date"]
    quotations = list(inputs["quotations"])
    return statement_rows(document, row["text"], sentences, row["language"], mentions, dates, quotations)


def _spans(passages: Iterable[Row], kind: str) -> Iterator[tuple[int, int]]:
    return ((passage["start"], passage["end"]) for passage in passages if passage["kind"] == kind)


def join(inputs: Inputs) -> Rows:
    """The events of all texts."""
    published = {row["document_id"]: row["published"] for row in inputs["documents"]}
    return join_events(inputs["told_events"], published)


def describe(_: Inputs) -> Rows:
    """The methods with their measured figures."""
    for method in reference.rows("methods.csv"):
        yield "methods", {**method, **figures(method["method_id"])}


STEPS: tuple[Step, ...] = (
    Step("read", "1_read", read, (RAW,), ("documents", "texts", "ingest_problems"), by_document=True),
    Step("split", "1_read", split, ("documents", "texts"), ("passages",), by_document=True),
    Step("find", "2_find", find, ("texts", "passages"), ("candidates",), by_document=True),
    Step(
        "find_more",
        "2_find",
        find_more,
        ("texts", "passages", "candidates"),
        ("other_candidates",),
        by_document=True,
    ),
    Step("measure", "2_find", measure, ("texts", "documents", "passages"), ("measures",), by_document=True),
    Step("quote", "2_find", quote, ("texts", "documents", "passages"), ("quotations",), by_document=True),
    Step(
        "align",
        "2_find",
        align,
        ("quotations", "texts", "documents"),
        ("quotation_alignments", "quotation_edits"),
    ),
    Step(
        "resolve",
        "3_resolve",
        resolve,
        ("candidates", "other_candidates", "documents", "quotations", "quotation_alignments", "quotation_edits"),
        ("entities", "people", "names", "name_systems", "mentions", "redirects", "decision_problems"),
    ),
    Step(
        "speak",
        "4_state",
        speak,
        ("texts", "quotations", "mentions", "passages"),
        ("quotation_speakers",),
        by_document=True,
    ),
    Step(
        "state",
        "4_state",
        state,
        ("texts", "documents", "passages", "mentions", "other_candidates", "measures", "quotations"),
        ("told_events", "demands", "demand_parties", "relations"),
        by_document=True,
    ),
    Step(
        "join",
        "4_state",
        join,
        ("told_events", "documents"),
        ("events", "event_mentions", "event_participants"),
    ),
    Step("describe", "5_publish", describe, (), ("methods",)),
)


@dataclass(frozen=True)
class _Staged:
    """The rows of a staged table, some at a time; a step may read them more than once."""

    stage: Stage
    name: str

    def __iter__(self) -> Iterator[Row]:
        return self.stage.rows(self.name)


def run(step: Step, stage: Stage, raw: Path) -> dict[str, int]:
    """Runs a step on what is staged, or on the folder `raw`, and stages its tables. Gives their numbers of rows."""
    return stage.write(step.writes, _rows(step, stage, raw))


def _rows(step: Step, stage: Stage, raw: Path) -> Rows:
    if step.reads == (RAW,):
        for found in read_folder(raw):
            yield from step.rows({RAW: [found]})
    elif step.by_document:
        for inputs in stage.documents(step.reads):
            yield from step.rows(inputs)
    else:
        yield from step.rows({name: _Staged(stage, name) for name in step.reads})
