"""The words by which a language says who says what, by kind: `reference/sayings.csv`. What they do is for `sayings`."""

from collections.abc import Collection
from functools import cache

from pipeline import reference


class Lexicon:
    """The words of one language, by kind, as far as its rows in `sayings.csv` have them; `und` has all."""

    def __init__(self, language: str) -> None:
        self._kinds: dict[tuple[str, ...], set[str]] = {}
        self._of: set[str] = set()
        self._endings: list[str] = []
        self.longest: dict[str, int] = {}
        for row in reference.rows("sayings.csv"):
            if language in (row["language"], "und"):
                for form in row["forms"].split("|"):
                    words = tuple(form.casefold().replace("’", "'").split())
                    self._kinds.setdefault(words, set()).add(row["kind"])
                    self._of.add(row["kind"])
                    if row["kind"].endswith("_ending"):
                        self._endings.append(form)
                    self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    def kinds(self, *words: str) -> Collection[str]:
        """The kinds of a word, or of several in a row, in small letters."""
        return self._kinds.get(words, ())

    def words_of(self, kind: str) -> bool:
        """Whether the language has any word of that kind."""
        return kind in self._of

    def ends_as(self, word: str, kind: str) -> bool:
        """Whether the word ends like one of that kind."""
        return any(word.endswith(ending) for ending in self._endings if kind in self._kinds[(ending,)])

    def is_a(self, word: str, *kinds: str) -> bool:
        """Whether the word is of one of the kinds."""
        found = self._kinds.get((word,), ())
        return any(kind in found for kind in kinds)


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language (BCP 47); all there are where it has none."""
    known = {row["language"] for row in reference.rows("sayings.csv")}
    base = language.split("-")[0]
    return Lexicon(base if base in known else "und")
