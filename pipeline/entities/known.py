"""Family names of people of the register standing alone, where a text introduces nobody: in headlines, in lists."""

from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.entities.called import family_keys
from pipeline.entities.lexicon import lexicon
from pipeline.entities.register import family_names
from pipeline.entities.tokens import Token
from pipeline.entities.words import kinds
from pipeline.names.given import given_name
from pipeline.names.sounds import key

_SHORTEST = 5
"""Letters of a family name that is looked for: short ones are too often something else."""


def known_alone(lines: Iterable[list[Token]]) -> Iterator[tuple[int, int]]:
    """The spans at which a word, in any case, is nothing but the family name of a person of the register."""
    for line in lines:
        for i, token in enumerate(line):
            if token.is_capitalised and len(token.text) >= _SHORTEST:
                beside = (*line[max(0, i - 1) : i], *line[i + 1 : i + 2])
                if not any(map(_is_name, beside)) and _may_be_known(token.text) and _known(token.text):
                    yield token.start, token.end


def _is_name(token: Token) -> bool:
    return token.is_capitalised or token.kind == "initial" or token.text in "-–"


def _may_be_known(text: str) -> bool:
    word = text.lower()
    return not kinds(word) and lexicon().is_no_other_word(word) and not given_name(text)


def _known(word: str) -> bool:
    return not family_keys(word).isdisjoint(_families())


@cache
def _families() -> frozenset[str]:
    return frozenset(map(key, family_names()))
