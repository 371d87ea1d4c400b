"""Tables about spellings: what they say, which an entity has, and which systems write them."""

from pipeline.tables.columns import count, flag, form, gender
from pipeline.tables.model import Column, Table

_AS_READ = ("candidates.name", "candidates.language", "candidates.form")
"""What reading a name depends on."""


def _read(name: str, description: str, example: str) -> Column:
    return Column(name=name, description=description, example=example, made_from=_AS_READ)


NAMES = Table(
    name="names",
    title="Names",
    description="Every spelling of every entity: those that the texts contain, and, with `origin` generated, those "
    "under which a person may be found elsewhere.",
    key="name_id",
    order=("entity_id", "name"),
    unique=(("entity_id", "name"),),
    warnings=("A `generated` spelling is for searching; that a text contains it is not said.",),
    columns=(
        Column(
            name="name_id",
            description="The spelling of this entity.",
            example="name-c88b92486af4b2a0",
            required=True,
            pattern=r"^name-[0-9a-f]{16}$",
            made_from=("attested.text",),
        ),
        Column(
            name="entity_id",
            description="Whose name it is.",
            example="person-e72c9134a310",
            required=True,
            references="entities",
            made_from=("attested.entity_id",),
        ),
        Column(
            name="name",
            description="The name as spelt, without an editor's brackets and with single spaces.",
            example="Alyaksandr Lukashenka",
            required=True,
            made_from=("attested.text",),
        ),
        Column(
            name="script",
            description="The script (ISO 15924); Zyyy where scripts are mixed.",
            example="Latn",
            required=True,
            pattern="^[A-Z][a-z]{3}$",
            made_from=("attested.text",),
        ),
        Column(
            name="language",
            description="The language of the name that the spelling renders (BCP 47), where the spelling itself or "
            "`name_systems` or the register shows it: be for Kalesnikava, ru for Kolesnikova. Not the text's language.",
            example="be",
        ),
        form("attested.form"),
        Column(
            name="origin",
            description="`attested` in a text, `registered` in the project's register, or `generated` from a "
            "native name.",
            example="attested",
            required=True,
            enum=("attested", "registered", "generated"),
        ),
        count("n_mentions", "Number of mentions with this spelling.", 1, "attested.n_mentions", minimum=0),
        Column(
            name="first_document_id",
            description="The first document, in the order of their ids, that writes it so; null unless attested.",
            example="rferl-30856497",
            references="documents",
            made_from=("attested.first_document_id",),
        ),
        Column(
            name="first_start",
            type="integer",
            description="Where in that document it stands first: `start` of the mention, in code points.",
            example=99,
            minimum=0,
            made_from=("attested.first_start",),
        ),
    ),
)

NAME_SYSTEMS = Table(
    name="name_systems",
    title="Name systems",
    description="Which romanisation systems and press habits write a spelling, and from which native name.",
    key="name_system_id",
    order=("name_id", "native_name", "system"),
    unique=(("name_id", "native_name", "system"),),
    warnings=("Where marks are left out (Cichanouskaja), the systems are those that write it with them.",),
    columns=(
        Column(
            name="name_system_id",
            description="The spelling, the system and the native name.",
            example="name-system-8e963942e27b54fe",
            required=True,
            pattern=r"^name-system-[0-9a-f]{16}$",
            made_from=("attested.text",),
        ),
        Column(
            name="name_id",
            description="The spelling, as in `names`.",
            example="name-c88b92486af4b2a0",
            required=True,
            references="names",
            made_from=("attested.text",),
        ),
        Column(
            name="system",
            description="The code of the system: authority, language, scripts and year, or `press` and the language "
            "of the readers; `imiony names systems` lists them.",
            example="icao-bel-Cyrl-Latn-9303",
            required=True,
            made_from=("attested.text",),
        ),
        Column(
            name="native_name",
            description="The full native name that it writes so, or a part of it so.",
            example="Марыя Калеснікава",
            required=True,
            made_from=("attested.text",),
        ),
    ),
)

READ_NAMES = Table(
    name="read_names",
    title="Names as read",
    description="What each spelling in a document says of its bearer, by itself. Handed to resolving, never published.",
    key="read_name_id",
    order=("document_id", "number"),
    unique=(("document_id", "number"),),
    published=False,
    columns=(
        Column(
            name="read_name_id",
            description="The document and the number.",
            example="rferl-30856497/0",
            required=True,
            made_from=("candidates.document_id",),
        ),
        Column(
            name="document_id",
            description="The document.",
            example="rferl-30856497",
            required=True,
            references="documents",
            made_from=("candidates.document_id",),
        ),
        count("number", "Its number in the document, from 0.", 0, "candidates.start", minimum=0),
        Column(
            name="text",
            description="The name as spelt, without brackets and with single spaces.",
            example="Alyaksandr Lukashenka",
            required=True,
            made_from=("candidates.name",),
        ),
        Column(
            name="language",
            description="The language (BCP 47) by whose cases it is read; null where it is not known.",
            example="be",
            made_from=("candidates.language",),
        ),
        flag("is_family", "Whether it is known to be a family name alone.", "candidates.form"),
        _read("given", "Given name or initials, in the nominative.", "Alyaksandr"),
        _read("family", "Family name, in the nominative.", "Lukashenka"),
        gender("gender", "The gender that a full name shows.", "male", *_AS_READ),
        _read("middle_key", "What stands between given and family name, the same for its spellings.", "рыгор"),
        flag("has_middle", "Whether words stand there.", *_AS_READ),
        flag("has_patronymic", "Whether a patronymic does.", *_AS_READ),
        flag("is_initials", "Whether the given name is initials.", *_AS_READ),
        _read("given_key", "Of a full name: the given name, the same for its spellings.", "Аляксандр/Александр"),
        _read(
            "family_key",
            "Of a full name: what the family name sounds like, nearly the same for its spellings.",
            "lukašenka",
        ),
        _read("generation", "Of a full name: Jr. and the like.", "jr"),
        flag("is_inflected", "Whether a full name stands in another case than the nominative.", *_AS_READ),
        gender("case_gender", "The gender that this case shows.", "male", *_AS_READ),
        flag(
            "heard_is_full",
            "Whether it is a full name, whatever the language of the text.",
            "candidates.name",
            example=True,
        ),
        Column(
            name="heard",
            description="What ids hang on: the same for its spellings, whatever the language of the text (JSON).",
            example='["Аляксандр/Александр", "lukašenka"]',
            required=True,
            made_from=("candidates.name",),
        ),
        Column(
            name="registered",
            type="list",
            description="The people of the register who are called so.",
            example="lukashenka-alyaksandr",
            required=True,
            made_from=("candidates.name",),
        ),
    ),
)
