"""The features of the tokens of a document: what a token looks like, what stands beside it, what is known of the word,
what the document does with it elsewhere, and what the rules say. Of these the document matters most: a word that
follows a given name once is a family name in the whole text.

Never the word itself, if it is capitalised: names of today's people would be learnt by heart instead of how names look.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.entities.lexicon import Lexicon, stem, word_kinds
from pipeline.entities.tokens import Token, runs

_SENTENCE_ENDS = frozenset(".!?…:;")
_TITLES = frozenset({"role", "title", "honorific", "address"})

Run = tuple[int, int, int]
"""A line and the tokens in it, the end exclusive."""


class Document:
    """The tokens of a text by line, its runs, and what it does with its words."""

    def __init__(
        self,
        lines: Sequence[list[Token]],
        language: str,
        lexicon: Lexicon,
        hints: Sequence[tuple[int, int, str]] = (),
    ) -> None:
        """`lines` are the tokens of the text; no name goes over the end of a line.

        `language` is a BCP 47 code, or `und`. `hints` are spans of names that rules have found, in their order, with
        the rule.
        """
        self.language = language
        self._hints = hints
        self.lexicon = lexicon
        self.lines = lines
        self.runs: list[Run] = [(n, *run) for n, line in enumerate(self.lines) for run in runs(line)]
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in _COUNTS}
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._forms: dict[str, set[str]] = {}
        self._begins: list[list[bool]] = [self._read(line) for line in self.lines]
        self._uses: dict[str, tuple[str, ...]] = {}
        self._seen_beside: dict[tuple[str, int], tuple[str, ...]] = {}

    def _read(self, line: list[Token]) -> list[bool]:
        """Counts what the words of a line do. Gives for each token whether a sentence begins with it."""
        counts, begins, begin = self._counts, [], True
        for i, token in enumerate(line):
            begins.append(begin)
            if token.kind == "word":
                word = token.text.lower()
                if token.is_capitalised:
                    self._count_capitalised(line, i, word, begin)
                else:
                    counts["small"][stem(word)] += 1
                    counts["small"]["=" + word] += 1
            begin = token.kind == "sign" and (begin or token.text in _SENTENCE_ENDS)
        return begins

    def _count_capitalised(self, line: list[Token], i: int, word: str, begins: bool) -> None:
        counts, s = self._counts, stem(word)
        before = line[i - 1] if i else None
        after = line[i + 1] if i + 1 < len(line) else None
        counts["capital"][s] += 1
        counts["capital"]["=" + word] += 1
        self._forms.setdefault(s, set()).add(word)
        name_before = before is not None and (before.is_capitalised or before.kind == "initial")
        name_after = after is not None and (after.is_capitalised or after.kind == "initial")
        if name_before and not name_after:
            counts["last"][s] += 1
        elif name_after and not name_before:
            counts["first"][s] += 1
        elif not name_before and not begins:
            counts["alone"][s] += 1
        counts["inside"][s] += not begins
        if before is not None and before.kind == "initial":
            counts["after_initial"][s] += 1
        elif before is not None and before.is_capitalised:
            self._pairs[stem(before.text.lower()), s] += 1
            counts["after_given"][s] += self.lexicon.classes(before.text.lower())[0] in ("given=", "given0", "given1")
        elif before is not None and before.kind == "word":
            counts["after_title"][s] += not _TITLES.isdisjoint(word_kinds().get(before.text, ()))
        counts["before_initial"][s] += after is not None and after.kind == "initial"

    def features(self) -> Iterator[list[list[str]]]:
        """For each run the features of its tokens."""
        for number, first, end in self.runs:
            line, begins = self.lines[number], self._begins[number]
            yield [self._token(line, i, begins[i]) for i in range(first, end)]

    def _token(self, line: list[Token], i: int, begins: bool) -> list[str]:
        token = line[i]
        if token.is_capitalised:
            word, language = token.text.lower(), self.language
            found = [
                *self._own(token.text),
                *self._use(word),
                f"L={language}",
                f"L={language},{word[-3:]}",
                f"L={language},{_shape(token.text)}{begins:d}",
            ]
        elif token.kind == "initial":
            found = ["initial"]
        else:
            found = ["w=" + token.text.lower(), token.kind]
        if begins:
            found.append("begins")
        for offset in (-2, -1, 1, 2):
            if 0 <= i + offset < len(line):
                found += self._beside(line[i + offset], offset)
            elif abs(offset) == 1:
                found.append(f"{offset:+d}none")
        if i > 0:
            found.append("space" if line[i - 1].end < token.start else "glued")
        if i > 1 and line[i - 1].text.islower() and line[i - 2].text.islower():
            found.append(f"-2-1={line[i - 2].text[:6]}_{line[i - 1].text[:6]}")
        if 0 < i < len(line) - 1:
            found.append("shapes=" + "".join(map(_kind, line[i - 1 : i + 2])))
        hints = [self._hint(line[j]) if 0 <= j < len(line) else "" for j in (i - 1, i, i + 1)]
        if any(hints):
            found += ("rules=" + ",".join(hint[:1] for hint in hints), "rule=" + hints[1])
        if token.is_capitalised:
            found += self._pair("next", line, i, i + 1)
            found += self._pair("previous", line, i - 1, i)
        return found

    def _hint(self, token: Token) -> str:
        """Where in a name the rules see the token (B or I), and which of them."""
        place = bisect_right(self._hints, token.start, key=_start) - 1
        if place < 0 or token.start >= self._hints[place][1]:
            return ""
        return ("B" if token.start == self._hints[place][0] else "I") + self._hints[place][2]

    def _own(self, word: str) -> tuple[str, ...]:
        small = word.lower()
        return (*_looks(word), *self.lexicon.classes(small), "common=" + self.lexicon.common(small, self.language))

    def _beside(self, token: Token, offset: int) -> tuple[str, ...]:
        found = self._seen_beside.get((token.text, offset))
        if found is None:
            found = self._seen_beside[token.text, offset] = self._not_yet_seen_beside(token, offset)
        return found

    def _not_yet_seen_beside(self, token: Token, offset: int) -> tuple[str, ...]:
        if token.kind != "word":
            return (f"{offset:+d}{token.kind if token.kind != 'sign' else token.text}",)
        found = _neighbour(token.text, offset)
        if not token.is_capitalised or abs(offset) > 1:
            return found
        word = token.text.lower()
        common = "common=" + self.lexicon.common(word, self.language)
        return (*found, *_at(offset, (*self.lexicon.classes(word)[:11], common, *self._use(word)[-6:])))

    def _use(self, word: str) -> tuple[str, ...]:
        """What the document does with a word in lower case and its other forms."""
        known = self._uses.get(word)
        if known is None:
            s, same, counts = stem(word), "=" + word, self._counts
            last, first, alone = (counts[name][s] > 0 for name in ("last", "first", "alone"))
            after_name = counts["after_given"][s] > 0 or counts["after_initial"][s] > 0
            known = self._uses[word] = (
                "use-small=" + _few(counts["small"][same]),
                "use-inside=" + _few(counts["inside"][s]),
                "use-capital=" + _few(counts["capital"][same]),
                f"use-title={counts['after_title'][s] > 0:d}",
                f"use-before-initial={counts['before_initial'][s] > 0:d}",
                "use-forms=" + _few(len(self._forms.get(s, ()))),
                # From here on also of the words beside.
                "use-small~" + _few(counts["small"][s]),
                "use-given=" + _few(counts["after_given"][s]),
                "use-initial=" + _few(counts["after_initial"][s]),
                "use-capital~" + _few(counts["capital"][s]),
                f"use-place={last:d}{first:d}{alone:d}",
                f"use={counts['small'][same] > 0:d}{after_name:d}{last:d}{alone:d}{counts['inside'][s] > 0:d}",
            )
        return known

    def _pair(self, name: str, line: list[Token], i: int, j: int) -> list[str]:
        """How often two capitalised words stand together, and whether they stand alone elsewhere."""
        if i < 0 or j >= len(line) or not (line[i].is_capitalised and line[j].is_capitalised):
            return []
        left, right = stem(line[i].text.lower()), stem(line[j].text.lower())
        n, counts = self._pairs[left, right], self._counts
        alone = f"{counts['alone'][left] > 0:d}{counts['alone'][right] > 0:d}"
        other = f"{counts['first'][left] > n:d}{counts['last'][right] > n:d}"
        return [f"{name}-pair={_few(n)},{alone},{other}"]


_COUNTS = (
    "small", "capital", "inside", "first", "last", "alone",
    "after_given", "after_initial", "after_title", "before_initial",
)  # fmt: skip


@lru_cache(2**16)
def _at(offset: int, features: tuple[str, ...]) -> tuple[str, ...]:
    """The features of the token that stands so many tokens away."""
    return tuple(f"{offset:+d}{feature}" for feature in features)


def _start(hint: tuple[int, int, str]) -> int:
    return hint[0]


def _few(n: int) -> str:
    return "0" if n == 0 else "1" if n == 1 else "2" if n < 4 else "4"


@lru_cache(2**16)
def _shape(word: str) -> str:
    if word.isupper():
        return "X" * min(len(word), 3)
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x"


def _kind(token: Token) -> str:
    return _shape(token.text) if token.kind == "word" else token.kind


@lru_cache(2**16)
def _looks(word: str) -> tuple[str, ...]:
    """What a capitalised word looks like: endings that leave two letters, shape, length."""
    small = word.lower()
    endings = (f"s={small[-n:]}" for n in (1, 2, 3, 4) if len(small) >= n + 2)
    return (*endings, "shape=" + _shape(word), f"length={min(len(small), 12)}")


@lru_cache(2**16)
def _neighbour(word: str, offset: int) -> tuple[str, ...]:
    small = word.lower()
    found = [f"{offset:+d}s={small[-3:]}", f"{offset:+d}shape={_shape(word)}"]
    if not word[0].isupper():
        found.append(f"{offset:+d}w={small}")
    if abs(offset) == 1:
        found += (f"{offset:+d}kind={kind}" for kind in word_kinds().get(small, ()))
        found.append(f"{offset:+d}s2={small[-2:]}")
    return tuple(found)
