"""In which language a text is written, where nobody says it, and where it goes on in another one."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("be", "bg", "cs", "de", "en", "fr", "lt", "pl", "ru", "sl", "uk")
"""Those that are told apart (BCP 47): the languages of the texts, and two that are taken for them otherwise."""

_SEEN = 2_000
"""Code points that are looked at."""

_SURE = 0.9
"""The least probability with which a language is said: a line of names may be in any."""

_ENOUGH = 120
"""Code points of a paragraph whose language is looked at."""


def recognise(text: str) -> str:
    """The language of `text` (BCP 47) by its first 2,000 code points; `und` where that is not sure."""
    language, probability = _identifier().classify(text[:_SEEN])
    return str(language) if probability >= _SURE else "und"


def parts(text: str, paragraphs: Iterable[tuple[int, int]], language: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text by language: start, end (code points) and language; together they are the text.

    `language` is the main one. A paragraph begins another stretch if it is surely in another language; short ones go
    on with that before them. Nothing is told apart in a text whose language is none of `LANGUAGES`.
    """
    begins = 0
    for start, end in paragraphs if language in (*LANGUAGES, "und") else ():
        found = recognise(text[start:end]) if end - start >= _ENOUGH else "und"
        if found not in ("und", language):
            if start > begins:
                yield begins, start, language
            begins, language = start, found
    yield begins, len(text), language


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid import langid  # here: it takes a second to load

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
