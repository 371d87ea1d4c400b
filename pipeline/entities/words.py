"""The words of a text as finding sees them: what is capitalised, what stands together, what kind of word it is.

The kinds are data, `reference/words.csv`; nothing here knows a name or a language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from pipeline import reference
from pipeline.entities.lexicon import lexicon
from pipeline.names.given import Gender

MAXIMUM_LETTERS = 40
"""No word of a name is longer, in code points."""

# Inside a word there may be combining marks (letters typed apart) and characters that cannot be seen.
_LETTER = r"[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200d\u2060]*"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{1,4}}(?![^\W\d_]{{2}})|{_LETTER}(?:{_LETTER}|[-’'ʼ](?=[^\W\d_]))*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
# What may stand between two words of one name: a space or line break, with a bracket or without; nothing after an
# initial (A.Novik), whose full stop belongs to it.
_BETWEEN = re.compile(r"\]?(?:[ \u00a0\u202f]|\r?\n)[ \u00a0]?\[?|(?<=\.)")
_ABBREVIATED = 4
"""A title of no more code points than this is an abbreviation when a full stop follows it."""

_NO_NAME = {"function", "calendar", "title", "honorific", "address", "generation"}
_MAYBE_NAME = {"particle", "attributive", "case_form", "surname"}


@dataclass(frozen=True)
class Word:
    """A word of the text, without its possessive ending; `start` and `end` in code points.

    `begins` says that a sentence begins with it, where any word is capitalised; `in_title` that it stands in the title
    of the text, where most are.
    """

    start: int
    end: int
    text: str
    begins: bool
    in_title: bool
    language: str = "und"

    @property
    def key(self) -> str:
        """In lower case, as the word lists have it."""
        return self.text.casefold()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is the first letter of a name, or several, with full stops."""
        return _INITIALS.fullmatch(self.text) is not None and self.text.isupper() and not kinds(self.key)

    @property
    def is_capitals(self) -> bool:
        """Whether all of its letters are capitals."""
        return len(self.text) > 2 and self.text.isupper()

    @property
    def is_address(self) -> bool:
        """Mr., spadar: a name follows, whether it is capitalised or not."""
        is_acronym = len(self.text) > 1 and self.text.isupper()
        return not is_acronym and not kinds(self.key).isdisjoint({"honorific", "address"})

    @property
    def is_title(self) -> bool:
        """Titles of office are capitalised before a name (President Novik); Mr. and spadar need not be."""
        return self.is_address or (self.is_a("title") and self.is_capitalised)

    @property
    def is_name(self) -> bool:
        """Whether a name can have this word: capitalised, and none of the words that names never have."""
        if not self.is_capitalised or not 1 < len(self.text) <= MAXIMUM_LETTERS or self.is_initial:
            return False
        return _NO_NAME.isdisjoint(kinds(self.key))

    @property
    def may_be_family(self) -> bool:
        """Whether a family name can be this word: it is not known as something else."""
        is_acronym = len(self.text) <= 3 and self.text.isupper()
        return self.is_name and not self.is_known_otherwise and not is_acronym

    @property
    def is_known_otherwise(self) -> bool:
        """Whether the word is known as something else than a part of a name."""
        return not kinds(self.key) <= _MAYBE_NAME

    @property
    def is_common(self) -> bool:
        """Whether the language of the text writes the word small, and often."""
        return lexicon().is_common(self.key, self.language)

    def is_a(self, kind: str) -> bool:
        """Whether the word is of that kind."""
        return kind in kinds(self.key)


def runs(text: str, start: int, end: int, language: str, *, in_title: bool) -> Iterator[list[Word]]:
    """Words in a row that could belong together: capitalised ones, with particles and words like Mr. among them."""
    run: list[Word] = []
    begins = True
    for match in _WORD.finditer(text, start, end):
        if match[0].islower() and match[0].casefold() not in _small():
            if run:
                yield run
                run = []
            begins = False
            continue
        content = _POSSESSIVE.sub("", match[0])
        word = Word(match.start(), match.start() + len(content), content, begins, in_title, language)
        begins = False
        belongs = word.is_capitalised or word.is_a("particle") or word.is_address
        if run and not (belongs and _joined(text, run[-1], word)):
            yield run
            run = []
        if belongs:
            run.append(word)
        if run and is_possessive(text, word.end):
            yield run
            run = []
    if run:
        yield run


def is_possessive(text: str, end: int) -> bool:
    """Whether 's, or an apostrophe alone, follows the word that ends at `end`."""
    return re.match(r"['’](?:[sS]\b|(?!\w))", text[end : end + 3]) is not None


def gender_of_title(word: Word) -> Gender | None:
    """What a title says of the gender, for those that say it."""
    return _genders().get(word.key)


def kinds(word: str) -> frozenset[str]:
    """The kinds of a word in lower case; none where it is not listed."""
    return _words().get(word, frozenset())


def _joined(text: str, left: Word, right: Word) -> bool:
    stops = left.is_a("honorific") or left.is_a("place_prefix") or left.is_a("generation")
    stops = stops or (left.is_a("title") and len(left.text) <= _ABBREVIATED)
    abbreviated = stops and text[left.end] == "."
    return _BETWEEN.fullmatch(text, left.end + abbreviated, right.start) is not None


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in reference.rows("words.csv"):
        found.setdefault(row["word"], set()).add(row["kind"])
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _small() -> frozenset[str]:
    """Words that may stand in a run though they are written small."""
    return frozenset(word for word, kinds in _words().items() if kinds & {"particle", "honorific", "address"})


@cache
def _genders() -> dict[str, Gender]:
    return {row["word"]: cast(Gender, row["gender"]) for row in reference.rows("words.csv") if row["gender"]}
