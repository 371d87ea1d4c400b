"""How far a text itself says that something happened: asserted, planned, attempted, alleged, denied, somebody's words.

Here belong the words around a trigger (`reference/modality.csv`); quotation marks and their speakers are for the
quotations.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.facts.grammar.attribution import attribution, is_noun_here, words_before
from pipeline.facts.grammar.clauses import Clause, accusation, subjects
from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_gerund, is_verbal
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.phrases import ending
from pipeline.facts.grammar.sentence import Sentence, Span, Unit
from pipeline.facts.grammar.structure import Phrase

Modality = Literal["asserted", "attributed", "alleged", "planned", "attempted_failed", "denied"]

_REACH = 8
"""Units before a trigger among which a word that governs it is looked for."""

_ACROSS = ("cause", "deny", "fear")
"""What may govern a trigger across a comma: prompting A, B and C to ...; denied, that ..."""

_NOT_GOVERNING = ("say", "according", "occur", "ahead", "absent", "carry")
"""Kinds that have a rule of their own."""

_NOBODY = 3
"""Units before a verb among which `nobody` is its subject."""

_FAR = 16
"""Units before an infinitive among which a word that governs it is looked for: it may have a long object."""


_INTENDED: tuple[tuple[str, Modality], ...] = (("attempt", "attempted_failed"), ("plan", "planned"))
"""What an infinitive is that depends on such a word; of several words the first one has the subject."""


@dataclass(frozen=True)
class Stance:
    """The modality of an event; whose words they are: a span (code points), and the phrase where it is one.

    `actors` are those who did it or mean to, where the word that governs the trigger says so: accused of, tried to.
    """

    modality: Modality
    source: Span | None = None
    source_phrase: Phrase | None = None
    actors: tuple[Phrase, ...] = ()


def stance(sentence: Sentence, clause: Clause) -> Stance | None:
    """How the text speaks of an event; None if it does not say that it happened (if, may, to stop ...)."""
    governing = _governing(sentence, clause)
    carried = _carried(sentence, clause)
    actors = () if carried is None else tuple(subjects(sentence, carried))
    # What a participle says of somebody is taken as known, whoever speaks.
    source, phrase = None, None
    if clause.form != "participle":
        source, phrase = attribution(sentence, clause.first, clause.end, is_noun=clause.form == "noun")
    if clause.form == "modal" or _is_conditional(sentence, clause.first) or governing.keys() & {"stop", "fear", "wish"}:
        return None
    if any(unit.is_a("nobody") for unit in sentence.units[max(0, clause.first - _NOBODY) : clause.start]):
        return None
    behind = _behind(sentence, clause)
    if clause.is_negated or behind == "absent":
        return Stance("denied", source, phrase)
    if "deny" in governing:
        at = governing["deny"]
        by = _first(subjects(sentence, at))
        return Stance("denied", words_before(sentence, at, by), by)
    if clause.form == "infinitive":
        for kind, modality in _INTENDED:
            if kind in governing:
                return Stance(modality, source, phrase, tuple(subjects(sentence, governing[kind])))
        if "cause" in governing:
            made = ending(sentence, clause.first - 1)
            actors = tuple(coordinated(sentence, made)) if made and made.first > governing["cause"] else ()
            return Stance("attributed" if source else "asserted", source, phrase, actors)
        if "allege" not in governing:
            return None
    elif "attempt" in governing and clause.form != "participle":
        return Stance("attempted_failed", source, phrase)
    elif (
        clause.form == "future"
        or behind == "ahead"
        or (carried is not None and _is_ahead(sentence, carried))
        or ("plan" in governing and clause.form != "participle" and not _is_answered(governing, clause))
    ):
        return Stance("planned", source, phrase, actors)
    if "guilt" in governing:
        at = governing["guilt"]
        return Stance("attributed" if source else "asserted", source, phrase, tuple(subjects(sentence, at)))
    if "allege" in governing:
        return _allegation(sentence, clause, governing["allege"], source, phrase)
    return Stance("attributed" if source else "asserted", source, phrase, actors)


def _is_answered(governing: dict[str, int], clause: Clause) -> bool:
    """Whether what is planned is what to do about it: means to appeal against the verdict."""
    return clause.form == "noun" and governing.get("answer", -1) > governing.get("plan", 0)


def _carried(sentence: Sentence, clause: Clause) -> int | None:
    """The verb that carries out what a noun tells: X imposed sanctions; the sanctions which X has imposed."""
    if clause.form != "noun":
        return None
    units = sentence.units
    for step in (-1, 1):
        first = clause.start - 1 if step < 0 else clause.end
        for index in range(first, first + step * _REACH, step):
            if not 0 <= index < len(units) or units[index].is_break or (units[index].is_comma and step < 0):
                break
            if any(r.row["kind"] == "carry" and r.kind == "verb" for r, _ in sentence.readings("modality.csv", index)):
                relative = any(unit.is_a("relative") for unit in units[first:index])
                return index if step < 0 or relative or sentence.is_cased else None
            if is_verbal(sentence, index) and not units[index].is_a("be", "have"):
                break
    return None


def _is_ahead(sentence: Sentence, index: int) -> bool:
    """Whether a verb is yet to be done: will hold, проведёт, plans to hold."""
    if any(unit.is_a("future") for unit in sentence.units[max(0, index - 2) : index]):
        return True
    forms = {r.case for r, _ in sentence.readings("modality.csv", index) if r.row["kind"] == "carry"}
    if "future" in forms:
        return True
    before = range(max(0, index - _REACH), index)
    plans = any(r.row["kind"] == "plan" for i in before for r, _ in sentence.readings("modality.csv", i))
    return plans and not forms.isdisjoint(("infinitive", "base"))


def _governing(sentence: Sentence, clause: Clause) -> dict[str, int]:
    """The kinds of the words of `modality.csv` that govern a trigger, with the unit where each stands."""
    units = sentence.units
    found: dict[str, int] = {}
    reach = _FAR if clause.form == "infinitive" else _REACH
    crossed = False
    for index in range(clause.start - 1, max(-1, clause.first - reach), -1):
        unit = units[index]
        if unit.is_break or _is_relative(unit) or (unit.is_a("conjunction") and clause.form == "finite"):
            break
        if unit.is_comma:
            if clause.form != "infinitive" and not units[index + 1].is_a("subordinator"):
                break
            crossed = True
        for reading, end in sentence.readings("modality.csv", index):
            kind = reading.row["kind"]
            if not kind or (not sentence.is_cased and reading.kind == "verb" and is_noun_here(sentence, index)):
                continue
            if kind == "deny" and any(units[i].is_a("negation") for i in range(max(0, index - 2), index)):
                continue
            if crossed and kind not in _ACROSS:
                continue
            if end > clause.end or kind in _NOT_GOVERNING:
                continue
            if _reaches(sentence, clause, index, reading, end):
                found[kind] = index
    return found


def _behind(sentence: Sentence, clause: Clause) -> str | None:
    """The kind of the words that say of a noun before them whether it comes about: the trial will open, is expected."""
    if clause.form != "noun" or _is_governed(sentence, clause.start):
        return None
    units = sentence.units
    index, stop = clause.end, min(len(units), clause.end + _REACH)
    while index < stop:
        if units[index].is_break or units[index].is_a("relative", "subordinator"):
            return None
        place = index + units[index].is_comma  # the trial of X, scheduled for May
        for reading, _ in sentence.readings("modality.csv", place) if place < len(units) else ():
            if reading.row["kind"] in ("ahead", "absent"):
                return reading.row["kind"]
        if units[index].is_comma:
            closing = _closing(sentence, index)
            if closing is None:
                return None
            index, stop = closing, min(len(units), closing + _REACH)
        index += 1
    return None


def _closing(sentence: Sentence, comma: int) -> int | None:
    """The comma that closes what another one opens, if no verb stands between: the trial of X, a teacher, will open."""
    for index in range(comma + 1, min(len(sentence.units), comma + _REACH)):
        if sentence.units[index].is_comma:
            return index
        if is_verbal(sentence, index) or sentence.units[index].is_a("relative", "subordinator", "conjunction"):
            return None
    return None


def _is_governed(sentence: Sentence, start: int) -> bool:
    """Whether a preposition governs a noun: after the protest an election will be held."""
    return any(unit.is_a("preposition", "of", "against") for unit in sentence.units[max(0, start - 2) : start])


def _is_relative(unit: Unit) -> bool:
    return unit.is_a("relative") and not unit.is_a("subordinator")


def _reaches(sentence: Sentence, clause: Clause, index: int, reading: Reading, end: int) -> bool:
    """Whether a word governs the trigger and not something between them."""
    between = sentence.units[end : clause.first]
    kind = reading.row["kind"]
    if kind in ("deny", "fear"):
        return clause.form != "finite" or any(u.is_a("subordinator") for u in between) or not between
    if kind in ("allege", "guilt") and clause.form == "noun":
        # Accused of the murder of X, not: jailed for covering a strike.
        within = between[1:] if between and between[0].is_a("preposition") else between
        return not any(unit.is_a("preposition", "of") for unit in within) and not any(
            is_gerund(sentence, index) for index in range(end, clause.first)
        )
    if kind == "allege" and clause.form in ("finite", "participle"):
        return reading.kind == "word" and not reading.rest  # allegedly
    if kind in ("allege", "guilt", "cause"):
        return True
    if kind == "wish" and clause.form == "noun" and any(unit.is_a("preposition") for unit in between[1:]):
        return False  # an inquiry into the death of X
    if clause.form == "noun":
        return len(between) <= 4 and not any(u.mention for u in between)
    if clause.form == "finite" and not sentence.is_cased:
        return False
    return clause.form in ("infinitive", "gerund", "future") or index >= clause.first - 2


def _is_conditional(sentence: Sentence, first: int) -> bool:
    if any(unit.is_a("condition") and unit.is_a("subordinator") for unit in sentence.units[:2]):
        return True
    for index in range(first - 1, max(-1, first - 2 * _REACH), -1):
        unit = sentence.units[index]
        if unit.is_comma or unit.is_break:
            return False
        if unit.is_a("condition"):
            return True
    return False


def _allegation(sentence: Sentence, clause: Clause, at: int, source: Span | None, phrase: Phrase | None) -> Stance:
    """An accusation, with who is accused, if the trigger is what they are accused of, and who accuses."""
    verbs = ("verb", "passive", "participle")
    if not any(r.row["kind"] == "allege" and r.kind in verbs for r, _ in sentence.readings("modality.csv", at)):
        return Stance("alleged", source, phrase)  # on suspicion of
    accused, accuser = accusation(sentence, at, clause)
    if accuser:
        source, phrase = words_before(sentence, at, accuser), accuser
    return Stance("alleged", source, phrase, (accused,) if accused else ())


def _first(found: list[Phrase]) -> Phrase | None:
    return found[0] if found else None
