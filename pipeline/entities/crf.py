"""Conditional random fields with the labels B, I and O: weights that CRFsuite has learnt, and what they make of a run.

CRFsuite's own tagger looks up every feature of every token. The features of texts come in groups, the same ones again
and again: here the weights of a group are added up once.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp

LABELS = ("O", "B", "I")
"""Outside of a name, beginning of one, inside."""

Score = tuple[float, float]
"""How much more speaks for B, and for I, than for O, in a token by itself."""


def read_model(model: bytes) -> tuple[dict[str, Score], list[float]]:
    """What a file of CRFsuite with these three labels says.

    The scores of its features, each by itself; and how well one label follows another, nine numbers: those behind the
    first of `LABELS` come first.
    """
    features, labels, attributes = struct.unpack_from("<3I", model, 28)
    place = [LABELS.index(label) for label in _strings(model, labels)]
    names = list(_strings(model, attributes))
    weights = [[0.0, 0.0, 0.0] for _ in names]
    follows = [[0.0, 0.0, 0.0] for _ in LABELS]
    for is_of_labels, source, label, weight in _weights(model, features):
        (follows[place[source]] if is_of_labels else weights[source])[place[label]] = weight
    scores = {name: (b - o, i - o) for name, (o, b, i) in zip(names, weights, strict=True)}
    return scores, [weight for row in follows for weight in row]


def score(scores: Mapping[str, Score], features: Iterable[str]) -> Score:
    """The score of features together; those that have none count nothing."""
    b = i = 0.0
    for found in map(scores.get, features):
        if found:
            b += found[0]
            i += found[1]
    return b, i


class Field:
    """A conditional random field; what features speak for is said by the scores that it is given."""

    def __init__(self, follows: Sequence[float]) -> None:
        """`follows` is what `read_model` gives."""
        self._follows = follows

    def reading(self, scores: Sequence[Score]) -> list[tuple[str, float]]:
        """For each token of a run its label, and how likely it is part of a name."""
        return list(zip(self.labels(scores), self.likely(scores), strict=True))

    def labels(self, scores: Sequence[Score]) -> list[str]:
        """The likeliest labels of the tokens of a run, by their scores (Viterbi)."""
        oo, ob, oi, bo, bb, bi, io, ib, ii = self._follows
        came_from: list[tuple[int, int, int]] = []
        (b, i), o = scores[0], 0.0
        for more_b, more_i in scores[1:]:
            to_o, to_b, to_i = (o + oo, b + bo, i + io), (o + ob, b + bb, i + ib), (o + oi, b + bi, i + ii)
            o, b, i = max(to_o), max(to_b), max(to_i)
            came_from.append((to_o.index(o), to_b.index(b), to_i.index(i)))
            b += more_b
            i += more_i
        last = (o, b, i)
        place = last.index(max(last))
        found = [LABELS[place]]
        for before in reversed(came_from):
            place = before[place]
            found.append(LABELS[place])
        return found[::-1]

    def likely(self, scores: Sequence[Score]) -> list[float]:
        """How likely it is that each token of a run is not O, by their scores (forward and backward)."""
        oo, ob, oi, bo, bb, bi, io, ib, ii = map(exp, self._follows)
        own = [(exp(b), exp(i)) for b, i in scores]
        (b, i), o = own[0], 1.0
        forward = [(b, i, o)]
        for more_b, more_i in own[1:]:
            total = b + i + o  # else the numbers would grow with the length of the run
            b, i, o = b / total, i / total, o / total
            b, i, o = (b * bb + i * ib + o * ob) * more_b, (b * bi + i * ii + o * oi) * more_i, b * bo + i * io + o * oo
            forward.append((b, i, o))
        found = [1 - o / (b + i + o)]
        after_b = after_i = after_o = 1.0
        for (b, i, o), (more_b, more_i) in zip(forward[-2::-1], own[:0:-1], strict=True):
            total = after_b + after_i + after_o
            to_b, to_i, to_o = after_b * more_b / total, after_i * more_i / total, after_o / total
            after_b = bb * to_b + bi * to_i + bo * to_o
            after_i = ib * to_b + ii * to_i + io * to_o
            after_o = ob * to_b + oi * to_i + oo * to_o
            found.append(1 - o * after_o / (b * after_b + i * after_i + o * after_o))
        return found[::-1]


def _weights(model: bytes, offset: int) -> Iterator[tuple[int, int, int, float]]:
    """Whether it is of two labels in a row, number of the first label or of the feature, of the label; the weight."""
    (n,) = struct.unpack_from("<I", model, offset + 8)
    return struct.iter_unpack("<3Id", model[offset + 12 : offset + 12 + 20 * n])


def _strings(model: bytes, offset: int) -> Iterator[str]:
    """The strings of a table (CQDB) by their numbers."""
    n, places = struct.unpack_from("<2I", model, offset + 16)
    for (place,) in struct.iter_unpack("<I", model[offset + places : offset + places + 4 * n]):
        start = offset + place + 8
        (length,) = struct.unpack_from("<I", model, start - 4)
        yield model[start : start + length - 1].decode("utf-8")
