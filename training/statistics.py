"""What the training texts do with a word: the statistics of `pipeline.entities.lexicon`.

The features of a text are made with the statistics of the other topics alone; else the tagger would learn to trust them
more than it may on a new text.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from pipeline.entities.features import Document
from pipeline.entities.groups import Features
from pipeline.entities.lexicon import stem

_SEEN = 3
"""A word seen less often than this says nothing."""

_OFTEN = 11
_SHARES = (0.1, 0.4, 0.7, 0.95)

Counts = dict[str, dict[str, list[int]]]
"""By word (after `=`) and stem, by topic: small; capitalised and no name; name of one word; beginning of a longer
name; later in a name."""


def count(documents: Iterable[tuple[str, Document[Features], list[list[str]]]]) -> Counts:
    """Counts the words of documents, each with its topic and the labels of its runs."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * 5))
    for topic, document, labels in documents:
        roles = {}
        for (number, first, _), run in zip(document.runs, labels, strict=True):
            for i, (label, following) in enumerate(zip(run, chain(run[1:], "O"), strict=True)):
                roles[number, first + i] = 1 if label == "O" else 4 if label == "I" else 3 if following == "I" else 2
        for number, line in enumerate(document.lines):
            for i, token in enumerate(line):
                if token.kind == "word":
                    role = roles.get((number, i), 1) if token.is_capitalised else 0
                    word = token.text.lower()
                    counts["=" + word][topic][role] += 1
                    if len(stem(word)) > 3:
                        counts[stem(word)][topic][role] += 1
    return {key: dict(topics) for key, topics in counts.items()}


def statistics(counts: Counts, without: Iterable[str] = ()) -> Mapping[str, str]:
    """The codes of the words, by the texts of all topics but those left out."""
    left_out = frozenset(without)
    found = {}
    for key, topics in counts.items():
        used = [numbers for topic, numbers in topics.items() if topic not in left_out]
        small, other, one, first, later = map(sum, zip(*used, strict=True)) if used else (0,) * 5
        if small + other + one + first + later >= _SEEN:
            found[key] = _code(small, other, one, first, later)
    return found


def _code(small: int, other: int, one: int, first: int, later: int) -> str:
    """Three characters: how often small, a name, the beginning of one; by digits the more often the higher."""
    person, capitals = one + first + later, one + first + later + other
    return (
        _digit(small, small + capitals)
        + (_digit(person, capitals) if capitals >= _SEEN else "0")
        + (_digit(first, person) if person >= _SEEN else "0")
    )


def _digit(part: int, whole: int) -> str:
    """From b (none) to g (nearly all), as a capital if seen often."""
    share = part / whole
    letter = "bcdefg"[0 if not part else 1 + sum(share >= limit for limit in _SHARES)]
    return letter.upper() if whole >= _OFTEN else letter
