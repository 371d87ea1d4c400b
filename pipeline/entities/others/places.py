"""Places that a text names: countries with their adjectives and inhabitants, regions, blocs, continents and cities.

A place is found where `place_names.csv` lists its name, where the text itself says that a word is one (*Hrodna Region*,
*the village of Kavali*), or in a dateline. A listed word that is something else too (*Jordan*, *Того*) counts only
where what stands beside it says so. Which mentions are of one place is said by `key`; organisations that are called
after a place are in `organisations`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline import reference
from pipeline.entities.others.datelines import datelines
from pipeline.entities.others.listed import Found, Span, fold, inside, listed
from pipeline.entities.others.reading import Reading, phrases, read, suffixes, words_of

_NAMES = "place_names.csv"
_WORDS = "place_words.csv"
_LONG = 6
"""The letters that a word has at least to be known as a place by its ending."""


@dataclass(frozen=True)
class Place:
    """A place that is named at `start` to `end` (code points).

    `kind` is country, city, region, continent or bloc. `iso` is a country's ISO 3166-1 alpha-2, a former country's ISO
    3166-3 code, else None. `use`: `place`, `actor` (before a verb such as *said*), `adjective`, `demonym` or
    `dateline`. `key` is the same for all mentions of one place that the lists know; of another one it is made from its
    name. `label` is a name to show, of listed places the English one. `country` is the code of the country that a
    listed place is, or is in.
    """

    start: int
    end: int
    kind: str
    iso: str | None
    use: str
    label: str
    key: str
    country: str | None = None

    @property
    def is_listed(self) -> bool:
        """Whether a list knows it: then its key holds in all texts."""
        return ":" not in self.key


def find_places(text: str, sentences: Sequence[Span], language: str, names: Sequence[Span] = ()) -> list[Place]:
    """The places that a text names, in the order in which they stand; none shares a character with another.

    `sentences` are spans in code points; `names` those of names of something else (people, treaties, newspapers), in
    order: what is in one of them is no place. `language` is that of the text (BCP 47), `und` if it is not known.
    """
    reading = read(text, sentences, language)
    found = list(places_of(reading))
    spans = datelines(text, reading.folded, reading.tokens, language)
    outside = (place for place in found if not inside((place.start, place.end), spans))
    return _settled([*outside, *_in_datelines(reading, found, spans)], names)


def places_of(reading: Reading) -> Iterator[Place]:
    """The places of a text without its datelines, in no order."""
    words = listed(_NAMES, reading.language)
    found = [_as_written(reading, name) for name in words.find(reading.folded, reading.tokens)]
    known = frozenset(index for name in found for index in range(name.first, name.last + 1))
    yield from _listed(reading, found, known)
    yield from _regions(reading, found, known)
    yield from _cities(reading, known)
    yield from _by_suffix(reading, known)


def _in_datelines(reading: Reading, found: Iterable[Place], spans: Sequence[Span]) -> Iterator[Place]:
    """The places of datelines, which are cities where no list knows them."""
    by_span = {(place.start, place.end): place for place in found}
    for span in spans:
        known = by_span.get(span)
        if known:
            yield replace(known, use="dateline")
        else:
            yield _unlisted(reading, span, "city", "dateline")


def _settled(places: Iterable[Place], names: Sequence[Span]) -> list[Place]:
    """In order, the longer one where two share characters, and none in a name of something else."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not (kept and place.start < kept[-1].end) and not inside((place.start, place.end), names):
            kept.append(place)
    return kept


def _listed(reading: Reading, found: Sequence[Found], known: frozenset[int]) -> Iterator[Place]:
    maybe_people = [name for name in found if _needs(name) == "person"]
    people = {reading.tokens[name.first].word for name in maybe_people if _is_person(reading, name)}
    for name in found:
        use = _use(reading, name)
        if use == "none" or not _holds(reading, name, people):
            continue
        if _is_half(reading, name, use, known) or _is_family_name(reading, name, use):
            continue
        place = _places()[name.rows[0]["key"]]
        iso = place["iso"] or None
        if use == "place" and place["kind"] in ("country", "bloc") and _acts(reading, name):
            use = "actor"
        span, country = reading.span(name.first, name.last), place["country"] or None
        yield Place(*span, place["kind"], iso, use, place["label"], place["key"], country)


def _as_written(reading: Reading, name: Found) -> Found:
    """The name with the rows that have a capital where the text has one, if there are such (le Russe, russe)."""
    rows = tuple(row for row in name.rows if row["words"][0].isupper())
    return Found(name.first, name.last, rows) if rows and reading.tokens[name.first].capital else name


def _is_half(reading: Reading, name: Found, use: str, known: frozenset[int]) -> bool:
    """Whether a hyphen joins a word to another one that is no place, so that the two are the name of something else."""
    first, last = name.first, name.last
    if reading.gap(first - 1, first) == "-" and reading.tokens[first - 1].end == reading.tokens[first].start - 1:
        is_name = reading.tokens[first - 1].capital and first - 1 not in known
        if use == "demonym" or (use == "place" and is_name):
            return True
    if use != "place" or reading.gap(last, last + 1) != "-" or last + 1 in known:
        return False
    after = reading.tokens[last + 1]
    return after.start == reading.tokens[last].end + 1 and after.capital


def _is_family_name(reading: Reading, name: Found, use: str) -> bool:
    """Whether a word that is written small as a demonym is a family name here (Тамілу Швед, M.Švedo)."""
    token, before = reading.tokens[name.first], name.first - 1
    is_small = name.rows[0]["words"][0].islower() and not token.capitals
    if (
        not is_small
        or not token.capital
        or name.first in reading.begins
        or reading.gap(before, name.first) not in (" ", ".")
    ):
        return False
    return reading.tokens[before].capital and (use == "demonym" or reading.names_people(before))


def _acts(reading: Reading, name: Found) -> bool:
    """Whether a verb follows that says what somebody does or says."""
    verbs = phrases(_WORDS, "actor_verb", reading.language)
    return reading.beside(name.last, name.last + 1) and verbs.has(reading.tokens[name.last + 1].word)


def _needs(name: Found) -> str:
    return name.rows[0]["needs"]


def _use(reading: Reading, name: Found) -> str:
    """What a listed word is used as. Where it can be two things: an adjective before a noun, else the other one."""
    uses = {row["use"] for row in name.rows if row["key"] == name.rows[0]["key"]}
    other = ({"noun", "demonym", "none"} & uses) or {"adjective"}
    use = "place" if "noun" in other else other.pop()
    if "adjective" not in uses or len(uses) == 1:
        return use
    end = reading.tokens[name.last].end
    if reading.beside(name.last, name.last + 1):
        following = reading.tokens[name.last + 1].word
        return use if following in words_of("function", "calendar") or _acts(reading, name) else "adjective"
    is_joined = "-" in (reading.folded[end : end + 1], reading.gap(name.first - 1, name.first))
    return "adjective" if is_joined or (use == "demonym" and reading.follows(name.first, _WORDS, "before")) else use


def _holds(reading: Reading, name: Found, people: set[str]) -> bool:
    """Whether a listed word is a place here; `people` are the words that are names of people elsewhere in the text."""
    first, needs = name.first, _needs(name)
    if needs == "inside":
        return first not in reading.begins
    if needs == "before":
        return reading.follows(first, _WORDS, "before") or reading.follows(first, _WORDS, "city_before")
    if needs == "the":
        return reading.follows(first, _WORDS, "article")
    if needs == "quiet":
        return not (reading.beside(first - 1, first) and reading.tokens[first - 1].capitals)
    if needs == "person" and not reading.follows(first, _WORDS, "before"):
        return reading.tokens[first].word not in people and not _is_person(reading, name)
    return True


def _is_person(reading: Reading, name: Found) -> bool:
    """Whether a given name, initial or title before a word, or a family name after it, makes it a name of a person."""
    first, last = name.first, name.last
    if reading.gap(first - 1, first) in (" ", ".") and reading.names_people(first - 1):
        return reading.tokens[first - 1].word not in words_of("function")
    if not reading.beside(last, last + 1) or not reading.is_given_name(first):
        return False
    after = reading.tokens[last + 1]
    known = words_of("function", "calendar", "institution", "role", "title", "place")
    return after.capital and not after.capitals and after.word not in known


def _regions(reading: Reading, found: Sequence[Found], known: frozenset[int]) -> Iterator[Place]:
    """Regions by the noun after their name, *Hrodna Region*, Гродненская область, or before it, *Gebiet Minsk*."""
    by_end = {name.last: name for name in found}
    by_start = {name.first: name for name in found}
    adjectives = suffixes(_WORDS, "relational", reading.language)
    for head in reading.phrases(_WORDS, "region_after"):
        last = head.first - 1
        if not reading.beside(last, head.first) or not reading.tokens[last].capital:
            continue
        if last in by_end:
            yield _unlisted(reading, reading.span(by_end[last].first, head.last), "region", "place")
        elif last not in known and reading.tokens[last].word.endswith(adjectives):
            yield _unlisted(reading, reading.span(last, head.last), "region", "place")
    for head in reading.phrases(_WORDS, "region_before"):
        first = head.last + 1
        if first in by_start and reading.beside(head.last, first):
            yield _unlisted(reading, reading.span(head.first, by_start[first].last), "region", "place")


def _cities(reading: Reading, known: frozenset[int]) -> Iterator[Place]:
    """Towns and villages by the noun before them: *the village of Kavali*, в деревне Ковали."""
    for head in reading.phrases(_WORDS, "city_before"):
        first = last = head.last + 1
        if not reading.beside(head.last, first) or first in known or not _is_name(reading, first):
            continue
        while last - first < 2 and reading.gap(last, last + 1) in ("-", " ") and _is_name(reading, last + 1):
            last += 1
        yield _unlisted(reading, reading.span(first, last), "city", "place")


def _by_suffix(reading: Reading, known: frozenset[int]) -> Iterator[Place]:
    """Regions and towns by how their names end (Харківщина, Шумерск), where a sentence does not begin with them."""
    for kind, suffix in (("region", "land_suffix"), ("city", "town_suffix")):
        ends = suffixes(_WORDS, suffix, reading.language)
        for index, token in enumerate(reading.tokens) if ends else ():
            if not token.capital or token.capitals or len(token.word) < _LONG or not token.word.endswith(ends):
                continue
            if index not in known and index not in reading.begins and not _may_be_person(reading, index):
                yield _unlisted(reading, reading.span(index, index), kind, "place")


def _may_be_person(reading: Reading, index: int) -> bool:
    """Whether a word is a given name or stands after one."""
    return reading.is_given_name(index) or (index > 0 and reading.names_people(index - 1))


def _is_name(reading: Reading, index: int) -> bool:
    """Whether a word can be the name of a town: capitalised, and no given name."""
    token = reading.tokens[index]
    return token.capital and token.end - token.start > 1 and not reading.is_given_name(index)


def _unlisted(reading: Reading, span: Span, kind: str, use: str) -> Place:
    """A place that no list knows: its key is its name as the text has it, in small letters."""
    name = " ".join(reading.text[span[0] : span[1]].split())
    return Place(*span, kind, None, use, name, f"{kind}:{fold(name).lower()}")


@cache
def _places() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in reference.rows("places.csv")}


@cache
def country_keys() -> frozenset[str]:
    """The keys of countries."""
    return frozenset(row["key"] for row in reference.rows("places.csv") if row["kind"] == "country")
