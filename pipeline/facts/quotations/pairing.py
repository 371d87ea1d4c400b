"""Pairs the tokens of a quotation with those of the text in which it was found.

The runs of equal tokens stand; what lies between and beside them is paired here. What the differences are is said in
`differences`.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.tokens import Token

if TYPE_CHECKING:
    from pipeline.facts.quotations.alignment import Run

Ops = list[tuple[int | None, int | None]]
"""Pairs of a token of the quotation and one of the source, by index; None where the other one has nothing there."""

_CELLS = 40_000
"""Pairs of tokens compared between two runs; a longer stretch without a run is one difference."""
_BESIDE = 12
"""Tokens of the source beside the outer runs, beyond those of the quotation there, in which its rest is looked for."""
_BESIDE_ELLIPSIS = 150
"""The same where an ellipsis says that something was left out."""

ELLIPSIS = re.compile(
    r"\[\s?(?:…|\.\s?\.\s?\.)\s?\]|\(\s?(?:…|\.\s?\.\s?\.)\s?\)|…|\.\s?\.\s?\.(?:\s?\.)?|<…>|<\.\.\.>"
)
BRACKET = re.compile(r"\[[^\[\]]{1,300}\]")
_END = re.compile(r"[.!?](?:\s|$)")


def steps(quote: str, words: Sequence[Token], source: Sequence[Token], chain: Sequence["Run"], text: str) -> Ops:
    """Pairs the tokens of a quotation with those of the source, around the runs of equal ones in `chain`."""
    bracketed = _bracketed(quote, words)
    left_out = [False] * (len(words) + 1)
    for match in ELLIPSIS.finditer(quote):
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
    spans = [match.span() for match in BRACKET.finditer(quote) if not ELLIPSIS.fullmatch(match[0])]
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
    return not _END.search(text[low:high])


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
