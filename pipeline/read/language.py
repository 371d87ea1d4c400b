"""In which language a text is written, where nobody says it."""

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


def recognise(text: str) -> str:
    """The language of `text` (BCP 47) by its first 2,000 code points; `und` where that is not sure."""
    language, probability = _identifier().classify(text[:_SEEN])
    return str(language) if probability >= _SURE else "und"


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid import langid  # here: it takes a second to load

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
