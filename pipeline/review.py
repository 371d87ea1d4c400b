"""What a maintainer should look at: people who may be one, and names that may be of two; the most valuable first.

The value of a question is the number of mentions that change hands, times how doubtful it is. A family name alone that
several people may bear is a question about each of them, of a value shared between them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pipeline.entities.decisions import DIFFERENT, SAME, Decision, sound
from pipeline.entities.identity import Remembered
from pipeline.names import THRESHOLD, Comparison, Index, Name, compare, read
from pipeline.names.reading import read_family
from pipeline.names.sounds import key
from pipeline.people import Published
from pipeline.tables.rows import Row

NEAR = 0.42
"""Scores from here on are doubtful; what is not the same at all has no more than 0.4."""


SHORT = 0.5
"""No two family names alone count for more, however alike they are."""


@dataclass(frozen=True)
class Side:
    """A person, or some mentions of one: the name that is shown, how often it stands where, and its first mention."""

    name: str
    n_mentions: int
    documents: tuple[str, ...]
    first: Row

    @property
    def is_full(self) -> bool:
        """Whether it is named in full anywhere."""
        return bool(self.first["form"] == "full")

    @property
    def place(self) -> str:
        """How a decision names it."""
        return f"{self.first['document_id']}:{self.first['start']}-{self.first['end']}"


@dataclass(frozen=True)
class Question:
    """Two that may be one, or that are one and may be two (`is_one_now`)."""

    a: Side
    b: Side
    is_one_now: bool
    comparison: Comparison
    value: float

    @property
    def evidence(self) -> list[str]:
        """What speaks for and against, in lines."""
        shared = sorted(set(self.a.documents) & set(self.b.documents))
        where = f"both in {', '.join(shared)}" if shared else "never in the same text"
        return [*self.comparison.why.split("\n"), where]


def questions(published: Published, decisions: Iterable[Decision], remembered: Sequence[Remembered]) -> list[Question]:
    """All that is doubtful and not settled, the most valuable first."""
    settled = _settled(published, decisions, remembered)
    found = [*_maybe_one(published, settled), *_maybe_two(published, settled)]
    return sorted(found, key=lambda question: (-question.value, question.a.place, question.b.place))


def _maybe_one(published: Published, settled: set[frozenset[str]]) -> Iterator[Question]:
    """People who may be one: full names that are nearly the same, and names that are not full."""
    owners, names = [], []
    short: dict[str, Name] = {}
    for entity_id in published.people:
        full = _full_names(published, entity_id)
        owners += [entity_id] * len(full)
        names += full
        if not full:
            short[entity_id] = _shown_name(published, entity_id)
    index = Index(names)
    best: dict[tuple[str, str], Comparison] = {}
    for place, name in enumerate(names):
        for near, comparison in index.near(name, NEAR, after=place):
            pair = _pair(owners[place], owners[near])
            if pair[0] != pair[1] and comparison.score > getattr(best.get(pair), "score", 0):
                best[pair] = comparison
    for (one, other), comparison in best.items():
        yield from _question(published, settled, one, other, comparison, 1)
    bearers: dict[str, dict[str, Name]] = defaultdict(dict)
    for entity_id, name in zip(owners, names, strict=True):
        bearers[key(name.family or "")].setdefault(entity_id, name)
    alike: dict[str, list[str]] = defaultdict(list)
    for entity_id, name in short.items():
        family = key(name.family or name.text)
        compared = {bearer: compare(name, full) for bearer, full in bearers.get(family, {}).items()}
        fitting = {
            bearer: comparison
            for bearer, comparison in compared.items()
            if comparison.score >= NEAR and _may_be_one(published, entity_id, bearer)
        }
        for bearer, comparison in fitting.items():
            yield from _question(published, settled, bearer, entity_id, comparison, len(fitting))
        if not fitting:
            alike[family].append(entity_id)
    for known in alike.values():
        for one, other in pairwise(known):
            if _may_be_one(published, one, other):
                yield from _question(published, settled, one, other, compare(short[one], short[other]), 1)


def _maybe_two(published: Published, settled: set[frozenset[str]]) -> Iterator[Question]:
    """People with two full spellings that are hardly the same, joined by others in between."""
    for entity_id in published.people:
        sides: dict[str, list[Row]] = defaultdict(list)
        for mention in published.mentions[entity_id]:
            if mention["form"] == "full":
                sides[published.spelling(mention)].append(mention)
        pairs = [(compare(one, other), one, other) for one, other in combinations(sorted(sides), 2)]
        doubtful = [pair for pair in pairs if not pair[0].same]
        if doubtful:
            comparison, one, other = min(doubtful, key=lambda pair: (pair[0].score, pair[1:]))
            a, b = (_side(spelling, sides[spelling]) for spelling in (one, other))
            if frozenset((a.first["mention_id"], b.first["mention_id"])) not in settled:
                value = min(a.n_mentions, b.n_mentions) * _doubt(max(comparison.score, NEAR))
                yield Question(a, b, True, comparison, value)


def _question(
    published: Published, settled: set[frozenset[str]], one: str, other: str, comparison: Comparison, n_bearers: int
) -> Iterator[Question]:
    """The question whether two are one, unless it is settled."""
    if frozenset((one, other)) in settled:
        return
    a, b = (_side(published.people[person]["label"], published.mentions[person]) for person in (one, other))
    score = min(comparison.score, THRESHOLD if a.is_full or b.is_full else SHORT)
    value = min(a.n_mentions, b.n_mentions) * _doubt(score) / n_bearers
    yield Question(a, b, False, comparison, value)


def _doubt(score: float) -> float:
    """From 0 to 1: the nearer to the threshold, the more doubtful."""
    return 1 - abs(score - THRESHOLD)


def _side(name: str, mentions: list[Row]) -> Side:
    documents = tuple(dict.fromkeys(mention["document_id"] for mention in mentions))
    first = next((mention for mention in mentions if mention["form"] == "full"), mentions[0])
    return Side(name, len(mentions), documents, first)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _may_be_one(published: Published, one: str, other: str) -> bool:
    """Whether nothing is known of the genders that speaks against it."""
    genders = {published.people[person]["gender"] for person in (one, other)} - {None}
    return len(genders) < 2


def _full_names(published: Published, entity_id: str) -> list[Name]:
    full = {published.spelling(mention) for mention in published.mentions[entity_id] if mention["form"] == "full"}
    return [read(text) for text in sorted(full)]


def _shown_name(published: Published, entity_id: str) -> Name:
    label = published.people[entity_id]["label"]
    forms = {mention["form"] for mention in published.mentions[entity_id]}
    return (read_family if forms == {"family"} else read)(label)


def _settled(
    published: Published, decisions: Iterable[Decision], remembered: Sequence[Remembered]
) -> set[frozenset[str]]:
    """The pairs of people that are two by decision, and the pairs of mentions that are one person's by decision."""
    rows = [row for row in sound(decisions)[0] if row["decision"] in (SAME, DIFFERENT)]
    places = published.meant((row[side] for row in rows for side in "ab"), remembered)
    owner = {mention["mention_id"]: mention["entity_id"] for mention in published.rows("mentions")}
    pairs = set()
    for row in rows:
        for one in places[row["a"]]:
            for other in places[row["b"]]:
                pairs.add(frozenset((one, other)) if row["decision"] == SAME else frozenset((owner[one], owner[other])))
    return pairs
