"""Nouns that tell of an event: the arrest of X by Y, Y's arrest of X, арест X."""

from collections.abc import Sequence

from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.phrases import beginning, phrases
from pipeline.facts.grammar.positions import after, directly, named_after
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Clause, Phrase

_STEPS = 6

_QUALIFIED = 3
"""Units between a word like `no` and its noun, with the noun: no new election."""


def noun(sentence: Sentence, start: int, end: int, reading: Reading, frame: Sequence[str]) -> Clause | None:
    """A noun: the arrest of X by Y, Y's arrest of X, арест X."""
    units = sentence.units
    if end < len(units) and units[end].is_a("compound") and not reading.is_plural:
        return None
    places: dict[str, list[Phrase]] = {}
    complement_at = _shared_complement(sentence, end)
    owned = _genitive(sentence, complement_at) if sentence.is_cased else _of(sentence, complement_at)
    places["of"] = coordinated(sentence, owned, leftwards=False) if owned else []
    holder = possessor(sentence, start)
    if holder:
        is_holder = bool(places["of"]) and "holder" in frame
        places["holder" if is_holder else "possessor"] = [holder]
    behind = (places["of"][-1].last + 1) if places["of"] else complement_at
    places["by"] = (
        _agents(sentence, behind, is_done_to=bool(places["of"])) if sentence.is_cased else after(sentence, behind, "by")
    )
    places["against"] = directly(sentence, behind, "against") or named_after(sentence, behind, "against", start, end)
    if "to" in frame and not places["of"]:
        places["to"] = _dative(sentence, end) if sentence.is_cased else directly(sentence, end, "to")
    return Clause(start, end, start, "noun", _is_negated_noun(sentence, start), places)


def _is_negated_noun(sentence: Sentence, start: int) -> bool:
    """Whether there was none of it: no torture, no new election, никаких пыток."""
    units = sentence.units
    if start > 0 and units[start - 1].is_a("negation"):
        return True
    position = start - 1
    while position >= 0 and start - position < _QUALIFIED and units[position].is_word and not units[position].functions:
        position -= 1
    return position >= 0 and units[position].is_a("none")


def _shared_complement(sentence: Sentence, end: int) -> int:
    """Where the complement of a noun is looked for: behind the last of nouns that `and` joins (beating and torture)."""
    units = sentence.units
    if end < len(units) and units[end].is_a("conjunction"):
        for position in range(end + 1, min(end + 3, len(units))):
            found = [e for r, e in sentence.readings("event_triggers.csv", position) if r.kind == "noun"]
            if found:
                return max(found)
    return end


def _of(sentence: Sentence, end: int) -> Phrase | None:
    """The phrase after `of`; dates and places may stand before it: the detention since July of X."""
    units = sentence.units
    position = end
    for _ in range(2 * _STEPS):
        if position >= len(units):
            return None
        unit = units[position]
        if unit.is_a("of"):
            return next((p for p in phrases(sentence) if p.preposition == position and p.first == position + 1), None)
        placed = unit.mention is not None and unit.mention.kind == "place"
        if not (
            unit.is_a("preposition", "adverb", "calendar", "numeral", "determiner") or placed or unit.text.isdigit()
        ):
            return None
        position += 1
    return None


def _genitive(sentence: Sentence, end: int) -> Phrase | None:
    """The phrase in the genitive right behind a noun; when and where may stand between them."""
    units = sentence.units
    position = end
    while position < len(units) and units[position].is_a("adverb", "calendar"):
        position += 1
    found = beginning(sentence, position)
    if found and found.preposition is None and "genitive" in found.cases and found.owner in (None, end - 1):
        return found
    return None


def _dative(sentence: Sentence, end: int) -> list[Phrase]:
    found = beginning(sentence, end)
    if found and found.is_free and "dative" in found.cases and "genitive" not in found.cases:
        return coordinated(sentence, found, leftwards=False)
    return directly(sentence, end, "aim")


def _agents(sentence: Sentence, position: int, *, is_done_to: bool) -> list[Phrase]:
    """The phrase in the instrumental right behind a noun: задержание X сотрудниками Y.

    A name alone may be a genitive that is not known as one: without somebody to whom it is done, no agent.
    """
    found = beginning(sentence, position)
    if not found or found.preposition is not None or not found.cases.isdisjoint(("nominative", "genitive", "dative")):
        return []
    is_name = sentence.units[found.head].mention is not None
    return [found] if "instrumental" in found.cases and (is_done_to or not is_name) else []


def possessor(sentence: Sentence, start: int) -> Phrase | None:
    """Whose it is: Novik's arrest, her unjust detention, его арест."""
    units = sentence.units
    for position in range(start - 1, max(-1, start - _STEPS), -1):
        unit = units[position]
        if unit.possessive:
            if unit.mention:
                return Phrase(position, position, position)
            return None
        if unit.is_a("possessive"):
            return None if unit.is_a("pronoun") and unit.is_a("preposition") else Phrase(position, position, position)
        if unit.mention or not unit.is_word or (unit.functions and not unit.is_a("adverb", "numeral")):
            return None
    return None
