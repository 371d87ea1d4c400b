"""Tables about where somebody or something is named. What is said of them is in `entities`, spellings in `names`."""

from pipeline.tables.model import Column, Table, span, unusual

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


def _flag(name: str, description: str, made_from: str) -> Column:
    return Column(
        name=name, type="boolean", description=description, example=False, required=True, made_from=(made_from,)
    )


def _flags(source: str) -> tuple[Column, ...]:
    """How the name stands in the sentence; found in the document, handed on unchanged."""
    return (
        _flag(
            "bracketed",
            "Whether an editor's square brackets stand around the name or a part of it.",
            f"{source}.text" if source == "texts" else f"{source}.bracketed",
        ),
        _flag(
            "possessive",
            "Whether a possessive ending ('s) follows the span.",
            f"{source}.text" if source == "texts" else f"{source}.possessive",
        ),
        _flag(
            "attributive",
            "Whether the name qualifies a noun (the Lukashenka regime).",
            f"{source}.text" if source == "texts" else f"{source}.attributive",
        ),
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


def _method(made_from: tuple[str, ...]) -> Column:
    return Column(
        name="method_id",
        description="The rule that found the mention; `methods` says how good it is.",
        example="given_name_first",
        required=True,
        references="methods",
        made_from=made_from,
    )


CANDIDATES = Table(
    name="candidates",
    title="Candidates",
    description="Places where a document seems to name a person, found in that document alone. "
    "Handed to resolving, never published.",
    key="candidate_id",
    order=("document_id", "start"),
    unique=(("document_id", "start"),),
    published=False,
    columns=(
        Column(
            name="candidate_id",
            description="The place: the document and the characters (as in RFC 5147).",
            example="rferl-30856497#char=99,120",
            required=True,
            made_from=("texts.document_id", "texts.text"),
        ),
        *span(required_quote=True),
        Column(
            name="name",
            description="The name without brackets and with single spaces.",
            example="Alyaksandr Lukashenka",
            required=True,
            made_from=("texts.text", "passages.start"),
        ),
        form("texts.text"),
        Column(
            name="language",
            description="The language of the passage (BCP 47), from the sidecar or recognised; `und` if neither.",
            example="en",
            required=True,
            made_from=("texts.language", "texts.text"),
        ),
        Column(
            name="gender",
            description="What a title before the name says about the person's gender.",
            example="female",
            enum=("female", "male"),
            made_from=("texts.text", "passages.start"),
        ),
        _flag("has_office", "Whether a title of office (President) stands before the name.", "texts.text"),
        _flag("after_unknown", "Whether an unknown capitalised word stands before, maybe a part of it.", "texts.text"),
        *_flags("texts"),
        unusual("the quote", ("texts.text",)),
        _method(("texts.text",)),
    ),
)

OTHER_CANDIDATES = Table(
    name="other_candidates",
    title="Candidates that are no people",
    description="Places where a document names a place, an organisation, a regime, a group or a treaty, found in that "
    "document alone. Handed to resolving, never published.",
    key="other_candidate_id",
    order=("document_id", "start", "end"),
    unique=(("document_id", "start", "end"),),
    published=False,
    columns=(
        Column(
            name="other_candidate_id",
            description="The place: the document and the characters (as in RFC 5147).",
            example="rferl-30856497#char=17,27",
            required=True,
            made_from=("texts.document_id", "texts.text"),
        ),
        *span(required_quote=True, quote="WASHINGTON"),
        Column(
            name="kind",
            description="What is named.",
            example="place",
            required=True,
            enum=OTHER_KINDS,
            made_from=("texts.text",),
        ),
        subkind("texts.text"),
        Column(
            name="key",
            description="The same for all that is known to name one thing: of `places.csv`, `organisations.csv`, or "
            "made of the name.",
            example="washington",
            required=True,
            made_from=("texts.text",),
        ),
        Column(
            name="listed",
            type="boolean",
            description="Whether the key is one of the lists, which hold everywhere; else it holds in the document.",
            example=True,
            required=True,
            made_from=("texts.text",),
        ),
        Column(
            name="label",
            description="A name to show.",
            example="Washington",
            required=True,
            made_from=("texts.text",),
        ),
        country("texts.text"),
        Column(
            name="name",
            description="The name with single spaces.",
            example="WASHINGTON",
            required=True,
            made_from=("texts.text",),
        ),
        form("texts.text"),
        Column(
            name="language",
            description="The language of the passage (BCP 47), from the sidecar or recognised; `und` if neither.",
            example="en",
            required=True,
            made_from=("texts.language", "texts.text"),
        ),
        *_flags("texts"),
        unusual("the quote", ("texts.text",)),
        _method(("texts.text",)),
    ),
)

MENTIONS = Table(
    name="mentions",
    title="Mentions",
    description="Every place where a document names an entity, with its exact characters and which one it is.",
    key="mention_id",
    order=("document_id", "start", "end"),
    unique=(("document_id", "start", "end"),),
    motivation="identifying",
    warnings=(
        "Pronouns and descriptions (he, the president) are not mentions; of groups the noun is (the demonstrators).",
        "Mentions may stand in each other: the country in the name of its ministry, a person in a regime's.",
        "A family name that two people of a text share is left out where nothing tells them apart.",
    ),
    columns=(
        Column(
            name="mention_id",
            description="The place: the document and the characters (as in RFC 5147).",
            example="rferl-30856497#char=99,120",
            required=True,
            pattern=r"^\S+#char=[0-9]+,[0-9]+$",
            made_from=("candidates.candidate_id",),
        ),
        *span(required_quote=True, made_from="candidates.quote"),
        Column(
            name="entity_id",
            description="Who or what is named.",
            example="person-e72c9134a310",
            required=True,
            references="entities",
            made_from=("candidates.name", "other_candidates.key", "quotation_edits.same_entity"),
        ),
        Column(
            name="name_id",
            description="The spelling used: the quote without an editor's brackets.",
            example="name-c88b92486af4b2a0",
            required=True,
            references="names",
            made_from=("candidates.name",),
        ),
        form("candidates.form"),
        *_flags("candidates"),
        unusual("the quote", ("candidates.unusual_characters",)),
        _method(made_from=("candidates.method_id",)),
        Column(
            name="n_candidates",
            type="integer",
            description="How many people of the same document bear this family name; 1 for what is no person.",
            example=1,
            required=True,
            minimum=1,
            made_from=("candidates.name",),
        ),
    ),
)
