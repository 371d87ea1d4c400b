"""Who a phrase is: its mention, or what a pronoun or relative refers to if only one can be meant."""

from dataclasses import dataclass

from pipeline.facts.grammar.called import called
from pipeline.facts.grammar.coordination import antecedent, apposed, named_behind
from pipeline.facts.grammar.kinds import VERBS, is_plural
from pipeline.facts.grammar.phrases import beginning, phrases
from pipeline.facts.grammar.reference import quoted_at, referent
from pipeline.facts.grammar.sentence import Sentence, Span
from pipeline.facts.grammar.setting import Kind, Mention
from pipeline.facts.grammar.several import meant
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
        return of_mention(unit.mention)
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
    body = _body(sentence, phrase)
    if body:
        return of_mention(body)
    start, end = span(sentence, phrase)
    known = called(sentence, phrase)
    if known:
        return Party(start, end, known.entity_id, known.kind)
    return Party(start, end, None, "person")


def everybody(sentence: Sentence, phrase: Phrase) -> list[Party]:
    """All who a phrase is: *we* are the authors of the text, *you* those whom it addresses; a verb may say it alone."""
    unit = sentence.units[phrase.head]
    numbers = {reading.row["number"] for reading in unit.functions if reading.row["kind"] == "pronoun"}
    setting = sentence.setting
    if "first" in numbers or (not unit.mention and is_first_person(sentence, phrase.head)):
        known = setting.authors
    else:
        known = setting.addressees if "second" in numbers else ()
        if "self" in numbers and len(setting.authors) == 1:
            known = setting.authors  # I
    if known and not quoted_at(sentence, unit.start):
        return [Party(unit.start, unit.end, mention.entity_id, mention.kind) for mention in known]
    if together := meant(sentence, phrase):
        start, end = span(sentence, phrase)
        return [Party(start, end, mention.entity_id, mention.kind) for mention in together]
    if not (unit.mention or unit.functions or unit.nouns):
        return []
    found = party(sentence, phrase)
    return [found] if found else []


def is_first_person(sentence: Sentence, index: int) -> bool:
    """Whether a unit is a verb that says *we* or *I* by its form: требуем."""
    return any(reading.form == "present.i" for name in VERBS for reading, _ in sentence.readings(name, index))


def _body(sentence: Sentence, phrase: Phrase) -> Mention | None:
    """The body whose people do something in its name: agents of the Ministry, KGB officers, супрацоўнікі КДБ."""
    units = sentence.units
    if not units[phrase.head].is_noun("authority") or not is_plural(units[phrase.head]):
        return None
    before = [unit.mention for unit in units[phrase.first : phrase.head] if unit.mention]
    owned = [p for p in phrases(sentence) if _is_of(sentence, phrase, p)]
    found = [mention for mention in (*before, *(units[p.head].mention for p in owned)) if mention]
    return found[0] if len(found) == 1 and found[0].kind == "organisation" else None


def _is_of(sentence: Sentence, phrase: Phrase, other: Phrase) -> bool:
    """Whether another phrase says of whom or what the people of a phrase are."""
    if sentence.is_cased:
        return other.owner == phrase.head
    before = other.first - 1
    return other.preposition == phrase.head + 1 and before >= 0 and sentence.units[phrase.head + 1].is_a("of")


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


def of_mention(mention: Mention) -> Party:
    """Who a mention is, where it stands."""
    return Party(mention.start, mention.end, mention.entity_id, mention.kind)
