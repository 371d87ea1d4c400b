"""What the second reading sees beside the features: what the first says of the tokens and of their words elsewhere.

A word that is plainly a name in one place of the text is rather one in the others too; the first reading sees what
stands beside the word there, but not what it made of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Generic

from pipeline.entities.features import Document
from pipeline.entities.groups import Features, Group
from pipeline.entities.lexicon import stem
from pipeline.entities.tokens import Token

Reading = Sequence[tuple[str, float]]
"""For each token of a run the label of the first reading, and how likely it is that the token is part of a name."""

_KEPT = 2**14
_LIMITS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
_BESIDE = (-2, -1, 0, 1, 2)


@dataclass(slots=True)
class _Word:
    """What the first reading says of the places of a word: how likely each is a name, and how many begin or end one.

    `best` and `second` are the likeliest of all.
    """

    places: int = 0
    total: float = 0.0
    best: float = 0.0
    second: float = 0.0
    n_first: int = 0
    n_last: int = 0

    def add(self, likely: float, *, is_first: bool, is_last: bool) -> None:
        """Counts one place more."""
        self.places += 1
        self.total += likely
        if likely > self.best:
            self.best, self.second = likely, self.best
        elif likely > self.second:
            self.second = likely
        self.n_first += is_first
        self.n_last += is_last

    def elsewhere(self, sign: str, likely: float, *, is_first: bool, is_last: bool) -> Features:
        """What is said of the other places, in features that begin with a sign."""
        others = self.places - 1
        if not others:
            return (sign + "alone",)
        best = self.best if self.best != likely else self.second
        mean = (self.total - likely) / others
        return _elsewhere(sign, _degree(mean), _degree(best), self.n_first > is_first, self.n_last > is_last)


class _Words:
    """The words of a document, each with the one that stands for all of its stem."""

    def __init__(self) -> None:
        self._of_text: dict[str, tuple[_Word, _Word]] = {}
        self._of_stem: dict[str, _Word] = {}
        self._of_word: dict[str, _Word] = {}

    def of(self, text: str) -> tuple[_Word, _Word]:
        """The stem and the word that stand for a text."""
        found = self._of_text.get(text)
        if found is None:
            word = text.lower()
            of_stem = self._of_stem.setdefault(stem(word), _Word())
            found = self._of_text[text] = of_stem, self._of_word.setdefault(word, _Word())
        return found

    def said(self, text: str, reading: Reading, i: int) -> Features:
        """What is said of the other places of a word, and of its other forms."""
        label, likely = reading[i]
        is_first, is_last = _begins_longer(reading, i), label == "I"
        of_stem, of_word = self._of_text[text]
        return of_stem.elsewhere("~", likely, is_first=is_first, is_last=is_last) + of_word.elsewhere(
            "=", likely, is_first=is_first, is_last=is_last
        )


class Votes(Generic[Group]):
    """Groups of features of the second reading, each made once by `make`."""

    def __init__(self, make: Callable[[Features], Group]) -> None:
        self._make = make
        self._read = lru_cache(_KEPT)(self._not_yet_read)
        self._said = lru_cache(_KEPT)(self._not_yet_said)

    def features(self, document: Document[Any], readings: Sequence[Reading]) -> Iterator[list[list[Group]]]:
        """For each run the features of its tokens."""
        words = _Words()
        lines = [document.lines[number][first:end] for number, first, end in document.runs]
        for tokens, reading in zip(lines, readings, strict=True):
            for i, (token, (label, likely)) in enumerate(zip(tokens, reading, strict=True)):
                if token.is_capitalised:
                    for word in words.of(token.text):
                        word.add(likely, is_first=_begins_longer(reading, i), is_last=label == "I")
        for tokens, reading in zip(lines, readings, strict=True):
            yield self._run(tokens, reading, words)

    def _run(self, tokens: Sequence[Token], reading: Reading, words: "_Words") -> list[list[Group]]:
        """The features of the tokens of a run."""
        read = ["", "", *[_code(label, _degree(likely)) for label, likely in reading], "", ""]
        said = [words.said(token.text, reading, i) if token.is_capitalised else () for i, token in enumerate(tokens)]
        found = []
        before: Features = ()
        for i, here in enumerate(said):
            of_token = [self._read(*read[i : i + 5])]
            if before:
                of_token.append(self._said(before, "-1"))
            if here:
                of_token.append(self._said(here, "+0", read[i + 2]))
            if i + 1 < len(said) and said[i + 1]:
                of_token.append(self._said(said[i + 1], "+1"))
            found.append(of_token)
            before = here
        return found

    def _not_yet_read(self, *read: str) -> Group:
        """What the first reading says of a token between two before and two behind it; empty where there are none."""
        _, _, own, following, _ = read
        beside = (f"{offset:+d}read={code}" for offset, code in zip(_BESIDE, read, strict=True) if code)
        return self._make((f"read={own},{following[:1] or '$'}", *beside))

    def _not_yet_said(self, said: Features, *before: str) -> Group:
        """What is said of a word, each with something before it."""
        return self._make(tuple(f"{where}{what}" for where in before for what in said))


def _begins_longer(reading: Reading, i: int) -> bool:
    return reading[i][0] == "B" and i + 1 < len(reading) and reading[i + 1][0] == "I"


@cache
def _elsewhere(sign: str, mean: int, best: int, first: bool, last: bool) -> Features:
    found = (f"{sign}mean={mean}", f"{sign}best={best}")
    return (*found, *((sign + "first",) if first else ()), *((sign + "last",) if last else ()))


@cache
def _code(label: str, degree: int) -> str:
    return f"{label}{degree}"


def _degree(likely: float) -> int:
    return bisect_right(_LIMITS, likely)
