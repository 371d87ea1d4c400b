"""A sentence as the rules see it: its words, each with what it may be, and the known mentions as single words.

Here belong the division into units and what a unit is by the word lists. How units stand together is in
`phrases`, what a verb or noun does with them in `clauses`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, wraps
from itertools import zip_longest
from typing import Any, TypeVar, cast

from pipeline.facts.grammar.cases import ALL, Cases, name_cases, noun_cases, word_cases
from pipeline.facts.grammar.lexicon import Reading, fold, follows, words
from pipeline.facts.grammar.setting import Mention, Scene, Setting

Span = tuple[int, int]
"""Start and end in code points, the end exclusive."""

T = TypeVar("T")

MAXIMUM_LENGTH = 10_000
"""Code points: a sentence longer than this is none."""

_JOINT = 5
"""Code points between two names of a list: `, `, ` and `."""

MAXIMUM_UNITS = 400
"""Sentences with more units (tables, lists without full stops) are left out: no clause is that long."""

# Letters with apostrophes and hyphens inside, numbers, or one sign. Every repetition takes characters of its own kind.
_TOKEN = re.compile(
    r"[^\W_]++(?:[-’'ʼ.](?=[^\W\d_])[^\W_]++|[.,](?=\d)\d++|[\u0300\u0301\u00ad\u200b-\u200d]++[^\W_]*+)*+|--|\S"
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)|['’]S(?!\w)")
_QUOTES = '"“”„«»‹›‘[]'
_DASHES = ("—", "–", "--")
_CLOSING = '”»"'
_SPEECH_END = re.compile(r"[,.!?…]\s?[”»\"]")
"""A mark that closes speech stays a unit, and ends clauses and lists."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, a sign, or a whole mention. `key` is the folded word, `functions` and `nouns` what lists say of it."""

    start: int
    end: int
    text: str
    key: str
    mention: Mention | None
    possessive: bool
    functions: tuple[Reading, ...]
    nouns: tuple[Reading, ...]
    cases: Cases
    kinds: frozenset[str]

    def is_a(self, *kinds: str) -> bool:
        """Whether it is a function word of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    def is_noun(self, *kinds: str) -> bool:
        """Whether it is a noun for people of one of these kinds."""
        return any(reading.row["kind"] in kinds for reading in self.nouns)

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a mention, no sign and no number."""
        return self.mention is not None or self.text[0].isalpha()

    @property
    def is_comma(self) -> bool:
        """Whether it is a comma."""
        return self.text == ","

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark or square bracket, over which phrases go on."""
        return self.text in _QUOTES

    @property
    def is_break(self) -> bool:
        """Whether it is a sign at which a clause ends, other than a comma."""
        return self.text in _DASHES or self.text in _CLOSING or self.text in (";", ":", "(", ")", ".", "!", "?", "…")

    @property
    def is_speech_end(self) -> bool:
        """Whether it is a mark that closes somebody's words."""
        return self.text in _CLOSING

    @property
    def is_person(self) -> bool:
        """Whether it names or means a person or people: no place, no organisation."""
        return self.mention.kind in ("person", "group") if self.mention else bool(self.nouns)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a text: its span (code points), its language, its units without quotation marks.

    `setting` is what is known of the text, `earlier` are the last sentences before it, the nearest first.
    """

    text: str
    start: int
    end: int
    language: str
    units: tuple[Unit, ...]
    setting: Setting = field(default_factory=Setting, repr=False)
    earlier: tuple[Scene, ...] = ()
    known: dict[object, Any] = field(default_factory=dict, repr=False)
    """What functions that are `once` have said of it."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The folded words of the units."""
        return tuple(unit.key for unit in self.units)

    @cached_property
    def is_cased(self) -> bool:
        """Whether the words of the language show their case."""
        return has_cases(self.language)

    def readings(self, name: str, index: int) -> Iterator[tuple[Reading, int]]:
        """The readings of the unit in a list, with the index behind the last word that belongs to it.

        None of a name; a group may be called by what happened to it (the detained).
        """
        mention = self.units[index].mention
        if mention and mention.kind != "group":
            return
        for reading in words(name, self.language).get(self.units[index].key, ()):
            end = follows(self.keys, index + 1, reading.rest)
            if end is not None:
                yield reading, end


def once(function: Callable[[Sentence], T]) -> Callable[[Sentence], T]:
    """A function of a sentence whose answer is kept with the sentence."""

    @wraps(function)
    def asked(sentence: Sentence) -> T:
        if function not in sentence.known:
            sentence.known[function] = function(sentence)
        return cast(T, sentence.known[function])

    return asked


def has_grammar(language: str) -> bool:
    """Whether the lists have the words by which the sentences of a language (BCP 47) are read."""
    return bool(words("clause_words.csv", language.split("-")[0]))


@cache
def has_cases(language: str) -> bool:
    """Whether the lists decline the words of a language."""
    return any(r.case == "genitive" for rs in words("clause_words.csv", language).values() for r in rs)


def sentences(
    text: str, spans: Sequence[Span], language: str, mentions: Sequence[Mention]
) -> Iterator[Sentence | None]:
    """Every sentence, None for one that is too long; nothing for a language that has no words in the lists."""
    if not has_grammar(language):
        return
    code = language.split("-")[0]
    known = _without_described(text, _outermost(mentions), code)
    cases = name_cases([(m.entity_id, text[m.start : m.end]) for m in known if m.kind == "person"], code)
    starts = [mention.start for mention in known]
    for start, end in spans:
        if end - start > MAXIMUM_LENGTH:
            yield None
            continue
        inside = known[bisect_left(starts, start) : bisect_left(starts, end)]
        units = tuple(_units(text, start, end, code, [m for m in inside if m.end <= end], cases))
        yield Sentence(text, start, end, code, units) if len(units) <= MAXIMUM_UNITS else None


def _without_described(text: str, mentions: Sequence[Mention], language: str) -> list[Mention]:
    """The mentions without the groups that only say who those are whose names follow: the lawyers X and Y.

    One name is no apposition to several people: жителей Ниша.
    """
    people = words("person_nouns.csv", language)
    found = []
    for one, first, second in zip_longest(mentions, mentions[1:], mentions[2:]):
        are_people = first and second and first.kind == second.kind == "person"
        is_list = are_people and second.start - first.end <= _JOINT
        if one.kind == "group" and is_list and text[one.end : first.start] == " ":
            nouns = people.get(fold(text[one.start : one.end].split()[-1], language), ())
            if nouns and not (has_cases(language) and any(noun.row["kind"] == "relative" for noun in nouns)):
                continue
        found.append(one)
    return found


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, without those that lie in or across another one."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.kind, m.entity_id)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _units(
    text: str, start: int, end: int, language: str, mentions: Sequence[Mention], cases: dict[tuple[str, str], Cases]
) -> Iterator[Unit]:
    position = start
    for mention in mentions:
        yield from _words(text, position, mention.start, language)
        content = text[mention.start : mention.end]
        possessive = _POSSESSIVE.match(text, mention.end)
        position = possessive.end() if possessive else mention.end
        if not has_cases(language):
            of = ALL
        elif mention.kind == "organisation" and (content[0] in _QUOTES or text[mention.start - 1] in _QUOTES):
            of = ALL  # партии «Перемены»: the word before it is declined
        elif mention.kind == "person":
            of = cases[mention.entity_id, content]
        else:
            of = word_cases(content, language)
            if {"nominative", "genitive"} <= of != ALL:
                of -= {"accusative"}  # the accusative like a genitive is that of people
        key = fold(content, language)
        nouns = words("person_nouns.csv", language).get(key.rsplit(" ", 1)[-1], ()) if mention.kind == "group" else ()
        yield Unit(
            mention.start, mention.end, content, key, mention, possessive is not None, (), nouns, of, frozenset()
        )
    yield from _words(text, position, end, language)


def _words(text: str, start: int, end: int, language: str) -> Iterator[Unit]:
    """The units of a stretch without mentions; function words of several words are one unit."""
    functions = words("clause_words.csv", language)
    found = [
        (m.start(), m.end(), m[0])
        for m in _TOKEN.finditer(text, start, end)
        if m[0] not in _QUOTES or (m[0] in _CLOSING and _SPEECH_END.fullmatch(text, m.start() - 1, m.end()))
    ]
    keys = [fold(content, language) for _, _, content in found]
    declines = has_cases(language)
    index = 0
    while index < len(found):
        begin, stop, _ = found[index]
        key, possessive, last = keys[index], False, index + 1
        if key.endswith(("'s", "s'")) and not functions.get(key):
            key, possessive = key.removesuffix("'s").removesuffix("'"), True
            stop -= len(keys[index]) - len(key)
        several = [r for r in functions.get(key, ()) if r.rest and follows(keys, index + 1, r.rest) is not None]
        if several:
            last = index + 1 + len(several[0].rest)
            several = [r for r in several if len(r.rest) == last - index - 1]
            stop, key = found[last - 1][1], " ".join(keys[index:last])
        readings = several or [r for r in functions.get(key, ()) if not r.rest] or _by_suffix(key, functions)
        if any(r.row["kind"] == "honorific" for r in readings) and text[stop : stop + 1] == ".":
            stop, last = stop + 1, last + (last < len(found) and found[last][2] == ".")
        nouns, known = ((), frozenset()) if several else _people(key, language)
        known |= frozenset(r.case for r in readings if r.kind in ("noun", "participle"))
        cases = (known or word_cases(key, language)) if declines else ALL
        kinds = frozenset(reading.row["kind"] for reading in readings)
        yield Unit(begin, stop, text[begin:stop], key, None, possessive, tuple(readings), nouns, cases, kinds)
        index = last


@lru_cache(maxsize=50_000)
def _people(key: str, language: str) -> tuple[tuple[Reading, ...], Cases]:
    """The readings of a word as a noun for people, and its cases; an ex-minister is declined as a minister."""
    people = words("person_nouns.csv", language)
    nouns = tuple(r for r in people.get(key) or people.get(key.rpartition("-")[2], ()) if not r.rest)
    return nouns, noun_cases(nouns)


def _by_suffix(key: str, functions: Mapping[str, tuple[Reading, ...]]) -> list[Reading]:
    """The readings of a word that the lists know by its ending alone (`*ly`)."""
    for length in (2, 3):
        found = functions.get("*" + key[-length:]) if len(key) > length + 1 else None
        if found:
            return list(found)
    return []
