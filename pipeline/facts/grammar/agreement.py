"""Phrases in languages with cases: what agrees belongs together, a genitive belongs to the noun before it.

The counterpart for languages without cases is in `phrases`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.grammar.cases import ALL, Cases, adjective_cases, ending_cases, noun_cases
from pipeline.facts.grammar.kinds import is_pronoun, is_verbal
from pipeline.facts.grammar.sentence import Sentence, Unit
from pipeline.facts.grammar.structure import Phrase

_COMPLEMENT = 8
"""Words that may stand between a person's role and the name: лидера объединённой партии труда Новика."""

_QUOTED = 60
"""Code points before a word in which the quotation that it stands in may begin."""

_SHORT = 3
"""No adjective has so few letters."""

_BOUNDARY = ("relative", "subordinator", "be", "have", "do", "modal", "future", "negation", "verb", "contrast")
_GOVERNING = ("preposition", "against", "by", "of", "to")
_BESIDE = ("including", "along")
_YEAR = re.compile(r"\d{4}-[^\W\d]")
"""A year that stands without its noun, in letters with the ending of its case."""
_BEFORE = ("determiner", "numeral", "quantity", "honorific")


def declined(sentence: Sentence) -> Iterator[Phrase]:
    """The phrases of a language with cases: what agrees belongs together, a genitive belongs to the noun before it."""
    units = sentence.units
    first, noun, preposition = -1, -1, None
    role: Phrase | None = None
    loose = False  # a preposition or an event stands between the role and a name that may follow
    emitted: Phrase | None = None
    for index, unit in enumerate(units):
        begin = index if first < 0 else first
        if unit.mention and not _is_adjective(sentence, index):
            apposable = role.cases & _apposable(units, role, unit) if role else frozenset()
            if loose and "genitive" in unit.cases:
                apposable = frozenset()
            if role and preposition is None and apposable and _is_whom(unit):
                emitted = replace(role, last=index, head=index, cases=role.cases & unit.cases)
                yield emitted
                role = None
            elif role and role.head == index - 1 and _is_quoted_body(unit) and _is_body(units[role.head]):
                emitted = replace(role, last=index, head=index)  # организацию «Опора»
                yield emitted
                role = None
            elif role and preposition is None and "genitive" in unit.cases:
                emitted = Phrase(begin, index, index, frozenset(("genitive",)), None, role.head)
                yield emitted
                role = replace(role, last=index)
            else:
                if role:
                    yield role
                role = None
                is_called = noun == index - 1 >= 0 and _is_quoted_body(unit) and not _tells(sentence, noun)
                # преследование «Весны» is no body's name; партии «Весна» may be of whom something is said
                is_called = is_called and ("nominative" in units[noun].cases or "genitive" not in units[noun].cases)
                owned = noun >= 0 and preposition is None and "genitive" in unit.cases and not is_called
                # Of bodies only places are a part: КДБ Беларусі.
                owned = owned and (units[noun].mention is None or unit.mention.kind == "place")
                cases = units[noun].cases if is_called else unit.cases
                cases = frozenset(("genitive",)) if owned else _counted(units, begin, index, cases)
                emitted = Phrase(begin, index, index, cases, preposition, noun if owned else None)
                yield emitted
            first, preposition = -1, None
            noun = index if unit.mention.kind in ("organisation", "group") else -1
        elif unit.is_a("relative") or is_pronoun(sentence, index):
            if role:
                yield role
            cases = _cases_of(unit, "relative" if unit.is_a("relative") else "pronoun")
            yield Phrase(index, index, index, cases, preposition)
            role, first, noun, preposition = None, -1, -1, None
        elif _YEAR.match(unit.text):
            first, noun, preposition = -1, -1, None  # в 2023-м её задержали
        elif unit.is_a(*_BEFORE, "possessive") or unit.text[0].isdigit():
            first = begin
        elif not unit.is_word or _is_boundary(sentence, index):
            if role and not unit.is_a(*_GOVERNING):
                emitted = role
                yield role
                role = None
            inherits = unit.is_a("conjunction") and emitted and emitted.last == index - 1 and noun < index - 1
            first, noun, preposition = -1, -1, None
            if unit.is_a(*_GOVERNING):
                preposition, loose = index, role is not None
            elif inherits and emitted:
                preposition = emitted.preposition
                noun = -1 if emitted.owner is None else emitted.owner
        elif unit.nouns:
            cases = _counted(units, begin, index, noun_cases(unit.nouns))
            near = role is not None and role.last - role.head < _COMPLEMENT
            belongs = "genitive" in cases if preposition is None else cases == {"nominative"}  # кандидат в президенты
            if role and near and belongs:
                role = replace(role, last=index)
            else:
                if role:
                    yield role
                owned = noun >= 0 and preposition is None and "genitive" in cases and units[noun].mention is None
                cases = frozenset(("genitive",)) if owned else cases
                role = Phrase(begin, index, index, cases, preposition, noun if owned else None)
                loose = False
            first, noun, preposition = -1, -1, None
        elif _is_adjective(sentence, index):
            first = begin
        elif (
            role
            and role.last - role.head < _COMPLEMENT
            and (preposition is not None or "genitive" in unit.cases or _is_quoted(sentence, index))
        ):
            role, preposition = replace(role, last=index), None
            loose = loose or _tells(sentence, index)
        else:
            if role:
                yield role
            role, first, noun, preposition = None, -1, index, None
    if role:
        yield role


def _is_quoted(sentence: Sentence, index: int) -> bool:
    """Whether a word stands in quotation marks: the name of a body, which is not declined."""
    before = sentence.text[max(sentence.start, sentence.units[index].start - _QUOTED) : sentence.units[index].start]
    return any(before.rfind(mark) > before.rfind(other) for mark, other in ("«»", "“”", "„“"))


def _tells(sentence: Sentence, index: int) -> bool:
    """Whether a word tells of an event, whose victim may follow: свидетель убийства Новика."""
    return any(reading.kind == "noun" for reading, _ in sentence.readings("event_triggers.csv", index))


def _counted(units: tuple[Unit, ...], begin: int, index: int, cases: Cases) -> Cases:
    """The cases of a word; what is counted is in the genitive whatever the case: пять журналистов, десятки людей."""
    counts = any(unit.is_a("numeral", "quantity") or unit.text[0].isdigit() for unit in units[begin:index])
    return (
        cases | {"nominative", "accusative"} if counts and "genitive" in cases and "nominative" not in cases else cases
    )


def _is_quoted_body(unit: Unit) -> bool:
    """Whether a body's name stands in quotation marks, so that the noun before it is declined: центр «Опора»."""
    return unit.mention is not None and unit.mention.kind == "organisation" and unit.cases == ALL


def _is_body(unit: Unit) -> bool:
    """Whether it is a noun for a body, and for nobody in one."""
    return unit.is_noun("authority") and not unit.is_noun("role")


def _is_whom(unit: Unit) -> bool:
    return unit.mention is not None and unit.mention.kind in ("person", "group")


def _apposable(units: tuple[Unit, ...], role: Phrase, name: Unit) -> Cases:
    """The cases in which a name stands beside a noun; beside a relative's (not: his brother's) only those that are no
    genitive.
    """
    owned = any(units[index].is_a("possessive") for index in range(role.first, role.head))
    if not units[role.head].is_noun("role", "state", "relative", "people"):
        return frozenset()
    if units[role.head].is_noun("relative") and not owned:
        return frozenset() if "genitive" in name.cases else name.cases
    return name.cases


def _cases_of(unit: Unit, kind: str) -> Cases:
    cases = frozenset(r.case for r in unit.functions if r.row["kind"] == kind and r.case)
    # Of people the accusative is like the genitive.
    return (cases - {"accusative"} if "nominative" in cases else cases) or ALL


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether a word, or the name of a place, qualifies what follows: беларускі, задержанного."""
    unit, language = sentence.units[index], sentence.language
    following = sentence.units[index + 1] if index + 1 < len(sentence.units) else None
    if unit.nouns or not unit.is_word or unit.functions:
        return False
    if unit.mention:
        if unit.mention.kind != "place" or not following or not following.is_word or following.functions:
            return False
        return unit.text[0].islower() or bool(adjective_cases(unit.key, language))
    if any(reading.kind == "noun" for reading, _ in sentence.readings("event_triggers.csv", index)):
        return False
    cases = adjective_cases(unit.key, language)
    if not cases and following and following.nouns:
        # -ой may be a noun's ending too: what follows decides.
        cases = ending_cases(unit.key, language, "participle") & following.cases - {"accusative"}
    return bool(cases) and len(unit.key) > _SHORT


def _is_boundary(sentence: Sentence, index: int) -> bool:
    unit = sentence.units[index]
    if unit.is_a(*_GOVERNING, *_BESIDE, *_BOUNDARY, "conjunction", "adverb", "calendar"):
        return True
    return is_verbal(sentence, index)
