"""E-mails: the text that a mail program shows, and what the head says."""

from email.message import EmailMessage

import pytest
from makers import page
from test_formats import PARAGRAPHS, reason

from pipeline.read.formats.text import Text
from pipeline.read.worker import read_text

HEAD = "Subject: S\nFrom: Alena Novik <alena@example.org>\nMIME-Version: 1.0\n"


def read(data: bytes | str | EmailMessage) -> Text:
    content = data.encode() if isinstance(data, str) else bytes(data)
    return read_text(content, ".eml", None)


def message(plain: str = "", html: str = "") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "S"
    if plain:
        made.set_content(plain)
    if html and plain:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def test_flowed_lines_are_joined() -> None:
    text = "The court has \npostponed it.\n\n>> said Anna \n>> Kos\n> and left\n From there\n-- \nAnna\n"
    head = f"{HEAD}Content-Type: text/plain; charset=utf-8; format=flowed"
    lines = ["The court has postponed it.", "", ">> said Anna Kos", "> and left", "From there", "-- ", "Anna"]
    assert read(f"{head}\n\n{text}").text.splitlines() == lines
    assert read(f"{head}; delsp=yes\n\nBia \nliatski\n").text == "Bialiatski"
    assert read(f"{HEAD}\n{text}").text == text


def test_the_plain_form_unless_it_says_that_there_is_another_one() -> None:
    html = page(PARAGRAPHS).decode()
    assert read(message("\n".join(PARAGRAPHS), html)).reader == "email"
    assert read(message("Look at it in a browser.", html)).text.splitlines() == list(PARAGRAPHS)
    assert read(message("Text.", '<p><img src="a.png"></p>')).text.strip() == "Text."


def test_texts_before_and_after_a_picture() -> None:
    made = message("Before.\n")
    made.make_mixed()
    made.add_attachment(b"x", maintype="image", subtype="png", filename="a.png", disposition="inline")
    made.attach(message("After.\n"))
    made.add_attachment("Attached.", filename="a.txt")
    assert read(made).text.split() == ["Before.", "After."]


def test_a_message_that_was_forwarded() -> None:
    inner = message("Inner text.\n")
    outer = message("See below.\n")
    outer.add_attachment(inner)
    assert read(outer).text.strip() == "See below."
    assert read(f"{HEAD}Content-Type: message/rfc822\n\n{inner}").text.strip() == "Inner text."


def test_quotation_marks_in_what_is_called_latin_1() -> None:
    head = f"{HEAD}Content-Type: text/plain; charset=iso-8859-1\n\n".encode()
    assert read(head + "“Free them”".encode("cp1252")).text == "“Free them”"


@pytest.mark.parametrize(
    ("head", "title", "published", "publisher"),
    [
        ("Subject: =?koi8-r?B?8MnT2M3P?=\nFrom: =?utf-8?B?0J3QvtCy0LjQuiwg0JA=?= <a@b.c>", "Письмо", None, "Новик, А"),
        ("Subject: Ліст\nFrom: Алена <a@b.c>", "Ліст", None, "Алена"),
        ("Subject: =?utf-8?Q?a=0D=0ABcc:_b?=\nFrom: a@b.c", "a Bcc: b", None, None),
        ('Subject: a\n b\nFrom: "a@b.c" <a@b.c>\nDate: yesterday', "a b", None, None),
        ("Subject: a\nDate: Thu, 1 Jan 1970 00:00:00 +0000", "a", None, None),
        ("From A@b.c Sun May 30 10:00:00 2021\nSubject: a\nDate: 30 May 2021 23:30:00 -0700", "a", "2021-05-30", None),
        (f"Subject: {'a ' * 200_000}\nFrom: {'(' * 200_000}", None, None, None),
    ],
)
def test_the_head(head: str, title: str | None, published: str | None, publisher: str | None) -> None:
    text = read(f"{head}\n\nText.\n")
    assert (text.title, text.published, text.publisher) == (title, published, publisher)


def test_a_head_in_an_encoding_that_is_not_stated() -> None:
    assert read("Subject: Письмо\n\nText.\n".encode("koi8-r")).title is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "broken"),
        (b"<html><body>no e-mail</body></html>", "broken"),
        (b"Subject: x\n\n \n", "empty"),
        (b"Subject: x\nContent-Type: application/pdf\n\nx", "empty"),
        (b"Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", "encrypted"),
        (b"Subject: x\n\n\xff\xfe\xfd", "unknown_encoding"),
    ],
)
def test_what_cannot_be_read(data: bytes, expected: str) -> None:
    assert reason(data, ".eml") == expected


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
