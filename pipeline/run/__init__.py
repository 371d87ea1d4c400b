"""How steps are run: on which rows, by whom, and what need not be done again. What they do is in `pipeline.steps`."""

from pipeline.run.means import Means
from pipeline.run.run import run

__all__ = ["Means", "run"]
