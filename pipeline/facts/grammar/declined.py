"""Verbs in languages with cases: who stands in which place is told by the case, wherever the word stands in its clause.

The counterpart of `ordered`. A phrase that may stand in more than one case is taken only where nothing else
is left; where two could be meant, nobody is.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.facts.grammar.bounds import REACH, bounds, insertion
from pipeline.facts.grammar.cases import adjective_cases, ends_as
from pipeline.facts.grammar.coordination import antecedent, coordinated, named_behind
from pipeline.facts.grammar.kinds import is_plural, is_verbal
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.phrases import beginning, ending, phrases
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Clause, Phrase

_PAST = 3
"""The least number of letters of an ending that shows the plural of a past."""

_PARTICIPIAL = 6
"""Units between a participle and the noun that it stands before."""


def verb(sentence: Sentence, start: int, end: int, reading: Reading, frame: Sequence[str]) -> Clause | None:
    """A verb or participle at units `start` to `end` with what stands around it."""
    if reading.form in ("reflexive",):
        return None
    units = sentence.units
    left, right = bounds(sentence, start, end)
    kinds = {kind for kind in ("negation", "be", "future") for u in units[max(left, start - 2) : start] if u.is_a(kind)}
    kinds |= {kind for kind in ("be", "future") for unit in units[end : end + 1] if unit.is_a(kind)}
    negated = any(unit.is_a("negation") for unit in units[max(left, start - 2) : start])
    negated = negated or (end + 1 < right and units[end].is_a("negation") and units[end + 1].is_a("be"))
    places: dict[str, list[Phrase]] = {}
    inside = [p for p in phrases(sentence) if left <= p.first and p.last < right and p.head != start]
    owned = [p for p in inside if p.owner in range(start + 1, end)] if "of" in frame else []
    # Of a noun within the trigger nothing depends: отпустил под залог Новика.
    freed = [replace(p, owner=None, cases=units[p.head].cases) if p.owner in range(start, end) else p for p in inside]
    inside = [p for p in freed if p.is_free]
    form = "finite"
    if reading.kind == "participle" or reading.kind == "passive":
        form = "participle" if reading.kind == "participle" else "finite"
        places["object"] = _patient(sentence, start, end, reading, inside) or _shared_patient(sentence, left, reading)
        if reading.kind == "participle" and not places["object"] and units[start].nouns and "be" not in kinds:
            return None  # the detained, as a noun
        places["by"] = _agent(sentence, start, end, inside, places["object"])
        if "object" not in frame:
            patient = places.pop("object")
            places["subject"] = patient if reading.kind == "participle" else []
    else:
        form = {"infinitive": "infinitive", "gerund": "gerund"}.get(reading.case, "finite")
        if reading.case == "future" or ("future" in kinds and form == "infinitive"):
            form = "future"
        subject, objects = _around(sentence, start, reading, inside, takes_object="object" in frame)
        if "object" in frame and not objects and form in ("finite", "future"):
            shared, objects = _shared(sentence, left, start, end, right)
            subject = subject or shared
        if "object" in frame:
            places["object"] = objects or (_object_before_insertion(sentence, left) if subject else [])
        if form in ("finite", "future"):
            places["subject"] = subject
    places["against"] = _governed(sentence, end, right, "against")
    places["favour"] = _governed(sentence, end, right, "favour")
    if owned and "object" not in frame:
        places["of"] = owned  # заморозили активы Новика
    if "to" in frame:
        given = [p for p in inside if "dative" in p.cases and not p.cases & {"nominative", "accusative"}]
        places["to"] = _all(sentence, _nearest(given, start))
    beside = _governed(sentence, end, right, "along")
    if beside and places.get("object"):
        places["object"] += beside
    return Clause(start, end, start, form, negated, {place: of for place, of in places.items() if of})


def subjects(sentence: Sentence, at: int, others: Container[int] = ()) -> list[Phrase]:
    """The subject of the finite verb at unit `at`: what stands in the nominative in its clause, but for `others`."""
    left, right = bounds(sentence, at, at + 1)
    inside = [p for p in phrases(sentence) if left <= p.first and p.last < right and p.is_free and p.head != at]
    inside = [p for p in inside if p.head not in others]
    inside = [p for p in inside if sentence.units[p.first - 1].text != "(" or p.first == 0]
    sure = [p for p in inside if "nominative" in p.cases and "accusative" not in p.cases]
    either = [p for p in inside if {"nominative", "accusative"} <= p.cases]
    if len(either) == 2 and either[0].head < at < either[1].head:
        either = either[:1]  # Министерство призывает власти
    found = _nearest(sure, at) or (either[0] if len(either) == 1 else None)
    if found is None and not inside:
        before = _before_insertion(sentence, at, is_named=False)
        found = before if before and "nominative" in before.cases else None
    return _all(sentence, found)


def _shared(sentence: Sentence, left: int, start: int, end: int, right: int) -> tuple[list[Phrase], list[Phrase]]:
    """Subject and object that a verb shares with the one before it: её задержали и избили; суд оштрафовал и отпустил X.

    Only where nothing that may be its own object stands behind the verb.
    """
    units = sentence.units
    joint = left - 1
    while joint > 0 and units[joint].is_a("conjunction", "contrast", "adverb"):
        joint -= 1
    joined = any(unit.is_a("conjunction", "contrast") for unit in units[joint + 1 : start])
    plain = units[left - 1].is_comma and all(unit.is_a("adverb", "numeral") for unit in units[left:start])
    joined |= plain and ends_as(units[start].key, sentence.language, "past.pl", _PAST)  # трижды задерживали
    if left == 0 or not (joined or units[left - 1].text == ":") or _has_other_object(sentence, end - 1):
        return [], []
    if any(p.first >= end and p.last < right and p.is_free and "accusative" in p.cases for p in phrases(sentence)):
        return [], []
    for at in range(joint, max(-1, joint - REACH), -1):
        if units[at].is_a("relative", "subordinator") or (units[at].is_break and units[at].text != ":"):
            return [], []
        if is_verbal(sentence, at) and not units[at].is_a("be"):
            begin, stop = bounds(sentence, at, at + 1)
            inside = [p for p in phrases(sentence) if begin <= p.first and p.last < stop and p.is_free]
            objects = [p for p in inside if "accusative" in p.cases and "nominative" not in p.cases]
            subjects = [p for p in inside if "nominative" in p.cases and "accusative" not in p.cases]
            if not inside:
                continue  # X задержали, допросили и отпустили
            return (subjects, _all(sentence, objects[0])) if len(objects) == 1 and len(subjects) < 2 else ([], [])
    return [], []


def _shared_patient(sentence: Sentence, left: int, reading: Reading) -> list[Phrase]:
    """Whom a passive shares with the one before it: X были задержаны, но вскоре отпущены."""
    units = sentence.units
    if left == 0 or reading.case == "impersonal" or (reading.kind == "participle" and reading.case != "nominative"):
        return []
    if not (units[left - 1].is_comma or units[left - 1].is_a("conjunction", "contrast")):
        return []
    for at in range(left - 1, max(-1, left - REACH), -1):
        if units[at].is_a("relative", "subordinator") or units[at].is_break:
            return []
        if any(r.kind in ("passive", "participle") for r, _ in sentence.readings("event_triggers.csv", at)):
            begin, stop = bounds(sentence, at, at + 1)
            inside = [p for p in phrases(sentence) if begin <= p.first and p.last < stop and p.is_free and p.head != at]
            found = [p for p in inside if "nominative" in p.cases]
            if found:
                return _all(sentence, found[0]) if len(found) == 1 else []
    return []


def _around(
    sentence: Sentence, start: int, reading: Reading, inside: list[Phrase], *, takes_object: bool
) -> tuple[list[Phrase], list[Phrase]]:
    """The subject and the objects of an active verb."""
    objects = [p for p in inside if "accusative" in p.cases and "nominative" not in p.cases]
    subjects = [p for p in inside if "nominative" in p.cases and "accusative" not in p.cases]
    either = [p for p in inside if {"accusative", "nominative"} <= p.cases]
    alone = not _has_other_object(sentence, start)
    alone = alone and all(subjects or _is_whom(sentence, p) or _is_crowd(sentence, p, start) for p in either)
    if not objects and alone and len(either) == 1 and (subjects or _is_theirs(sentence, start, reading, either[0])):
        # An ambiguous one is the object where the subject is known, or where "they" do it: задержали Новик.
        objects, either = either, []
    if not objects and len(either) == 2 and not subjects and either[0].head < start < either[1].head:
        subjects, objects, either = [either[0]], [either[1]], []
        if not _is_official(sentence, subjects[0]):
            subjects, objects = [], []
    if not subjects and len(either) == 1 and objects and either[0].head != objects[0].head:
        near = _is_official(sentence, either[0]) or _stands_before(sentence, either[0], start)
        subjects = either if near else []
    if not subjects and not objects and not either:
        return _enclosed(sentence, start)
    if not subjects and not objects and len(either) == 1 and reading.form.startswith(("past", "present", "future")):
        sure = not takes_object or _is_official(sentence, either[0])
        # Of a person alone it is not clear who did it to whom: Ковальчук арестовал райсуд.
        subjects = either if not reading.form.endswith("pl") and sure else []
    chosen = _nearest(objects, start)
    subject = _nearest(subjects, start)
    by, done_to = _all(sentence, subject), _all(sentence, chosen)
    if {phrase.head for phrase in by} & {phrase.head for phrase in done_to}:
        return [], done_to
    return by, done_to


def _is_theirs(sentence: Sentence, start: int, reading: Reading, phrase: Phrase) -> bool:
    """Whether it is `they` who do it: a plural, or an infinitive behind one (пытались похитить Новик)."""
    if reading.case != "infinitive" or start == 0:
        return reading.is_plural
    before = sentence.units[start - 1]
    plural = any(r.is_plural for r, _ in sentence.readings("modality.csv", start - 1))
    return phrase.head > start or plural or ends_as(before.key, sentence.language, "past.pl", _PAST)


def _is_whom(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether it names somebody to whom a thing may be done: a name that is not declined, no authority."""
    unit = sentence.units[phrase.head]
    return unit.is_a("relative") or (unit.mention is not None and unit.mention.kind in ("person", "group"))


def _is_crowd(sentence: Sentence, phrase: Phrase, start: int) -> bool:
    """Whether it is people behind a verb who do nothing by their office: задержали десятки человек."""
    return phrase.head > start and sentence.units[phrase.head].is_person and not _is_official(sentence, phrase)


def _has_other_object(sentence: Sentence, start: int) -> bool:
    """Whether a word behind a verb, none of whom anything is known, may be its object."""
    units = sentence.units
    position = start + 1
    while position < len(units) and units[position].is_a("adverb"):
        position += 1
    if position >= len(units):
        return False
    unit = units[position]
    if unit.cases == {"instrumental"}:
        return False  # били дубинками
    return unit.is_word and not unit.functions and unit.mention is None and beginning(sentence, position) is None


def _is_official(sentence: Sentence, phrase: Phrase) -> bool:
    unit = sentence.units[phrase.head]
    return unit.is_noun("authority") or (unit.mention is not None and unit.mention.kind != "person")


def _stands_before(sentence: Sentence, phrase: Phrase, start: int) -> bool:
    """Whether nothing but adverbs stands between a phrase and the verb behind it."""
    between = sentence.units[phrase.last + 1 : start]
    return phrase.last < start and all(unit.is_a("adverb", "negation", "be") for unit in between)


def _nearest(found: list[Phrase], start: int) -> Phrase | None:
    return min(found, key=lambda p: (abs(p.head - start), p.head), default=None)


def _all(sentence: Sentence, phrase: Phrase | None) -> list[Phrase]:
    """The phrase, or what the relative pronoun means, with the rest of its list."""
    if phrase is None:
        return []
    if sentence.units[phrase.head].is_a("relative"):
        named = antecedent(sentence, phrase.head)
        if not named:
            return []
        plural = any(r.form.endswith("pl") for r in sentence.units[phrase.head].functions)
        return coordinated(sentence, named) if plural else [named]
    return coordinated(sentence, phrase)


def _enclosed(sentence: Sentence, start: int) -> tuple[list[Phrase], list[Phrase]]:
    """The name before an insertion between commas, whatever its place: Новик, журналистка, задержана.

    Of people without a name the object alone is sure enough: его, по словам адвоката, избили.
    """
    found = _before_insertion(sentence, start)
    if found is None:
        found = _before_insertion(sentence, start, is_named=False)
        if found is None or "accusative" not in found.cases or "nominative" in found.cases:
            return [], []
        units = sentence.units
        is_beside = found.first > 0 and units[found.first - 1].is_comma  # Новика, его соседа, задержали
        behind = (unit.mention for unit in units[found.last + 1 : start])
        is_whose = any(mention and mention.kind == "person" for mention in behind)  # друзей, знакомых Новика, задержали
        is_doubtful = (is_beside or is_whose) and not units[found.head].is_a("pronoun")
        return [], [] if is_doubtful else [found]
    if "nominative" in found.cases and "accusative" not in found.cases:
        return coordinated(sentence, found), []
    if "accusative" in found.cases and "nominative" not in found.cases:
        return [], coordinated(sentence, found)
    return [], []


def _object_before_insertion(sentence: Sentence, left: int) -> list[Phrase]:
    """The object before an insertion that the clause begins behind: Новика, журналиста газеты, суд оправдал."""
    units = sentence.units
    if left < 2 or not units[left - 1].is_comma:
        return []
    for position in range(left - 2, max(0, left - REACH), -1):
        if units[position].is_break:
            return []
        if units[position].is_comma:
            named, inserted = ending(sentence, position - 1), position + 1
            if not named or not named.is_free or "accusative" not in named.cases or "nominative" in named.cases:
                return []
            beside = beginning(sentence, inserted)
            agrees = beside is not None and bool(beside.cases & named.cases)
            agrees = agrees or not adjective_cases(units[inserted].key, sentence.language).isdisjoint(named.cases)
            return coordinated(sentence, named) if agrees or units[inserted].is_a("relative") else []
    return []


def _is_owner(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a plain word before a phrase may own it: по словам Новика."""
    before = sentence.units[phrase.first - 1] if phrase.first else None
    return before is not None and before.is_word and not before.functions


def _before_insertion(sentence: Sentence, start: int, *, is_named: bool = True) -> Phrase | None:
    """The name (or any phrase, unless it has to be one) before what stands between commas before a verb."""
    units = sentence.units
    index = start - 1
    while index >= 0 and units[index].is_a("adverb", "negation", "be", "calendar"):
        index -= 1
    comma = insertion(sentence, start)
    if comma is None:
        return None
    for position in range(comma - 1, max(0, comma - REACH), -1):
        if units[position].is_break:
            return None
        if units[position].is_comma:
            if units[position + 1].is_a("contrast"):
                break  # another clause
            named = ending(sentence, position - 1)
            inside = named_behind(sentence, named) if named else None
            if inside and inside.last == comma - 1:
                return inside  # а мать, Новик, получила
            if named and named.is_free and (units[named.head].mention or not is_named):
                return named if comma == index or not _is_owner(sentence, named) else None
    direct = ending(sentence, comma - 1)
    if direct and comma != index:
        before = units[direct.first : direct.head]  # not: друзей, знакомых Новика, задержали
        is_one = all(unit.text[0].isdigit() or (unit.nouns and not is_plural(unit)) for unit in before)
        if not is_one or not units[direct.first - 1].is_comma:
            return None
    return direct if direct and direct.is_free and (units[direct.head].mention or not is_named) else None


def _patient(sentence: Sentence, start: int, end: int, reading: Reading, inside: list[Phrase]) -> list[Phrase]:
    """Whom a passive or a participle is said of."""
    if reading.kind == "participle":
        beside = _beside(sentence, start, end, reading)
        if beside:
            return coordinated(sentence, beside)
        if reading.case != "nominative":
            return []
    wanted = "accusative" if reading.form == "impersonal" else "nominative"
    fitting = [p for p in inside if wanted in p.cases]
    sure = [p for p in fitting if not {"nominative", "accusative"} <= p.cases]
    chosen = _nearest(sure or fitting, start)
    if chosen is None and not fitting:
        chosen = _before_insertion(sentence, start)
        if chosen and wanted not in chosen.cases:
            chosen = None
    return _all(sentence, chosen)


def _beside(sentence: Sentence, start: int, end: int, reading: Reading) -> Phrase | None:
    """The noun that a participle stands before (задержанный вчера журналист Новик) or behind (Новик, задержанный)."""
    units = sentence.units
    if start >= 2 and units[start - 1].is_comma:
        named = ending(sentence, start - 2)
        if named and reading.case in named.cases:
            return named
    for found in phrases(sentence):
        if (found.first == start and found.head >= end) or (found.first < start < found.head):
            within = replace(found, first=end) if found.first == start else found
            return within if reading.case in found.cases else None
    position = end
    while position < min(end + _PARTICIPIAL, len(units)):
        found_at = beginning(sentence, position)
        if found_at and units[found_at.head].is_a("pronoun", "relative"):
            return None
        if found_at and found_at.preposition is None and reading.case in found_at.cases:
            return found_at if found_at.owner is None else None
        unit = units[position]
        if unit.is_comma or unit.is_break or unit.is_a("conjunction", "relative", "be", "verb"):
            return None
        position += 1
    return None


def _agent(sentence: Sentence, start: int, end: int, inside: list[Phrase], patients: list[Phrase]) -> list[Phrase]:
    """Who did it, in the instrumental: задержан милицией."""
    heads = {p.head for p in patients}
    found = [
        p
        for p in inside
        if "instrumental" in p.cases and "nominative" not in p.cases and p.head not in heads and p.head > start
    ]
    found = [p for p in found if not sentence.units[p.first - 1].is_a("along")]
    chosen = _nearest(found, end)
    return _all(sentence, chosen) if chosen and chosen.first - end < _PARTICIPIAL else []


def _governed(sentence: Sentence, start: int, right: int, kind: str) -> list[Phrase]:
    for index in range(start, right):
        if sentence.units[index].is_a(kind):
            found = beginning(sentence, index + 1)
            governed = found and (found.preposition == index or kind == "along")
            return coordinated(sentence, found, leftwards=False) if found and governed else []
    return []
