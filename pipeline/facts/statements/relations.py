"""Relations: what a text says that somebody is: member or leader of a body, citizen of a country, spouse, their role.

A relation is read where a description and a name stand together: before the name, behind it between commas, behind
`is`.
Which nouns tell which relation is in `person_nouns.csv`, verbs are in `relation_words.csv`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.facts.grammar.attribution import attribution
from pipeline.facts.grammar.called import body_called
from pipeline.facts.grammar.cases import adjective_cases
from pipeline.facts.grammar.clauses import subjects
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import fold, follows, words
from pipeline.facts.grammar.phrases import beginning, ending
from pipeline.facts.grammar.reference import elided, possessing_body, referent
from pipeline.facts.grammar.sentence import Sentence, Span
from pipeline.facts.grammar.setting import Mention
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.grammar.who import Party, of_mention, party, span
from pipeline.facts.statements.description import Description
from pipeline.facts.statements.descriptions import described

Predicate = Literal["member_of", "leader_of", "has_role", "citizen_of", "spouse_of", "signatory_of", "controlled_by"]

_OFFICES = ("leader_of", "member_of")

_QUALIFIERS = 3
"""Words that may stand before the name of a body: the opposition alliance X."""

_NAME = 2
"""Words with a capital letter that are the name of a body behind a verb that asks for one."""


_SAID_WITH_BE = ("citizen_of", "spouse_of")
"""What a passive says too: was granted citizenship, is married to."""

_Target = tuple[str | None, str | None, int]
"""Whom a relation is with, as an entity or in words, and where that ends (code points)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject_entity_id` stands in `predicate` to an entity or to what `object_value` says in words.

    `start` to `end` is the stretch that states it (code points, as all spans). `object_value` of `citizen_of` is the
    country's ISO code. `attributed_to` are the words for whoever says so, where the text does not say it itself.
    """

    start: int
    end: int
    subject_entity_id: str
    predicate: Predicate
    object_entity_id: str | None
    object_value: str | None
    stance: Literal["stated", "attributed"] = "stated"
    attributed_to: Span | None = None
    attributed_to_entity_id: str | None = None
    sentence: Span = (0, 0)


def relations_of(sentence: Sentence) -> list[Relation]:
    """The relations that a sentence states, in their order, each once."""
    found: dict[tuple[str, str, str | None, str | None], Relation] = {}
    for relation in _in_sentence(sentence):
        key = relation.subject_entity_id, relation.predicate, relation.object_entity_id, relation.object_value
        found.setdefault(key, relation)
    return sorted(found.values(), key=lambda r: (r.start, r.end, r.subject_entity_id, r.predicate))


def _in_sentence(sentence: Sentence) -> Iterator[Relation]:
    for description in described(sentence):
        for name in description.names:
            yield from _of(sentence, description, party(sentence, name), span(sentence, name))
        if description.elided:
            yield from _of(sentence, description, of_mention(description.elided), description.span)
    yield from _of_line(sentence)
    for index in range(len(sentence.units)):
        for reading, end in sentence.readings("relation_words.csv", index):
            predicate = reading.row["predicate"]
            if reading.row["side"] == "subject":
                yield from _of_verb(sentence, predicate, index, end)
                if sentence.is_cased:
                    yield from _inverted(sentence, predicate, index, end)
            elif reading.row["side"] == "apposed":
                yield from _of_participle(sentence, predicate, index, end)
            elif reading.row["side"] == "agent":
                yield from _of_passive(sentence, predicate, index, end)


def _of(sentence: Sentence, description: Description, subject: Party | None, stands: Span) -> Iterator[Relation]:
    """What a description says of somebody who stands at a span."""
    unit = sentence.units[description.head]
    relations = {reading.row["relation"] for reading in unit.nouns}
    if subject is None or subject.entity_id is None or subject.kind != "person":
        return
    where = min(stands[0], description.span[0]), max(stands[1], description.span[1])
    for index in description.countries:
        place = sentence.units[index].mention
        if place and place.country:
            yield _made(sentence, where, subject.entity_id, "citizen_of", place.entity_id, place.country, description)
    if "spouse_of" in relations:
        yield from _spouse(sentence, description, subject.entity_id, where)
        return
    if description.is_signed and relations.isdisjoint(_OFFICES):
        relations.add("member_of")  # X, professor, University of Y
    for predicate in _OFFICES:
        body = _body(sentence, description, predicate) if predicate in relations else None
        if body:
            yield _made(sentence, where, subject.entity_id, predicate, *body, description)
            if predicate == "member_of" and not description.is_signed:
                return
    if not description.is_role or relations == {"member_of"}:
        return
    value = sentence.text[slice(*description.role)]
    yield _made(sentence, where, subject.entity_id, "has_role", None, value, description)


def _of_line(sentence: Sentence) -> Iterator[Relation]:
    """X, body Y: a line of a list, such as those of signatures."""
    named = [unit.mention for unit in sentence.units if unit.is_word]
    who, body = named if len(named) == 2 and sentence.units[1].is_comma else (None, None)
    if who and body and who.kind == "person" and body.kind == "organisation":
        yield _made(sentence, (who.start, body.end), who.entity_id, "member_of", body.entity_id, None, None, 0)


def _body(sentence: Sentence, description: Description, predicate: str) -> tuple[str | None, str | None] | None:
    """Whose leader or member somebody is: a body that is known, else words that have a name in them."""
    units = sentence.units
    known = [i for i in description.complements if (m := units[i].mention) and m.kind in ("organisation", "group")]
    if known and not _is_part(sentence, description.head, known[0]):
        mention = units[known[0]].mention
        return (mention.entity_id, None) if mention else None
    if description.possessor is not None:
        owner = units[description.possessor]
        body = owner.mention or possessing_body(sentence, description.possessor)
        if body is None and owner.possessive:
            body = body_called(sentence, description.possessor)  # the commission's chair
        return (body.entity_id, None) if body and body.kind == "organisation" else None
    words = description.complement_words
    noun = _only_word(sentence, words) if words else None
    meant = body_called(sentence, noun) if noun is not None else None
    if meant:
        return meant.entity_id, None
    qualifier = description.head - 1
    readings = sentence.readings("relation_words.csv", qualifier) if qualifier >= 0 else ()
    if predicate == "member_of" and any(reading.row["predicate"] == "body" for reading, _ in readings):
        return None, units[qualifier].text
    if words is None or not any(
        _is_named(sentence, index) for index, unit in enumerate(units) if words[0] <= unit.start < words[1]
    ):
        return None
    return None, sentence.text[slice(*words)]


def _only_word(sentence: Sentence, words: Span) -> int | None:
    """The unit that is the only word of a complement: the head of the commission, председатель совета."""
    units = sentence.units
    inside = [index for index, unit in enumerate(units) if words[0] <= unit.start < words[1]]
    is_one = len(inside) == 1 and units[inside[0]].text.islower() and not units[inside[0]].mention
    return inside[0] if is_one and (sentence.is_cased or units[inside[0] - 1].is_a("definite")) else None


def _is_named(sentence: Sentence, index: int) -> bool:
    """Whether a unit shows that the words around it are a name: it has a capital letter, and is no country's name."""
    unit = sentence.units[index]
    if unit.mention and unit.mention.kind == "place" and not adjective_cases(unit.key, sentence.language):
        return False
    return unit.text[0].isupper() and not unit.is_a("calendar")


def _is_part(sentence: Sentence, head: int, body: int) -> bool:
    """Whether a noun speaks of a part of a body, and not of all: the head of the press service of the ministry."""
    units = sentence.units
    between = units[head + 1 : body]
    if not sentence.is_cased:
        return sum(unit.is_a("of", "preposition") for unit in between) > 1
    quoted = sentence.text[units[body].start - 1] in '«“„"' or units[body].text[0] in '«“„"'
    return not quoted and any(unit.is_word and not adjective_cases(unit.key, sentence.language) for unit in between)


def _spouse(sentence: Sentence, description: Description, subject: str, where: Span) -> Iterator[Relation]:
    """Whose spouse somebody is: a name (Novik's wife, his wife), else in words (the husband of a diplomat)."""
    other: str | None = None
    if description.possessor is not None:
        unit = sentence.units[description.possessor]
        mention = unit.mention or referent(sentence, description.possessor)
        other = mention.entity_id if mention and mention.kind == "person" else None
    for index in description.complements:
        mention = sentence.units[index].mention
        if mention and mention.kind == "person":
            other = mention.entity_id
    if other:
        if other != subject:
            yield _made(sentence, where, subject, "spouse_of", other, None, description)
    elif description.complement_words:
        value = sentence.text[slice(*description.complement_words)]
        yield _made(sentence, where, subject, "spouse_of", None, value, description)


def _of_verb(sentence: Sentence, predicate: str, index: int, end: int) -> Iterator[Relation]:
    """X heads the body Y; X signed the letter; X took Polish citizenship; X is married to Y."""
    units = sentence.units
    is_passive = index > 0 and units[index - 1].is_a("be") and predicate not in _SAID_WITH_BE
    if is_passive or (index and units[index - 1].is_a("negation", "modal", "future")):
        return
    target, value, stop = _TARGETS.get(predicate, _target)(sentence, index, end)
    if predicate == "signatory_of" and target is None:
        value, stop = sentence.text[units[end - 1].start : units[end - 1].end], units[end - 1].end
    if target is None and value is None:
        return
    last = max(i for i, unit in enumerate(units) if unit.start < stop)
    said_of = [party(sentence, phrase) for phrase in _subjects(sentence, index) if not end <= phrase.head <= last]
    someone = elided(sentence, index) if sentence.is_cased and not said_of else None
    for subject in [of_mention(someone)] if someone else said_of:
        if subject is None or subject.entity_id is None or subject.kind not in ("person", "group"):
            continue
        if subject.entity_id == target or (predicate != "signatory_of" and subject.kind != "person"):
            continue
        first = units[index].start if someone else min(subject.start, units[index].start)
        where = first, max(stop, units[index].end if someone else subject.end)
        yield _made(sentence, where, subject.entity_id, predicate, target, value, None, index)


def _of_passive(sentence: Sentence, predicate: str, index: int, end: int) -> Iterator[Relation]:
    """The body Y, led since May by X; Y во главе с X."""
    named = _behind(sentence, index, end)
    if sentence.is_cased:
        at = index - (index > 0 and sentence.units[index - 1].is_comma)
        before = ending(sentence, at - 1)
        bodies = [mention] if before and (mention := sentence.units[before.head].mention) else []
        named = named if named and named.cases != {"nominative"} else None
    else:
        bodies = [mention for p in subjects(sentence, index) if (mention := sentence.units[p.head].mention)]
    if named and len(bodies) == 1:
        yield from _led(sentence, predicate, index, bodies[0], named)


def _inverted(sentence: Sentence, predicate: str, index: int, end: int) -> Iterator[Relation]:
    """Союз Y возглавляет X; союз Y, который возглавляет X."""
    units = sentence.units
    before = index - 1
    while before > 0 and units[before].is_a("adverb"):
        before -= 1
    if before > 1 and units[before].is_a("relative") and units[before - 1].is_comma:
        before -= 2
    body, named = ending(sentence, before), _behind(sentence, index, end)
    mention = units[body.head].mention if body else None
    if mention and named and "nominative" in named.cases and predicate in _OFFICES:
        yield from _led(sentence, predicate, index, mention, named)


def _behind(sentence: Sentence, index: int, end: int) -> Phrase | None:
    """The phrase behind the words from `index` to `end`, which it may have taken for its adjective."""
    return beginning(sentence, end) or next((p for p in [beginning(sentence, index)] if p and p.head >= end), None)


def _of_participle(sentence: Sentence, predicate: str, index: int, end: int) -> Iterator[Relation]:
    """X, возглавляющий Y."""
    named = ending(sentence, index - 2) if index > 1 and sentence.units[index - 1].is_comma else None
    by = party(sentence, named) if named else None
    target, value, stop = _TARGETS.get(predicate, _target)(sentence, index, end)
    if by and by.entity_id and by.kind == "person" and (target or value):
        yield _made(sentence, (by.start, stop), by.entity_id, predicate, target, value, None, index)


def _led(sentence: Sentence, predicate: str, index: int, body: Mention, named: Phrase) -> Iterator[Relation]:
    """The relation of who is named to a body."""
    by = party(sentence, named)
    if by and by.entity_id and by.kind == "person" and body.kind == "organisation":
        where = min(body.start, by.start), max(body.end, by.end)
        yield _made(sentence, where, by.entity_id, predicate, body.entity_id, None, None, index)


def _country(sentence: Sentence, index: int, end: int) -> _Target:
    """The country whose citizenship the words from `index` to `end` say, or those behind: citizenship of Poland."""
    units = sentence.units
    behind = end + (end < len(units) and units[end].is_a("of"))
    is_plain = all(
        unit.mention or unit.is_comma or unit.is_a("determiner", "possessive", "conjunction", "numeral")
        for unit in units[index + 1 : end - 1]
    )
    is_none = any(unit.is_a("none") for unit in units[index:end])
    if not is_plain or is_none or (end < len(units) and is_verbal(sentence, end)):
        return None, None, 0  # has a right to X citizenship, no X citizenship, had his X citizenship revoked
    for unit in (*units[index:end], *units[behind : behind + 1]):
        if unit.mention and unit.mention.kind == "place" and unit.mention.country:
            return unit.mention.entity_id, unit.mention.country, max(unit.mention.end, units[end - 1].end)
    return None, None, 0


def _person(sentence: Sentence, _: int, end: int) -> _Target:
    """The person whose name stands behind a verb."""
    named = beginning(sentence, end)
    mention = sentence.units[named.head].mention if named and named.first == named.head else None
    if named is None or mention is None or mention.kind != "person" or sentence.units[named.head].possessive:
        return None, None, 0
    return mention.entity_id, None, mention.end


def _target(sentence: Sentence, _: int, position: int) -> _Target:
    """The body behind a verb, as an entity or by the words of a name, and where it ends (code points)."""
    units = sentence.units
    while position < len(units) and units[position].is_a("determiner"):
        position += 1
    first = position
    while position < min(first + _QUALIFIERS, len(units)) and units[position].text[0].islower():
        if units[position].mention:
            break
        if units[position].functions or is_verbal(sentence, position):
            return None, None, 0
        position += 1
    nouns = [unit for unit in units[first:position] if not adjective_cases(unit.key, sentence.language)]
    if sentence.is_cased and len(nouns) > 1:
        return None, None, 0  # возглавил ячейку партии X: a part of it
    if position >= len(units) or units[position].possessive:
        return None, None, 0
    mention = units[position].mention
    if mention:
        return (mention.entity_id, None, mention.end) if mention.kind == "organisation" else (None, None, 0)
    last = position
    while last < len(units) and _is_named(sentence, last) and not units[last].functions:
        last += 1
    if last - position < _NAME or (last < len(units) and units[last].mention):
        return None, None, 0
    stop = units[last - 1].end
    return None, sentence.text[units[position].start : stop], stop


_TARGETS = {"citizen_of": _country, "spouse_of": _person}
"""What finds whom, or what, verbs are about: a body for all others."""


def _subjects(sentence: Sentence, index: int) -> list[Phrase]:
    """The subject of a verb; an age may stand before its relative: X, 46, who heads Y."""
    units = sentence.units
    aged = (
        index >= 4
        and units[index - 1].is_a("relative")
        and units[index - 2].is_comma
        and units[index - 3].text.isdigit()
    )
    named = ending(sentence, index - 5) if aged and units[index - 4].is_comma else None
    return [named] if named else subjects(sentence, index)


def _made(
    sentence: Sentence,
    where: Span,
    subject: str,
    predicate: str,
    target: str | None,
    value: str | None,
    description: Description | None,
    index: int = -1,
) -> Relation:
    """A relation with its stance: what stands beside a name is taken as known, what is said of it may be attributed."""
    source, phrase = None, None
    if description is None or description.is_predicate:
        at = index if description is None else description.head
        source, phrase = attribution(sentence, at, at + 1)
    by = party(sentence, phrase) if phrase else None
    return Relation(
        start=where[0],
        end=where[1],
        subject_entity_id=subject,
        predicate=predicate,  # type: ignore[arg-type]
        object_entity_id=target,
        object_value=value,
        stance="attributed" if source else "stated",
        attributed_to=source,
        attributed_to_entity_id=by.entity_id if by else None,
        sentence=(sentence.start, sentence.end),
    )


def controlled(text: str, spans: Sequence[Span], language: str, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Forces that are called somebody's: a group whose name begins with a person's possessive.

    `spans` are those of the sentences, `language` is that of the text (BCP 47).
    """
    code = language.split("-")[0]
    people = {mention.start: mention for mention in mentions if mention.kind == "person"}
    for group in mentions:
        person = people.get(group.start)
        if person is None or group.kind not in ("group", "organisation") or group.end <= person.end:
            continue
        keys = [fold(word, code) for word in text[person.end : group.end].replace("’", "'").split()]
        if not keys or not keys[0].startswith("'"):
            continue
        for reading in words("relation_words.csv", code).get(keys[1] if len(keys) > 1 else "", ()):
            if reading.row["predicate"] == "controlled_by" and follows(keys, 2, reading.rest) == len(keys):
                where = next((s for s in spans if s[0] <= group.start < s[1]), (group.start, group.end))
                yield Relation(
                    group.start, group.end, group.entity_id, "controlled_by", person.entity_id, None, sentence=where
                )
                break
