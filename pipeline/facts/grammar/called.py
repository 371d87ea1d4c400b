"""Whom a noun means that says no name: the court, журналистка; by whom the text has called so before.

What a pronoun means is for `reference`. In doubt nobody is meant.
"""

import re
from collections.abc import Iterator

from pipeline.facts.grammar.kinds import is_plural
from pipeline.facts.grammar.lexicon import fold, words
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.reference import only
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.setting import Mention
from pipeline.facts.grammar.structure import Phrase

_WORD, _ENDING = 4, 2
"""The least number of letters of a word by which a body is called, and the most that its forms do not share."""


def nouns_of(sentence: Sentence) -> Iterator[tuple[str, Mention]]:
    """The nouns by which people and bodies are called in a sentence: of a body's name, or before a person's."""
    units, people = sentence.units, words("person_nouns.csv", sentence.language)
    for phrase in phrases(sentence):
        mention = units[phrase.head].mention
        if mention and mention.kind == "organisation":
            of_name = (fold(word, sentence.language) for word in re.findall(r"\w+", units[phrase.head].text))
            nouns = [reading for word in of_name for reading in people.get(word, ())]
            yield from ((noun.row["forms"], mention) for noun in nouns if noun.row["kind"] == "authority")
        elif mention and mention.kind == "person":
            before = [unit for unit in units[phrase.first : phrase.head] if not unit.mention]
            nouns = [reading for unit in before for reading in unit.nouns]
            yield from ((noun.row["forms"], mention) for noun in nouns if noun.row["kind"] == "role")


def _words_of_bodies(sentence: Sentence) -> Iterator[tuple[str, Mention]]:
    """The words by which bodies may be called later: of their names, and the one before a name (initiative «X»)."""
    for index, unit in enumerate(sentence.units):
        if unit.mention and unit.mention.kind == "organisation":
            before = sentence.units[index - 1] if index else unit
            plain = before.mention is None and not before.functions and before.text.isalpha()
            of_name = (fold(word, sentence.language) for word in re.findall(r"\w+", unit.text))
            yield from ((word, unit.mention) for word in (*of_name, before.key if plain else "") if len(word) >= _WORD)


def body_called(sentence: Sentence, index: int) -> Mention | None:
    """The only body whose name has the noun at a unit, in some form, or stands behind it: the commission, партии."""
    key, found = sentence.units[index].key, dict[str, Mention]()
    for word, bodies in sentence.setting.bodies.get(key[:_WORD], {}).items():
        if word == key or (sentence.is_cased and _is_form(word, key)):
            if len(bodies) > 1:
                return None
            found |= bodies
    return next(iter(found.values())) if len(found) == 1 else None


def call_bodies(sentence: Sentence) -> None:
    """Remembers by which words the bodies of a sentence may be called in the rest of the text."""
    for word, mention in _words_of_bodies(sentence):
        sentence.setting.bodies.setdefault(word[:_WORD], {}).setdefault(word, {})[mention.entity_id] = mention


def _is_form(one: str, other: str) -> bool:
    """Whether two words may be forms of one: they differ in their endings alone."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _WORD and max(len(one), len(other)) - shared <= _ENDING


def called(sentence: Sentence, phrase: Phrase) -> Mention | None:
    """The only one who was called by the noun of a phrase before, if the phrase says nothing else of whom it means."""
    unit = sentence.units[phrase.head]
    before = sentence.units[phrase.first : phrase.head]
    if is_plural(unit) or phrase.possessor is not None or any(not one.is_a("definite") for one in before):
        return None
    behind = sentence.units[phrase.head + 1 : phrase.head + 2]
    if phrase.last != phrase.head or any(one.is_a("location", "of", "relative") for one in behind):
        return None  # the court in Minsk
    if not (before or sentence.is_cased):
        return None
    found: dict[str, Mention] = {}
    for reading in unit.nouns:
        found |= sentence.setting.called.get(reading.row["forms"], {})
    if not found and any(reading.row["relation"] == "body" for reading in unit.nouns):
        return only(sentence, phrase.head, "organisation")  # the organisation
    return next(iter(found.values())) if len(found) == 1 else None
