"""A text with its words, as the finders of places and organisations walk it, and the words that tell them something.

What a place or an organisation is, and how it is found, is in `places`, `bodies` and `organisations`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import reference
from pipeline.entities.others.listed import Found, Listed, Span, Token, endings, fold, gap, tokens
from pipeline.names.given import given_name

WORDS = "organisation_words.csv"
"""The words by which bodies are known."""


@dataclass(frozen=True)
class Reading:
    """A text (BCP 47 `language`) and its words; `begins` are those with which a sentence begins."""

    text: str
    folded: str
    tokens: Sequence[Token]
    begins: frozenset[int]
    language: str

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another."""
        return self.tokens[first].start, self.tokens[last].end

    def gap(self, left: int, right: int) -> str | None:
        """What stands between two words (`listed.gap`); None where there are no such words, or a sentence ends."""
        if left < 0 or right >= len(self.tokens) or right in self.begins:
            return None
        return gap(self.folded, self.tokens[left], self.tokens[right])

    def beside(self, left: int, right: int) -> bool:
        """Whether there are two such words with nothing but white space between them."""
        return self.gap(left, right) == " "

    def word(self, index: int) -> str:
        """A word as the text has it."""
        return self.text[self.tokens[index].start : self.tokens[index].end]

    def phrases(self, file: str, kind: str) -> Iterator[Found]:
        """Where the words of a kind in a file stand in the text."""
        return phrases(file, kind, self.language).find(self.folded, self.tokens)

    def follows(self, index: int, file: str, kind: str) -> bool:
        """Whether words of this kind stand right before a word."""
        if not self.beside(index - 1, index):
            return False
        words = phrases(file, kind, self.language)
        begin = max(0, index - 3)
        return any(
            found.first == 0 and found.last == index - 1 - at
            for at in range(begin, index)
            for found in words.find(self.folded, self.tokens[at:index])
        )

    def is_given_name(self, index: int) -> bool:
        """Whether a word can be a person's given name."""
        return given_name(self.word(index)) is not None

    def names_people(self, index: int) -> bool:
        """Whether a word is a given name, an initial or a form of address before a name."""
        token = self.tokens[index]
        is_initial = token.end - token.start == 1 and self.text[token.end : token.end + 1] == "."
        return token.capital and (
            is_initial or token.word in words_of("honorific", "address") or self.is_given_name(index)
        )


def read(text: str, sentences: Sequence[Span], language: str) -> Reading:
    """A text made ready; `sentences` are spans in code points."""
    words = tokens(text)
    starts = [token.start for token in words]
    begins = frozenset(bisect_left(starts, start) for start, _ in sentences)
    return Reading(text, fold(text), words, begins, language)


@cache
def phrases(file: str, kind: str, language: str) -> Listed:
    """The rows of one kind in a file of words, for texts in a language."""
    main = language.split("-")[0]
    rows = (row for row in reference.rows(file) if row["kind"] == kind)
    return Listed([row for row in rows if main == "und" or row["language"] in (main, "mul")])


@cache
def suffixes(file: str, kind: str, language: str) -> tuple[str, ...]:
    """The ends of words that rows of one kind give: their letters with each of the endings of their class."""
    main = language.split("-")[0]
    rows = [row for row in reference.rows(file) if row["kind"] == kind and main in ("und", row["language"])]
    return tuple(fold(row["words"] + ending) for row in rows for ending in endings(row["language"], row["classes"]))


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """The words of these kinds in `words.csv`, folded."""
    return frozenset(fold(row["word"]) for row in reference.rows("words.csv") if row["kind"] in kinds)
