"""In which language a text is written, and where it goes on in another one."""

from collections.abc import Callable
from pathlib import Path

from conftest import RawFolder
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.stage import Stage
from pipeline.read.language import parts, recognise

ENGLISH = (
    "The court in the small town fined the teacher on Tuesday. Her lawyer said that nobody had been told when "
    "the hearing would begin, and that the family would appeal."
)
POLISH = (
    "Sąd w małym mieście ukarał we wtorek nauczycielkę grzywną. Jej obrońca powiedział, że nikt nie wiedział, "
    "kiedy zacznie się rozprawa, i że rodzina się odwoła."
)


def _parts(*paragraphs: str, language: str) -> list[tuple[str, str]]:
    text = "\n\n".join(paragraphs)
    spans: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        start = text.index(paragraph, spans[-1][1] if spans else 0)
        spans.append((start, start + len(paragraph)))
    return [(text[start:end].strip(), of) for start, end, of in parts(text, spans, language)]


def test_each_paragraph_in_another_language_is_told_apart() -> None:
    assert recognise(ENGLISH) == "en"
    assert _parts(ENGLISH, POLISH, language="en") == [(ENGLISH, "en"), (POLISH, "pl")]
    assert _parts(POLISH, ENGLISH, language="en") == [(POLISH, "pl"), (ENGLISH, "en")]
    assert _parts(ENGLISH, POLISH, language="und") == [(ENGLISH, "en"), (POLISH, "pl")]


def test_a_short_one_goes_on_with_what_stands_before_it() -> None:
    assert _parts(ENGLISH, "Warszawa, 5 maja", language="en") == [(f"{ENGLISH}\n\nWarszawa, 5 maja", "en")]


def test_nothing_is_told_apart_in_a_language_that_is_not_known() -> None:
    assert _parts(ENGLISH, POLISH, language="hu") == [(f"{ENGLISH}\n\n{POLISH}", "hu")]


def test_names_stand_where_they_are_in_the_whole_text(raw_folder: RawFolder, staged: Callable[[Path], Stage]) -> None:
    text = f"{ENGLISH} Its head is Peter Marsh.\n\n{POLISH} Obrońcą jest Anna Wrona.\n"
    stage = staged(raw_folder({"both.txt": text}))
    rows = list(stage.rows("candidates"))
    assert [(row["quote"], row["language"]) for row in rows] == [("Peter Marsh", "en"), ("Anna Wrona", "pl")]
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)


@given(st.lists(st.sampled_from([ENGLISH, POLISH, "A word.", "Słowo."]), min_size=1, max_size=6))
def test_the_parts_are_the_text(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    spans, end = [], 0
    for paragraph in paragraphs:
        spans.append((end, end + len(paragraph)))
        end += len(paragraph) + 1
    found = list(parts(text, spans, "en"))
    assert "".join(text[start:end] for start, end, _ in found) == text
