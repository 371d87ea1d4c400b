"""Organisations that a text names: international and state bodies, parties, media, companies, regimes; and treaties.

Names come from a list (`organisation_names.csv`), from nouns that make a name of the words around them (`bodies`), from
an acronym that the text itself explains in brackets, and from a person's name before or after a word such as *regime*.
Groups that have no name (*the demonstrators*) are in `groups`; which mentions are of one organisation is said by `key`,
within one text; who is whose across texts is not decided here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from pipeline import reference
from pipeline.entities.lexicon import lexicon
from pipeline.entities.others.bodies import STATE, Known, find_bodies
from pipeline.entities.others.listed import Found, Span, listed, tokens
from pipeline.entities.others.places import Place, country_keys, places_of
from pipeline.entities.others.reading import WORDS, Reading, phrases, read, words_of
from pipeline.entities.others.regimes import find_regimes
from pipeline.entities.others.signing import find_signing
from pipeline.entities.others.tails import owner, owners

_NAMES = "organisation_names.csv"
_LEAD = 12
"""Code points that may stand before the name in a signature: Professor."""

_REPEATED = ("party", "ngo", "medium", "company", "movement", "organisation")
"""Kinds of which a name once given is likely to be repeated just so."""
_OF_ENDINGS = "аеёиоуыэюяйьмхвгіїєўaeiouyjmhwgąęóůýáíé"
"""The letters of case endings."""
_SHORTEST_FIRST = 4
"""The letters of the first word of a name that may stand for it."""
_MOST_WORDS = 6
"""The most words of a name that is looked for again."""


@dataclass(frozen=True)
class Organisation:
    """An organisation that is named at `start` to `end` (code points), without article and possessive ending.

    `kind`: intergovernmental, government_body, party, movement, company, medium, court, security_force, ngo, regime,
    instrument (a treaty, an act) or organisation; `group` in `groups`. `key` is the same for all mentions of one
    organisation that the list knows; of another one it is made from its name, so that the cases of a word fall
    together. `label` is a name to show. `country` is the code of a listed one's country.
    """

    start: int
    end: int
    kind: str
    label: str
    key: str
    country: str | None = None

    @property
    def is_listed(self) -> bool:
        """Whether a list knows it: then its key holds in all texts."""
        return ":" not in self.key


def find_organisations(
    text: str, sentences: Sequence[Span], language: str, people: Sequence[Span] = ()
) -> list[Organisation]:
    """The organisations that a text names, in the order in which they stand; none shares a character with another.

    `sentences` and `people`, the names of people, are spans in code points, in order. `language` is that of the text
    (BCP 47), `und` if it is not known.
    """
    reading = read(text, sentences, language)
    known = _known(reading, sentences, people)
    listed_ones = list(_listed(reading, known))
    named = chain(find_bodies(reading, known), find_signing(reading, known, sentences))
    bodies = [_organisation(reading, (body.start, body.end), body.kind) for body in named]
    regimes = [_organisation(reading, span, "regime") for span in find_regimes(reading, known)]
    found = _settled([*listed_ones, *bodies, *regimes])
    explained = list(_explained(reading, found))
    settled = _settled([*found, *explained])
    settled = _settled([*settled, *_again(reading, settled, explained)])
    return _settled([*settled, *_shortened(reading, settled), *_by_first_word(reading, known, settled)])


def _settled(found: Iterable[Organisation]) -> list[Organisation]:
    """In order, the longest one where several share characters."""
    kept: list[Organisation] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _known(reading: Reading, sentences: Sequence[Span], people: Sequence[Span]) -> Known:
    places: set[int] = set()
    countries: set[int] = set()
    for place in listed("place_names.csv", reading.language).find(reading.folded, reading.tokens):
        words = range(place.first, place.last + 1)
        places.update(words)
        if any(row["key"] in country_keys() for row in place.rows):
            countries.update(words)
    named = list(places_of(reading))
    at = {token.end: index for index, token in enumerate(reading.tokens)}
    whose = {at[place.end]: place for place in named if place.use == "adjective" and place.kind == "country"}
    headlines = _headlines(reading, sentences, people)
    return Known(frozenset(places), frozenset(countries), whose, people, headlines, owners(reading, named))


def _headlines(reading: Reading, sentences: Sequence[Span], people: Sequence[Span]) -> frozenset[int]:
    """The words of headlines whose longer words nearly all have capitals: there a capital says nothing.

    A line that begins with a person's name and a comma is a signature, and none.
    """
    found: set[int] = set()
    signatures = {start for start, end in people if reading.text[end : end + 1] == ","}
    starts = [token.start for token in reading.tokens]
    for start, end in sentences:
        words = range(bisect_left(starts, start), bisect_left(starts, end))
        long = [index for index in words if reading.tokens[index].end - reading.tokens[index].start > 3]
        capitals = sum(reading.tokens[index].capital for index in long)
        is_signature = not signatures.isdisjoint(range(start, start + _LEAD))
        if len(long) > 3 and capitals >= 0.9 * len(long) and reading.text[end - 1].isalnum() and not is_signature:
            found.update(words)
    return frozenset(found)


def _listed(reading: Reading, known: Known) -> Iterator[Organisation]:
    for name in listed(_NAMES, reading.language).find(reading.folded, reading.tokens):
        rows = [row for row in name.rows if _holds(reading, name, row["needs"])]
        if not rows or known.is_person(reading, name.first):
            continue
        organisation = _organisations()[rows[0]["key"]]
        start, end = reading.span(name.first, name.last)
        if reading.folded[start:end].count('"') % 2 and reading.folded[end : end + 1] == '"':
            end += 1
        kind, label, country = organisation["kind"], organisation["label"], organisation["country"] or None
        found = Organisation(start, end, kind, label, organisation["key"], country)
        yield _with_place(reading, known, name, found)


def _with_place(reading: Reading, known: Known, name: Found, body: Organisation) -> Organisation:
    """A listed body with the place that says whose it is: МИД Литвы, *Czech Foreign Ministry*, *PEN Berlin*."""
    if body.kind not in (*STATE, "ngo") or body.end != reading.tokens[name.last].end:
        return body
    whose = owner(reading, known.owners, name.last)
    if whose is None and body.kind == "ngo" and reading.beside(name.last, name.last + 1):
        whose = known.owners.get(name.last + 1)
    if whose and body.country in (None, whose.place.country):
        return replace(_of_place(body, whose.place), end=whose.place.end)
    country = known.whose.get(name.first - 1)
    joins = phrases(WORDS, "joint", reading.language).size and reading.beside(name.first - 1, name.first)
    if country and joins and body.country in (None, country.country) and reading.tokens[name.first - 1].capital:
        return replace(_of_place(body, country), start=country.start)
    return body


def _of_place(body: Organisation, place: Place) -> Organisation:
    """One body of those that every country has, or the branch of an organisation; one of a country stays as it is."""
    if body.country or not place.is_listed:
        return body
    key, label = f"{body.key}-{place.key}", f"{body.label}, {place.label}"
    return replace(body, key=key, label=label, country=place.country)


def _holds(reading: Reading, name: Found, needs: str) -> bool:
    """Whether a listed name stands here as it has to: in quotation marks, or not among words that are all capitals."""
    if needs == "quoted":
        return _is_quoted(reading, *reading.span(name.first, name.last))
    if needs == "quiet":
        around = [i for i in (name.first - 1, name.last + 1) if 0 <= i < len(reading.tokens)]
        return not any(reading.tokens[i].capitals and i not in (name.first, name.last) for i in around)
    return True


def _organisation(reading: Reading, span: Span, kind: str) -> Organisation:
    """An organisation that no list knows; one name in quotation marks is the same with the noun before it."""
    label = " ".join(reading.text[span[0] : span[1]].split())
    _, opening, quoted = reading.folded[span[0] : span[1]].partition('"')
    words = (token.word for token in tokens(quoted if opening and quoted.endswith('"') else label))
    return Organisation(*span, kind, label, f"{kind}:{'-'.join(map(_without_ending, words))}")


def _without_ending(word: str) -> str:
    """What all cases of a word share, more or less: the word without the letters that case endings are made of."""
    return word[:3] + word[3:].rstrip(_OF_ENDINGS)


def _explained(reading: Reading, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """Acronyms in brackets after a name: *Belarusian Association of Journalists (BAJ)*."""
    by_end = {one.end: one for one in found}
    for index, token in enumerate(reading.tokens):
        if not token.capitals or not 2 <= token.end - token.start <= 10 or "." in token.word:
            continue
        opening = _opening(reading, token.start)
        if opening is None or not index:
            continue
        known = by_end.get(opening) or next((by_end[opening - n] for n in (1, 2) if opening - n in by_end), None)
        if known and reading.text[known.end : opening].strip(' \n"»”’') == "":
            yield replace(known, start=token.start, end=token.end)
            continue
        if reading.tokens[index - 1].end == opening:
            first = _spelt_out(reading, index - 1, token.word)
            kind = _kind_of(reading, first, index - 1) if first is not None else None
            if first is not None and kind:
                full = _organisation(reading, reading.span(first, index - 1), kind)
                yield full
                yield replace(full, start=token.start, end=token.end)


def _opening(reading: Reading, start: int) -> int | None:
    """Where the white space before the bracket begins in which only an acronym stands; None if there is none."""
    before = start - 1
    if reading.folded[before : before + 1] == '"':
        before -= 1
    if before < 1 or reading.text[before] != "(":
        return None
    return before - 1 if reading.text[before - 1] in " \n" else before


def _spelt_out(reading: Reading, last: int, acronym: str) -> int | None:
    """The first of the words up to `last` whose first letters make an acronym, with or without function words."""
    letters, index = acronym, last
    while letters and index >= 0:
        token = reading.tokens[index]
        if index < last and reading.gap(index, index + 1) not in (" ", "-", "’", '"'):
            return None
        if token.word[0] == letters[-1] and (token.word not in words_of("function") or len(token.word) > 3):
            letters = letters[:-1]
            if not letters:
                return index if token.capital and last > index else None
        elif token.word not in words_of("function") and not phrases(WORDS, "joint", reading.language).has(token.word):
            return None
        index -= 1
    return None


def _kind_of(reading: Reading, first: int, last: int) -> str | None:
    """The kind that a noun among the words of a name tells; None if it tells of no organisation."""
    heads = phrases(WORDS, "head", reading.language).find(reading.folded, reading.tokens[first : last + 1])
    return next((head.rows[0]["organisation"] for head in heads), None)


def _again(
    reading: Reading, found: Sequence[Organisation], explained: Sequence[Organisation]
) -> Iterator[Organisation]:
    """The acronyms that the text has explained, and names that it has given, wherever else they stand just so.

    A name that was given in quotation marks counts only in them: it may be an ordinary word. There it may be in
    another case: центр «Опора», по данным «Опоры».
    """
    quoted: dict[str, Organisation] = {}
    names = {(reading.text[one.start : one.end], False): one for one in explained}
    for one in found:
        if one.kind in _REPEATED and ":" in one.key:
            is_quoted = _is_quoted(reading, one.start, one.end)
            names.setdefault((reading.text[one.start : one.end], is_quoted), one)
            if is_quoted:
                quoted.setdefault(one.key.partition(":")[2], one)
    for first, token in enumerate(reading.tokens):
        for last in range(first, min(first + _MOST_WORDS, len(reading.tokens)) if token.capital else first):
            start, end = reading.span(first, last)
            is_quoted = _is_quoted(reading, start, end)
            known = names.get((reading.text[start:end], is_quoted))
            if known is None and is_quoted and quoted:
                known = quoted.get("-".join(_without_ending(one.word) for one in reading.tokens[first : last + 1]))
            if known:
                yield replace(known, start=start, end=end)


def _shortened(reading: Reading, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """*The Union* behind the Bakers’ Union of Brest: a noun that one body alone has, with an article and a capital."""
    articles = phrases(WORDS, "article", reading.language)
    heads = phrases(WORDS, "head", reading.language)
    known: dict[str, dict[str, Organisation]] = {}
    inside: set[int] = set()
    starts = [token.start for token in reading.tokens]
    for one in found if articles.size else ():
        own = range(bisect_left(starts, one.start), bisect_left(starts, one.end))
        inside.update(own)
        for head in heads.find(reading.folded, reading.tokens[own.start : own.stop]):
            if head.first == head.last and len(own) > 1:
                known.setdefault(reading.word(own.start + head.first), {}).setdefault(one.key, one)
    for index, token in enumerate(reading.tokens if known else ()):
        bodies = known.get(reading.word(index), {})
        if index in inside or not token.capital or len(bodies) != 1:
            continue
        (body,) = bodies.values()
        goes_on = reading.beside(index, index + 1) and reading.tokens[index + 1].capital
        is_named = reading.beside(index - 1, index) and articles.has(reading.tokens[index - 1].word)
        if is_named and not goes_on and body.start < token.start:
            yield replace(body, start=token.start, end=token.end)


def _by_first_word(reading: Reading, known: Known, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """*Zarnitsa* behind Zarnitsa Legal Aid: the first word of one body's name, where the text has no other use of it.

    Only in languages that write the nouns of such names with capitals: with articles.
    """
    if not phrases(WORDS, "article", reading.language).size:
        return
    starts = [token.start for token in reading.tokens]
    bodies: dict[str, dict[str, Organisation]] = {}
    inside_names: set[int] = set()
    for one in found:
        first, end = bisect_left(starts, one.start), bisect_left(starts, one.end)
        inside_names.update(range(first, end))
        if ":" in one.key and one.kind in _REPEATED and end - first > 1 and reading.tokens[first].capital:
            bodies.setdefault(reading.word(first), {}).setdefault(one.key, one)
    small = {token.word for token in reading.tokens if not token.capital}
    again: dict[str, list[int]] = {}
    for index, token in enumerate(reading.tokens):
        is_known = len(bodies.get(reading.word(index), {})) == 1 and len(token.word) >= _SHORTEST_FIRST
        if is_known and index not in inside_names and token.word not in small and _stands_alone(reading, known, index):
            again.setdefault(reading.word(index), []).append(index)
    for word, there in again.items():
        (body,) = bodies[word].values()
        may_be_ordinary = lexicon().common(reading.tokens[there[0]].word, reading.language) != "-"
        if may_be_ordinary and reading.begins.issuperset(there):
            continue  # nothing but the beginning of a sentence has given it a capital
        for index in there:
            if body.start < reading.tokens[index].start:
                start, end = reading.span(index, index)
                yield replace(body, start=start, end=end)


def _stands_alone(reading: Reading, known: Known, index: int) -> bool:
    """Whether a word has no other name beside it, and is no given name, noun of bodies, place or part of a name."""
    beside = [at for left, at in ((index - 1, index - 1), (index, index + 1)) if reading.beside(left, left + 1)]
    names = [at for at in beside if reading.tokens[at].capital]
    if any(reading.tokens[at].word not in words_of("calendar", "function") for at in names):
        return False
    heads = phrases(WORDS, "head", reading.language)
    is_noun = heads.has(reading.tokens[index].word)
    is_other = index in known.places or index in known.countries or known.is_person(reading, index)
    return not (is_noun or is_other or reading.is_given_name(index))


def _is_quoted(reading: Reading, start: int, end: int) -> bool:
    return reading.folded[start - 1 : start] == '"' and reading.folded[end : end + 1] == '"'


@cache
def _organisations() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in reference.rows("organisations.csv")}
