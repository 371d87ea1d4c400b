"""The features of the tokens of a document: what a token looks like, what stands beside it, what is known of the word,
what the document does with it elsewhere, and what the rules say. Of these the document matters most: a word that
follows a given name once is a family name in the whole text.

They come in groups, most of which `groups` has made before.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from pipeline.entities.groups import Beside, Group, Groups
from pipeline.entities.lexicon import stem, word_kinds
from pipeline.entities.tokens import Token, runs

_SENTENCE_ENDS = frozenset(".!?…:;")
_TITLES = frozenset({"role", "title", "honorific", "address"})
_GIVEN = frozenset({"given=", "given0", "given1", "forename="})

Run = tuple[int, int, int]
"""A line and the tokens in it, the end exclusive."""

Hint = tuple[int, int, str]
"""The span of a name that a rule has found, in code points, and the rule."""


@dataclass(slots=True)
class _Uses:
    """How often a document uses the words of one stem in which way; `forms` is how many of them are capitalised."""

    stem: str
    small: int = 0
    capital: int = 0
    forms: int = 0
    inside: int = 0
    first: int = 0
    last: int = 0
    alone: int = 0
    after_given: int = 0
    after_initial: int = 0
    after_title: int = 0
    before_initial: int = 0


class Document(Generic[Group]):
    """The tokens of a text by line, its runs, and what it does with its words."""

    def __init__(
        self, lines: Sequence[list[Token]], language: str, groups: Groups[Group], hints: Sequence[Hint] = ()
    ) -> None:
        """`lines` are the tokens of the text; no name goes over the end of a line.

        `language` is a BCP 47 code, or `und`. `hints` are names that rules have found, in their order.
        """
        self.language = language
        self.lines = lines
        self.runs: list[Run] = [(n, *run) for n, line in enumerate(self.lines) for run in runs(line)]
        self._groups = groups
        self._no_token: tuple[Beside[Group], Sequence[Group]] = groups.beside("", "", language), ()
        self._hints = hints
        self._starts = [start for start, _, _ in hints]
        self._small = Counter(
            [text.lower() for line in lines for _, _, kind, text, capital in line if kind == "word" and not capital]
        )
        texts = Counter([text for line in lines for _, _, _, text, capital in line if capital])
        self._capital: dict[str, int] = {}
        for text, n in texts.items():
            self._capital[text.lower()] = self._capital.get(text.lower(), 0) + n
        uses = self._uses_of_stems()
        self._uses = {text: uses[stem(text.lower())] for text in texts}
        self._pairs: dict[tuple[str, str], int] = {}
        self._begins: list[list[bool]] = [self._read(line) for line in self.lines]
        self._seen: dict[str, tuple[Beside[Group], Sequence[Group]]] = {}

    def features(self) -> Iterator[list[list[Group]]]:
        """For each run the features of its tokens."""
        for number, first, end in self.runs:
            yield self._run(self.lines[number], self._begins[number], first, end)

    def _uses_of_stems(self) -> dict[str, _Uses]:
        """How often the document has words, small and capitalised, by the stems of those that are capitalised."""
        found: dict[str, _Uses] = {}
        for word, n in self._capital.items():
            uses = found.setdefault(stem(word), _Uses(stem(word)))
            uses.capital += n
            uses.forms += 1
        for word, n in self._small.items():
            of_stem = found.get(stem(word))
            if of_stem:
                of_stem.small += n
        return found

    def _read(self, line: list[Token]) -> list[bool]:
        """Counts what the words of a line do. Gives for each token whether a sentence begins with it."""
        begins, begin = [], True
        for i, token in enumerate(line):
            begins.append(begin)
            if token.is_capitalised:
                self._count(line, i, begin)
            begin = token.kind == "sign" and (begin or token.text in _SENTENCE_ENDS)
        return begins

    def _count(self, line: list[Token], i: int, begins: bool) -> None:
        """Counts what a capitalised word does."""
        uses = self._uses[line[i].text]
        before = line[i - 1] if i else None
        after = line[i + 1] if i + 1 < len(line) else None
        name_before = before is not None and (before.is_capitalised or before.kind == "initial")
        name_after = after is not None and (after.is_capitalised or after.kind == "initial")
        if name_before and not name_after:
            uses.last += 1
        elif name_after and not name_before:
            uses.first += 1
        elif not name_before and not begins:
            uses.alone += 1
        uses.inside += not begins
        uses.before_initial += after is not None and after.kind == "initial"
        if before is None:
            return
        if before.kind == "initial":
            uses.after_initial += 1
        elif before.is_capitalised:
            pair = self._uses[before.text].stem, uses.stem
            self._pairs[pair] = self._pairs.get(pair, 0) + 1
            classes = self._groups.lexicon.classes(before.text.lower())
            uses.after_given += not _GIVEN.isdisjoint(classes)
        elif before.kind == "word":
            uses.after_title += not _TITLES.isdisjoint(word_kinds().get(before.text, ()))

    def _run(self, line: list[Token], begins: list[bool], first: int, end: int) -> list[list[Group]]:
        groups = self._groups
        near = [self._beside(line[i]) if 0 <= i < len(line) else self._no_token for i in range(first - 2, end + 2)]
        rules = self._rules(line, first, end)
        found = []
        for i in range(first, end):
            token = line[i]
            (two_before, _), (before, before_in_text), (here, in_text), (after, after_in_text), (two_after, _) = near[
                i - first : i - first + 5
            ]
            is_apart = i > 0 and line[i - 1].end < token.start
            of_token = [
                two_before.two_before,
                before.before,
                after.after,
                two_after.two_after,
                groups.place(is_apart, before.shape, here.shape, after.shape),
            ]
            if before_in_text:
                of_token.append(before_in_text[1])
            if after_in_text:
                of_token.append(after_in_text[2])
            if token.is_capitalised:
                of_token.append(groups.capitalised(token.text, self.language, begins[i]))
                of_token.append(in_text[0])
                if before_in_text:
                    of_token.append(self._pair("previous", line[i - 1], token))
                if after_in_text:
                    of_token.append(self._pair("next", token, line[i + 1]))
            else:
                of_token.append(groups.other(token.text, token.kind, begins[i]))
            if i > 1 and line[i - 1].text.islower() and line[i - 2].text.islower():
                of_token.append(groups.just(f"-2-1={line[i - 2].text[:6]}_{line[i - 1].text[:6]}"))
            of_token.append(groups.together(begins[i], before.outline, here.outline, after.outline))
            if rules:
                of_token += rules[i - first]
            found.append(of_token)
        return found

    def _rules(self, line: list[Token], first: int, end: int) -> list[list[Group]]:
        """What the rules see at the tokens of a run; nothing where they see nothing in it."""
        last = bisect_right(self._starts, line[min(end, len(line) - 1)].start) - 1
        if last < 0 or self._hints[last][1] <= line[max(first - 1, 0)].start:
            return []
        hints = [self._hint(line[i]) if 0 <= i < len(line) else "" for i in range(first - 1, end + 1)]
        return [
            [self._groups.just(f"rules={before[:1]},{here[:1]},{after[:1]}", "rule=" + here)]
            if before or here or after
            else []
            for before, here, after in zip(hints, hints[1:], hints[2:], strict=False)
        ]

    def _hint(self, token: Token) -> str:
        """Where in a name the rules see the token (B or I), and which of them."""
        place = bisect_right(self._starts, token.start) - 1
        if place < 0:
            return ""
        start, end, rule = self._hints[place]
        return ("B" if token.start == start else "I") + rule if token.start < end else ""

    def _beside(self, token: Token) -> tuple[Beside[Group], Sequence[Group]]:
        """A token beside others, and what the document does with it if it is capitalised."""
        found = self._seen.get(token.text)
        if found is None:
            beside = self._groups.beside(token.text, token.kind, self.language)
            found = self._seen[token.text] = beside, self._use(token) if token.is_capitalised else ()
        return found

    def _use(self, token: Token) -> tuple[Group, Group, Group]:
        """What the document does with a capitalised word and its other forms."""
        word, uses = token.text.lower(), self._uses[token.text]
        often = (
            *(_few(self._small.get(word, 0)), _few(self._capital[word]), _few(uses.forms)),
            *(_few(uses.small), _few(uses.capital), _few(uses.inside)),
            *(_few(uses.after_given), _few(uses.after_initial)),
        )
        ever = uses.after_title > 0, uses.before_initial > 0, uses.last > 0, uses.first > 0, uses.alone > 0
        return self._groups.use(often, ever)

    def _pair(self, name: str, one: Token, other: Token) -> Group:
        """How often two capitalised words stand together, and whether they stand alone elsewhere."""
        left, right = self._uses[one.text], self._uses[other.text]
        n = self._pairs[left.stem, right.stem]
        alone = f"{left.alone > 0:d}{right.alone > 0:d}"
        return self._groups.just(f"{name}-pair={_few(n)},{alone},{left.first > n:d}{right.last > n:d}")


def _few(n: int) -> int:
    """A number, roughly: 0, 1, 2 for two or three, 4 for more."""
    return n if n < 3 else 2 if n == 3 else 4
