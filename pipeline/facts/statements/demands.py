"""Demands: who demands (calls for, urges, condemns, supports) what of whom, about whom.

One row is one act and one thing demanded. Words and what they ask for are rows of `demand_verbs.csv` and
`demand_contents.csv`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.facts.grammar.clauses import is_ambiguous, reads_as_noun, subjects
from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import Reading, follows
from pipeline.facts.grammar.nominal import possessor
from pipeline.facts.grammar.phrases import beginning, phrases
from pipeline.facts.grammar.sentence import Sentence, Span, once
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.statements.contents import content_code, contents, is_bulleted, is_clause, is_infinitive, item, past
from pipeline.facts.statements.demand_parties import DemandParty, about, is_place, parties

_WHOM = 6
"""Units that words for whom something is demanded of may have."""

_PRESUPPOSING = ("cease_violence", "investigate", "punish")
"""What is demanded after something has happened: an end to the repression, an inquiry into the death of X."""

_NOUN = 3
"""Units among which the noun of a second thing demanded stands: and an independent investigation."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded stands at `start` to `end`, the word for demanding at `cue` (code points)."""

    start: int
    end: int
    cue: Span
    act: str
    content: str
    parties: tuple[DemandParty, ...]
    sentence: Span


@dataclass(frozen=True, slots=True)
class _Act:
    """A cue at units `at` to `end`; `contents` are unit ranges, `clausal` whether they are clauses."""

    at: int
    end: int
    reading: Reading
    whom: tuple[Phrase, ...]
    contents: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Lead:
    """A demand at the end of a sentence, whose contents are a list below it."""

    act: _Act
    cue: Span
    parties: tuple[DemandParty, ...]
    has_colon: bool


class Demands:
    """Reads the demands of a text, sentence by sentence: a list below one goes on with it."""

    def __init__(self) -> None:
        self._lead: _Lead | None = None
        self._topic: tuple[DemandParty, ...] = ()

    def of(self, sentence: Sentence) -> Iterator[Demand]:
        """The demands that the next sentence states, in their order."""
        lead = self._lead
        begun = item(sentence, is_after_colon=lead.has_colon) if lead else None
        if lead and begun is not None:
            for begin, stop in contents(sentence, begun):
                yield _demand(sentence, lead.act, lead.parties, begin, stop, lead.cue)
            return
        self._lead = None
        self._topic = topic = self._topic if is_bulleted(sentence) else _topic(sentence)
        last: list[Phrase] = []
        for act in _acts(sentence):
            last = _who(sentence, act, last)
            if act.reading.row["act"] == "support" and not (last or topic) and act.reading.form != "present.i":
                continue
            whom = act.whom
            cue = (sentence.units[act.at].start, sentence.units[act.end - 1].end)
            if not act.contents:
                by = parties(sentence, {"who": last, "of_whom": whom}, () if last else topic)
                self._lead = _Lead(replace(act, whom=()), cue, by, sentence.units[-1].text == ":")
            for begin, stop in act.contents:
                whom = whom or _asked_in_clause(sentence, act, begin)
                by = parties(sentence, {"who": last, "of_whom": whom}, () if last else topic)
                yield _demand(sentence, act, by, begin, stop, cue)


def _topic(sentence: Sentence) -> tuple[DemandParty, ...]:
    """Who makes the demands in the list below: a name with a colon and nothing else."""
    units = sentence.units
    if len(units) != 2 or units[1].text != ":" or not units[0].mention:
        return ()
    mention = units[0].mention
    return (DemandParty(mention.start, mention.end, "who", mention.entity_id),)


def wanted(sentence: Sentence) -> tuple[frozenset[int], frozenset[int]]:
    """The units that only tell what somebody wants: those of nouns (the release of X), of verbs (that X be freed)."""
    nouns: set[int] = set()
    verbs: set[int] = set()
    for act in _acts(sentence):
        if act.reading.row["done"]:
            continue
        for begin, stop in act.contents:
            verbs |= set(range(begin, stop))
            if not is_clause(sentence, begin) and content_code(sentence, begin, stop) not in _PRESUPPOSING:
                nouns |= set(range(begin, _first_noun(sentence, begin, stop)))
    return frozenset(nouns), frozenset(verbs)


def _first_noun(sentence: Sentence, begin: int, stop: int) -> int:
    for index in range(begin, stop):
        if sentence.units[index].is_a("relative"):
            break
        ends = [end for reading, end in sentence.readings("event_triggers.csv", index) if reading.kind == "noun"]
        if ends:
            return max(ends)
    return begin


@once
def _acts(sentence: Sentence) -> list[_Act]:
    acts = []
    index = 0
    while index < len(sentence.units):
        found = next(filter(None, (_act(sentence, index, r, end) for r, end in _cues(sentence, index))), None)
        if found:
            acts.append(found)
        index = (found.contents[-1][1] if found.contents else found.end) if found else index + 1
    return acts


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


def _act(sentence: Sentence, at: int, reading: Reading, end: int) -> _Act | None:
    units = sentence.units
    if reading.kind in ("passive", "participle") or (reading.form == "past" and at and units[at - 1].is_a("be")):
        return None
    whom: list[Phrase] = []
    position = end
    asked = reading.row["whom"].split()
    if asked == ["next"]:
        whom, position = _asked(sentence, end)
    elif position < len(units) and units[position].key in asked:
        found = beginning(sentence, position + 1)
        if found and found.preposition == position and not units[found.head].is_a("possessive"):
            whom, position = _list(sentence, found)
        else:  # of somebody for whom there is no word in the lists
            ahead = range(position + 2, min(position + _WHOM, len(units)))
            position = next((i for i in ahead if sentence.is_cased and is_infinitive(sentence, i)), -1)
            if position < 0:
                return None
    if _is_lead(sentence, reading, whom, position):
        return _Act(at, end, reading, tuple(whom), ())
    then = reading.row["then"]
    if then == "clause":
        if not is_clause(sentence, past(sentence, position)):
            return None
    elif then:
        ends = [e for part in then.split("|") if (e := follows(sentence.keys, position, part.split(" "))) is not None]
        if not ends:
            return None
        position = position if units[position].is_a("to") else max(ends)
        if not whom:
            return None
    is_aim = reading.form in ("ing", "infinitive", "gerund") or (
        reading.form == "base" and at and units[at - 1].is_a("to")
    )
    if is_aim and reading.row["act"] == "support":
        return None  # somebody's aim, not what they do
    begin = past(sentence, position)
    aims = position < len(units) and units[position].is_a("aim") and units[position].is_a("preposition")
    if (begin < len(units) and units[begin].is_a("preposition")) or (aims and reading.row["act"] != "call"):
        return None
    if not _is_content(sentence, reading, position, begin):
        return None
    if reading.row["act"] == "condemn":  # in the strongest terms
        while begin < len(units) and units[begin].is_a("adverb") and not beginning(sentence, begin):
            begin += 1
        position = begin
        if sentence.is_cased and _is_term(sentence, begin):
            return None
    parts = [part for whole in contents(sentence, position) for part in _split(sentence, *whole)]
    direct = beginning(sentence, position)
    convicts = sentence.is_cased and direct is not None and direct.is_free and units[direct.head].is_person
    if reading.row["act"] == "condemn" and convicts:
        return None
    return _Act(at, end, reading, tuple(whom), tuple(parts)) if parts else None


def _is_term(sentence: Sentence, begin: int) -> bool:
    """Whether a court condemns somebody to a term: асудзілі адпаведна на шэсць гадоў."""
    for one, other in pairwise(sentence.units[begin : begin + _NOUN + 1]):
        if one.is_a("preposition") and (other.is_a("numeral") or other.text[0].isdigit()):
            return True
    return False


def _is_lead(sentence: Sentence, reading: Reading, whom: Sequence[Phrase], position: int) -> bool:
    """Whether a sentence ends behind a cue, so that what is demanded may follow as a list."""
    units = sentence.units
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


def _who(sentence: Sentence, act: _Act, last: list[Phrase]) -> list[Phrase]:
    units = sentence.units
    if act.reading.kind == "noun":
        owner = possessor(sentence, act.at)
        return [owner] if owner else []
    if act.reading.form == "present.i":
        return [Phrase(act.at, act.at, act.at)]
    joined = act.at - 1
    while joined >= 0 and units[joined].is_a("adverb"):
        joined -= 1
    if joined >= 0 and units[joined].is_a("conjunction", "contrast") and last:
        return last
    found = subjects(sentence, act.at) if act.reading.form not in ("ing", "base", "gerund") else []
    if act.reading.form == "base" and not (joined >= 0 and units[joined].is_a("to")):
        found = subjects(sentence, act.at)
    asked = {phrase.head for phrase in act.whom} | {i for part in act.contents for i in range(*part)}
    return [phrase for phrase in found if phrase.head not in asked] or _main_subject(sentence, act)


def _main_subject(sentence: Sentence, act: _Act) -> list[Phrase]:
    """The subject of the sentence, for a participle or infinitive that depends on its verb (..., demanding that)."""
    if act.reading.form not in ("ing", "base", "gerund", "infinitive"):
        return []
    units = sentence.units
    for phrase in phrases(sentence):
        if phrase.first >= act.at or units[phrase.head].is_a("relative"):
            return []
        if phrase.is_free and "nominative" in phrase.cases:
            return coordinated(sentence, phrase)
    return []


def _demand(sentence: Sentence, act: _Act, known: tuple[DemandParty, ...], begin: int, stop: int, cue: Span) -> Demand:
    units = sentence.units
    found = parties(sentence, {"about": about(sentence, act.whom, begin, stop)}, known)
    act_name = act.reading.row["act"]
    content = content_code(sentence, begin, _thing(sentence, begin, stop) if act_name == "support" else stop)
    code = "condemnation" if act_name == "condemn" else content or ("support" if act_name == "support" else "other")
    return Demand(
        start=units[begin].start,
        end=units[stop - 1].end,
        cue=cue,
        act=act_name,
        content=code,
        parties=found,
        sentence=(sentence.start, sentence.end),
    )


def _thing(sentence: Sentence, begin: int, stop: int) -> int:
    """The unit behind what is supported itself: the appeal, not what it is for."""
    if is_clause(sentence, begin):
        return stop
    units = sentence.units
    return next(
        (i for i in range(begin + 1, stop) if units[i].is_a("preposition", "relative") and not units[i].is_a("of")),
        stop,
    )


def _asked_in_clause(sentence: Sentence, act: _Act, begin: int) -> tuple[Phrase, ...]:
    """The subject of what is demanded: that Minsk reverse the decision, he release X; not in the passive."""
    units = sentence.units
    if act.reading.row["act"] != "demand":
        return ()
    found = beginning(sentence, begin)
    if sentence.is_cased:
        named = units[found.head].mention if found and found.is_free and "nominative" in found.cases else None
        is_clause_ = begin > 0 and units[begin - 1].is_a("subordinator")
        return (found,) if found and named and named.kind != "person" and is_clause_ else ()
    last = found.last if found and found.is_free else begin
    following = units[last + 1] if last + 1 < len(units) else None
    if not following or not following.is_word or following.functions or following.mention:
        return ()
    if found and found.is_free and following.text[0].islower():
        return (found,)
    return (Phrase(begin, begin, begin),) if units[begin].mention and following.text[0].islower() else ()
