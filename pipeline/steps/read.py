"""A raw file: a document and its text, or the reason why there is none."""

from dataclasses import asdict

from pipeline.read.folder import Problem, about
from pipeline.read.language import recognise
from pipeline.steps.step import RAW, Inputs, Rows
from pipeline.tables.ids import digest
from pipeline.unusual import unusual


def read(inputs: Inputs) -> Rows:
    """Rows of `documents` and `texts`, or of `ingest_problems`, for what was found in `raw/`."""
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
