"""Finds the names of people in one text with a learnt model: a conditional random field over `features`.

The weights are `model/people.crf.gz`, learnt by `make train`; sources and licences stand in `model/README.md`.
"""

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pycrfsuite

from pipeline.entities.features import Document, Run
from pipeline.entities.lexicon import MODEL, Lexicon, lexicon
from pipeline.entities.tokens import Token

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""

Hint = tuple[int, int, str]
"""The span of a name that a rule has found, and the rule."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")


class Tagger:
    """Weights with the lexicon that belongs to them."""

    def __init__(self, weights: bytes, lexicon: Lexicon) -> None:
        """`weights` are a model of CRFsuite."""
        self._weights = weights  # CRFsuite reads them where they are, as long as it lives
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights)
        self._lexicon = lexicon

    def tag(self, text: str, language: str, hints: Sequence[Hint]) -> list[Span]:
        """The spans of the names of people in `text`, in their order; none goes over the end of a line.

        `language` is that of the text (BCP 47), `und` if it is not known. `hints` are
        names that rules have found, in their order.
        """
        document = Document(text, lines(text), language, self._lexicon, hints)
        return list(spans(document.lines, document.runs, map(self._tagger.tag, document.features())))


@cache
def tagger() -> Tagger:
    """The tagger with the committed weights."""
    return Tagger(gzip.decompress((MODEL / "people.crf.gz").read_bytes()), lexicon())


def lines(text: str) -> list[Span]:
    """The spans of the lines of `text` that are not empty."""
    return [match.span() for match in _LINE.finditer(text)]


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
