"""Finds the names of people in one text with a learnt model: two conditional random fields, one after the other.

The first reads `features`, the second these and what the first made of the whole text (`votes`). The weights are
`model/*.crf.gz`, learnt by `make train`; sources and licences stand in `model/README.md`.
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pycrfsuite

from pipeline.entities.features import Document, Run
from pipeline.entities.lexicon import MODEL, Lexicon, lexicon
from pipeline.entities.tokens import Token
from pipeline.entities.votes import Reading, votes

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""

Hint = tuple[int, int, str]
"""The span of a name that a rule has found, and the rule."""


class Tagger:
    """Weights with the lexicon that belongs to them."""

    def __init__(self, first: bytes, second: bytes, lexicon: Lexicon) -> None:
        """`first` and `second` are models of CRFsuite."""
        self._first, self._second = Model(first), Model(second)
        self._lexicon = lexicon

    def tag(self, lines: Sequence[list[Token]], language: str, hints: Sequence[Hint]) -> list[Span]:
        """The spans of the names of people in a text, in their order; none goes over the end of a line.

        `lines` are its tokens (`tokens.lines`). `language` is that of the text (BCP 47), `und` if it is not known.
        `hints` are names that rules have found, in their order.
        """
        document = Document(lines, language, self._lexicon, hints)
        features = list(document.features())
        labels = map(self._second.labels, with_votes(document, features, self._first.readings(features)))
        return list(spans(document.lines, document.runs, labels))


class Model:
    """A conditional random field."""

    def __init__(self, weights: bytes) -> None:
        """`weights` are a model of CRFsuite."""
        self._weights = weights  # CRFsuite reads them where they are, as long as it lives
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights)

    def labels(self, run: list[list[str]]) -> list[str]:
        """The labels of the tokens of a run, from their features."""
        return list(self._tagger.tag(run))

    def readings(self, runs: Iterable[list[list[str]]]) -> list[Reading]:
        """For each run the labels of its tokens, and how likely each is part of a name."""
        marginal = self._tagger.marginal
        return [[(label, 1 - marginal("O", i)) for i, label in enumerate(self._tagger.tag(run))] for run in runs]


@cache
def tagger() -> Tagger:
    """The tagger with the committed weights."""
    first, second = (gzip.decompress((MODEL / name).read_bytes()) for name in ("first.crf.gz", "second.crf.gz"))
    return Tagger(first, second, lexicon())


def with_votes(
    document: Document, features: Sequence[list[list[str]]], readings: Sequence[Reading]
) -> Iterator[list[list[str]]]:
    """The features of the second reading, for each run."""
    for run, votes_of_run in zip(features, votes(document, readings), strict=True):
        yield [token + more for token, more in zip(run, votes_of_run, strict=True)]


def spans(lines: Sequence[Sequence[Token]], runs: Iterable[Run], labels: Iterable[Sequence[str]]) -> Iterator[Span]:
    """What labels say: B begins a name, I goes on with it, O is none."""
    for (number, first, _), run_labels in zip(runs, labels, strict=True):
        start = end = -1
        for token, label in zip(lines[number][first:], run_labels, strict=False):
            if start >= 0 and label != "I":
                yield start, end
                start = -1
            if label != "O":
                start, end = (start if start >= 0 else token.start), token.end
        if start >= 0:
            yield start, end
