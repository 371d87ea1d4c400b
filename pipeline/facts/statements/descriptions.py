"""Descriptions that stand together with a name: the judge X; X, a teacher at Y; X is the wife of Z; members such as X.

Only which words describe which names, with what belongs to them; what they mean is for `relations`.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.grammar import clauses
from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.ordered import group, subjects
from pipeline.facts.grammar.phrases import beginning, ending, phrases
from pipeline.facts.grammar.reference import elided
from pipeline.facts.grammar.sentence import Sentence, Unit
from pipeline.facts.grammar.setting import Mention
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.statements.description import Description, described_by, end_of
from pipeline.facts.statements.titles import apposed_to, may_be_past, titles

_REACH = 20
"""Units behind a description in which `who is` still speaks of the same name."""

_PREDICATE_CASES = {"copula": "instrumental", "office": "genitive"}
"""The case of a noun that words say of somebody: был министром, занимал пост министра."""


def described(sentence: Sentence) -> Iterator[Description]:
    """The descriptions of the names in a sentence."""
    for phrase in phrases(sentence):
        unit = sentence.units[phrase.head]
        if unit.mention:
            if unit.mention.kind == "person":
                yield from _before_name(sentence, phrase)
                yield from _behind_name(sentence, phrase)
        elif unit.nouns:
            yield from _beside_noun(sentence, phrase)
    for index in range(len(sentence.units)):
        unit = sentence.units[index]
        if unit.is_a("be", "copula", "office") or unit.text in ("—", "–"):
            yield from _predicate(sentence, index)
        elif unit.is_a("appoint"):
            yield from _appointed(sentence, index)


def _before_name(sentence: Sentence, phrase: Phrase) -> Iterator[Description]:
    """The judge X; ORG members X and Y."""
    units = sentence.units
    heads = [index for index in range(phrase.first, phrase.head) if units[index].nouns and not units[index].mention]
    found = [(phrase.first, heads[0] if sentence.is_cased else heads[-1], phrase.head)] if heads else []
    for first, head, stop in [*found, *titles(sentence, phrase)]:
        if "accusative" in units[phrase.head].cases and may_be_past(sentence, range(head + 1, stop)):
            continue  # суддзя пакараў Новіка
        plural = any(reading.is_plural for reading in units[head].nouns if reading.case in phrase.cases)
        names = _of_several(sentence, coordinated(sentence, phrase, leftwards=False)) if plural else [phrase]
        yield described_by(sentence, first, head, stop, tuple(names), phrase)
    noun = apposed_to(sentence, phrase)
    if noun:
        yield _with(described_by(sentence, noun.first, noun.head, noun.last + 1, (), noun), [phrase])


def _of_several(sentence: Sentence, names: list[Phrase]) -> list[Phrase]:
    """The names of a list that a noun before the first describes: those before one that has a noun of its own."""
    units = sentence.units
    own = (i for i, p in enumerate(names) if i and any(unit.nouns for unit in units[p.first : p.head]))
    return names[: next(own, len(names))]


def _behind_name(sentence: Sentence, phrase: Phrase) -> Iterator[Description]:
    """X, a teacher at Y, ...; X (a teacher); X, 46, a teacher."""
    units = sentence.units
    position = _behind_age(sentence, phrase.last + 1)
    if position + 2 < len(units) and units[position].is_comma and units[position + 1].is_a("adverb"):
        position += 1  # X, now director of Y
        if beginning(sentence, position) or not beginning(sentence, position + 1):
            return
    elif position + 1 >= len(units) or not (units[position].is_comma or units[position].text == "("):
        return
    found = beginning(sentence, position + 1)
    names = [phrase]
    while found:
        unit = units[found.head]
        inherited = found.preposition is not None and found.preposition < found.first - 1
        governed = not found.is_free and not (inherited and units[found.first].is_a("determiner"))
        if unit.mention or not unit.nouns or governed or not found.cases & phrase.cases:
            return
        plural = all(reading.is_plural for reading in unit.nouns)
        if plural:
            names = coordinated(sentence, phrase)
            if len(names) < 2 or not units[found.first].is_a("numeral", "determiner"):
                return
        made = described_by(sentence, found.first, found.head, None, tuple(names), found)
        after = end_of(sentence, made)
        of_relative = unit.is_noun("relative")
        if sentence.is_cased and not of_relative and any(_is_person(units[i]) for i in made.complements):
            return  # another one of a list: ..., the head of Y Petrov
        if _is_of_next(sentence, found, after):
            return
        signs = phrase.first == 0 and _is_line(sentence, phrase.last + 1)
        if not signs and not _is_apposition(sentence, found, after):
            return
        yield _with_body(sentence, made, after) if signs else made
        yield from _who_is(sentence, after, phrase)
        found = _joined(sentence, after)


def _behind_age(sentence: Sentence, position: int) -> int:
    """The unit behind an age at `position`: , 46 | (46) | , 46 лет; `position` itself where none stands there."""
    units = sentence.units
    if position + 2 >= len(units) or not units[position + 1].text.isdigit():
        return position
    year = units[position + 2]
    end = position + 2 + (year.text[0].islower() and (year.is_a("calendar") or not year.functions))
    if units[position].text == "(":
        return end + 1 if end < len(units) and units[end].text == ")" else position
    return end if units[position].is_comma else position


def _joined(sentence: Sentence, position: int) -> Phrase | None:
    """The noun that a comma or a conjunction at `position` joins to the one before it: a judge and a poet."""
    units = sentence.units
    if position >= len(units) or not (units[position].is_comma or units[position].is_a("conjunction")):
        return None
    found = beginning(sentence, position + 1)
    return found if found and units[found.head].nouns and not units[found.head].mention else None


def _is_person(unit: Unit) -> bool:
    return unit.mention is not None and unit.mention.kind == "person" and not unit.possessive


def _is_of_next(sentence: Sentence, found: Phrase, after: int) -> bool:
    """Whether a noun between two names describes the one behind it: A, its editor, B, the cameraman C."""
    units = sentence.units
    if sentence.is_cased or not units[found.first].is_a("definite", "possessive"):
        return False
    named = beginning(sentence, after + 1) if after < len(units) and units[after].is_comma else None
    return named is not None and named.first == named.head and _is_person(units[named.head])


def _is_line(sentence: Sentence, first: int) -> bool:
    """Whether no verb stands from a unit on: a signature, an entry of a list."""
    units = sentence.units
    return not any(units[i].is_a("be", "have", "verb") or is_verbal(sentence, i) for i in range(first, len(units)))


def _with_body(sentence: Sentence, made: Description, after: int) -> Description:
    """With the body that stands behind a comma in a signature: X, chair, body Y; `after` is the unit behind it all."""
    units = sentence.units
    body = units[after + 1].mention if after + 1 < len(units) and units[after].is_comma else None
    if body is None or body.kind != "organisation":
        return made
    return replace(made, complements=(*made.complements, after + 1), span=(made.span[0], body.end), is_signed=True)


def _is_apposition(sentence: Sentence, found: Phrase, after: int) -> bool:
    """Whether a noun behind a comma describes the name before it: it has an article, or something closes it."""
    units = sentence.units
    closed = after >= len(units) or not units[after].is_word
    is_longer = found.head + 1 < after
    other = None if closed else _joined(sentence, after)
    if other and other.is_free and other.cases & found.cases:
        behind = end_of(sentence, described_by(sentence, other.first, other.head, None, (), other))
        closed = behind >= len(units) or not units[behind].is_word
        is_longer |= other.head + 1 < behind
    if sentence.is_cased:
        return closed or units[after].is_a("relative")
    has_article = units[found.first].is_a("determiner", "possessive") or found.possessor is not None
    return has_article or (closed and is_longer)


def _who_is(sentence: Sentence, position: int, name: Phrase) -> Iterator[Description]:
    """What `who is` adds to a name that is described already: X, a teacher with many pupils who is the wife of Y."""
    units = sentence.units
    for index in range(position, min(position + _REACH, len(units) - 2)):
        if units[index].is_comma or units[index].is_break:
            return
        if units[index].is_a("relative") and units[index + 1].is_a("be"):
            found = beginning(sentence, index + 2)
            if found and found.is_free and units[found.head].nouns and not units[found.head].mention:
                yield described_by(sentence, found.first, found.head, None, (name,), found)
            return


def _beside_noun(sentence: Sentence, phrase: Phrase) -> Iterator[Description]:
    """The judge, X, ...; members of Y such as A and B."""
    units = sentence.units
    made = described_by(sentence, phrase.first, phrase.head, None, (), phrase)
    after = end_of(sentence, made)
    comma = after < len(units) and units[after].is_comma
    position = after + comma
    plural = all(reading.is_plural for reading in units[phrase.head].nouns)
    if position < len(units) and units[position].is_a("including") and plural:
        named = beginning(sentence, position + 1)
        if named and units[named.head].mention:
            names = coordinated(sentence, named, leftwards=False)
            yield _with(made, [*_others(sentence, phrase), *names])
    elif comma and not plural and not sentence.is_cased and phrase.is_free:
        named = beginning(sentence, position)
        single = units[phrase.first].is_a("definite") or phrase.possessor is not None
        if named and single and named.first == named.head and units[named.head].mention:
            closes = named.last + 1 >= len(units) or not units[named.last + 1].is_word
            if closes and len(coordinated(sentence, named)) == 1:
                yield _with(made, [named])
    begins = phrase.first == 0 and phrase.is_free
    if comma and not plural and (begins or (phrase.first == 1 and units[0].is_a("capacity"))):
        named = beginning(sentence, position)
        if named and _is_someone(units[named.head]) and _begins_clause(sentence, named, phrase):
            yield _with(made, [named])


def _begins_clause(sentence: Sentence, named: Phrase, phrase: Phrase) -> bool:
    """Whether a name is the subject right before its verb, and a noun that begins the sentence describes it."""
    behind = sentence.units[named.last + 1] if named.last + 1 < len(sentence.units) else None
    if behind is None or named.first != named.head or not named.is_free:
        return False
    if sentence.is_cased and "nominative" not in named.cases & phrase.cases:
        return False
    return behind.is_a("be", "have") or is_verbal(sentence, named.last + 1)


def _others(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The name that a noun counts with others: X and other members."""
    units = sentence.units
    joined = phrase.first >= 2 and units[phrase.first - 1].is_a("conjunction")
    if not joined or not any(units[index].is_a("other") for index in range(phrase.first, phrase.head)):
        return []
    named = ending(sentence, phrase.first - 2)
    return [named] if named and named.is_free and units[named.head].mention else []


def _predicate(sentence: Sentence, index: int) -> Iterator[Description]:
    """X is a teacher; A, B and C are members of Y; Новик — журналист; работал врачом."""
    units = sentence.units
    position = index + 1
    while position < len(units) and units[position].is_a("adverb") and not beginning(sentence, position):
        position += 1
    found = beginning(sentence, position)
    if not found or not (found.is_free or found.owner == index) or not _may_be_said(units[found.head]):
        return
    someone: Mention | None = None
    if sentence.is_cased:
        wanted = next((case for kind, case in _PREDICATE_CASES.items() if units[index].is_a(kind)), "nominative")
        if wanted not in found.cases or (units[index].is_a("be") and wanted == "nominative"):
            return
        if any(unit.is_a("negation") for unit in units[max(0, index - 2) : index]):
            return
        names = _said_of(sentence, index)
        if not names and wanted != "nominative":
            someone = elided(sentence, index)
    else:
        if not units[index].is_a("be", "copula") or (index + 1 < len(units) and units[index + 1].is_a("negation")):
            return
        first, kinds = group(sentence, index)
        if kinds & {"negation", "modal", "future"}:
            return
        names = subjects(sentence, first)
    names = [name for name in names if _is_someone(units[name.head])]
    cases = found.cases
    while (names or someone) and found and (found.is_free or found.owner == index) and found.cases & cases:
        made = described_by(sentence, found.first, found.head, None, tuple(names), found)
        yield replace(made, is_predicate=True, elided=someone)
        found = _joined(sentence, end_of(sentence, made))


def _said_of(sentence: Sentence, index: int) -> list[Phrase]:
    """Of whom a verb says what he is, in a language with cases: who stands before it, else its subject."""
    units = sentence.units
    before = index - 1
    while before >= 0 and units[before].is_a("be", "adverb"):
        before -= 1  # X was in May elected
    named = ending(sentence, before)
    if named and "nominative" in named.cases and named.is_free:
        return coordinated(sentence, named)
    if units[index].is_a("copula", "office"):
        return [p for p in clauses.subjects(sentence, index) if "accusative" not in p.cases]
    return []


def _appointed(sentence: Sentence, index: int) -> Iterator[Description]:
    """Новика назначили министром; elected Novik as chairman; Novik named chairman. The verb is at `index`."""
    units = sentence.units
    behind = beginning(sentence, index + 1)
    named: Phrase | None
    if behind and _is_someone(units[behind.head]):
        named, position = behind, behind.last + 1
    else:
        named, position = ending(sentence, index - 1), index + 1
    position += position < len(units) and units[position].is_a("capacity")
    found = beginning(sentence, position)
    if named is None or not _is_someone(units[named.head]) or "accusative" not in named.cases or not named.is_free:
        return
    if found is None or "instrumental" not in found.cases or not _may_be_said(units[found.head]):
        return
    plain = not units[found.first].is_a("determiner") and not all(noun.is_plural for noun in units[found.head].nouns)
    if sentence.is_cased or plain:
        made = described_by(sentence, found.first, found.head, None, (named,), found)
        yield _with(made, [named], is_predicate=True)


def _may_be_said(unit: Unit) -> bool:
    """Whether it is a noun for one person; журналістам is one journalist here, or several elsewhere."""
    return bool(unit.nouns) and (unit.mention is None or unit.mention.kind == "group")


def _is_someone(unit: Unit) -> bool:
    return unit.is_a("pronoun") or (unit.mention is not None and unit.mention.kind == "person")


def _with(made: Description, names: list[Phrase], *, is_predicate: bool = False) -> Description:
    return replace(made, names=tuple(names), is_predicate=is_predicate)
