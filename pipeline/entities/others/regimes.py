"""Regimes: a noun such as *regime* with the name of the person who rules, before or after it.

With nouns that say less (*government*, *administration*) only a name that is known to be a person's makes one. Who the
person is, is not said here.
"""

from collections.abc import Iterator

from pipeline.entities.others.bodies import Known
from pipeline.entities.others.listed import Span
from pipeline.entities.others.reading import WORDS, Reading, words_of


def find_regimes(reading: Reading, known: Known) -> Iterator[Span]:
    """The spans of regimes, in no order; where a person is known to be named, of governments too."""
    for kind, needs_person in (("regime_after", False), ("rule_after", True)):
        for noun in reading.phrases(WORDS, kind):
            first = _person_before(reading, known, noun.first, needs_person)
            if first is not None:
                yield _opened(reading, first), reading.tokens[noun.last].end
    for kind, needs_person in (("regime_before", False), ("rule_before", True)):
        for noun in reading.phrases(WORDS, kind):
            last = _person_after(reading, known, noun.last, needs_person)
            if last is not None:
                yield reading.span(noun.first, last)


def _opened(reading: Reading, first: int) -> int:
    """Where a name begins, with the bracket that an editor opened before it: [Novik] regime."""
    start = reading.tokens[first].start
    return start - 1 if reading.text[start - 1 : start] == "[" else start


def _person_before(reading: Reading, known: Known, index: int, needs_person: bool) -> int | None:
    """The first word of a person's name right before a word: *Novik regime*, *[Novik] regime*, *Novik’s regime*."""
    last = index - 1
    if last < 0:
        return None
    between = reading.folded[reading.tokens[last].end : reading.tokens[index].start]
    if between in ("’s ", "’ ") or (between == " " and reading.tokens[last].word == "s"):
        if reading.tokens[last].word == "s":
            last -= 1
    elif between not in (" ", "] ", "-"):
        return None
    return _person_at(reading, known, last, -1, needs_person)


def _person_after(reading: Reading, known: Known, index: int, needs_person: bool) -> int | None:
    """The last word of the name of a person right after a word: режим Лукашенко, *regime of General Novik*."""
    if index + 1 == len(reading.tokens) or reading.gap(index, index + 1) not in (" ", "’"):
        return None
    begins = index + 1
    while reading.tokens[begins].word in words_of("title", "honorific") and reading.beside(begins, begins + 1):
        begins += 1
    return _person_at(reading, known, begins, 1, needs_person)


def _person_at(reading: Reading, known: Known, index: int, step: int, needs_person: bool) -> int | None:
    """The other end of the name of a person that begins, or ends, with a word; None where it seems to be none."""
    if index < 0 or not _may_be_person(reading, known, index):
        return None
    if needs_person and not known.is_person(reading, index):
        return None
    end = index
    while 0 <= end + step < len(reading.tokens) and reading.beside(min(end, end + step), max(end, end + step)):
        following = end + step
        is_part = known.is_person(reading, following)
        if not known.is_person(reading, end):
            is_part = reading.is_given_name(following)
        if not is_part or not reading.tokens[following].capital:
            break
        end = following
    return end


def _may_be_person(reading: Reading, known: Known, index: int) -> bool:
    token = reading.tokens[index]
    if known.is_person(reading, index):
        return True
    is_word = token.word in words_of("function", "calendar", "title", "role", "honorific", "place")
    starts = index in reading.begins and reading.text[token.start - 1 : token.start] != "["
    return token.capital and not token.capitals and not is_word and index not in known.places and not starts
