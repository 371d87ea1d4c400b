"""The invented people: who is related to whom, what each is called in three languages, how often each is named.

A person is a number. Twenty in a row are a block, in which families are; no family name is that of two blocks.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import gcd
from pathlib import Path
from random import Random
from typing import Any

import yaml

from pipeline import reference
from pipeline.names.given import Gender

LANGUAGES = ("be", "ru", "uk")
"""Those in which everybody has a name (BCP 47)."""

_FOLDER = Path(__file__).parent
_VOWELS = "оуие"
_HARD = "рш"

_BLOCK = 20
_N_SINGLE = 11
_FAMILIES = 15
"""Family names of a block: eleven single people, a couple, two brothers, a father and his daughter, one more."""

_HOMES = ("be",) * 6 + ("ru",) * 2 + ("uk",) * 2
"""Of ten people so many are at home in each language."""

_STEEPNESS = 3
"""The person of rank n is named in proportion to 1 / (n + 3), as the n-th most frequent of anything is (Zipf)."""


@dataclass(frozen=True)
class Person:
    """An invented person.

    All of one `clan` have the same family name. `given` and `family` are nominatives by language; `patronymics` are the
    Russian ones of a son and of a daughter of the same father. `relatives` are the numbers of those of one family, with
    what they are: `wife`, `husband`, `brother`, `father`, `daughter`. Others of the clan are strangers.
    """

    number: int
    clan: int
    gender: Gender
    home: str
    given: dict[str, str]
    family: dict[str, str]
    patronymics: tuple[str, str]
    relatives: tuple[tuple[int, str], ...] = ()

    def __hash__(self) -> int:
        return hash((self.number, self.clan))

    @property
    def patronymic(self) -> str:
        """The own patronymic."""
        return self.patronymics[self.gender == "female"]


@dataclass(frozen=True)
class _Slot:
    """A place in a block: whose family, of what gender (None: either), and its relatives as in `Person`."""

    family: int
    gender: Gender | None = None
    relatives: tuple[tuple[int, str], ...] = ()


_SLOTS = (
    *(_Slot(number) for number in range(_N_SINGLE)),
    _Slot(11, "male", ((12, "wife"),)),
    _Slot(11, "female", ((11, "husband"),)),
    _Slot(12, "male", ((14, "brother"),)),
    _Slot(12, "male", ((13, "brother"),)),
    _Slot(13, "male", ((16, "daughter"),)),
    _Slot(13, "female", ((15, "father"),)),
    _Slot(0),
    _Slot(1),
    _Slot(14),
)
_NAMESAKE, _OF, _EVERY = 19, 2, 5
"""In every fifth block the person at place 19 has the full name of the one at place 2, and another patronymic."""


@dataclass(frozen=True)
class People:
    """So many people, as one seed has them. Raises ValueError where there are not names enough."""

    seed: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= capacity():
            raise ValueError(f"there can be 1 to {capacity()} people, not {self.number}")

    def person(self, number: int) -> Person:
        """The person of that number."""
        return _block(self.seed, number // _BLOCK)[number % _BLOCK]

    def drawn(self, rng: Random) -> Person:
        """One of them; few are drawn often, and most seldom."""
        rank = int(_STEEPNESS * ((self.number + _STEEPNESS) / _STEEPNESS) ** rng.random()) - _STEEPNESS
        return self.person(_shuffled(min(rank, self.number - 1), self.number, self.seed))


def capacity() -> int:
    """As many people as there are names for."""
    return _n_families() // _FAMILIES * _BLOCK


@lru_cache(maxsize=50_000)
def _block(seed: int, number: int) -> tuple[Person, ...]:
    rng = Random(f"block {seed} {number}")  # noqa: S311 (nothing secret)
    patronymics = [(names[0], names[1]) for names in _data()["patronymics"]]
    people: list[Person] = []
    for place, slot in enumerate(_SLOTS):
        clan = _shuffled(number * _FAMILIES + slot.family, _n_families(), seed)
        gender: Gender = slot.gender or ("male" if rng.random() < 0.6 else "female")
        kin = [person for person in people if person.clan == clan]
        given = _given(gender, rng, {person.given["ru"] for person in kin})
        father = rng.randrange(len(patronymics))
        if place == _NAMESAKE and number % _EVERY == 0:
            double = people[_OF]
            clan, gender, given = double.clan, double.gender, double.given
            father = (patronymics.index(double.patronymics) + 1) % len(patronymics)
        elif slot.relatives and slot.relatives[0][1] == "brother" and kin:
            father = patronymics.index(kin[0].patronymics)
        people.append(
            Person(
                number * _BLOCK + place,
                clan,
                gender,
                rng.choice(_HOMES),
                given,
                {language: pair[gender == "female"] for language, pair in _family(clan).items()},
                patronymics[father],
                tuple((number * _BLOCK + other, relation) for other, relation in slot.relatives),
            )
        )
    return tuple(people)


def _given(gender: Gender, rng: Random, taken: set[str]) -> dict[str, str]:
    """A given name that none of these is, in every language; the first of the list are frequent."""
    names = _given_names(gender)
    while True:
        name = names[int(_STEEPNESS * ((len(names) + _STEEPNESS) / _STEEPNESS) ** rng.random()) - _STEEPNESS]
        if name["ru"] not in taken:
            return name


@cache
def _given_names(gender: Gender) -> list[dict[str, str]]:
    """Usual names (those that have short forms) which differ in each language, in an order that means nothing."""
    found: list[dict[str, str]] = []
    seen: set[str] = set()
    for row in reference.rows("given_names.csv"):
        name = {language: row[language].split("|")[0] for language in LANGUAGES}
        if row["gender"] == gender and row["diminutives"] and all(name.values()) and seen.isdisjoint(name.values()):
            seen.update(name.values())
            found.append(name)
    Random("given names").shuffle(found)  # noqa: S311
    return found


def _shuffled(number: int, of: int, seed: int) -> int:
    """Another number below `of`, for each number another one."""
    step = max(1, int(of * 0.618))
    while gcd(step, of) != 1:
        step += 1
    return (number * step + seed) % of


@cache
def _n_families() -> int:
    data = _data()
    return len(_stems()) * len(data["endings"])


@cache
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load((_FOLDER / "people.yaml").read_text(encoding="utf-8")))


@cache
def _stems() -> list[str]:
    """All stems of family names, as Russian writes them."""
    data = _data()
    starts = [
        onset + vowel + middle
        for onset, vowel, middle in product(data["onsets"], data["vowels"], data["middles"])
        if not (vowel == "е" and onset[-1] in _HARD)  # it would be unstressed а in Belarusian, as о is
    ]
    return [*starts, *(s + vowel + end for s, vowel, end in product(starts, data["second_vowels"], data["ends"]))]


@lru_cache(maxsize=50_000)
def _family(number: int) -> dict[str, tuple[str, str]]:
    """A family name by language, of men and women."""
    data = _data()
    rank, which = divmod(number, len(data["endings"]))
    stem, ending = _stems()[rank], data["endings"][which]
    belarusian = _belarusian(stem, stressed=not ending["stressed"])
    hard = stem[-1] in _HARD
    found = {}
    for language, stem_there in (("be", belarusian), ("ru", stem), ("uk", stem)):
        endings = [of.split("|")[-1 if hard else 0] for of in ending[language]]
        if language == "be" and endings[0][0] in "еі":
            stem_there = _softened(stem_there)
        found[language] = ((stem_there + endings[0]).title(), (stem_there + endings[1]).title())
    return found


def _belarusian(stem: str, *, stressed: bool) -> str:
    """A stem as Belarusian writes it. `stressed`: its last vowel is."""
    vowels = [place for place, letter in enumerate(stem) if letter in _VOWELS]
    stress = vowels[-1] if stressed else len(stem)
    pretonic = max((place for place in vowels if place < stress), default=-1)
    written = ""
    for place, letter in enumerate(stem):
        hard = written[-1:] in ("р", "ш")
        if letter in "ие":
            written = _softened(written)
        if letter == "о" and place != stress:
            letter = "а"
        elif letter == "е" and place == pretonic:
            letter = "а" if hard else "я"
        elif letter == "е":
            letter = "э" if hard else "е"
        elif letter == "и":
            letter = "ы" if hard else "і"
        written += letter
    return written


def _softened(stem: str) -> str:
    """What ends in д or т, before a soft vowel."""
    return stem[:-1] + {"д": "дз", "т": "ц"}[stem[-1]] if stem[-1:] in ("д", "т") else stem
