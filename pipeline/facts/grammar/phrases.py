"""Phrases that name somebody: which words belong to a noun or a name, and what governs it.

A phrase is the name or noun for people at its head with the words before it (`opposition leader Alena Novik`). Here
belongs finding them where the order of the words shows it; by cases they are found in `agreement`.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.grammar.agreement import declined
from pipeline.facts.grammar.kinds import is_gerund, is_listed_verb, is_plural, is_pronoun, is_verbal
from pipeline.facts.grammar.sentence import Sentence, Unit, once
from pipeline.facts.grammar.structure import Phrase

_BOUNDARY = (
    "relative",
    "subordinator",
    "be",
    "have",
    "do",
    "modal",
    "future",
    "negation",
    "verb",
    "contrast",
    "copula",
)
_GOVERNING = ("preposition", "against", "by", "of", "to")
_BESIDE = ("including", "along")


@once
def phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """The phrases of a sentence in the order of their heads."""
    found = declined(sentence) if sentence.is_cased else _undeclined(sentence)
    return tuple(sorted(found, key=lambda phrase: (phrase.head, phrase.first)))


def beginning(sentence: Sentence, index: int) -> Phrase | None:
    """The phrase that begins with a unit."""
    return _edges(sentence)[0].get(index)


def ending(sentence: Sentence, index: int) -> Phrase | None:
    """The phrase that ends with a unit."""
    return _edges(sentence)[1].get(index)


@once
def _edges(sentence: Sentence) -> tuple[dict[int, Phrase], dict[int, Phrase]]:
    """The phrases by their first and by their last unit; of several that with the first head."""
    firsts: dict[int, Phrase] = {}
    lasts: dict[int, Phrase] = {}
    for phrase in phrases(sentence):
        firsts.setdefault(phrase.first, phrase)
        lasts.setdefault(phrase.last, phrase)
    return firsts, lasts


def _undeclined(sentence: Sentence) -> Iterator[Phrase]:
    """The phrases of a language without cases: what stands before the head shows what belongs to it."""
    units = sentence.units
    open_ = Phrase(-1, -1, -1)
    emitted: Phrase | None = None
    for index, unit in enumerate(units):
        begin = index if open_.first < 0 else open_.first
        if _is_date(sentence, index):  # on 11 February | agents
            open_ = Phrase(-1, -1, -1)
        elif unit.mention and unit.possessive:
            open_ = replace(open_, first=begin, head=-1, possessor=index)
        elif unit.mention and _qualifies(sentence, index):
            open_ = replace(open_, first=begin, head=-1)
        elif unit.mention:
            emitted = replace(open_, first=begin, last=index, head=index)
            yield emitted
            open_ = Phrase(-1, -1, -1)
        elif unit.is_a("of") and index and _counts(units[index - 1]):
            open_ = replace(open_, first=begin if open_.first >= 0 else index - 1)
        elif _ends_phrase(sentence, index, open_):
            if open_.head >= 0:
                emitted = open_
                yield open_
            inherits = unit.is_a("conjunction") and emitted and emitted.last == index - 1
            open_ = Phrase(-1, -1, -1, preposition=emitted.preposition if inherits and emitted else None)
            if unit.is_a(*_GOVERNING):
                open_ = Phrase(-1, -1, -1, preposition=index)
            elif is_pronoun(sentence, index):
                yield Phrase(index, index, index, preposition=_just_before(units, index))
        elif unit.is_a("possessive", "determiner", "honorific", "numeral", "quantity") or unit.text[0].isdigit():
            restarts = unit.is_a("possessive", "determiner") and open_.first >= 0
            if open_.head >= 0:
                emitted = open_
                yield open_
                restarts = True
            open_ = Phrase(index, -1, -1) if restarts else replace(open_, first=begin)
            if unit.is_a("possessive"):
                open_ = replace(open_, possessor=index)
        elif unit.nouns and not unit.possessive:
            open_ = replace(open_, first=begin, head=index, last=index)
        else:
            if open_.head >= 0 and is_plural(units[open_.head]):
                emitted = open_
                yield open_
                open_ = Phrase(index, -1, -1)
            else:
                possessor = index if unit.possessive else open_.possessor
                open_ = replace(open_, first=begin, head=-1, last=-1, possessor=possessor)
    if open_.head >= 0:
        yield open_


def _counts(unit: Unit) -> bool:
    """Whether a unit says how many of those behind it: some of, 38 of."""
    return unit.is_a("quantity", "numeral", "determiner") or unit.text.isdigit()


def _is_date(sentence: Sentence, index: int) -> bool:
    """Whether a unit is a month or day of the week with a capital letter, or a number behind one."""
    units = sentence.units
    if units[index].is_a("calendar"):
        return units[index].text[0].isupper() and not units[index].mention
    return units[index].text.isdigit() and index > 0 and _is_date(sentence, index - 1)


def _just_before(units: tuple[Unit, ...], index: int) -> int | None:
    return index - 1 if index and units[index - 1].is_a(*_GOVERNING) else None


def _qualifies(sentence: Sentence, index: int) -> bool:
    """Whether a name stands before a noun that it qualifies: Belarusian officials, Novik supporters."""
    units = sentence.units
    unit, following = units[index], units[index + 1] if index + 1 < len(units) else None
    if not following or not following.is_word or unit.mention is None:
        return False
    if unit.mention.kind == "place":
        if following.mention:
            return following.mention.kind == "person"
        return bool(following.nouns) or not (following.functions or _acts(sentence, index + 1))
    if unit.mention.kind == "person":
        return is_plural(following) and following.is_noun("relative", "people", "authority")
    return following.mention is None and (bool(following.nouns) or _describes(sentence, index + 1))


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether a plain word stands before a noun for somebody: [UN] Special Rapporteur, [EU] policy chief."""
    units = sentence.units[index : index + 2]
    if len(units) < 2 or not units[0].is_word or units[0].functions or units[0].mention or units[1].mention:
        return False
    return bool(units[1].nouns) and not units[0].possessive and not is_verbal(sentence, index)


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a word behind a name is its verb: one that is always a verb, or has what may be its object."""
    if is_verbal(sentence, index):
        return True
    if not is_listed_verb(sentence, index):
        return False
    behind = sentence.units[index + 1] if index + 1 < len(sentence.units) else None
    return behind is not None and behind.is_word and (not behind.functions or behind.is_a("determiner", "possessive"))


def _ends_phrase(sentence: Sentence, index: int, open_: Phrase) -> bool:
    """Whether a unit cannot stand before a head: a sign, a function word, a verb."""
    unit = sentence.units[index]
    if not unit.is_word and not unit.text[0].isdigit():
        return True
    if is_pronoun(sentence, index) or unit.is_a(*_GOVERNING, *_BESIDE, "conjunction"):
        return True
    if unit.is_a("adverb") and not unit.is_a("numeral"):
        return open_.first < 0 or open_.head >= 0
    if unit.is_a(*_BOUNDARY):
        # The relative `that` is no determiner; `her`, `no` and the like stay in the phrase.
        return not unit.is_a("numeral")
    before = sentence.units[max(0, index - 1)]
    inside = open_.first >= 0 and open_.head < 0
    inside = inside and (bool(before.functions) or before.possessive or before.mention is not None)
    governed = open_.preposition is not None and open_.preposition == index - 1
    governed = governed and not sentence.units[index - 1].is_a("to")
    if sentence.units[index - 1].is_a("to") and index and is_listed_verb(sentence, index):
        return True
    if is_gerund(sentence, index):
        following = sentence.units[index + 1] if index + 1 < len(sentence.units) else None
        if is_verbal(sentence, index):
            return not inside
        return not inside and not governed and not (following and following.nouns)
    return is_verbal(sentence, index) and not inside and not governed
