"""Tables about what texts tell of entities: events, demands, relations."""

from dataclasses import replace

from pipeline.tables.columns import ENTITY_ID
from pipeline.tables.model import Column, Table
from pipeline.tables.quoted import quoted, words

_TEXT = "texts.text"
_MENTION = "mentions.entity_id"
_QUOTED = ("quotations.start", "quotations.speaker", "quotations.pronoun")

EVENT_ID = r"^event-[0-9a-f]{16}$"

EVENT_TYPES = (
    "abduction",
    "announcement",
    "death",
    "declaration",
    "deportation",
    "detention",
    "dissolution",
    "election",
    "election_fraud",
    "foundation",
    "ill_treatment",
    "inauguration",
    "joint_letter",
    "killing",
    "protest",
    "release",
    "repression",
    "sanctions",
    "sentence",
    "torture",
    "trial",
)

EVENT_ROLES = (
    "actor",
    "addressee",
    "author",
    "beneficiary",
    "candidate",
    "organisation",
    "participant",
    "perpetrator",
    "target",
    "victim",
)

CONTENTS = (
    "access",
    "cease_violence",
    "condemnation",
    "dialogue",
    "drop_charges",
    "investigate",
    "new_election",
    "other",
    "punish",
    "release",
    "resign",
    "respect_rights",
    "sanctions",
    "support",
)

PREDICATES = (
    "citizen_of",
    "controlled_by",
    "has_role",
    "leader_of",
    "member_of",
    "signatory_of",
    "spouse_of",
)


def _key(name: str, description: str, example: str, made_from: str, pattern: str | None = None) -> Column:
    return Column(
        name=name, description=description, example=example, required=True, pattern=pattern, made_from=(made_from,)
    )


def _entity(name: str, description: str, example: str, *, required: bool = False) -> Column:
    return Column(
        name=name,
        description=description,
        example=example,
        required=required,
        pattern=ENTITY_ID,
        references="entities",
        made_from=(_MENTION,),
    )


def _one_of(name: str, description: str, values: tuple[str, ...], example: str, *made_from: str) -> Column:
    return Column(name=name, description=description, example=example, required=True, enum=values, made_from=made_from)


def _source(*also: str) -> tuple[Column, ...]:
    """Whose words it is, where the text does not say it itself: as `also` says besides the text and its names."""
    description = "the words for whoever says so, if the text does not itself,"
    who = _entity("attributed_to_entity_id", "Who that is, where an entity is named.", "group-7602182d39557a89")
    return (
        *words("attributed_to", description, "witnesses", _TEXT, *also),
        replace(who, made_from=(*who.made_from, *also)),
    )


def _method(example: str) -> Column:
    return Column(
        name="method_id",
        description="The rule that found it; `methods` says how good it is.",
        example=example,
        required=True,
        references="methods",
        made_from=(_TEXT,),
    )


def _type(made_from: str) -> Column:
    return _one_of("type", "What happened.", EVENT_TYPES, "detention", made_from)


def _date(made_from: str) -> tuple[Column, ...]:
    return (
        Column(
            name="edtf",
            description="When, as a date beside the word that tells it says (EDTF, ISO 8601-2). Without a year: XXXX.",
            example="2020-09-23",
            edtf=True,
            made_from=(made_from,),
        ),
        Column(
            name="date_basis",
            description="Where the year comes from: the words themselves (`text`), the document's own date "
            "(`document_date`), or nowhere (`none`); null without a date.",
            example="document_date",
            enum=("text", "document_date", "none"),
            made_from=(made_from,),
        ),
    )


def _told(document_id: str) -> tuple[Column, ...]:
    """Where and how an event is told."""
    return (
        *quoted("detention", _TEXT, document_id),
        _one_of(
            "modality",
            "How far the text itself says that it happened: `asserted`, `attributed` to somebody, `alleged`, "
            "`planned`, `attempted_failed`, `denied`.",
            ("asserted", "attributed", "alleged", "planned", "attempted_failed", "denied"),
            "asserted",
            _TEXT,
            *_QUOTED,
        ),
        *_source(*_QUOTED),
        _method("told"),
    )


TOLD_EVENTS = Table(
    name="told_events",
    title="Events as told",
    description="Events as one document tells them, before those that are one are joined. Never published.",
    key="event_mention_id",
    order=("document_id", "start", "event_mention_id"),
    published=False,
    columns=(
        _key("event_mention_id", "The word that tells it.", "event-mention-c18d6478326a01f0", "texts.document_id"),
        _type(_TEXT),
        *_told("rferl-30856497"),
        *_date("measures.edtf"),
        _entity("place_entity_id", "Where, if the clause names a place.", "place-0b778819fc2789a0"),
        Column(
            name="participants",
            type="list",
            description="Who takes part: a role, a space, and the entity.",
            example="victim person-e72c9134a310",
            required=True,
            made_from=(_MENTION,),
        ),
    ),
)

EVENTS = Table(
    name="events",
    title="Events",
    description="What happened, is planned, or is said to have happened: a row an event, however many texts tell it.",
    key="event_id",
    warnings=(
        "That an event has a row does not say that it happened: `event_mentions.modality` says who says so, and how.",
        "What several texts tell is one event only where type, people and dates fit; else it is several rows.",
    ),
    columns=(
        _key("event_id", "The event.", "event-42421d64d09edfcc", "told_events.event_mention_id", EVENT_ID),
        _type("told_events.type"),
        *_date("told_events.edtf"),
        replace(
            _entity("place_entity_id", "Where, if a text says so beside it.", "place-0b778819fc2789a0"),
            made_from=("told_events.place_entity_id",),
        ),
        Column(
            name="n_documents",
            type="integer",
            description="Number of documents that tell it. One that quotes another is not a second source: see "
            "`quotation_alignments`.",
            example=2,
            required=True,
            minimum=1,
            made_from=("told_events.document_id",),
        ),
        Column(
            name="n_mentions",
            type="integer",
            description="Number of its mentions.",
            example=9,
            required=True,
            minimum=1,
            made_from=("told_events.event_mention_id",),
        ),
    ),
)

EVENT_MENTIONS = Table(
    name="event_mentions",
    title="Mentions of events",
    description="Every word or phrase that tells of an event, and how far the text says that it happened.",
    key="event_mention_id",
    order=("document_id", "start", "event_mention_id"),
    motivation="identifying",
    columns=(
        _key(
            "event_mention_id",
            "The word that tells it, with its type.",
            "event-mention-c18d6478326a01f0",
            "told_events.event_mention_id",
            r"^event-mention-[0-9a-f]{16}$",
        ),
        Column(
            name="event_id",
            description="The event.",
            example="event-42421d64d09edfcc",
            required=True,
            references="events",
            made_from=("told_events.event_mention_id",),
        ),
        *(replace(column, made_from=(f"told_events.{column.name}",)) for column in _told("rferl-30856497")),
    ),
)

EVENT_PARTICIPANTS = Table(
    name="event_participants",
    title="Participants of events",
    description="Who takes part in an event as one mention of it tells, and how.",
    key="event_participant_id",
    unique=(("event_mention_id", "entity_id", "role"),),
    warnings=(
        "What the text says, or says that somebody says, never that somebody is guilty: see the mention's modality.",
        "People whom no name or noun of a group names there (three activists) have no row.",
    ),
    columns=(
        _key(
            "event_participant_id",
            "The mention, the entity, and the role.",
            "participant-71c4f5d35c307948",
            "told_events.participants",
            r"^participant-[0-9a-f]{16}$",
        ),
        Column(
            name="event_mention_id",
            description="The mention of the event.",
            example="event-mention-c18d6478326a01f0",
            required=True,
            references="event_mentions",
            made_from=("told_events.event_mention_id",),
        ),
        replace(
            _entity("entity_id", "Who takes part.", "person-e72c9134a310", required=True),
            made_from=("told_events.participants",),
        ),
        _one_of("role", "How.", EVENT_ROLES, "victim", "told_events.participants"),
    ),
)

DEMANDS = Table(
    name="demands",
    title="Demands",
    description="What somebody demands, calls for, urges, condemns or supports: a row an act and what it is about.",
    key="demand_id",
    order=("document_id", "start", "end", "demand_id"),
    columns=(
        _key(
            "demand_id",
            "The words of demanding and what is demanded.",
            "demand-4789621f88b39d1f",
            "texts.document_id",
            r"^demand-[0-9a-f]{16}$",
        ),
        *quoted("he release Belarus's political prisoners", _TEXT, "rferl-30856497"),
        *words("cue", "the words of demanding", "demand", _TEXT),
        _one_of("act", "What kind of act.", ("call", "condemn", "demand", "support", "urge"), "demand", _TEXT),
        _one_of("content_code", "What is demanded, in one word.", CONTENTS, "release", _TEXT),
        _method("demanded_of"),
    ),
)

DEMAND_PARTIES = Table(
    name="demand_parties",
    title="Parties of demands",
    description="Who demands (`who`), of whom (`of_whom`), and about whom (`about`).",
    key="demand_party_id",
    order=("document_id", "demand_party_id"),
    unique=(("demand_id", "entity_id", "role"),),
    columns=(
        _key(
            "demand_party_id",
            "The demand, the entity, and the role.",
            "party-a860166a2a817cc3",
            "texts.document_id",
            r"^party-[0-9a-f]{16}$",
        ),
        Column(
            name="document_id",
            description="The document that states it.",
            example="rferl-30856497",
            required=True,
            references="documents",
            made_from=("texts.document_id",),
        ),
        Column(
            name="demand_id",
            description="The demand.",
            example="demand-4789621f88b39d1f",
            required=True,
            references="demands",
            made_from=("texts.document_id",),
        ),
        _entity("entity_id", "Who it is.", "person-e72c9134a310", required=True),
        _one_of("role", "Which party.", ("who", "of_whom", "about"), "of_whom", _TEXT),
    ),
)

RELATIONS = Table(
    name="relations",
    title="Relations",
    description="What a text says that somebody is: member or leader of a body, a role, a citizenship, a marriage.",
    key="relation_id",
    order=("document_id", "start", "end", "relation_id"),
    warnings=("As the text says, when it was written; nothing here says that it still holds.",),
    columns=(
        _key(
            "relation_id",
            "The words that state it, and what they state.",
            "relation-eaf11494b081af6f",
            "texts.document_id",
            r"^relation-[0-9a-f]{16}$",
        ),
        *quoted(
            "Vitali Shkliarov, a political strategist with dual U.S. and Belarusian citizenship",
            _TEXT,
            "rferl-30856497",
        ),
        _entity("subject_entity_id", "Of whom it is said.", "person-0af5d07eb787", required=True),
        _one_of("predicate", "What is said.", PREDICATES, "has_role", _TEXT),
        _entity("object_entity_id", "The body, country or person, if one is named.", "organisation-283725132bb320cb"),
        Column(
            name="object_value",
            description="The role in the words of the text; of `citizen_of` the country's code; of others what is not "
            "named as an entity, in words.",
            example="political strategist",
            made_from=(_TEXT,),
        ),
        _one_of("stance", "Whether the text says it itself.", ("stated", "attributed"), "stated", _TEXT),
        *_source(),
        _method("described"),
    ),
)
