"""Quotations found again in other texts: exact spans, every difference with its kind, the rows, the speakers."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import RawFolder
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.editors import bracket_evidence
from pipeline.facts.quotations.alignment import RUN, Aligned, Index, Quote
from pipeline.facts.quotations.differences import Difference, differences
from pipeline.facts.quotations.tokens import keys
from pipeline.publish.stage import Stage

SOURCE = (
    "Sadly, the report says that the court did not hear any witness of the defence, although twelve of them waited "
    "outside, and that the judge refused to explain why. We demand an answer from Maryja Kazłouskaja before the end "
    "of the year. The ministry's press office — as usual — said nothing at all about it to anybody who asked."
)


def align(quote: str, after: str = "", source: str = SOURCE) -> tuple[str, list[tuple[str, str, str]]] | None:
    """What stands in the source, and the differences: kind and both sides."""
    for found in Index([Quote("q", "quoting", 0, quote, after)]).find("source", source):
        (start, end), edits = differences(found, source)
        return source[start:end], [
            (edit.kind, (quote + after)[slice(*edit.quote)], source[slice(*edit.source)]) for edit in edits
        ]
    return None


@pytest.mark.parametrize(
    ("quote", "after", "stands", "edits"),
    [
        ("the court did not hear any witness of the defence", "”",
         "the court did not hear any witness of the defence", []),
        ("“We demand an answer from Maryja Kazłouskaja before the end of the year.”"[1:-1], "”",
         "We demand an answer from Maryja Kazłouskaja before the end of the year.", []),
        ("We demand an answer from Maryja Kazłouskaja before the end of the year", ",” she",
         "We demand an answer from Maryja Kazłouskaja before the end of the year", [("punctuation", ",", ".")]),
        ("We demand an answer from Maryja Kazłouskaja before the end of the year", "», — ",
         "We demand an answer from Maryja Kazłouskaja before the end of the year", [("punctuation", ",", ".")]),
        ("We demand an answer from Maryja Kazłouskaja before the end of the year!", "”",
         "We demand an answer from Maryja Kazłouskaja before the end of the year.", [("punctuation", "!", ".")]),
        ("[T]he Court did not hear any witness of the defence", ",” he",
         "the court did not hear any witness of the defence",
         [("case", "[T]he", "the"), ("case", "Court", "court")]),
        ("the court did not hear any witness of the defence … and that the judge refused to explain why", "”",
         "the court did not hear any witness of the defence, although twelve of them waited outside, and that the "
         "judge refused to explain why", [("ellipsis", "…", "although twelve of them waited outside")]),
        ("[The judges] did not hear any witness of the defence, although [more than ten] of them waited outside", "”",
         "the court did not hear any witness of the defence, although twelve of them waited outside",
         [("bracket_substitution", "[The judges]", "the court"),
          ("bracket_substitution", "[more than ten]", "twelve")]),
        ("court did not hear any witness of the [accused's] defence, although twelve of them", "”",
         "court did not hear any witness of the defence, although twelve of them",
         [("bracket_insertion", "[accused's]", "")]),
        ("the ministry’s press office - as usual - said nothing about it to anybody who asked", "”.",
         "The ministry's press office — as usual — said nothing at all about it to anybody who asked",
         [("case", "the", "The"), ("other", "", "at all")]),
        ("did not hear a single witness of the defence, although twelve of them waited outside", "”",
         "did not hear any witness of the defence, although twelve of them waited outside",
         [("other", "a single", "any")]),
        ("the judge refused to explain why. We demand an “answer” from Maryja Kazłouskaja", "”",
         "the judge refused to explain why. We demand an answer from Maryja Kazłouskaja",
         [("punctuation", "“", ""), ("punctuation", "”", "")]),
        ("He lied. The court did not hear any witness of the defence", "”",
         "the court did not hear any witness of the defence", [("other", "He lied", ""), ("case", "The", "the")]),
    ],
)  # fmt: skip
def test_every_difference_has_its_kind(quote: str, after: str, stands: str, edits: list[tuple[str, str, str]]) -> None:
    assert align(quote, after) == (stands, edits)


def test_names_in_brackets_are_one_entity_only_where_they_can_be() -> None:
    source = "We ask that Maryja Kazłouskaja and her lawyer be let in before the end of the year."
    for bracket, same in (
        ("[Maria] Kazłouskaja", True),
        ("[Kozlovskaya]", True),
        ("[Kozlovski]", None),
        ("[Anna Kozlovskaya]", None),
        ("[the poet]", None),
    ):
        quote = f"We ask that {bracket} and her lawyer be let in before the end of the year"
        (found,) = Index([Quote("q", "quoting", 0, quote, "")]).find("source", source)
        _, (edit,) = differences(found, source)
        assert (edit.kind, edit.same_entity) == ("bracket_substitution", same)


def test_fewer_than_eight_words_in_a_row_are_not_found() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    source = " ".join(["a", *words, "b"])
    for length in range(1, 10):
        assert (align(" ".join(words[:length]), "", source) is not None) == (length >= RUN)
    broken = [*words[:5], "x", *words[5:]]
    assert align(" ".join(broken), "", source) is None


def test_the_longest_passage_is_taken_and_the_own_document_left_alone() -> None:
    words = [f"w{n}" for n in range(20)]
    source = " ".join([*words[:9], "x", "x", *words])
    quote = Quote("q", "own", 0, " ".join(words), "")
    (found,) = Index([quote]).find("other", source)
    assert source[slice(*found.span)] == " ".join(words)
    assert list(Index([quote]).find("own", source)) == []


def test_many_quotations_in_many_texts() -> None:
    order = random.Random(7)
    vocabulary = [f"w{n}" for n in range(300)]
    texts = [" ".join(order.choices(vocabulary, k=80)) for _ in range(60)]
    quotes, expected = [], set()
    for n, text in enumerate(texts):
        words = text.split()
        start = order.randrange(50)
        quotes.append(Quote(f"q{n}", "x", 0, " ".join(words[start : start + 8 + n % 20]), ""))
        expected.add((f"q{n}", n))
    index = Index(quotes)
    found = {(a.quote.quotation_id, n): a for n, text in enumerate(texts) for a in index.find(f"d{n}", text)}
    assert set(found) == expected
    for (_, n), one in found.items():
        assert texts[n][slice(*one.span)] == one.quote.text
        assert (one.longest, one.equal) == (len(one.quote_tokens),) * 2


WORDS = st.lists(
    st.sampled_from(
        [
            "we",
            "demand",
            "that",
            "all",
            "charges",
            "be",
            "dropped",
            "now",
            "and",
            "nobody",
            "is",
            "left",
            "[Novik]",
            "…",
            "[...]",
            ".",
        ]
    )
)


@given(WORDS, WORDS, WORDS)
def test_differences_lie_in_both_texts_and_do_not_overlap(
    before: list[str], changed: list[str], after: list[str]
) -> None:
    run = "one two three four five six seven eight"
    quote = " ".join([*before, run, *changed, "nine ten", *after])
    source = " ".join([*after, run, *before, "nine ten", *changed])
    found = list(Index([Quote("q", "a", 100, quote, "”.")]).find("b", source))
    assert len(found) == 1
    (start, end), edits = differences(found[0], source)
    assert 0 <= start < end <= len(source)
    reached = 100
    for edit in edits:
        assert 100 <= edit.quote[0] <= edit.quote[1] <= 102 + len(quote)
        assert 0 <= edit.source[0] <= edit.source[1] <= len(source)
        assert edit.quote[0] >= reached or edit.quote[0] == edit.quote[1]
        reached = edit.quote[1]
        assert edit.quote[0] < edit.quote[1] or edit.source[0] < edit.source[1]


@pytest.mark.parametrize(
    ("quote", "source"),
    [("a " * 1000, "a " * 150_000), ("a b " * 500, "a b " * 100_000), ("a … " * 800, "a b " * 100_000),
     ("[a] " * 800 + "b c d e f g h i j k", "a " * 100_000 + "b c d e f g h i j k"), ("[" * 5000, "[" * 300_000)],
)  # fmt: skip
def test_what_repeats_itself_without_end_is_read_in_linear_time(quote: str, source: str) -> None:
    for found in Index([Quote("q", "a", 0, quote, "")]).find("b", source):
        assert differences(found, source)


def rows(stage: Stage, table: str) -> list[dict[str, Any]]:
    return list(stage.rows(table))


def test_the_seeds(seeds: Stage) -> None:
    """Both direct quotations of the report stand in the letter, with the differences that reading found."""
    texts = {row["document_id"]: row["text"] for row in seeds.rows("texts")}
    letter, report = (texts[name] for name in sorted(texts))
    found = [(row["start"], row["end"], row["relation"], row["n_other"]) for row in rows(seeds, "quotation_alignments")]
    assert found == [(182, 445, "edited", 0), (3546, 3721, "edited", 0)]
    edits = [
        (row["kind"], row["quote_start"], row["source_start"], row["quote"], row["source"], row["same_entity"])
        for row in rows(seeds, "quotation_edits")
    ]
    assert sorted(edits, key=lambda edit: edit[1]) == [
        ("bracket_substitution", 808, 351, "[Lukashenka]", "Lukashenko", True),
        ("bracket_substitution", 868, 409, "[Maryya]", "Marya", True),
        ("punctuation", 907, 445, ",", ".", None),
        ("case", 2280, 3546, "We", "we", None),
        ("punctuation", 2455, 3721, ",", ".", None),
    ]
    evidence = list(bracket_evidence(*(rows(seeds, name) for name in
                                       ("quotation_edits", "quotation_alignments", "quotations"))))  # fmt: skip
    assert {(row["name"], row["other_name"]) for row in evidence} == {
        ("Lukashenka", "Lukashenko"),
        ("Maryya", "Marya"),
    }
    for row in evidence:
        assert report[row["start"] : row["end"]] == row["name"]
        assert letter[row["other_start"] : row["other_end"]] == row["other_name"]


LETTER = "We ask the governor to release Pavel Yurkevich and to open the files of the whole case at once."


def test_rights_decide_what_is_published(raw_folder: RawFolder, staged: Callable[[Path], Stage]) -> None:
    quote = LETTER.replace("Pavel", "[Paul]").rstrip(".")
    files: dict[str, str | bytes] = {"letter.txt": f"A letter\n\n{LETTER}", "letter.txt.yaml": "rights: none\n"}
    for rights in ("open", "none", "quotation_only"):
        long = "“" + "We know this. " * 30 + "It is true,” they said."
        files |= {
            f"{rights}.txt": f"A report\n\n“{quote},” they said. {long}",
            f"{rights}.txt.yaml": f"rights: {rights}\n",
        }
    stage = staged(raw_folder(files))
    shown = [(row["document_id"], (row["quote"] or "")[:7], row["cue"]) for row in stage.rows("quotations")]
    assert shown == [
        ("none-txt", "", None), ("none-txt", "", None),
        ("open-txt", "We ask ", "said"), ("open-txt", "We know", "said"),
        ("quotation_only-txt", "We ask ", "said"), ("quotation_only-txt", "", "said"),
    ]  # fmt: skip
    alignments = [row for row in stage.rows("quotation_alignments") if row["document_id"] == "letter-txt"]
    assert len(alignments) == 3
    assert {row["quote"] for row in alignments} == {None}
    quoting = {row["quotation_alignment_id"]: row["quotation_id"].split("#")[0] for row in alignments}
    edits = [row for row in stage.rows("quotation_edits") if row["quotation_alignment_id"] in quoting]
    shown_edits = {(quoting[row["quotation_alignment_id"]], row["kind"], row["quote"], row["source"]) for row in edits}
    assert shown_edits == {
        ("none-txt", "bracket_substitution", None, None), ("none-txt", "punctuation", None, None),
        ("open-txt", "bracket_substitution", "[Paul]", None), ("open-txt", "punctuation", ",", None),
        ("quotation_only-txt", "bracket_substitution", "[Paul]", None),
        ("quotation_only-txt", "punctuation", ",", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Nina Bondar said on Monday that the trial was closed.", [["Nina Bondar"]]),
        ("“We go on,” said Nina Bondar, a lawyer from Grodno.", [["Nina Bondar"]]),
        ("Nina Bondar and Ihar Kruk wrote that the verdict was an insult.", [["Ihar Kruk", "Nina Bondar"]]),
        ("A spokesman for Nina Bondar said that the trial was closed.", [[]]),
        ("Nina Bondar's lawyer said that the trial was closed.", [[]]),
        ("Pavel Yurkevich denied it. “I carried water,” he said.", [["Pavel Yurkevich"]]),
        ("Pavel Yurkevich denied it. “I carried water,” she said.", [[]]),
        ("Pavel Yurkevich met Nina Bondar. “I carried water,” he said.", [["Pavel Yurkevich"]]),
        ("Pavel Yurkevich met Ivan Bondar. “I carried water,” he said.", [[]]),
        ("Pavel Yurkevich denied it. “Yurkevich is a hero,” he said.", [[]]),
        ("Адвокат Марина Юрова заявила, что суд был закрыт.", [["Марина Юрова"]]),
        ("Адвокат Петра Лиса заявил, что суд был закрыт.", [[]]),
        ("По словам Марины Юровой, суд был закрыт.", [["Марины Юровой"]]),
    ],
)
def test_people_who_speak(
    text: str, speakers: list[list[str]], raw_folder: RawFolder, staged: Callable[[Path], Stage]
) -> None:
    stage = staged(
        raw_folder({"a.txt": text, "a.txt.yaml": f"language: {'en' if text.isascii() or '“' in text else 'ru'}\n"})
    )
    labels = {row["entity_id"]: row["label"] for row in stage.rows("entities")}
    found: dict[str, list[str]] = {row["quotation_id"]: [] for row in stage.rows("quotations")}
    for row in stage.rows("quotation_speakers"):
        found[row["quotation_id"]].append(labels[row["speaker_entity_id"]])
    assert [sorted(names) for names in found.values()] == speakers


def _edit(order: random.Random, words: list[str]) -> tuple[str, str]:
    """Words with one edit, and its kind."""
    kind = order.choice(["bracket_substitution", "bracket_insertion", "ellipsis", "case", "other"])
    at = order.randrange(9, len(words) - 9)
    if kind == "bracket_substitution":
        return " ".join([*words[:at], "[Novik]", *words[at + 1 :]]), kind
    if kind == "bracket_insertion":
        return " ".join([*words[:at], "[sic]", *words[at:]]), kind
    if kind == "ellipsis":
        return " ".join([*words[:at], "…", *words[at + 3 :]]), kind
    if kind == "case":
        return " ".join([*words[:at], words[at].upper(), *words[at + 1 :]]), kind
    return " ".join([*words[:at], "utterly", *words[at + 1 :]]), kind


def test_one_edit_of_each_kind_is_found_as_what_it_is() -> None:
    order = random.Random(3)
    for _ in range(200):
        words = [f"w{order.randrange(400)}" for _ in range(80)]
        source = " ".join(words)
        start = order.randrange(20)
        stretch = words[start : start + 40]
        quote, kind = _edit(order, stretch)
        found = align(quote, "", source)
        assert found is not None
        assert found[0] == " ".join(stretch)
        assert [edit[0] for edit in found[1]] == [kind]


def test_an_aligned_quotation_knows_its_tokens() -> None:
    (found,) = Index([Quote("q", "a", 0, SOURCE[7:77], "")]).find("b", SOURCE)
    assert isinstance(found, Aligned)
    assert [token.key for token in found.quote_tokens] == keys(SOURCE[7:77])
    assert differences(found, SOURCE) == ((7, 77), [])
    assert isinstance(Difference("case", (0, 1), (0, 1)), tuple)
