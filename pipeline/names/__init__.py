"""Names of people: reading one, and saying how two relate.

A library of its own that knows nothing of the rest of the pipeline and loads nothing heavy.
"""

from pipeline.names.compare import Comparison, compare
from pipeline.names.name import Name, read

__all__ = ["Comparison", "Name", "compare", "read"]
