"""Pictures of a table, where looking beats reading. Needs matplotlib, which only the Dagster UI installs."""

import io
from collections import Counter

import pyarrow as pa

MAXIMUM_BARS = 25
"""People shown; those with fewer mentions are left out."""

MAXIMUM_DOCUMENTS = 7
"""Documents told apart by their colour: those with the most mentions."""

OTHERS = "other documents"


def mentions_by_person(mentions: pa.Table, people: pa.Table) -> bytes:
    """A PNG: how often each person is named, in which document; the most named people on top."""
    from matplotlib.figure import Figure

    labels = dict(zip(people.column("entity_id").to_pylist(), people.column("label").to_pylist(), strict=True))
    places = zip(mentions.column("entity_id").to_pylist(), mentions.column("document_id").to_pylist(), strict=True)
    pairs = [(entity, document) for entity, document in places if entity in labels]
    sizes = Counter(document for _, document in pairs)
    largest = sorted(sizes, key=lambda document: (-sizes[document], document))[:MAXIMUM_DOCUMENTS]
    documents = [*sorted(largest), *([OTHERS] if len(sizes) > len(largest) else [])]
    counts = Counter((entity, document if document in largest else OTHERS) for entity, document in pairs)
    totals = Counter(entity for entity, _ in pairs)
    shown = sorted(totals, key=lambda entity: (-totals[entity], labels[entity]))[:MAXIMUM_BARS]

    figure = Figure(figsize=(8, 1.2 + 0.3 * len(shown)), layout="constrained")
    axes = figure.subplots()
    left = [0] * len(shown)
    for document in documents:
        widths = [counts[entity, document] for entity in shown]
        axes.barh(range(len(shown)), widths, left=left, label=_plain(document))
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_yticks(range(len(shown)), [_plain(labels[entity]) for entity in shown])
    axes.invert_yaxis()
    axes.set_xlabel("mentions")
    axes.legend(frameon=False, fontsize="small")
    image = io.BytesIO()
    figure.savefig(image, format="png")
    return image.getvalue()


def _plain(text: str) -> str:
    """The text, short, and with no dollar sign that matplotlib would take for a formula."""
    return (text if len(text) <= 40 else text[:39] + "…").replace("$", r"\$")
