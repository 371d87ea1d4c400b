"""The declaration of every table, once.

From here come the pyarrow schemas (`arrow`), the Table Schemas in `datapackage.json` (`table_schema`),
the checks (`pipeline.publish.checks`), Dagster's column tab (`pipeline.assets`) and the data dictionary
(`pipeline.publish.readme`). To add a table, declare it in a module beside this one and list it below.
"""

from pipeline.tables.entities import ATTESTED, ENTITIES, PEOPLE, RESOLVED
from pipeline.tables.identities import DECISION_PROBLEMS, REDIRECTS
from pipeline.tables.measures import MEASURES
from pipeline.tables.methods import METHODS
from pipeline.tables.model import Column, Table
from pipeline.tables.names import NAME_SYSTEMS, NAMES, READ_NAMES
from pipeline.tables.people import CANDIDATES, MENTIONS, OTHER_CANDIDATES
from pipeline.tables.quotations import QUOTATION_ALIGNMENTS, QUOTATION_EDITS, QUOTATION_SPEAKERS, QUOTATIONS
from pipeline.tables.statements import (
    DEMAND_PARTIES,
    DEMANDS,
    EVENT_MENTIONS,
    EVENT_PARTICIPANTS,
    EVENTS,
    RELATIONS,
    TOLD_EVENTS,
)
from pipeline.tables.texts import DOCUMENTS, INGEST_PROBLEMS, PASSAGES, TEXTS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PEOPLE,
        NAMES,
        NAME_SYSTEMS,
        MENTIONS,
        ENTITIES,
        REDIRECTS,
        EVENTS,
        EVENT_MENTIONS,
        EVENT_PARTICIPANTS,
        DEMANDS,
        DEMAND_PARTIES,
        RELATIONS,
        MEASURES,
        QUOTATIONS,
        QUOTATION_SPEAKERS,
        QUOTATION_ALIGNMENTS,
        QUOTATION_EDITS,
        DOCUMENTS,
        PASSAGES,
        METHODS,
        INGEST_PROBLEMS,
        TEXTS,
        CANDIDATES,
        READ_NAMES,
        OTHER_CANDIDATES,
        RESOLVED,
        ATTESTED,
        TOLD_EVENTS,
        DECISION_PROBLEMS,
    )
}
"""Every table by its name, in the order in which a reader wants to see them."""

PUBLISHED: tuple[Table, ...] = tuple(table for table in TABLES.values() if table.published)

__all__ = ["PUBLISHED", "TABLES", "Column", "Table"]
