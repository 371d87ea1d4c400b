"""Groups of people that a text names by a noun alone: *the demonstrators*, *security forces*, протестующие.

Only nouns of a closed list (`groups.csv`) make a group, with adjectives of that list and of countries, and with a
determiner. What a text calls by a name is in `organisations`; whom it means by *they* is not said here.
"""

from collections.abc import Sequence

from pipeline.entities.others.listed import Span, listed
from pipeline.entities.others.organisations import Organisation
from pipeline.entities.others.reading import Reading, phrases, read

_WORDS = "groups.csv"
_MOST_MODIFIERS = 3


def find_groups(text: str, sentences: Sequence[Span], language: str) -> list[Organisation]:
    """The groups that a text names, of kind `group`, in the order in which they stand; none shares a character.

    The span has the determiner (*the demonstrators*), but not before a country's adjective (*Belarusian citizens*).
    """
    reading = read(text, sentences, language)
    countries = _countries(reading)
    found: list[Organisation] = []
    for kind in ("head", "people"):
        for noun in reading.phrases(_WORDS, kind):
            first = _first(reading, countries, noun.first)
            if _is_predicate(reading, noun.first):
                continue
            if kind == "people" and first not in countries:
                continue
            start, end = reading.span(_determined(reading, countries, first), noun.last)
            label = " ".join(text[start:end].split())
            found.append(Organisation(start, end, "group", label, f"group:{noun.rows[0]['key']}"))
    return _apart(found)


def _apart(found: Sequence[Organisation]) -> list[Organisation]:
    kept: list[Organisation] = []
    for group in sorted(found, key=lambda group: (group.start, -group.end)):
        if not kept or group.start >= kept[-1].end:
            kept.append(group)
    return kept


def _is_predicate(reading: Reading, first: int) -> bool:
    """Whether a word says what happened to somebody: двое былі затрыманыя."""
    before = phrases(_WORDS, "copula", reading.language)
    return reading.beside(first - 1, first) and before.has(reading.tokens[first - 1].word)


def _countries(reading: Reading) -> dict[int, int]:
    """The first words of countries' adjectives, by their last ones."""
    found = listed("place_names.csv", reading.language).find(reading.folded, reading.tokens)
    return {name.last: name.first for name in found if any(row["use"] == "adjective" for row in name.rows)}


def _first(reading: Reading, countries: dict[int, int], first: int) -> int:
    """The first of the adjectives before a noun."""
    modifiers = phrases(_WORDS, "modifier", reading.language)
    for _ in range(_MOST_MODIFIERS):
        if not reading.beside(first - 1, first):
            break
        if first - 1 in countries:
            return countries[first - 1]
        if not modifiers.has(reading.tokens[first - 1].word):
            break
        first -= 1
    return first


def _determined(reading: Reading, countries: dict[int, int], first: int) -> int:
    """The first word of the determiner before a group, or of the group where it has none or a country's adjective."""
    if first in countries.values():
        return first
    determiners = phrases(_WORDS, "determiner", reading.language)
    for _ in range(2):
        if reading.beside(first - 1, first) and determiners.has(reading.tokens[first - 1].word):
            first -= 1
    return first
