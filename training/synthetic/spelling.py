"""How a house writes a name: the system of romanisation that it keeps to, cases, initials and patronymics."""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names import romanise
from training.synthetic.people import LANGUAGES, Person


@dataclass(frozen=True)
class Outlet:
    """A house that publishes in one language (BCP 47).

    `systems` are the codes of its systems of romanisation, by the language of the native name; none where it writes
    Cyrillic. `source` is the language from which it spells everybody, None: each from the own one. `initials`: it often
    writes these for a given name; `patronymics`: it introduces people with them.
    """

    language: str
    name: str
    systems: dict[str, str] = field(default_factory=dict, hash=False)
    source: str | None = None
    initials: bool = False
    patronymics: bool = False


@lru_cache(maxsize=400_000)
def spelt(person: Person, outlet: Outlet, form: str, case: str = "nominative") -> str:
    """The name as a house writes it. `form` is `full`, `family`, `initials` or `patronymic`, the full one with that."""
    family = _written(person, outlet, "family", case)
    if form == "family":
        return family
    if form == "initials":
        return f"{_written(person, outlet, 'given', 'nominative')[0]}. {family}"
    between = f" {declined(person.patronymic, 'patronymic', person.gender, case, 'ru')}" if form == "patronymic" else ""
    return f"{_written(person, outlet, 'given', case)}{between} {family}"


def _written(person: Person, outlet: Outlet, part: str, case: str) -> str:
    native = person.given if part == "given" else person.family
    if outlet.systems:
        source = outlet.source or person.home
        word = romanise(native[source], outlet.systems[source])
    else:
        word = native[outlet.language]
    return declined(word, part, person.gender, case, outlet.language)


def declined(word: str, part: str, gender: str, case: str, language: str) -> str:
    """A word of a name in a case, by the longest ending in `reference/inflection.csv`; else as it stands."""
    if case == "nominative":
        return word
    lower = word.lower()
    for nominative, after, of_part, endings in _paradigms(language, gender):
        stem = len(word) - len(nominative)
        fits = of_part in ("", part) and lower.endswith(nominative)
        if fits and (not after or (stem and lower[stem - 1] in after)):
            ending = endings[case]
            return word[:stem] + ending if stem else ending.title()
    return word


@cache
def _paradigms(language: str, gender: str) -> list[tuple[str, str, str, dict[str, str]]]:
    """Ending of the nominative, letters before it, part of a name, endings by case; the longest and nearest first."""
    rows = [
        (row["nominative"], row["after"], row["part"], {case: row[case].split("|")[0] for case in _CASES})
        for row in reference.rows("inflection.csv")
        if row["language"] == language and row["gender"] == gender
    ]
    return sorted(rows, key=lambda row: (-len(row[0]), not row[2]))


_CASES = ("genitive", "dative", "accusative", "instrumental")


def outlet_of(language: str, row: dict[str, str | bool]) -> Outlet:
    """A house as `texts/` describes it."""
    return Outlet(
        language,
        str(row["name"]),
        {of: str(row[of]) for of in LANGUAGES if of in row},
        str(row["from"]) if "from" in row else None,
        bool(row.get("initials")),
        bool(row.get("patronymics")),
    )
