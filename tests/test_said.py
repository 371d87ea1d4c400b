"""What is kept of a name says the same as the name."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.called import base_language
from pipeline.entities.places import Spelling
from pipeline.entities.said import read_names, said_by, say

NAMES = st.sampled_from(
    [
        *("Pavel Novik Jr.", "Pavel Novik", "P. Novik", "Novik P. A.", "Novik", "NOVIK Pavel", "Pavel A. Novik"),
        *("Алены Новік", "Алену Новик", "Олени Новік", "Pavla Nováka", "Алена Сяргееўна Новік", "Anna Maria Novik"),
        *("Святлана Ціханоўская", "Светлане Тихановской", "Хэ", "-", "Jr.", "van der Novik"),
    ]
)


@given(NAMES | st.text(min_size=1, max_size=12), st.sampled_from(["be", "be-tarask", "cs", "de", "und"]), st.booleans())
def test_what_is_kept_of_a_spelling_says_what_it_says(text: str, language: str, is_family: bool) -> None:
    candidate = {"document_id": "a", "name": text, "language": language, "form": "family" if is_family else "full"}
    rows = list(read_names([candidate, candidate]))
    spelling = Spelling(text, base_language(language), is_family)
    assert len(rows) == 1
    assert said_by(rows) == {spelling: say(spelling)}
