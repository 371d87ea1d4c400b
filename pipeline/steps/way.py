"""The way of the data: which step makes which tables from which.

`pipeline.build` runs the steps in this order; Dagster (`pipeline.assets`) makes its assets of the same list.
"""

from pipeline.steps.align import align
from pipeline.steps.describe import describe
from pipeline.steps.find import find
from pipeline.steps.find_more import find_more
from pipeline.steps.join import join
from pipeline.steps.measure import measure
from pipeline.steps.quote import quote
from pipeline.steps.read import read
from pipeline.steps.resolve import resolve
from pipeline.steps.split import split
from pipeline.steps.state import state
from pipeline.steps.step import RAW, Step

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
        "state",
        "4_state",
        state,
        ("texts", "documents", "passages", "mentions", "other_candidates", "measures", "quotations"),
        ("quotation_speakers", "told_events", "demands", "demand_parties", "relations"),
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
