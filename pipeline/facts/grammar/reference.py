"""What a pronoun means: the one who was named before, where only one can be meant.

In doubt nobody is: who is taken for somebody else is harmed by it.
"""

from bisect import bisect_right

from pipeline.facts.grammar.cases import ends_as
from pipeline.facts.grammar.kinds import is_pronoun, is_verbal
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.sentence import Sentence, Unit
from pipeline.facts.grammar.setting import UNKNOWN, Mention, Quoted, Somebody

_FIRST = 1
"""`It` means a body only as the subject that a sentence begins with: elsewhere it may be anything."""

_NESTED = 4
"""No more quotations than so many stand in each other."""

_PAST = {"past.f": "female", "past.m": "male"}
"""The gender that a form of the past tense shows."""

_SCENES = 2
"""Sentences before one in which a body or group is looked for that a pronoun means."""

_LISTED = 15
"""Units before a name among which *among them* may stand."""

_PARTS = ("subordinator", "relative", "conjunction", "contrast")


def referent(sentence: Sentence, index: int) -> Mention | None:
    """The mention that the pronoun at unit `index` means."""
    if ("referent", index) not in sentence.known:
        sentence.known["referent", index] = _referent(sentence, index)
    found = sentence.known["referent", index]
    return found if isinstance(found, Mention) else None


def quoted_at(sentence: Sentence, place: int) -> Quoted | None:
    """The innermost quotation in which a place (code points) stands."""
    quoted = sentence.setting.quoted
    last = bisect_right(quoted, place, key=lambda one: one.start) - 1
    return next((q for q in reversed(quoted[max(0, last - _NESTED) : last + 1]) if place < q.end), None)


def possessing_body(sentence: Sentence, index: int) -> Mention | None:
    """The body that a possessive beside a leader means: its chairman; None where any other name is near."""
    if not sentence.units[index].is_a("possessive"):
        return None
    if ("relative", "") in _numbers(sentence.units[index]):
        return referent(sentence, index)
    here = sentence.units[:index]
    unknown = any(unit.text[0].isupper() and not unit.mention for unit in here[1:])
    about_people = any(unit.is_person for unit in here)
    stretches = [([unit.mention for unit in here if unit.mention], unknown or about_people)]
    stretches += [(list(scene.mentions), scene.has_other_names) for scene in sentence.earlier[:1]]
    for mentions, has_others in stretches:
        found = {m.entity_id: m for m in mentions if m.kind == "organisation"}
        if has_others or len(found) > 1:
            return None
        if found:
            return next(iter(found.values()))
    return None


def _referent(sentence: Sentence, index: int) -> Mention | None:
    unit = sentence.units[index]
    numbers = _numbers(unit)
    if ("relative", "") in numbers:  # the union, whose chair
        before = sentence.units[index - 1 - sentence.units[index - 1].is_comma] if index > 1 else unit
        return before.mention
    if ("self", "") in numbers:
        quoted = quoted_at(sentence, unit.start)
        return quoted.speaker if quoted else None
    if ("thing", "") in numbers and index <= _FIRST:
        topic = sentence.earlier[0].topic if sentence.earlier else None
        return topic or only(sentence, index, "organisation")
    if ("pl", "") in numbers and len(numbers) == 1:
        return only(sentence, index, "group")
    gender = pronoun_gender(unit)
    return _person(sentence, index, gender) if gender else None


def pronoun_gender(unit: Unit) -> str | None:
    """The gender of the one person that a pronoun means; None for all other words."""
    return next((gender for number, gender in sorted(_numbers(unit)) if number == "sg"), None)


def elided(sentence: Sentence, index: int) -> Mention | None:
    """Who the verb at a unit is said of where its clause has no subject: Новик родилась в Минске. Работала врачом.

    Only a past tense shows the gender. The one who was a subject before in the sentence, else the only one of that
    gender in the last sentence that has people.
    """
    verbs = [unit.text.split()[0].lower() for unit in sentence.units[max(0, index - 1) : index + 1]]
    genders = [g for verb in verbs for form, g in _PAST.items() if ends_as(verb, sentence.language, form, 1)]
    gender = genders[-1] if genders else None  # была избрана shows it before
    if gender is None or quoted_at(sentence, sentence.units[index].start):
        return None
    before = [p for p in phrases(sentence) if p.head < index and p.is_free and "nominative" in p.cases]
    here = [mention_at(sentence, p.head) for p in before if sentence.units[p.head].is_person]
    if here:
        return here[0] if len(here) == 1 and here[0] and _may_be(sentence, here[0], gender) else None
    for scene in sentence.earlier:
        fitting = {_id(one): one.mention for one in scene.people if one.gender in (None, gender)}
        if fitting:
            return None if len(fitting) > 1 or UNKNOWN.entity_id in fitting else next(iter(fitting.values()))
    return None


def _may_be(sentence: Sentence, mention: Mention, gender: str) -> bool:
    return mention.kind == "person" and sentence.setting.genders.get(mention.entity_id) in (None, gender)


def _numbers(unit: Unit) -> set[tuple[str, str]]:
    return {(r.row["number"], r.row["gender"]) for r in unit.functions if r.row["kind"] in ("pronoun", "possessive")}


def only(sentence: Sentence, index: int, kind: str) -> Mention | None:
    """The only body or group before a unit, in its sentence or the last one that has any."""
    here = [unit.mention for unit in sentence.units[:index] if unit.mention]
    for mentions in (here, *(scene.mentions for scene in sentence.earlier[:_SCENES])):
        if kind == "group" and len({m.entity_id for m in mentions if m.kind == "person"}) > 1:
            return None  # they may be those people
        found = {m.entity_id: m for m in mentions if m.kind == kind}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _person(sentence: Sentence, index: int, gender: str) -> Mention | None:
    units = sentence.units
    quoted = quoted_at(sentence, units[index].start)
    spoken = max((i + 1 for i in range(index) if units[i].is_speech_end), default=0)
    speaker = quoted.speaker.entity_id if quoted and quoted.speaker else ""
    here = _before(sentence, range(spoken, index), index, quoted)
    scenes = [scene.people for scene in sentence.earlier]
    if scenes and _is_in_front(sentence, spoken, index):
        here += scenes[0]  # with X, she founded Y; according to X, she was beaten
    for people in (here, _before(sentence, range(spoken), index, quoted), *scenes):
        fitting = [one for one in people if one.gender in (None, gender) and _id(one) != speaker]
        known = {_id(one) for one in fitting if one.gender == gender}
        found = {_id(one): one.mention for one in fitting if one.mention or not known}
        if found:
            return None if len(found) > 1 or UNKNOWN.entity_id in found else next(iter(found.values()))
    return None


def _is_in_front(sentence: Sentence, first: int, pronoun: int) -> bool:
    """Whether only words that a preposition governs, and no verb, stand before a pronoun in its sentence."""
    units = sentence.units
    begins = first < pronoun and (units[first].is_a("preposition", "location", "along") or _is_source(sentence, first))
    return begins and not any(is_verbal(sentence, i) or units[i].is_break for i in range(first + 1, pronoun))


def _is_source(sentence: Sentence, index: int) -> bool:
    return any(reading.row["kind"] == "according" for reading, _ in sentence.readings("modality.csv", index))


def _before(sentence: Sentence, span: range, index: int, quoted: Quoted | None) -> list[Somebody]:
    """The people of one sentence before a pronoun; whoever does something to him or her is somebody else."""
    units = sentence.units
    found = []
    for at in span:
        mention = mention_at(sentence, at)
        if mention is None and units[at].text in sentence.setting.name_words:
            found.append(Somebody(UNKNOWN, None))
        if mention is None or mention.kind != "person" or quoted_at(sentence, units[at].start) != quoted:
            continue
        if not _is_beside(sentence, at, index):
            gender = sentence.setting.genders.get(mention.entity_id) or pronoun_gender(units[at])
            found.append(Somebody(UNKNOWN if is_listed(sentence, at) else mention, gender))
    return found


def _id(somebody: Somebody) -> str | None:
    return somebody.mention.entity_id if somebody.mention else None


def is_listed(sentence: Sentence, index: int) -> bool:
    """Whether a name is one of several who are counted before: hundreds, among them X. A later *she* is hardly X."""
    units = sentence.units
    for at in range(index - 1, max(-1, index - _LISTED), -1):
        if units[at].is_a("including", "among"):
            return True
        if units[at].is_break or is_verbal(sentence, at):
            return False
    return False


def mention_at(sentence: Sentence, index: int) -> Mention | None:
    """Who is named by a unit, or meant by a pronoun."""
    unit = sentence.units[index]
    return unit.mention or (referent(sentence, index) if unit.is_a("pronoun", "possessive") else None)


def _is_beside(sentence: Sentence, at: int, pronoun: int) -> bool:
    """Whether a name and a pronoun that is no subject stand in one clause, so that they are two: Novik met him."""
    unit = sentence.units[pronoun]
    cases = {reading.case for reading in unit.functions if reading.row["kind"] == "pronoun"}
    if not is_pronoun(sentence, pronoun) or "nominative" in cases:
        return False
    between = range(at + 1, pronoun)
    parted = any(unit.is_comma or unit.is_break or unit.is_a(*_PARTS) for unit in sentence.units[at + 1 : pronoun])
    return not parted and sum(is_verbal(sentence, i) for i in between) < 2
