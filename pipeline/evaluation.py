"""The figures that measuring the methods against annotated texts gave: `reference/evaluation.csv`.

`training/evaluate.py` and `training/facts` measure and write them; a build takes them from that committed file, so that
it needs no gold.
"""

import math

from pipeline import reference
from pipeline.tables import TABLES

ALL = "all"
"""Stands for the methods taken together."""

PUBLISHED_SET = "dev/people"
"""The gold set whose figures the table `methods` gives of finding people: real texts of the kind that we publish."""

FACTS_SET = "tests/gold/facts"
"""The same of the methods that find all else: texts of our own, with their facts annotated."""

COLUMNS = ("gold_set", "language", "method_id", "n_gold", "n_predicted", "true_positives")


def figures(method_id: str) -> dict[str, object]:
    """The columns of `methods` that say how good a method is; null where it was never measured."""
    for row in reference.rows("evaluation.csv"):
        is_published = row["gold_set"] in (PUBLISHED_SET, FACTS_SET) and row["language"] == "mul"
        if is_published and row["method_id"] == method_id:
            n_gold, n_predicted, true_positives = (int(row[c]) for c in COLUMNS[3:])
            low, high = wilson(true_positives, n_predicted)
            return {
                "language": row["language"],
                "gold_set": row["gold_set"],
                "n_gold": n_gold,
                "n_predicted": n_predicted,
                "true_positives": true_positives,
                "precision": _share(true_positives, n_predicted),
                "recall": _share(true_positives, n_gold),
                "precision_low": low,
                "precision_high": high,
            }
    return dict.fromkeys(
        name for name in TABLES["methods"].column_names if name not in ("method_id", "finds", "description")
    )


def wilson(successes: int, trials: int) -> tuple[float | None, float | None]:
    """The 95 % interval of a share (Wilson 1927), rounded to four digits; nothing of no trials."""
    if not trials:
        return None, None
    z = 1.959964
    share = successes / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / (1 + z * z / trials)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
