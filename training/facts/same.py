"""Whether an entity of ours is the one that an annotation names, and whether words name it."""

from functools import cache

from pipeline.names import compare
from training.facts.found import Entity
from training.facts.gold import Party, Span


def overlap(one: Span, other: Span) -> int:
    """How many code points two places have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def alike(one: Span, other: Span) -> bool:
    """Whether two places have at least half of each in common."""
    common = overlap(one, other)
    return common > 0 and 2 * common >= max(one[1] - one[0], other[1] - other[0])


def is_same(party: Party, entity: Entity, document: str) -> bool:
    """Whether the entity is that party: named at the same place, or by the same name.

    A group is named by a noun inside of the words that an annotation has for it (three activists of the town).
    """
    here = entity.mentions.get(document, [])
    if any(alike(span, place) for span in party.spans for place in here):
        return True
    if entity.kind == "group":
        return any(span[0] <= place[0] and place[1] <= span[1] for span in party.spans for place in here)
    return any(_bears(name, spelling, entity.kind) for name in party.names for spelling in entity.spellings)


@cache
def _bears(name: str, spelling: str, kind: str) -> bool:
    """Whether a spelling has a name in it, or is one of the same person's."""
    if name.casefold() in spelling.casefold():
        return True
    return kind == "person" and compare(name, spelling).same


def names(words: str, place: Span, party: Party) -> bool:
    """Whether words of a text, which stand at `place`, name a party: by its name, or where the annotation has it."""
    if any(overlap(span, place) for span in party.spans):
        return True
    return any(name.casefold() in words.casefold() for name in party.names)
