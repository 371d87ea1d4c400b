"""What goes on behind a body's noun: what it is for, and whose it is.

*Для чего*: words in the genitive that languages with cases write small (Министерство **обороны**, Саюз **беларускіх
перакладнікаў**), found by their endings. *Whose*: a country, a city or a region, in the genitive (МИД **Литвы**, суд
**Полацкага раёна**), behind a preposition (*Supreme Court* **of Belarus**, УВД **по Брестской области**) or an acronym
(Управление **КГБ**). Where a name begins is in `bodies`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.entities.others.listed import fold
from pipeline.entities.others.places import Place
from pipeline.entities.others.reading import WORDS, Reading, phrases, suffixes, words_of

_MOST_PHRASES = 3
"""The most phrases in the genitive that follow each other in a name."""
_MOST_ADJECTIVES = 3
_SHORTEST = 4
"""The letters that a word has at least to be known by its ending."""


@dataclass(frozen=True)
class Owner:
    """A place to which a body can belong, named by the words up to `last`."""

    last: int
    place: Place


def owners(reading: Reading, places: Iterable[Place]) -> Mapping[int, Owner]:
    """The places of a text that are no adjectives and stand in no nominative, by their first words."""
    first_at = {token.start: index for index, token in enumerate(reading.tokens)}
    last_at = {token.end: index for index, token in enumerate(reading.tokens)}
    nominatives = _nominatives(reading.language)
    found = {}
    for place in places:
        name = reading.folded[place.start : place.end].lower()
        if place.use in ("place", "actor") and name not in nominatives and place.start in first_at:
            found[first_at[place.start]] = Owner(last_at[place.end], place)
    return found


@cache
def _nominatives(language: str) -> frozenset[str]:
    """The names of places, in small letters, that the language declines, as they stand in the nominative.

    Left out are those that have a row without declension too: in the genitive they may look just so (суда Гродно).
    """
    rows = [row for row in reference.rows("place_names.csv") if row["language"] == language.split("-")[0]]
    declined = {fold(row["words"]).lower() for row in rows if _is_declined(row)}
    undeclined = {fold(row["words"]).lower() for row in rows if not _is_declined(row)}
    return frozenset(declined - undeclined)


def _is_declined(row: Mapping[str, str]) -> bool:
    return bool(set(row["classes"].split()) - {"-"})


def owner(reading: Reading, owned: Mapping[int, Owner], last: int) -> Owner | None:
    """The place to which the body whose name ends with the word `last` belongs by the words right behind it.

    In languages that write *of* that word is needed (*Supreme Court of Belarus*); in others the genitive says it, or a
    preposition (УВД по Брестской области).
    """
    at, needs_joint = last + 1, phrases(WORDS, "joint", reading.language).size > 0
    for joint in phrases(WORDS, "of", reading.language).find(reading.folded, reading.tokens[at : at + 2]):
        if not joint.first and reading.beside(last, at):
            at, needs_joint = at + joint.last + 1, False
    if needs_joint or not reading.beside(at - 1, at):
        return None
    found = owned.get(at) or _district(reading, at)
    wider = owned.get(found.last + 1) if found and reading.beside(found.last, found.last + 1) else None
    return Owner(wider.last, wider.place) if found and wider else found


def _district(reading: Reading, at: int) -> Owner | None:
    """A district called by an adjective (Центрального района), which no list knows."""
    if not reading.tokens[at].capital or not reading.tokens[at].word.endswith(
        suffixes(WORDS, "adjective", reading.language) or "-"
    ):
        return None
    nouns = phrases("place_words.csv", "region_after", reading.language)
    noun = next(nouns.find(reading.folded, reading.tokens[at + 1 : at + 3]), None)
    if noun is None or noun.first or not reading.beside(at, at + 1):
        return None
    last = at + 1 + noun.last
    span = reading.span(at, last)
    return Owner(last, Place(*span, "region", None, "place", reading.text[slice(*span)], "region:"))


def purpose(reading: Reading, owned: Mapping[int, Owner], last: int) -> int:
    """The last word of what a body is for, whose noun ends with the word `last`; `last` itself if nothing says that.

    An acronym right behind it says of what it is a part (Управление КГБ).
    """
    end, phrases_found = last, 0
    if reading.beside(last, last + 1) and reading.tokens[last + 1].capitals and last + 1 not in owned:
        return last + 1
    while phrases_found < _MOST_PHRASES and reading.beside(end, end + 1):
        following = listed_purpose(reading, end) or _genitive(reading, end + 1) or _described(reading, owned, end + 1)
        if following is None:
            break
        end, phrases_found = following, phrases_found + 1
    return _named_after(reading, end)


def _named_after(reading: Reading, last: int) -> int:
    """The last word of a person's name behind the word `last` and a word like *имени*; `last` if there is none."""
    if not reading.beside(last, last + 1) or not phrases(WORDS, "eponym", reading.language).has(
        reading.tokens[last + 1].word
    ):
        return last
    first = last + 2
    if not reading.beside(last + 1, first) or not reading.tokens[first].capital:
        return last
    has_family = reading.beside(first, first + 1) and reading.tokens[first + 1].capital
    return first + (has_family and not reading.is_given_name(first + 1))


def listed_purpose(reading: Reading, last: int) -> int | None:
    """The last word of a listed phrase right behind the word `last` (обороны, прав человека, по делам молодёжи)."""
    if not reading.beside(last, last + 1):
        return None
    known = phrases(WORDS, "complement", reading.language)
    found = next(known.find(reading.folded, reading.tokens[last + 1 : last + 8]), None)
    return last + 1 + found.last if found and not found.first else None


def _genitive(reading: Reading, first: int) -> int | None:
    """The last word of a phrase in the genitive that begins with a word: adjectives and the noun they belong to."""
    patterns = _genitive_endings(reading.language.split("-")[0])
    for adjective, noun in patterns:
        at = first
        while adjective and at - first < _MOST_ADJECTIVES and _ends(reading, at, adjective):
            at += 1
            if not reading.beside(at - 1, at):
                return None
        if (at > first) == bool(adjective) and _ends(reading, at, noun):
            return at
    return None


def _described(reading: Reading, owned: Mapping[int, Owner], first: int) -> int | None:
    """The last word of a place in the genitive behind its adjectives: (Совет) свободной Беларуси."""
    endings = tuple(
        ending for adjective, _ in _genitive_endings(reading.language.split("-")[0]) for ending in adjective
    )
    at = first
    while at - first < _MOST_ADJECTIVES and endings and _ends(reading, at, endings) and reading.beside(at, at + 1):
        at += 1
    return owned[at].last if at > first and at in owned else None


@cache
def _genitive_endings(language: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Endings of adjectives in the genitive with those of the nouns they belong to; without adjectives, nouns' own."""
    rows = (row for row in reference.rows("genitive_endings.csv") if row["language"] == language)
    return tuple((tuple(row["adjective"].split()), tuple(fold(row["noun"]).split())) for row in rows)


def _ends(reading: Reading, index: int, endings: tuple[str, ...]) -> bool:
    """Whether a word is written small and has one of these endings."""
    if index >= len(reading.tokens):
        return False
    token = reading.tokens[index]
    is_long = token.end - token.start >= _SHORTEST
    if not is_long or token.capital or token.word in words_of("function"):
        return False
    return token.word.endswith(endings) and not phrases(WORDS, "stop", reading.language).has(token.word)
