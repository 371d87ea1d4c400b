"""Every difference between a quotation and the words it was found as, by kind.

What `pairing` leaves over, and the signs between pairs, are the differences.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.pairing import BRACKET, ELLIPSIS, Ops
from pipeline.names import compare

if TYPE_CHECKING:
    from pipeline.facts.quotations.alignment import Aligned

_SIGN = str.maketrans(dict.fromkeys("“”„«»‹›‘’‚'`ʼ", '"') | dict.fromkeys("—–‒―‐‑", "-"))
_END = ".,;:!?…"

_DOUBT = 0.5
"""Two names from this score on may be one, and the editor says that they are."""


class Difference(NamedTuple):
    """A difference of a `kind`: `quote` in the quotation's document, `source` in the other one, both in code points.

    `same_entity` is true where an editor put one spelling of a name for another.
    """

    kind: str
    quote: Span
    source: Span
    same_entity: bool | None = None


def differences(found: "Aligned", text: str) -> tuple[Span, list[Difference]]:
    """The exact span in the source, `text`, and every difference in its order."""
    reader = _Reader(found, text)
    found_there = sorted(reader.read(), key=lambda one: (one.quote, one.source))
    return reader.span, found_there


class _Reader:
    def __init__(self, found: "Aligned", text: str) -> None:
        self.quote, self.text = found.quote, text
        self.words, self.source, self.ops = found.quote_tokens, found.source_tokens, found.ops
        self.span = found.span
        self.brackets = [
            match.span() for match in BRACKET.finditer(self.quote.text) if not ELLIPSIS.fullmatch(match[0])
        ]
        self.ellipses = [match.span() for match in ELLIPSIS.finditer(self.quote.text)]

    def read(self) -> Iterator[Difference]:
        """All differences."""
        group: Ops = []
        left: tuple[int, int] | None = None
        for i, j in self.ops:
            if i is not None and j is not None and self._is_equal(i, j):
                yield from self._between(left, group, (i, j))
                yield from self._within(i, j)
                left, group = (i, j), []
            else:
                group.append((i, j))
        yield from self._between(left, group, None)
        yield from self._at_the_end()

    def _is_equal(self, i: int, j: int) -> bool:
        return self.words[i].key == self.source[j].key and self._bracket(i) < 0

    def _bracket(self, i: int) -> int:
        """Which bracket the word stands in; -1 for none."""
        word = self.words[i]
        return next((n for n, (a, b) in enumerate(self.brackets) if a <= word.start and word.end <= b), -1)

    def _within(self, i: int, j: int) -> Iterator[Difference]:
        word, other = self.words[i], self.source[j]
        raw, there = self.quote.text[word.start : word.end], self.text[other.start : other.end]
        if raw != there and unicodedata.normalize("NFC", raw) != unicodedata.normalize("NFC", there):
            bare = raw.replace("[", "").replace("]", "")
            kind = "case" if bare != there else "bracket_insertion"
            if bare.casefold() == there.casefold():
                yield self._difference(kind, (word.start, word.end), (other.start, other.end))

    def _between(self, left: tuple[int, int] | None, group: Ops, right: tuple[int, int] | None) -> Iterator[Difference]:
        """The differences between two pairs of equal tokens that nothing equal stands between."""
        begin = self.words[left[0]].end if left else 0
        end = self.words[right[0]].start if right else len(self.quote.text)
        open_ = [span for span in self.ellipses if begin <= span[0] and span[1] <= end]
        if not group:
            if open_ and (right or left is None):
                yield from self._pauses(open_, left, right)
            elif left and right:
                yield from self._signs((begin, end), (self.source[left[1]].end, self.source[right[1]].start))
            return
        at = self.source[left[1]].end if left else self.span[0]
        for kind, inner, places in self._pieces(group, open_, begin, end):
            source = (self.source[places[0]].start, self.source[places[-1]].end) if places else (at, at)
            at = source[1]
            yield self._difference(kind, inner, source)

    def _pieces(
        self, group: Ops, ellipses: Sequence[Span], begin: int, end: int
    ) -> Iterator[tuple[str, Span, list[int]]]:
        """A stretch of differences in pieces of one kind: kind, span in the quotation, tokens of the source."""
        pieces: list[tuple[int, list[int], list[int]]] = []  # bracket (-1 none, -2 ellipsis), tokens of both
        rest: list[int] = []
        used: set[Span] = set()
        position = begin
        for n, (i, j) in enumerate(group):
            following = next((self.words[k].start for k, _ in group[n:] if k is not None), end)
            if i is None and j is not None:
                gap = [span for span in ellipses if position <= span[0] and span[1] <= following]
                if gap:
                    used.add(gap[0])
                    if not (pieces and pieces[-1][0] == -2):
                        pieces.append((-2, [gap[0][0], gap[0][1]], []))
                    pieces[-1][2].append(j)
                elif pieces and pieces[-1][0] != -2:
                    pieces[-1][2].append(j)
                else:
                    rest.append(j)
            elif i is not None:
                position = self.words[i].end
                bracket = self._bracket(i)
                if not (pieces and pieces[-1][0] == bracket):
                    pieces.append((bracket, [], []))
                pieces[-1][1].append(i)
                if rest:
                    pieces[-1][2].extend(rest)
                    rest = []
                if j is not None:
                    pieces[-1][2].append(j)
        if rest:
            yield "other", (end, end) if not begin else (begin, begin), rest
        around = [(self.words[inner[0]].start, self.words[inner[-1]].end) for kind, inner, _ in pieces if kind != -2]
        for span in ellipses:
            if span not in used and not any(a <= span[0] and span[1] <= b for a, b in around):
                yield "ellipsis", span, []
        for bracket, inner, places in pieces:
            if bracket == -2:
                yield "ellipsis", (inner[0], inner[1]), places
            elif bracket >= 0:
                yield f"bracket_{'substitution' if places else 'insertion'}", self.brackets[bracket], places
            else:
                span = (self.words[inner[0]].start, self.words[inner[-1]].end)
                marked = places and any(sign in self.quote.text[slice(*span)] for sign in "[]")
                yield "bracket_substitution" if marked else "other", span, places

    def _pauses(
        self, ellipses: Sequence[Span], left: tuple[int, int] | None, right: tuple[int, int] | None
    ) -> Iterator[Difference]:
        """Three dots where the source has nothing more: those that the source has too are no difference."""
        at = self.source[left[1]].end if left else self.span[0]
        end = self.source[right[1]].start if right else at
        if not ELLIPSIS.search(self.text, at, end):
            for span in ellipses:
                yield self._difference("ellipsis", span, (at, at))

    def _signs(self, inner: Span, outer: Span) -> Iterator[Difference]:
        """Other signs between two words."""
        quote, source = self.quote.text[slice(*inner)], self.text[slice(*outer)]
        if _folded(quote) == _folded(source):
            return
        (a, b), (c, d) = _stripped(quote), _stripped(source)
        yield self._difference("punctuation", (inner[0] + a, inner[0] + b), (outer[0] + c, outer[0] + d))

    def _at_the_end(self) -> Iterator[Difference]:
        """The mark that ends the quotation, or stands for that mark in or behind the closing quotation mark."""
        last = self.ops[-1]
        if last[0] is None or last[1] is None or not self._is_equal(last[0], last[1]):
            return
        place = self.source[last[1]].end
        there = _leading(self.text, place)
        begin = self.words[last[0]].end
        inside = self.quote.text[begin:]
        tail = _leading(self.quote.text, begin)
        if inside.strip():
            dots = ELLIPSIS.match(self.quote.text, begin)
            if _folded(self.quote.text[slice(*tail)]) == _folded(self.text[slice(*there)]):
                self.span = (self.span[0], max(self.span[1], there[1]))
            elif dots:
                yield self._difference("ellipsis", dots.span(), (place, place))
            elif tail[0] < tail[1]:
                self.span = (self.span[0], max(self.span[1], there[1]))
                yield self._difference("punctuation", tail, there)
            return
        outside = re.match(r"\s?[”“»«\"’‘'›‹]{0,4}\s?(?=[.,;:!?…])|", self.quote.after)
        skip = 0 if self.quote.after[:1] in tuple(_END) else (outside.end() if outside else 0)
        mark = _leading(self.quote.after, skip)
        signs, theirs = self.quote.after[slice(*mark)], self.text[slice(*there)]
        if signs and theirs and signs != theirs:
            length = len(self.quote.text)
            yield self._difference("punctuation", (length + mark[0], length + mark[1]), there)

    def _difference(self, kind: str, inner: Span, source: Span) -> Difference:
        same = None
        if kind == "bracket_substitution":
            same = _same_name(self.quote.text[slice(*inner)], self.text[slice(*source)])
        start = self.quote.start
        return Difference(kind, (start + inner[0], start + inner[1]), source, same)


def _leading(text: str, at: int) -> Span:
    """The marks that end a sentence or a part of one, from `at` on."""
    end = at
    while end < len(text) and end - at < 4 and text[end] in _END:
        end += 1
    return at, end


def _folded(signs: str) -> str:
    """Signs without space, with all quotation marks, apostrophes and dashes alike."""
    lines = re.sub(r"(\n\s{0,9})[“”„«»\"‘]", r"\1", signs)
    return re.sub(r"\s+", "", lines).translate(_SIGN).replace("--", "-").replace("...", "…")


def _stripped(signs: str) -> Span:
    return len(signs) - len(signs.lstrip()), max(len(signs) - len(signs.lstrip()), len(signs.rstrip()))


def _same_name(bracket: str, source: str) -> bool | None:
    """True where both are names, and can be spellings of one, though the names alone leave it in doubt; else None."""
    name = bracket.strip("[]").strip()
    words, others = name.split(), source.split()
    if not words or not others or not all(word[0].isupper() for word in (*words, *others)):
        return None
    compared = compare(name, source)
    genders = {compared.left.gender, compared.right.gender} - {None}
    return True if compared.score >= _DOUBT and len(genders) < 2 else None
