"""Names of people: reading one, saying how two relate, and writing one in Latin letters.

A library of its own that knows nothing of the rest of the pipeline and loads nothing heavy.
"""

from pipeline.names.compare import Comparison, compare
from pipeline.names.lookalikes import repair
from pipeline.names.name import Name, read
from pipeline.names.romanise import deromanise, romanise
from pipeline.names.systems import System, systems

__all__ = ["Comparison", "Name", "System", "compare", "deromanise", "read", "repair", "romanise", "systems"]
