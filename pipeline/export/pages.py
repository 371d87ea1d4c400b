"""The annotations of a package as files: a folder with a page a document, and a collection that leads to them.

`collection.jsonld` is an AnnotationCollection, `pages/<document>.jsonld` its AnnotationPages, an annotation a line. The
same package and texts make the same bytes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from pipeline import reference
from pipeline.export.annotations import ANNOTATED, CONTEXT, Annotation, annotation, iri, needs_text
from pipeline.publish.place import exclusive, put
from pipeline.publish.stage import Stage
from pipeline.read.folder import text_as_published
from pipeline.tables.ids import digest
from pipeline.tables.rows import Row

COLLECTION, PAGES = "collection.jsonld", "pages"

_COLLECTION_IRI = iri("annotations", "all")

_LONGEST = 200
"""Bytes of a document's id that a file name bears; file systems allow 255 with suffix and all."""


@dataclass(frozen=True)
class Exported:
    """What was written: annotations by table, pages; and the paths of texts that do not lie in `raw` as they were."""

    n_rows: dict[str, int]
    n_pages: int
    without_text: tuple[str, ...]


def export_annotations(
    package: Path, raw: Path, output: Path, warn: Callable[[str], object] = lambda _line: None
) -> Exported:
    """Writes the folder `output` as a whole; what stood there stays if anything fails.

    Besides the labels of entities, two documents with their rows are held. `warn` is told of waiting for another
    export. Raises FileExistsError where `output` holds something else than such an export or lies in `raw` or
    `package`, ValueError where the package is not sound.
    """
    _refuse_unsafe(output, (package, raw))
    with exclusive(output, warn) as work:
        folder = work / "annotations"
        folder.mkdir()
        folder.chmod(0o755)
        exported = _write(Stage(package / "data"), raw, folder)
        put(folder, output)
    return exported


def page_path(document_id: str) -> str:
    """Where the page of a document lies in an export, with forward slashes."""
    name = document_id.encode("utf-8")
    if len(name) > _LONGEST:
        document_id = f"{name[:_LONGEST].decode('utf-8', 'ignore')}-{digest(document_id)}"
    return f"{PAGES}/{document_id}.jsonld"


def _write(stage: Stage, raw: Path, folder: Path) -> Exported:
    labels = {row["entity_id"]: row["label"] for row in stage.rows("entities")}
    (folder / PAGES).mkdir()
    n_rows = Counter({table.name: 0 for table in ANNOTATED})
    without_text: list[str] = []
    ids: list[str] = []
    documents = stage.documents(("documents", *n_rows))
    for rows, following in pairwise(chain(documents, ({},))):
        (document,) = rows["documents"]
        document_id = document["document_id"]
        text = text_as_published(raw, document) if needs_text(document) else None
        if text is None and needs_text(document):
            without_text.append(document["path"])
        page = {
            "@context": CONTEXT,
            "id": _page_iri(document_id),
            "type": "AnnotationPage",
            "partOf": _COLLECTION_IRI,
            **({"prev": _page_iri(ids[-1])} if ids else {}),
            **({"next": _page_iri(following["documents"][0]["document_id"])} if following else {}),
            "startIndex": n_rows.total(),
        }
        _write_page(folder / page_path(document_id), page, _annotations(rows, document, text, labels))
        n_rows.update({table: len(rows[table]) for table in n_rows})
        ids.append(document_id)
    for table, count in n_rows.items():
        if count != stage.count(table):
            raise ValueError(f"the rows of {table} are not sorted by their documents")
    _write_collection(folder / COLLECTION, ids, n_rows.total())
    return Exported(dict(n_rows), len(ids), tuple(without_text))


def _page_iri(document_id: str) -> str:
    return iri("annotation_pages", document_id)


def _annotations(
    rows: dict[str, list[Row]], document: Row, text: str | None, labels: dict[str, str]
) -> Iterator[Annotation]:
    for table in ANNOTATED:
        for row in rows[table.name]:
            yield annotation(table, row, document, text, labels)


def _write_page(path: Path, page: Annotation, items: Iterable[Annotation]) -> None:
    """A new file: where two ids differ in capitals alone, a file system may take them for one."""
    head = json.dumps(page, ensure_ascii=False).removesuffix("}")
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(f'{head}, "items": [\n{lines}\n]}}\n')


def _write_collection(path: Path, ids: list[str], total: int) -> None:
    collection = {
        "@context": CONTEXT,
        "id": _COLLECTION_IRI,
        "type": "AnnotationCollection",
        "label": reference.mapping("package.yaml")["title"],
        "total": total,
        **({"first": _page_iri(ids[0]), "last": _page_iri(ids[-1])} if ids else {}),
    }
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")


def _refuse_unsafe(output: Path, others: Iterable[Path]) -> None:
    place = output.resolve()
    for other in others:
        if place.is_relative_to(other.resolve()) or other.resolve().is_relative_to(place):
            raise FileExistsError(f"{output} and {other} lie in each other: choose another --output")
    if place.exists() and (not place.is_dir() or {path.name for path in place.iterdir()} - {COLLECTION, PAGES}):
        raise FileExistsError(f"{output} holds something else than annotations: choose another --output")
