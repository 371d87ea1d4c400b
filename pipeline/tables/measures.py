"""The table of figures and dates."""

from pipeline.tables.columns import span
from pipeline.tables.model import Column, Table


def _number(name: str, description: str, example: float) -> Column:
    return Column(name=name, type="number", description=description, example=example, minimum=0, made_from=_TEXT)


_TEXT = ("texts.text", "texts.language")

MEASURES = Table(
    name="measures",
    title="Measures",
    description="The counts, shares, durations, ages, sums of money and dates that a text states, each with its place.",
    key="measure_id",
    order=("document_id", "start", "measure_id"),
    warnings=(
        "A figure is what the text states, or says that somebody states; `attributed_to` and `disputed` tell that only "
        "where the same sentence does.",
        "The bounds of vague figures are conventions: dozens are 24 to 99, tens 20 to 99, hundreds 200 to 999, "
        "thousands 2,000 or more; the beginning of a month are its days 1 to 10, the middle 11 to 20, the end those "
        "from 21 on.",
        "A date without a year gets the year by the document's own date alone: that of a dateline or of a line with "
        "nothing but place and date, else `documents.published` of news, posts, interviews and statements. Letters and "
        "other texts that are published apart from when they were written get none.",
        "Texts whose rights are `none` have no rows.",
    ),
    columns=(
        Column(
            name="measure_id",
            description="The place: the document and the characters (as in RFC 5147).",
            example="rferl-30856497#char=289,304",
            required=True,
            pattern=r"^\S+#char=[0-9]+,[0-9]+$",
            made_from=("texts.document_id", "texts.text"),
        ),
        *span(required_quote=True, quote="270 legislators"),
        Column(
            name="kind",
            description="What kind of figure it is. A `share` is always in percent (a third: 33.33).",
            example="count",
            required=True,
            enum=("count", "share", "duration", "money", "age", "date"),
            made_from=_TEXT,
        ),
        _number("value", "The number; null where the text says only bounds (hundreds, 10 to 20), and for dates.", 270),
        _number("lower", "The least that the words allow; null where they set no lower bound.", 200),
        _number("upper", "The most that the words allow; null where they set no upper bound.", 999),
        Column(
            name="unit",
            description="What is counted, in one word (`person`, `country`), a unit of time, `percent`, or a currency "
            "(ISO 4217); null for what `units.csv` does not list, for rubles of no country, and for dates.",
            example="person",
            pattern=r"^([a-z_]+|[A-Z]{3})$",
            made_from=_TEXT,
        ),
        Column(
            name="of",
            description="What is counted, or what a share is one of, or what lasts so long, in the words of the text.",
            example="legislators",
            made_from=_TEXT,
        ),
        Column(
            name="exactness",
            description="How exactly it is said: `exact`, `approximate` (about, at least, 10 to 20, late July) or "
            "`vague` (hundreds).",
            example="exact",
            required=True,
            enum=("exact", "approximate", "vague"),
            made_from=_TEXT,
        ),
        Column(
            name="edtf",
            description="The date (EDTF, ISO 8601-2); of kind `date` alone. XXXX is a year that neither the text nor "
            "the document's date says.",
            example="2020-08-09",
            edtf=True,
            made_from=(*_TEXT, "documents.published"),
        ),
        Column(
            name="date_basis",
            description="Where the year, or all of a date like yesterday, comes from: the words themselves (`text`), "
            "the document's own date (`document_date`), or nowhere (`none`); null for what is no date.",
            example="document_date",
            enum=("text", "document_date", "none"),
            made_from=("texts.text", "passages.start", "documents.published"),
        ),
        Column(
            name="attributed_to",
            description="The source that the same sentence gives for the figure, in the words of the text.",
            example="official results",
            made_from=_TEXT,
        ),
        Column(
            name="disputed",
            type="boolean",
            description="Whether the same sentence says that the figure, or what gives it, is disputed.",
            example=False,
            required=True,
            made_from=_TEXT,
        ),
    ),
)
