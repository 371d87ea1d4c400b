"""Names and phrases that lists give, found in a text in every case in which a language declines them.

A list's row has the `words` of a name as it is quoted and, for each of its words, the class by which `declension.csv`
declines it (`-`: not at all). A text is walked once: each word is looked up, and only where it can begin a name are the
next ones looked at, so the time grows with the text alone. Which lists there are, and what a name found means, is not
said here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline import reference

Span = tuple[int, int]

WORD = re.compile(r"(?:[^\W\d_]\.){2,5}|[Ѐ-ӿ]+(?:’[Ѐ-ӿ]+)*|[^\W\d_]+")
"""A word of a folded text: letters, in Cyrillic with apostrophes inside; or an abbreviation with full stops (U.S.)."""

_FOLD = str.maketrans("İёЁґҐ'ʼ`‘‐‑\N{NO-BREAK SPACE}«»„“”", "IеЕгГ’’’’-- " + 5 * '"')
_GAP = re.compile(r"(?!.?\n.{0,2}\n)[ \n]{0,2}([-–—’.,&/\"]?)[ \n]{0,2}", re.S)
_LONGEST = 12
"""The most words that a listed name has."""


def fold(text: str) -> str:
    """The text with one sign for each letter and mark that is written in several ways; as long as before."""
    return text.translate(_FOLD)


class Token(NamedTuple):
    """A word of a text at `start` to `end`; `word` is in small letters, `capital` says how it begins.

    `capitals`: all its letters are capitals, and it has more than one.
    """

    start: int
    end: int
    word: str
    capital: bool
    capitals: bool


def tokens(text: str) -> list[Token]:
    """The words of a text, which need not be folded."""
    folded = fold(text)
    small = folded.lower()
    found = []
    for match in WORD.finditer(folded):
        start, end = match.span()
        capital = folded[start] != small[start]
        found.append(Token(start, end, small[start:end], capital, capital and _shouts(match.group())))
    return found


def _shouts(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def gap(folded: str, left: Token, right: Token) -> str | None:
    """What stands between two words: white space (`" "`), one mark, or None if more."""
    if right.start - left.end == 1 and folded[left.end] == " ":
        return " "
    match = _GAP.fullmatch(folded, left.end, right.start)
    return (match[1] or " ") if match and match.end() > match.start() else None


@cache
def endings(language: str, declension: str) -> tuple[str, ...]:
    """The endings of a class of words, the nominative's first; `-` as a class has none but the word itself."""
    if declension == "-":
        return ("",)
    for row in reference.rows("declension.csv"):
        if (row["language"], row["class"]) == (language, declension):
            return tuple("" if ending == "-" else ending for ending in row["endings"].split("|"))
    raise KeyError(f"declension.csv has no class {declension} of {language}")


def stem(word: str, among: Sequence[str]) -> str:
    """What stands before the nominative's ending, or, in a word that is quoted in another form, before the longest."""
    fitting = [ending for ending in among if word.endswith(ending)]
    if not fitting:
        raise ValueError(f"{word} has none of the endings {among}")
    return word.removesuffix(among[0] if word.endswith(among[0]) else max(fitting, key=len))


def forms(word: str, language: str, declension: str) -> set[str]:
    """Every form of a word, as `Token.word` has them."""
    among = endings(language, declension)
    base = stem(word, among)
    return {fold(base + ending).lower() for ending in among}


@dataclass
class _Node:
    next: dict[tuple[str, int], "_Node"] = field(default_factory=dict)
    rows: list[Mapping[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A listed name at the tokens `first` to `last` (inclusive), with the list's rows that fit."""

    first: int
    last: int
    rows: tuple[Mapping[str, str], ...]


class Listed:
    """Lists of one or more languages, ready to be looked for."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._root = _Node()
        self._lemmas: dict[tuple[str, str, str, bool, bool], int] = {}
        self._forms: dict[str, tuple[int, ...]] = {}
        self._kinds: list[tuple[bool, bool]] = []
        for row in rows:
            self._add(row)

    @property
    def size(self) -> int:
        """The number of different words."""
        return len(self._kinds)

    def has(self, word: str) -> bool:
        """Whether a word, folded and in small letters, is a form of one of the lists' words."""
        return word in self._forms

    def _add(self, row: Mapping[str, str]) -> None:
        folded = fold(row["words"])
        parts = list(WORD.finditer(folded))
        classes = row["classes"].split() or ["-"] * len(parts)
        if len(parts) != len(classes) or len(parts) > _LONGEST:
            raise ValueError(f"{row['words']}: {len(parts)} words, {len(classes)} classes")
        gaps = [""]
        for left, right in pairwise(parts):
            match = _GAP.fullmatch(folded, left.end(), right.start())
            if not match:
                raise ValueError(f"{row['words']}: what is between its words?")
            gaps.append(match[1] or " ")
        node = self._root
        for mark, part, declension in zip(gaps, parts, classes, strict=True):
            lemma = self._lemma(part.group(), row["language"], declension)
            node = node.next.setdefault((mark, lemma), _Node())
        node.rows.append(row)

    def _lemma(self, word: str, language: str, declension: str) -> int:
        capitals = _shouts(word) and declension == "-"
        key = (word.lower(), language if declension != "-" else "", declension, word[0].isupper(), capitals)
        if key not in self._lemmas:
            self._lemmas[key] = len(self._kinds)
            self._kinds.append((key[3], capitals))
            for form in forms(word, language, declension):
                self._forms[form] = (*self._forms.get(form, ()), self._lemmas[key])
        return self._lemmas[key]

    def find(self, folded: str, among: Sequence[Token]) -> Iterator[Found]:
        """The names in a folded text whose words are `among`, the longest at each place; they share no word."""
        begin = 0
        forms = self._forms
        for index, token in enumerate(among):
            if token[2] not in forms or index < begin:
                continue
            found = self._longest(folded, among, index)
            if found:
                begin = found.last + 1
                yield found

    def _longest(self, folded: str, among: Sequence[Token], first: int) -> Found | None:
        nodes = self._step([self._root], "", among[first])
        longest = None
        for last in range(first, min(first + _LONGEST, len(among))):
            rows = tuple(row for node in nodes for row in node.rows)
            if rows:
                longest = Found(first, last, rows)
            if last + 1 == len(among) or not any(node.next for node in nodes):
                break
            mark = gap(folded, among[last], among[last + 1])
            if mark is None:
                break
            nodes = self._step(nodes, mark, among[last + 1])
            if not nodes:
                break
        return longest

    def _step(self, nodes: Sequence[_Node], mark: str, token: Token) -> list[_Node]:
        lemmas = [lemma for lemma in self._forms.get(token.word, ()) if self._fits(lemma, token)]
        return [node.next[mark, lemma] for lemma in lemmas for node in nodes if (mark, lemma) in node.next]

    def _fits(self, lemma: int, token: Token) -> bool:
        capital, capitals = self._kinds[lemma]
        return (token.capital or not capital) and (token.capitals or not capitals)


@cache
def listed(name: str, language: str) -> Listed:
    """The list `name` for texts in a language (BCP 47): its rows in that language and in all (`mul`).

    A text of an unknown language (`und`) may have names in any.
    """
    rows = reference.rows(name)
    main = language.split("-")[0]
    if main != "und":
        rows = tuple(row for row in rows if row["language"] in (main, "mul"))
    return Listed(rows)


def inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies in one of `spans`, or shares characters with it; `spans` are in order and do not overlap."""
    index = bisect_right(spans, (span[1], -1)) - 1
    return index >= 0 and spans[index][1] > span[0]
