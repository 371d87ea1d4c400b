"""The people, and all else, that the candidates of all texts name."""

from pipeline.entities.editors import bracket_evidence
from pipeline.entities.others.joining import resolve_others
from pipeline.entities.resolve import resolve as resolve_people
from pipeline.steps.step import Inputs, Rows


def resolve(inputs: Inputs) -> Rows:
    """Rows of `entities`, `people`, `names`, `mentions` and what belongs to them."""
    documents = list(inputs["documents"])
    languages = {row["document_id"]: row["language"] for row in documents}
    texts = {row["document_id"]: row["text_sha256"] for row in documents}
    brackets = bracket_evidence(*(inputs[name] for name in ("quotation_edits", "quotation_alignments", "quotations")))
    yield from resolve_people(inputs["candidates"], languages, texts, brackets=brackets)
    yield from resolve_others(inputs["other_candidates"])
