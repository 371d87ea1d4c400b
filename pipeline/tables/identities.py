"""Tables about ids and decisions: which ids were merged, and which decisions of maintainers could not be obeyed."""

from pipeline.tables.columns import ENTITY_ID
from pipeline.tables.model import Column, Table

REDIRECTS = Table(
    name="redirects",
    title="Redirects",
    description="Ids of earlier releases that were merged into others: what was two entities is one.",
    key="old_entity_id",
    warnings=("An id that stands in neither `entities` nor `redirects` belongs to somebody whom no text names now.",),
    columns=(
        Column(
            name="old_entity_id",
            description="The id that an earlier release gave and this one does not.",
            example="person-0af5d07eb787",
            required=True,
            pattern=ENTITY_ID,
            made_from=("candidates.name",),
        ),
        Column(
            name="entity_id",
            description="The entity that it means now.",
            example="person-e72c9134a310",
            required=True,
            references="entities",
            made_from=("candidates.name",),
        ),
        Column(
            name="reason",
            description="What made one of the two when they were merged: the `names` in the texts, an "
            "`editorial_bracket` in a quotation, or a `decision` of the maintainers.",
            example="names",
            required=True,
            enum=("names", "editorial_bracket", "decision"),
            made_from=("candidates.name", "quotation_edits.same_entity"),
        ),
    ),
)

DECISION_PROBLEMS = Table(
    name="decision_problems",
    title="Decisions without effect",
    description="Rows of `reference/decisions.csv` that this build could not obey, each with its reason. "
    "For the maintainers, never published.",
    key="decision_problem_id",
    published=False,
    columns=(
        Column(
            name="decision_problem_id",
            description="The problem; made from the row.",
            example="problem-2f1c5a60b7de41c0",
            required=True,
            pattern=r"^problem-[0-9a-f]{16}$",
            made_from=("candidates.candidate_id",),
        ),
        Column(
            name="decision",
            description="What was decided: `same`, `different` or `no_person`.",
            example="same",
            made_from=("candidates.candidate_id",),
        ),
        Column(
            name="a",
            description="What it is about: a place, an id, or a full name.",
            example="rferl-30856497#char=99,120",
            made_from=("candidates.candidate_id",),
        ),
        Column(
            name="b",
            description="The other one of the two; null for `no_person`.",
            example="Alexander Lukashenko",
            made_from=("candidates.candidate_id",),
        ),
        Column(
            name="detail",
            description="Why it could not be obeyed.",
            example="no text names Alexander Lukashenko",
            required=True,
            made_from=("candidates.candidate_id",),
        ),
    ),
)
