"""Names of people: reading one, and saying how two or many relate.

A library of its own that knows nothing of the rest of the pipeline and loads nothing heavy.
"""

from pipeline.names.compare import THRESHOLD, Comparison, compare
from pipeline.names.matching import Match, cluster, match
from pipeline.names.name import Name
from pipeline.names.reading import read

__all__ = ["THRESHOLD", "Comparison", "Match", "Name", "cluster", "compare", "match", "read"]
