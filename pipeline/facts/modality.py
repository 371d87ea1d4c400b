"""How far a text itself says that something happened: asserted, planned, attempted, alleged, denied, somebody's words.

Here belong the words around a trigger (`reference/modality.csv`); quotation marks and their speakers are for the
quotations.
"""

from dataclasses import dataclass
from typing import Literal

from pipeline.facts.clauses import Clause, accusation, is_ambiguous, reads_as_noun, subjects
from pipeline.facts.lexicon import Reading
from pipeline.facts.phrases import Phrase, beginning, coordinated, ending, is_verbal, phrases
from pipeline.facts.sentence import Sentence, Span, Unit
from pipeline.facts.who import span

Modality = Literal["asserted", "attributed", "alleged", "planned", "attempted_failed", "denied"]

_REACH = 8
"""Units before a trigger among which a word that governs it is looked for."""

_ACROSS = ("cause", "deny", "fear")
"""What may govern a trigger across a comma: prompting A, B and C to ...; denied, that ..."""

_NOBODY = 3
"""Units before a verb among which `nobody` is its subject."""

_FAR = 16
"""Units before an infinitive among which a word that governs it is looked for: it may have a long object."""

_OBJECT = 4
"""Units between a verb of saying and a noun that it tells of."""

_SOURCE = 10
"""Units that the words for a source may have."""


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
    # What a participle says of somebody is taken as known, whoever speaks.
    source, phrase = (None, None) if clause.form == "participle" else attribution(sentence, clause.first, clause.end, is_noun=clause.form == "noun")
    if clause.form == "modal" or _is_conditional(sentence, clause.first) or governing.keys() & {"stop", "fear", "wish"}:
        return None
    if any(unit.is_a("nobody") for unit in sentence.units[max(0, clause.first - _NOBODY) : clause.start]):
        return None
    if clause.is_negated:
        return Stance("denied", source, phrase)
    if "deny" in governing:
        at = governing["deny"]
        by = _first(subjects(sentence, at))
        return Stance("denied", _words_before(sentence, at, by), by)
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
    elif "attempt" in governing:
        return Stance("attempted_failed", source, phrase)
    elif clause.form == "future" or "plan" in governing:
        return Stance("planned", source, phrase)
    if "guilt" in governing:
        at = governing["guilt"]
        return Stance("attributed" if source else "asserted", source, phrase, tuple(subjects(sentence, at)))
    if "allege" in governing:
        return _allegation(sentence, clause, governing["allege"], source, phrase)
    return Stance("attributed", source, phrase) if source else Stance("asserted")


def attribution(
    sentence: Sentence, first: int, end: int, *, is_noun: bool = False
) -> tuple[Span | None, Phrase | None]:
    """Whose words units `first` to `end` are by the sentence itself: said X; according to X; X said that ..."""
    for index in range(len(sentence.units)):
        if first <= index < end:
            continue
        for reading, behind in sentence.readings("modality.csv", index):
            kind = reading.row["kind"]
            if kind == "say" and _is_noun(sentence, index):
                break
            if kind == "according":
                phrase = beginning(sentence, behind)
                if sentence.units[min(behind, len(sentence.units) - 1)].is_a("relative"):
                    continue
                words = span(sentence, phrase) if phrase else _words_after(sentence, behind)
                if words and not (index < first <= behind):
                    return words, phrase
            elif kind == "say" and _reports(sentence, index, behind, first, end):
                if is_noun and not _tells_of(sentence, index, behind, first):
                    continue
                phrase = _first(subjects(sentence, index)) or _behind(sentence, behind, first)
                words = _words_before(sentence, index, phrase)
                if words:
                    return words, phrase
    return None, None


def _governing(sentence: Sentence, clause: Clause) -> dict[str, int]:
    """The kinds of the words of `modality.csv` that govern a trigger, with the unit where each stands."""
    units = sentence.units
    found: dict[str, int] = {}
    reach = _FAR if clause.form == "infinitive" else _REACH
    crossed = False
    for index in range(clause.first - 1, max(-1, clause.first - reach), -1):
        unit = units[index]
        if unit.is_break or _is_relative(unit) or (unit.is_a("conjunction") and clause.form == "finite"):
            break
        if unit.is_comma:
            if clause.form != "infinitive" and not units[index + 1].is_a("subordinator"):
                break
            crossed = True
        for reading, end in sentence.readings("modality.csv", index):
            kind = reading.row["kind"]
            if not kind or not sentence.is_cased and reading.kind == "verb" and _is_noun(sentence, index):
                continue
            if kind == "deny" and any(units[i].is_a("negation") for i in range(max(0, index - 2), index)):
                continue
            if crossed and kind not in _ACROSS:
                continue
            if end > clause.end or kind in ("say", "according"):
                continue
            if _reaches(sentence, clause, index, reading, end):
                found[kind] = index
    return found


def _is_noun(sentence: Sentence, index: int) -> bool:
    """Whether a word that may be a noun or a verb of the list (reports) is a noun here."""
    return is_ambiguous(sentence, "modality.csv", index) and reads_as_noun(sentence, index)


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
        return not any(unit.is_a("preposition", "of") or unit.key.endswith("ing") for unit in within)
    if kind == "allege" and clause.form in ("finite", "participle"):
        return reading.kind == "word" and not reading.rest  # allegedly
    if kind in ("allege", "guilt", "cause"):
        return True
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
    """An accusation: the one who is accused (of doing it, if the trigger is what they are accused of) and who accuses."""
    verbs = ("verb", "passive", "participle")
    if not any(r.row["kind"] == "allege" and r.kind in verbs for r, _ in sentence.readings("modality.csv", at)):
        return Stance("alleged", source, phrase)  # on suspicion of
    accused, accuser = accusation(sentence, at, clause)
    if accuser:
        source, phrase = _words_before(sentence, at, accuser), accuser
    return Stance("alleged", source, phrase, (accused,) if accused else ())


def _reports(sentence: Sentence, at: int, behind: int, first: int, end: int) -> bool:
    """Whether what a verb of saying at `at` reports has units `first` to `end` in it."""
    units = sentence.units
    if at < first:
        between = units[behind:first]
        if any(unit.is_break for unit in between):
            return False
        commas = [index for index in range(behind, first) if units[index].is_comma]
        if any(units[index].is_a("relative") for index in range(max(0, at - 4), at)) and commas:
            return False
        joined = any(unit.is_a("subordinator") for unit in between[:_REACH])
        return joined if sentence.is_cased or commas else True
    before = [index for index in range(end, at) if units[index].is_comma]
    if not before or any(unit.is_a("relative", "subordinator", "contrast") for unit in units[before[-1] : at]):
        return False
    if units[before[-1] + 1].is_a("conjunction"):
        return False
    return at - before[-1] <= _REACH and not any(unit.is_break and unit.text != "." for unit in units[end:at])


def _tells_of(sentence: Sentence, at: int, behind: int, first: int) -> bool:
    """Whether a noun is what a verb of saying tells: reported the arrest of X, not: said the arrest of X was illegal."""
    between = range(behind, first)
    verbs = any(is_verbal(sentence, index) or sentence.units[index].is_a("subordinator") for index in between)
    return at < first and not verbs and len(between) <= _OBJECT


def _behind(sentence: Sentence, behind: int, first: int) -> Phrase | None:
    """The speaker after the verb: ..., said X."""
    found = beginning(sentence, behind)
    return found if found and found.is_free and behind > first and "nominative" in found.cases else None


def _words_before(sentence: Sentence, at: int, phrase: Phrase | None) -> Span | None:
    """The words of a source: those of its phrase, else the words before the verb."""
    if phrase:
        return span(sentence, phrase)
    units = sentence.units
    stop = at
    while stop and units[stop - 1].is_a("be", "have", "adverb", "do", "negation"):
        stop -= 1
    begin = stop
    while begin and units[begin - 1].is_word and stop - begin < _SOURCE:
        if units[begin - 1].is_a("subordinator", "conjunction", "relative", "contrast"):
            break
        begin -= 1
    begins = begin < stop and (units[begin].is_a("determiner", "possessive") or not units[begin].functions)
    return (units[begin].start, units[stop - 1].end) if begins else None


def _words_after(sentence: Sentence, at: int) -> Span | None:
    """The words of a source: a noun that may be the subject of the verb before them, else all up to the next verb."""
    units = sentence.units
    if at < len(units) and units[at].is_a("preposition"):
        near = [p for p in phrases(sentence) if at <= p.first < at + _SOURCE and p.is_free and "nominative" in p.cases]
        return span(sentence, near[0]) if near else None
    stop = at
    while stop < len(units) and units[stop].is_word and stop - at < _SOURCE:
        if units[stop].is_a("subordinator", "conjunction", "relative", "be", "verb") and stop > at:
            break
        stop += 1
    return (units[at].start, units[stop - 1].end) if stop > at else None


def _first(found: list[Phrase]) -> Phrase | None:
    return found[0] if found else None
