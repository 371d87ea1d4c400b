"""Phrases that name somebody: which words belong to a noun or a name, what governs it, what stands beside it.

A phrase is the name or noun for people at its head with the words before it (`opposition leader Alena Novik`). Here
belong finding them, lists of them (A, B and C) and what a relative pronoun refers to; who does what is in `clauses`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.facts.cases import ALL, Cases, adjective_cases, ending_cases, ends_as_past, noun_cases
from pipeline.facts.sentence import Sentence, Unit

_COMPLEMENT = 8
"""Words that may stand between a person's role and the name: лидера объединённой партии труда Новика."""

_APPOSITION = 14
"""Units that what describes a name between two commas may have."""

_QUOTED = 60
"""Code points before a word in which the quotation that it stands in may begin."""

_SHORT = 4
"""No adjective has so few letters."""

_BOUNDARY = ("relative", "subordinator", "be", "have", "do", "modal", "future", "negation", "verb", "contrast", "say")
_VERBS = ("event_triggers.csv", "demand_verbs.csv", "modality.csv")
"""The lists that have verbs."""

_GOVERNING = ("preposition", "against", "by", "of", "to")
_BESIDE = ("including", "along")
_BEFORE = ("determiner", "numeral", "quantity", "honorific")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Units `first` to `last`, both inclusive, with the unit `head` that names or means somebody.

    `preposition` and `owner` are the units that govern it: a preposition, a noun whose genitive it is. `possessor` is
    the unit in it that is a possessive (Novik's lawyer, her lawyer).
    """

    first: int
    last: int
    head: int
    cases: Cases = ALL
    preposition: int | None = None
    owner: int | None = None
    possessor: int | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing governs it but a verb."""
        return self.preposition is None and self.owner is None


@lru_cache(maxsize=256)
def phrases(sentence: Sentence) -> tuple[Phrase, ...]:
    """The phrases of a sentence in the order of their heads."""
    found = _declined(sentence) if sentence.is_cased else _undeclined(sentence)
    return tuple(sorted(found, key=lambda phrase: (phrase.head, phrase.first)))


def beginning(sentence: Sentence, index: int) -> Phrase | None:
    """The phrase that begins with a unit."""
    return next((p for p in phrases(sentence) if p.first == index), None)


def ending(sentence: Sentence, index: int) -> Phrase | None:
    """The phrase that ends with a unit."""
    return next((p for p in phrases(sentence) if p.last == index), None)


def coordinated(sentence: Sentence, phrase: Phrase, *, leftwards: bool = True) -> list[Phrase]:
    """The phrase with those that a list joins to it: A, B and C; A along with B; people such as A and B."""
    right, joined = _onwards(sentence, phrase)
    left: list[Phrase] = []
    if leftwards:
        left, joined_left = _backwards(sentence, phrase)
        joined = joined or joined_left
    chain = [*left, phrase, *right] if joined else [phrase]
    named = [p for p in chain if sentence.units[p.head].mention]
    if not named:
        return chain
    return [p for p in chain if sentence.units[p.head].mention or _is_plural(sentence.units[p.head]) or p is phrase]


def antecedent(sentence: Sentence, relative: int) -> Phrase | None:
    """The phrase that a relative pronoun refers to, if only one can be meant."""
    units = sentence.units
    position = relative - 1
    if position >= 0 and units[position].is_a(*_GOVERNING):
        position -= 1
    if position >= 0 and units[position].is_comma:
        position -= 1
    phrase = ending(sentence, position)
    if len([p for p in phrases(sentence) if p.last == position and units[p.head].is_person]) > 1:
        return None
    while phrase and not units[phrase.head].is_person and not phrase.is_free:
        governing = phrase.owner if phrase.preposition is None else phrase.preposition
        phrase = ending(sentence, (governing or 0) - 1) or ending(sentence, governing or 0)
    if not phrase:
        return None
    if not phrase.is_free and units[phrase.head].mention:
        governing = phrase.owner if phrase.preposition is None else phrase.preposition
        before = governing if phrase.preposition is None else (governing or 0) - 1
        if before is not None and before >= 0 and units[before].nouns:
            return None
    return apposed(sentence, phrase) or phrase


def apposed(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The name that a description stands beside: `Novik` for `a teacher` in `Novik, a teacher`."""
    units = sentence.units
    if units[phrase.head].mention or not phrase.is_free or phrase.first < 2 or not units[phrase.first - 1].is_comma:
        return None
    named = ending(sentence, phrase.first - 2)
    if named and units[named.head].mention and not _is_plural(units[phrase.head]):
        return named
    return None


def apposed_list(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The names that a counted noun stands behind: A and B for `two teachers` in `A and B, two teachers`."""
    units = sentence.units
    if units[phrase.head].mention or not _is_plural(units[phrase.head]) or phrase.first < 2:
        return []
    if not units[phrase.first - 1].is_comma or not units[phrase.first].is_a("numeral", "determiner"):
        return []
    named = ending(sentence, phrase.first - 2)
    found = coordinated(sentence, named) if named and units[named.head].mention else []
    return found if len(found) > 1 else []


def is_verbal(sentence: Sentence, index: int) -> bool:
    """Whether a unit may well be a verb: it is listed as one, or its ending is that of a past."""
    unit = sentence.units[index]
    if unit.mention or not unit.is_word:
        return False
    if unit.is_a("be", "have", "do", "modal", "future", "verb"):
        return True
    kinds = {r.kind for name in _VERBS for r, _ in sentence.readings(name, index)}
    if kinds & {"verb", "passive"} and "noun" not in kinds:
        return True
    if sentence.is_cased:
        return not kinds and unit.text[0].islower() and ends_as_past(unit.key, sentence.language)
    return (unit.text[0].islower() or index == 0) and unit.key.endswith("ed") and len(unit.key) > 4


def _onwards(sentence: Sentence, phrase: Phrase) -> tuple[list[Phrase], bool]:
    """The phrases that a list goes on with, and whether it is one: a conjunction joins its last item."""
    units, found, joined = sentence.units, list[Phrase](), False
    last = phrase
    while True:
        position, comma, joint = _joint(units, last.last + 1)
        if not comma and not joint and not units[last.head].mention:
            # members of Y such as A and B
            position, comma, joint = _joint(units, _behind_complement(sentence, last))
            if joint not in _BESIDE:
                break
        behind = _behind_apposition(sentence, last) if comma and not joint else None
        if behind is not None:
            position, joint = behind + 1, "conjunction"
        following = beginning(sentence, position) if comma or joint else None
        if not following or not following.cases & phrase.cases or units[following.head].is_a("relative"):
            break
        if joint == "conjunction" and comma and following.last + 1 < len(units) and not found:
            # "..., and Petrov fled" is another clause.
            if is_verbal(sentence, following.last + 1):
                break
        found.append(following)
        joined = joined or bool(joint)
        last = following
    return (found, True) if joined else ([], False)


def _behind_complement(sentence: Sentence, phrase: Phrase) -> int:
    """The unit behind what a noun has behind it with a preposition."""
    units = sentence.units
    position = phrase.last + 1
    if position < len(units) and units[position].is_a("of", "preposition"):
        governed = beginning(sentence, position + 1)
        if governed and governed.preposition == position:
            return governed.last + 1
    return position


def _joint(units: tuple[Unit, ...], position: int) -> tuple[int, bool, str]:
    """What joins two items at `position`: where the next begins, whether a comma is there, and a conjunction."""
    comma = position < len(units) and units[position].is_comma
    position += comma
    joint = ""
    if position < len(units):
        for kind in ("conjunction", *_BESIDE):
            if units[position].is_a(kind):
                joint, position = kind, position + 1
                break
    if comma and position < len(units) and units[position].is_comma:
        position += 1
    return position, comma, joint


def _behind_apposition(sentence: Sentence, phrase: Phrase) -> int | None:
    """The unit of `and` behind what stands between commas after a name: A, a teacher at Y, and B."""
    units = sentence.units
    begin = phrase.last + 1
    if begin + 1 >= len(units) or not units[begin].is_comma or not units[begin + 1].is_a("determiner"):
        return None
    described = beginning(sentence, begin + 1)
    if not described or units[described.head].mention or _is_plural(units[described.head]):
        return None
    for position in range(begin + 2, min(begin + _APPOSITION, len(units) - 1)):
        if units[position].is_break or is_verbal(sentence, position):
            return None
        if units[position].is_comma:
            return position + 1 if units[position + 1].is_a("conjunction") else None
    return None


def _backwards(sentence: Sentence, phrase: Phrase) -> tuple[list[Phrase], bool]:
    units, found, joined = sentence.units, list[Phrase](), False
    first = phrase
    while True:
        position, joint = first.first - 1, False
        if position >= 0 and units[position].is_a("conjunction", *_BESIDE):
            position, joint = position - 1, True
        comma = position >= 0 and units[position].is_comma
        position -= comma
        preceding = ending(sentence, position) if comma or joint else None
        if not preceding or not preceding.cases & phrase.cases or units[preceding.head].is_a("relative"):
            break
        if (preceding.preposition is None) != (phrase.preposition is None):
            break
        if not joint and not joined and not found:
            # The phrase is not the last item: what follows it must join, else the comma parts clauses.
            position, _, following = _joint(units, phrase.last + 1)
            if not following:
                break
        found.insert(0, preceding)
        joined = joined or joint
        first = preceding
    return found, joined


def _is_plural(unit: Unit) -> bool:
    return unit.mention is None and any(reading.is_plural for reading in unit.nouns)


def _undeclined(sentence: Sentence) -> Iterator[Phrase]:
    """The phrases of a language without cases: what stands before the head shows what belongs to it."""
    units = sentence.units
    open_ = Phrase(-1, -1, -1)
    emitted: Phrase | None = None
    for index, unit in enumerate(units):
        begin = index if open_.first < 0 else open_.first
        if unit.mention and unit.possessive:
            open_ = replace(open_, first=begin, head=-1, possessor=index)
        elif unit.mention and _qualifies(sentence, index):
            open_ = replace(open_, first=begin, head=-1)
        elif unit.mention:
            emitted = replace(open_, first=begin, last=index, head=index)
            yield emitted
            open_ = Phrase(-1, -1, -1)
        elif unit.is_a("of") and index and units[index - 1].is_a("quantity", "numeral", "determiner"):
            open_ = replace(open_, first=begin if open_.first >= 0 else index - 1)
        elif _ends_phrase(sentence, index, open_):
            if open_.head >= 0:
                emitted = open_
                yield open_
            inherits = unit.is_a("conjunction") and emitted and emitted.last == index - 1
            open_ = Phrase(-1, -1, -1, preposition=emitted.preposition if inherits and emitted else None)
            if unit.is_a(*_GOVERNING):
                open_ = Phrase(-1, -1, -1, preposition=index)
            elif _is_pronoun(sentence, index):
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
            if open_.head >= 0 and _is_plural(units[open_.head]):
                emitted = open_
                yield open_
                open_ = Phrase(index, -1, -1)
            else:
                possessor = index if unit.possessive else open_.possessor
                open_ = replace(open_, first=begin, head=-1, last=-1, possessor=possessor)
    if open_.head >= 0:
        yield open_


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
        return _is_plural(following) and following.is_noun("relative", "people", "authority")
    return following.mention is None and bool(following.nouns)


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a word behind a name is its verb and no noun: one that is always a verb, or has what may be its object."""
    if is_verbal(sentence, index):
        return True
    if not any(r.kind == "verb" for name in _VERBS for r, _ in sentence.readings(name, index)):
        return False
    behind = sentence.units[index + 1] if index + 1 < len(sentence.units) else None
    return behind is not None and behind.is_word and (not behind.functions or behind.is_a("determiner", "possessive"))


def _ends_phrase(sentence: Sentence, index: int, open_: Phrase) -> bool:
    """Whether a unit cannot stand before a head: a sign, a function word, a verb."""
    unit = sentence.units[index]
    if not unit.is_word and not unit.text[0].isdigit():
        return True
    if _is_pronoun(sentence, index) or unit.is_a(*_GOVERNING, *_BESIDE, "conjunction"):
        return True
    if unit.is_a("adverb") and not unit.is_a("numeral"):
        return open_.first < 0 or open_.head >= 0
    if unit.is_a(*_BOUNDARY):
        # The relative `that` is no determiner; `her`, `no` and the like stay in the phrase.
        return not unit.is_a("numeral")
    before = sentence.units[index - 1] if index else None
    inside = open_.first >= 0 and open_.head < 0 and before is not None
    inside = inside and (bool(before.functions) or before.possessive or before.mention is not None)
    governed = open_.preposition is not None and open_.preposition == index - 1
    governed = governed and not sentence.units[index - 1].is_a("to")
    if unit.key.endswith("ing") and not unit.nouns and unit.text[0].islower():
        following = sentence.units[index + 1] if index + 1 < len(sentence.units) else None
        if is_verbal(sentence, index):
            return not inside
        return not inside and not governed and not (following and following.nouns)
    return is_verbal(sentence, index) and not inside and not governed


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    """Whether a word is a personal pronoun here; `her lawyer`, `его адвокат` have a possessive."""
    unit = sentence.units[index]
    if not unit.is_a("pronoun") or not unit.is_a("possessive"):
        return unit.is_a("pronoun")
    if index + 1 >= len(sentence.units):
        return True
    following = sentence.units[index + 1]
    if not following.is_word or is_verbal(sentence, index + 1):
        return True
    return bool(following.functions) and not following.nouns and not following.is_a("adverb", "numeral")


def _declined(sentence: Sentence) -> Iterator[Phrase]:
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
            elif role and preposition is None and "genitive" in unit.cases:
                emitted = Phrase(begin, index, index, frozenset(("genitive",)), None, role.head)
                yield emitted
                role = replace(role, last=index)
            else:
                if role:
                    yield role
                role = None
                owned = noun >= 0 and preposition is None and "genitive" in unit.cases
                # Of bodies only places are a part: КДБ Беларусі.
                owned = owned and (units[noun].mention is None or unit.mention.kind == "place")
                cases = frozenset(("genitive",)) if owned else unit.cases
                emitted = Phrase(begin, index, index, cases, preposition, noun if owned else None)
                yield emitted
            first, preposition = -1, None
            noun = index if unit.mention.kind == "organisation" else -1
        elif unit.is_a("relative") or _is_pronoun(sentence, index):
            if role:
                yield role
            cases = _cases_of(unit, "relative" if unit.is_a("relative") else "pronoun")
            yield Phrase(index, index, index, cases, preposition)
            role, first, noun, preposition = None, -1, -1, None
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
            cases = noun_cases(unit.nouns)
            if "genitive" in cases and "nominative" not in cases and any(_counts(units[position]) for position in range(begin, index)):
                cases |= {"nominative", "accusative"}
            if role and preposition is None and "genitive" in cases and role.last - role.head < _COMPLEMENT:
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
        elif role and role.last - role.head < _COMPLEMENT and (
            preposition is not None or "genitive" in unit.cases or _is_quoted(sentence, index)
        ):
            role, preposition = replace(role, last=index), None
            loose = loose or _tells(sentence, index)
        else:
            if role:
                yield role
            role, first, noun, preposition = None, -1, index, None
    if role:
        yield role


def _counts(unit: Unit) -> bool:
    """Whether what follows is counted, in the genitive whatever the case: пять журналистов, десятки людей."""
    return unit.is_a("numeral", "quantity") or unit.text[0].isdigit()


def _is_quoted(sentence: Sentence, index: int) -> bool:
    """Whether a word stands in quotation marks: the name of a body, which is not declined."""
    before = sentence.text[max(sentence.start, sentence.units[index].start - _QUOTED) : sentence.units[index].start]
    return any(before.rfind(mark) > before.rfind(other) for mark, other in ("«»", "“”", "„“"))


def _tells(sentence: Sentence, index: int) -> bool:
    """Whether a word tells of an event, whose victim may follow: свидетель убийства Новика."""
    return any(reading.kind == "noun" for reading, _ in sentence.readings("event_triggers.csv", index))


def _is_whom(unit: Unit) -> bool:
    return unit.mention is not None and unit.mention.kind in ("person", "group")


def _apposable(units: tuple[Unit, ...], role: Phrase, name: Unit) -> Cases:
    """The cases in which a name stands beside a noun; beside a relative's (not: his brother's) only those that are no
    genitive."""
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
        cases = ending_cases(unit.key, language, "participle") & following.cases
    return bool(cases) and len(unit.key) > _SHORT


def _is_boundary(sentence: Sentence, index: int) -> bool:
    unit = sentence.units[index]
    if unit.is_a(*_GOVERNING, *_BESIDE, *_BOUNDARY, "conjunction", "adverb", "calendar"):
        return True
    return is_verbal(sentence, index)
