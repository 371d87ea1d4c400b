"""Places that a text names: countries with their adjectives and inhabitants, regions, blocs, continents and cities.

A place is found where `place_names.csv` lists its name, where the text itself says that a word is one (*Hrodna Region*,
*the village of Kavali*), or in a dateline. A listed word that is something else too (*Jordan*, *того*) counts only where
what stands beside it says so. Which mentions are of one place is said by `key`; what an organisation is called after a
place is in `organisations`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.facts.datelines import datelines
from pipeline.facts.listed import Found, Listed, Span, Token, endings, fold, gap, inside, listed, tokens
from pipeline.names.given import given_name

_NAMES = "place_names.csv"
_WORDS = "place_words.csv"


@dataclass(frozen=True)
class Place:
    """A place that is named at `start` to `end` (code points).

    `kind` is country, city, region, continent or bloc. `iso` is a country's ISO 3166-1 alpha-2, a former country's ISO
    3166-3 code, else None. `use`: `place`, `adjective`, `demonym` or `dateline`. `key` is the same for all mentions of
    one place that the lists know; of another one it is made from its name. `label` is a name to show, of listed places
    the English one.
    """

    start: int
    end: int
    kind: str
    iso: str | None
    use: str
    label: str
    key: str


@dataclass(frozen=True)
class _Text:
    text: str
    folded: str
    tokens: Sequence[Token]
    begins: frozenset[int]
    """The tokens with which a sentence begins."""
    language: str
    joined: frozenset[int]
    """The tokens of listed names."""

    def span(self, first: int, last: int) -> Span:
        return self.tokens[first].start, self.tokens[last].end

    def beside(self, left: int, right: int) -> bool:
        """Whether there are two such tokens, with nothing but white space between them."""
        if left < 0 or right >= len(self.tokens):
            return False
        return gap(self.folded, self.tokens[left], self.tokens[right]) == " "


def find_places(text: str, sentences: Sequence[Span], language: str, people: Sequence[Span] = ()) -> list[Place]:
    """The places that a text names, in the order in which they stand; none shares a character with another.

    `sentences` are spans in code points; `people` those of the names of people, in order: a place in one of them is none.
    `language` is that of the text (BCP 47), `und` if it is not known.
    """
    words = tokens(text)
    starts = [token.start for token in words]
    begins = frozenset(bisect_left(starts, start) for start, _ in sentences)
    found = [_as_written(words, name) for name in listed(_NAMES, language).find(text, words)]
    taken = frozenset(index for name in found for index in range(name.first, name.last + 1))
    read = _Text(text, fold(text), words, begins, language, taken)
    named = [*_listed(read, found), *_regions(read, found), *_cities(read)]
    return _settled(_with_datelines(read, named), people)


def _with_datelines(read: _Text, named: Sequence[Place]) -> Iterator[Place]:
    """The places, with those of datelines, which are cities even where no list knows them."""
    spans = datelines(read.text, read.tokens, read.language)
    by_start = {place.start: place for place in named}
    for place in named:
        if not inside((place.start, place.end), spans):
            yield place
    for start, end in spans:
        known = by_start.get(start)
        if known and known.end == end:
            yield Place(start, end, known.kind, known.iso, "dateline", known.label, known.key)
        else:
            yield _unlisted(read, (start, end), "city", "dateline")


def _settled(places: Iterator[Place], people: Sequence[Span]) -> list[Place]:
    """In order, the longer one where two share characters, and none in a name of a person."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if not (kept and place.start < kept[-1].end) and not inside((place.start, place.end), people):
            kept.append(place)
    return kept


def _listed(read: _Text, found: Sequence[Found]) -> Iterator[Place]:
    names_of_people = {read.tokens[name.first].word for name in found if _needs(name) == "person" and _is_person(read, name)}
    for name in found:
        key, use = name.rows[0]["key"], _use(read, name)
        if use != "none" and _holds(read, name, names_of_people) and not _is_family_name(read, name, use):
            place = _places()[key]
            start, end = read.span(name.first, name.last)
            yield Place(start, end, place["kind"], place["iso"] or None, use, place["label"], key)


def _as_written(words: Sequence[Token], name: Found) -> Found:
    """The name with the rows that have a capital where the text has one, if there are such (le Russe, russe)."""
    rows = tuple(row for row in name.rows if row["words"][0].isupper())
    return Found(name.first, name.last, rows) if rows and words[name.first].capital else name


def _is_family_name(read: _Text, name: Found, use: str) -> bool:
    """Whether a word that is written small elsewhere is a family name here (Тамілу Швед, M.Švedo), or part of a name."""
    token, before = read.tokens[name.first], read.tokens[name.first - 1] if name.first else None
    start = token.start
    if before and read.folded[start - 1] == "-" and before.end == start - 1:
        return use == "demonym" or (use == "place" and before.capital and name.first - 1 not in read.joined)
    after = read.tokens[name.last + 1] if name.last + 1 < len(read.tokens) else None
    end = read.tokens[name.last].end
    if use == "place" and after and after.start == end + 1 and read.folded[end] == "-" and after.capital:
        return name.last + 1 not in read.joined
    if name.rows[0]["words"][0].isupper() or not token.capital or token.capitals or name.first in read.begins:
        return False
    if not before or before.end < start - 1 or read.folded[start - 1] not in " .":
        return False
    return before.capital and (use == "demonym" or _names_people(read, before))


def _needs(name: Found) -> str:
    return name.rows[0]["needs"]


def _use(read: _Text, name: Found) -> str:
    """`place` for the name itself; an adjective before a noun, a demonym elsewhere, where a word can be either."""
    uses = {row["use"] for row in name.rows if row["key"] == name.rows[0]["key"]}
    if "noun" in uses:
        return "place"
    if len(uses) == 1:
        return uses.pop()
    if read.beside(name.last, name.last + 1):
        following = read.tokens[name.last + 1]
        return "adjective" if following.word not in _function_words() else "demonym"
    hyphen = read.folded[read.tokens[name.last].end : read.tokens[name.last].end + 1] == "-"
    return "adjective" if hyphen or _after(read, name.first, "before") else "demonym"


def _holds(read: _Text, name: Found, names_of_people: set[str]) -> bool:
    """Whether a listed word is a place here."""
    first, token, needs = name.first, read.tokens[name.first], _needs(name)
    if needs == "inside":
        return first not in read.begins
    if needs == "before":
        return _after(read, first, "before") or _after(read, first, "city_before")
    if needs == "the":
        return _after(read, first, "article")
    if needs == "quiet":
        return not (read.beside(first - 1, first) and read.tokens[first - 1].capitals)
    if needs == "person" and not _after(read, first, "before"):
        return token.word not in names_of_people and not _is_person(read, name)
    return True


def _is_person(read: _Text, name: Found) -> bool:
    """Whether a given name, an initial or a title before a word, or a family name after it, makes it a person's name."""
    first, last = name.first, name.last
    if read.beside(first - 1, first) and first - 1 not in read.begins | {-1}:
        before = read.tokens[first - 1]
        if before.capital and before.word not in _function_words() and _names_people(read, before):
            return True
    if first and read.beside(first - 1, first) and _names_people(read, read.tokens[first - 1]):
        return True
    after = read.tokens[last + 1] if read.beside(last, last + 1) else None
    word = read.text[read.tokens[first].start : read.tokens[last].end]
    return bool(after and after.capital and not after.capitals and given_name(word) and not _is_known(after.word))


def _names_people(read: _Text, token: Token) -> bool:
    """Whether a word is a given name, an initial or a title before a name."""
    word = read.text[token.start : token.end]
    is_initial = len(word) == 1 and read.text[token.end : token.end + 1] == "."
    return token.capital and (is_initial or token.word in _titles() or given_name(word) is not None)


def _after(read: _Text, index: int, kind: str) -> bool:
    """Whether a word of this kind stands right before the token, or before the last word of such a phrase."""
    if not read.beside(index - 1, index):
        return False
    return any(name.last == index - 1 for name in _words_at(read, kind, max(0, index - 3), index))


def _words_at(read: _Text, kind: str, first: int, end: int) -> list[Found]:
    words = _words(kind, read.language)
    return [
        Found(found.first + at, found.last + at, found.rows)
        for at in range(first, end)
        for found in words.find(read.text, read.tokens[at:end])
        if found.first == 0
    ]


def _regions(read: _Text, found: Sequence[Found]) -> Iterator[Place]:
    """Regions by their head noun: *Hrodna Region*, Гродненская область, obwód grodzieński."""
    ends = {name.last: name.first for name in found}
    for head in _words("region_after", read.language).find(read.text, read.tokens):
        last = head.first - 1
        if not read.beside(last, head.first):
            continue
        first = ends.get(last, last)
        is_name = last in ends and read.tokens[last].capital
        if is_name or (last not in read.joined and _is_relational(read.tokens[last], read.language)):
            yield _unlisted(read, read.span(first, head.last), "region", "place")


def _is_relational(token: Token, language: str) -> bool:
    """Whether a word is a capitalised adjective of the kind that places' names make (Гродненская)."""
    return token.capital and any(
        token.word.endswith(suffix) for suffix in _relational(language.split("-")[0])
    )


def _cities(read: _Text) -> Iterator[Place]:
    """Towns and villages by the noun before them: *the village of Kavali*, в деревне Ковали."""
    for head in _words("city_before", read.language).find(read.text, read.tokens):
        first = head.last + 1
        if not read.beside(head.last, first) or first in read.joined or not _is_name(read, first):
            continue
        last = first
        while last - first < 2 and last + 1 < len(read.tokens) and _is_name(read, last + 1):
            if gap(read.folded, read.tokens[last], read.tokens[last + 1]) not in ("-", " "):
                break
            last += 1
        yield _unlisted(read, read.span(first, last), "city", "place")


def _is_name(read: _Text, index: int) -> bool:
    """Whether a word can be the name of a town: capitalised, and no given name."""
    token = read.tokens[index]
    return token.capital and token.end - token.start > 1 and given_name(read.text[token.start : token.end]) is None


def _unlisted(read: _Text, span: Span, kind: str, use: str) -> Place:
    """A place that no list knows: its key is its name without endings that adjectives have."""
    name = " ".join(read.text[span[0] : span[1]].split())
    return Place(*span, kind, None, use, name, f"{kind}:{fold(name).lower()}")


@cache
def _places() -> Mapping[str, Mapping[str, str]]:
    return {row["key"]: row for row in reference.rows("places.csv")}


@cache
def _words(kind: str, language: str) -> Listed:
    main = language.split("-")[0]
    rows = (row for row in reference.rows(_WORDS) if row["kind"] == kind)
    return Listed([row for row in rows if main == "und" or row["language"] in (main, "mul")])


@cache
def _relational(language: str) -> tuple[str, ...]:
    """The endings of relational adjectives, with the consonants before them."""
    rows = [row for row in reference.rows(_WORDS) if row["kind"] == "relational"]
    return tuple(
        fold(row["words"] + ending)
        for row in rows
        if language in ("und", row["language"])
        for ending in endings(row["language"], row["classes"])
    )


@cache
def _function_words() -> frozenset[str]:
    kinds = ("function", "calendar")
    return frozenset(fold(row["word"]) for row in reference.rows("words.csv") if row["kind"] in kinds)


@cache
def _titles() -> frozenset[str]:
    kinds = ("honorific", "address")
    return frozenset(row["word"] for row in reference.rows("words.csv") if row["kind"] in kinds)


@cache
def _known() -> frozenset[str]:
    kinds = ("function", "calendar", "institution", "role", "title", "place")
    return frozenset(row["word"] for row in reference.rows("words.csv") if row["kind"] in kinds)


def _is_known(word: str) -> bool:
    return word in _known()
