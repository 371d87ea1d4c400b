"""The way of the data: which step makes which tables from which.

A step is a pure function from staged tables to rows. `imiony build` (`pipeline.build`) runs the steps in
this order; Dagster (`pipeline.assets`) makes its assets of the same list. What a step does in earnest
stands in `read`, `entities` and the other packages; here stands only what goes in and what comes out.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from pipeline import reference
from pipeline.entities.find import find_people
from pipeline.entities.resolve import resolve as resolve_people
from pipeline.evaluation import figures
from pipeline.publish.stage import Stage
from pipeline.read.folder import Problem, read_folder
from pipeline.read.passages import split as split_text
from pipeline.tables.rows import Row

Rows = Iterator[tuple[str, Row]]
"""Rows, each with the name of its table."""


@dataclass(frozen=True)
class Step:
    """`rows` reads the tables `reads` from a stage and gives the rows of the tables `writes`.

    `stretch` is the stretch of the data's way that the step belongs to; Dagster groups by it.
    """

    name: str
    stretch: str
    rows: Callable[[Stage], Rows]
    reads: tuple[str, ...]
    writes: tuple[str, ...]


def read(stage: Stage) -> Rows:
    """Reads every file in `raw/`: a document and its text, or the reason why there is none."""
    for found in read_folder(stage.raw):
        if isinstance(found, Problem):
            digest = hashlib.sha256(found.path.encode()).hexdigest()[:12]
            yield "ingest_problems", {"ingest_problem_id": f"problem-{digest}", **asdict(found)}
            continue
        about = asdict(found.sidecar)
        text = found.text.text
        yield (
            "documents",
            {key: value for key, value in about.items() if key not in ("id", "encoding")}
            | {
                "document_id": found.document_id,
                "path": found.path,
                "sha256": found.sha256,
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
                "encoding": found.text.encoding,
                "n_characters": len(text),
            },
        )
        yield "texts", {"document_id": found.document_id, "text": text}


def split(stage: Stage) -> Rows:
    """Divides every text into its passages."""
    documents = {row["document_id"]: row for row in stage.rows("documents", ("document_id", "language", "rights"))}
    for text in stage.rows("texts"):
        document = documents[text["document_id"]]
        for passage in split_text(text["text"], document["language"]):
            yield (
                "passages",
                {
                    "passage_id": f"{text['document_id']}#{passage.kind}-{passage.number}",
                    "parent_passage_id": passage.parent
                    and f"{text['document_id']}#{passage.parent[0]}-{passage.parent[1]}",
                    "kind": passage.kind,
                    "sequence": passage.number,
                    "document_id": text["document_id"],
                    "start": passage.start,
                    "end": passage.end,
                    "quote": text["text"][passage.start : passage.end] if document["rights"] == "open" else None,
                },
            )


def find(stage: Stage) -> Rows:
    """Finds the places in each text that seem to name a person."""
    sentences: dict[str, list[tuple[int, int]]] = {}
    for row in stage.rows("passages", ("document_id", "kind", "start", "end")):
        if row["kind"] == "sentence":
            sentences.setdefault(row["document_id"], []).append((row["start"], row["end"]))
    for text in stage.rows("texts"):
        document_id = text["document_id"]
        for candidate in find_people(text["text"], sentences.get(document_id, [])):
            yield (
                "candidates",
                {
                    "candidate_id": f"{document_id}#char={candidate.start},{candidate.end}",
                    "document_id": document_id,
                    "quote": text["text"][candidate.start : candidate.end],
                    **asdict(candidate),
                },
            )


def resolve(stage: Stage) -> Rows:
    """Joins the candidates of all texts into people."""
    languages = {row["document_id"]: row["language"] for row in stage.rows("documents", ("document_id", "language"))}
    return resolve_people(stage.rows("candidates"), languages)


def describe(_: Stage) -> Rows:
    """Lists the methods with their measured figures."""
    for method in reference.rows("methods.csv"):
        yield "methods", {**method, **figures(method["method_id"])}


STEPS: tuple[Step, ...] = (
    Step("read", "1_read", read, reads=(), writes=("documents", "texts", "ingest_problems")),
    Step("split", "1_read", split, reads=("documents", "texts"), writes=("passages",)),
    Step("find", "2_find", find, reads=("texts", "passages"), writes=("candidates",)),
    Step(
        "resolve",
        "3_resolve",
        resolve,
        reads=("candidates", "documents"),
        writes=("entities", "people", "names", "mentions"),
    ),
    Step("describe", "4_publish", describe, reads=(), writes=("methods",)),
)


def run(step: Step, stage: Stage) -> dict[str, int]:
    """Runs a step: its tables are staged, each whole. Gives their numbers of rows."""
    return stage.write(step.writes, step.rows(stage))
