"""The words of a text as finding sees them: what is capitalised, what stands together, what kind of word it is.

The kinds are data, `reference/words.csv`; nothing here knows a name or a language.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, cast

from pipeline import reference
from pipeline.entities.lexicon import lexicon
from pipeline.names.given import Gender

MAXIMUM_LETTERS = 40
"""No word of a name is longer, in code points."""

# Inside a word there may be combining marks (letters typed apart) and characters that cannot be seen.
_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
_WORD = re.compile(
    rf"(?:{_LETTER}\.){{1,4}}(?!{_LETTER}{{2}})|{_LETTER}(?:{_LETTER}++|{_MARK}++|[-’'ʼ](?={_LETTER}))*+"
)
_POSSESSIVES = frozenset({"'s", "'S", "’s", "’S"})
_APOSTROPHES = ("'", "’")
_ENDS = re.compile(r"['’](?:[sS]\b|(?!\w))")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
# What may stand between two words of one name: a space or line break, with a bracket or without; nothing after an
# initial (A.Novik), whose full stop belongs to it.
_BETWEEN = re.compile(r"\]?(?:[ \u00a0\u202f]|\r?\n)[ \u00a0]?\[?|(?<=\.)")
_ABBREVIATED = 4
"""A title of no more code points than this is an abbreviation when a full stop follows it."""

_NO_NAME = {"function", "calendar", "title", "honorific", "address", "generation"}
_MAYBE_NAME = {"particle", "attributive", "case_form", "surname"}
_ADDRESS = {"honorific", "address"}
_WITH_STOP = {"honorific", "place_prefix", "generation"}


class Form(NamedTuple):
    """What is known of a word by itself, whatever stands beside it.

    `key` is in lower case, as the word lists have it. `is_capitalised`: it begins with a capital; `is_capitals`: all of
    its letters are. `is_initial`: it is the first letter of a name, or several, with full stops.

    `is_address`: Mr., spadar: a name follows, whether it is capitalised or not. `is_title`: such a word, or a title of
    office, which is capitalised before a name (President Novik).

    `is_name`: a name can have it: it is capitalised, and none of the words that names never have. `may_be_family`: a
    family name can be it: it is not `known_otherwise`, as something else than a part of a name.
    """

    text: str
    key: str
    kinds: frozenset[str]
    is_capitalised: bool
    is_capitals: bool
    is_initial: bool
    is_address: bool
    is_title: bool
    is_name: bool
    may_be_family: bool
    known_otherwise: bool


class Word(NamedTuple):
    """A word of the text, without its possessive ending; `start` and `end` in code points.

    `begins` says that a sentence begins with it, where any word is capitalised; `in_title` that it stands in the title
    of the text, where most are.
    """

    start: int
    end: int
    form: Form
    begins: bool
    in_title: bool
    language: str = "und"

    @property
    def text(self) -> str:
        """The word as it is written."""
        return self.form.text

    @property
    def is_common(self) -> bool:
        """Whether the language of the text writes the word small, and often."""
        return lexicon().is_common(self.form.key, self.language)

    def is_a(self, kind: str) -> bool:
        """Whether the word is of that kind."""
        return kind in self.form.kinds


@lru_cache(maxsize=65_536)
def form_of(text: str) -> Form:
    """What is known of a word by itself."""
    key = text.casefold()
    of = kinds(key)
    is_capitalised, has_capitals_alone = text[0].isupper(), text.isupper()
    is_initial = has_capitals_alone and not of and _INITIALS.fullmatch(text) is not None
    is_address = not (len(text) > 1 and has_capitals_alone) and not of.isdisjoint(_ADDRESS)
    is_name = is_capitalised and not is_initial and 1 < len(text) <= MAXIMUM_LETTERS and _NO_NAME.isdisjoint(of)
    known_otherwise = not of <= _MAYBE_NAME
    return Form(
        text,
        key,
        of,
        is_capitalised,
        is_capitals=len(text) > 2 and has_capitals_alone,
        is_initial=is_initial,
        is_address=is_address,
        is_title=is_address or (is_capitalised and "title" in of),
        is_name=is_name,
        may_be_family=is_name and not known_otherwise and not (len(text) <= 3 and has_capitals_alone),
        known_otherwise=known_otherwise,
    )


def runs(text: str, start: int, end: int, language: str, *, in_title: bool) -> Iterator[list[Word]]:
    """Words in a row that could belong together: capitalised ones, with particles and words like Mr. among them."""
    run: list[Word] = []
    begins = True
    small = _small()
    for match in _WORD.finditer(text, start, end):
        found = match[0]
        if found.islower() and found.casefold() not in small:
            if run:
                yield run
                run = []
            begins = False
            continue
        if found[-2:] in _POSSESSIVES:
            found = found[:-2]
        first = match.start()
        form = form_of(found)
        word = Word(first, first + len(found), form, begins, in_title, language)
        begins = False
        belongs = form.is_capitalised or form.is_address or "particle" in form.kinds
        if run and not (belongs and _joined(text, run[-1], word)):
            yield run
            run = []
        if belongs:
            run.append(word)
            if is_possessive(text, word.end):
                yield run
                run = []
    if run:
        yield run


def is_possessive(text: str, end: int) -> bool:
    """Whether 's, or an apostrophe alone, follows the word that ends at `end`."""
    return text[end : end + 1] in _APOSTROPHES and _ENDS.match(text[end : end + 3]) is not None


def gender_of_title(title: str) -> Gender | None:
    """What a title says of the gender, for those that say it."""
    return _genders().get(title.casefold())


def kinds(word: str) -> frozenset[str]:
    """The kinds of a word in lower case; none where it is not listed."""
    return _words().get(word, frozenset())


def is_calendar(word: str, language: str) -> bool:
    """Whether a word in lower case is a month, a day or the like in a language (BCP 47); in any where that is empty."""
    return word in _calendar().get(language, frozenset())


def _joined(text: str, left: Word, right: Word) -> bool:
    kinds = left.form.kinds
    stops = not kinds.isdisjoint(_WITH_STOP) or ("title" in kinds and len(left.text) <= _ABBREVIATED)
    abbreviated = stops and text[left.end] == "."
    return _BETWEEN.fullmatch(text, left.end + abbreviated, right.start) is not None


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in reference.rows("words.csv"):
        found.setdefault(row["word"], set()).add(row["kind"])
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _calendar() -> dict[str, frozenset[str]]:
    """The words for months, days and seasons by their language; those of all after the empty one."""
    found: dict[str, set[str]] = {}
    for row in reference.rows("words.csv"):
        if row["kind"] == "calendar":
            found.setdefault(row["language"], set()).add(row["word"])
    for row in reference.rows("calendar.csv"):
        if row["kind"] in ("month", "weekday"):
            found.setdefault(row["language"], set()).update(row["forms"].lower().split("|"))
    found[""] = set().union(*found.values())
    return {language: frozenset(words) for language, words in found.items()}


@cache
def _small() -> frozenset[str]:
    """Words that may stand in a run though they are written small."""
    return frozenset(word for word, kinds in _words().items() if kinds & {"particle", "honorific", "address"})


@cache
def _genders() -> dict[str, Gender]:
    return {row["word"]: cast(Gender, row["gender"]) for row in reference.rows("words.csv") if row["gender"]}
