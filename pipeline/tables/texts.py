"""Tables about the raw texts: what was read, how it is divided, what was set aside."""

from pipeline.tables.columns import span, unusual
from pipeline.tables.model import Column, Table

DOCUMENT_ID = r"^[\w][\w.-]*$"
SHA256 = r"^[0-9a-f]{64}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*$"

DOCUMENTS = Table(
    name="documents",
    title="Documents",
    description="The raw texts that the dataset is made from: one row a file in `raw/` that could be read.",
    key="document_id",
    unique=(("path",),),
    minimum_rows=1,
    warnings=(
        "The texts themselves are not part of the package; `url` says where a text was published.",
        "What neither the text's sidecar nor the file says is null.",
    ),
    columns=(
        Column(
            name="document_id",
            description="The document: the `id` of its sidecar, else made from its path.",
            example="rferl-30856497",
            required=True,
            pattern=DOCUMENT_ID,
        ),
        Column(
            name="path",
            description="The file, relative to `raw/`, with forward slashes.",
            example="rferl-2020-09-24-lawmakers-call-on-lukashenka.txt",
            required=True,
        ),
        Column(
            name="title",
            description="The title under which the text was published.",
            example="An Open Letter to Alexander Lukashenko From Transatlantic Legislators",
        ),
        Column(
            name="title_basis",
            description="Where the title is taken from, in words.",
            example="first line of the text",
        ),
        Column(
            name="kind",
            description="What kind of text it is.",
            example="news_report",
            enum=(
                "news_report",
                "open_letter",
                "statement",
                "speech",
                "interview",
                "court_document",
                "legal_act",
                "list_of_people",
                "study",
                "social_media_post",
                "other",
            ),
        ),
        Column(
            name="language",
            description="The main language of the text (BCP 47).",
            example="en",
            pattern=LANGUAGE,
        ),
        Column(
            name="publisher",
            description="Who published the text.",
            example="Radio Free Europe/Radio Liberty",
        ),
        Column(
            name="publisher_basis",
            description="Where the publisher is taken from, in words.",
            example="metadata of the page",
        ),
        Column(
            name="url",
            description="The address at which the text was published.",
            example="https://www.rferl.org/a/u-s-eu-lawmakers-call-on-lukashenka-to-free-political-prisoners-in-"
            "belarus/30856497.html",
            pattern=r"^https?://\S+$",
        ),
        Column(
            name="published",
            description="When the text was published (EDTF, ISO 8601-2).",
            example="2020-09-24",
            edtf=True,
        ),
        Column(
            name="published_basis",
            description="Where that date is taken from, in words.",
            example="the text's own header",
        ),
        Column(
            name="rights",
            description="What may be republished of the text: `open` all of it, `quotation_only` short "
            "quotations, `none` no more than the names in it. Null counts as `quotation_only`.",
            example="quotation_only",
            enum=("open", "quotation_only", "none"),
        ),
        Column(
            name="sha256",
            description="SHA-256 of the file's bytes; where names are withheld (█ in the quotes) a value made of it "
            "that tells nobody more.",
            example="6c630957fa9a307e3bc975845e1955d1ab16d898dcb94deee36820cd40b521c0",
            required=True,
            pattern=SHA256,
        ),
        Column(
            name="text_sha256",
            description="SHA-256 of the text as read, encoded in UTF-8, each character of a name that is withheld "
            "as █: whoever gets the same value can use the offsets.",
            example="6c630957fa9a307e3bc975845e1955d1ab16d898dcb94deee36820cd40b521c0",
            required=True,
            pattern=SHA256,
        ),
        Column(
            name="reader",
            description="The program that turned the file into text, with its version (trafilatura 2.3.1).",
            example="plain text",
            required=True,
        ),
        Column(
            name="encoding",
            description="The character encoding that the file was read in (Python's name for it); null where the "
            "format has none.",
            example="utf-8",
        ),
        Column(
            name="n_characters",
            type="integer",
            description="Length of the text as read, in Unicode code points.",
            example=2501,
            required=True,
            minimum=1,
        ),
        unusual("the text", ()),
    ),
)

TEXTS = Table(
    name="texts",
    title="Texts as read",
    description="The decoded text of every document, neither normalised nor trimmed. Handed from step to step, "
    "never published.",
    key="document_id",
    published=False,
    columns=(
        Column(
            name="document_id",
            description="The document.",
            example="rferl-30856497",
            required=True,
            references="documents",
        ),
        Column(name="text", description="The text as read.", example="WASHINGTON -- …", required=True),
        Column(
            name="language",
            description="The main language (BCP 47): what `documents` says, else recognised; `und` if neither.",
            example="en",
            required=True,
            pattern=LANGUAGE,
        ),
    ),
)

PASSAGES = Table(
    name="passages",
    title="Passages",
    description="How each text is divided: its title, dateline, paragraphs and boilerplate, and the sentences in them.",
    key="passage_id",
    order=("document_id", "start", "passage_id"),
    motivation="classifying",
    warnings=("The text of a passage is given only where the document's rights are `open`.",),
    columns=(
        Column(
            name="passage_id",
            description="The passage: document, kind and number.",
            example="rferl-30856497#sentence-1",
            required=True,
            pattern=r"^\S+#[a-z]+-[0-9]+$",
            made_from=("texts.document_id",),
        ),
        Column(
            name="parent_passage_id",
            description="The passage that this one is a part of; null for a passage of the document itself.",
            example="rferl-30856497#paragraph-1",
            references="passages",
            made_from=("texts.text",),
        ),
        Column(
            name="kind",
            description="What the passage is. Every title, paragraph and piece of boilerplate has its sentences.",
            example="sentence",
            required=True,
            enum=("title", "dateline", "paragraph", "sentence", "boilerplate"),
            made_from=("texts.text",),
        ),
        Column(
            name="sequence",
            type="integer",
            description="Which one of its kind in the document, counted from 1.",
            example=1,
            required=True,
            minimum=1,
            made_from=("texts.text",),
        ),
        *span(required_quote=False),
    ),
)

INGEST_PROBLEMS = Table(
    name="ingest_problems",
    title="Files set aside",
    description="Files in `raw/` that could not be read and are therefore not in the dataset, each with its reason.",
    key="ingest_problem_id",
    unique=(("path",),),
    order=("path", "ingest_problem_id"),
    columns=(
        Column(
            name="ingest_problem_id",
            description="The problem; made from the path.",
            example="problem-2f1c5a60b7de41c0",
            required=True,
            pattern=r"^problem-[0-9a-f]{16}$",
        ),
        Column(
            name="path",
            description="The file, relative to `raw/`, with forward slashes.",
            example="minutes.txt",
            required=True,
        ),
        Column(
            name="sha256",
            description="SHA-256 of the file's bytes; null where they could not be read.",
            example="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            pattern=SHA256,
        ),
        Column(
            name="reason",
            description="Why the file was set aside.",
            example="unknown_encoding",
            required=True,
            enum=(
                "broken",
                "duplicate_id",
                "empty",
                "encrypted",
                "invalid_file_name",
                "invalid_sidecar",
                "no_text_layer",
                "not_a_file",
                "not_text",
                "redacted",
                "sidecar_without_text",
                "too_large",
                "too_slow",
                "unknown_encoding",
                "unreadable",
                "unsupported_format",
            ),
        ),
        Column(
            name="detail",
            description="What exactly is wrong and what can be done about it.",
            example="not UTF-8; looks like cp1251: check it and write `encoding: cp1251` into minutes.txt.yaml",
            required=True,
        ),
    ),
)
