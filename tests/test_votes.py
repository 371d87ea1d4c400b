"""What the second reading of a text sees of the first."""

from itertools import chain

from pipeline.entities.features import Document
from pipeline.entities.groups import Groups
from pipeline.entities.lexicon import lexicon
from pipeline.entities.tokens import lines
from pipeline.entities.votes import Reading, Votes

TEXT = "Anna Wrona kam.\nWrona ging.\nMeyer blieb."


def _votes(*readings: Reading) -> list[list[list[str]]]:
    document = Document(lines(TEXT), "de", Groups(lexicon(), tuple[str, ...]))
    votes = Votes(tuple[str, ...]).features(document, readings)
    return [[list(chain.from_iterable(token)) for token in run] for run in votes]


def test_each_token_sees_what_the_first_reading_makes_of_its_word_elsewhere() -> None:
    sure, unsure, no = ("B", 0.99), ("O", 0.3), ("O", 0.01)
    (anna, wrona), (alone,), (meyer,) = _votes([sure, ("I", 0.99)], [unsure], [no])
    assert {"+0read=O2", "+0=mean=6", "+0=best=6", "+0=last"} <= set(alone)
    assert "+0=alone" in meyer
    assert "+0=alone" in anna
    assert {"-1read=B6", "+0=mean=2"} <= set(wrona)


def test_a_word_does_not_vote_for_itself() -> None:
    _, (one,), _ = _votes([("O", 0.01), ("O", 0.01)], [("B", 0.99)], [("O", 0.01)])
    assert "+0=best=0" in one
