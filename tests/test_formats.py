"""Web pages, PDF, Word files and e-mails: the text that a person would read in them, and nothing else."""

import io
import zipfile

import pytest
from conftest import RawFolder
from makers import page, pdf, pdf_lines, word

from pipeline import reference
from pipeline.read import worker
from pipeline.read.folder import read_folder
from pipeline.read.problem import SetAside
from pipeline.read.worker import read_text

PARAGRAPHS = (
    "The signatories ask the court in Brest to release Pavel Kavalenka at once, because the hearing was closed to the "
    "public, which the law forbids in such cases; his lawyers had not been admitted, and nobody was told why.",
    "The letter was read out in Vilnius. Alena Novik, who had written it, said that she expected no answer, and that "
    "it would be sent again in a month, and again in the month after that, until the ministry answered.",
)
SIGNATORIES = [(f"Anna{n} Kowal{n}", ("Greens", "", "Social Democrats")[n % 3], "Poland") for n in range(250)]
LINES = ["\t".join(row) for row in SIGNATORIES]


def reason(data: bytes, suffix: str) -> str:
    with pytest.raises(SetAside) as found:
        read_text(data, suffix, None)
    assert "\n" not in found.value.detail
    return found.value.reason


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".html", page(PARAGRAPHS, SIGNATORIES)),
        (".docx", word(PARAGRAPHS, SIGNATORIES)),
        (".pdf", pdf(PARAGRAPHS, SIGNATORIES, head="Example News - Open letters")),
    ],
)
def test_an_open_letter_with_250_signatories(suffix: str, data: bytes) -> None:
    """Paragraphs whole, one entry a line, no navigation, no running heads, no page numbers."""
    lines = read_text(data, suffix, None).text.splitlines()
    assert lines[:2] == list(PARAGRAPHS)
    assert [line.strip() for line in lines[2:]] == LINES


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as file:
        for _ in range(reference.mapping("limits.yaml")["unpacked_bytes"] // 10_000_000 + 1):
            file.write(bytes(10_000_000))
    return target.getvalue()


@pytest.mark.parametrize(
    ("suffix", "data", "expected"),
    [
        (".pdf", pdf(PARAGRAPHS, password="secret"), "encrypted"),
        (".pdf", pdf_lines([[]]), "no_text_layer"),
        (".pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "broken"),
        (".pdf", b"no pdf", "broken"),
        (".pdf", pdf(PARAGRAPHS)[:-600], "broken"),
        (".html", b"<html><body></body></html>", "empty"),
        (".html", b"", "empty"),
        (".html", "<p>Суд</p>".encode("utf-16-le"), "unknown_encoding"),
        (".odt", b"", "unsupported_format"),
    ],
)
def test_what_cannot_be_read(suffix: str, data: bytes, expected: str) -> None:
    assert reason(data, suffix) == expected


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert reason(_bomb(), ".docx") == "too_large"


def test_a_file_over_the_limit_of_bytes_is_not_opened(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Text."})
    with (raw / "large.txt").open("wb") as file:
        file.truncate(reference.mapping("limits.yaml")["bytes"] + 1)
    assert [getattr(item, "reason", None) for item in read_folder(raw)] == [None, "too_large"]


def test_a_reader_that_takes_too_long_is_stopped_and_the_next_file_is_read() -> None:
    question = (pdf(PARAGRAPHS * 40), ".pdf", None)
    answer = worker._ask(question, seconds=0)
    assert isinstance(answer, tuple)
    assert answer[0] == "too_slow"
    assert read_text(pdf(PARAGRAPHS), ".pdf", None).text.splitlines() == list(PARAGRAPHS)


def test_a_reader_that_dies_is_started_again() -> None:
    assert read_text(pdf(PARAGRAPHS), ".pdf", None)
    assert worker._worker is not None
    worker._worker.kill()
    worker._worker.wait()
    assert read_text(pdf(PARAGRAPHS), ".pdf", None)
