"""Columns that several tables have, each written once. Those of one table alone are in its own module."""

from pipeline.tables.model import Column

ENTITY_ID = r"^[a-z]+-[0-9a-f]{12}([0-9a-f]{4})?$"
"""Sixteen digits; twelve have those that release 0.1.0 gave out."""

PERSON_FORMS = ("full", "family", "given", "initials")
OTHER_FORMS = ("name", "adjective", "demonym")
OTHER_KINDS = ("place", "organisation", "regime", "group", "instrument")
"""What an entity is that is no person; the beginning of its id too."""


def form(made_from: str) -> Column:
    """The column that says which parts of a name are there."""
    return Column(
        name="form",
        description="Which parts of a person's name it shows: `full` (given and family name), `family`, `given`, "
        "or `initials` (family name with initials). For other entities, what it is: a `name`, or an `adjective` or "
        "`demonym` made of a place's name (Belarusian, Georgians).",
        example="full",
        required=True,
        enum=PERSON_FORMS + OTHER_FORMS,
        made_from=(made_from,),
    )


def flag(name: str, description: str, *made_from: str, example: bool = False) -> Column:
    """A column that says yes or no of each row."""
    return Column(
        name=name, type="boolean", description=description, example=example, required=True, made_from=made_from
    )


def standing(source: str) -> tuple[Column, ...]:
    """How a name stands in its sentence: found in `texts`, handed on unchanged from there."""
    return tuple(
        flag(name, description, f"{source}.text" if source == "texts" else f"{source}.{name}")
        for name, description in (
            ("bracketed", "Whether an editor's square brackets stand around the name or a part of it."),
            ("possessive", "Whether a possessive ending ('s) follows the span."),
            ("attributive", "Whether the name qualifies a noun (the Lukashenka regime)."),
        )
    )


def entity(*made_from: str) -> Column:
    """The key of a table with a row for each entity."""
    return Column(
        name="entity_id",
        description="The entity: the same id in every release, unless it was merged into another (`redirects`).",
        example="person-e72c9134a310",
        required=True,
        pattern=ENTITY_ID,
        made_from=made_from,
    )


def kind(*made_from: str) -> Column:
    """The column that says whether an entity is a person, or what else."""
    return Column(
        name="kind",
        description="What the entity is.",
        example="person",
        required=True,
        enum=("person", *OTHER_KINDS),
        made_from=made_from,
    )


def count(name: str, description: str, example: int, *made_from: str, minimum: int = 1) -> Column:
    """A column that counts something; rows without any are there where `minimum` is 0."""
    return Column(
        name=name,
        type="integer",
        description=description,
        example=example,
        required=True,
        minimum=minimum,
        made_from=made_from,
    )


def gender(name: str, description: str, example: str, *made_from: str) -> Column:
    """A column with a grammatical gender that a text shows, null where it shows none."""
    return Column(name=name, description=description, example=example, enum=("female", "male"), made_from=made_from)


def language() -> Column:
    """The column that says in which language a passage is written."""
    return Column(
        name="language",
        description="The language of the passage (BCP 47), from the sidecar or recognised; `und` if neither.",
        example="en",
        required=True,
        made_from=("texts.language", "texts.text"),
    )


def subkind(made_from: str) -> Column:
    """The column that says what kind of its kind an entity is."""
    return Column(
        name="subkind",
        description="What kind of place or organisation it is (country, city; party, court); null for people.",
        example="country",
        pattern="^[a-z_]+$",
        made_from=(made_from,),
    )


def country(made_from: str) -> Column:
    """The column that says which country a place or an organisation belongs to."""
    return Column(
        name="country",
        description="The country that a place or organisation is, or is in (ISO 3166-1 alpha-2, of former ones ISO "
        "3166-3); null where it is not known, and for people.",
        example="BY",
        pattern="^[A-Z]{2}([A-Z]{2})?$",
        made_from=(made_from,),
    )


def method(made_from: str) -> Column:
    """The column that says how a mention was found."""
    return Column(
        name="method_id",
        description="The rule that found the mention; `methods` says how good it is.",
        example="given_name_first",
        required=True,
        references="methods",
        made_from=(made_from,),
    )


UNUSUAL = ("bidi_control", "control", "garbled", "invisible", "mixed_scripts", "private_use", "replacement")
"""Kinds of characters that a reader does not see, or takes for others."""


def unusual(where: str, made_from: tuple[str, ...]) -> Column:
    """The column that says what kinds of unusual characters something has; the same in every table."""
    return Column(
        name="unusual_characters",
        type="list",
        description=f"What {where} has that a reader does not see or takes for something else: characters that turn "
        "the direction of writing (`bidi_control`), that cannot be seen (`invisible`, such as spaces of no width and "
        "soft hyphens), letters of several scripts in one word (`mixed_scripts`), characters that stand for lost "
        "ones (`replacement`) or that no standard knows (`private_use`, `control`); `garbled`: it looks as if it had "
        "been decoded in a wrong encoding before it came here. Null for none. Nothing is changed.",
        example="invisible",
        enum=UNUSUAL,
        made_from=made_from,
    )


def span(
    *, required_quote: bool, made_from: str = "texts.text", quote: str = "Alyaksandr Lukashenka"
) -> tuple[Column, ...]:
    """The four columns that point at characters of a document, the same in every table; `quote` is the example."""
    return (
        Column(
            name="document_id",
            description="The document that the characters stand in.",
            example="rferl-30856497",
            required=True,
            references="documents",
            made_from=(f"{made_from.split('.')[0]}.document_id",),
        ),
        Column(
            name="start",
            type="integer",
            description="Where the span begins: Unicode code points from the beginning of the "
            "document's text as read (`imiony text FILE` prints it), counted from 0.",
            example=99,
            required=True,
            minimum=0,
            made_from=(made_from,),
        ),
        Column(
            name="end",
            type="integer",
            description="Where the span ends, in code points; the character at `end` is the first "
            "that does not belong to it.",
            example=120,
            required=True,
            minimum=1,
            made_from=(made_from,),
        ),
        Column(
            name="quote",
            description="The characters themselves: text[start:end], unchanged."
            + ("" if required_quote else " Null unless the document's rights are open."),
            example=quote,
            required=required_quote,
            made_from=(made_from,) if required_quote else (made_from, "documents.rights"),
        ),
    )
