"""Writing a name: every spelling to search for, and which systems produce one that was found."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.names.languages import with_letters_of
from pipeline.names.reading import read
from pipeline.names.romanise import romanise
from pipeline.names.systems import System, systems


@dataclass(frozen=True)
class Spelling:
    """A spelling with the systems that produce it; none: the name as it is written in its own language.

    `language` is BCP 47, `script` ISO 15924.
    """

    text: str
    language: str
    script: str
    systems: tuple[System, ...] = ()


def language_of(native: str) -> str:
    """The language that a name in Cyrillic letters is most likely written in (BCP 47).

    Where nothing shows, Russian if its alphabet has all the letters, else Belarusian.
    """
    shown = read(native).languages
    possible = with_letters_of(native.casefold())
    order = ("be", "uk", "ru") if shown else ("ru", "be", "uk")
    return next((language for language in order if language in (shown or possible)), "ru")


def spellings(native: str, language: str | None = None) -> tuple[Spelling, ...]:
    """Every spelling of a name in Cyrillic letters, itself first, then by how many systems produce it.

    Marks are left out in a spelling of its own, as newspapers do: *Cichanouskaja* beside *Cichanoŭskaja*. ValueError
    for a language that no system is for.
    """
    language = language or language_of(native)
    known = _systems_for(language)
    found: dict[str, list[System]] = {}
    for system in known:
        found.setdefault(romanise(native, system), []).append(system)
    for text in list(found):
        found.setdefault(without_marks(text), []).extend(found[text] if without_marks(text) != text else ())
    by_use = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    latin = (Spelling(text, language, "Latn", tuple(dict.fromkeys(of))) for text, of in by_use)
    return (Spelling(native, language, "Cyrl"), *latin)


def identify(name: str, native: str, language: str | None = None) -> tuple[System, ...]:
    """The systems that write `native` as `name`; where none does, those that do but for marks.

    Every word of `name` must be what the system makes of a word of `native`; their order, case, and words of `native`
    that are left out do not matter (a family name alone). ValueError for a language that no system is for.
    """
    wanted, written = _words(name), _written(native, language or language_of(native))
    if not wanted:
        return ()
    exact = tuple(system for system, words, _ in written if wanted <= words)
    if exact:
        return exact
    wanted = _unmarked(wanted)
    return tuple(system for system, _, words in written if wanted <= words)


@lru_cache(maxsize=64)
def _written(native: str, language: str) -> tuple[tuple[System, frozenset[str], frozenset[str]], ...]:
    """The words that each system makes of a name, and these without marks."""
    written = [(system, _words(romanise(native, system))) for system in _systems_for(language)]
    return tuple((system, words, _unmarked(words)) for system, words in written)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.strip(",") for word in name.casefold().split())


def _unmarked(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(without_marks, words))


def _systems_for(language: str) -> list[System]:
    known = [system for system in systems() if system.language == language]
    if not known:
        languages = ", ".join(sorted({system.language for system in systems()}))
        raise ValueError(f"no romanisation system is for the language {language!r}; there are some for {languages}")
    return known


def without_marks(text: str) -> str:
    """Latin letters without marks, signs for soft and hard ones left out."""
    letters = unicodedata.normalize("NFD", text).translate(_WITHOUT_MARKS)
    if letters.isascii():
        return letters
    return "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Lm"))


_WITHOUT_MARKS = str.maketrans({**dict.fromkeys("’'\"”ʹʺ·`´"), "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
