"""Web pages: the main text in the lines of the page, and what the page says of itself."""

import pytest
from conftest import RawFolder
from makers import page
from test_formats import PARAGRAPHS, reason

from pipeline.read.folder import Document, about, read_folder
from pipeline.read.formats.text import Text
from pipeline.read.worker import read_text

TITLE = "Open letter of eight parliaments"
NAMES = [f"Anna{n % 7} Kowal{n % 11}, Poland" for n in range(250)]  # many twice, as families and countries are
BANNER = '<div class="cookie-banner"><p>We use cookies to make this page better for you, and for us too.</p></div>'
RELATED = '<div class="related">{}</div>'.format('<p><a href="/x">Another story about something else</a></p>' * 6)
COMMENTS = '<div id="comments"><ol><li><p>I do not believe a word of it, said my neighbour.</p></li></ol></div>'


def read(body: str, head: str = "") -> Text:
    """The text of an article with `body` on a page with everything that stands around articles."""
    return read_text(
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{BANNER}<nav><a href=/>Home</a></nav>"
        f"<main><article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}{body}</article>{RELATED}"
        f"{COMMENTS}</main><footer>© Example News</footer></body></html>".encode(),
        ".html",
        None,
    )


def lines(body: str) -> list[str]:
    """The lines after the title and the two paragraphs, which are always there."""
    found = read(body).text.splitlines()
    assert found[:3] == [TITLE, *PARAGRAPHS]
    return found[3:]


def joined(form: str, between: str = "") -> str:
    return between.join(form.format(name) for name in NAMES)


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{joined('<li>{}</li>')}</ul>",
        f"<ol>\n{joined('  <li><p>{}</p></li>', chr(10))}</ol>",
        f"<ul>{joined('<li><a href=/p>{}</a> </li>').replace(', Poland</a>', '</a>, Poland')}</ul>",
        joined("<p>{}</p>"),
        f"<p>{joined('{}', '<br>')}</p>",
        f"<div>{joined('<div>{}</div>')}</div>",
        f"<div class='expandable'><ul>{joined('<li>{}</li>')}</ul></div>",
        f"<details><summary>Signed by</summary><ul>{joined('<li>{}</li>')}</ul></details>",
    ],
)
def test_a_signatory_a_line_in_whatever_way_they_are_written(body: str) -> None:
    found = lines(body)
    assert found[found[0] == "Signed by" :] == NAMES


def test_a_table_keeps_its_columns_though_it_is_full_of_links() -> None:
    rows = "<tr><td>{0}</td><td><a href=/p>Anna Kowal{0}</a></td><td><a href=/c>Poland</a><br>EU</td></tr>"
    table = "<table><tr><th colspan=2>Name</th><th>Country</th></tr>{}</table>"
    expected = ["Name\t\tCountry", *(f"{n}\tAnna Kowal{n}\tPoland EU" for n in range(99))]
    assert lines(table.format("".join(rows.format(n) for n in range(99)))) == expected


def test_a_list_of_comments_is_not_taken_for_one_of_signatories() -> None:
    comment = "<li><p>I do not believe a word of it.</p></li>"
    assert lines(f"<div id=comments><h3>Comments</h3><ol class=comment-list>{comment * 3}</ol></div>") == []


def test_a_cell_over_several_rows_and_a_bar_in_a_cell() -> None:
    body = "<table><tr><td rowspan=2>Poland</td><td>Anna | Ana</td></tr><tr><td>Jan</td></tr></table>"
    assert lines(body) == ["Poland\tAnna | Ana", "\tJan"]


def test_a_table_that_only_places_things_is_none() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    table = (
        f"<table><tr><td><a href=/>Home</a><br><a href=/a>Archive</a></td><td><h2>{TITLE}</h2>{text}</td></tr></table>"
    )
    source = f"<html><head><title>{TITLE}</title></head><body>{table}</body></html>"
    assert read_text(source.encode(), ".html", None).text.splitlines() == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><b>Ales</b> <i>Bialiatski</i>, Bia<b>lia</b>tski</p>", ["Ales Bialiatski, Bialiatski"]),
        ("<p>Ales<br>Bialiatski</p>", ["Ales", "Bialiatski"]),
        ("<p>Ales\n  <span>\n Bialiatski</span></p>", ["Ales Bialiatski"]),
        ("<p>Bia&shy;lia\u200bt<wbr>ski,&nbsp;Ales</p>", ["Bialiatski, Ales"]),
        ("<p>Bialiatski<sup><a href=#1>1</a></sup> on the 5<sup>th</sup></p>", ["Bialiatski 1 on the 5th"]),
        ("<p><span>Anna Kos</span><span>Poland</span></p>", ["Anna Kos Poland"]),
        ("<p>30.05.2021<img src=a.png>she said so.</p>", ["30.05.2021 she said so."]),
        ("<p>On <time datetime=2020-01-01>1 January</time> he left.</p>", ["On 1 January he left."]),
        ("<p>a&#1;b</p>", ["ab"]),
        ("<h2>Demands</h2><p>That he is released at once.</p>", ["Demands", "That he is released at once."]),
        ("<pre>Anna Kowal\n  Jan Kos</pre>", ["Anna Kowal", "  Jan Kos"]),
    ],
)
def test_words_stay_words_and_lines_stay_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_scripts_are_no_text() -> None:
    assert lines("<script>alert('no')</script>") == []


def test_the_title_is_the_heading_not_the_site() -> None:
    assert read("", f"<title>{TITLE} - Example News</title>").title == TITLE
    assert read("", "<title>Mr. Kos writes | Example News</title>").title == "Mr. Kos writes | Example News"


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (meta("article:published_time", "2021-05-30T23:30:00+03:00"), "2021-05-30"),
        (meta("article:modified_time", "2023-01-01") + meta("DC.date.issued", "2021-05"), "2021-05"),
        (meta("article:modified_time", "2023-01-01"), None),
        (meta("article:published_time", "1970-01-01T00:00:00"), None),
        (meta("date", "05/06/2021"), None),
        (meta("date", "30.05.2021"), "2021-05-30"),
        (meta("og:image", "https://example.org/2019/03/04/a.jpg"), None),
        ('<link rel="canonical" href="https://example.org/2021/05/30/letter">', "2021-05-30"),
        ('<link rel="canonical" href="https://example.org/vote-2020-08-09-20210101.html">', None),
        (
            '<script type="application/ld+json">{"@graph": [{"comment": {"datePublished": "2024-01-01"}, '
            '"dateModified": "2023-01-01", "datePublished": "2021-05-30T10:00:00Z"}]}</script>',
            "2021-05-30",
        ),
        ('<script type="application/ld+json">{"datePublished": "2021-05-30", oops}</script>', None),
    ],
)
def test_a_day_that_is_not_stated_as_that_of_publication_is_none(head: str, expected: str | None) -> None:
    assert read("<p>On 2020-08-09 they voted. © 2024</p>", head).published == expected


def test_the_time_beside_the_title_is_that_of_publication() -> None:
    text = f"<p><time datetime=2021-05-30>30 May</time></p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    comments = "<div id=comments><p>Well said! <time datetime=2020-01-01>then</time></p></div>"
    source = f"<html><head><title>x</title></head><body><main><h1>{TITLE}</h1>{text}</main>{comments}</body></html>"
    assert read_text(source.encode(), ".html", None).published == "2021-05-30"


def test_nothing_of_a_page_depends_on_the_day_of_the_build() -> None:
    assert read("", meta("article:published_time", "2099-01-01T00:00:00Z")).published == "2099-01-01"


def test_an_address_is_no_publisher() -> None:
    assert read("", meta("article:publisher", "https://www.facebook.com/example")).publisher is None
    assert read("", meta("og:site_name", "Example News")).publisher == "Example News"


@pytest.mark.parametrize(
    ("declaration", "encoding", "python"),
    [
        ('<meta charset="windows-1251">', "windows-1251", "cp1251"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "windows-1251", "cp1251"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            "cp1252",
            "cp1252",
        ),
    ],
)
def test_the_encoding_that_a_page_declares(declaration: str, encoding: str, python: str) -> None:
    words = "“Free them” – she said. " if encoding == "cp1252" else "Суд адклаў справу. "
    source = f"{declaration}<html><head><title>x</title></head><body><p>{words * 9}</p></body></html>"
    text = read_text(source.encode(encoding), ".html", None)
    assert (text.encoding, text.text) == (python, (words * 9).strip())
    if encoding == "windows-1251":
        assert reason(source.replace(declaration, "").encode(encoding), ".html") == "unknown_encoding"


def test_a_page_that_is_nested_without_end_is_not_cut_off_in_silence() -> None:
    nested = "<div>" * 900 + f"<p>{PARAGRAPHS[0]}</p>" + "</div>" * 900
    assert read_text(f"<html><body>{nested}</body></html>".encode(), ".html", None).text == PARAGRAPHS[0]
    assert reason(f"<html><body>{'<div>' * 100_000}text</body></html>".encode(), ".html") == "broken"


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
