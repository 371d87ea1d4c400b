"""Finding people in one text. A first version by rules; the words it goes by are `reference/words.csv`.

1. `given_name_first`: a known given name, then capitalised words, as far as words that no name has.
2. `title_first`: a title (Ms., President), then one or two capitalised words.
3. `family_name_again`: a family name that 1 or 2 have found in the same text, standing alone.

Nothing here knows another text: who is who is decided in `resolve`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from pipeline import reference
from pipeline.names.fold import fold
from pipeline.names.given import Gender, given_name

MAXIMUM_WORDS = 5
"""A name has no more words than this, particles and initials included."""

MAXIMUM_LETTERS = 40
"""No word of a name is longer, in code points."""

_WORD = re.compile(r"(?:[^\W\d_]\.){1,4}(?![^\W\d_]{2})|[^\W\d_](?:[^\W\d_]|[-’'ʼ](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
# What may stand between two words of one name: a space or line break, with a bracket or without; nothing after an
# initial (A.Novik), whose full stop belongs to it.
_BETWEEN = re.compile(r"\]?(?:[ \u00a0\u202f\t]|\r?\n)[ \u00a0\t]?\[?|(?<=\.)")


@dataclass(frozen=True)
class Candidate:
    """A place that seems to name a person: `start` to `end` in code points, and how it stands there.

    `name` is the name without brackets; `gender` is what a title says.
    """

    start: int
    end: int
    name: str
    form: str
    gender: Gender | None
    bracketed: bool
    possessive: bool
    attributive: bool
    method_id: str


@dataclass(frozen=True)
class _Word:
    """A word of the text, without its possessive ending."""

    start: int
    end: int
    text: str
    begins: bool
    """Whether the sentence begins with it: any word is capitalised there."""

    @property
    def is_initial(self) -> bool:
        return _INITIALS.fullmatch(self.text) is not None and self.text.isupper() and not _kinds(self.key)

    @property
    def is_capitals(self) -> bool:
        return len(self.text) > 2 and self.text.isupper()

    @property
    def key(self) -> str:
        return self.text.casefold()


def find_people(text: str, sentences: Iterable[tuple[int, int]]) -> list[Candidate]:
    """The places in `text` that seem to name a person, in the order in which they stand.

    `sentences` are spans in code points; no name goes over the end of one.
    """
    runs = [run for start, end in sentences for run in _runs(text, start, end)]
    found: list[Candidate] = []
    rest: list[list[_Word]] = []
    for run in runs:
        names, others = _introduced(text, run)
        found += names
        rest += others
    families = {fold(candidate.name.split()[-1]) for candidate in found}
    for run in rest:
        found += _again(text, run, families)
    return sorted(found, key=lambda candidate: candidate.start)


def _runs(text: str, start: int, end: int) -> Iterator[list[_Word]]:
    """Words in a row that could belong together: capitalised ones, with particles and words like Mr. among them."""
    run: list[_Word] = []
    begins = True
    for match in _WORD.finditer(text, start, end):
        content = _POSSESSIVE.sub("", match[0])
        word = _Word(match.start(), match.start() + len(content), content, begins)
        begins = False
        belongs = content[0].isupper() or _is(word, "particle") or _is_address(word)
        if run and not (belongs and _joined(text, run[-1], word)):
            yield run
            run = []
        if belongs:
            run.append(word)
        if run and _is_possessive(text, word.end):
            yield run
            run = []
    if run:
        yield run


def _joined(text: str, left: _Word, right: _Word) -> bool:
    abbreviated = text[left.end] == "." and (_is(left, "honorific") or _is(left, "place_prefix"))
    return _BETWEEN.fullmatch(text, left.end + abbreviated, right.start) is not None


def _introduced(text: str, run: list[_Word]) -> tuple[list[Candidate], list[list[_Word]]]:
    """The names that rules 1 and 2 find in a run, and the stretches of it that are left over."""
    names: list[Candidate] = []
    rest: list[list[_Word]] = [[]]
    position = 0
    while position < len(run):
        length, method_id = _full_name(run, position), "given_name_first"
        if not length:
            length, method_id = _titled_name(run, position), "title_first"
        if not length:
            rest[-1].append(run[position])
            position += 1
            continue
        if not _names_a_thing(text, run, position, length):
            names.append(_candidate(text, run, position, length, method_id))
        rest.append([])
        position += length
    return names, [words for words in rest if words]


def _full_name(run: list[_Word], position: int) -> int:
    """Number of words of the full name that begins at `position`; 0 where none does.

    It begins with a known given name or an initial, or with a capitalised word before a middle initial.
    """
    first = run[position]
    following = run[position + 1 : position + MAXIMUM_WORDS]
    known = first.is_initial or (_is_name_word(first) and given_name(first.text) and not _is(first, "case_form"))
    before_initial = _may_be_family(first) and not first.begins and bool(following) and following[0].is_initial
    if not (known or before_initial) or any(
        _is(word, "place_prefix") for word in run[max(0, position - 1) : position + 1]
    ):
        return 0
    if first.is_capitals and len(following) > 2:  # a headline in capitals: where a name ends cannot be seen
        return 0
    length = 0
    for count, word in enumerate(following, start=2):
        if _may_be_family(word):
            length = count
        elif not word.is_initial and (word.text[0].isupper() or not _is(word, "particle")):
            break
    return length


def _titled_name(run: list[_Word], position: int) -> int:
    """Number of words, one or two, of the name that follows the title before `position`; 0 for none."""
    if not position or not _is_title(run[position - 1]):
        return 0
    words = run[position : position + 3]
    length = next((n for n, word in enumerate(words) if not _may_be_family(word)), len(words))
    if length == 1 and not _is(run[position - 1], "honorific") and given_name(words[0].text):
        return 0  # Pope Francis, спадар Андрэй: a given name, which is no name that can be told apart
    return length if length <= 2 else 0


def _again(text: str, run: list[_Word], families: set[str]) -> Iterator[Candidate]:
    """Rule 3, but for what may be somebody else's.

    That is a family name beside a capitalised word that we do not know, and one that differs in its last letter alone
    from another: *Козлова* may be a woman's name or a case form of her husband's.
    """
    for position, word in enumerate(run):
        if not _is_name_word(word) or fold(word.text) not in families or fold(word.text)[:-1] in families:
            continue
        neighbours = run[max(0, position - 1) : position] + run[position + 1 : position + 2]
        known = all(_is_listed(neighbour) or not neighbour.text[0].isupper() for neighbour in neighbours)
        if known and not _names_a_thing(text, run, position, 1):
            yield _candidate(text, run, position, 1, "family_name_again")


def _candidate(text: str, run: list[_Word], position: int, length: int, method_id: str) -> Candidate:
    words = run[position : position + length]
    start, end = words[0].start, words[-1].end
    quote = text[start:end]
    closed = end + (text[end : end + 1] == "]")
    title = run[position - 1] if position else None
    return Candidate(
        start=start,
        end=end,
        name=" ".join(re.sub(r"[\[\]]", " ", quote).split()),
        form="family" if length == 1 else "initials" if words[0].is_initial else "full",
        gender=_genders().get(title.key) if title else None,
        bracketed="[" in quote or "]" in quote or (text[start - 1 : start] == "[" and closed > end),
        possessive=_is_possessive(text, closed),
        attributive=_is_attributive(text, closed),
        method_id=method_id,
    )


def _is_possessive(text: str, end: int) -> bool:
    """Whether 's, or an apostrophe alone, follows the word that ends at `end`."""
    return re.match(r"['’](?:[sS]\b|(?!\w))", text[end : end + 3]) is not None


def _is_attributive(text: str, end: int) -> bool:
    following = re.match(r" ([^\W\d_]+)", text[end : end + 40])
    return following is not None and "attributive" in _kinds(following[1].casefold())


def _names_a_thing(text: str, run: list[_Word], position: int, length: int) -> bool:
    """Whether these words name a prize, a street or the like (such a noun follows), or a handle."""
    after = position + length
    if after < len(run) and _is(run[after], "institution"):
        return True
    start, end = run[position].start, run[after - 1].end
    return text[start - 1 : start] in tuple("@#/") or text[end : end + 1] == "@"


def _is_title(word: _Word) -> bool:
    """Titles of office are capitalised before a name (President Novik); Mr. and spadar need not be."""
    return _is_address(word) or (_is(word, "title") and word.text[0].isupper())


def _is_address(word: _Word) -> bool:
    return _is(word, "honorific") or _is(word, "address")


def _is_name_word(word: _Word) -> bool:
    """Whether a name can have this word: capitalised, and none of the words that names never have."""
    barred = {"function", "calendar", "title", "honorific", "address"}
    if not word.text[0].isupper() or not 1 < len(word.text) <= MAXIMUM_LETTERS or word.is_initial:
        return False
    return barred.isdisjoint(_kinds(word.key))


def _may_be_family(word: _Word) -> bool:
    """Whether a family name can be this word: it is not known as something else."""
    return _is_name_word(word) and not _is_listed(word)


def _is_listed(word: _Word) -> bool:
    """Whether the word is known as something else than a family name."""
    return not _kinds(word.key) <= {"particle", "attributive", "case_form"}


def _is(word: _Word, kind: str) -> bool:
    return kind in _kinds(word.key)


def _kinds(word: str) -> frozenset[str]:
    return _words().get(word, frozenset())


@cache
def _words() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in reference.rows("words.csv"):
        kinds.setdefault(row["word"], set()).add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


@cache
def _genders() -> dict[str, Gender]:
    """What a title says of the gender, for the titles that say it."""
    return {row["word"]: cast(Gender, row["gender"]) for row in reference.rows("words.csv") if row["gender"]}
