"""What one text states, sentence by sentence: each is read once, for events, demands and relations.

What tells one of them is in `events`, `demands` and `relations`; the rows of the tables are made in `rows`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.facts.grammar.discourse import read
from pipeline.facts.grammar.sentence import Span
from pipeline.facts.grammar.setting import Mention, Quoted
from pipeline.facts.statements.demands import Demand, Demands
from pipeline.facts.statements.events import Event, events_of
from pipeline.facts.statements.relations import Relation, controlled, relations_of


@dataclass
class Statements:
    """What a text states, each in the order in which it stands there."""

    events: list[Event] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


def find_statements(
    text: str, spans: Sequence[Span], language: str, mentions: Sequence[Mention], quoted: Sequence[Quoted] = ()
) -> Statements:
    """What the sentences `spans` of a text state (code points).

    `language` is that of the text (BCP 47); `mentions` are the people, organisations, places and groups known in it;
    `quoted` the words in quotation marks, in their order.
    """
    found, demands = Statements(), Demands()
    for sentence in read(text, spans, language, mentions, quoted):
        found.demands += demands.of(sentence)
        found.events += events_of(sentence, demands.items)
        found.relations += relations_of(sentence)
    found.relations += controlled(text, spans, language, mentions)
    return found
