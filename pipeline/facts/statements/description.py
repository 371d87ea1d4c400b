"""A noun that describes somebody, with what belongs to it before and behind: the first female judge of the court of X.

Which names it describes is found in `descriptions`.
"""

from dataclasses import dataclass

from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.sentence import Sentence, Span, Unit
from pipeline.facts.grammar.setting import Mention
from pipeline.facts.grammar.structure import Phrase

_COMPLEMENT = 8
"""Units that what belongs to a noun may have: a professor at the university of X."""

_SKIPPED = ("determiner", "possessive", "numeral", "honorific", "adverb", "quantity")


@dataclass(frozen=True)
class Description:
    """A noun for a person at the unit `head`, said of `names`, or of `elided` where a verb alone says of whom.

    `role` is the span (code points) of the noun with its adjectives and plain complement, `span` with all that belongs
    to it, with `is_signed` the body of a signature; `complements` and `countries` are units of mentions,
    `complement_words` the span of a complement in words.
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
    elided: Mention | None = None
    is_signed: bool = False


def described_by(
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
    if unit.is_a("compound"):
        return False  # the refugee rights group X
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


def end_of(sentence: Sentence, made: Description) -> int:
    """The unit behind all that belongs to a description."""
    return next(
        (i for i in range(made.head, len(sentence.units)) if sentence.units[i].start >= made.span[1]),
        len(sentence.units),
    )
