"""In which language a text is written, where nobody says it."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("be", "bg", "cs", "de", "en", "fr", "lt", "pl", "ru", "sl", "uk")
"""Those that are told apart (BCP 47): the languages of the texts, and two that are taken for them otherwise."""

_SEEN = 2_000
"""Code points that are looked at."""

_ENOUGH = 3
"""Letters without which nothing is said."""


def recognise(text: str) -> str:
    """The language of `text` (BCP 47) by its first 2,000 code points; `und` where there is nothing to go by."""
    seen = text[:_SEEN]
    if sum(character.isalpha() for character in seen) < _ENOUGH:
        return "und"
    return str(_identifier().classify(seen)[0])


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid import langid  # here: it takes a second to load

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    identifier.set_languages(LANGUAGES)
    return identifier
