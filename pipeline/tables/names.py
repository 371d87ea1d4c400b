"""Tables about spellings: which names an entity has, and which systems write them."""

from pipeline.tables.model import Column, Table
from pipeline.tables.people import form

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
            example="name-c88b92486af4",
            required=True,
            pattern=r"^name-[0-9a-f]{12}$",
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
        Column(
            name="n_mentions",
            type="integer",
            description="Number of mentions with this spelling.",
            example=1,
            required=True,
            minimum=0,
            made_from=("attested.n_mentions",),
        ),
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
            example="name-system-71b1098b2f8b",
            required=True,
            pattern=r"^name-system-[0-9a-f]{12}$",
            made_from=("attested.text",),
        ),
        Column(
            name="name_id",
            description="The spelling, as in `names`.",
            example="name-c88b92486af4",
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
