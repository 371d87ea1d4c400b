"""Words that demand, in a sentence: the act, of whom it demands something, and where what is demanded stands.

Who demands it, and about whom it is, is for `demands`; where each thing demanded ends is for `contents`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.facts.grammar.clauses import is_ambiguous, reads_as_noun
from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import Reading, follows
from pipeline.facts.grammar.ordered import group
from pipeline.facts.grammar.phrases import beginning, ending
from pipeline.facts.grammar.sentence import Sentence, once
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.statements.contents import (
    DASHES,
    content_code,
    contents,
    is_clause,
    is_dash_before_infinitive,
    is_infinitive,
    past,
)
from pipeline.facts.statements.demand_parties import is_place
from pipeline.facts.statements.obligations import KINDS, obligation

_GOVERNED = 4
"""Units before an infinitive among which what governs it stands."""

_WHOM = 6
"""Units that words for whom something is demanded of may have."""

_CHARGE = 3
"""Units before a cue among which what somebody is accused by stands."""

_NOUN = 3
"""Units among which the noun of a second thing demanded stands: and an independent investigation."""


@dataclass(frozen=True, slots=True)
class Act:
    """A cue at units `at` to `end`; `contents` are unit ranges, `clausal` whether they are clauses."""

    at: int
    end: int
    reading: Reading
    whom: tuple[Phrase, ...]
    contents: tuple[tuple[int, int], ...]


@once
def acts_of(sentence: Sentence) -> list[Act]:
    """The words of a sentence that demand something, in their order."""
    found_acts = []
    index = 0
    while index < len(sentence.units):
        found = next(filter(None, (_act(sentence, index, r, end) for r, end in _cues(sentence, index))), None)
        if found:
            found_acts += _with_gaps(sentence, found)
            found = found_acts[-1]
        index = (found.contents[-1][1] if found.contents else found.end) if found else index + 1
    return found_acts


def _with_gaps(sentence: Sentence, act: Act) -> list[Act]:
    """An act with those for which its verb is not said again: we call on A to do this, на B — сделать то."""
    units = sentence.units
    if act.reading.row["whom"] != "next" or not act.contents:
        return [act]
    for index in range(act.contents[0][0] + 1, len(units) - 1):
        if units[index].text not in DASHES:
            if units[index].is_break:
                break
            continue
        named = ending(sentence, index - 1 - is_place(sentence, index - 1)) or ending(sentence, index - 1)
        if named and named.first > act.contents[0][0] and is_dash_before_infinitive(sentence, index):
            stop = named.first
            while units[stop - 1].is_comma or units[stop - 1].is_a("conjunction", "contrast", "preposition"):
                stop -= 1
            before = tuple((first, min(last, stop)) for first, last in act.contents if first < stop)
            whole = tuple(contents(sentence, index + 1))
            here = replace(act, contents=before)
            return [here, *_with_gaps(sentence, replace(act, whom=(named,), contents=whole))] if whole else [here]
    return [act]


def _cues(sentence: Sentence, index: int) -> list[tuple[Reading, int]]:
    found = list(sentence.readings("demand_verbs.csv", index))
    if not found or (index and sentence.units[index - 1].is_a("negation")):
        return []
    if not sentence.is_cased and is_ambiguous(sentence, "demand_verbs.csv", index):
        noun = reads_as_noun(sentence, index) and not _has_subject(sentence, index)
        found = [(r, end) for r, end in found if (r.kind == "noun") == noun or r.kind == "word"]
    return [(r, end) for r, end in found if r.row["act"]]


def _has_subject(sentence: Sentence, index: int) -> bool:
    """Whether a name stands before a word that then is a verb: Georgia calls on X; Open Doors demands that."""
    units = sentence.units
    before = units[index - 1] if index else None
    if before is None or before.possessive or index + 1 >= len(units):
        return False
    if before.mention:
        return before.mention.kind == "place" and units[index + 1].is_a("against")
    is_name = before.text[0].isupper() and not before.functions and not before.nouns
    return is_name and units[index + 1].is_a("subordinator")


def _act(sentence: Sentence, at: int, reading: Reading, end: int) -> Act | None:
    units = sentence.units
    if reading.kind in KINDS:
        owed = obligation(sentence, at, end, reading)
        return Act(at, end, reading, owed[0], tuple(_split(sentence, *owed[1]))) if owed else None
    if _is_charge(sentence, at, reading) or _is_not_yet(sentence, at, reading):
        return None
    if reading.kind in ("passive", "participle") or (reading.form == "past" and at and units[at - 1].is_a("be")):
        return None
    whom: list[Phrase] = []
    position = end
    asked = reading.row["whom"].split()
    is_somebody = False
    if asked == ["next"]:
        whom, position = _asked(sentence, end)
        unknown = None if whom else _behind_unknown(sentence, end)
        is_somebody = unknown is not None
        position = position if unknown is None else unknown
    elif position < len(units) and units[position].key in asked:
        found = beginning(sentence, position + 1)
        if found and found.preposition == position and not units[found.head].is_a("possessive"):
            whom, position = _list(sentence, found)
        else:  # of somebody for whom there is no word in the lists
            ahead = range(position + 2, min(position + _WHOM, len(units)))
            position = next((i for i in ahead if _begins_infinitive(sentence, i)), -1)
            if position < 0:
                return None
    position = _past_day(sentence, position) if whom else position
    if _is_lead(sentence, reading, whom, position):
        return Act(at, end, reading, tuple(whom), ())
    then = reading.row["then"]
    if then == "clause":
        if not is_clause(sentence, past(sentence, position)):
            return None
    elif then:
        ends = [e for part in then.split("|") if (e := follows(sentence.keys, position, part.split(" "))) is not None]
        if not ends:
            return None
        position = position if units[position].is_a("to") else max(ends)
        if not (whom or is_somebody):
            return None
    is_aim = reading.form in ("ing", "infinitive", "gerund") or (
        reading.form == "base" and at and units[at - 1].is_a("to")
    )
    if is_aim and reading.row["act"] == "support":
        return None  # somebody's aim, not what they do
    begin = past(sentence, position)
    aims = position < len(units) and units[position].is_a("aim") and units[position].is_a("preposition")
    if begin < len(units) and units[begin].is_a("preposition") and not _goes_on_to_infinitive(sentence, begin):
        return None
    if aims and reading.row["act"] != "call":
        return None
    if not _is_content(sentence, reading, position, begin):
        return None
    if sentence.is_cased and reading.row["act"] == "condemn" and units[position].is_a("subordinator"):
        return None  # осудили как вмешательство
    if reading.row["act"] == "condemn":  # in the strongest terms
        while begin < len(units) and units[begin].is_a("adverb") and not beginning(sentence, begin):
            begin += 1
        position = begin
        if sentence.is_cased and (_is_term(sentence, begin) or _are_convicted(sentence, begin)):
            return None
    parts = [part for whole in contents(sentence, position) for part in _split(sentence, *whole)]
    direct = beginning(sentence, position)
    convicts = sentence.is_cased and direct is not None and direct.is_free and units[direct.head].is_person
    if reading.row["act"] == "condemn" and convicts:
        return None
    return Act(at, end, reading, tuple(whom), tuple(parts)) if parts else None


def _is_charge(sentence: Sentence, at: int, reading: Reading) -> bool:
    """Whether it is what somebody is accused of or punished for: accused of calling for riots, за призывы к бунту."""
    units = sentence.units
    if reading.kind == "noun":
        return sentence.is_cased and at > 0 and units[at - 1].is_a("aim") and units[at - 1].is_a("preposition")
    before = range(max(0, at - _CHARGE), at) if reading.form in ("ing", "gerund") else ()
    return any(r.row["kind"] == "allege" for index in before for r, _ in sentence.readings("modality.csv", index))


def _is_not_yet(sentence: Sentence, at: int, reading: Reading) -> bool:
    """Whether somebody only may, should or is going to demand (X should condemn); *we* do it by saying so."""
    units = sentence.units
    if reading.kind != "verb":
        return False
    if sentence.is_cased:
        if reading.form != "infinitive":
            return False
        first = at
        while first and units[first - 1].is_word and at - first < _GOVERNED and not units[first - 1].mention:
            first -= 1
            if _makes_possible(sentence, first, at):
                return not _is_ours(sentence, first)
        return False
    first, kinds = group(sentence, at)
    if units[first - 1].is_a("to") and first > 1:
        return any(_makes_possible(sentence, index, first) for index in range(max(0, first - _GOVERNED), first - 1))
    return bool(kinds & {"modal", "future"}) and not _is_ours(sentence, first)


def _makes_possible(sentence: Sentence, index: int, stop: int) -> bool:
    """Whether a unit says of the verb at `stop` that it may, should or is about to be."""
    plans = any(r.row["kind"] == "plan" and end <= stop for r, end in sentence.readings("modality.csv", index))
    needs = any(reading.kind in KINDS for reading, _ in sentence.readings("demand_verbs.csv", index))
    return plans or needs or sentence.units[index].is_a("modal")


def _is_ours(sentence: Sentence, first: int) -> bool:
    """Whether I or we stand before a verb."""
    numbers = {r.row["number"] for unit in sentence.units[max(0, first - 1) : first] for r in unit.functions}
    return bool(numbers & {"self", "first"})


def _past_day(sentence: Sentence, position: int) -> int:
    """Past the day on which somebody was asked: urged the authorities on Thursday to release X."""
    units, behind = sentence.units, position
    while behind + 1 < len(units):
        governs = units[behind].is_a("preposition", "location")
        if not units[behind + governs].is_a("calendar", "adverb"):
            break
        behind += 1 + governs
    return behind


def _goes_on_to_infinitive(sentence: Sentence, begin: int) -> bool:
    """Whether an infinitive stands behind a preposition and its noun: без всяких условий освободить X."""
    ahead = range(begin + 1, min(begin + _WHOM, len(sentence.units)))
    return sentence.is_cased and any(is_infinitive(sentence, index) for index in ahead)


def _behind_unknown(sentence: Sentence, end: int) -> int | None:
    """The infinitive behind plain words for whom something is demanded of: called on international bodies to ..."""
    units = sentence.units
    for index in range(end, min(end + _WHOM, len(units))):
        if _begins_infinitive(sentence, index):
            return index if index > end + any(unit.is_a("determiner") for unit in units[end:index]) else None
        plain = units[index].is_word and not units[index].functions and not is_verbal(sentence, index)
        if not (plain or units[index].is_a("determiner", "of", "numeral", "quantity")):
            return None
    return None


def _begins_infinitive(sentence: Sentence, index: int) -> bool:
    if sentence.is_cased:
        return is_infinitive(sentence, index)
    return sentence.units[index].is_a("to") and not is_verbal(sentence, index - 1)


def _is_term(sentence: Sentence, begin: int) -> bool:
    """Whether a court condemns somebody to a term: асудзілі адпаведна на шэсць гадоў."""
    for one, other in pairwise(sentence.units[begin : begin + _NOUN + 1]):
        if one.is_a("preposition") and (other.is_a("numeral") or other.text[0].isdigit()):
            return True
    return False


def _are_convicted(sentence: Sentence, begin: int) -> bool:
    """Whether people are counted behind a cue: осудили полсотни с лишним человек."""
    units = sentence.units[begin : begin + _WHOM]
    counted = bool(units) and (units[0].is_a("numeral", "quantity") or units[0].text[0].isdigit())
    return counted and any(unit.is_person for unit in units)


def _is_lead(sentence: Sentence, reading: Reading, whom: Sequence[Phrase], position: int) -> bool:
    """Whether a sentence ends behind a cue, so that what is demanded may follow as a list."""
    units = sentence.units
    if position + 1 < len(units) and units[position].is_a("to"):
        position += units[position + 1].text == ":"
    if position < len(units) and units[position].text == ":":
        return position + 1 == len(units)
    if any(not unit.is_word or is_verbal(sentence, index) for index, unit in enumerate(units[position:], position)):
        return False
    return reading.kind == "verb" and bool(whom or reading.row["whom"] == "next")


def _split(sentence: Sentence, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Two nouns that `and` joins, where each is a thing demanded of its own: the release of X and new elections."""
    units = sentence.units
    first = content_code(sentence, begin, stop)
    if first and not is_clause(sentence, begin):
        for index in range(begin + 1, stop - 1):
            joined = units[index].is_a("conjunction") and not units[index + 1].is_a("conjunction")
            other = content_code(sentence, index + 1, min(stop, index + 1 + _NOUN)) if joined else None
            if other and other != first and content_code(sentence, begin, index) == first:
                yield begin, index
                yield from _split(sentence, index + 1, stop)
                return
    yield begin, stop


def _is_content(sentence: Sentence, reading: Reading, position: int, begin: int) -> bool:
    """Whether what stands behind a cue can be what is demanded: the requirements of a law and greetings are none."""
    units = sentence.units
    if begin >= len(units):
        return False
    if units[begin].is_a("nobody"):
        return False  # calls for nothing
    if reading.row["act"] == "support" and units[begin].is_a("pronoun") and not units[begin].is_a("possessive"):
        return False
    counts = units[begin].is_a("numeral") or units[begin].text[0].isdigit()
    if counts and reading.row["act"] == "demand" and not is_clause(sentence, begin):
        return False  # the prosecutor's five years
    if sentence.is_cased and reading.kind == "noun" and reading.row["act"] in ("demand", "call", "urge"):
        aims = position < len(units) and units[position].is_a("aim") and units[position].is_a("preposition")
        return aims or is_clause(sentence, begin) or any(u.is_a("subordinator") for u in units[position:begin])
    return True


def _asked(sentence: Sentence, end: int) -> tuple[list[Phrase], int]:
    """Whom a verb of urging asks, right behind it, and the unit behind them."""
    units = sentence.units
    position = end
    while position < len(units) and units[position].is_a("adverb") and not beginning(sentence, position):
        position += 1
    found = beginning(sentence, position)
    if not found or found.owner is not None or (sentence.is_cased and "accusative" not in found.cases | _dative(found)):
        return [], end
    return _list(sentence, found)


def _dative(phrase: Phrase) -> frozenset[str]:
    return frozenset(("accusative",)) if "dative" in phrase.cases or "genitive" in phrase.cases else frozenset()


def _list(sentence: Sentence, phrase: Phrase) -> tuple[list[Phrase], int]:
    """The list that begins with a phrase, and the unit behind it and what belongs to it (the authorities of X)."""
    found = coordinated(sentence, phrase, leftwards=False)
    position = max(_end(sentence, p) for p in found)
    while True:
        owned = beginning(sentence, position)
        if sentence.is_cased and is_place(sentence, position) and "genitive" in sentence.units[position].cases:
            position += 1  # громадян України
            continue
        listed = position + 1 < len(sentence.units) and is_place(sentence, position + 1)
        joint = position < len(sentence.units) and sentence.units[position]
        if listed and joint and (joint.is_comma or joint.is_a("conjunction")):
            position += 2
        elif owned and (owned.owner is not None or (owned.preposition == position - 1 and not sentence.is_cased)):
            position = owned.last + 1
        elif not sentence.is_cased and position < len(sentence.units) and sentence.units[position].is_a("of"):
            position += 1
        else:
            return found, position


def _end(sentence: Sentence, phrase: Phrase) -> int:
    """The unit behind a phrase: what belongs to a noun does not go on over an infinitive."""
    for index in range(phrase.head + 1, phrase.last + 1):
        if is_infinitive(sentence, index, shortest=3):
            return index
    return phrase.last + 1
