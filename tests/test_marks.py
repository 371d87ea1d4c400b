"""Which quotation marks belong together, in the styles of several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.facts.quotations.marks import MAXIMUM, quoted
from pipeline.facts.quotations.tokens import keys, tokens


def paragraphs(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def inside(text: str) -> list[str]:
    return [text[q.start : q.end].strip() for q in quoted(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We go,”he said. “They don’t,” she said.", ["We go,", "They don’t,"]),
        ("„Ich gehe“, sagte er. »Nein«, sagte sie. ‚Ja‘, sagten wir.", ["Ich gehe", "Nein", "Ja"]),
        ("„Nie” – powiedział. ,,Tak” – odparła.", ["Nie", "Tak"]),
        ("« Nous partons », a-t-il dit. «\u00a0Oui\u00a0».", ["Nous partons", "Oui"]),
        ("«Газета «Свабода» піша праўду», — сказаў ён.", ["Газета «Свабода» піша праўду", "Свабода"]),
        ("«Мы ехали на поезде «Ласточка», — сказал он.", ["Мы ехали на поезде «Ласточка", "Ласточка"]),
        ("”Vi går”, sade han.", ["Vi går"]),
        ("He said ‘the workers’ union won’t go,’ and left.", ["the workers’ union won’t go,"]),
        ("'We won't go,' he said. The workers' union isn't 'neutral'.", ["We won't go,", "neutral"]),
        ("“He told me, ‘Leave now,’” she said.", ["He told me, ‘Leave now,’", "Leave now,"]),
        ("He is 6' 2\" tall and weighs 90 kg.", []),
        ("An open mark “ alone, and one that closes ” nothing.", []),
        ("``We go,'' he wrote. <<Nie>>.", ["We go,", "Nie"]),
    ],
)
def test_pairs(text: str, found: list[str]) -> None:
    assert inside(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“One.\n“Two.\n“Three,” he said. “Four.”", ["One.\n“Two.\n“Three,", "Four."]),
        ("«Раз.\nДва.\nТри», — сказал он.", ["Раз.\nДва.\nТри"]),
        ('"Адзін.\nДва", -- кажа ён.', ["Адзін.\nДва"]),
        ("“One, left open.\nTwo.\nHe said “three”.", ["three"]),
        ('"One, left open.\nHe said "three".', ["three"]),
    ],
)
def test_a_quotation_may_go_on_in_the_next_paragraph(text: str, found: list[str]) -> None:
    assert inside(text) == found


def test_nothing_is_longer_than_the_maximum() -> None:
    assert inside("“" + "a " * MAXIMUM + "” and “b c”") == ["b c"]


@given(st.text(alphabet="ab.,!? \n—“”„«»‹›‘’‚'\"`<>", max_size=300))
def test_what_is_found_lies_between_its_marks(text: str) -> None:
    for q in quoted(text, paragraphs(text)):
        assert 0 <= q.outer_start < q.start <= q.end < q.outer_end <= len(text)
        assert not text[q.outer_start : q.start].isalnum()


@pytest.mark.parametrize("food", ["“", "”", "«", '"', "'", "«a» ", "“a ", "‘s’ a ", "“a\n\n", "«a «b» ", "s’ "])
def test_much_of_anything_is_read_in_linear_time(food: str) -> None:
    text = food * (100_000 // len(food))
    assert quoted(text, [(0, len(text))]) is not None
    assert quoted(text, [(start, start + 50) for start in range(0, len(text) - 50, 50)]) is not None


def test_every_mark_is_of_a_known_kind() -> None:
    rows = reference.rows("quotation_marks.csv")
    assert {row["kind"] for row in rows} == {"pair", "same", "quote", "same_quote"}
    assert len({(row["open"], row["close"]) for row in rows}) == len(rows)
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row["open"], set()).add(row["kind"])
        assert (row["open"] == row["close"]) == row["kind"].startswith("same")
        assert row["usage"]


@given(st.text(alphabet="abАБёЁйİßé\u0301\u00ad’'_- .,[]1", max_size=80))
def test_keys_are_those_of_the_tokens(text: str) -> None:
    found = tokens(text)
    assert [token.key for token in found] == keys(text)
    assert all(token.key and text[token.start : token.end].strip() for token in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[W]e detain[ed] Belarus’ re\u00adgime", ["we", "detained", "belarus", "regime"]),
        ("Ада\u0301м и\u0306", ["адам", "й"]),
        ("well-being don't", ["well", "being", "don", "t"]),
        ("", []),
    ],
)
def test_keys(text: str, found: list[str]) -> None:
    assert keys(text) == found
