"""Whatever comes in: reading, finding, comparing and publishing end in rows or in a documented error, nothing else.

`make fuzz` tries a hundred times as many inputs.
"""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from one_text import tables_of
from test_naughty import NAUGHTY

from pipeline.build import build
from pipeline.names import cluster, compare, read
from pipeline.publish.checks import CheckFailed
from pipeline.publish.files import check_twins
from pipeline.read.folder import Document, Problem, read_folder
from pipeline.tables import PUBLISHED, TABLES

OWN = sorted((Path(__file__).parent / "gold" / "facts").glob("*/*.txt"))
WORDS = st.sampled_from(
    (",", ".", ":", "—", "“", "»", "", "must", "whose", "led by", "had been", "в", "необходимо", "что")
)

_PIECES = (
    *NAUGHTY,
    *(
        "Anna Novik",
        "Ганна Новік",
        "Новик А. И.",
        "President ",
        "Mr. ",
        "von der ",
        " said: “",
        "”",
        "[",
        "]",
        "’s ",
        ". ",
    ),
    *(
        "\n\n",
        "\r\n",
        "\t",
        "MINSK, Sept. 24 (A) --",
        "2020 г. ",
        "<p>",
        "</p>",
        "<table><tr><td>",
        "%PDF-1.7\n",
        "PK\x03\x04",
    ),
)
TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=12)), max_size=25).map("".join)
ENCODINGS = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251", "koi8-r", "latin-1"))
BYTES = st.one_of(
    st.binary(max_size=200),
    st.tuples(TEXTS, ENCODINGS).map(lambda pair: pair[0].encode(pair[1], "replace")),
    st.tuples(TEXTS, st.binary(max_size=4), TEXTS).map(lambda parts: parts[0].encode() + parts[1] + parts[2].encode()),
)
SIDECARS = st.one_of(
    st.none(),
    BYTES,
    st.tuples(st.sampled_from(("id", "title", "language", "published", "rights", "encoding")), TEXTS).map(
        lambda pair: f"{pair[0]}: {pair[1]}".encode()
    ),
)
FILES = st.lists(
    st.tuples(st.sampled_from((".txt", ".md", ".html", ".eml", ".pdf", ".docx", ".x")), BYTES, SIDECARS), max_size=5
)
_REASONS = set(TABLES["ingest_problems"].column("reason").enum)


def _write(folder: Path, files: list[tuple[str, bytes, bytes | None]]) -> Path:
    raw = folder / "raw"
    raw.mkdir()
    for number, (suffix, content, sidecar) in enumerate(files):
        (raw / f"{number}{suffix}").write_bytes(content)
        if sidecar is not None:
            (raw / f"{number}{suffix}.yaml").write_bytes(sidecar)
    return raw


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_any_files_are_read_or_set_aside(files: list[tuple[str, bytes, bytes | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = list(read_folder(_write(Path(folder), files)))
    assert len(found) == len(files)
    for item in found:
        if isinstance(item, Problem):
            assert item.reason in _REASONS
            assert item.detail.isprintable()
        else:
            assert isinstance(item, Document)
            assert item.text.text.strip()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from((None, "en", "be", "ru", "zh", "x")), st.sampled_from((None, "2020-09-24")))
def test_whatever_is_found_in_any_text_has_its_place_there(
    text: str, language: str | None, published: str | None
) -> None:
    tables = tables_of(text, language, published)
    for table in TABLES.values():
        for row in tables[table.name] if table.has_span else ():
            assert row["quote"] in (None, text[row["start"] : row["end"]])
            assert 0 <= row["start"] < row["end"] <= len(text)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(OWN), st.integers(0, 999), st.integers(1, 150), st.dictionaries(st.integers(0, 149), WORDS))
def test_any_part_of_a_text_is_read_whatever_stands_in_it(
    own: Path, first: int, n_words: int, new: dict[int, str]
) -> None:
    """Parts of sentences, where the rules of grammar look behind ends and for what is not there."""
    words = own.read_text(encoding="utf-8").split(" ")
    part = words[first % len(words) :][:n_words]
    tables_of(" ".join(new.get(index, word) for index, word in enumerate(part)), own.parent.name)


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared_as_names(one: str, other: str) -> None:
    found = compare(one, other)
    assert 0 <= found.score <= 1
    assert found.score == compare(other, one).score
    assert read(one).text is not None
    assert len(list(cluster([one, other, one]))) == 3


@settings(max_examples=max(5, settings().max_examples // 20), suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_any_files_make_a_whole_package_or_none(files: list[tuple[str, bytes, bytes | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "package"
        raw = _write(Path(folder), files)
        if any(isinstance(item, Document) for item in read_folder(raw)):
            build(raw, output)
            assert [failure for table in PUBLISHED for failure in check_twins(output, table)] == []
        else:
            with pytest.raises(CheckFailed, match="could be read"):
                build(raw, output)
            assert not output.exists()
