"""Who is in a demand: who makes it, of whom, about whom, as the words around it and in it say.

Where a demand and its contents stand is for `demands` and `contents`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.grammar.cases import ending_cases
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.reference import quoted_at
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.grammar.who import Party, everybody, is_first_person
from pipeline.facts.statements.contents import content_code

_GOVERNING = ("of", "against", "along", "aim")

_THEIRS = ("access", "drop_charges")
"""What is demanded where those behind any preposition are those whom it is about: снять с неё обвинения."""

_ROLES = ("who", "of_whom", "about")


@dataclass(frozen=True, slots=True)
class DemandParty:
    """Somebody at `start` to `end` in a demand: `who` makes it, `of_whom` it is made, `about` whom it is."""

    start: int
    end: int
    role: str
    entity_id: str | None


def parties(
    sentence: Sentence, of: Mapping[str, Sequence[Phrase]], known: Sequence[DemandParty] = ()
) -> tuple[DemandParty, ...]:
    """Who the phrases of each role are, besides those that are known already."""
    found = {(party_.start, party_.role, party_.entity_id): party_ for party_ in known}
    named = {(party_.entity_id, party_.role) for party_ in known if party_.entity_id}
    for role, phrases_ in of.items():
        for phrase in phrases_:
            for party_ in () if _is_adjective(sentence, phrase) else _those(sentence, phrase, role):
                if _is_new(party_, role, named):
                    key = party_.start, role, party_.entity_id
                    found[key] = DemandParty(party_.start, party_.end, role, party_.entity_id)
    return tuple(found[key] for key in sorted(found, key=lambda k: (_ROLES.index(k[1]), k[0], k[2] or "")))


def _those(sentence: Sentence, phrase: Phrase, role: str) -> list[Party]:
    """Who a phrase is; *we* who demand in quotation marks are whoever speaks."""
    unit = sentence.units[phrase.head]
    numbers = {reading.row["number"] for reading in unit.functions if reading.row["kind"] == "pronoun"}
    if role == "who" and ("first" in numbers or (not unit.mention and is_first_person(sentence, phrase.head))):
        quoted = quoted_at(sentence, unit.start)
        if quoted and quoted.speaker:
            return [Party(unit.start, unit.end, quoted.speaker.entity_id, quoted.speaker.kind)]
    return everybody(sentence, phrase)


def _is_adjective(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the name of a country belongs to a body that is not known: Белорусский ПЕН-центр."""
    units, following = sentence.units, phrase.head + 1
    if not sentence.is_cased or not is_place(sentence, phrase.head) or following >= len(units):
        return False
    is_named = units[following].mention is None and units[following].text[0].isupper()
    return is_named and bool(ending_cases(units[phrase.head].key, sentence.language, "participle"))


def _is_new(party_: Party, role: str, named: set[tuple[str, str]]) -> bool:
    """Whether the entity is not there yet in the role; of whom something is demanded it is not about."""
    if party_.entity_id is None:
        return True
    if (party_.entity_id, role) in named or (role == "about" and (party_.entity_id, "of_whom") in named):
        return False
    named.add((party_.entity_id, role))
    return True


def about(sentence: Sentence, whom: Sequence[Phrase], begin: int, stop: int) -> list[Phrase]:
    """The people and bodies in what is demanded, but for agents and those who only say where or whose."""
    units = sentence.units
    asked = {phrase.head for phrase in whom}
    is_theirs = content_code(sentence, begin, stop) in _THEIRS
    found = []
    for phrase in phrases(sentence):
        unit = units[phrase.head]
        if not begin <= phrase.head < stop or phrase.head in asked or unit.is_a("relative"):
            continue
        if unit.mention and unit.mention.kind == "place":
            continue
        if phrase.owner is not None and units[phrase.owner].nouns:
            continue
        governed = phrase.preposition is not None and not units[phrase.preposition].is_a(*_GOVERNING)
        if governed and not (is_theirs and _is_one(sentence, phrase)):
            continue
        if sentence.is_cased and phrase.cases == {"instrumental"}:
            continue
        found.append(phrase)
    for index in range(begin, stop):
        mention = units[index].mention
        named = mention is not None and units[index].possessive and mention.kind != "place"
        if named or (units[index].is_a("possessive") and not any(p.head == index for p in found)):
            found.append(Phrase(index, index, index))
    return found


def _is_one(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names a person, or is a pronoun that may mean one."""
    unit = sentence.units[phrase.head]
    return unit.mention.kind == "person" if unit.mention else unit.is_a("pronoun")


def is_place(sentence: Sentence, index: int) -> bool:
    """Whether a place is named there."""
    mention = sentence.units[index].mention if index < len(sentence.units) else None
    return mention is not None and mention.kind == "place"
