"""The features of single words, in groups that are made once: what a text asks for again and again.

`features` puts them together. Never the word itself, if it is capitalised: names of today's people would be learnt by
heart instead of how names look.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from pipeline.entities.lexicon import Lexicon, word_kinds

_KEPT = 2**16
_BEFORE_NAMES = frozenset(("role", "title", "honorific"))

Features = tuple[str, ...]

Group = TypeVar("Group")
"""What is made of features that belong together: they themselves, to learn from, or their scores."""


class Groups(Generic[Group]):
    """Groups of features, each made once by `make`."""

    def __init__(self, lexicon: Lexicon, make: Callable[[Features], Group]) -> None:
        """`lexicon` says what is known of words."""
        self.lexicon = lexicon
        self._make = make
        self.capitalised = lru_cache(_KEPT)(self._capitalised)
        self.other = lru_cache(_KEPT)(self._other)
        self.beside = lru_cache(_KEPT)(self._beside)
        self.use = lru_cache(_KEPT)(self._use)
        self.place = lru_cache(_KEPT)(self._place)
        self.together = lru_cache(_KEPT)(self._together)
        self.just = lru_cache(_KEPT)(self._just)

    def _just(self, *features: str) -> Group:
        """These features."""
        return self._make(features)

    def _capitalised(self, text: str, language: str, begins: bool) -> Group:
        """A capitalised word by itself; `begins` says that a sentence begins with it."""
        word, shape = text.lower(), _shape(text)
        endings = (f"s={word[-n:]}" for n in (1, 2, 3, 4) if len(word) >= n + 2)
        return self._make(
            (
                *endings,
                "shape=" + shape,
                f"length={min(len(word), 12)}",
                *self.lexicon.classes(word),
                "common=" + self.lexicon.common(word, language),
                f"L={language}",
                f"L={language},{word[-3:]}",
                f"L={language},{shape}{begins:d}",
                *(("begins",) if begins else ()),
            )
        )

    def _other(self, text: str, kind: str, begins: bool) -> Group:
        """A token that is no capitalised word by itself."""
        found = ("initial",) if kind == "initial" else ("w=" + text.lower(), kind)
        return self._make((*found, "begins") if begins else found)

    def _beside(self, text: str, kind: str, language: str) -> "Beside[Group]":
        """A token beside others; the empty text stands for none."""
        near: Features = ()
        if kind == "word" and text[0].isupper():
            word = text.lower()
            near = (*self.lexicon.classes(word)[:14], "common=" + self.lexicon.common(word, language))
        return Beside(text, kind, near, self._outline(text, kind, language), self._make)

    def _outline(self, text: str, kind: str, language: str) -> str:
        """What is known of a token in a few letters, to say with what it stands together.

        Of a capitalised word: whether it is a forename (`=`, or `~` nearly), a name, a place, how common it is.
        """
        if kind != "word":
            return text if kind == "sign" else kind
        word = text.lower()
        if not text[0].isupper():
            kinds = word_kinds().get(word, ())
            return "title" if not _BEFORE_NAMES.isdisjoint(kinds) else "particle" if "particle" in kinds else "small"
        classes = self.lexicon.classes(word)
        given, listed, place, country, heard, forename, forename_heard, recorded = (
            classes[i][-1] for i in (0, 1, 2, 3, 10, 11, 12, 13)
        )
        is_near = given != "-" or forename != "-" or forename_heard == "="
        return "".join(
            (
                "X" if len(text) > 1 and text.isupper() else "",
                "=" if "=" in (given, forename) else "~" if is_near else "-",
                "n" if listed != "-" or heard == "=" else "r" if recorded == "=" else "-",
                "p" if "=" in (place, country) else "-",
                self.lexicon.common(word, language)[0],
            )
        )

    def _use(
        self, often: tuple[int, int, int, int, int, int, int, int], ever: tuple[bool, bool, bool, bool, bool]
    ) -> tuple[Group, Group, Group]:
        """What the text does with a word: in its own place, before another word, after one.

        `often` and `ever` are what `features` counts: how often the word is small, capitalised; how many forms of it
        are; how often they are small, capitalised, inside a sentence, after a given name, after an initial; whether
        they ever stand after a title, before an initial, last in a name, first, alone.
        """
        small, capital, forms, small_forms, capital_forms, inside, given, initial = often
        title, before_initial, last, first, alone = ever
        own = (
            f"use-small={small}",
            f"use-inside={inside}",
            f"use-capital={capital}",
            f"use-title={title:d}",
            f"use-before-initial={before_initial:d}",
            f"use-forms={forms}",
        )
        also_beside = (
            f"use-small~{small_forms}",
            f"use-given={given}",
            f"use-initial={initial}",
            f"use-capital~{capital_forms}",
            f"use-place={last:d}{first:d}{alone:d}",
            f"use={small > 0:d}{given + initial > 0:d}{last:d}{alone:d}{inside > 0:d}",
        )
        return self._make(own + also_beside), self._make(_at("-1", also_beside)), self._make(_at("+1", also_beside))

    def _place(self, is_apart: bool, before: str, here: str, after: str) -> Group:
        """How a token stands between two others, by their shapes, which are empty at the ends of a line.

        `is_apart` says that there is white space before it.
        """
        ends = [name for name, shape in (("-1none", before), ("+1none", after)) if not shape]
        joint = ["space" if is_apart else "glued"] if before else []
        return self._make((*ends, *joint, *(() if ends else (f"shapes={before}{here}{after}",))))

    def _together(self, begins: bool, before: str, here: str, after: str) -> Group:
        """What is known of a token with what is known of those beside it; `begins`: a sentence begins with it."""
        return self._make(
            (
                f"outline={here}|{begins:d}",
                f"outlines={before}|{here}",
                f"outlines+{here}|{after}",
                f"outlines={before}|{here}|{after}",
            )
        )


class Beside(Generic[Group]):
    """A token as those beside it see it, apart from what the text does with it; groups are made when asked for.

    `shape` is where a word has capitals, else the kind of the token; `outline` what is known of it.
    """

    def __init__(self, text: str, kind: str, near: Features, outline: str, make: Callable[[Features], Group]) -> None:
        """`near` is what only those right beside it see."""
        self.outline = outline
        self.shape = _shape(text) if kind == "word" else kind
        self._text, self._kind, self._near, self._make = text, kind, near, make

    @cached_property
    def two_before(self) -> Group:
        """For the token two behind it."""
        return self._made("-2")

    @cached_property
    def before(self) -> Group:
        """For the token behind it."""
        return self._made("-1")

    @cached_property
    def after(self) -> Group:
        """For the token before it."""
        return self._made("+1")

    @cached_property
    def two_after(self) -> Group:
        """For the token two before it."""
        return self._made("+2")

    def _made(self, at: str) -> Group:
        if self._kind != "word":
            return self._make(_at(at, filter(None, [self._text if self._kind == "sign" else self._kind])))
        word = self._text.lower()
        found = [f"s={word[-3:]}", "shape=" + self.shape]
        if not self._text[0].isupper():
            found.append("w=" + word)
        if at in ("-1", "+1"):
            found += [f"kind={kind}" for kind in word_kinds().get(word, ())]
            found += (f"s2={word[-2:]}", *self._near)
        return self._make(_at(at, found))


def _shape(word: str) -> str:
    if word.isupper():
        return "X" * min(len(word), 3)
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x"


def _at(at: str, features: Iterable[str]) -> Features:
    """The features of the token that stands so many tokens away."""
    return tuple([at + feature for feature in features])
