"""Finds the names of people in one text with a learnt model: two conditional random fields, one after the other.

The first reads `features`, the second these and what the first made of the whole text (`votes`). The weights are
`people.marisa` and `people.json` in `model/`, learnt by `make train`; sources and licences stand in its README.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.entities.crf import Field, Score, read_model
from pipeline.entities.features import Document, Hint, Run
from pipeline.entities.groups import Features, Groups
from pipeline.entities.lexicon import Lexicon, lexicon
from pipeline.entities.tokens import Token
from pipeline.entities.tries import MODEL, Records, Scores
from pipeline.entities.votes import Votes

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""


class Weights(NamedTuple):
    """What was learnt: `of` gives the scores of a feature, `first` and `second` how labels follow in each reading."""

    of: Callable[[str], Scores | None]
    first: Sequence[float]
    second: Sequence[float]


def together(first: bytes, second: bytes) -> tuple[dict[str, Scores], list[float], list[float]]:
    """The scores of the features of two models of CRFsuite, and how labels follow in each."""
    (one, after), (other, after_other) = read_model(first), read_model(second)
    none = (0.0, 0.0)
    features = sorted(one.keys() | other.keys())
    return {name: (*one.get(name, none), *other.get(name, none)) for name in features}, after, after_other


class Tagger:
    """Weights with the lexicon that belongs to them."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self._first, self._second, self._of = Field(weights.first), Field(weights.second), weights.of
        self._groups = Groups(lexicon, self._scores)
        self._votes = Votes(self._in_second)

    def tag(self, lines: Sequence[list[Token]], language: str, hints: Sequence[Hint]) -> list[Span]:
        """The spans of the names of people in a text, in their order; none goes over the end of a line.

        `lines` are its tokens (`tokens.lines`). `language` is that of the text (BCP 47), `und` if it is not known.
        `hints` are names that rules have found, in their order.
        """
        document = Document(lines, language, self._groups, hints)
        scores = [[_sum(token) for token in run] for run in document.features()]
        readings = [self._first.reading([(b, i) for b, i, _, _ in run]) for run in scores]
        votes = self._votes.features(document, readings)
        labels = (
            self._second.labels([_with(score, votes) for score, votes in zip(run, of_run, strict=True)])
            for run, of_run in zip(scores, votes, strict=True)
        )
        return list(spans(document.lines, document.runs, labels))

    def _scores(self, features: Features) -> Scores:
        """The scores of features together; those that are in no model count nothing."""
        return _sum(filter(None, map(self._of, features)))

    def _in_second(self, features: Features) -> Score:
        """Their score in the second reading."""
        return self._scores(features)[2:]


def _sum(scores: Iterable[Scores]) -> Scores:
    b1 = i1 = b2 = i2 = 0.0
    for first_b, first_i, second_b, second_i in scores:
        b1 += first_b
        i1 += first_i
        b2 += second_b
        i2 += second_i
    return b1, i1, b2, i2


def _with(scores: Scores, votes: Iterable[Score]) -> Score:
    """The score of a token in the second reading."""
    _, _, b, i = scores
    for more_b, more_i in votes:
        b += more_b
        i += more_i
    return b, i


@cache
def tagger() -> Tagger:
    """The tagger with the committed weights."""
    of = Records("people.marisa").get
    return Tagger(Weights(of, **json.loads((MODEL / "people.json").read_bytes())), lexicon())


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
