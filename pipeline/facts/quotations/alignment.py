"""Quotations found again in other documents.

All quotations are cut into shingles, of which an index is made; every text is then read once past it. So the memory
grows with the quotations and the time with the texts. Which differences there are is said in `differences`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import NamedTuple

from pipeline.facts.quotations.marks import Span
from pipeline.facts.quotations.pairing import Ops, steps
from pipeline.facts.quotations.tokens import Source, Token, keys, tokens

RUN = 8
"""Tokens: so many in a row have to be equal."""

_SHINGLE = 6
_STEP = RUN - _SHINGLE + 1
"""Every run of eight tokens holds a shingle of six that begins at a multiple of three."""

_REPEATS = 3
"""A shingle that a quotation has more often is indexed so often."""
_PLACES = 1 << 16
"""Tokens: more of one quotation are not indexed."""
_MAXIMUM_RUNS = 100
"""Runs that are looked at for a quotation in a text; what repeats itself without end has more."""
_GAP = 400
"""Tokens of a text that a quotation may leave out at once."""


class Quote(NamedTuple):
    """A quotation to look for: its words at `start` of its document, and a little of what follows them there."""

    quotation_id: str
    document_id: str
    start: int
    text: str
    after: str


class Run(NamedTuple):
    """`length` equal tokens in a row: from `quote` on in the quotation, from `source` on in the text."""

    quote: int
    source: int
    length: int


class Aligned(NamedTuple):
    """A quotation found in a text: the tokens of both, and what has to be done to make one of the other.

    `span` is where it stands in the text, in code points; `longest` the longest run and `equal` the number of tokens
    that are equal.
    """

    quote: Quote
    quote_tokens: Sequence[Token]
    source_tokens: Sequence[Token]
    ops: Ops
    span: Span
    longest: int
    equal: int


class Index:
    """Quotations by their shingles."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self.quotes: list[Quote] = []
        self._keys: list[list[str]] = []
        # Number of the quotation and place of the shingle in it, as one integer: most shingles have one place only.
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}
        for quote in quotes:
            words = list(map(intern, keys(quote.text)))
            if len(words) < RUN:
                continue
            place = len(self.quotes) * _PLACES
            self.quotes.append(quote)
            self._keys.append(words)
            for at in range(0, min(len(words), _PLACES) - _SHINGLE + 1, _STEP):
                self._add(hash(tuple(words[at : at + _SHINGLE])), place + at)

    def _add(self, shingle: int, place: int) -> None:
        if self._first.setdefault(shingle, place) == place:
            return
        more = self._more.setdefault(shingle, [])
        if len(more) < _REPEATS - 1 or more[1 - _REPEATS] // _PLACES != place // _PLACES:
            more.append(place)

    def _places(self, shingle: int) -> Iterator[tuple[int, int]]:
        yield divmod(self._first[shingle], _PLACES)
        for place in self._more.get(shingle, ()):
            yield divmod(place, _PLACES)

    def find(self, document_id: str, text: str) -> Iterator[Aligned]:
        """The quotations of other documents that stand in `text`, each once, where most of it stands."""
        words = keys(text)
        shingles = list(map(hash, zip(*(words[n:] for n in range(_SHINGLE)), strict=False)))
        if self._first.keys().isdisjoint(shingles):
            return
        source = Source(text, words)
        for number, runs in sorted(self._runs(document_id, words, shingles).items()):
            quote = self.quotes[number]
            yield _align(quote, tokens(quote.text), source, runs, text)

    def _runs(self, document_id: str, words: list[str], shingles: list[int]) -> dict[int, list[Run]]:
        found: dict[int, list[Run]] = defaultdict(list)
        reached: dict[tuple[int, int], int] = {}
        looked_at: dict[int, int] = defaultdict(int)
        for at, shingle in enumerate(shingles):
            if shingle not in self._first:
                continue
            for number, place in self._places(shingle):
                diagonal = (number, at - place)
                if reached.get(diagonal, -1) > at or self.quotes[number].document_id == document_id:
                    continue
                looked_at[number] += 1
                if looked_at[number] > _MAXIMUM_RUNS:
                    continue
                run = _extend(self._keys[number], words, place, at)
                reached[diagonal] = run.source + run.length
                if run.length >= RUN:
                    found[number].append(run)
        return found


def _extend(quote: Sequence[str], source: Sequence[str], i: int, j: int) -> Run:
    """The run that goes through these tokens; of length 0 where they differ."""
    first, last = 0, 0
    while first < min(i, j) and quote[i - first - 1] == source[j - first - 1]:
        first += 1
    while i + last < len(quote) and j + last < len(source) and quote[i + last] == source[j + last]:
        last += 1
    return Run(i - first, j - first, first + last) if last else Run(i, j, 0)


def _align(quote: Quote, words: list[Token], source: Sequence[Token], runs: list[Run], text: str) -> Aligned:
    chain = _chain(runs)
    ops = steps(quote.text, words, source, chain, text)
    used = [op for op in ops if op[1] is not None]
    places = [j for _, j in ops if j is not None]
    equal = sum(i is not None and j is not None and words[i].key == source[j].key for i, j in ops)
    span = (source[min(places)].start, source[max(places)].end) if used else (0, 0)
    return Aligned(quote, words, source, ops, span, max(run.length for run in chain), equal)


def _chain(runs: list[Run]) -> list[Run]:
    """The runs, one behind the other in both texts, that hold most of the quotation."""
    runs = sorted(runs, key=lambda run: (run.source, run.quote))
    best: list[tuple[float, int]] = []
    for n, run in enumerate(runs):
        score, before = float(run.length), -1
        for m in range(n):
            left = runs[m]
            gap = run.source - left.source - left.length
            if left.quote + left.length <= run.quote and 0 <= gap <= _GAP:
                joined = best[m][0] + run.length - 0.01 * gap - 0.5
                if joined > score:
                    score, before = joined, m
        best.append((score, before))
    n = max(range(len(runs)), key=lambda k: (best[k][0], -k))
    chain = []
    while n >= 0:
        chain.append(runs[n])
        n = best[n][1]
    return chain[::-1]
