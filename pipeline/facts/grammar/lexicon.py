"""Words in every form: what a word of a text may be, by the lists in `reference` and the shared `paradigms.csv`.

A list writes its words as parts, `|` between them: `задерж+ать` is a stem with a paradigm, `held=verb.past` one form
with its kind, `on` the word as it is, `улиц*` anything that begins so, `~` no more than three words of any kind, `*`
one word or number. One word of a part may be inflected. What the words mean is for those who ask.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import reference

_GAP = 3
"""`~` stands for at most so many words."""

_ANY = re.compile(r"[\w.,-]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as a row of a list has it: `kind` (verb, noun, passive, participle, word) and `form` (past.pl, genitive).

    `rest` are the patterns of the words that have to follow; `row` is the row of the list.
    """

    row: Mapping[str, str]
    kind: str
    form: str
    rest: tuple[str, ...]

    @property
    def case(self) -> str:
        """The case, without the number."""
        return self.form.partition(".")[0]

    @property
    def is_plural(self) -> bool:
        """Whether the form is a plural."""
        return self.form.endswith("pl")


@lru_cache(maxsize=100_000)
def fold(word: str, language: str) -> str:
    """A word as it is looked up: small letters, one spelling where a language has two orthographies."""
    key = word.lower()
    may_differ, foldings = _foldings(language)
    if may_differ.search(key):
        for pattern, replacement in foldings:
            key = pattern.sub(replacement, key)
    return key


@cache
def words(name: str, language: str, column: str = "forms") -> Mapping[str, tuple[Reading, ...]]:
    """The readings of the list `name` in a language, by the folded first word; the longest ones first."""
    found: dict[str, dict[tuple[object, ...], Reading]] = {}
    for number, row in enumerate(reference.rows(name)):
        if row["language"] != language:
            continue
        for part in row[column].split("|"):
            for phrase, kind, form in _expanded(part, language):
                first, *rest = (fold(word, language) for word in phrase)
                reading = Reading(row, kind, form, tuple(rest))
                found.setdefault(first, {})[number, kind, form, reading.rest] = reading
    return {word: tuple(sorted(of.values(), key=lambda r: -len(r.rest))) for word, of in found.items()}


def follows(keys: Sequence[str], start: int, rest: Sequence[str], end: int | None = None) -> int | None:
    """Where the words `rest` end if they follow at `start` in `keys` (folded words); None if they do not."""
    limit = len(keys) if end is None else end
    position = start
    gap = 0
    for pattern in rest:
        if pattern == "~":
            gap = _GAP
            continue
        for skipped in range(gap + 1):
            at = position + skipped
            if at >= limit or (skipped and not keys[at - 1][:1].isalnum()):
                return None
            if _matches(keys[at], pattern):
                position = at + 1
                break
        else:
            return None
        gap = 0
    return position


@cache
def endings(language: str, *kinds: str) -> Mapping[str, frozenset[str]]:
    """The endings of the paradigms of some kinds (noun, participle) with the cases that words so ending may be in."""
    found: dict[str, set[str]] = {}
    for row in reference.rows("paradigms.csv"):
        if row["language"] == language and row["kind"] in kinds:
            for ending in row["endings"].split("|"):
                if ending != "-":
                    found.setdefault(ending, set()).add(row["form"])
    return {ending: frozenset(forms) for ending, forms in found.items()}


def _matches(key: str, pattern: str) -> bool:
    if pattern == "*":
        return _ANY.fullmatch(key) is not None
    return key.startswith(pattern[:-1]) if pattern.endswith("*") else key == pattern


def _expanded(part: str, language: str) -> Iterator[tuple[list[str], str, str]]:
    """A part in all its forms: its words, the kind and the form of the one that is inflected."""
    phrase = part.split(" ")
    at = next((i for i, word in enumerate(phrase) if "+" in word or "=" in word), None)
    if at is None:
        yield phrase, "word", ""
    elif "=" in phrase[at]:
        word, tag = phrase[at].split("=")
        kind, _, form = tag.partition(".")
        yield [*phrase[:at], word, *phrase[at + 1 :]], kind, form
    else:
        stem, paradigm = phrase[at].split("+")
        for kind, form, ending in _paradigms(language)[paradigm]:
            yield [*phrase[:at], stem + ending, *phrase[at + 1 :]], kind, form


@cache
def _paradigms(language: str) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in reference.rows("paradigms.csv"):
        if row["language"] == language:
            forms = found.setdefault(row["paradigm"], [])
            forms += [(row["kind"], row["form"], "" if e == "-" else e) for e in row["endings"].split("|")]
    return found


@cache
def _foldings(language: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """What shows that a word is folded, and the patterns with what stands for them."""
    rows = [row for row in reference.rows("folding.csv") if row["language"] in ("mul", language)]
    patterns = tuple((re.compile(row["pattern"]), row["replacement"]) for row in rows)
    return re.compile("|".join(row["pattern"] for row in rows)), patterns
