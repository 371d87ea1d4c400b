"""Annotations as the W3C wants them, within the rights of the texts, and found again after the texts have changed."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, RawFolder
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build import build
from pipeline.export.anchors import Anchor, anchor
from pipeline.export.annotations import ANNOTATED, AROUND, Annotation, annotation, iri, text_iri
from pipeline.export.pages import COLLECTION, export_annotations, page_path
from pipeline.tables import TABLES, Table
from pipeline.tables.quoted import SHORT
from pipeline.tables.rows import Row

IRI = re.compile(r"[a-z]+:[A-Za-z0-9._~!$&'()*+,;=:@/?#\[\]%-]+")

LETTER = (
    "An open letter\n\nMinsk, 3 May 2021\n\nWe, 40 members of parliament, write to Ihar Kazlou. “Nina Bondar has done "
    "no harm to anybody and has to be free before the summer,” said Olga Weber. Ihar Kazlou knows. Nina Bondar waits."
)
REPORT = (
    "BERLIN -- Forty deputies wrote to Minsk.\n\n“Nina Bondar has done no harm to anybody and has to be free before "
    "the summer,” they wrote.\n\nПодпісаў ліст таксама Ігар Казлоў. 😀 Nina Bondar is 34 years old."
)


@pytest.fixture
def exported(raw_folder: RawFolder, tmp_path: Path) -> Callable[[str | None], list[dict[str, Any]]]:
    """The pages of two texts, the report with these rights."""

    def export(rights: str | None) -> list[dict[str, Any]]:
        said = f"url: https://example.org/пра-ліст?a=1|2\nrights: {rights}\n" if rights else "{}\n"
        raw = raw_folder({"a.txt": LETTER, "b.txt": REPORT, "b.txt.yaml": said})
        package = build(raw, tmp_path / "package").folder
        return pages(package, raw, tmp_path / "annotations")

    return export


def pages(package: Path, raw: Path, output: Path) -> list[dict[str, Any]]:
    done = export_annotations(package, raw, output)
    assert done.without_text == ()
    files = sorted((output / "pages").iterdir())
    assert done.n_pages == len(files)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def selectors(found: Annotation) -> dict[str, Annotation]:
    return {selector["type"]: selector for selector in found["target"]["selector"]}


def check(found: Annotation) -> None:
    """The rules of the model (sections 3 and 4) for what is used of it here."""
    assert found.keys() == {"@context", "id", "type", "motivation", "body", "target"} | found.keys() & {"creator"}
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "Annotation"
    assert found["motivation"] in ("classifying", "describing", "identifying", "linking")
    iris = [found["id"]]
    assert found["body"]
    for body in found["body"]:
        assert body["purpose"] in ("describing", "identifying", "linking", "tagging")
        if body["type"] == "TextualBody":
            assert body.keys() == {"type", "purpose", "format", "value"}
            assert isinstance(body["value"], str)
            if body["format"] == "application/json":
                assert isinstance(json.loads(body["value"]), dict)
        else:
            assert body.keys() == {"type", "purpose", "source"}
            assert body["type"] == "SpecificResource"
            iris.append(body["source"])
    if "creator" in found:
        assert found["creator"]["type"] == "Software"
        iris.append(found["creator"]["id"])
    target = found["target"]
    assert target.keys() == {"type", "source", "state", "selector"}
    assert target["state"].keys() == {"type", "cached"}
    assert target["state"]["type"] == "TimeState"
    iris += [target["source"], target["state"]["cached"]]
    assert all(IRI.fullmatch(name) for name in iris), iris
    kinds = [selector["type"] for selector in target["selector"]]
    assert kinds in (["TextQuoteSelector", "TextPositionSelector"], ["TextPositionSelector"])
    position = selectors(found)["TextPositionSelector"]
    assert position.keys() == {"type", "start", "end"}
    assert 0 <= position["start"] < position["end"]
    if "TextQuoteSelector" in kinds:
        quote = selectors(found)["TextQuoteSelector"]
        assert {"type", "exact"} <= quote.keys() <= {"type", "exact", "prefix", "suffix"}
        assert all(isinstance(value, str) for value in quote.values())
        assert quote["exact"]


def test_every_row_with_a_place_is_an_annotation_by_the_model(package: Path, tmp_path: Path) -> None:
    found = pages(package, ROOT / "raw", tmp_path / "out")
    items = [item for page in found for item in page["items"]]
    for item in items:
        check(item)
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)
    for table in ANNOTATED:
        lines = (package / "data" / f"{table.name}.csv").read_text(encoding="utf-8").count("\n") - 1
        assert sum(name.startswith(f"urn:imiony:{table.name}:") for name in ids) == lines > 0, table.name
    collection = json.loads((tmp_path / "out" / COLLECTION).read_text(encoding="utf-8"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(items)
    assert (collection["first"], collection["last"]) == (found[0]["id"], found[-1]["id"])
    assert [page["startIndex"] for page in found] == [0, len(found[0]["items"])]
    assert (found[0]["next"], found[1]["prev"]) == (found[1]["id"], found[0]["id"])
    for page in found:
        assert page["type"] == "AnnotationPage"
        assert page["partOf"] == collection["id"]


def test_what_is_exported_is_declared() -> None:
    assert {"mentions", "measures", "quotations", "quotation_alignments", "passages"} <= {t.name for t in ANNOTATED}
    for table in ANNOTATED:
        assert table.sort_columns[0] == "document_id", f"{table.name} is read one document after the other"


def test_the_selectors_are_those_of_the_text(exported: Callable[..., list[dict[str, Any]]]) -> None:
    _, report = exported("open")
    for item in report["items"]:
        position, quote = selectors(item)["TextPositionSelector"], selectors(item)["TextQuoteSelector"]
        start, end = position["start"], position["end"]
        assert quote["exact"] == REPORT[start:end]
        assert quote["prefix"] == REPORT[max(0, start - AROUND) : start]
        assert quote["suffix"] == REPORT[end : end + AROUND]
        assert item["target"]["state"]["cached"] == text_iri(hashlib.sha256(REPORT.encode()).hexdigest())
    behind = [item for item in report["items"] if selectors(item)["TextPositionSelector"]["start"] > REPORT.index("😀")]
    assert behind, "something has to stand behind what UTF-16 counts twice"


def test_what_an_annotation_says(exported: Callable[..., list[dict[str, Any]]]) -> None:
    letter, report = exported("open")
    mentions = [item for item in report["items"] if item["id"].startswith("urn:imiony:mentions:")]
    first = next(item for item in mentions if item["body"][0]["source"].startswith("urn:imiony:entities:person-"))
    assert first["motivation"] == "identifying"
    identified, label, *_ = first["body"]
    assert identified["purpose"] == "identifying"
    assert re.fullmatch(r"urn:imiony:entities:person-[0-9a-f]{12,16}", identified["source"])
    assert label == {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "Nina Bondar"}
    assert first["target"]["source"] == "https://example.org/%D0%BF%D1%80%D0%B0-%D0%BB%D1%96%D1%81%D1%82?a=1%7C2"
    assert letter["items"][0]["target"]["source"] == "urn:imiony:documents:a-txt"
    age = next(item for item in report["items"] if '"age"' in item["body"][-1]["value"])
    assert age["motivation"] == "describing"
    said = json.loads(age["body"][-1]["value"])
    assert (said["value"], said["unit"], "lower" in said) == (34, "year", False)
    quotations = {item["id"] for page in (letter, report) for item in page["items"] if ":quotations:" in item["id"]}
    again = [item for page in (letter, report) for item in page["items"] if ":quotation_alignments:" in item["id"]]
    assert again
    for item in again:
        assert item["motivation"] == "linking"
        assert item["body"][0]["source"] in quotations


@pytest.mark.parametrize("rights", ["quotation_only", "none", None])
def test_no_more_than_the_rights_allow(exported: Callable[..., list[dict[str, Any]]], rights: str | None) -> None:
    _, report = exported(rights)
    quotes = [selectors(item).get("TextQuoteSelector") for item in report["items"]]
    if rights == "none":
        assert set(quotes) == {None}
        return
    for item, quote in zip(report["items"], quotes, strict=True):
        assert (quote is None) == (":passages:" in item["id"])
        if quote:
            assert 8 <= max(len(quote["prefix"]), len(quote["suffix"])) < AROUND, "8 or 16 tell all of them apart"
            assert len(quote["prefix"] + quote["exact"] + quote["suffix"]) <= SHORT


@pytest.mark.parametrize("length", [SHORT - 1, SHORT])
def test_a_long_quote_has_less_around_it(length: int) -> None:
    text = "a" * 40 + "b" * length + "c" * 40
    quote = selectors(annotated(text, 40, 40 + length, "quotation_only"))["TextQuoteSelector"]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("", "b" * length, "")
    quote = selectors(annotated(text, 40, 40 + length, "open"))["TextQuoteSelector"]
    assert (quote["prefix"], quote["suffix"]) == ("a" * AROUND, "c" * AROUND)


def annotated(text: str, start: int, end: int, rights: str = "open", *, has_text: bool = True) -> Annotation:
    """The annotation of these characters, as a passage."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = {"document_id": "a", "url": None, "rights": rights, "text_sha256": sha256}
    table: Table = TABLES["passages"]
    row: Row = dict.fromkeys(table.column_names) | {"passage_id": f"a#sentence-{start}", "kind": "sentence"}
    row |= {"document_id": "a", "start": start, "end": end, "quote": text[start:end]}
    return annotation(table, row, document, text if has_text else None, {})


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    table = TABLES["passages"]
    row = dict.fromkeys(table.column_names) | {"passage_id": "a#sentence-1", "document_id": "a", "kind": "sentence"}
    document = {"document_id": "a", "url": None, "rights": "open", "text_sha256": "00"}
    with pytest.raises(ValueError, match="a: the text does not have the quote at 0 to 3"):
        annotation(table, row | {"start": 0, "end": 3, "quote": "abc"}, document, "abd", {})


def test_iris() -> None:
    assert iri("mentions", "a-txt#char=1,2") == "urn:imiony:mentions:a-txt%23char=1,2"
    assert iri("documents", "ліст") == "urn:imiony:documents:%D0%BB%D1%96%D1%81%D1%82"
    assert text_iri("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069") == (
        "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"  # the example of RFC 6920, section 8.1
    )


def test_the_same_bytes_and_one_step(package: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        pages(package, ROOT / "raw", tmp_path / name)
    for file in (tmp_path / "one").rglob("*.jsonld"):
        assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()
    (tmp_path / "one" / "pages" / "old.jsonld").touch()
    pages(package, ROOT / "raw", tmp_path / "one")
    assert not (tmp_path / "one" / "pages" / "old.jsonld").exists()
    (tmp_path / "two" / "mine.txt").touch()
    with pytest.raises(FileExistsError, match="holds something else than annotations"):
        export_annotations(package, ROOT / "raw", tmp_path / "two")
    with pytest.raises(FileExistsError, match="lie in each other"):
        export_annotations(package, ROOT / "raw", package / "data")
    assert {path.name for path in tmp_path.iterdir()} == {"package", "one", "two"}


def test_a_text_that_has_changed_gives_no_prefix(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder({"a.txt": LETTER})
    package = build(raw, tmp_path / "package").folder
    (raw / "a.txt").write_text("Nina Bondar came.", encoding="utf-8")
    assert export_annotations(package, raw, tmp_path / "out").without_text == ("a.txt",)
    (file,) = (tmp_path / "out" / "pages").iterdir()
    for item in json.loads(file.read_text(encoding="utf-8"))["items"]:
        check(item)
        assert "prefix" not in selectors(item).get("TextQuoteSelector", {})


def test_long_ids_have_file_names() -> None:
    one, two = page_path("я" * 150), page_path("я" * 151)
    assert one != two
    assert len(Path(one).name.encode()) <= 255
    assert page_path("a-txt") == "pages/a-txt.jsonld"


def places(text: str, *found: Annotation) -> list[tuple[str, int | None, int | None]]:
    return [(one.status, one.start, one.end) for one in anchor(text, found)]


def test_the_seeds_are_found_again_after_a_shift(package: Path, tmp_path: Path) -> None:
    texts = {page["id"]: page["items"] for page in pages(package, ROOT / "raw", tmp_path / "out")}
    paragraphs = 0
    for items in texts.values():
        (name,) = {item["target"]["state"]["cached"] for item in items}
        files = [path.read_bytes().decode() for path in (ROOT / "raw").glob("*.txt")]
        (text,) = [text for text in files if text_iri(hashlib.sha256(text.encode()).hexdigest()) == name]
        wanted = [item for item in items if "TextQuoteSelector" in selectors(item)]
        assert wanted
        assert _shifted(text, wanted, 0) == wanted
        new = "Updated: the editors have added this line.\n\n"
        assert _shifted(new + text, wanted, len(new)) == wanted
        last = max(place for place in (match.start() for match in re.finditer("\n", text.rstrip())))
        left = [item for item in wanted if selectors(item)["TextPositionSelector"]["end"] + AROUND <= last]
        assert _shifted(new + text[:last], left, len(new)) == left
        paragraphs += len(left) < len(wanted)
    assert paragraphs, "a paragraph with annotations has to be removed"


def _shifted(text: str, wanted: list[Annotation], shift: int) -> list[Annotation]:
    """Those that are found where they were, so many characters further on."""
    return [
        item
        for item, found in zip(wanted, anchor(text, wanted), strict=True)
        if found.start == selectors(item)["TextPositionSelector"]["start"] + shift
        and text[found.start : found.end] == selectors(item)["TextQuoteSelector"]["exact"]
    ]


LINES = "Ihar Kazlou was there.\nThe court sat in the morning and heard them.\nIhar Kazlou went home after the court."


def test_the_surroundings_tell_equal_quotes_apart() -> None:
    second = LINES.rindex("Ihar")
    one, two = annotated(LINES, 0, 11), annotated(LINES, second, second + 11)
    assert places("Minsk. " + LINES, one, two) == [("found", 7, 18), ("found", second + 7, second + 18)]
    # The paragraph before is gone, and half of what stood around the quote with it.
    rest = LINES[: LINES.index("The")] + LINES[second:]
    assert places(rest, two) == [("found", 23, 34)]


def test_a_quote_that_is_gone_is_not_looked_for_elsewhere() -> None:
    one = annotated(LINES, 0, 11)
    assert places(LINES[LINES.index("The") :], one) == [("gone", None, None)]
    assert places("", one) == [("gone", None, None)]


def test_what_stands_twice_is_reported_unless_its_neighbours_tell() -> None:
    line = "The names of all who signed the letter are on the list.\n"
    text = "First the deputies of Vilnius.\n" + line * 4 + "Last those of Warsaw and Kyiv.\n"
    at = text.index(line) + len(line)  # the second of four
    third = annotated(text, at + len(line) + 4, at + len(line) + 9)
    for new in ("Minsk. ", line, line * 2):  # the nearest place to where it stood is another line's
        assert places(new + text, third) == [("ambiguous", None, None)]
    first, last = annotated(text, 0, 30), annotated(text, len(text) - 31, len(text) - 1)
    shift = len("Minsk. ")
    assert places("Minsk. " + text, first, third, last)[1] == (
        "found",
        at + len(line) + 4 + shift,
        at + len(line) + 9 + shift,
    )
    fewer = text.replace(line, "", 1)
    assert places(fewer, first, third, last)[1] == ("ambiguous", None, None)
    assert places(text, third) == [("found", at + len(line) + 4, at + len(line) + 9)]


def test_a_position_alone_is_not_taken_over_into_another_text() -> None:
    one = annotated(LINES, 0, 11, "none")
    assert places("!" + LINES, one) == [("no_quote", None, None)]
    assert places(LINES, one) == [("found", 0, 11)]


def test_a_quote_without_surroundings_is_enough_if_it_stands_once() -> None:
    one, two = annotated(LINES, 0, 11, has_text=False), annotated(LINES, 0, 22, has_text=False)
    assert places("Minsk. " + LINES, one) == [("ambiguous", None, None)]
    assert places("Minsk. " + LINES, one, two) == [
        ("found", 7, 18),
        ("found", 7, 29),
    ]  # the first is a part of the second


words = st.lists(st.sampled_from(["a ", "b", "Ігар ", "Kazlou ", "😀", "\n"]), max_size=40).map("".join)


@given(words, words, words, words, st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), min_size=1, max_size=8))
def test_what_is_found_is_right_whatever_was_inserted_and_removed(
    before: str, kept: str, removed: str, also_kept: str, spans: list[tuple[int, int]]
) -> None:
    old, new = kept + removed + also_kept, before + kept + also_kept
    wanted, right = [], []
    for start, length in spans:
        end = start + length
        if end <= len(kept) - AROUND:
            shift = len(before)
        elif len(kept + removed) + AROUND <= start and end <= len(old):
            shift = len(before) - len(removed)
        else:
            continue
        around = slice(max(start - AROUND, 0), end + AROUND)
        if shift and old[around] == new[around]:
            continue  # what was inserted is the same as what stood there: nobody could tell
        wanted.append(annotated(old, start, end))
        right.append(Anchor(wanted[-1]["id"], "found", start + shift, end + shift))
    for found, expected in zip(anchor(new, wanted), right, strict=True):
        # At the very beginning of a text there is less around a quote, which another place may have too.
        assert found in (expected, Anchor(expected.annotation_id, "ambiguous"))
