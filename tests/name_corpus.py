"""Names that look real, for benchmarks: known given names, family names made of syllables, in several systems."""

import random

from pipeline import reference
from pipeline.names import romanise, systems

CONSONANTS, VOWELS = "бвгдзклмнпрст", "аеоу"
ENDINGS = {"be": ("аў", "энка", "скі", "іч"), "ru": ("ов", "енко", "ский", "ич")}
SPELLINGS = 3
"""Of each person at most, in the name's own letters and by two systems."""


def name_corpus(n: int, seed: int = 1) -> list[str]:
    """So many distinct spellings of about half as many people, in a random order; the same for the same seed."""
    chance = random.Random(seed)
    of_language = {
        language: [system for system in systems() if system.language == language and not system.same_as]
        for language in ENDINGS
    }
    given = [(row["be"].split("|")[0], row["ru"].split("|")[0]) for row in reference.rows("given_names.csv")]
    found: dict[str, None] = {}
    while len(found) < n:
        stem = "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice((2, 3, 3))))
        language = chance.choice(("be", "ru"))
        first = chance.choice(given)[language == "ru"]
        native = f"{first} {(stem + chance.choice(CONSONANTS)).capitalize()}{chance.choice(ENDINGS[language])}"
        for spelling in (native, *(romanise(native, system) for system in chance.sample(of_language[language], 2))):
            found[spelling] = None
    names = list(found)[:n]
    chance.shuffle(names)
    return names
