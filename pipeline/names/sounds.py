"""What a name part sounds like: one string for all the spellings of one name in one language.

A spelling follows a habit: that of an alphabet (Cyrillic) or of a language that writes foreign names its own way
(German *sch*, French *ch* and Polish *sz* are one sound). The rules of a habit are rows of `reference/sounds.csv`,
tried from top to bottom at each character, those of `latin` after the others; those of `heard` rewrite what came out.
`reference/habits.csv` says what shows a habit. Doubled letters are not kept, softness only in ä and ü; how the
languages differ in the sounds themselves (Казлоў, Козлов) is not here but in `alignment`. For looking names up there
are three coarser strings, made by `reference/sound_classes.csv`.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.letters import CYRILLIC, MAXIMUM_LENGTH, SIGNS

_DOUBLED = re.compile(r"(.)\1++")


@lru_cache(maxsize=65_536)
def habits(name: str) -> tuple[str, ...]:
    """The habits that a name may be written in, the general one of its script first."""
    if CYRILLIC.search(name):
        return ("cyrillic",)
    lower = name.lower()
    return ("latin", *dict.fromkeys(habit for habit, sign in _signs() if sign.search(lower)))


@cache
def foreign_habits(*, of_everybody: bool = False) -> tuple[str, ...]:
    """How languages write their own names in Latin letters, as Cyrillic hears them; nothing need show them.

    `of_everybody`: only those in which somebody with an East Slavic given name may have a family name too.
    """
    wanted = ("everybody",) if of_everybody else ("everybody", "yes")
    return tuple(row["habit"] for row in reference.rows("habits.csv") if row["foreign"] in wanted)


@cache
def all_habits() -> tuple[str, ...]:
    """Every habit of writing East Slavic names in Latin letters."""
    return ("latin", *dict.fromkeys(habit for habit, _ in _signs()))


@lru_cache(maxsize=65_536)
def sounds(part: str, habit: str) -> str:
    """What the part sounds like when it is written in that habit. Letters that no rule knows are left as they are."""
    letters = unicodedata.normalize("NFKC", part[:MAXIMUM_LENGTH].translate(SIGNS)).casefold()
    if not letters.isalpha():
        letters = "".join(filter(str.isalpha, letters))
    heard = _DOUBLED.sub(r"\1", _rewritten(letters, habit))
    return _rewritten(heard, "heard")


def _rewritten(letters: str, rules: str) -> str:
    pattern, replacements = _rules(rules)
    return pattern.sub(lambda match: replacements[match.lastindex or 0], letters)


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["habit"], re.compile(row["pattern"])) for row in reference.rows("habits.csv") if row["pattern"])


@cache
def _rules(habit: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern, in which an empty group behind each rule says which one it was, and what becomes of each, from 1."""
    own = [row for row in reference.rows("sounds.csv") if row["habit"] == habit]
    others = [row for row in reference.rows("sounds.csv") if row["habit"] == "latin"]
    rows = own if habit in ("cyrillic", "latin", "heard") else own + others
    # A group around a rule would keep Python from seeing at once that it begins with another letter.
    pattern = re.compile("|".join(f"(?:{row['pattern']})()" for row in rows))
    return pattern, ("", *(row["sound"] for row in rows))


def skeleton(heard: str) -> str:
    """A sound string without what alternates between the languages: one for all that `alternations.csv` may join."""
    return _with_classes(heard, "skeleton")


def outline(heard: str) -> str:
    """A sound string in which what alternates between the languages is one sound: nearly as telling as a `key`."""
    return _with_classes(heard, "outline")


@lru_cache(maxsize=65_536)
def key(part: str, habit: str | None = None) -> str:
    """What all usual spellings of one name part have in common, those of two names but seldom.

    Made from what it sounds like in a habit, else in the general one of its script.
    """
    return _with_classes(sounds(part, habit or ("cyrillic" if CYRILLIC.search(part) else "latin")), "key")


def _with_classes(heard: str, column: str) -> str:
    several, single = _classes(column)
    for sounded, kept in several:
        heard = heard.replace(sounded, kept)
    return _DOUBLED.sub(r"\1", heard.translate(single))


@cache
def _classes(column: str) -> tuple[tuple[tuple[str, str], ...], dict[int, str]]:
    """What is kept of a sound of several letters, and of one of a single letter."""
    kept = {row["sound"]: row[column] for row in reference.rows("sound_classes.csv")}
    several = tuple((sound, as_) for sound, as_ in kept.items() if len(sound) > 1)
    return several, str.maketrans({sound: as_ for sound, as_ in kept.items() if len(sound) == 1})
