"""Bodies that a text names and no list knows: by a noun such as *Council* and the words that make a name of it.

Ways in which languages write such names: capitals throughout (*Coordination Council*, *Komitet Obrony Robotników*),
one capital at the beginning (Следственный комитет), quotation marks after a noun (партия «Новая воля»), and a number
(СИЗО №1). Which words are such nouns, and what kind of organisation they name, is in `organisation_words.csv`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.entities.lexicon import lexicon
from pipeline.entities.others.listed import Found, Span, inside
from pipeline.entities.others.places import Place
from pipeline.entities.others.reading import WORDS, Reading, phrases, suffixes, words_of
from pipeline.entities.others.tails import Owner, listed_purpose, owner, purpose

_MOST_WORDS = 8
"""The most words of a name on one side of its noun."""
_MOST_ADJECTIVES = 4
"""The most adjectives before a noun that is written small."""
_EXPLAINED = 8
"""Words behind the noun that explains a name, to the comma."""
_QUOTED_WORDS = 6
"""The most words of a name in quotation marks."""
_NUMBER = re.compile(r"(?:[ \u00a0]?(?:№|No\.?|#)[ \u00a0]?|-)\d{1,3}(?!\w)")
STATE = ("government_body", "court", "security_force")
"""Kinds of bodies every state has, so that a country beside their name only says whose one is."""


@dataclass(frozen=True)
class Body:
    """A body named at `start` to `end` (code points) and the kind of organisation it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Known:
    """What is known already about the words of a text, by their places in it."""

    places: frozenset[int]
    countries: frozenset[int]
    whose: Mapping[int, Place]
    """The countries of adjectives, by the last words of these."""
    people: Sequence[Span]
    headlines: frozenset[int]
    """The words of sentences in which every word has a capital, so that a capital says nothing."""
    owners: Mapping[int, Owner]
    """The places to which a body can belong, by their first words."""

    def is_person(self, reading: Reading, index: int) -> bool:
        """Whether a word belongs to a name of a person."""
        return inside(reading.tokens[index][:2], self.people)


def find_bodies(reading: Reading, known: Known) -> Iterator[Body]:
    """The bodies that a text names, in no order; they may overlap."""
    heads = list(reading.phrases(WORDS, "head"))
    if phrases(WORDS, "joint", reading.language).size:
        yield from _with_capitals(reading, known, heads)
    yield from _quoted(reading, known)
    yield from _with_one_capital(reading, known, heads)
    yield from _beside_nouns(reading, known)
    yield from _explained_by_noun(reading, known)
    yield from _numbered(reading)


def _numbered(reading: Reading) -> Iterator[Body]:
    """The prison that a number tells from others: *Penal Colony No. 15*, СИЗО №1, ИК-2."""
    for noun in reading.phrases(WORDS, "numbered"):
        number = _NUMBER.match(reading.text, reading.tokens[noun.last].end)
        if number and reading.tokens[noun.first].capital:
            yield Body(reading.tokens[noun.first].start, number.end(), _kind(noun))


def _kind(found: Found) -> str:
    return found.rows[0]["organisation"]


def _is_part(reading: Reading, known: Known, index: int) -> bool:
    """Whether a word can be part of a body's name that is written with capitals throughout."""
    token = reading.tokens[index]
    if not token.capital or index in known.headlines or known.is_person(reading, index):
        return False
    if phrases(WORDS, "stop", reading.language).has(token.word):
        return False
    return token.word not in words_of("function", "calendar", "honorific", "address", "title")


def _with_capitals(reading: Reading, known: Known, heads: Sequence[Found]) -> Iterator[Body]:
    """*Coordination Council*, *Ministry of Labour and Social Protection*, *Viasna Human Rights Centre*.

    Where a language declines adjectives, nothing else stands before the noun (*Sejmowa Komisja Śledcza*).
    """
    adjectives = suffixes(WORDS, "adjective", reading.language) or ("",)
    of_place = {found.last for found in reading.phrases(WORDS, "of_place")}
    for head in heads:
        if head.first in known.headlines or not reading.tokens[head.first].capital:
            continue
        first, last = head.first, _right(reading, known, head)
        while head.first - first < _MOST_WORDS and reading.gap(first - 1, first) in (" ", "-", "’"):
            if not _is_part(reading, known, first - 1) or not reading.tokens[first - 1].word.endswith(adjectives):
                break
            if first - 1 in reading.begins and reading.is_given_name(first - 1):
                break
            first -= 1
        if _kind(head) == "party" and _is_pair(reading, known, first):
            first -= 2
        whose = owner(reading, known.owners, last) if last > head.last or first < head.first else None
        last = whose.last if whose else last
        is_whole = head.last in of_place or (last == head.last and head.first - first > 1)
        while first < head.first and not is_whole and _is_only_whose(known, first, _kind(head)):
            first += 1
        is_country = known.places.issuperset(range(first, last + 1))
        if (first < head.first or last > head.last) and not is_country and not _is_one_of_many(reading, first, last):
            yield Body(_with_number(reading, first), reading.tokens[last].end, _kind(head))


def _is_pair(reading: Reading, known: Known, first: int) -> bool:
    """Whether *and* joins a word to the one before it in the name of a party (*Bread and Freedom Party*)."""
    links = phrases(WORDS, "link", reading.language)
    is_joined = reading.beside(first - 2, first - 1) and reading.beside(first - 1, first)
    if not is_joined or not links.has(reading.tokens[first - 1].word) or first - 2 in known.places:
        return False
    return _is_part(reading, known, first - 2) and not reading.tokens[first - 3].capital


def _is_one_of_many(reading: Reading, first: int, last: int) -> bool:
    """Whether an indefinite article stands before words that nothing follows (*Letter to a Sleeping Guard*)."""
    return reading.follows(first, WORDS, "any") and not reading.beside(last, last + 1)


def _with_number(reading: Reading, first: int) -> int:
    """Where a name begins, with the number before it (*14th High Criminal Court*)."""
    start = reading.tokens[first].start
    if not reading.follows(first, WORDS, "ordinal"):
        return start
    number = reading.tokens[first - 1].start
    while reading.text[number - 1 : number].isdigit():
        number -= 1
    return number if number < reading.tokens[first - 1].start else start


def _is_only_whose(known: Known, index: int, kind: str) -> bool:
    """Whether a country before a body's name says whose it is (*Polish Ministry of Justice*), and is no part of it."""
    return kind in STATE and index in known.countries


def _right(reading: Reading, known: Known, head: Found) -> int:
    """The last word of a name that goes on after its noun: *of Foreign Affairs*, *for the Protection of Birds*."""
    joints = phrases(WORDS, "joint", reading.language)
    last, index = head.last, head.last + 1
    while (
        index < len(reading.tokens) and index - head.last <= _MOST_WORDS and reading.gap(index - 1, index) in (" ", "-")
    ):
        token = reading.tokens[index]
        if joints.has(token.word):
            pass
        elif _is_part(reading, known, index):
            if (last + 1 == index and not _goes_on(head, index)) or _is_next_one(reading, known, head, index):
                break
            if reading.is_given_name(index) and _kind(head) not in ("ngo", "organisation"):
                break
            is_whose = index in known.countries and last < index - 1  # of Belarus; but: of Free Belarus
            if is_whose and _kind(head) in STATE and _has_name(reading, known, head, last):
                break
            last = index
        else:
            break
        index += 1
    return last


def _goes_on(head: Found, index: int) -> bool:
    """Whether a capitalised word belongs to the name before it: after a joint, and right after a noun that declines."""
    return index - 1 > head.last or head.rows[0]["classes"] != "-"


def _is_next_one(reading: Reading, known: Known, head: Found, index: int) -> bool:
    """Whether a word behind *and* begins a name of its own: a place, another body, or what has an article."""
    links = phrases(WORDS, "link", reading.language)
    if index - 1 > head.last and links.has(reading.tokens[index - 1].word):
        heads = phrases(WORDS, "head", reading.language)
        is_body = any(token.capital and heads.has(token.word) for token in reading.tokens[index : index + 3])
        return index - 2 == head.last or index in known.places or is_body
    return index - 2 > head.last and links.has(reading.tokens[index - 2].word) and not reading.tokens[index - 1].capital


def _has_name(reading: Reading, known: Known, head: Found, last: int) -> bool:
    """Whether the noun has words before or behind it that make it a name without the country that follows."""
    return last > head.last or (reading.beside(head.first - 1, head.first) and _is_part(reading, known, head.first - 1))


def _with_one_capital(reading: Reading, known: Known, heads: Sequence[Found]) -> Iterator[Body]:
    """Следственный комитет, Министерство обороны, Беларускі народны фронт, МИД Литвы, суд Полацкага раёна."""
    adjectives = suffixes(WORDS, "adjective", reading.language)
    if not adjectives or phrases(WORDS, "joint", reading.language).size:
        return
    leads = {found.first for found in reading.phrases(WORDS, "lead")}
    levels = {found.first for found in reading.phrases(WORDS, "level")}
    of_place = {found.last for found in reading.phrases(WORDS, "of_place")}
    for head in heads:
        first = _left(reading, head, adjectives)
        begins = reading.tokens[first]
        if known.is_person(reading, first) or begins.capitals:
            continue
        last = purpose(reading, known.owners, head.last)
        whose = owner(reading, known.owners, last)
        if not begins.capital:
            if head.last in of_place and whose and first == head.first == last:
                yield Body(*reading.span(first, whose.last), _kind(head))
            continue
        is_level = not levels.isdisjoint(range(first + 1, head.first))
        is_trusted = first in leads or is_level or (first in known.countries and head.first - first > 1)
        if first in reading.begins and not is_trusted:
            is_named = last > head.last and last in known.places  # Совет свободной Беларуси
            if first < head.first or (last > head.last and listed_purpose(reading, head.last) is None and not is_named):
                continue
            if head.last not in of_place:
                whose = None if last == head.last else whose
        if whose:
            last = whose.last
        if first == head.first and last == head.last:
            continue
        is_whose = _is_only_whose(known, first, _kind(head)) and first in reading.begins
        if is_whose and not reading.tokens[first + 1].capital and not is_level:
            continue
        if known.places.issuperset(range(first, last + 1)):
            continue
        is_described = first in reading.begins and first not in known.countries and _in_quotes(reading, last)
        if not is_described:
            yield Body(*_with_quoted(reading, first, last), _kind(head))


def _left(reading: Reading, head: Found, adjectives: tuple[str, ...]) -> int:
    """The first of the adjectives before a noun, of which at most the first one and its parts have capitals."""
    first = head.first
    while head.first - first < _MOST_ADJECTIVES and reading.beside(first - 1, first):
        token = reading.tokens[first - 1]
        if not token.word.endswith(adjectives) or token.word in words_of("function"):
            break
        if reading.tokens[first].capital and first < head.first and not token.capital:
            break
        first -= 1
    is_joined = reading.tokens[first].capital and reading.gap(first - 1, first) == "-"
    return first - 1 if first < head.first and is_joined and reading.tokens[first - 1].capital else first


def _with_quoted(reading: Reading, first: int, last: int) -> Span:
    """The span of a name, with the part of it in quotation marks behind its noun (Центр прав человека «Вясна»)."""
    quoted = _in_quotes(reading, last)
    end = reading.tokens[quoted].end + 1 if quoted else reading.tokens[last].end
    return reading.tokens[first].start, end


def _in_quotes(reading: Reading, index: int) -> int | None:
    """The last word of what is quoted right after a word, if it is short and begins with a capital."""
    if reading.gap(index, index + 1) != '"' or not reading.tokens[index + 1].capital:
        return None
    for last in range(index + 1, min(index + 1 + _QUOTED_WORDS, len(reading.tokens))):
        end = reading.tokens[last].end
        if reading.folded[end : end + 1] == '"':
            return last
        if reading.gap(last, last + 1) not in (" ", "-", "’", ".", ","):
            return None
    return None


def _quoted(reading: Reading, known: Known) -> Iterator[Body]:
    """The name in quotation marks after a noun that is written small: партия «Новая воля», союз писателей «Слово»."""
    for noun in reading.phrases(WORDS, "quoted"):
        for before in dict.fromkeys((noun.last, purpose(reading, known.owners, noun.last))):
            last = _in_quotes(reading, before)
            if last is not None:
                yield Body(*reading.span(before + 1, last), _kind(noun))
                break


def _beside_nouns(reading: Reading, known: Known) -> Iterator[Body]:
    """The name beside a noun that is written small: *the newspaper Nasha Niva*, *the Viasna human rights group*."""
    for noun in reading.phrases(WORDS, "before_name"):
        first = last = noun.last + 1
        if reading.tokens[noun.last].capital:
            continue
        if not reading.beside(noun.last, first) or not _is_name(reading, known, first):
            continue
        while last - first < 3 and reading.gap(last, last + 1) in (" ", "-") and _is_name(reading, known, last + 1):
            last += 1
        if not reading.is_given_name(first):
            yield Body(*reading.span(first, last), _kind(noun))
    for noun in reading.phrases(WORDS, "after_name"):
        last = first = noun.first - 1
        if reading.tokens[noun.first].capital:
            continue
        if not reading.beside(last, noun.first) or not _is_name(reading, known, last) or last in reading.begins:
            continue
        while last - first < 3 and reading.gap(first - 1, first) in (" ", "-") and _is_name(reading, known, first - 1):
            first -= 1
        is_place = first == last and first in known.places
        if not is_place and reading.follows(first, "place_words.csv", "article"):
            yield Body(*reading.span(first, last), _kind(noun))


def _explained_by_noun(reading: Reading, known: Known) -> Iterator[Body]:
    """The name that is explained right behind it: *Norvik, a Danish-owned company*."""
    nouns = {noun.first: noun for kind in ("before_name", "after_name") for noun in reading.phrases(WORDS, kind)}
    for article in reading.phrases(WORDS, "any"):
        last = article.first - 1
        if reading.gap(last, article.first) != "," or not _is_name(reading, known, last):
            continue
        noun = next(
            (nouns[at] for at in range(article.last + 1, article.last + _MOST_ADJECTIVES + 2) if at in nouns), None
        )
        between = range(article.last + 1, noun.first + 1) if noun else ()
        if noun is None or not all(reading.gap(at - 1, at) in (" ", "-") for at in between):
            continue
        first = last
        while last - first < 3 and reading.beside(first - 1, first) and _is_name(reading, known, first - 1):
            first -= 1
        is_word = first in reading.begins and not _begins_as_name(reading, first, noun.last)
        if not (is_word or reading.is_given_name(first) or last in known.places):
            yield Body(*reading.span(first, last), _kind(noun))


def _begins_as_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a word that begins a sentence is a name by what explains it up to a comma: not *Yesterday, a company*."""
    is_closed = any(reading.gap(at, at + 1) == "," for at in range(last, last + _EXPLAINED))
    if reading.beside(last, last + 1):  # not: Insiders, a party member said, left
        following = reading.tokens[last + 1].word
        goes_on = phrases(WORDS, "explained", reading.language).has(following) or following in words_of("function")
        is_closed = is_closed and goes_on
    return is_closed and not lexicon().is_common(reading.tokens[first].word, reading.language)


def _is_name(reading: Reading, known: Known, index: int) -> bool:
    """Whether a word can be part of the name beside a noun: capitalised, no place and no acronym's neighbour."""
    return index < len(reading.tokens) and _is_part(reading, known, index)
