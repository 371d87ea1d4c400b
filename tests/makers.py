"""Makes small PDF, Word and web files for the tests, from paragraphs and rows."""

import io
from collections.abc import Callable, Sequence

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

Rows = Sequence[Sequence[str]]


def pdf(paragraphs: Sequence[str], rows: Rows = (), head: str = "", password: str | None = None) -> bytes:
    """A PDF with paragraphs, a table, and on every page a running head and a page number."""
    style = getSampleStyleSheet()["BodyText"]
    story: list[Flowable] = []
    for text in paragraphs:
        story += [Paragraph(text, style), Spacer(1, 8)]
    if rows:
        story.append(Table([list(row) for row in rows]))

    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if head:
            canvas.drawString(72, 815, head)
        canvas.drawCentredString(300, 25, f"Page {document.page}")

    target = io.BytesIO()
    encrypt = None if password is None else StandardEncryption(password, ownerPassword="owner")
    SimpleDocTemplate(target, pagesize=A4, encrypt=encrypt).build(story, onFirstPage=decorate, onLaterPages=decorate)
    return target.getvalue()


Place = tuple[float, float, str]
"""x and y in points from the lower left corner, and what stands there; `*` before it: in bold type."""


def pdf_lines(
    pages: Sequence[Sequence[Place]],
    size: float = 12,
    rules: Sequence[tuple[float, float, float, float]] = (),
    prepare: Callable[[Canvas], object] = Canvas.saveState,
) -> bytes:
    """A PDF with lines just where they are said to be, drawn in this order, and on every page ruled lines."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for page in pages:
        prepare(canvas)
        for x, y, text in page:
            canvas.setFont("Helvetica-Bold" if text.startswith("*") else "Helvetica", size)
            canvas.drawString(x, y, text.removeprefix("*"))
        canvas.lines(rules)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def word(paragraphs: Sequence[str], rows: Rows = (), title: str = "") -> bytes:
    """A Word file with paragraphs, then a table."""
    document = docx.Document()
    document.core_properties.title = title
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def page(paragraphs: Sequence[str], rows: Rows = (), meta: str = "", charset: str = "utf-8") -> bytes:
    """A web page with navigation, an article with a table, and a footer."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    table = f"<table>{cells}</table>" if rows else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}">{meta}</head><body>'
        '<nav><a href="/">Home</a> <a href="/news">All news</a></nav>'
        f"<article>{body}{table}</article>"
        "<footer>© Example News. All rights reserved.</footer></body></html>"
    ).encode(charset)
