"""Tables about who and what is named: one row an entity. Where they are named is in `people`, spellings in `names`."""

from pipeline.tables.columns import count, country, entity, form, gender, kind, subkind
from pipeline.tables.model import Column, Table

RESOLVED = Table(
    name="resolved",
    title="Resolved entities",
    description="Who and what is named, before their rows are written. Never published.",
    key="entity_id",
    published=False,
    columns=(
        entity("candidates.name", "other_candidates.key", "quotation_edits.same_entity"),
        kind("candidates.name", "other_candidates.kind"),
        subkind("other_candidates.subkind"),
        Column(
            name="label",
            description="A name to show; null for people, of whom `attested` tells it.",
            example="Minsk",
            made_from=("other_candidates.label",),
        ),
        country("other_candidates.country"),
        Column(
            name="is_listed",
            type="boolean",
            description="Whether the project's lists know it; null for people.",
            example=True,
            made_from=("other_candidates.listed",),
        ),
        Column(
            name="genders",
            type="list",
            description="What titles in texts say about a person's gender.",
            example="female",
            required=True,
            made_from=("candidates.gender",),
        ),
        count(
            "n_documents",
            "Number of documents that name it.",
            2,
            "candidates.document_id",
            "other_candidates.document_id",
        ),
        count(
            "n_mentions",
            "Number of its mentions.",
            15,
            "candidates.candidate_id",
            "other_candidates.other_candidate_id",
        ),
    ),
)

ATTESTED = Table(
    name="attested",
    title="Attested spellings",
    description="How texts spell each entity: a row for each spelling, way in which it is taken and native language "
    "of the texts. Never published.",
    key="attested_id",
    order=("entity_id", "number"),
    unique=(("entity_id", "number"),),
    published=False,
    columns=(
        Column(
            name="attested_id",
            description="The entity and the number.",
            example="person-e72c9134a310/0",
            required=True,
            made_from=("candidates.name", "other_candidates.name"),
        ),
        Column(
            name="entity_id",
            description="Whose name it is.",
            example="person-e72c9134a310",
            required=True,
            references="resolved",
            made_from=("candidates.name", "other_candidates.key"),
        ),
        count(
            "number",
            "Its number, from 0, in the order in which they stand first.",
            0,
            "candidates.start",
            "other_candidates.start",
            minimum=0,
        ),
        Column(
            name="text",
            description="The name as spelt, without an editor's brackets and with single spaces.",
            example="Alyaksandr Lukashenka",
            required=True,
            made_from=("candidates.name", "other_candidates.name"),
        ),
        Column(
            name="language",
            description="The language (BCP 47) by whose cases a person's name is read; null where it is not known.",
            example="be",
            made_from=("candidates.language",),
        ),
        Column(
            name="is_family",
            type="boolean",
            description="Whether it is known to be a family name alone; null for what is no person.",
            example=False,
            made_from=("candidates.form",),
        ),
        Column(
            name="way",
            description="How a person's name is taken: `as_it_is`, its last word `as_father` (a patronymic), all of it "
            "`as_family` name or `as_given` name.",
            example="as_it_is",
            enum=("as_it_is", "as_father", "as_family", "as_given"),
            made_from=("candidates.name",),
        ),
        Column(
            name="nominative",
            description="The full name of which other texts show it to be another case.",
            example="Махмуд Тарар",
            made_from=("candidates.name",),
        ),
        gender("case_gender", "The gender that this case shows.", "male", "candidates.name"),
        Column(
            name="document_language",
            description="The language of the documents, where it is Belarusian, Russian or Ukrainian.",
            example="be",
            made_from=("documents.language",),
        ),
        form("candidates.form"),
        count(
            "n_mentions",
            "Number of such mentions.",
            1,
            "candidates.candidate_id",
            "other_candidates.other_candidate_id",
        ),
        Column(
            name="first_document_id",
            description="The first document, in the order of their ids, that writes it so.",
            example="rferl-30856497",
            required=True,
            references="documents",
            made_from=("candidates.document_id", "other_candidates.document_id"),
        ),
        Column(
            name="first_start",
            type="integer",
            description="Where in that document it stands first: `start` of the mention, in code points.",
            example=99,
            required=True,
            minimum=0,
            made_from=("candidates.start", "other_candidates.start"),
        ),
    ),
)

ENTITIES = Table(
    name="entities",
    title="Entities",
    description="Everything that is named and told apart: people, places, organisations, regimes, groups, treaties. "
    "One row is one of them, whatever the spelling.",
    key="entity_id",
    warnings=(
        "Places, organisations and treaties of the project's lists are one row in all texts; others, and groups and "
        "regimes, are a row in each text that names them: an Interior Ministry here is not joined with one there.",
        "Two people of the same name, given and family, are one row unless the maintainers have parted them.",
        "Somebody named only by family name in one text and in full in another is two rows: nothing is guessed.",
    ),
    columns=(
        entity("resolved.entity_id"),
        kind("resolved.kind"),
        subkind("resolved.subkind"),
        Column(
            name="label",
            description="A name to show: of people the full spelling that the texts use most, in the nominative where "
            "they have it; of what the project's "
            "lists know the English name.",
            example="Alexander Lukashenko",
            required=True,
            made_from=("resolved.label", "attested.text", "attested.n_mentions"),
        ),
        country("resolved.country"),
        Column(
            name="status",
            description="How it is known: `registered` in the project's register or lists, or only `from_text`.",
            example="registered",
            required=True,
            enum=("registered", "from_text"),
            made_from=("resolved.is_listed", "attested.text"),
        ),
        count("n_documents", "Number of documents that name it.", 2, "resolved.n_documents"),
        count("n_mentions", "Number of its mentions.", 15, "resolved.n_mentions"),
    ),
)


def _name_part(name: str, description: str, example: str, *, required: bool = False) -> Column:
    return Column(name=name, description=description, example=example, required=required, made_from=("attested.text",))


def _name_in(language: str, of: str, example: str) -> Column:
    return Column(
        name=f"name_{language}",
        description=f"The full name in {of}: as the project's register has it, else as texts in {of} write it.",
        example=example,
        made_from=("attested.text", "attested.document_language"),
    )


PEOPLE = Table(
    name="people",
    title="People",
    description="The people, for those who want one file: a row a person, with the parts and spellings of the name.",
    key="entity_id",
    warnings=(
        "That a text names a person says nothing about what the person did.",
        "`name_be`, `name_ru` and `name_uk` are null where neither the project's register (`entities.status`) nor a "
        "text in that language names the person.",
    ),
    columns=(
        Column(
            name="entity_id",
            description="The person, as in `entities`.",
            example="person-e72c9134a310",
            required=True,
            references="entities",
            made_from=("resolved.entity_id",),
        ),
        _name_part(
            "label",
            "A name to show: the full spelling that the texts use most, in the nominative where they have it.",
            "Alexander Lukashenko",
            required=True,
        ),
        _name_part("family_name", "Family name, as in the label.", "Lukashenko"),
        _name_part("given_name", "Given name, as in the label.", "Alexander"),
        _name_part("patronymic", "Patronymic, as in the most frequent spelling that has one.", "Ryhoravich"),
        gender(
            "gender",
            "What the given name or a title in a text says; null where neither does.",
            "male",
            "attested.text",
            "resolved.genders",
        ),
        _name_in("be", "Belarusian", "Аляксандр Лукашэнка"),
        _name_in("ru", "Russian", "Александр Лукашенко"),
        _name_in("uk", "Ukrainian", "Олександр Лукашенко"),
        _name_part(
            "name_be_latn",
            "`name_be` in Latin letters by the instruction of 2007 (`by-bel-Cyrl-Latn-2007`).",
            "Aliaksandr Lukašenka",
        ),
        Column(
            name="spellings",
            type="list",
            description="Every attested spelling, the most frequent first.",
            example="Lukashenka|Alexander Lukashenko|Lukashenko|Alyaksandr Lukashenka",
            required=True,
            made_from=("attested.text",),
        ),
    ),
)
