"""Romanisation systems and their rules, as `reference/romanisation/` has them. No language is known here."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from pipeline import reference

FOLDER = "romanisation"


@dataclass(frozen=True)
class System:
    """A way of writing Cyrillic in Latin letters. `source` is the document that says how; `year` is that document's.

    `reversible`: no letter vanishes without a trace, so that the system can be read backwards. `same_as` is the code
    of the system whose rules this one has letter for letter. `press`: the language (BCP 47) of the readers for whom
    newspapers write so, without a year; None for a standard.
    """

    code: str
    language: str
    title: str
    year: str
    source: str
    note: str
    reversible: bool
    same_as: str | None
    press: str | None

    @property
    def rules_of(self) -> str:
        """The code of the system that has its rules: its own, or `same_as`."""
        return self.same_as or self.code


@dataclass(frozen=True)
class Rule:
    """`cyrillic` becomes `latin` where the letter before it is in `after` and the letter behind it in `before`.

    An empty context holds everywhere; `^` in it is the start of a word, `$` the end.
    """

    cyrillic: str
    latin: str
    after: str = ""
    before: str = ""

    @property
    def has_context(self) -> bool:
        """Whether it depends on what stands beside."""
        return bool(self.after or self.before)

    def holds(self, previous: str, following: str) -> bool:
        """Whether the rule holds between these two."""
        return (not self.after or previous in self.after) and (not self.before or following in self.before)


@cache
def _systems() -> dict[str, System]:
    return {row["code"]: _system(**row) for row in reference.rows(f"{FOLDER}/systems.csv")}


def _system(*, reversible: str, same_as: str, press: str, **texts: str) -> System:
    return System(**texts, reversible=reversible == "yes", same_as=same_as or None, press=press or None)


def systems() -> tuple[System, ...]:
    """Every system that is known, in the order of the file: by language and code."""
    return tuple(_systems().values())


def system_of(code: str) -> System:
    """The system with this code. ValueError, naming codes that are close, where there is none."""
    known = _systems()
    if code not in known:
        close = get_close_matches(code, known, n=4, cutoff=0.3) or list(known)[:4]
        raise ValueError(f"no romanisation system is called {code!r}; take one that is, such as {', '.join(close)}")
    return known[code]


@cache
def rules(code: str) -> dict[str, tuple[Rule, ...]]:
    """The rules of a system that has its own, in the order in which they are tried, by the small letters they are for.

    A capital among the keys says how it is written before a small letter, where that is not as usual.
    """
    system = _systems()[code]
    found: dict[str, list[Rule]] = defaultdict(list)
    for row in reference.rows(f"{FOLDER}/{code}.csv"):
        found[row["cyrillic"]].append(Rule(row["cyrillic"], row["latin"], row["after"], row["before"]))
    for row in reference.rows(f"{FOLDER}/common.csv"):
        of_letter = found[row["cyrillic"]]
        if system.language in row["languages"].split() and all(rule.has_context for rule in of_letter):
            of_letter.append(Rule(row["cyrillic"], row["latin"]))
    return {letters: tuple(of_letters) for letters, of_letters in found.items() if of_letters}


@lru_cache(maxsize=65_536)
def latin(code: str, previous: str, letters: str, following: str) -> str | None:
    """What small letters become between two others; None where the system has no rule for them."""
    return next((rule.latin for rule in rules(code).get(letters, ()) if rule.holds(previous, following)), None)


@cache
def unconditional(code: str) -> dict[str, str]:
    """The letters that a system romanises the same everywhere, and how."""
    starts = {letters[0] for letters in long_sources(code)}
    return {letter: of[0].latin for letter, of in rules(code).items() if not of[0].has_context and letter not in starts}


@cache
def long_sources(code: str) -> tuple[str, ...]:
    """What a system romanises as one though it is several letters, longest first."""
    return tuple(sorted((letters for letters in rules(code) if len(letters) > 1), key=len, reverse=True))
