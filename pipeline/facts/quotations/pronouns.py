"""Whom *he*, *she* or *they* beside a word of saying mean, by what was said before, where a grammar is known.

Where the words are that name a speaker is found in `sayings`; speakers with names are for `speakers`.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.facts.grammar.discourse import read
from pipeline.facts.grammar.reference import referent
from pipeline.facts.grammar.sentence import Span
from pipeline.facts.grammar.setting import Mention, quoted_of
from pipeline.facts.grammar.several import meant as several
from pipeline.facts.grammar.structure import Phrase
from pipeline.tables.rows import Row

_BESIDE = 30
"""Code points on each side of a word of saying among which the pronoun for the speaker is looked for."""


def pronoun_place(text: str, quotation: Row) -> Span | None:
    """Where the pronoun stands that a quotation has for its speaker (code points)."""
    if quotation["pronoun"] is None or quotation["cue_start"] is None:
        return None
    begin = max(0, quotation["cue_start"] - _BESIDE)
    pattern = re.compile(rf"\b{re.escape(quotation['pronoun'])}\b", re.IGNORECASE)
    found = pattern.search(text, begin, quotation["cue_end"] + _BESIDE)
    return found.span() if found else None


def meant(
    text: str, language: str, quotations: Sequence[Row], mentions: Sequence[Mention], sentences: Sequence[Span]
) -> Iterator[tuple[str, str]]:
    """For each quotation whose speakers a pronoun must mean: its id and the id of each such person or body."""
    wanted: dict[int, list[Row]] = {}
    for quotation in quotations:
        place = pronoun_place(text, quotation)
        if place:
            wanted.setdefault(place[0], []).append(quotation)
    if not wanted:
        return
    for sentence in read(text, sentences, language, mentions, quoted_of(quotations, (), mentions)):
        for index, unit in enumerate(sentence.units):
            for quotation in wanted.get(unit.start, ()):
                one = referent(sentence, index)
                found = (one,) if one else several(sentence, Phrase(index, index, index))
                if not any(_is_named(mention.entity_id, quotation, mentions) for mention in found):
                    yield from ((quotation["quotation_id"], mention.entity_id) for mention in found)


def _is_named(entity_id: str, quotation: Row, mentions: Sequence[Mention]) -> bool:
    """Whether a quotation names somebody, who then hardly says it."""
    return any(
        mention.entity_id == entity_id and quotation["start"] <= mention.start < quotation["end"]
        for mention in mentions
    )
