"""What the second reading sees beside the features: what the first says of the tokens and of their words elsewhere.

A word that is plainly a name in one place of the text is rather one in the others too; the first reading sees what
stands beside the word there, but not what it made of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.entities.features import Document
from pipeline.entities.lexicon import stem

Reading = Sequence[tuple[str, float]]
"""For each token of a run the label of the first reading, and how likely it is that the token is part of a name."""

_LIMITS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
_BESIDE = (-2, -1, 0, 1, 2)


@dataclass
class _Word:
    """What the first reading says of the places of a word: how likely each is a name, and how many begin or end one."""

    likely: list[float] = field(default_factory=list)
    total: float = 0.0
    n_first: int = 0
    n_last: int = 0


def votes(document: Document, readings: Sequence[Reading]) -> Iterator[list[list[str]]]:
    """For each run the features of its tokens."""
    words: dict[str, _Word] = {}
    for (number, first, _), reading in zip(document.runs, readings, strict=True):
        line = document.lines[number]
        for i, (label, likely) in enumerate(reading):
            token = line[first + i]
            if token.is_capitalised:
                for key in _keys(token.text):
                    word = words.setdefault(key, _Word())
                    word.likely.append(likely)
                    word.total += likely
                    word.n_first += _begins_longer(reading, i)
                    word.n_last += label == "I"
    for word in words.values():
        word.likely.sort()
    for (number, first, _), reading in zip(document.runs, readings, strict=True):
        line = document.lines[number]
        said = [
            _said(words, line[first + i].text, reading, i) if line[first + i].is_capitalised else []
            for i in range(len(reading))
        ]
        yield [_token(reading, said, i) for i in range(len(reading))]


def _keys(text: str) -> tuple[str, str]:
    small = text.lower()
    return "~" + stem(small), "=" + small


def _begins_longer(reading: Reading, i: int) -> bool:
    return reading[i][0] == "B" and i + 1 < len(reading) and reading[i + 1][0] == "I"


def _said(words: dict[str, _Word], text: str, reading: Reading, i: int) -> list[str]:
    """What is said of the other places of a word, and of its other forms."""
    label, likely = reading[i]
    found = []
    for key in _keys(text):
        word, sign = words[key], key[0]
        others = len(word.likely) - 1
        if not others:
            found.append(sign + "alone")
            continue
        best = word.likely[-1] if word.likely[-1] != likely else word.likely[-2]
        found.append(f"{sign}mean={_degree((word.total - likely) / others)}")
        found.append(f"{sign}best={_degree(best)}")
        if word.n_first > _begins_longer(reading, i):
            found.append(sign + "first")
        if word.n_last > (label == "I"):
            found.append(sign + "last")
    return found


def _token(reading: Reading, said: list[list[str]], i: int) -> list[str]:
    label, likely = reading[i]
    own = f"{label}{_degree(likely)}"
    following = reading[i + 1][0] if i + 1 < len(reading) else "$"
    found = [f"read={own},{following}"]
    for offset in _BESIDE:
        j = i + offset
        if 0 <= j < len(reading):
            found.append(f"{offset:+d}read={reading[j][0]}{_degree(reading[j][1])}")
            if abs(offset) < 2:
                found += [f"{offset:+d}{what}" for what in said[j]]
    found += [f"{own}{what}" for what in said[i]]
    return found


def _degree(likely: float) -> int:
    return sum(likely >= limit for limit in _LIMITS)
