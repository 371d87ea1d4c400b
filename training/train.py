"""Learns the tagger's weights from the training texts: `python -m training.train SHARED` writes the model.

Same texts, same bytes. How good it is on topics that it has not seen is measured in `evaluate`.
"""

import gzip
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pycrfsuite

from pipeline.entities.features import Document
from pipeline.entities.lexicon import MODEL, Lexicon, inflecting
from pipeline.entities.rules import find_by_rules
from pipeline.entities.tagger import Hint, Tagger, lines
from pipeline.read.passages import sentences
from training import gazetteers
from training.data import Annotated, training_texts
from training.statistics import Counts, count, statistics

PARAMETERS = {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 3, "feature.possible_transitions": True}
"""Of L-BFGS in CRFsuite; chosen on topics left out."""


@dataclass(frozen=True)
class Material:
    """The training texts, the labels of their runs, what the rules find in them, and what is known of their words."""

    texts: list[Annotated]
    labels: list[list[list[str]]]
    hints: list[list[Hint]]
    counts: Counts
    lists: gazetteers.Lists

    def lexicon(self, *without: str) -> Lexicon:
        """The lexicon without what topics teach."""
        return Lexicon(statistics(self.counts, without), *map(inflecting, self.lists))


def read(shared: Path) -> Material:
    """Reads all training texts."""
    texts = training_texts(shared)
    lists = gazetteers.lists(shared)
    bare = Lexicon({}, *map(inflecting, lists))
    documents = [Document(text.text, lines(text.text), text.language, bare) for text in texts]
    labels = [labelled(document, text) for document, text in zip(documents, texts, strict=True)]
    topics = [text.topic for text in texts]
    hints = [list(_hints(text)) for text in texts]
    return Material(texts, labels, hints, count(zip(topics, documents, labels, strict=True)), lists)


def labelled(document: Document, text: Annotated) -> list[list[str]]:
    """B, I or O for each token of each run."""
    ends = {start: end for start, end, _ in text.people}
    found = []
    for number, first, last in document.runs:
        labels, end = [], -1
        for token in document.lines[number][first:last]:
            if token.start in ends:
                labels.append("B")
                end = ends[token.start]
            else:
                labels.append("I" if token.start < end else "O")
        found.append(labels)
    return found


def learn(material: Material, path: Path, without: str | None = None) -> None:
    """Learns from all texts but those of one topic, and writes the weights to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    lessons = sorted(zip(material.texts, material.labels, material.hints, strict=True), key=_topic)
    for topic, texts in groupby(lessons, key=_topic):
        if topic != without:
            known = material.lexicon(topic, *filter(None, [without]))
            for text, labels, hints in texts:
                document = Document(text.text, lines(text.text), text.language, known, hints)
                for features, run in zip(document.features(), labels, strict=True):
                    trainer.append(features, run)
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


def _topic(lesson: tuple[Annotated, list[list[str]], list[Hint]]) -> str:
    return lesson[0].topic


def _hints(text: Annotated) -> Iterator[Hint]:
    for found in find_by_rules(text.text, *sentences(text.text, text.language)):
        yield found.start, found.end, found.method_id


def tagger_without(material: Material, topic: str) -> Tagger:
    """A tagger that has learnt nothing from the texts of a topic."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.crf")
        learn(material, path, without=topic)
        return Tagger(path.read_bytes(), material.lexicon(topic))


def write(material: Material) -> None:
    """Learns from everything, and writes weights and lexicon."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.crf")
        learn(material, path)
        _write("people.crf.gz", path.read_bytes())
    codes = sorted(statistics(material.counts).items())
    _write("statistics.tsv.gz", "".join(f"{key}\t{code}\n" for key, code in codes).encode())
    for name, words in material.lists._asdict().items():
        _write(f"{name}.txt.gz", "".join(f"{word}\n" for word in sorted(words)).encode())


def _write(name: str, content: bytes) -> None:
    packed = gzip.compress(content, mtime=0)
    (MODEL / name).write_bytes(packed)
    print(f"{name}: {len(packed):,} bytes")


if __name__ == "__main__":
    write(read(Path(sys.argv[1])))
