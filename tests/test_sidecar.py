"""What a sidecar may say, and what a wrong one is told."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.problem import SetAside
from pipeline.read.sidecar import Sidecar, parse_sidecar


def test_everything_it_may_say() -> None:
    text = """
    id: brest-court-2021
    title: "Court: hearing postponed"
    title_basis: first line of the text
    kind: news_report
    language: be-tarask
    publisher: Брэсцкая газета
    url: https://example.org/a?b=c
    published: 2021-05-30
    published_basis: dateline
    rights: open
    encoding: windows-1251
    """
    assert parse_sidecar(text.encode()) == Sidecar(
        id="brest-court-2021",
        title="Court: hearing postponed",
        title_basis="first line of the text",
        kind="news_report",
        language="be-tarask",
        publisher="Брэсцкая газета",
        url="https://example.org/a?b=c",
        published="2021-05-30",
        published_basis="dateline",
        rights="open",
        encoding="cp1251",
    )


@pytest.mark.parametrize("text", ["", "# nothing known\n", "title:\npublisher: null\nurl: ~\n"])
def test_what_it_does_not_say_is_unknown(text: str) -> None:
    assert parse_sidecar(text.encode()) == Sidecar()


def test_values_are_taken_as_they_are_written() -> None:
    """YAML would make a boolean of Norwegian and a number of a year."""
    assert parse_sidecar(b"language: no\npublished: 2020\n") == Sidecar(language="no", published="2020")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("published: 2021-02-30", "no date"),
        ("published: 30.05.2021", "no date"),
        ("publisher: A\npublsher: B", "unknown key `publsher`"),
        ("rights: mine", "none of open, quotation_only, none"),
        ("kind: blog", "none of news_report"),
        ("language: Belarusian", "does not look like en"),
        ("url: ftp://example.org/", "does not look like https://"),
        ("id: a b", "does not look like"),
        ("encoding: klingon", "no text encoding"),
        ("title: [a, b]", "`title` must be one value"),
        ("title: A\ntitle: B", "`title` stands there twice"),
        ('title: "a\\u202eb"', "cannot be seen"),
        ("- title", "not a list of `key: value` lines"),
        ("title: 'open", "not YAML in line"),
        ("? {a: b}\n: c", "unknown key"),
        ("\U00040000: a", "unknown key `\\U00040000`"),
    ],
)
def test_a_wrong_sidecar_is_told_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(SetAside, match="the sidecar is wrong") as found:
        parse_sidecar(text.encode())
    assert found.value.reason == "invalid_sidecar"
    assert complaint in found.value.detail
    assert found.value.detail.isprintable()


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(SetAside) as found:
        parse_sidecar(b"rights: mine\nkind: blog\n")
    assert "rights" in found.value.detail
    assert "kind" in found.value.detail


def test_a_bomb_of_aliases_does_no_harm() -> None:
    bomb = "a: &a x\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SetAside):
        parse_sidecar(bomb.encode())


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_a_sidecar_or_a_clear_answer(data: bytes) -> None:
    with contextlib.suppress(SetAside):
        assert isinstance(parse_sidecar(data), Sidecar)
