"""The way of the data: which step makes which tables from which.

`pipeline.build` runs the steps in this order; Dagster (`pipeline.assets`) makes its assets of the same list.
"""

from pipeline.steps.align import align
from pipeline.steps.describe import describe
from pipeline.steps.find import find
from pipeline.steps.find_more import find_more
from pipeline.steps.join import join
from pipeline.steps.measure import measure
from pipeline.steps.name import name
from pipeline.steps.quote import quote
from pipeline.steps.read import read
from pipeline.steps.read_names import read_names
from pipeline.steps.resolve import resolve
from pipeline.steps.split import split
from pipeline.steps.state import state
from pipeline.steps.step import DOCUMENT, ENTITY, RAW, Step

STEPS: tuple[Step, ...] = (
    Step("read", "1_read", read, (RAW,), ("documents", "texts", "ingest_problems"), by=DOCUMENT),
    Step("split", "1_read", split, ("documents", "texts"), ("passages",), by=DOCUMENT),
    Step("find", "2_find", find, ("texts", "passages"), ("candidates",), by=DOCUMENT),
    Step(
        "find_more",
        "2_find",
        find_more,
        ("texts", "passages", "candidates"),
        ("other_candidates",),
        by=DOCUMENT,
    ),
    Step("read_names", "2_find", read_names, ("documents", "candidates"), ("read_names",), by=DOCUMENT),
    Step("measure", "2_find", measure, ("texts", "documents", "passages"), ("measures",), by=DOCUMENT),
    Step("quote", "2_find", quote, ("texts", "documents", "passages"), ("quotations",), by=DOCUMENT),
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
        (
            "candidates",
            "read_names",
            "other_candidates",
            "documents",
            "quotations",
            "quotation_alignments",
            "quotation_edits",
        ),
        ("resolved", "attested", "mentions", "redirects", "decision_problems"),
    ),
    Step(
        "name",
        "3_resolve",
        name,
        ("resolved", "attested"),
        ("entities", "people", "names", "name_systems"),
        by=ENTITY,
    ),
    Step(
        "state",
        "4_state",
        state,
        ("texts", "documents", "passages", "mentions", "other_candidates", "measures", "quotations"),
        ("quotation_speakers", "told_events", "demands", "demand_parties", "relations"),
        by=DOCUMENT,
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
