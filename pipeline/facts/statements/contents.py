"""Where what is demanded begins and ends: the words behind a verb of demanding, one part for each thing demanded."""

from functools import cache
from itertools import chain

from pipeline import reference
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import endings, fold, follows
from pipeline.facts.grammar.phrases import beginning
from pipeline.facts.grammar.sentence import Sentence

DASHES = ("—", "–", "-")

_ASKED = 10
"""Units that words for whom an item is addressed to may have."""

_LONGEST = 80
"""Units that what is demanded may have."""

_BULLETS = ("—", "–", "--", "-", "•", "·", "*", "▪", "◦", "●")

_NUMBER = 2
"""Digits that the number of a list item has at most."""

_BELONGING = 10
"""Units between a subject and its verb: for the human rights office of X."""

_SAYING = 6
"""Units behind a comma among which a verb of saying shows that the sentence goes on with its speaker."""


def contents(sentence: Sentence, position: int) -> list[tuple[int, int]]:
    """The parts, as ranges of units, of what is demanded from unit `position` on."""
    begin = past(sentence, position)
    found: list[tuple[int, int]] = []
    while begin < len(sentence.units):
        stop, following = _end(sentence, begin, verbal=is_clause(sentence, begin))
        if stop > begin and any(unit.is_word for unit in sentence.units[begin:stop]):
            found.append((begin, stop))
        if following is None:
            break
        begin = past(sentence, following)
    return found


def is_clause(sentence: Sentence, begin: int) -> bool:
    """Whether a verb begins it or stands right behind its subject: to release X, he release X, освободить X."""
    units = sentence.units
    position = begin
    while position < len(units) and units[position].is_a("adverb"):
        position += 1
    if position >= len(units):
        return False
    if units[position].is_a("to") or is_infinitive(sentence, position):
        return True
    subject = beginning(sentence, position)
    behind = subject.last + 1 if subject and subject.is_free else position
    if sentence.is_cased or behind >= len(units):
        return behind < len(units) and is_infinitive(sentence, behind)
    after = units[behind]
    if after.is_a("be", "adverb"):
        return True
    plain = after.is_word and not after.functions and not after.mention and not after.nouns and after.text[0].islower()
    return subject is not None and subject.is_free and plain and not units[subject.head].nouns


def is_bulleted(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list: behind a bullet, a number, a letter."""
    return _marker(sentence) > 0


def _marker(sentence: Sentence) -> int:
    """The units of the bullet or number that a sentence begins with."""
    units = sentence.units
    if len(units) > 1 and units[0].text in _BULLETS:
        return 1
    is_numbered = len(units) > 2 and units[1].text in (".", ")") and len(units[0].text) <= _NUMBER
    return 2 if is_numbered and (units[0].text.isdigit() or len(units[0].text) == 1) else 0


def item(sentence: Sentence, *, is_after_colon: bool, is_after_to: bool = False) -> int | None:
    """Where the text of a list item begins, if the sentence is one that may tell what is demanded.

    After a colon it may be a noun (the release of X), else it is a verb: to release X; after *to:* any one is.
    """
    units, begin = sentence.units, _marker(sentence)
    if not begin:
        return None
    if any(
        r.kind == "verb"
        for index in (begin, begin + 1)
        if index < len(units)
        for r, _ in sentence.readings("demand_verbs.csv", index)
    ):
        return None
    is_known = units[begin].text[0].islower() or content_code(sentence, begin, len(units)) is not None
    is_known = is_known or asked_in_item(sentence, begin) is not None
    return begin if is_clause(sentence, begin) or is_after_to or (is_after_colon and is_known) else None


def asked_in_item(sentence: Sentence, begin: int) -> int | None:
    """The dash of an item that says of whom something is demanded: власти X — провести расследование."""
    ahead = range(begin + 1, min(begin + _ASKED, len(sentence.units) - 1))
    return next((index for index in ahead if is_dash_before_infinitive(sentence, index)), None)


def is_dash_before_infinitive(sentence: Sentence, index: int) -> bool:
    """Whether a dash stands for a verb of demanding that is not said again: власти — (не) выдавать X."""
    units = sentence.units
    if units[index].text not in DASHES or index + 2 >= len(units):
        return False
    return is_infinitive(sentence, index + 1 + units[index + 1].is_a("negation"))


def content_code(sentence: Sentence, begin: int, stop: int) -> str | None:
    """The code of what is demanded in units `begin` to `stop`: that of the first words which tell it."""
    keys = [key for unit in sentence.units[begin:stop] for key in unit.key.split(" ")]
    of = _content_words(sentence.language)
    for index, key in enumerate(keys):
        stems = (key[:length] + "*" for length in range(1, len(key) + 1))
        found = [
            (end, -number, content)
            for number, content, rest in chain(*(of.get(first, ()) for first in (key, *stems)))
            if (end := follows(keys, index + 1, rest)) is not None
        ]
        if found:
            return max(found)[2]
    return None


@cache
def _content_words(language: str) -> dict[str, list[tuple[int, str, tuple[str, ...]]]]:
    """The words of `demand_contents.csv` by the first one: their number in the list, the code, the words behind it."""
    found: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
    rows = [row for row in reference.rows("demand_contents.csv") if row["language"] == language]
    listed = [(row["content"], words) for row in rows for words in row["words"].split("|")]
    for number, (content, words) in enumerate(listed):
        first, *rest = (fold(word, language) for word in words.split(" "))
        found.setdefault(first, []).append((number, content, tuple(rest)))
    return found


def is_infinitive(sentence: Sentence, index: int, shortest: int = 2) -> bool:
    """Whether a word ends as infinitives do, in a language where they have an ending of their own.

    `shortest` is the least number of letters of the ending: two of them may be a noun's too.
    """
    unit = sentence.units[index]
    if unit.is_a("infinitive"):
        return True
    if unit.mention or unit.functions or unit.nouns or len(unit.key) < 4:
        return False
    if not unit.text[0].islower() and (index == 0 or index != _marker(sentence)):
        return False
    of = endings(sentence.language, "verb")
    return any("infinitive" in of.get(unit.key[-length:], ()) for length in range(5, shortest - 1, -1))


def past(sentence: Sentence, position: int) -> int:
    """Past a comma, a colon, `that` and the preposition that a verb asks for."""
    units = sentence.units
    while position < len(units):
        unit = units[position]
        if not (unit.is_comma or unit.text == ":" or unit.is_a("subordinator") or unit.is_a("aim")):
            break
        position += 1
    return position


def _end(sentence: Sentence, begin: int, *, verbal: bool) -> tuple[int, int | None]:
    """Where a part that begins with a unit ends, and where the next one begins if there is one."""
    units = sentence.units
    index = begin
    while index < len(units) and index - begin < _LONGEST:
        unit = units[index]
        following = index + 1
        if unit.is_break and not (unit.text == "." and following < len(units) and units[following].text.isdigit()):
            return index - (index > begin and units[index - 1].is_comma), None  # but: Colony No. 4
        those = index == begin + 1 and units[begin].is_a("determiner")
        if unit.is_a("relative") and index > begin and not unit.is_a("subordinator") and not those:
            return _stripped(sentence, index), None
        if index > begin and any(r.row["kind"] == "according" for r, _ in sentence.readings("modality.csv", index)):
            return _stripped(sentence, index), None
        joint = (
            index + 1 if unit.is_comma and following < len(units) and units[following].is_a("conjunction") else index
        )
        if units[joint].is_a("conjunction") and joint + 1 < len(units) and not _joins_adverbs(sentence, joint):
            after = joint + 1
            while after < len(units) and units[after].is_a("adverb"):
                after += 1
            if after < len(units):
                if units[joint + 1].is_a("subordinator"):
                    return index, joint + 1
                if verbal and (_is_to(sentence, after) or is_infinitive(sentence, after) or _plain(sentence, after)):
                    return index, joint + 1
                begins = _starts_clause(sentence, after) or (joint > index and _has_verb_behind(sentence, after))
                if begins and not _joins_subjects(sentence, begin, index, after):
                    return index, None
            index = joint + 1
            continue
        if sentence.is_cased and verbal and index > begin and _is_finite(sentence, index):
            return index, None
        if verbal and unit.is_comma and following < len(units) and units[following].is_a("to"):
            return index, following
        if unit.is_comma and following < len(units) and _stops(sentence, following):
            return index, None
        index += 1
    return index, None


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands here that what is demanded cannot have."""
    return (
        is_verbal(sentence, index) and not is_infinitive(sentence, index) and not sentence.units[index].is_a("future")
    )


def _is_to(sentence: Sentence, index: int) -> bool:
    """Whether `to` begins an infinitive here, and no place: and to punish X, not: and to Riga."""
    units = sentence.units
    behind = units[index + 1] if index + 1 < len(units) else None
    return units[index].is_a("to") and behind is not None and not behind.mention and not behind.is_a("determiner")


def _joins_subjects(sentence: Sentence, begin: int, conjunction: int, after: int) -> bool:
    """Whether `and` joins two subjects of one verb: that she and X be freed."""
    one, other = beginning(sentence, begin), beginning(sentence, after)
    return bool(one and other and one.last + 1 == conjunction and not sentence.is_cased)


def _joins_adverbs(sentence: Sentence, index: int) -> bool:
    return sentence.units[index - 1].is_a("adverb") and sentence.units[index + 1].is_a("adverb")


def _stripped(sentence: Sentence, index: int) -> int:
    """Before a preposition and a comma that stand before a unit."""
    if sentence.units[index - 1].is_a("preposition", "of", "to", "by"):
        index -= 1
    return index - 1 if sentence.units[index - 1].is_comma else index


def _plain(sentence: Sentence, index: int) -> bool:
    """Whether a plain verb begins here, in a language without endings of infinitives: and hold a new election."""
    units = sentence.units
    unit = units[index]
    if sentence.is_cased or unit.mention or unit.functions or unit.nouns or index + 1 >= len(units):
        return False
    if unit.key.endswith(("s", "ed", "ing")) or not unit.is_word or not unit.text[0].islower():
        return False
    after = units[index + 1]
    return after.is_a("determiner", "possessive", "honorific", "numeral") or after.mention is not None


def _starts_clause(sentence: Sentence, index: int) -> bool:
    """Whether another clause of the sentence begins: a verb, a subject with its verb, another demand."""
    units = sentence.units
    if is_verbal(sentence, index) or units[index].is_a("subordinator"):
        return True
    if units[index].is_a("pronoun") and not units[index].is_a("possessive"):
        return True
    if any(r.kind == "verb" for r, _ in sentence.readings("demand_verbs.csv", index)) and not units[index - 1].is_comma:
        return sentence.is_cased or index + 1 < len(units)
    subject = beginning(sentence, index)
    return bool(subject and subject.is_free and subject.last + 1 < len(units) and is_verbal(sentence, subject.last + 1))


def _has_verb_behind(sentence: Sentence, index: int) -> bool:
    """Whether a subject with what belongs to it stands before its verb: , and a spokesman for the UN called for."""
    units = sentence.units
    subject = beginning(sentence, index)
    if sentence.is_cased or not subject or not subject.is_free or not units[index].is_a("determiner"):
        return False
    for at in range(subject.last + 1, min(subject.last + 1 + _BELONGING, len(units))):
        if units[at].is_comma or units[at].is_break or units[at].is_a("conjunction", "to", "relative"):
            return False
        if is_verbal(sentence, at):
            return True
    return False


def _stops(sentence: Sentence, index: int) -> bool:
    """Whether what follows a comma is no part of what is demanded any more."""
    units = sentence.units
    unit = units[index]
    if unit.is_a("relative", "including", "contrast") or (unit.is_a("subordinator") and not unit.is_a("determiner")):
        return True
    if any(reading.row["number"] == "relative" for reading in unit.functions):
        return True  # , whose chair
    for begin in range(index, min(index + 2, len(units) - 1)):  # , of whom; , четверо из которых
        if units[begin].is_a("preposition", "of") and units[begin + 1].is_a("relative"):
            return True
    for position in range(index, min(index + _SAYING, len(units))):
        if units[position].is_comma or units[position].is_a("conjunction"):
            break
        if any(r.row["kind"] in ("say", "according") for r, _ in sentence.readings("modality.csv", position)):
            return True
    is_subject = unit.is_a("pronoun") and not unit.is_a("possessive") and "nominative" in unit.cases
    return is_subject or is_verbal(sentence, index) or _starts_clause(sentence, index)
