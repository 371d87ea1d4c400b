"""Titles, datelines, paragraphs, sentences, boilerplate; offsets are code points of the text as read."""

import json

import pytest
from conftest import ROOT, SEEDS
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.stage import Stage
from pipeline.read.passages import sentences, split

REPORT = """Суд пакінуў актывіста пад вартай

БРЭСТ, 3 траўня -- Суд у Брэсце пакінуў актывіста пад вартай. Пра гэта паведаміла ягоная адвакатка.

Чытайце таксама
"""


def passages(text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in split(text, language)]


def test_kinds() -> None:
    assert passages(REPORT, "be") == [
        ("title", "Суд пакінуў актывіста пад вартай"),
        ("sentence", "Суд пакінуў актывіста пад вартай"),
        ("paragraph", REPORT.split("\n")[2]),
        ("dateline", "БРЭСТ, 3 траўня --"),
        ("sentence", "БРЭСТ, 3 траўня -- Суд у Брэсце пакінуў актывіста пад вартай."),
        ("sentence", "Пра гэта паведаміла ягоная адвакатка."),
        ("boilerplate", "Чытайце таксама"),
        ("sentence", "Чытайце таксама"),
    ]


def test_every_sentence_lies_in_its_parent() -> None:
    found = {(p.kind, p.number): p for p in split(REPORT)}
    for passage in found.values():
        if passage.parent:
            parent = found[passage.parent]
            assert parent.start <= passage.start < passage.end <= parent.end


@pytest.mark.parametrize(
    ("language", "text", "n"),
    [
        ("en", "Mr. Novik was fined on Jan. 5. He paid. “Why?” he asked.", 3),
        ("ru", "В 2021 г. его осудили на 3 года. Он обжаловал приговор.", 2),
        ("de", "Am 5. Mai sprach Dr. Weber. Niemand antwortete.", 2),
        ("uk", "Суд відклав справу. Адвокат заперечував.", 2),
        ("xx", "One. Two.", 2),
        (None, "One. Two.", 2),
    ],
)
def test_sentences(language: str | None, text: str, n: int) -> None:
    assert len([kind for kind, _ in passages(text, language) if kind == "sentence"]) == n


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("HOMEL, Nov. 12 (AP) — A court ruled.", "HOMEL, Nov. 12 (AP) —"),
        ("МІНСК, 3 траўня – Суд адклаў справу.", "МІНСК, 3 траўня –"),
        ("NEW YORK -- The envoy spoke.", "NEW YORK --"),
        ("(Riga, 24 September 2020) – The court ruled.", "(Riga, 24 September 2020) –"),
        ("(Laughter) – The court ruled.", None),
        ("The EU and NATO leaders — all of them — met.", None),
        ("The NATO summit -- held in Brussels -- ended.", None),
        ("She said -- and he agreed -- that it was over.", None),
        ("A" * 100_000 + " -- no place", "A" * 100_000 + " --"),
        ("A" * 100_000, None),
        ("BREST, " + "A" * 100_000, None),
        ("BREST " + "ABCDEFGHIJKLMNOPQRST " * 6 + "x", None),
    ],
)
def test_datelines(text: str, dateline: str | None) -> None:
    found = [content for kind, content in passages(text) if kind == "dateline"]
    assert found == ([dateline] if dateline else [])


def test_a_text_of_an_unknown_language_is_split_by_the_rules_of_its_script() -> None:
    spans, in_title = sentences("Свидетель П. Бондарь не пришёл. В 2021 г. его осудили.")
    assert (len(spans), in_title) == (2, set())


def test_wrapped_lines_are_one_paragraph_and_lists_are_not() -> None:
    wrapped = (
        "The committee asked the ministry to explain why the lawyers of the\n"
        "detained had not been admitted to the hearing, and demanded that\n"
        "the minutes be published.\n\n"
    )
    signatures = (
        "Anna Kowal, member of the Parliament of Poland\n"
        "Petr Dvořák, member of the Senate of the Czech Republic\n"
        "Jonas Petraitis, member of the Seimas of Lithuania\n"
    )
    paragraphs = [content for kind, content in passages(wrapped + signatures) if kind == "paragraph"]
    assert paragraphs == [wrapped.strip(), *signatures.splitlines()]


def test_no_first_line_is_a_title_that_ends_like_a_sentence() -> None:
    assert passages("We protest.\n\nNobody listened to us.")[0][0] == "paragraph"


@given(st.text(alphabet="abА.!? \n\r\u00a0—“”[](){}\u2028é1", max_size=400))
def test_offsets_always_point_at_text(text: str) -> None:
    covered: set[int] = set()
    for passage in split(text, "ru"):
        content = text[passage.start : passage.end]
        assert content
        assert content == content.strip()
        if passage.kind == "sentence":
            span = set(range(passage.start, passage.end))
            assert not span & covered, "sentences do not overlap"
            covered |= span
    left_out = [c for i, c in enumerate(text) if i not in covered and not c.isspace()]
    assert not left_out, "every character that can be seen is in a sentence"


def test_the_sentences_of_the_seeds(seeds: Stage) -> None:
    gold = set()
    for line in (ROOT / "tests" / "gold" / "sentences.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold.add((SEEDS[row["doc"]], row["start"], row["end"]))
    rows = [row for row in seeds.rows("passages") if row["kind"] == "sentence"]
    assert {(row["document_id"], row["start"], row["end"]) for row in rows} == gold
