"""The table of the rules that make rows, and how good each was measured to be."""

from pipeline.tables.model import Column, Table


def _count(name: str, description: str, example: int) -> Column:
    return Column(name=name, type="integer", description=description, example=example, minimum=0)


def _share(name: str, description: str, example: float) -> Column:
    return Column(name=name, type="number", description=description, example=example, minimum=0, maximum=1)


METHODS = Table(
    name="methods",
    title="Methods",
    description="The rules by which rows are found, with their measured precision.",
    key="method_id",
    minimum_rows=1,
    warnings=(
        "The figures hold for texts like those of the gold set; `n_gold` and the interval say how sure they are.",
    ),
    columns=(
        Column(
            name="method_id",
            description="The method.",
            example="title_first",
            required=True,
            pattern=r"^[a-z_]+$",
        ),
        Column(
            name="finds",
            description="What it finds.",
            example="people",
            required=True,
            enum=(
                "people",
                "identities",
                "other_entities",
                "quotations",
                "speakers",
                "measures",
                "events",
                "demands",
                "relations",
            ),
        ),
        Column(
            name="description",
            description="What it does, in words.",
            example="A title (Ms., President) followed by one or two capitalised words.",
            required=True,
        ),
        Column(
            name="language",
            description="The language of the gold set (BCP 47; `mul`: several).",
            example="mul",
        ),
        Column(
            name="gold_set",
            description="The hand-made annotations against which it was measured; null if it was not.",
            example="dev/people",
        ),
        _count("n_gold", "Number of things to find in the gold set, by whatever method.", 137),
        _count("n_predicted", "Number of things that the method found there.", 11),
        _count("true_positives", "How many of them are in the gold set with exactly the same span.", 11),
        _share("precision", "true_positives / n_predicted.", 1.0),
        _share("recall", "true_positives / n_gold: the share of everything that this method alone finds.", 0.0803),
        _share("precision_low", "Lower bound of the 95 % Wilson interval of the precision.", 0.7412),
        _share("precision_high", "Upper bound of the 95 % Wilson interval of the precision.", 1.0),
    ),
)
