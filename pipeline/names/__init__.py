"""Names of people: reading one, saying how two or many relate, and writing one in Latin letters.

A library of its own that knows nothing of the rest of the pipeline and loads nothing heavy.
"""

from pipeline.names.compare import THRESHOLD, Comparison, compare
from pipeline.names.lookalikes import repair
from pipeline.names.matching import Index, Match, cluster, match
from pipeline.names.name import Name
from pipeline.names.reading import read
from pipeline.names.romanise import deromanise, romanise
from pipeline.names.spellings import Spelling, identify, spellings
from pipeline.names.systems import System, systems

__all__ = [
    "THRESHOLD",
    "Comparison",
    "Index",
    "Match",
    "Name",
    "Spelling",
    "System",
    "cluster",
    "compare",
    "deromanise",
    "identify",
    "match",
    "read",
    "repair",
    "romanise",
    "spellings",
    "systems",
]
