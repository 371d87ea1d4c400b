"""Who a phrase is: its mention, or what a pronoun or relative refers to if only one can be meant."""

from dataclasses import dataclass

from pipeline.facts.grammar.coordination import antecedent, apposed, named_behind
from pipeline.facts.grammar.phrases import beginning
from pipeline.facts.grammar.reference import referent
from pipeline.facts.grammar.sentence import Sentence, Span
from pipeline.facts.grammar.setting import Kind, Mention
from pipeline.facts.grammar.structure import Phrase


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody at `start` to `end` (code points): `entity_id` is None for people whom the text does not name.

    `kind` is that of the mention, person for a noun or pronoun that stands for people.
    """

    start: int
    end: int
    entity_id: str | None
    kind: Kind


def party(sentence: Sentence, phrase: Phrase) -> Party | None:
    """Who a phrase is; None for a pronoun that may mean more than one."""
    unit = sentence.units[phrase.head]
    if unit.mention:
        return _named(unit.mention)
    if unit.is_a("relative"):
        named = antecedent(sentence, phrase.head)
        return party(sentence, named) if named else None
    if unit.is_a("pronoun", "possessive") and not unit.nouns:
        mention = referent(sentence, phrase.head)
        if mention:
            return Party(unit.start, unit.end, mention.entity_id, mention.kind)
        is_first = any(r.row["number"] in ("first", "self") for r in unit.functions if r.row["kind"] == "pronoun")
        return Party(unit.start, unit.end, None, "group") if is_first else None
    named = apposed(sentence, phrase) or named_behind(sentence, phrase)
    if named:
        return party(sentence, named)
    start, end = span(sentence, phrase)
    return Party(start, end, None, "person")


def span(sentence: Sentence, phrase: Phrase) -> Span:
    """The characters of a phrase; of a name those of its mention."""
    unit = sentence.units[phrase.head]
    if unit.mention:
        return unit.mention.start, unit.mention.end
    last = phrase.head
    if sentence.is_cased and last + 1 < len(sentence.units):
        owned = beginning(sentence, last + 1)
        last = owned.head if owned and owned.owner == last and sentence.units[owned.head].mention else last
    return sentence.units[phrase.first].start, sentence.units[last].end


def _named(mention: Mention) -> Party:
    return Party(mention.start, mention.end, mention.entity_id, mention.kind)
