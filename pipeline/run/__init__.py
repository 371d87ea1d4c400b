"""How steps are run: on which rows, by whom, and what need not be done again. What they do is in `pipeline.steps`."""

from pipeline.run.means import Means
from pipeline.run.run import each_table, run

__all__ = ["Means", "each_table", "run"]
