"""Descriptions that stand together with a name: the judge X; X, a teacher at Y; X is the wife of Z; members such as X.

Only which words describe which names, with what belongs to them; what they mean is for `relations`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.ordered import group, subjects
from pipeline.facts.grammar.phrases import beginning, ending, phrases
from pipeline.facts.grammar.sentence import Sentence, Span, Unit
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.statements.titles import apposed_to, may_be_past, titles

_COMPLEMENT = 8
"""Units that what belongs to a noun may have: a professor at the university of X."""

_REACH = 20
"""Units behind a description in which `who is` still speaks of the same name."""

_PREDICATE_CASES = {"copula": "instrumental", "office": "genitive"}
"""The case of a noun that words say of somebody: был министром, занимал пост министра."""

_SKIPPED = ("determiner", "possessive", "numeral", "honorific", "adverb", "quantity")


@dataclass(frozen=True)
class Description:
    """A noun for a person at the unit `head`, said of `names`.

    `role` is the span (code points) of the noun with its adjectives and plain complement, `span` with all that belongs
    to it; `complements` and `countries` are units of mentions, `complement_words` the span of a complement in words.
    """

    head: int
    names: tuple[Phrase, ...]
    role: Span
    span: Span
    complements: tuple[int, ...]
    countries: tuple[int, ...]
    complement_words: Span | None
    possessor: int | None
    is_role: bool
    is_predicate: bool = False


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
        names = coordinated(sentence, phrase, leftwards=False) if plural else [phrase]
        yield _made(sentence, first, head, stop, tuple(names), phrase)
    noun = apposed_to(sentence, phrase)
    if noun:
        yield _with(_made(sentence, noun.first, noun.head, noun.last + 1, (), noun), [phrase])


def _behind_name(sentence: Sentence, phrase: Phrase) -> Iterator[Description]:
    """X, a teacher at Y, ...; X (a teacher)."""
    units = sentence.units
    position = phrase.last + 1
    if position + 1 < len(units) and units[position].is_comma and units[position + 1].text.isdigit():
        position += 2
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
        made = _made(sentence, found.first, found.head, None, tuple(names), found)
        after = _end(sentence, made)
        of_relative = unit.is_noun("relative")
        if sentence.is_cased and not of_relative and any(_is_person(units[i]) for i in made.complements):
            return  # another one of a list: ..., the head of Y Petrov
        if not _is_apposition(sentence, found, after):
            return
        yield made
        yield from _who_is(sentence, after, phrase)
        found = _joined(sentence, after)


def _joined(sentence: Sentence, position: int) -> Phrase | None:
    """The noun that a comma or a conjunction at `position` joins to the one before it: a judge and a poet."""
    units = sentence.units
    if position >= len(units) or not (units[position].is_comma or units[position].is_a("conjunction")):
        return None
    found = beginning(sentence, position + 1)
    return found if found and units[found.head].nouns and not units[found.head].mention else None


def _is_person(unit: Unit) -> bool:
    return unit.mention is not None and unit.mention.kind == "person" and not unit.possessive


def _is_apposition(sentence: Sentence, found: Phrase, after: int) -> bool:
    """Whether a noun behind a comma describes the name before it: it has an article, or something closes it."""
    units = sentence.units
    closed = after >= len(units) or not units[after].is_word
    is_longer = found.head + 1 < after
    other = None if closed else _joined(sentence, after)
    if other and other.is_free and other.cases & found.cases:
        behind = _end(sentence, _made(sentence, other.first, other.head, None, (), other))
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
                yield _made(sentence, found.first, found.head, None, (name,), found)
            return


def _beside_noun(sentence: Sentence, phrase: Phrase) -> Iterator[Description]:
    """The judge, X, ...; members of Y such as A and B."""
    units = sentence.units
    made = _made(sentence, phrase.first, phrase.head, None, (), phrase)
    after = _end(sentence, made)
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
    """X is a teacher; A, B and C are members of Y; Новик — журналист."""
    units = sentence.units
    position = index + 1
    while position < len(units) and units[position].is_a("adverb") and not beginning(sentence, position):
        position += 1
    found = beginning(sentence, position)
    if not found or not (found.is_free or found.owner == index) or not _may_be_said(units[found.head]):
        return
    if sentence.is_cased:
        before = index - 1
        while before >= 0 and units[before].is_a("be", "adverb"):
            before -= 1  # X was in May elected
        named = ending(sentence, before)
        wanted = next((case for kind, case in _PREDICATE_CASES.items() if units[index].is_a(kind)), "nominative")
        if not named or "nominative" not in named.cases or wanted not in found.cases:
            return
        if named.owner is not None or named.preposition is not None:
            return
        if units[index].is_a("be") and wanted == "nominative":
            return
        names = coordinated(sentence, named)
    else:
        if not units[index].is_a("be", "copula") or (index + 1 < len(units) and units[index + 1].is_a("negation")):
            return
        first, kinds = group(sentence, index)
        if kinds & {"negation", "modal", "future"}:
            return
        names = subjects(sentence, first)
    names = [name for name in names if _is_someone(units[name.head])]
    cases = found.cases
    while names and found and (found.is_free or found.owner == index) and found.cases & cases:
        made = _made(sentence, found.first, found.head, None, tuple(names), found)
        yield _with(made, names, is_predicate=True)
        found = _joined(sentence, _end(sentence, made))


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
        made = _made(sentence, found.first, found.head, None, (named,), found)
        yield _with(made, [named], is_predicate=True)


def _may_be_said(unit: Unit) -> bool:
    """Whether it is a noun for one person; журналістам is one journalist here, or several elsewhere."""
    return bool(unit.nouns) and (unit.mention is None or unit.mention.kind == "group")


def _is_someone(unit: Unit) -> bool:
    return unit.is_a("pronoun") or (unit.mention is not None and unit.mention.kind == "person")


def _with(made: Description, names: list[Phrase], *, is_predicate: bool = False) -> Description:
    return Description(
        made.head,
        tuple(names),
        made.role,
        made.span,
        made.complements,
        made.countries,
        made.complement_words,
        made.possessor,
        made.is_role,
        is_predicate,
    )


def _made(
    sentence: Sentence, first: int, head: int, stop: int | None, names: tuple[Phrase, ...], phrase: Phrase
) -> Description:
    """A description whose noun is at `head`; what belongs to it may stand before, and behind up to `stop`."""
    units = sentence.units
    begin = first
    while begin < head and (units[begin].is_a(*_SKIPPED) or units[begin].possessive):
        begin += 1
    behind, complements, words, plain = _complement(sentence, head, stop)
    before = tuple(index for index in range(first, head) if units[index].mention and not units[index].possessive)
    relations = {reading.row["relation"] for reading in units[head].nouns}
    country_nouns = "citizen_of" in relations
    countries = [i for i in (*before, *complements) if _is_country(units[i])] if country_nouns else []
    countries += _citizenship(sentence, behind)
    possessor = next((i for i in range(first, head) if units[i].possessive or units[i].is_a("possessive")), None)
    kinds = {reading.row["kind"] for reading in units[head].nouns}
    office = not relations.isdisjoint(("leader_of", "member_of", "role"))
    is_role = office or ("role" in kinds and "state" not in kinds)
    return Description(
        head,
        names,
        _quoted(sentence.text, units[begin].start, units[plain - 1].end),
        _quoted(sentence.text, units[first].start, units[behind - 1].end),
        (*before, *complements),
        tuple(countries),
        _quoted(sentence.text, *words) if words else None,
        phrase.possessor if phrase.possessor is not None else possessor,
        is_role and "citizen_of" not in relations,
    )


def _quoted(text: str, start: int, end: int) -> Span:
    """With the mark that closes a quotation which begins within."""
    inside = text[start:end]
    opened = any(inside.count(one) > inside.count(other) for one, other in ("«»", "“”", "„“"))
    return start, end + (opened and text[end : end + 1] in ("»", "”", "“"))


def _complement(sentence: Sentence, head: int, stop: int | None) -> tuple[int, tuple[int, ...], Span | None, int]:
    """What belongs to a noun behind it: the unit behind it all, mentions, words, the unit behind its plain part.

    The plain part is what says which role it is: mayor of X, кандидата в президенты.
    """
    units = sentence.units
    limit = min(len(units), head + 1 + _COMPLEMENT) if stop is None else stop
    index, mentions = head + 1, list[int]()
    words: Span | None = None
    plain = head + 1
    if sentence.is_cased:
        while index < limit and units[index].is_word and not is_verbal(sentence, index):
            goes_on = units[index].is_a("determiner", "preposition") or _joins_places(sentence, index)
            if stop is None and units[index].functions and not goes_on:
                break
            if units[index].mention:
                owned = next((p for p in phrases(sentence) if p.head == index), None)
                if owned and units[index].is_person and owned.owner is None and owned.preposition is None:
                    break
                mentions.append(index)
            index += 1
        while stop is None and index > head + 1 and units[index - 1].functions:
            index -= 1
        words = (units[head + 1].start, units[index - 1].end) if index > head + 1 else None
        return index, tuple(mentions), words, index
    while index < limit and units[index].is_a("of", "preposition"):
        follows = index + 1
        is_of = units[index].is_a("of")
        while follows < limit and _goes_on(units, follows) and not _ends_complement(sentence, follows):
            if units[follows].mention:
                mentions.append(follows)
            follows += 1
        if follows == index + 1:
            break
        begin = index + 1
        while begin < follows - 1 and units[begin].is_a("determiner"):
            begin += 1
        if is_of and words is None:
            words = (units[begin].start, units[follows - 1].end)
            plain = follows
        index = follows
    return index, tuple(mentions), words, plain


def _goes_on(units: tuple[Unit, ...], index: int) -> bool:
    """Whether a unit is a word or the apostrophe of a possessive in a name: the Writers’ League."""
    return units[index].is_word or (units[index].text in "'’" and index + 1 < len(units) and units[index + 1].is_word)


def _ends_complement(sentence: Sentence, index: int) -> bool:
    unit = sentence.units[index]
    if unit.is_a("determiner", "possessive", "numeral") and not unit.is_a("relative", "subordinator"):
        return False
    if unit.is_a("adverb") and sentence.units[index - 1].is_a("determiner"):
        return False  # the weekly X
    if unit.is_a("conjunction"):
        return not _joins_places(sentence, index)
    return bool(unit.functions) or is_verbal(sentence, index)


def _joins_places(sentence: Sentence, index: int) -> bool:
    """Whether a conjunction stands between two names: U.S. and Belarusian citizenship, гражданин Беларуси и Польши."""
    around = sentence.units[index - 1], sentence.units[min(index + 1, len(sentence.units) - 1)]
    is_between = all(side.mention is not None and side.mention.kind == "place" for side in around)
    return is_between and sentence.units[index].is_a("conjunction")


def _citizenship(sentence: Sentence, position: int) -> list[int]:
    """The countries before a word for citizenship that ends what belongs to a noun: with dual A and B citizenship."""
    units = sentence.units
    index = position - 1
    readings = sentence.readings("relation_words.csv", index) if index >= 0 else ()
    if not any(reading.row["predicate"] == "citizen_of" for reading, _ in readings):
        return []
    found: list[int] = []
    while index > 0:
        index -= 1
        if _is_country(units[index]):
            found.insert(0, index)
        elif not units[index].is_a("conjunction") and not units[index].is_comma:
            break
    return found


def _is_country(unit: Unit) -> bool:
    return unit.mention is not None and unit.mention.kind == "place" and unit.mention.country is not None


def _end(sentence: Sentence, made: Description) -> int:
    """The unit behind all that belongs to a description."""
    return next(
        (i for i in range(made.head, len(sentence.units)) if sentence.units[i].start >= made.span[1]),
        len(sentence.units),
    )
