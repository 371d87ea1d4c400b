"""Demands: who demands (calls for, urges, condemns, supports) what of whom, about whom.

One row is one act and one thing demanded. Words and what they ask for are rows of `demand_verbs.csv` and
`demand_contents.csv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.facts.grammar.attribution import attribution
from pipeline.facts.grammar.clauses import subjects
from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.nominal import possessor
from pipeline.facts.grammar.phrases import beginning, phrases
from pipeline.facts.grammar.reference import quoted_at
from pipeline.facts.grammar.sentence import Sentence, Span
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.statements.acts import Act, acts_of
from pipeline.facts.statements.contents import asked_in_item, content_code, contents, is_bulleted, is_clause, item
from pipeline.facts.statements.demand_parties import DemandParty, about, parties
from pipeline.facts.statements.obligations import KINDS

_PRESUPPOSING = ("cease_violence", "investigate", "punish")
"""What is demanded after something has happened: an end to the repression, an inquiry into the death of X."""

_CLAUSE = 25
"""Units before a conjunction among which the verb before it stands."""

_TYPES = {"sanctions": "sanctions", "new_election": "election"}
"""The types of events by what is demanded, where it is one."""


Ranges = tuple[tuple[int, int], ...]
"""Ranges of units, the end exclusive."""


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
class _Lead:
    """A demand at the end of a sentence, whose contents are a list below it."""

    act: Act
    cue: Span
    parties: tuple[DemandParty, ...]
    has_colon: bool
    has_to: bool


class Demands:
    """Reads the demands of a text, sentence by sentence: a list below one goes on with it."""

    def __init__(self) -> None:
        self._lead: _Lead | None = None
        self._topic: tuple[DemandParty, ...] = ()
        self.items: Ranges = ()
        """What the last sentence has as an item of a list below a demand."""

    def of(self, sentence: Sentence) -> Iterator[Demand]:
        """The demands that the next sentence states, in their order."""
        self.items = ()
        lead = self._lead
        begun = item(sentence, is_after_colon=lead.has_colon, is_after_to=lead.has_to) if lead else None
        if lead and begun is not None:
            begun, whom = _asked_in_item(sentence, begun)
            by = parties(sentence, {"of_whom": whom}, lead.parties) if whom else lead.parties
            items = tuple(contents(sentence, begun))
            self.items = () if lead.act.reading.row["done"] else items
            for begin, stop in items:
                yield _demand(sentence, replace(lead.act, whom=whom), by, begin, stop, lead.cue)
            return
        self._lead = None
        self._topic = topic = self._topic if is_bulleted(sentence) else _topic(sentence)
        last: list[Phrase] = []
        asked: set[int] = set()
        for act in acts_of(sentence):
            asked |= {phrase.head for phrase in act.whom}
            last, said = [p for p in _who(sentence, act, last) if p.head not in asked], _speaker(sentence, act)
            if act.reading.row["act"] == "support" and not (last or topic) and act.reading.form != "present.i":
                continue
            whom = act.whom
            cue = (sentence.units[act.at].start, sentence.units[act.end - 1].end)
            if not act.contents:
                by = parties(sentence, {"who": last, "of_whom": whom}, () if last else topic)
                colon = sentence.units[-1].text == ":"
                to = any(unit.is_a("to") for unit in sentence.units[-2:-1])
                self._lead = _Lead(replace(act, whom=()), cue, by, colon, colon and to)
            for begin, stop in act.contents:
                whom = whom or _asked_in_clause(sentence, act, begin)
                by = parties(sentence, {"who": last, "of_whom": whom}, () if last else topic or said)
                yield _demand(sentence, act, by, begin, stop, cue)


def _asked_in_item(sentence: Sentence, begun: int) -> tuple[int, tuple[Phrase, ...]]:
    """Where what is demanded in an item begins, and of whom it is demanded there."""
    dash = asked_in_item(sentence, begun)
    named = beginning(sentence, begun) if dash is not None else None
    return (begun if dash is None else dash + 1), (named,) if named else ()


def _speaker(sentence: Sentence, act: Act) -> tuple[DemandParty, ...]:
    """Who says that something has to be done: in quotation marks, or those who write the text."""
    if act.reading.kind not in KINDS:
        return ()
    quoted = quoted_at(sentence, sentence.units[act.at].start)
    said = ((quoted.speaker,) if quoted.speaker else ()) if quoted else sentence.setting.authors
    return tuple(DemandParty(mention.start, mention.end, "who", mention.entity_id) for mention in said)


def _topic(sentence: Sentence) -> tuple[DemandParty, ...]:
    """Who makes the demands in the list below: a name with a colon and nothing else."""
    units = sentence.units
    if len(units) != 2 or units[1].text != ":" or not units[0].mention:
        return ()
    mention = units[0].mention
    return (DemandParty(mention.start, mention.end, "who", mention.entity_id),)


def wanted(sentence: Sentence, items: Ranges = ()) -> tuple[frozenset[int], frozenset[int]]:
    """The units that only tell what somebody wants: those of nouns (the release of X), of verbs (that X be freed).

    `items` are what the sentence has as an item of a list below a demand.
    """
    nouns: set[int] = set()
    verbs: set[int] = set()
    for act in acts_of(sentence):
        for first, stop in () if act.reading.row["done"] else act.contents:
            begin = max(first, act.at) if act.reading.kind in KINDS else first  # those who beat him must be punished
            verbs |= set(range(begin, stop))
            nouns |= _wanted_nouns(sentence, begin, stop)
    for begin, stop in items:
        verbs |= set(range(begin, stop))
        nouns |= _wanted_nouns(sentence, begin, stop)
    return frozenset(nouns), frozenset(verbs)


def _wanted_nouns(sentence: Sentence, begin: int, stop: int) -> set[int]:
    """The units of nouns in what is demanded that tell what has not happened yet."""
    if is_clause(sentence, begin):
        return _aimed_at(sentence, begin, stop)
    if content_code(sentence, begin, stop) in _PRESUPPOSING:
        return set()
    return set(range(begin, _first_noun(sentence, begin, stop)))


def _aimed_at(sentence: Sentence, begin: int, stop: int) -> set[int]:
    """The units that name what somebody is to do: impose sanctions, hold a new election."""
    wanted_type = _TYPES.get(content_code(sentence, begin, stop) or "")
    return {
        index
        for index in range(begin, stop)
        for reading, _ in sentence.readings("event_triggers.csv", index)
        if reading.kind == "noun" and reading.row["type"] == wanted_type
    }


def _first_noun(sentence: Sentence, begin: int, stop: int) -> int:
    for index in range(begin, stop):
        if sentence.units[index].is_a("relative"):
            break
        ends = [end for reading, end in sentence.readings("event_triggers.csv", index) if reading.kind == "noun"]
        if ends:
            return max(ends)
    return begin


def _who(sentence: Sentence, act: Act, last: list[Phrase]) -> list[Phrase]:
    units = sentence.units
    if act.reading.kind in KINDS:
        _, source = attribution(sentence, act.at, act.end)
        return [source] if source else []
    if act.reading.kind == "noun":
        owner = possessor(sentence, act.at)
        if owner and units[owner.head].is_a("possessive") and not sentence.is_cased:
            verb = _verb_before(sentence, act.at)  # it reiterates its call
            return (subjects(sentence, verb) if verb is not None else []) or _first_subject(sentence, act.at) or [owner]
        return [owner] if owner else []
    if act.reading.form == "present.i":
        return [Phrase(act.at, act.at, act.at)]
    joined = act.at - 1
    while joined >= 0 and units[joined].is_a("adverb"):
        joined -= 1
    if joined >= 0 and units[joined].is_a("conjunction", "contrast") and last:
        return last
    asked = {phrase.head for phrase in act.whom} | {i for part in act.contents for i in range(*part)}
    is_joined = joined >= 0 and units[joined].is_a("conjunction", "contrast")
    before = _verb_before(sentence, joined) if is_joined else None
    if before is not None:
        asked |= set(range(before, joined))
    found = subjects(sentence, act.at, asked) if act.reading.form not in ("ing", "base", "gerund") else []
    if act.reading.form == "base" and not (joined >= 0 and units[joined].is_a("to")):
        found = subjects(sentence, act.at, asked)
    if not found and before is not None and sentence.is_cased:
        found = [phrase for phrase in subjects(sentence, before, asked) if phrase.head < before]
    chained = last if joined >= 0 and units[joined].is_comma and act.reading.form.startswith("present") else []
    return [phrase for phrase in found if phrase.head not in asked] or chained or _main_subject(sentence, act)


def _verb_before(sentence: Sentence, conjunction: int) -> int | None:
    """The verb before a conjunction: what stands between the two belongs to it, and not to the verb behind."""
    units = sentence.units
    for index in range(conjunction - 1, max(-1, conjunction - _CLAUSE), -1):
        if units[index].is_break or units[index].is_a("relative", "subordinator"):
            break
        if is_verbal(sentence, index):
            return index
    return None


def _main_subject(sentence: Sentence, act: Act) -> list[Phrase]:
    """The subject of the sentence, for a participle or infinitive that depends on its verb (..., demanding that)."""
    return _first_subject(sentence, act.at) if act.reading.form in ("ing", "base", "gerund", "infinitive") else []


def _first_subject(sentence: Sentence, before: int) -> list[Phrase]:
    """The first phrase of a sentence, if it may be a subject and stands before a unit."""
    units = sentence.units
    for phrase in phrases(sentence):
        if phrase.first >= before or units[phrase.head].is_a("relative"):
            return []
        if phrase.is_free and "nominative" in phrase.cases:
            return coordinated(sentence, phrase)
    return []


def _demand(sentence: Sentence, act: Act, known: tuple[DemandParty, ...], begin: int, stop: int, cue: Span) -> Demand:
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


def _asked_in_clause(sentence: Sentence, act: Act, begin: int) -> tuple[Phrase, ...]:
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
