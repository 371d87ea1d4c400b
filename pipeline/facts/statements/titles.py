"""Nouns that stand before a name but not in its phrase: старшыня партыі X; his wife, the singer X.

Here belongs which noun and which name go together; what the noun means is for `relations`.
"""

from collections.abc import Iterator

from pipeline.facts.grammar.cases import Cases, adjective_cases, ends_as, noun_cases
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.phrases import beginning, phrases
from pipeline.facts.grammar.sentence import Sentence, Unit
from pipeline.facts.grammar.structure import Phrase

_COMPLEMENT = 9
"""Units that may stand between a noun and the name: a minister of labour and social protection of the republic of X."""

_WORDS = 2
"""Letters of the ending by which a verb in the past shows."""


def titles(sentence: Sentence, phrase: Phrase) -> Iterator[tuple[int, int, int]]:
    """The nouns before a name with their complements between, from right to left: first unit, noun, unit behind.

    `phrase` is that of the name. Only cases tell them; nothing in a language without.
    """
    if not sentence.is_cased:
        return
    stop, name = phrase.first, sentence.units[phrase.head]
    if not any(unit.nouns and not unit.mention for unit in sentence.units[phrase.first : phrase.head]):
        stop = phrase.head
    while (head := _title(sentence, stop, name)) is not None:
        first = _first(sentence, head)
        yield first, head, stop
        stop = first


def apposed_to(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The noun before a comma of which a name behind it says who it is: his wife, the singer X, ...

    The name has to stand between commas or at an end, so that it is no item of a list.
    """
    units = sentence.units
    first = min((first for first, _, _ in titles(sentence, phrase)), default=phrase.first)
    if first < 2 or not units[first - 1].is_comma or not _is_closed(sentence, phrase.last + 1):
        return None
    noun = next((p for p in phrases(sentence) if p.last == first - 2 and units[p.head].nouns), None)
    if not noun or units[noun.head].mention or (noun.first and units[noun.first - 1].is_comma):
        return None
    cases = units[phrase.head].cases
    agreeing = [r for r in units[noun.head].nouns if not sentence.is_cased or r.case in cases & noun.cases]
    return noun if agreeing and not any(reading.is_plural for reading in agreeing) else None


def _is_closed(sentence: Sentence, position: int) -> bool:
    """Whether a comma or another sign closes what stands before a unit, and no further name follows it."""
    units = sentence.units
    if position >= len(units):
        return True
    following = beginning(sentence, position + 1) if units[position].is_comma else None
    return not units[position].is_word and not (following and units[following.head].is_person)


def _title(sentence: Sentence, stop: int, name: Unit) -> int | None:
    """The noun before unit `stop` that agrees with a name: of several the first one, to which the others belong."""
    units = sentence.units
    found = None
    for index in range(stop - 1, max(-1, stop - 1 - _COMPLEMENT), -1):
        unit = units[index]
        if unit.nouns and (unit.mention is None or unit.mention.kind == "group"):
            if _agrees(sentence, index, stop, name):
                found = index
        elif not _may_belong(sentence, index):
            break
    return found


def _agrees(sentence: Sentence, head: int, stop: int, name: Unit) -> bool:
    """Whether the noun at `head` and a name stand in one case, and what is between them belongs to the noun."""
    units = sentence.units
    between = range(head + 1, stop)
    cases = noun_cases(units[head].nouns) & name.cases
    if any(r.kind == "noun" for index in between for r, _ in sentence.readings("event_triggers.csv", index)):
        cases -= {"genitive"}  # свидетель убийства Новика
    if units[head].is_noun("relative"):
        cases = cases - {"genitive"} if " " in name.text else frozenset()  # адвокат Новика
    return bool(cases) and all(_is_complement(sentence, head, index) for index in between)


def _may_belong(sentence: Sentence, index: int) -> bool:
    unit = sentence.units[index]
    if unit.mention:
        return unit.mention.kind != "person" or unit.cases == {"genitive"}
    if not unit.is_word:
        return False
    return not unit.functions or unit.is_a("preposition", "conjunction") or _is_named(unit)


def _is_complement(sentence: Sentence, head: int, index: int) -> bool:
    """Whether a unit may belong to the noun at `head`: it is a genitive, or a preposition or adjective governs it."""
    unit, before = sentence.units[index], sentence.units[index - 1]
    if unit.mention or unit.is_a("preposition") or _is_named(unit):
        return True
    if unit.is_a("conjunction"):
        return index - 1 > head and not before.functions
    if is_verbal(sentence, index):
        return False
    cases = _cases_of(sentence, index)
    if "genitive" in cases or before.is_a("preposition"):
        return True
    qualified = "genitive" in adjective_cases(before.key, sentence.language) and index - 1 > head
    governed = index - 2 > head and sentence.units[index - 2].is_a("preposition")
    return qualified or governed


def _is_named(unit: Unit) -> bool:
    """Whether a word is part of a name: it has a capital letter."""
    return unit.text[0].isupper()


def _cases_of(sentence: Sentence, index: int) -> Cases:
    unit = sentence.units[index]
    return adjective_cases(unit.key, sentence.language) or unit.cases


def may_be_past(sentence: Sentence, between: range) -> bool:
    """Whether one of these units may be a verb in the past."""
    return any(
        ends_as(unit.key, sentence.language, form, _WORDS)
        for unit in sentence.units[between.start : between.stop]
        if not unit.mention
        for form in ("past.m", "past.f")
    )


def _first(sentence: Sentence, head: int) -> int:
    """Where the phrase of a noun begins."""
    return min((p.first for p in phrases(sentence) if p.head == head), default=head)
