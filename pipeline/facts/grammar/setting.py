"""What a sentence stands in: whose words are quoted, who wrote the text and to whom, who was named before.

Only what is known; what a pronoun means by it is for `reference`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from pipeline.tables.rows import Row

Kind = Literal["person", "organisation", "place", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A known mention of an entity at `start` to `end` (code points); `country` is ISO 3166-1, for places."""

    start: int
    end: int
    kind: Kind
    entity_id: str
    country: str | None = None


_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)} | {"regime": "organisation"}
"""What the rules of grammar take an entity for; treaties do nothing, and are left out."""


def mentions_of(rows: Iterable[Row], others: Iterable[Row]) -> list[Mention]:
    """The mentions of one document as the rules take them. `others` are its rows of `other_candidates`."""
    country = {row["other_candidate_id"]: row["country"] for row in others if row["kind"] == "place"}
    return [
        Mention(row["start"], row["end"], _KINDS[kind], row["entity_id"], country.get(row["mention_id"]))
        for row in rows
        for kind in (row["entity_id"].partition("-")[0],)
        if kind in _KINDS
    ]


def without_datelines(
    sentences: Sequence[tuple[int, int]], datelines: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The sentences, each from where a dateline in it ends: it is no part of what the sentence says.

    Spans are in code points, in order.
    """
    return [(max([start, *(e for s, e in datelines if start <= s and e < end)]), end) for start, end in sentences]


class Quoted(NamedTuple):
    """Words in quotation marks at `start` to `end` (code points); `speaker` is named there who says them, if known."""

    start: int
    end: int
    speaker: Mention | None = None


def quoted_of(quotations: Iterable[Row], speakers: Iterable[Row], mentions: Iterable[Mention]) -> list[Quoted]:
    """The direct quotations of a document in their order; `speakers` are its rows of `quotation_speakers`."""
    named = {mention.entity_id: mention for mention in mentions}
    who: dict[str, list[str]] = {}
    for row in speakers:
        who.setdefault(row["quotation_id"], []).append(row["speaker_entity_id"])
    found = []
    for row in quotations:
        if row["kind"] == "direct":
            known = who.get(row["quotation_id"], [])
            found.append(Quoted(row["start"], row["end"], named.get(known[0]) if len(known) == 1 else None))
    return sorted(found, key=lambda one: (one.start, -one.end))


@dataclass(frozen=True)
class Setting:
    """What is known of a whole text: the quotations in their order, the gender of those whose names show one.

    `name_words` are the words of all names of people: where one stands alone it names somebody, though not surely whom.
    `authors` are those who call themselves *we*, `addressees` those who are called *you*: places where they are named.
    `called` are by a noun those who have been called so, as far as the text is read: the court of a town, the poet X.
    `bodies` are by the beginning of a word, and by the word, the bodies whose name has it or stands behind it.
    """

    quoted: tuple[Quoted, ...] = ()
    genders: Mapping[str, str] = field(default_factory=dict)
    name_words: frozenset[str] = frozenset()
    authors: tuple[Mention, ...] = ()
    addressees: tuple[Mention, ...] = ()
    called: dict[str, dict[str, Mention]] = field(default_factory=dict)
    bodies: dict[str, dict[str, dict[str, Mention]]] = field(default_factory=dict)


class Somebody(NamedTuple):
    """One who is named or meant in a sentence: `mention` is None where it is not known who that is (he, a lawyer).

    It is `UNKNOWN` for a name of which it is not known whose it is.
    """

    mention: Mention | None
    gender: str | None


UNKNOWN = Mention(0, 0, "person", "?")


class Several(NamedTuple):
    """Those whom one list of a sentence names, and whether people are there too whom it does not name."""

    people: tuple[Mention, ...]
    has_others: bool = False


class Scene(NamedTuple):
    """An earlier sentence: the people in it but for those in quotation marks, and all mentions in their order.

    `has_other_names` says whether it has people, or words that may be names of which nothing is known. `topic` is the
    body whose name, or a pronoun for it, begins the sentence. `several` is None where it has no people.
    """

    people: tuple[Somebody, ...]
    mentions: tuple[Mention, ...]
    has_other_names: bool
    topic: Mention | None = None
    several: Several | None = None
