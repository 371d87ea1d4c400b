"""What a unit is in its sentence, where the word alone does not tell: a verb, a pronoun, a plural."""

from functools import cache

from pipeline import reference
from pipeline.facts.grammar.cases import ending_cases, ends_as
from pipeline.facts.grammar.lexicon import fold
from pipeline.facts.grammar.sentence import Sentence, Unit, once

VERBS = ("event_triggers.csv", "demand_verbs.csv", "modality.csv")
"""The lists that have verbs."""

_SHORT, _LONG = 2, 3
"""The least number of letters of an ending that shows a verb, in languages without cases and with them."""


def is_verbal(sentence: Sentence, index: int) -> bool:
    """Whether a unit may well be a verb: it is listed as one, or its ending is that of a past."""
    return _verbal(sentence)[index]


@once
def _verbal(sentence: Sentence) -> tuple[bool, ...]:
    return tuple(_may_be_verb(sentence, index) for index in range(len(sentence.units)))


def _may_be_verb(sentence: Sentence, index: int) -> bool:
    unit = sentence.units[index]
    if unit.mention or not unit.is_word:
        return False
    if unit.is_a("be", "have", "do", "modal", "future", "verb"):
        return True
    kinds = {r.kind for name in VERBS for r, _ in sentence.readings(name, index)}
    if kinds & {"verb", "passive"} and (sentence.is_cased or "noun" not in kinds):
        return True
    if sentence.is_cased:
        ends = unit.text[0].islower() and ends_as(unit.key, sentence.language, "past.pl", _LONG)
        return not kinds and (ends or unit.key in _of_saying(sentence.language))
    return (unit.text[0].islower() or index == 0) and ends_as(unit.key, sentence.language, "past", _SHORT)


@cache
def _of_saying(language: str) -> frozenset[str]:
    """The verbs of saying, which other lists need not have."""
    rows = (row for row in reference.rows("sayings.csv") if row["language"] == language and row["kind"] == "quoted")
    return frozenset(fold(word, language) for row in rows for word in row["forms"].split("|"))


def is_gerund(sentence: Sentence, index: int) -> bool:
    """Whether a word may be the gerund of a verb that no list need have."""
    unit = sentence.units[index]
    plain = unit.mention is None and not unit.nouns and unit.text[0].islower()
    return plain and not sentence.is_cased and ends_as(unit.key, sentence.language, "ing", _SHORT)


def is_pronoun(sentence: Sentence, index: int) -> bool:
    """Whether a word is a personal pronoun here; `her lawyer`, `its chair`, `both men` have none."""
    unit = sentence.units[index]
    if not unit.is_a("pronoun") or not unit.is_a("possessive", "determiner"):
        return unit.is_a("pronoun")
    if index + 1 >= len(sentence.units):
        return True
    following = sentence.units[index + 1]
    if unit.is_a("determiner") and following.is_a("determiner", "possessive"):
        return False  # both the court and the police
    if not following.is_word or is_verbal(sentence, index + 1):
        return True
    if sentence.is_cased and _has_no_noun(sentence, index + 1):
        return True
    return bool(following.functions) and not following.nouns and not following.is_a("adverb", "numeral")


def _has_no_noun(sentence: Sentence, index: int) -> bool:
    """Whether a word behind a possessive is no noun and has none: признал его виновным, яе раптоўна вызвалілі."""
    unit = sentence.units[index]
    if unit.mention or unit.nouns or index + 1 >= len(sentence.units):
        return False
    behind = sentence.units[index + 1]
    if unit.functions:
        return unit.is_a("adverb") and is_verbal(sentence, index + 1)
    says = "instrumental" in ending_cases(unit.key, sentence.language, "participle")
    return says and (not behind.is_word or behind.is_a("preposition", "conjunction", "location"))


def is_plural(unit: Unit) -> bool:
    """Whether it is a noun for several people; no name."""
    return unit.mention is None and any(reading.is_plural for reading in unit.nouns)


def is_listed_verb(sentence: Sentence, index: int) -> bool:
    """Whether a list has the word as a verb, be it a noun too."""
    return any(reading.kind == "verb" for name in VERBS for reading, _ in sentence.readings(name, index))
