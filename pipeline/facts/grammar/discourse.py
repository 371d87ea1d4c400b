"""A text read sentence by sentence, each with what was said before it: who was named, whose words are quoted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.facts.grammar.called import call_bodies, nouns_of
from pipeline.facts.grammar.cases import ALL, gender_of
from pipeline.facts.grammar.clauses import subjects
from pipeline.facts.grammar.coordination import apposed, named_behind
from pipeline.facts.grammar.kinds import VERBS, is_plural, is_verbal
from pipeline.facts.grammar.letter import addressees, authors
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.reference import is_listed, mention_at, pronoun_gender, quoted_at
from pipeline.facts.grammar.sentence import Sentence, Span, Unit, once, sentences
from pipeline.facts.grammar.setting import UNKNOWN, Mention, Quoted, Scene, Setting, Somebody
from pipeline.facts.grammar.several import several

_FORMS = {"past.m": "male", "past.f": "female"}

_BACK = 3
"""Sentences before one that are remembered."""


def read(
    text: str, spans: Sequence[Span], language: str, mentions: Sequence[Mention], quoted: Sequence[Quoted] = ()
) -> Iterator[Sentence]:
    """Every sentence that is not too long. `spans` are theirs (code points), `quoted` the quotations in their order."""
    people = [(one.entity_id, text[one.start : one.end]) for one in mentions if one.kind == "person"]
    genders = _genders(people, language.split("-")[0])
    code = language.split("-")[0]
    setting = Setting(
        tuple(quoted),
        genders,
        frozenset(word for _, name in people for word in name.split()),
        authors(text, code, mentions),
        addressees(text, code, mentions),
    )
    earlier: tuple[Scene, ...] = ()
    for bare in sentences(text, spans, language, mentions):
        if bare is None:
            earlier = ()
            continue
        sentence = replace(bare, setting=setting, earlier=earlier)
        yield sentence
        for noun, mention in nouns_of(sentence):
            setting.called.setdefault(noun, {})[mention.entity_id] = mention
        call_bodies(sentence)
        genders |= {entity_id: gender for entity_id, gender in _shown(sentence) if entity_id not in genders}
        earlier = (_scene(sentence), *earlier)[:_BACK]


def _genders(people: Iterable[tuple[str, str]], language: str) -> dict[str, str]:
    """The gender of each person whose names in the text show one and no other."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity_id, name in people:
        if gender := gender_of(name, language):
            found[entity_id].add(gender)
    return {entity: next(iter(genders)) for entity, genders in found.items() if len(genders) == 1}


def _scene(sentence: Sentence) -> Scene:
    units = sentence.units
    people = [one for index in range(len(units)) if (one := _somebody(sentence, index))]
    named = tuple(unit.mention for unit in units if unit.mention)
    unknown = any(unit.text[0].isupper() and not unit.mention for unit in units[1:])
    first = next((index for index, unit in enumerate(units) if not unit.is_a("determiner")), 0)
    begins = mention_at(sentence, first) if units else None
    topic = begins if begins and begins.kind == "organisation" else None
    has_others = unknown or any(unit.is_person for unit in units)
    return Scene(tuple(people), named, has_others, topic, several(sentence, len(units)))


def _somebody(sentence: Sentence, index: int) -> Somebody | None:
    """Whom a unit names or means, if it is somebody whom a later pronoun may mean."""
    unit = sentence.units[index]
    if quoted_at(sentence, unit.start):
        return None
    mention, gender = mention_at(sentence, index), pronoun_gender(unit)
    if mention:
        gender = sentence.setting.genders.get(mention.entity_id) or gender
        who = UNKNOWN if is_listed(sentence, index) else mention
        return Somebody(who, gender) if mention.kind == "person" else None
    if unit.text in sentence.setting.name_words:
        return Somebody(UNKNOWN, None)
    return Somebody(None, gender) if gender or index in _nameless(sentence) else None


@once
def _nameless(sentence: Sentence) -> frozenset[int]:
    """The nouns for one of whom the sentence says something without a name: a lawyer said."""
    found = [phrase for index in _verbs(sentence) for phrase in subjects(sentence, index)]
    if sentence.is_cased:
        found += [p for p in phrases(sentence) if p.is_free and "nominative" in p.cases != ALL]
    return frozenset(
        phrase.head
        for phrase in found
        if _is_one(sentence.units[phrase.head]) and not (apposed(sentence, phrase) or named_behind(sentence, phrase))
    )


def _is_one(unit: Unit) -> bool:
    """Whether it is a noun for one person: a lawyer; no participle, which is said of a name too."""
    return any(reading.kind != "participle" for reading in unit.nouns) and not (
        unit.mention or is_plural(unit) or unit.is_noun("authority")
    )


@once
def _verbs(sentence: Sentence) -> list[int]:
    return [index for index in range(len(sentence.units)) if is_verbal(sentence, index)]


def _shown(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Those whose gender the form of a verb shows: Нино Беридзе сказала."""
    for index in _verbs(sentence):
        forms = {form for name in VERBS for reading, _ in sentence.readings(name, index) if (form := reading.form)}
        gender = _FORMS.get(forms.pop()) if len(forms) == 1 else None
        found = subjects(sentence, index) if gender else []
        mention = sentence.units[found[0].head].mention if len(found) == 1 else None
        if gender and mention and mention.kind == "person":
            yield mention.entity_id, gender
