"""Which romanisation systems can have written a name whose native spelling is not known.

A given name that is known must be what a system makes of one of its forms; of every other word there must be an
original that its language can spell (`reference/orthography.csv` says what it cannot).
"""

import re
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.backwards import originals
from pipeline.names.given import forms_in, given_names
from pipeline.names.letters import MAXIMUM_LENGTH
from pipeline.names.romanise import romanise
from pipeline.names.systems import System, systems

_ORIGINALS = 50
"""As many originals of a word are looked at."""


def systems_that_fit(words: tuple[str, ...], languages: frozenset[str]) -> tuple[System, ...]:
    """The systems of these languages (BCP 47) that can have written all of the words of one name, in Latin letters."""
    known = [system for system in systems() if system.language in languages]
    return tuple(system for system in known if words and all(_fits(word.lower(), system) for word in words))


@lru_cache(maxsize=65_536)
def _fits(word: str, system: System) -> bool:
    """Whether a system makes `word`, in lower case, of something that its language can spell."""
    forms = [form for name in given_names(word) for form in forms_in(name.key, system.language)]
    if forms:
        return any(romanise(form, system).lower() == word for form in forms)
    if len(word) > MAXIMUM_LENGTH:
        return False
    found = originals(system.rules_of, word, _ORIGINALS)
    return any(_can_be_spelt(letters, system.language) and romanise(letters, system) == word for letters, _ in found)


def _can_be_spelt(word: str, language: str) -> bool:
    return not any(pattern.search(word) for pattern in _impossible(language))


@cache
def _impossible(language: str) -> tuple[re.Pattern[str], ...]:
    rows = reference.rows("orthography.csv")
    return tuple(re.compile(row["pattern"]) for row in rows if row["language"] == language)
