"""Web pages, PDF, Word files and e-mails: the text that a person would read in them, and nothing else."""

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from conftest import RawFolder
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from makers import page, pdf, pdf_lines, word

from pipeline import reference
from pipeline.read import worker
from pipeline.read.folder import Document, about, read_folder
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


def test_the_metadata_of_a_page() -> None:
    meta = (
        '<meta property="og:title" content="Open letter &amp; answer">'
        '<meta property="og:site_name" content="Example News">'
        '<meta property="article:published_time" content="2021-05-30T23:30:00+03:00">'
    )
    text = read_text(page(PARAGRAPHS, meta=meta), ".html", None)
    assert (text.title, text.publisher, text.published) == ("Open letter & answer", "Example News", "2021-05-30")
    assert text.reader.startswith("trafilatura ")


def test_the_sidecar_comes_before_the_metadata(raw_folder: RawFolder) -> None:
    meta = '<meta property="og:title" content="Page title"><meta property="og:site_name" content="Example News">'
    raw = raw_folder({"a.html": page(PARAGRAPHS, meta=meta), "a.html.yaml": "title: Sidecar title\n"})
    (document,) = read_folder(raw)
    assert isinstance(document, Document)
    known = about(document)
    assert (known["title"], known["title_basis"]) == ("Sidecar title", None)
    assert (known["publisher"], known["publisher_basis"]) == ("Example News", "metadata of the page")
    assert (known["published"], known["published_basis"]) == (None, None)


def test_the_encoding_that_a_page_declares() -> None:
    text = read_text(page(["Суд адклаў справу. " * 9], charset="windows-1251"), ".html", None)
    assert text.encoding == "cp1251"
    assert "Суд адклаў справу." in text.text
    undeclared = page(["Суд адклаў справу. " * 9], charset="windows-1251").replace(b'charset="windows-1251"', b"")
    assert reason(undeclared, ".html") == "unknown_encoding"


def test_scripts_are_no_text() -> None:
    text = read_text(page([*PARAGRAPHS, "<script>alert('no')</script>"]), ".html", None).text
    assert "alert" not in text


def test_lines_and_lists_of_a_page_stay_lines() -> None:
    text = read_text(page([*PARAGRAPHS, "Anna Kowal<br>Petr Dvořák<br>Jonas Petraitis"]), ".html", None).text
    assert text.splitlines()[-3:] == ["Anna Kowal", "Petr Dvořák", "Jonas Petraitis"]


def test_word_keeps_what_was_put_in_and_drops_what_was_struck_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The court ")
    for change in (
        '<w:del {ns} w:author="x"><w:r><w:delText>released</w:delText></w:r></w:del>',
        '<w:ins {ns} w:author="x"><w:r><w:t>fined</w:t></w:r></w:ins>',
        '<w:hyperlink {ns}><w:r><w:t xml:space="preserve"> Pavel Kavalenka</w:t></w:r></w:hyperlink>',
    ):
        paragraph._p.append(parse_xml(change.format(ns=nsdecls("w"))))
    document.sections[0].header.paragraphs[0].text = "Running head"
    target = io.BytesIO()
    document.save(target)
    assert read_text(target.getvalue(), ".docx", None).text == "The court fined Pavel Kavalenka"


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_e_mail(kind: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Ліст да суда"
    message["From"] = "Alena Novik <alena@example.org>"
    message["Date"] = "Sun, 30 May 2021 23:30:00 +0300"
    if kind == "plain":
        message.set_content("Суд адклаў справу.\n")
    else:
        message.set_content(page(PARAGRAPHS).decode(), subtype="html")
    message.add_attachment(b"secret", maintype="application", subtype="octet-stream", filename="a.bin")
    text = read_text(bytes(message), ".eml", None)
    assert (text.title, text.published, text.publisher) == ("Ліст да суда", "2021-05-30", "Alena Novik")
    assert text.text.splitlines() == (["Суд адклаў справу."] if kind == "plain" else list(PARAGRAPHS))
    assert "example.org" not in str(text), "no address of a person"


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
        (".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "encrypted"),
        (".docx", b"PK\x03\x04 no zip", "broken"),
        (".docx", word([]), "empty"),
        (".docx", word(PARAGRAPHS)[:2000], "broken"),
        (".html", b"<html><body></body></html>", "empty"),
        (".html", b"", "empty"),
        (".html", "<p>Суд</p>".encode("utf-16-le"), "unknown_encoding"),
        (".eml", b"", "broken"),
        (".eml", b"Subject: x\n\n\xff\xfe\xfd", "unknown_encoding"),
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


def test_nothing_of_a_page_depends_on_the_day_of_the_build() -> None:
    meta = '<meta property="article:published_time" content="2099-01-01T00:00:00Z">'
    assert read_text(page(PARAGRAPHS, meta=meta), ".html", None).published == "2099-01-01"
