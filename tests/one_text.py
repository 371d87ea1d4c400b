"""All steps behind reading, on the rows of one text: what a test needs that is about a text and not about files."""

from pipeline.steps.way import STEPS
from pipeline.tables import TABLES
from pipeline.tables.rows import Row


def tables_of(text: str, language: str | None, published: str | None = None) -> dict[str, list[Row]]:
    """The rows of every table, sorted as it declares."""
    document = dict.fromkeys(TABLES["documents"].column_names) | {
        "document_id": "a",
        "rights": "open",
        "text_sha256": "0" * 64,
    }
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    tables["documents"] = [document | {"language": language, "published": published}]
    tables["texts"] = [{"document_id": "a", "text": text, "language": language or "und"}]
    for step in STEPS[1:]:
        for name, row in step.rows({name: tables[name] for name in step.reads}):
            tables[name].append(row)
        for name in step.writes:
            tables[name].sort(key=lambda row: [(row[c] is None, row[c]) for c in TABLES[name].sort_columns])
    return tables
