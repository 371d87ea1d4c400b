"""Whom a word for several people means: they, both, their, the two men.

Those whom one list names before, if nobody else there can be meant. What a pronoun for one means is in `reference`.
"""

from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_plural
from pipeline.facts.grammar.lexicon import words
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.reference import is_listed, pronoun_gender, quoted_at, referent
from pipeline.facts.grammar.sentence import Sentence, Unit
from pipeline.facts.grammar.setting import UNKNOWN, Mention, Several, Somebody
from pipeline.facts.grammar.structure import Phrase

_BACK = 2
"""Sentences before one in which the list is looked for."""

_GENDERS = ("female", "male")


def several(sentence: Sentence, end: int) -> Several | None:
    """Who is named together in front of a unit; None where nobody is named there, and no people are."""
    if ("several", end) not in sentence.known:  # else a sentence full of pronouns would be read over and over
        sentence.known["several", end] = _several(sentence, end)
    found: Several | None = sentence.known["several", end]
    return found


def _several(sentence: Sentence, end: int) -> Several | None:
    units = sentence.units[:end]
    for index in range(len(units)):
        if known := _meant(sentence, index):
            return Several(known)
    named = [i for i, unit in enumerate(units) if unit.mention and unit.mention.kind == "person"]
    heads = {phrase.head: phrase for phrase in reversed(phrases(sentence)) if phrase.head < end}
    nouns = [phrase for phrase in heads.values() if is_plural(units[phrase.head])]
    has_groups = any(unit.mention and unit.mention.kind == "group" for unit in units)
    if not named:
        return Several((), has_others=True) if nouns or has_groups else None
    first = heads.get(named[0])
    listed = coordinated(sentence, first) if first else []
    people = {mention.entity_id: mention for phrase in listed if (mention := sentence.units[phrase.head].mention)}
    alone = (referent(sentence, i) for i, unit in enumerate(units) if pronoun_gender(unit))
    if len(people) < 2 or any(one is None or one.entity_id not in people for one in alone):
        return Several((), has_others=True)
    if any(_id(units[i]) not in people or is_listed(sentence, i) or quoted_at(sentence, units[i].start) for i in named):
        return Several((), has_others=True)
    if any(unit.text in sentence.setting.name_words and not unit.mention for unit in units):
        return Several((), has_others=True)
    beside = [p for p in nouns if not any(one.first <= p.head <= one.last for one in listed)]
    return Several(tuple(people.values()), has_others=has_groups or bool(beside))


def meant(sentence: Sentence, phrase: Phrase) -> tuple[Mention, ...]:
    """Those whom a pronoun, a possessive or a counted noun with an article means."""
    unit = sentence.units[phrase.head]
    if quoted_at(sentence, unit.start) or unit.mention:
        return ()
    if unit.nouns:
        count = _counted(sentence, phrase)
        gender = next((gender for gender in _GENDERS if unit.is_noun(gender)), None)
        return _so_many(sentence, phrase.first, count, gender) if count else ()
    return _meant(sentence, phrase.head)


def _meant(sentence: Sentence, index: int) -> tuple[Mention, ...]:
    """Those whom a pronoun or possessive means."""
    number = _count(sentence.units[index])
    if number == "two":
        return _so_many(sentence, index, 2)
    stretches = (several(sentence, index), *(scene.several for scene in sentence.earlier[:_BACK])) if number else ()
    there = next((there for there in stretches if there), None)
    return there.people if there and not there.has_others else ()


def _so_many(sentence: Sentence, index: int, count: int, gender: str | None = None) -> tuple[Mention, ...]:
    """The last people who are named before a unit, if they are so many; of one gender, if one is asked for."""
    genders = sentence.setting.genders
    named = (unit.mention for unit in sentence.units[:index] if unit.mention and unit.mention.kind == "person")
    here = tuple(Somebody(mention, genders.get(mention.entity_id)) for mention in named)
    found: dict[str, Mention] = {}
    for people in (here, *(scene.people for scene in sentence.earlier)):
        for one in people:
            if gender is None or one.gender in (None, gender):
                if one.mention is None or one.mention == UNKNOWN:
                    return ()
                found[one.mention.entity_id] = one.mention
        if len(found) >= count:
            break
    return tuple(found.values()) if len(found) == count else ()


def _count(unit: Unit) -> str:
    """`pl` for a pronoun that means several, `two` for one that means two."""
    found = {r.row["number"] for r in unit.functions if r.row["kind"] in ("pronoun", "possessive")}
    return next(iter(found)) if len(found) == 1 and found <= {"pl", "two"} else ""


def _counted(sentence: Sentence, phrase: Phrase) -> int | None:
    """How many a noun means that counts those who are known: the two men; not: the two men who came."""
    units = sentence.units
    before = units[phrase.first : phrase.head]
    behind = units[phrase.last + 1] if phrase.last + 1 < len(units) else None
    if (
        not before
        or not is_plural(units[phrase.head])
        or not before[0].is_a("definite")
        or phrase.possessor is not None
    ):
        return None
    if behind and (behind.mention or behind.is_a("of", "relative")):
        return None
    of = words("number_words.csv", sentence.language)
    numbers = {r.row["value"] for unit in before for r in of.get(unit.key, ()) if r.row["kind"] == "number"}
    numbers |= {"2" for unit in before if _count(unit) == "two"}
    return int(numbers.pop()) if len(numbers) == 1 and all(number.isdigit() for number in numbers) else None


def _id(unit: Unit) -> str:
    return unit.mention.entity_id if unit.mention else ""
