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
from pipeline.entities.find import find_people
from pipeline.entities.resolve import resolve as resolve_people
from pipeline.evaluation import figures
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
        text = found.text.text
        yield (
            "documents",
            {
                **about(found),
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
        yield "texts", {"document_id": found.document_id, "text": text}


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


def find(inputs: Inputs) -> Rows:
    """The places in a text that seem to name a person."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    passages = sorted(inputs["passages"], key=lambda passage: (passage["start"], -passage["end"]))
    titles = {passage["passage_id"] for passage in passages if passage["kind"] == "title"}
    sentences = [passage for passage in passages if passage["kind"] == "sentence"]
    starts = [sentence["start"] for sentence in sentences]
    paragraphs = [(passage["start"], passage["end"]) for passage in passages if passage["kind"] != "sentence"]
    stated = document["language"] or recognise(row["text"])
    for first, last, language in parts(row["text"], paragraphs, stated.split("-")[0]):
        here = sentences[bisect_left(starts, first) : bisect_left(starts, last)]
        spans = [(s["start"] - first, s["end"] - first) for s in here]
        in_title = {span for span, s in zip(spans, here, strict=True) if s["parent_passage_id"] in titles}
        for candidate in find_people(row["text"][first:last], spans, in_title, language):
            start, end = first + candidate.start, first + candidate.end
            quote = row["text"][start:end]
            yield (
                "candidates",
                asdict(candidate)
                | {
                    "candidate_id": place_id(row["document_id"], start, end),
                    "document_id": row["document_id"],
                    "start": start,
                    "end": end,
                    "quote": quote,
                    "unusual_characters": unusual(quote),
                    "language": stated if stated.split("-")[0] == language else language,
                },
            )


def resolve(inputs: Inputs) -> Rows:
    """The people that the candidates of all texts name."""
    documents = list(inputs["documents"])
    languages = {row["document_id"]: row["language"] for row in documents}
    texts = {row["document_id"]: row["text_sha256"] for row in documents}
    return resolve_people(inputs["candidates"], languages, texts)


def describe(_: Inputs) -> Rows:
    """The methods with their measured figures."""
    for method in reference.rows("methods.csv"):
        yield "methods", {**method, **figures(method["method_id"])}


STEPS: tuple[Step, ...] = (
    Step("read", "1_read", read, (RAW,), ("documents", "texts", "ingest_problems"), by_document=True),
    Step("split", "1_read", split, ("documents", "texts"), ("passages",), by_document=True),
    Step("find", "2_find", find, ("texts", "documents", "passages"), ("candidates",), by_document=True),
    Step(
        "resolve",
        "3_resolve",
        resolve,
        ("candidates", "documents"),
        ("entities", "people", "names", "name_systems", "mentions", "redirects", "decision_problems"),
    ),
    Step("describe", "4_publish", describe, (), ("methods",)),
)


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
        yield from step.rows({name: stage.rows(name) for name in step.reads})
