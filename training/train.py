"""Learns the tagger's weights from the training texts: `python -m training.train SHARED` writes the model.

Same texts, same bytes. How good it is on topics that it has not seen is measured in `evaluate`.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from operator import add
from pathlib import Path

import pycrfsuite
from marisa_trie import BytesTrie, RecordTrie, Trie

from pipeline.entities.crf import Field, read_model, score
from pipeline.entities.features import Document, Hint
from pipeline.entities.groups import Features, Groups
from pipeline.entities.lexicon import SHORTEST, Inflecting, Lexicon, inflecting
from pipeline.entities.rules import find_by_rules
from pipeline.entities.tagger import Tagger, Weights, together
from pipeline.entities.tokens import lines
from pipeline.entities.tries import MODEL, RECORD
from pipeline.entities.votes import Reading, Votes
from pipeline.read.passages import sentences
from training import gazetteers
from training.data import OWN_TOPIC, Annotated, training_texts
from training.statistics import Counts, count, statistics

PARAMETERS = {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 3, "feature.possible_transitions": True}
"""Of L-BFGS in CRFsuite; chosen on topics left out."""

FOLDS = 3
"""So many parts of the texts are read by a first reading that has not seen them. A topic is in one of them; only our
own texts, of which some languages have no others, are in all."""


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
        return _lexicon(statistics(self.counts, without), self.lists)


def _lexicon(statistics: Mapping[str, str], lists: gazetteers.Lists) -> Lexicon:
    listed = {name: Inflecting(inflecting(lists.listed[name], n), n) for name, n in SHORTEST.items()}
    return Lexicon(statistics, listed, _common(lists))


def _common(lists: gazetteers.Lists) -> dict[str, str]:
    """How common words are, each after its language."""
    return {f"{language} {word}": degree for language, word, degree in lists.common}


def read(shared: Path, lists: gazetteers.Lists) -> Material:
    """Reads all training texts; `lists` are those of `shared`."""
    texts = training_texts(shared)
    bare = Groups(_lexicon({}, lists), _kept)
    documents = [Document(lines(text.text), text.language, bare) for text in texts]
    labels = [labelled(document, text) for document, text in zip(documents, texts, strict=True)]
    topics = [text.topic for text in texts]
    hints = [list(_hints(text)) for text in texts]
    return Material(texts, labels, hints, count(zip(topics, documents, labels, strict=True)), lists)


def labelled(document: Document[Features], text: Annotated) -> list[list[str]]:
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


def learn(material: Material, without: str | None = None) -> tuple[bytes, bytes]:
    """The weights of the two readings, learnt from all texts but those of one topic.

    The second learns from what the first says of texts that it has not seen.
    """
    lessons = list(_lessons(material, without))
    everything = _weights(lessons)
    readings: dict[int, list[Reading]] = {}
    for fold in range(FOLDS):
        first, follows = read_model(_weights([lesson for lesson in lessons if lesson.fold != fold], max_iterations=50))
        for number, lesson in enumerate(lessons):
            if lesson.fold == fold:
                scores = ([score(first, _flat(token)) for token in run] for run in lesson.features)
                readings[number] = list(map(Field(follows).reading, scores))
    votes = Votes(_kept)
    for number, lesson in enumerate(lessons):
        of_runs = votes.features(lesson.document, readings[number])
        lesson.features[:] = [list(map(add, run, of_run)) for run, of_run in zip(lesson.features, of_runs, strict=True)]
    return everything, _weights(lessons)


@dataclass(frozen=True)
class _Lesson:
    """A text to learn from. What is learnt for a fold is learnt without it."""

    document: Document[Features]
    features: list[list[list[Features]]]
    labels: list[list[str]]
    fold: int


def _lessons(material: Material, without: str | None) -> Iterator[_Lesson]:
    taught = sorted(zip(material.texts, material.labels, material.hints, strict=True), key=_topic)
    topics = [topic for topic in dict.fromkeys(map(_topic, taught)) if topic != without]
    for topic, of_topic in groupby(taught, key=_topic):
        if topic == without:
            continue
        known = Groups(material.lexicon(topic, *filter(None, [without])), _kept)
        for number, (text, labels, hints) in enumerate(of_topic):
            document = Document(lines(text.text), text.language, known, hints)
            fold = (number if topic == OWN_TOPIC else topics.index(topic)) % FOLDS
            yield _Lesson(document, list(document.features()), labels, fold)


def _weights(lessons: Iterable[_Lesson], **other: float) -> bytes:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for lesson in lessons:
        for run, labels in zip(lesson.features, lesson.labels, strict=True):
            trainer.append(list(map(_flat, run)), labels)
    trainer.set_params(PARAMETERS | other)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "people.crf")
        trainer.train(str(path))
        return path.read_bytes()


def _kept(features: Features) -> Features:
    """A group of features as it is."""
    return features


def _flat(groups: Iterable[Features]) -> list[str]:
    return list(chain.from_iterable(groups))


def _topic(lesson: tuple[Annotated, list[list[str]], list[Hint]]) -> str:
    return lesson[0].topic


def _hints(text: Annotated) -> Iterator[Hint]:
    for found in find_by_rules(text.text, *sentences(text.text, text.language), text.language):
        yield found.start, found.end, found.method_id


def tagger_without(material: Material, topic: str) -> Tagger:
    """A tagger that has learnt nothing from the texts of a topic."""
    scores, first, second = together(*learn(material, without=topic))
    return Tagger(Weights(scores.get, first, second), material.lexicon(topic))


def write_lists(lists: gazetteers.Lists) -> None:
    """Writes the word lists, which the rules ask too: before anything is learnt from what the rules find."""
    for name, shortest in SHORTEST.items():
        _write(f"{name}.marisa", Trie(sorted(inflecting(lists.listed[name], shortest))).tobytes())
    _write("common.marisa", _trie(_common(lists)))


def write(material: Material) -> None:
    """Learns from everything, and writes weights and statistics."""
    scores, first, second = together(*learn(material))
    _write("people.marisa", RecordTrie(RECORD, scores.items()).tobytes())
    _write("people.json", (json.dumps({"first": first, "second": second}, indent=1) + "\n").encode())
    _write("statistics.marisa", _trie(statistics(material.counts)))


def _trie(codes: Mapping[str, str]) -> bytes:
    return bytes(BytesTrie((key, code.encode()) for key, code in sorted(codes.items())).tobytes())


def _write(name: str, content: bytes) -> None:
    (MODEL / name).write_bytes(content)
    print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    word_lists = gazetteers.lists(Path(sys.argv[1]))
    write_lists(word_lists)
    write(read(Path(sys.argv[1]), word_lists))
