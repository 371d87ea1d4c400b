"""Tables about quotations: words put into somebody's mouth, by whom, and where else they stand."""

from pipeline.tables.columns import ENTITY_ID
from pipeline.tables.model import Column, Table
from pipeline.tables.quoted import place, quoted, words

QUOTATION_ID = r"^\S+#char=[0-9]+,[0-9]+$"
ALIGNMENT_ID = r"^alignment-[0-9a-f]{16}$"

QUOTATIONS = Table(
    name="quotations",
    title="Quotations",
    description="Words that a text puts into somebody's mouth, literally or in other words.",
    key="quotation_id",
    order=("document_id", "start", "end"),
    unique=(("document_id", "start", "end"),),
    warnings=(
        "That a text quotes somebody does not say that the words are true, or that they were said.",
        "A quotation that words of the author interrupt is several rows.",
        "What a text quotes without a word of saying beside it is not found.",
    ),
    columns=(
        Column(
            name="quotation_id",
            description="The place: the document and the characters (as in RFC 5147).",
            example="rferl-30856497#char=639,907",
            required=True,
            pattern=QUOTATION_ID,
            made_from=("texts.document_id", "texts.text"),
        ),
        *quoted(
            "As transatlantic legislators strongly committed to preserving and strengthening liberty, democracy, and "
            "human rights in Europe, we write with deep concern regarding the [Lukashenka] regime’s unjust detention "
            "of opposition leader [Maryya] Kalesnikava and her colleagues",
            "texts.text",
            "rferl-30856497",
        ),
        Column(
            name="kind",
            description="`direct`: the words themselves, in quotation marks or behind a dash; `indirect`: what "
            "somebody says, in the words of the text.",
            example="direct",
            required=True,
            enum=("direct", "indirect"),
            made_from=("texts.text",),
        ),
        *words("cue", "the words of saying (said, according to)", "wrote", "texts.text"),
        *words("speaker", "the words that name who says it, if it is no pronoun,", "the legislators", "texts.text"),
        Column(
            name="pronoun",
            description="The pronoun that stands for who says it, in small letters.",
            example="they",
            made_from=("texts.text",),
        ),
        Column(
            name="method_id",
            description="The rule that found it; `methods` says how good it is.",
            example="quoted_then_said",
            required=True,
            references="methods",
            made_from=("texts.text", "passages.start", "texts.language"),
        ),
    ),
)

QUOTATION_SPEAKERS = Table(
    name="quotation_speakers",
    title="Speakers of quotations",
    description="Who says the words of a quotation: a row a speaker, several where several speak together.",
    key="quotation_speaker_id",
    order=("document_id", "quotation_speaker_id"),
    unique=(("quotation_id", "speaker_entity_id"),),
    warnings=("Only where it is sure; else `quotations.speaker` has the words.",),
    columns=(
        Column(
            name="quotation_speaker_id",
            description="The quotation and the speaker.",
            example="speaker-5cff5a1d795fc1e8",
            required=True,
            pattern=r"^speaker-[0-9a-f]{16}$",
            made_from=("quotations.quotation_id", "mentions.entity_id"),
        ),
        Column(
            name="document_id",
            description="The document in which it stands.",
            example="rferl-30856497",
            required=True,
            references="documents",
            made_from=("quotations.document_id",),
        ),
        Column(
            name="quotation_id",
            description="The quotation.",
            example="rferl-30856497#char=639,907",
            required=True,
            references="quotations",
            made_from=("quotations.quotation_id",),
        ),
        Column(
            name="speaker_entity_id",
            description="Who says it.",
            example="group-7602182d39557a89",
            required=True,
            pattern=ENTITY_ID,
            references="entities",
            made_from=("mentions.entity_id",),
        ),
        Column(
            name="method_id",
            description="How the speaker was found: by the name beside the word of saying, or by a pronoun.",
            example="speaker_named",
            required=True,
            references="methods",
            made_from=("quotations.speaker", "quotations.pronoun", "mentions.start", "passages.start"),
        ),
    ),
)

QUOTATION_ALIGNMENTS = Table(
    name="quotation_alignments",
    title="Quotations found again",
    description="A quotation found in another document, with the exact characters there: its source, or a text that "
    "quotes the same words.",
    key="quotation_alignment_id",
    order=("document_id", "start", "quotation_alignment_id"),
    unique=(("quotation_id", "document_id"),),
    motivation="linking",
    warnings=(
        "At least eight words in a row have to be equal; a paraphrase in other words is not found.",
        "A text that quotes another one is no second source for what it says.",
    ),
    columns=(
        Column(
            name="quotation_alignment_id",
            description="The quotation and the document in which it was found.",
            example="alignment-8f20e9e6ca8ddba0",
            required=True,
            pattern=ALIGNMENT_ID,
            made_from=("quotations.quotation_id", "texts.document_id"),
        ),
        Column(
            name="quotation_id",
            description="The quotation.",
            example="rferl-30856497#char=639,907",
            required=True,
            references="quotations",
            made_from=("quotations.quotation_id",),
        ),
        *quoted(
            "As transatlantic legislators strongly committed to preserving and strengthening liberty, democracy, and "
            "human rights in Europe, we write with deep concern regarding the Lukashenko regime’s unjust detention "
            "of opposition leader Marya Kalesnikava and her colleagues",
            "texts.text",
            "buetikofer-2020-09-25-open-letter",
        ),
        Column(
            name="relation",
            description="`verbatim`: not one difference; `edited`: there are some (`quotation_edits`); `paraphrase`: "
            "fewer than three quarters of its words stand there in this order.",
            example="edited",
            required=True,
            enum=("verbatim", "edited", "paraphrase"),
            made_from=("texts.text",),
        ),
        Column(
            name="token_coverage",
            type="number",
            description="The share of the quotation's words and numbers that stand there in this order.",
            example=0.9444,
            required=True,
            minimum=0,
            maximum=1,
            made_from=("texts.text",),
        ),
        Column(
            name="longest_run",
            type="integer",
            description="The most words and numbers in a row that are equal.",
            example=23,
            required=True,
            minimum=1,
            made_from=("texts.text",),
        ),
        Column(
            name="n_other",
            type="integer",
            description="How many differences are neither marked by the editor (brackets, ellipsis) nor mere signs and "
            "capitals: other words than the source has.",
            example=0,
            required=True,
            minimum=0,
            made_from=("texts.text",),
        ),
    ),
)


def _side(name: str, what: str, example: str) -> tuple[Column, ...]:
    return (
        place(
            f"{name}_start", f"Where the difference begins in {what}, in code points.", 808, "texts.text", required=True
        ),
        place(
            f"{name}_end",
            "Where it ends, exclusive; where it begins, if nothing stands there.",
            820,
            "texts.text",
            required=True,
        ),
        Column(
            name=name,
            description="The characters there; null if there are none. "
            "Else as the quotes of quotations; names are given always.",
            example=example,
            made_from=("texts.text", "documents.rights"),
        ),
    )


QUOTATION_EDITS = Table(
    name="quotation_edits",
    title="Differences in quotations",
    description="One difference between a quotation and the words in the document where it was found.",
    key="quotation_edit_id",
    warnings=(
        "A difference says nothing of who made it, or of which text is the older one.",
        "Kinds of quotation marks, apostrophes and dashes, and white space, are no differences.",
    ),
    columns=(
        Column(
            name="quotation_edit_id",
            description="The alignment, and which of its differences.",
            example="alignment-8f20e9e6ca8ddba0-1",
            required=True,
            pattern=r"^alignment-[0-9a-f]{16}-[0-9]+$",
            made_from=("quotations.quotation_id", "texts.text"),
        ),
        Column(
            name="quotation_alignment_id",
            description="The quotation, found in a document.",
            example="alignment-8f20e9e6ca8ddba0",
            required=True,
            references="quotation_alignments",
            made_from=("quotations.quotation_id",),
        ),
        Column(
            name="kind",
            description="`bracket_substitution`: square brackets stand for other words; `bracket_insertion`: for none; "
            "`ellipsis`: dots stand for words left out; `case`, `punctuation`: nothing else differs; `other`: "
            "words were changed, added or left out without a sign.",
            example="bracket_substitution",
            required=True,
            enum=("bracket_substitution", "bracket_insertion", "ellipsis", "case", "punctuation", "other"),
            made_from=("texts.text",),
        ),
        *_side("quote", "the quotation's document", "[Lukashenka]"),
        *_side("source", "the document where it was found", "Lukashenko"),
        Column(
            name="same_entity",
            type="boolean",
            description="True where a name in brackets stands for a name that it can be a spelling of: an editor took "
            "the two for one, and so do `mentions`, unless the two texts or a decision of the maintainers are against "
            "it. Null where that is not sure, and for all other differences.",
            example=True,
            made_from=("texts.text",),
        ),
    ),
)
