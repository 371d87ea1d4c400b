"""Who a phrase is: its mention, or what a pronoun or relative refers to if only one can be meant."""

from dataclasses import dataclass

from pipeline.facts.grammar.cases import gender_of
from pipeline.facts.grammar.coordination import antecedent, apposed, named_behind
from pipeline.facts.grammar.phrases import beginning
from pipeline.facts.grammar.sentence import Kind, Mention, Sentence, Span, Unit
from pipeline.facts.grammar.structure import Phrase

_FIRST = 1
"""`It` means a body only as the subject that a sentence begins with: elsewhere it may be anything."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody at `start` to `end` (code points): `entity_id` is None for people whom the text does not name.

    `kind` is that of the mention, person for a noun or pronoun that stands for people.
    """

    start: int
    end: int
    entity_id: str | None
    kind: Kind


def party(sentence: Sentence, before: Sentence | None, phrase: Phrase) -> Party | None:
    """Who a phrase is; None for a pronoun that may mean more than one."""
    unit = sentence.units[phrase.head]
    if unit.mention:
        return _named(unit.mention)
    if unit.is_a("relative"):
        named = antecedent(sentence, phrase.head)
        return party(sentence, before, named) if named else None
    if unit.is_a("pronoun", "possessive") and not unit.nouns:
        mention = referent(sentence, before, phrase.head)
        if mention:
            return Party(unit.start, unit.end, mention.entity_id, mention.kind)
        is_first = any(r.row["number"] == "first" for r in unit.functions if r.row["kind"] == "pronoun")
        return Party(unit.start, unit.end, None, "group") if is_first else None
    named = apposed(sentence, phrase) or named_behind(sentence, phrase)
    if named:
        return party(sentence, before, named)
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


def referent(sentence: Sentence, before: Sentence | None, index: int) -> Mention | None:
    """The mention that a pronoun means: the only one in its sentence before it, else in the sentence before."""
    unit = sentence.units[index]
    numbers = {(r.row["number"], r.row["gender"]) for r in unit.functions if r.row["kind"] in ("pronoun", "possessive")}
    if ("thing", "") in numbers and index <= _FIRST:
        kinds: tuple[str, ...] = ("organisation",)
    elif ("pl", "") in numbers and len(numbers) == 1:
        kinds = ("group",)
    elif numbers & {("sg", "male"), ("sg", "female")}:
        kinds = ("person",)
    else:
        return None
    gender = next((g for n, g in sorted(numbers) if n == "sg"), None)
    spoken = max((i + 1 for i in range(index) if sentence.units[i].is_speech_end), default=0)
    for units in (sentence.units[spoken:index], sentence.units[:spoken], before.units if before else ()):
        people = {unit.mention.entity_id for unit in units if unit.mention and unit.mention.kind == "person"}
        if kinds == ("group",) and len(people) > 1:
            return None  # they may be those people
        found = _candidates(units, sentence.language, gender, kinds)
        if found:
            return found[0] if len({mention.entity_id for mention in found}) == 1 else None
    return None


def possessing_body(sentence: Sentence, before: Sentence | None, index: int) -> Mention | None:
    """The body that a possessive beside a leader means: its chairman; None where any other name is near."""
    if not sentence.units[index].is_a("possessive"):
        return None
    for units in (sentence.units[:index], before.units if before else ()):
        named = {unit.mention.entity_id: unit.mention for unit in units if unit.mention}
        found = [mention for mention in named.values() if mention.kind == "organisation"]
        unknown = any(unit.text[0].isupper() and not unit.mention for unit in units[1:])
        if any(unit.is_person for unit in units) or unknown or len(found) > 1:
            return None
        if found:
            return found[0]
    return None


def _candidates(units: tuple[Unit, ...], language: str, gender: str | None, kinds: tuple[str, ...]) -> list[Mention]:
    """The mentions of a kind that fit the gender of a pronoun: those whose gender is known, if there are any."""
    named = [(unit.mention, gender_of(unit.text, language)) for unit in units if unit.mention]
    found = [(mention, of) for mention, of in named if mention.kind in kinds and (not gender or of in (None, gender))]
    known = {mention.entity_id for mention, of in found if gender and of == gender}
    return [mention for mention, _ in found if not known or mention.entity_id in known]


def _named(mention: Mention) -> Party:
    return Party(mention.start, mention.end, mention.entity_id, mention.kind)
