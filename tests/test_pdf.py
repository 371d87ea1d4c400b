"""PDF: paragraphs, columns, tables and lists as a person would read them, from where the characters stand."""

from collections.abc import Callable, Iterable

import pytest
from makers import Place, pdf, pdf_lines
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.formats.pdf.reader import read

PROSE = (
    "The court in Brest has postponed the hearing again, and nobody was told the reason, said the lawyers of the",
    "journalist, who have protested. They will appeal, and they expect that it takes a year until they are heard.",
)
NAMES = ("Anna Kowal", "Petr Novak", "Jonas Petraitis", "Alena Novik", "Iryna Khalip", "Tomas Riha")


def text(data: bytes) -> str:
    return read(data, None).text


def lines(data: bytes) -> list[str]:
    return text(data).splitlines()


def column(x: float, y: float, texts: Iterable[str], pitch: float = 14) -> list[Place]:
    return [(x, y - pitch * number, line) for number, line in enumerate(texts)]


def test_a_pdf_over_lines_and_pages() -> None:
    first = [
        (72, 800, "Example News"),
        (72, 700, "The court in Brest has again post-"),
        (72, 686, "poned the hearing in the well-known"),
        (72, 672, "case of a journalist, whose lawyers"),
        (72, 658, "said that nobody had been told the"),
        (300, 40, "- 1 -"),
    ]
    second = [
        (72, 800, "Example News"),
        (72, 700, "reason. A well-"),
        (72, 686, "known lawyer protested."),
        (72, 640, "Another paragraph."),
        (300, 40, "- 2 -"),
    ]
    assert text(pdf_lines([first, second])) == (
        "The court in Brest has again postponed the hearing in the well-known case of a journalist, whose lawyers said "
        "that nobody had been told the reason. A well-known lawyer protested.\n"
        "Another paragraph."
    )


def test_a_last_line_of_a_page_is_no_page_number_because_it_is_short() -> None:
    pages = [
        [(72, 700, "The court in Brest heard the case in"), (72, 60, "May 2021"), (300, 40, "1")],
        [(72, 700, "Nobody was told that they were ill"), (72, 60, "ill"), (300, 40, "2")],
    ]
    found = text(pdf_lines(pages))
    assert "May 2021" in found
    assert found.endswith("ill")
    assert "1" not in found.replace("2021", "")


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [
        "The court in Brest has postponed the",
        "hearing again, and nobody was told",
        "the reason, said the lawyers of the",
    ]
    right = [
        "journalist, who have protested. They",
        "will appeal, and they expect that it",
        "takes a year until they are heard.",
    ]
    page = column(72, 700, left) + column(320, 700, right)
    assert text(pdf_lines([page])) == " ".join(left + right)
    assert text(pdf_lines([column(72, 700, left) + column(320, 693, right)])) == " ".join(left + right)


def test_names_in_columns_and_names_in_a_table_look_alike_and_are_drawn_in_another_order() -> None:
    left, right = column(72, 700, NAMES[:3]), column(250, 700, NAMES[3:])
    assert lines(pdf_lines([left + right])) == list(NAMES)
    in_rows = [place for row in zip(left, right, strict=True) for place in row]
    assert lines(pdf_lines([in_rows])) == ["\t".join(row) for row in zip(NAMES[:3], NAMES[3:], strict=True)]


TABLE: tuple[Place, ...] = (
    (75, 700, "1"),
    (105, 700, "Anna Kowal"),
    (225, 700, "Judge, who refused to"),
    (225, 686, "admit the lawyers"),
    (405, 700, "Brest"),
    (75, 668, "2"),
    (105, 668, "Petr Novak"),
    (405, 668, "Minsk"),
    (75, 650, "3"),
    (105, 650, "Jonas"),
    (105, 636, "Petraitis"),
    (225, 650, "Clerk"),
    (405, 650, "Brest"),
)
ROWS = ["1\tAnna Kowal\tJudge, who refused to admit the lawyers\tBrest", "2\tPetr Novak\t\tMinsk"]
RULES = [(70, y, 470, y) for y in (714, 681, 663, 631)] + [(x, 631, x, 714) for x in (70, 100, 220, 400, 470)]


@pytest.mark.parametrize("rules", [(), RULES])
def test_cells_of_several_lines_and_empty_ones(rules: list[tuple[float, float, float, float]]) -> None:
    assert lines(pdf_lines([TABLE], rules=rules)) == [*ROWS, "3\tJonas Petraitis\tClerk\tBrest"]


def test_cells_in_the_middle_of_their_rows() -> None:
    middle: list[Place] = [(x, y - 7 if y == 700 and x != 225 else y, cell) for x, y, cell in TABLE[:-4]]
    third: list[Place] = [(75, 650, "3"), (105, 650, "Jonas"), (225, 650, "Clerk"), (405, 650, "Brest")]
    assert lines(pdf_lines([middle + third])) == [*ROWS, "3\tJonas\tClerk\tBrest"]


def test_a_table_goes_on_over_the_page() -> None:
    def row(y: float, *cells: str) -> list[Place]:
        return [(x, y, cell) for x, cell in zip((75, 105, 225, 405), cells, strict=True) if cell]

    head = row(790, "No", "Name", "Reasons", "Place")
    first = (
        head + row(772, "1", "Anna Kowal", "Clerk", "Brest") + row(750, "2", "Petr Novak", "Judge, who had", "Minsk")
    )
    second = head + row(772, "", "", "refused to", "") + row(750, "3", "Jonas Riha", "Judge", "Brest")
    rules = [(x, 744, x, 804) for x in (70, 100, 220, 400, 470)] + [(70, y, 470, y) for y in (804, 784, 766, 744)]
    assert lines(pdf_lines([first, second], rules=rules)) == [
        "No\tName\tReasons\tPlace",
        "1\tAnna Kowal\tClerk\tBrest",
        "2\tPetr Novak\tJudge, who had refused to\tMinsk",
        "3\tJonas Riha\tJudge\tBrest",
    ]


def test_a_numbered_list_is_an_entry_a_line() -> None:
    page: list[Place] = [*column(72, 760, PROSE, 14)]
    for number, name in enumerate(NAMES):
        y = 700 - 28 * number
        page += [(72, y, f"{number + 1}."), (100, y, f"{name}, member of the committee on culture of the city of")]
        page += [(100, y - 14, "Brest")]
    expected = [
        f"{n + 1}. {name}, member of the committee on culture of the city of Brest" for n, name in enumerate(NAMES)
    ]
    assert lines(pdf_lines([page], size=10)) == [" ".join(PROSE), *expected]


def test_paragraphs_that_differ_by_their_first_line_only() -> None:
    texts = ["The court in Brest has postponed the", "hearing, and nobody was told why, said", "Pavel Kavalenka to the"]
    texts += ["press.", "The lawyers of the journalist, who have", "protested, will appeal to the courts in", "Minsk."]
    indented = [(x + 20 * (number in (0, 4)), y, line) for number, (x, y, line) in enumerate(column(72, 700, texts))]
    found = [" ".join(texts[:4]), " ".join(texts[4:])]
    assert lines(pdf_lines([indented])) == found


def test_a_heading_over_two_lines_stands_by_itself() -> None:
    heading = ["*Joint statement of the organisations on the situation of prisoners in the", "*Republic of Belarus"]
    texts = [
        "The organisations that signed this statement ask the court to release Pavel",
        "Kavalenka at once, and all those who were arrested in the same week, as well as",
    ]
    texts += ["to admit his lawyers, as the law demands in cases that concern the freedom of", "the press."]
    found = [" ".join(heading).replace("*", ""), " ".join(texts)]
    assert lines(pdf_lines([column(72, 700, heading + texts)])) == found


def test_footnotes_stand_after_the_paragraph_that_goes_on_over_the_page() -> None:
    def with_note(canvas: Canvas) -> None:
        if canvas.getPageNumber() == 1:
            for x, y, size, written in (
                (92, 700, 12, "Pavel Novik"),
                (155, 704, 7, "1"),
                (162, 700, 12, "was arrested in June, and his lawyer"),
                (72, 60, 7, "1 Statement of 3 May 2021, which the secretariat sends to whoever asks for it."),
            ):
                canvas.setFont("Helvetica", size)
                canvas.drawString(x, y, written)

    first: list[Place] = [(72, 686, "was heard by the court in Brest, and nobody was told the")]
    second = column(72, 700, ["reason until the last day.", "The end."])
    assert lines(pdf_lines([first, second], prepare=with_note)) == [
        "Pavel Novik 1 was arrested in June, and his lawyer was heard by the court in Brest, and nobody was told the "
        "reason until the last day.",
        "1 Statement of 3 May 2021, which the secretariat sends to whoever asks for it.",
        "The end.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("said the lawyer Jean-", "Claude Martin yesterday", "lawyer Jean-Claude Martin"),
        ("of the years from 2019-", "2021 he was in prison", "from 2019-2021 he"),
        ("who wrote the bialo-", "-czerwony flag of it", "the bialo-czerwony flag"),
        ("said that the hear-", "ing was put off by it", "the hearing was"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    assert joined in text(pdf_lines([column(72, 700, [first, second])]))


def test_running_heads_of_left_and_right_pages_and_numbers_of_pages() -> None:
    pages = [
        [
            (72, 800, ("Annual report", "Human rights in Belarus")[n % 2]),
            (72, 700, f"Text {name}."),
            (300, 30, f"{n} of 7"),
        ]
        for n, name in enumerate(NAMES)
    ]
    assert lines(pdf_lines(pages)) == [f"Text {name}." for name in NAMES]
    assert lines(pdf_lines([[(72, 700, "Text."), (300, 30, "Page 3 of 7")]])) == ["Text."]


def test_what_begins_several_pages_is_a_running_head_only_if_there_is_room_below() -> None:
    pages = [column(72, 790, ["Belarus", f"{name} signed.", "The end."]) for name in (*NAMES, *NAMES)]
    pages += [column(72, 790, [f"{name} did not sign.", "The end."]) for name in NAMES * 3]
    assert text(pdf_lines(pages)).count("Belarus") == 12


def _turned(canvas: Canvas) -> None:
    canvas.translate(595, 0)
    canvas.rotate(90)


def _watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.rotate(45)
    canvas.drawString(300, 300, "DRAFT")
    canvas.restoreState()


def _twice(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72.3, 500, "Anna Kowal signed.")


def _spaced(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    spaced = canvas.beginText(72, 530)
    spaced.setCharSpace(4)
    spaced.textLine("DECIDED")
    spaced.setCharSpace(0)
    canvas.drawText(spaced)


def _as_form(canvas: Canvas) -> None:
    canvas.beginForm("form")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 530, "Inside a form.")
    canvas.endForm()
    canvas.doForm("form")


@pytest.mark.parametrize(
    ("prepare", "above"),
    [(_turned, []), (_watermark, []), (_twice, []), (_spaced, ["DECIDED"]), (_as_form, ["Inside a form."])],
)
def test_unusual_ways_to_draw(prepare: Callable[[Canvas], object], above: list[str]) -> None:
    page: list[Place] = [(72, 500, "Anna Kowal signed."), (72, 470, "The end.")]
    assert lines(pdf_lines([page], prepare=prepare)) == [*above, "Anna Kowal signed.", "The end."]


def test_protected_against_changes_only() -> None:
    assert lines(pdf(PROSE, password="")) == list(PROSE)


def test_a_page_with_very_many_lines() -> None:
    names = [f"{name} {number}" for number in range(500) for name in NAMES]
    page = column(72, 42_000, names)
    assert lines(pdf_lines([page], prepare=lambda canvas: canvas.setPageSize((600, 43_000)))) == names
