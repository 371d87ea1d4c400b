"""What the rules of grammar hand to each other: phrases and clauses, as indexes of the units of a sentence."""

from dataclasses import dataclass, field

from pipeline.facts.grammar.cases import ALL, Cases


@dataclass(frozen=True, slots=True)
class Phrase:
    """Units `first` to `last`, both inclusive, with the unit `head` that names or means somebody.

    `preposition` and `owner` are the units that govern it: a preposition, a noun whose genitive it is. `possessor` is
    the unit in it that is a possessive (Novik's lawyer, her lawyer).
    """

    first: int
    last: int
    head: int
    cases: Cases = ALL
    preposition: int | None = None
    owner: int | None = None
    possessor: int | None = None

    @property
    def is_free(self) -> bool:
        """Whether nothing governs it but a verb."""
        return self.preposition is None and self.owner is None


@dataclass(frozen=True)
class Clause:
    """A trigger (units `start` to `end`, the end exclusive) with what stands in each place.

    `first` is the first unit of the whole verb (has not been); `form` how the verb stands: finite, infinitive, future,
    modal, gerund, noun.
    """

    start: int
    end: int
    first: int
    form: str
    is_negated: bool = False
    places: dict[str, list[Phrase]] = field(default_factory=dict)
