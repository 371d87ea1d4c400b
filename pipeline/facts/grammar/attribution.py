"""Whose words a sentence reports: X said that ...; ..., said X; according to X.

Only what a sentence itself says; quotation marks and their speakers are for the quotations.
"""

from functools import lru_cache

from pipeline.facts.grammar.clauses import is_ambiguous, reads_as_noun, subjects
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.phrases import beginning, phrases
from pipeline.facts.grammar.sentence import Sentence, Span
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.grammar.who import span

_REACH = 8
"""Units between a verb of saying and the comma or conjunction that parts it from what is said."""

_OBJECT = 4
"""Units between a verb of saying and a noun that it tells of."""

_SOURCE = 10
"""Units that the words for a source may have."""


def attribution(
    sentence: Sentence, first: int, end: int, *, is_noun: bool = False
) -> tuple[Span | None, Phrase | None]:
    """Whose words units `first` to `end` are by the sentence itself: said X; according to X; X said that ..."""
    for kind, index, behind in _cues(sentence):
        if first <= index < end or _is_parted(sentence, index, first):
            continue
        if kind == "according":
            phrase = beginning(sentence, behind)
            words = span(sentence, phrase) if phrase else _words_after(sentence, behind)
            if words and not index < first <= behind:
                return words, phrase
        elif _is_inserted(sentence, index, behind, first) or (
            kind == "say" and _reports(sentence, index, behind, first, end)
        ):
            if is_noun and not (_tells_of(sentence, index, behind, first) or _is_told(sentence, behind, first)):
                continue
            phrase = next(iter(subjects(sentence, index)), None) or _behind(sentence, behind, first)
            words = words_before(sentence, index, phrase) or (_words_after(sentence, behind) if index >= end else None)
            if words:
                return words, phrase
    return None, None


def _is_parted(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a semicolon parts two units: he was held; according to X, she was not."""
    return any(unit.text == ";" for unit in sentence.units[min(one, other) : max(one, other)])


@lru_cache(maxsize=256)
def _cues(sentence: Sentence) -> tuple[tuple[str, int, int], ...]:
    """The verbs of saying and the words like `according to`: kind, first unit, unit behind."""
    found = []
    for index in range(len(sentence.units)):
        for reading, behind in sentence.readings("modality.csv", index):
            kind = reading.row["kind"]
            if kind == "say" and is_noun_here(sentence, index):
                break
            which = behind < len(sentence.units) and sentence.units[behind].is_a("relative")
            if kind in ("say", "allege") or (kind == "according" and not which):
                found.append((kind, index, behind))
    return tuple(found)


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


def _is_inserted(sentence: Sentence, at: int, behind: int, first: int) -> bool:
    """Whether a verb of saying stands with its subject, and nothing else, between two commas before unit `first`."""
    units = sentence.units
    left = next((index for index in range(at - 1, max(-1, at - _REACH), -1) if units[index].is_comma), None)
    right = next((index for index in range(behind, min(first, behind + _REACH)) if units[index].is_comma), None)
    if left is None or right is None or (left + 1 < at) == (behind < right):
        return False
    inside = [*range(left + 1, at), *range(behind, right)]
    parts = ("relative", "subordinator", "contrast", "conjunction", "to", "preposition")
    return not any(units[index].is_a(*parts) or is_verbal(sentence, index) for index in inside)


def _tells_of(sentence: Sentence, at: int, behind: int, first: int) -> bool:
    """Whether a noun is what a verb of saying tells: reported the arrest, not: said the arrest was illegal."""
    between = range(behind, first)
    verbs = any(is_verbal(sentence, index) or sentence.units[index].is_a("subordinator") for index in between)
    return at < first and not verbs and len(between) <= _OBJECT


def _is_told(sentence: Sentence, behind: int, first: int) -> bool:
    """Whether a noun is what the clause of a verb of saying before it says: said that it was suicide.

    Not what it takes as known: said that the elections were rigged.
    """
    between = sentence.units[behind:first]
    return any(unit.is_a("subordinator") for unit in between[:_REACH]) and between[-1].is_a("be")


def _behind(sentence: Sentence, behind: int, first: int) -> Phrase | None:
    """The speaker after the verb: ..., said X."""
    found = beginning(sentence, behind)
    return found if found and found.is_free and behind > first and "nominative" in found.cases else None


def words_before(sentence: Sentence, at: int, phrase: Phrase | None) -> Span | None:
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


def is_noun_here(sentence: Sentence, index: int) -> bool:
    """Whether a word that may be a noun or a verb of the list (reports) is a noun here."""
    return is_ambiguous(sentence, "modality.csv", index) and reads_as_noun(sentence, index)
