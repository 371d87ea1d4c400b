"""What stands beside a phrase: lists (A, B and C), descriptions between commas, what a relative pronoun refers to."""

from pipeline.facts.grammar.kinds import is_plural, is_verbal
from pipeline.facts.grammar.phrases import beginning, ending, phrases
from pipeline.facts.grammar.sentence import Sentence, Unit
from pipeline.facts.grammar.structure import Phrase

_APPOSITION = 14
"""Units that what describes a name between two commas may have."""

_GOVERNING = ("preposition", "against", "by", "of", "to")
_BESIDE = ("including", "along")


def coordinated(sentence: Sentence, phrase: Phrase, *, leftwards: bool = True) -> list[Phrase]:
    """The phrase with those that a list joins to it: A, B and C; A along with B; people such as A and B."""
    right, joined = _onwards(sentence, phrase)
    left: list[Phrase] = []
    if leftwards:
        left, joined_left = _backwards(sentence, phrase)
        joined = joined or joined_left
    chain = [named_behind(sentence, p) or p for p in ([*left, phrase, *right] if joined else [phrase])]
    named = [p for p in chain if sentence.units[p.head].mention]
    if not named:
        return chain
    return [p for p in chain if sentence.units[p.head].mention or is_plural(sentence.units[p.head]) or p is phrase]


def antecedent(sentence: Sentence, relative: int) -> Phrase | None:
    """The phrase that a relative pronoun refers to, if only one can be meant."""
    units = sentence.units
    position = relative - 1
    if position >= 0 and units[position].is_a(*_GOVERNING):
        position -= 1
    if position >= 0 and units[position].is_comma:
        position -= 1
    if position >= 2 and units[position].text.isdigit() and units[position - 1].is_comma:
        position -= 2  # Novik, 34, who
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
    if units[phrase.head].is_a("pronoun"):
        return None  # according to Novik, she left
    named = ending(sentence, phrase.first - 2)
    if named and units[named.head].mention and not is_plural(units[phrase.head]):
        return named
    return None


def named_behind(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The name that stands between commas behind a description: `Novik` for `a teacher` in `a teacher, Novik, left`."""
    units = sentence.units
    last = phrase.last + 1
    if units[phrase.head].mention or not units[phrase.head].nouns or is_plural(units[phrase.head]):
        return None
    if last >= len(units) or not units[last].is_comma:
        return None
    named = beginning(sentence, last + 1)
    mention = units[named.head].mention if named else None
    if named is None or mention is None or mention.kind != "person" or not named.cases & phrase.cases:
        return None
    behind = named.last + 1
    closes = behind >= len(units) or units[behind].is_comma or units[behind].is_break
    return named if closes and units[behind - 1].possessive is False else None


def apposed_list(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The names that a counted noun stands behind: A and B for `two teachers` in `A and B, two teachers`."""
    units = sentence.units
    if units[phrase.head].mention or not is_plural(units[phrase.head]) or phrase.first < 2:
        return []
    if not units[phrase.first - 1].is_comma or not units[phrase.first].is_a("numeral", "determiner"):
        return []
    named = ending(sentence, phrase.first - 2)
    found = coordinated(sentence, named) if named and units[named.head].mention else []
    return found if len(found) > 1 else []


def gapped(sentence: Sentence, start: int) -> list[Phrase]:
    """Those of whom a verb is said once for several, with figures: A was given five years and B four years.

    The verb is at the unit `start`: А. осудили на пять лет, Б. — на четыре.
    """
    units, found, has_figure = sentence.units, list[Phrase](), False
    for index in range(start, len(units) - 2):
        if units[index].text in ".!?:" or units[index].is_a("relative", "subordinator"):
            break
        here = index if units[index].text in ("—", "–") else index + 1
        named = ending(sentence, here - 1) if sentence.is_cased else beginning(sentence, index)
        is_gap = units[index].text in ("—", "–") or (not sentence.is_cased and units[index].mention is not None)
        if is_gap and has_figure and named and named.first and _is_gap(sentence, named, here):
            found.append(named)
        has_figure = has_figure or _is_figure(units[index])
    return found


def _is_gap(sentence: Sentence, named: Phrase, behind: int) -> bool:
    """Whether a name is followed by a figure as by what a verb said before; `behind` is the unit where that begins."""
    units = sentence.units
    before, mention = units[named.first - 1], units[named.head].mention
    if (
        not mention
        or mention.kind != "person"
        or not (before.is_comma or before.text == ";" or before.is_a("conjunction", "contrast"))
    ):
        return False
    is_governed = units[behind + sentence.is_cased].is_a("preposition", "to")
    return _is_figure(units[min(behind + sentence.is_cased + is_governed, len(units) - 1)])


def _is_figure(unit: Unit) -> bool:
    return unit.text[0].isdigit() or unit.is_a("numeral", "calendar")


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
        behind_it = following.last + 1
        if joint == "conjunction" and comma and not found and behind_it < len(units) and is_verbal(sentence, behind_it):
            break  # "..., and Petrov fled" is another clause
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
    if not described or units[described.head].mention or is_plural(units[described.head]):
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
