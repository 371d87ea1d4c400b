"""The features of single words, in groups that are made once: what a text asks for again and again.

`features` puts them together. Never the word itself, if it is capitalised: names of today's people would be learnt by
heart instead of how names look.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import add
from typing import Generic, NamedTuple, TypeVar

from pipeline.entities.lexicon import Lexicon, word_kinds

_KEPT = 2**16

USES = (
    *("use-small=", "use-inside=", "use-capital=", "use-title=", "use-before-initial=", "use-forms="),
    *("use-small~", "use-given=", "use-initial=", "use-capital~", "use-place=", "use="),
)
"""Features of what a text does with a word and its other forms."""

_ALSO_BESIDE = 6
"""From here on they are also those of a word beside."""

Features = tuple[str, ...]

Group = TypeVar("Group")
"""What is made of features that belong together: they themselves, to learn from, or their scores."""


class Beside(NamedTuple, Generic[Group]):
    """A token as the ones two and one behind it see it (`two_before`, `before`), and those in front of it.

    `shape` is that of a word, else the kind of the token.
    """

    shape: str
    two_before: tuple[Group, ...]
    before: tuple[Group, ...]
    after: tuple[Group, ...]
    two_after: tuple[Group, ...]


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

    def _beside(self, text: str, kind: str, is_capitalised: bool, language: str) -> Beside[Group]:
        """A token beside others, apart from what the text does with it."""
        if kind != "word":
            name = kind if kind != "sign" else text
            return Beside(kind, *((self._make((at + name,)),) for at in ("-2", "-1", "+1", "+2")))
        near: Features = ()
        if is_capitalised:
            word = text.lower()
            near = (*self.lexicon.classes(word)[:11], "common=" + self.lexicon.common(word, language))
        shape = _shape(text)
        before, after = ((*_neighbour(text, shape, at), *_at(at, near)) for at in ("-1", "+1"))
        two_before, two_after = (_neighbour(text, shape, at) for at in ("-2", "+2"))
        return Beside(shape, *((self._make(found),) for found in (two_before, before, after, two_after)))

    def _use(self, *values: str) -> tuple[Group, Group, Group]:
        """What the text does with a word, by the values of `USES`: in its own place, before another word, after one."""
        found = tuple(map(add, USES, values))
        beside = found[_ALSO_BESIDE:]
        return self._make(found), self._make(_at("-1", beside)), self._make(_at("+1", beside))

    def _place(self, is_apart: bool, before: str, here: str, after: str) -> Group:
        """How a token stands between two others, by their shapes, which are empty at the ends of a line.

        `is_apart` says that there is white space before it.
        """
        ends = [name for name, shape in (("-1none", before), ("+1none", after)) if not shape]
        joint = ["space" if is_apart else "glued"] if before else []
        return self._make((*ends, *joint, *(() if ends else (f"shapes={before}{here}{after}",))))


def _shape(word: str) -> str:
    if word.isupper():
        return "X" * min(len(word), 3)
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x"


def _neighbour(text: str, shape: str, at: str) -> Features:
    small = text.lower()
    found = (f"{at}s={small[-3:]}", f"{at}shape={shape}", *((f"{at}w={small}",) if not text[0].isupper() else ()))
    if at in ("-1", "+1"):
        kinds = [f"{at}kind={kind}" for kind in word_kinds().get(small, ())]
        return (*found, *kinds, f"{at}s2={small[-2:]}")
    return found


def _at(at: str, features: Features) -> Features:
    """The features of the token that stands so many tokens away."""
    return tuple([at + feature for feature in features])
