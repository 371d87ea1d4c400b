"""Word files: what a reader of the printed page would read, each thing once."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap
from makers import word
from test_formats import PARAGRAPHS, reason

from pipeline.read.formats.text import Text
from pipeline.read.worker import read_text

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
USUAL = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
RELATIONSHIPS = f"{USUAL}/package/2006/relationships"
NAMESPACES = f'xmlns:w="{nsmap["w"]}" xmlns:mc="{USUAL}/markup-compatibility/2006"'


def p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def rows(*cells: tuple[str, ...]) -> str:
    """A table with the inner XML of each cell."""
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in cells)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def package(body: str, kind: str = MAIN, encoding: str = "utf-8", entities: str = "", **parts: str) -> bytes:
    """A Word file with that XML in its body, and other parts by their names."""
    related = f"{USUAL}/officeDocument/2006/relationships"
    links = "".join(f'<Relationship Id="{name}" Type="{related}/{name}" Target="{name}.xml"/>' for name in parts)
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{USUAL}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="a" Type="{related}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>',
        "word/document.xml": f"{declaration}{entities}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"{declaration}<w:{name} {NAMESPACES}>{part}</w:{name}>" for name, part in parts.items()
        },
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content.encode(encoding if content.startswith(declaration) else "utf-8"))
    return target.getvalue()


def read(body: str, **parts: str) -> list[str]:
    return read_text(package(body, **parts), ".docx", None).text.splitlines()


BOX = f"<w:txbxContent>{p('In a box')}{p('twice')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "<w:pPr><w:tabs><w:tab w:pos='720'/></w:tabs></w:pPr><w:r><w:t>Anna</w:t><w:tab/><w:t>Kos</w:t></w:r>",
            "Anna\tKos",
        ),
        ("<w:r><w:t>Bia</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>liatski</w:t></w:r>", "Bialiatski"),
        ("<w:r><w:t>Bia\u00adlia</w:t><w:softHyphen/><w:t>tski</w:t></w:r>", "Bialiatski"),
        ("<w:del><w:r><w:delText>He</w:delText></w:r></w:del><w:ins><w:r><w:t>She</w:t></w:r></w:ins>", "She"),
        ("<w:moveFrom><w:r><w:t>He</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>She</w:t></w:r></w:moveTo>", "She"),
        ("<w:r><w:instrText>DATE</w:instrText></w:r><w:fldSimple><w:r><w:t>30 May</w:t></w:r></w:fldSimple>", "30 May"),
        ("<w:r><w:t>Text</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", "Text"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Text</w:t></w:r></w:sdtContent></w:sdt>", "Text"),
        (
            f"<w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent><w:t>after</w:t></w:r>",
            "Before after\nIn a box\ntwice",
        ),
    ],
)
def test_what_is_written_in_a_paragraph(content: str, expected: str) -> None:
    content = content.replace("<w:t>", '<w:t xml:space="preserve">')
    assert read(f"<w:p>{content}</w:p>{p('Next')}") == [*expected.split("\n"), "Next"]


def test_a_paragraph_whose_end_was_struck_out_goes_on() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert read(f"{p('Pavel ').replace('<w:p>', '<w:p>' + mark)}{p('Kavalenka')}") == ["Pavel Kavalenka"]


def test_notes_follow_after_the_body() -> None:
    notes = f'<w:footnote w:id="0">{p("-")}</w:footnote><w:footnote w:id="7">{p("See Pavel")}{p("Kos.")}</w:footnote>'
    cited = '<w:p><w:r><w:t>Text</w:t><w:endnoteReference w:id="1"/><w:footnoteReference w:id="7"/></w:r></w:p>'
    ends = f'<w:endnote w:id="1">{p("Anna Kos.")}</w:endnote>'
    assert read(cited + p("End"), footnotes=notes, endnotes=ends, comments=p("secret")) == [
        *("Text", "End", "See Pavel Kos.", "Anna Kos."),
    ]


def test_tables_keep_their_columns() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    broken = "<w:p><w:r><w:t>Anna</w:t><w:br/><w:t>Kos</w:t></w:r></w:p>"
    table = rows((wide + p("Name"), p("Country")), (broken, p(""), p("Poland")), (p("1"), p("Jan") + p("Kos"), p("")))
    assert read(table) == ["Name\t\tCountry", "Anna Kos\t\tPoland", "1\tJan Kos"]


def test_tables_that_only_place_things() -> None:
    assert read(rows((p("First") + p("Second"),))) == ["First", "Second"]
    inner = rows((p("a"), p("b")), (p("c"), p("d")))
    assert read(rows((p("Left"), p("Right") + inner))) == ["Left", "Right", "a\tb", "c\td"]


def test_templates_files_with_macros_and_other_ways_to_write_xml() -> None:
    assert read_text(package(p("Суд"), kind=MACROS), ".docx", None).text == "Суд"
    assert read_text(package(p("Суд"), encoding="windows-1251"), ".docx", None).text == "Суд"
    with zipfile.ZipFile(io.BytesIO(package(p("Суд")))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            content = content.replace(nsmap["w"], f"{STRICT}/wordprocessingml/main")
            archive.writestr(name, content.replace(f"{USUAL}/officeDocument/2006", f"{STRICT}/officeDocument"))
    assert read_text(target.getvalue(), ".docx", None).text == "Суд"


def test_a_title_that_the_text_does_not_show_is_that_of_a_template() -> None:
    def about(title: str) -> Text:
        return read_text(word(["Open letter", *PARAGRAPHS], title=title), ".docx", None)

    assert about("Open  letter").title == "Open letter"
    assert about("Document1").title is None
    assert about("Open letter").published is None, "python-docx's own template says 2013"


def _packed(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
    return target.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "A" * 1000, "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "unsupported_format"),
        (b"PK\x03\x04 no zip", "broken"),
        (b"{\\rtf1 text}", "broken"),
        (_packed("content.xml"), "unsupported_format"),
        (_packed("[Content_Types].xml"), "broken"),
        (word([]), "empty"),
        (word(PARAGRAPHS)[:2000], "broken"),
        (package("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "broken"),
        (package(p("&i;"), entities=ENTITIES), "broken"),
    ],
)
def test_what_cannot_be_read(data: bytes, expected: str) -> None:
    assert reason(data, ".docx") == expected


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
