"""What the tagger knows of single words before it reads a text: learnt word statistics, name parts, places.

The files in `model/` are made by `training/`; their README names the sources and licences. (`tries` reads them.)
Nothing here decides what a name is: a word's classes are features, whose weights are learnt.
"""

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from pipeline import reference
from pipeline.entities import tries
from pipeline.names.given import known_forms
from pipeline.names.letters import light
from pipeline.names.sounds import key

_ENDINGS = 3
"""Letters that an inflected form may have instead of, or after, the last vowel of the listed form."""

_ENDING_VOWELS = "aeiouyаеёиоуыэюяіїєąęėųūůéáíý"

UNSEEN = "000"
"""The code of a word that the training texts had too seldom."""


SHORTEST = {
    "names": 4,
    "places": 4,
    "countries": 4,
    "sounds": 4,
    "forenames": 3,
    "forename_sounds": 4,
    "recorded": 4,
}
"""The lists of words in lower case, by what they are part of: so many letters must an inflected form share with a word.

`sounds` and `forename_sounds` are what names and forenames sound like (`pipeline.names`), whatever their script.
`recorded` are the names that Wikidata has items for: by far the most, the rarest and those that are words too.
"""


class Codes(Protocol):
    """Short codes of words."""

    def get(self, key: str, default: str, /) -> str:
        """The code of a word."""

    def __contains__(self, key: str, /) -> bool: ...


def stem(word: str) -> str:
    """What inflected forms of a word in lower case share, roughly: its first letters."""
    return word[:4] if len(word) <= 6 else word[:5]


class Lexicon:
    """Words by what is known of them; `classes(word)` gives the features of a word in lower case."""

    def __init__(self, statistics: Codes, listed: Mapping[str, "Inflecting"], common: Codes) -> None:
        """`statistics` gives a code of three digits for a word after `=` and for a `stem`.

        How often it is written small, how often it is part of a person's name, how often such a name begins with it
        (`training/statistics.py`). `listed` has the lists of `SHORTEST`. `common` says of a word after its language
        (BCP 47) and a space how common it is there.
        """
        self._statistics, self._listed, self._common = statistics, listed, common
        self.classes = lru_cache(2**16)(self._classes)

    def common(self, word: str, language: str) -> str:
        """How common a word in lower case is in a language that writes it small: `0` most, `2` least, `-` not at all.

        With a `+` where it is a name too.
        """
        return self._common.get(f"{language} {word}", "-")

    def is_common(self, word: str, language: str) -> bool:
        """Whether a language writes a word in lower case small, and often, and it is no name."""
        return self.common(word, language) in ("0", "1")

    def is_no_other_word(self, word: str) -> bool:
        """Whether a word in lower case is never written small, and is no place."""
        classes = self.classes(word)
        return classes[2:4] == ("place-", "country-") and self._statistics.get("=" + word, UNSEEN)[0] in "0bB"

    def is_only_name(self, word: str) -> bool:
        """Whether a word in lower case is listed as it stands as part of a name, and is no other word."""
        return self.classes(word)[1] == "listed=" and self.is_no_other_word(word)

    def is_no_country(self, word: str) -> bool:
        """Whether a word in lower case is not part of the name of a country."""
        return self.classes(word)[3] == "country-"

    def is_unknown(self, word: str) -> bool:
        """Whether a word in lower case is listed as nothing but a part of a name, and no training text has it."""
        classes = self.classes(word)
        is_place = classes[2] != "place-" or classes[3] != "country-"
        return not is_place and "=" + word not in self._statistics

    def _classes(self, word: str) -> tuple[str, ...]:
        listed, sound = self._listed, key(word)
        seen, alike = self._statistics.get("=" + word, UNSEEN), self._statistics.get(stem(word), UNSEEN)
        return (
            "given" + given_forms().match(light(word)),
            "listed" + listed["names"].match(word),
            "place" + listed["places"].match(word),
            "country" + listed["countries"].match(word),
            f"small={seen[0]}",
            f"person={seen[1]}",
            f"first={seen[2]}",
            f"small~{alike[0]}",
            f"person~{alike[1]}",
            f"person={seen[1]}~{alike[1]}",
            "heard" + listed["sounds"].match(sound),
            "forename" + listed["forenames"].match(word),
            "forename-heard" + listed["forename_sounds"].match(sound),
            "recorded" + listed["recorded"].match(word),
            *(f"kind={kind}" for kind in word_kinds().get(word, ())),
        )


class Inflecting(NamedTuple):
    """Words, each after a `=`, and what stays of them when they are inflected: a last vowel falls off."""

    words: Container[str]
    shortest: int

    def match(self, word: str) -> str:
        """`=` for a listed form; else how many letters must go to leave a stem; `-` where none does."""
        if "=" + word in self.words:
            return "="
        for ending in range(_ENDINGS + 1):
            if len(word) - ending < self.shortest:
                break
            if word[: len(word) - ending] in self.words:
                return str(ending)
        return "-"


def inflecting(forms: Iterable[str], shortest: int) -> frozenset[str]:
    """The words of `Inflecting`, so that inflected forms are found that share at least `shortest` letters with them."""
    last_vowel = re.compile(rf"(?<=.{{{shortest}}})[{_ENDING_VOWELS}]$")
    return frozenset(chain.from_iterable(("=" + form, last_vowel.sub("", form)) for form in forms))


@cache
def given_forms() -> Inflecting:
    """The given names of `pipeline.names`, in light spelling."""
    return Inflecting(inflecting(known_forms(), 3), 3)


@cache
def word_kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of `words.csv` that stand beside names or are never part of one."""
    found: dict[str, set[str]] = {}
    for row in reference.rows("words.csv"):
        # Places and case forms are learnt better from longer lists; of a full stop the neighbours tell.
        if row["kind"] not in ("place", "case_form", "abbreviation"):
            found.setdefault(row["word"], set()).add(row["kind"])
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}


@cache
def lexicon() -> Lexicon:
    """The lexicon that belongs to the committed weights."""
    listed = {name: Inflecting(tries.words(f"{name}.marisa"), shortest) for name, shortest in SHORTEST.items()}
    return Lexicon(tries.Codes("statistics.marisa"), listed, tries.Codes("common.marisa"))
