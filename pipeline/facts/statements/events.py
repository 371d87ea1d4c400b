"""Events: what a text says has happened, is planned or denied, with the words that tell it and who took part how.

What tells an event, and what each place around it means (victim, perpetrator), are rows of `event_triggers.csv` and
`event_frames.csv`. Dates are left to the sentence, quotation marks to the quotations, one event's mentions in several
texts to a later step.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.facts.grammar.clauses import Clause, clause, reads_as_noun
from pipeline.facts.grammar.coordination import gapped
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.ordered import has_unknown_object
from pipeline.facts.grammar.sentence import Sentence, Span
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.grammar.unnamed import has_people, has_unnamed
from pipeline.facts.grammar.who import Party, everybody, party
from pipeline.facts.statements.demands import Ranges, wanted
from pipeline.facts.statements.members import is_among, members
from pipeline.facts.statements.modality import Modality, Stance, stance
from pipeline.facts.statements.reach import is_told, reach

_OWNER = 4
"""Units before a noun among which the place whose event it is may stand."""

_MEASURED = ("sentence",)
"""Types of events that give each of several people his measure: five years to A, four to B."""

_PRONOUNS = ("pronoun", "possessive")

_PLACE = 15
"""Units after a trigger among which the place is looked for."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at `start` to `end` who takes part in a role; `entity_id` is None for people whom no mention names."""

    start: int
    end: int
    role: str
    entity_id: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event told by the trigger at `start` to `end` (code points, as all spans here).

    `attributed_to` is the span of the words for whoever says so, `attributed_to_entity_id` who that is.
    `place_entity_id` is the place where it is said to have happened. `sentence` is the span of the sentence, `reach`
    that in which a date says when it was. `is_told` is false for what is only named (after the arrest).
    """

    start: int
    end: int
    type: str
    modality: Modality
    participants: tuple[Participant, ...]
    place_entity_id: str | None = None
    attributed_to: Span | None = None
    attributed_to_entity_id: str | None = None
    sentence: Span = (0, 0)
    reach: Span = (0, 0)
    is_told: bool = True


def events_of(sentence: Sentence, items: Ranges = ()) -> Iterator[Event]:
    """The events that a sentence tells, in their order; `items` are those of `Demands` for it."""
    heads = wanted(sentence, items)
    told: Event | None = None
    index = 0
    while index < len(sentence.units):
        found = None if _is_title(sentence, index) else _at(sentence, index, heads)
        if found:
            event, end = found
            if not (told and _is_means(sentence, index, told)):
                yield event
            told = event
            index = end if event.end >= sentence.units[end - 1].end else index + 1
        else:
            index = max((end for r, end in _readings(sentence, index) if not r.row["type"]), default=index + 1)


def _is_means(sentence: Sentence, index: int, told: Event) -> bool:
    """Whether a noun says by what the event right before it was done: tortured with electric shocks."""
    before = sentence.units[index - 1]
    types = {reading.row["type"] for reading, _ in _readings(sentence, index) if reading.kind == "noun"}
    return before.is_a("preposition") and 0 <= before.start - told.end <= 1 and told.type in types


def _is_title(sentence: Sentence, index: int) -> bool:
    """Whether the title of a text says that it is a letter: that is no event which the text tells."""
    if index or sentence.earlier or any(is_verbal(sentence, at) for at in range(len(sentence.units))):
        return False
    return any(reading.row["frame"] == "letter" for reading, _ in _readings(sentence, index))


def _at(sentence: Sentence, index: int, heads: tuple[frozenset[int], frozenset[int]]) -> tuple[Event, int] | None:
    """The event whose trigger begins at a unit, with the unit behind the trigger."""
    found: tuple[Event, int] | None = None
    for reading, end in _readings(sentence, index):
        if not reading.row["type"]:
            return found
        if found and end < found[1]:
            break
        places = _frames()[reading.row["frame"]]
        around = _around(sentence, index, end, reading, places)
        if around is None or _is_wanted(around, heads):
            continue
        how = stance(sentence, around)
        if how is None:
            continue
        participants = _participants(sentence, around, how, places, is_measured=reading.row["type"] in _MEASURED)
        if not _is_complete(sentence, around, reading, participants):
            continue
        by = party(sentence, how.source_phrase) if how.source_phrase else None
        units = sentence.units
        whole = next((at for at in range(index + 1, end) if units[at].mention), end)  # gave [Anna] a fine
        event = Event(
            start=units[index].start,
            end=units[whole - 1].end,
            type=reading.row["type"],
            modality=how.modality,
            participants=tuple(participant for participant, _ in participants),
            place_entity_id=_place(sentence, around),
            attributed_to=how.source,
            attributed_to_entity_id=by.entity_id if by else None,
            sentence=(sentence.start, sentence.end),
            reach=reach(sentence, around),
            is_told=is_told(sentence, around),
        )
        if found is None or len(event.participants) > len(found[0].participants):
            found = event, end
    return found


def _around(
    sentence: Sentence, start: int, end: int, reading: Reading, places: dict[str, tuple[str, str]]
) -> Clause | None:
    """What stands around a trigger; some of those to whom it happened may be named further away."""
    _, kinds = places.get("object", ("", "place"))
    among = sentence.is_cased and is_among(sentence, start)
    is_noun = among or sentence.units[start].mention is not None  # the detained
    around = None if is_noun else clause(sentence, start, end, reading, tuple(places))
    if reading.kind == "noun" or "place" in kinds.split():
        return around  # it happens to an event too: a rally was dispersed
    if around is None:
        named = members(sentence, start, end) if among else []
        return Clause(start, end, start, "participle", places={"object": named}) if named else None
    if not any(sentence.units[p.head].mention for p in around.places.get("object", [])):
        around.places["object"] = [*around.places.get("object", []), *members(sentence, start, end)]
    return around


def _readings(sentence: Sentence, index: int) -> list[tuple[Reading, int]]:
    """What a unit may tell, the longest first; nouns before verbs or after them, as the words before it say."""
    found = [
        (r, end)
        for r, end in sentence.readings("event_triggers.csv", index)
        if not _skips_verb(sentence, index, r, end)
    ]
    if not found:
        return []
    kinds = {reading.kind == "noun" for reading, _ in found}
    if is_dated(sentence, index):
        return []
    if index and sentence.units[index - 1].is_a("modal", "future"):
        found = [(r, end) for r, end in found if r.kind != "noun"]  # they will march
    elif len(kinds) == 2:
        noun = reads_as_noun(sentence, index)
        found = [(r, end) for r, end in found if (r.kind == "noun") == noun or r.rest]
    return sorted(found, key=lambda of: -of[1])


def _skips_verb(sentence: Sentence, index: int, reading: Reading, end: int) -> bool:
    """Whether words that may have others between them have a verb of an event there: been [beaten] in custody."""
    inside = range(index + 1, end - 1) if "~" in reading.rest else range(0)
    return any(
        other.kind != "noun" and other.row["type"]
        for at in inside
        if sentence.units[at].key not in reading.rest
        for other, _ in sentence.readings("event_triggers.csv", at)
    )


def is_dated(sentence: Sentence, index: int) -> bool:
    """Whether a word is that of a date: 3 March."""
    units = sentence.units
    beside = [units[i] for i in (index - 1, index + 1) if 0 <= i < len(units)]
    if not units[index].is_a("calendar"):
        return False
    if index and units[index].text[0].islower() and units[index - 1].is_a("determiner", "possessive"):
        return False  # a march in Brest
    return (index > 0 and units[index].text[0].isupper()) or any(
        unit.text[0].isdigit() or unit.is_a("location") for unit in beside
    )


def _is_wanted(around: Clause, heads: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether it is what somebody demands: it has not happened."""
    nouns, verbs = heads
    if around.form == "participle":
        return False
    return around.start in (nouns if around.form == "noun" else verbs)


def _participants(
    sentence: Sentence, around: Clause, how: Stance, places: dict[str, tuple[str, str]], *, is_measured: bool
) -> list[tuple[Participant, str]]:
    """Who takes part, with their kinds; of what is measured out several may have different measures of it."""
    found: dict[tuple[int, str, str], tuple[Participant, str]] = {}
    taken: set[str] = set()
    at: dict[str, Sequence[Phrase]] = dict(around.places)
    if how.actors and "subject" in places and not at.get("subject") and not at.get("by"):
        at["subject"] = how.actors
    if is_measured and at.get("object"):
        at["object"] = [*at["object"], *gapped(sentence, around.start)]
    for place, phrases in at.items():
        role, kinds = places.get(place, ("", ""))
        for who in (who for phrase in phrases if role for who in _those(sentence, phrase, place)):
            if who.kind not in kinds.split() or (who.entity_id and who.entity_id in taken):
                continue
            if who.entity_id:
                taken.add(who.entity_id)
            found[who.start, role, who.entity_id or ""] = (
                Participant(who.start, who.end, role, who.entity_id),
                who.kind,
            )
    return [found[key] for key in sorted(found)]


def _those(sentence: Sentence, phrase: Phrase, place: str) -> list[Party]:
    """Who a phrase is; nobody for an authority behind a noun: the verdict of the court is not upon it."""
    unit = sentence.units[phrase.head]
    if place == "of" and unit.mention is None and unit.is_noun("authority"):
        return []
    return everybody(sentence, phrase)


def _is_complete(
    sentence: Sentence, around: Clause, reading: Reading, participants: list[tuple[Participant, str]]
) -> bool:
    """Whether the participant is there without whom the words mean something else (released a film)."""
    needs = reading.row["needs"]
    if needs == "intransitive":
        return not has_unknown_object(sentence, around.end)
    if not needs:
        return True
    roles = {place: role for place, (role, _) in _frames()[reading.row["frame"]].items()}
    needed = {roles["object"]} if "object" in roles else {roles["subject"]}
    meant = [p for place, role in roles.items() if role in needed for p in around.places.get(place, [])]
    if needs == "person" and any(_is_unknown(sentence, phrase) for phrase in meant):
        return True
    if needs == "person" and around.form != "noun" and has_people(sentence, around.start, around.end):
        return True
    if has_unnamed(sentence, around.start, around.end, reading, needs, of_subject="object" not in roles):
        return True
    allowed = {"person": ("person", "group"), "organisation": ("organisation",)}[needs]
    return any(participant.role in needed and kind in allowed for participant, kind in participants)


def _is_unknown(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether it is he, she or they: somebody, though it may not be known who."""
    numbers = {r.row["number"] for r in sentence.units[phrase.head].functions if r.row["kind"] in _PRONOUNS}
    return bool(numbers & {"sg", "pl"})


def _place(sentence: Sentence, around: Clause) -> str | None:
    """The place that stands by itself near the trigger (in Minsk), else the one whose event it is (Polish election)."""
    units = sentence.units
    behind = range(around.end, min(len(units), around.end + _PLACE))
    for index in (*behind, *range(around.first - 1, -1, -1)):
        if index and units[index - 1].is_a("location") and (not sentence.is_cased or "locative" in units[index].cases):
            place = _place_at(sentence, index)
            if place:
                return place
    owners = range(around.first - 1, max(-1, around.first - _OWNER), -1) if around.form == "noun" else ()
    return next((place for index in owners if (place := _place_at(sentence, index))), None)


def _place_at(sentence: Sentence, index: int) -> str | None:
    mention = sentence.units[index].mention
    return mention.entity_id if mention and mention.kind == "place" else None


@cache
def _frames() -> dict[str, dict[str, tuple[str, str]]]:
    """For each frame the role and the kinds of participants by place."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in reference.rows("event_frames.csv"):
        found[row["frame"]][row["place"]] = (row["role"], row["kinds"])
    return dict(found)
