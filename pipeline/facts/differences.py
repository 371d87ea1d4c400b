"""Every difference between a quotation and the words it was found as, by kind.

Tokens are paired first (`steps`); what is left over, and the signs between pairs, are the differences.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.facts.marks import Span
from pipeline.facts.tokens import Token
from pipeline.names import compare

if TYPE_CHECKING:
    from pipeline.facts.alignment import Aligned, Run

Ops = list[tuple[int | None, int | None]]
"""Pairs of a token of the quotation and one of the source, by index; None where the other one has nothing there."""

_CELLS = 40_000
"""Pairs of tokens compared between two runs; a longer stretch without a run is one difference."""
_BESIDE = 12
"""Tokens of the source beside the outer runs, beyond those of the quotation there, in which its rest is looked for."""
_BESIDE_ELLIPSIS = 150
"""The same where an ellipsis says that something was left out."""

_ELLIPSIS = re.compile(
    r"\[\s?(?:…|\.\s?\.\s?\.)\s?\]|\(\s?(?:…|\.\s?\.\s?\.)\s?\)|…|\.\s?\.\s?\.(?:\s?\.)?|<…>|<\.\.\.>"
)
_BRACKET = re.compile(r"\[[^\[\]]{1,300}\]")
_SIGN = str.maketrans({c: '"' for c in "“”„«»‹›‘’‚'`ʼ"} | {c: "-" for c in "—–‒―‐‑"})
_END = ".,;:!?…"


class Difference(NamedTuple):
    """A difference of a `kind`: `quote` in the quotation's document, `source` in the other one, both in code points.

    `same_entity` is true where an editor put one spelling of a name for another.
    """

    kind: str
    quote: Span
    source: Span
    same_entity: bool | None = None


def steps(quote: str, words: Sequence[Token], source: Sequence[Token], chain: Sequence["Run"], text: str) -> Ops:
    """Pairs the tokens of a quotation with those of the source, around the runs of equal ones in `chain`."""
    bracketed = _bracketed(quote, words)
    left_out = [False] * (len(words) + 1)
    for match in _ELLIPSIS.finditer(quote):
        after = sum(word.start < match.end() for word in words)
        left_out[after] = True
    ops: Ops = []
    first = chain[0]
    head = _window(first.quote, any(left_out[: first.quote + 1]))
    low = max(0, first.source - head) if first.quote else first.source
    ops += _edge(words, source, (0, first.quote), (low, first.source), bracketed, left_out, text, at_start=True)
    for n, run in enumerate(chain):
        ops += [(run.quote + k, run.source + k) for k in range(run.length)]
        if n + 1 < len(chain):
            following = chain[n + 1]
            inner = (run.quote + run.length, following.quote)
            outer = (run.source + run.length, following.source)
            ops += _pair(words, source, inner, outer, bracketed, left_out)
    last = chain[-1]
    begin, rest = last.quote + last.length, len(words) - last.quote - last.length
    tail = _window(rest, any(left_out[begin:]))
    high = min(len(source), last.source + last.length + tail) if rest else last.source + last.length
    span = (last.source + last.length, high)
    ops += _edge(words, source, (begin, len(words)), span, bracketed, left_out, text, at_start=False)
    return ops


def _window(rest: int, ellipsis: bool) -> int:
    return rest + (_BESIDE_ELLIPSIS if ellipsis else _BESIDE)


def _bracketed(quote: str, words: Sequence[Token]) -> list[bool]:
    spans = [match.span() for match in _BRACKET.finditer(quote) if not _ELLIPSIS.fullmatch(match[0])]
    found, n = [], 0
    for word in words:
        while n < len(spans) and spans[n][1] <= word.start:
            n += 1
        inside = n < len(spans) and spans[n][0] < word.end and spans[n][1] > word.start
        found.append(inside)
    return found


def _pair(
    words: Sequence[Token],
    source: Sequence[Token],
    inner: Span,
    outer: Span,
    bracketed: list[bool],
    left_out: list[bool],
) -> Ops:
    """Pairs what lies between two runs."""
    n, m = inner[1] - inner[0], outer[1] - outer[0]
    if not n or not m or n * m > _CELLS:
        return [(i, None) for i in range(*inner)] + [(None, j) for j in range(*outer)]
    return _best(words, source, inner, outer, bracketed, left_out, free=False)


def _edge(
    words: Sequence[Token],
    source: Sequence[Token],
    inner: Span,
    outer: Span,
    bracketed: list[bool],
    left_out: list[bool],
    text: str,
    *,
    at_start: bool,
) -> Ops:
    """Pairs what lies before the first run, or behind the last: of the source only what is equal, or bracketed."""
    n, m = inner[1] - inner[0], outer[1] - outer[0]
    if not n:
        return []
    if not m or n * m > _CELLS:
        return [(i, None) for i in range(*inner)]
    if at_start:
        ops = _best(words, source, inner, outer, bracketed, left_out, free=True)
    else:
        turned_words, turned_source = words[inner[0] : inner[1]][::-1], source[outer[0] : outer[1]][::-1]
        flags = bracketed[inner[0] : inner[1]][::-1], left_out[inner[0] : inner[1] + 1][::-1]
        turned = _best(turned_words, turned_source, (0, n), (0, m), *flags, free=True)
        ops = [
            (None if i is None else inner[1] - 1 - i, None if j is None else outer[1] - 1 - j) for i, j in turned[::-1]
        ]
    return _cut(ops if at_start else ops[::-1], words, source, bracketed, text, at_start=at_start)


def _cut(
    ops: Ops, words: Sequence[Token], source: Sequence[Token], bracketed: list[bool], text: str, *, at_start: bool
) -> Ops:
    """Takes from the outer end of the source what is not equal; `ops` go from there inwards."""
    kept: Ops = []
    reached = False
    for n, (i, j) in enumerate(ops):
        equal = i is not None and j is not None and words[i].key == source[j].key
        if equal or reached:
            reached = True
            kept.append((i, j))
        elif i is not None:
            inner = ops[n + 1 :]
            beside = all(k is None for _, k in kept)
            replaced = j is not None and bracketed[i] and _same_sentence(source, j, inner, text) and (beside or inner)
            kept.append((i, j if replaced else None))
            reached = reached or bool(replaced)
    return kept if at_start else kept[::-1]


def _same_sentence(source: Sequence[Token], j: int, inner: Ops, text: str) -> bool:
    places = [k for _, k in inner if k is not None]
    beside = (places[0] if places else j) if places else j
    low, high = sorted((source[j].end, source[beside].start))
    return not re.search(r"[.!?](?:\s|$)", text[low:high])


def _best(
    words: Sequence[Token],
    source: Sequence[Token],
    inner: Span,
    outer: Span,
    bracketed: list[bool],
    left_out: list[bool],
    *,
    free: bool,
) -> Ops:
    """The cheapest way to pair them (Gotoh 1982); `free`: what the source has before all of it costs nothing."""
    n, m = inner[1] - inner[0], outer[1] - outer[0]
    far = -1e9
    # Three tables: the last step paired two tokens, left one of the quotation alone, or one of the source.
    table = [[[far] * (m + 1) for _ in range(n + 1)] for _ in range(3)]
    back = [[[0] * (m + 1) for _ in range(n + 1)] for _ in range(3)]
    table[0][0][0] = 0.0
    for j in range(1, m + 1):
        table[2][0][j], back[2][0][j] = (0.0 if free else -1.5 - 0.05 * j), 2
    for i in range(1, n + 1):
        word = words[inner[0] + i - 1]
        is_open = left_out[inner[0] + i]
        for j in range(m + 1):
            options = [table[k][i - 1][j] - (0.5 if k == 1 else 2.0) for k in range(3)]
            back[1][i][j] = max(range(3), key=options.__getitem__)
            table[1][i][j] = options[back[1][i][j]]
            if not j:
                continue
            other = source[outer[0] + j - 1]
            gain = 2.0 if word.key == other.key else (-0.3 if bracketed[inner[0] + i - 1] else -1.0)
            options = [table[k][i - 1][j - 1] + gain for k in range(3)]
            back[0][i][j] = max(range(3), key=options.__getitem__)
            table[0][i][j] = options[back[0][i][j]]
            begin = 0.2 if is_open else 1.5
            options = [table[k][i][j - 1] - (0.05 if k == 2 else begin) for k in range(3)]
            back[2][i][j] = max(range(3), key=options.__getitem__)
            table[2][i][j] = options[back[2][i][j]]
    ops: Ops = []
    i, j = n, m
    k = max(range(3), key=lambda k: table[k][n][m])
    while i or j:
        before = back[k][i][j]
        if k == 0:
            i, j = i - 1, j - 1
            ops.append((inner[0] + i, outer[0] + j))
        elif k == 1:
            i -= 1
            ops.append((inner[0] + i, None))
        else:
            j -= 1
            ops.append((None, outer[0] + j))
        k = before
    return ops[::-1]


def differences(found: "Aligned", text: str) -> tuple[Span, list[Difference]]:
    """The exact span in the source, `text`, and every difference in its order."""
    reader = _Reader(found, text)
    return reader.span, sorted(reader.read(), key=lambda one: (one.quote, one.source))


class _Reader:
    def __init__(self, found: "Aligned", text: str) -> None:
        self.quote, self.text = found.quote, text
        self.words, self.source, self.ops = found.quote_tokens, found.source_tokens, found.ops
        self.span = found.span
        self.brackets = [
            match.span() for match in _BRACKET.finditer(self.quote.text) if not _ELLIPSIS.fullmatch(match[0])
        ]
        self.ellipses = [match.span() for match in _ELLIPSIS.finditer(self.quote.text)]

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
        for span in ellipses:
            if span not in used:
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
        if not _ELLIPSIS.search(self.text, at, end):
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
            dots = _ELLIPSIS.match(self.quote.text, begin)
            if _folded(self.quote.text[slice(*tail)]) == _folded(self.text[slice(*there)]):
                self.span = (self.span[0], max(self.span[1], there[1]))
            elif dots:
                yield self._difference("ellipsis", dots.span(), (place, place))
            elif tail[0] < tail[1]:
                self.span = (self.span[0], max(self.span[1], there[1]))
                yield self._difference("punctuation", tail, there)
            return
        outside = re.match(r"\s?[”“»«\"’‘'›‹]*\s?(?=[.,;:!?…])|", self.quote.after)
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
    lines = re.sub(r"(\n\s*)[“”„«»\"‘]", r"\1", signs)
    return re.sub(r"\s+", "", lines).translate(_SIGN).replace("--", "-").replace("...", "…")


def _stripped(signs: str) -> Span:
    return len(signs) - len(signs.lstrip()), max(len(signs) - len(signs.lstrip()), len(signs.rstrip()))


def _same_name(bracket: str, source: str) -> bool | None:
    """True where both are names, and can be spellings of one; else nothing is said."""
    name = bracket.strip("[]").strip()
    words, others = name.split(), source.split()
    if not words or not others or not all(word[0].isupper() for word in (*words, *others)):
        return None
    compared = compare(name, source)
    return True if compared.same or (compared.score >= 0.5 and set(words) & set(others)) else None
