"""The people, and all else, that the candidates of all texts name."""

from heapq import merge
from itertools import chain

from pipeline.entities.editors import bracket_evidence
from pipeline.entities.others.joining import resolve_others
from pipeline.entities.resolve import resolve as resolve_people
from pipeline.steps.step import Inputs, Rows


def resolve(inputs: Inputs) -> Rows:
    """Rows of `resolved`, `attested`, `redirects`, `decision_problems` and `mentions`."""
    languages, texts = {}, {}
    for row in inputs["documents"]:
        languages[row["document_id"]], texts[row["document_id"]] = row["language"], row["text_sha256"]
    brackets = bracket_evidence(*(inputs[name] for name in ("quotation_edits", "quotation_alignments", "quotations")))
    people = resolve_people(inputs["candidates"], languages, texts, brackets=brackets, read_names=inputs["read_names"])
    return _in_order(people, resolve_others(inputs["other_candidates"]))


def _in_order(*found: Rows) -> Rows:
    """All rows: mentions, which come last in each, in the order of their places."""
    mentions = []
    for rows in found:
        for table, row in rows:
            if table == "mentions":
                mentions.append(chain([(table, row)], rows))
                break
            yield table, row
    yield from merge(*mentions, key=lambda found: (found[1]["document_id"], found[1]["start"], found[1]["end"]))
