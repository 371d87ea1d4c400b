"""Measures the people of a package against the truth of its corpus: python -m training.synthetic.score FOLDER PACKAGE.

B-cubed (Bagga and Baldwin 1998) over all places where somebody is named: as elsewhere in this project a name that is
not found at its exact characters is a person of its own. All columns are held as integers, 8 bytes a place and column.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from training.synthetic.writing import TRUTH

Codes = npt.NDArray[np.int64]

_END, _START = 16, 24
"""Bits for the length of a name, and for where it begins (code points); the rest is the document's number."""


@dataclass(frozen=True)
class Score:
    """B-cubed over `n_gold` places, of which so many were found; `n_entities` are those who are named there."""

    n_gold: int
    n_found: int
    n_people: int
    n_entities: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(truth: Path, package: Path) -> Score:
    """How well the `mentions` of `package` tell the people of `truth` apart."""
    documents = pc.unique(pq.read_table(truth, columns=["document"]).column("document"))
    gold_places, people = _columns(_batches(truth, ["document", "start", "end", "person"]), documents)
    places, entities = _columns(_people_mentions(package / "data"), documents)
    order = np.argsort(places, kind="stable")
    places, entities = places[order], entities[order]
    at = np.minimum(np.searchsorted(places, gold_places), max(0, len(places) - 1))
    found = places[at] == gold_places if len(places) else np.zeros(len(gold_places), bool)
    nobody = entities.max(initial=-1) + 1
    given = np.where(found, entities[at] if len(places) else 0, nobody + np.arange(len(gold_places)))
    precision, recall = b_cubed(people, given)
    n_people, n_entities = (len(np.unique(codes)) for codes in (people, given[found]))
    return Score(len(people), int(found.sum()), n_people, n_entities, precision, recall)


def b_cubed(people: Codes, entities: Codes) -> tuple[float, float]:
    """Precision and recall; for each place who it is and who it was taken for."""
    _, who, of_person = np.unique(people, return_inverse=True, return_counts=True)
    _, taken, of_entity = np.unique(entities, return_inverse=True, return_counts=True)
    pairs, both = np.unique(who * len(of_entity) + taken, return_counts=True)
    square = both.astype(float) ** 2
    precision = float((square / of_entity[pairs % len(of_entity)]).sum() / len(people))
    recall = float((square / of_person[pairs // len(of_entity)]).sum() / len(people))
    return precision, recall


def _batches(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(columns=columns)


def _people_mentions(data: Path) -> Iterator[pa.RecordBatch]:
    """Place and entity of the mentions of people; entities as numbers."""
    entities = pq.read_table(data / "entities.parquet", columns=["entity_id", "kind"])
    ids = entities.filter(pc.equal(entities.column("kind"), "person")).column("entity_id").combine_chunks()
    for batch in _batches(data / "mentions.parquet", ["document_id", "start", "end", "entity_id"]):
        number = pc.index_in(batch.column("entity_id"), value_set=ids)
        columns = [*batch.columns[:3], number]
        yield pa.record_batch(columns, ["document", "start", "end", "person"]).filter(pc.is_valid(number))


def _columns(batches: Iterator[pa.RecordBatch], documents: pa.Array) -> tuple[Codes, Codes]:
    """Places as one number each, and who is named there; documents that the truth does not have are left out."""
    places, people = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for batch in batches:
        number = pc.index_in(batch.column("document"), value_set=documents)
        known = batch.filter(pc.is_valid(number))
        document, start, end = (_numbers(column) for column in (number.drop_null(), *known.columns[1:3]))
        places.append((document << _START | start) << _END | np.minimum(end - start, (1 << _END) - 1))
        people.append(_numbers(known.column(3)))
    return np.concatenate(places), np.concatenate(people)


def _numbers(column: Any) -> Codes:
    return np.asarray(column.cast(pa.int64()).to_numpy(zero_copy_only=False), np.int64)


if __name__ == "__main__":
    print(score(Path(sys.argv[1]) / TRUTH, Path(sys.argv[2])))
