"""The tables of figures in the README: a few rows of what `docs/figures.md` has in full."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import reference
from pipeline.evaluation import ALL
from training.synthetic import bench

README = Path("README.md")

_PEOPLE = {
    ("seeds", "en"): "the two in `raw/` (known while the rules were written)",
    ("dev/people", "mul"): "nine real texts in four languages",
    ("own", "mul"): "our own texts in nine languages (`tests/gold/texts`)",
    ("dev/slavicner", "mul"): "SlavicNER (news), in six languages",
    ("dev/english/wikigold", "en"): "WikiGold",
    ("dev/english/uner", "en"): "UNER",
}

_SETS = {("seeds", "en"): "`raw/`", ("tests/gold/facts", "mul"): "our own", ("tests/gold/facts_fresh", "mul"): "fresh"}

_LAYERS = {
    "quotation direct": "direct quotations",
    "quotation indirect": "indirect quotations",
    "quotation speaker": "their speakers",
    "measure": "figures",
    "date": "dates",
    "event trigger": "events",
    "event": "events with all who take part",
    "demand": "demands",
    "relation": "relations",
    "organisation": "organisations",
    "place": "places",
}

_NAMES = (
    "pairs",
    "pairs, anyascii + WRatio, threshold by cross-validation",
    "clusters",
    "own pairs",
    "own pairs, the half not looked at",
    "own pairs, anyascii + WRatio, threshold by cross-validation",
    "own names in another case, all parts right",
    "own clusters",
)


def with_figures(readme: str) -> str:
    """The README with its tables as measured; each stands between comments that name it."""
    for name, table in _TABLES.items():
        marks = f"<!-- figures: {name} -->", f"<!-- end: {name} -->"
        pattern = re.compile(f"(?<={re.escape(marks[0])}\n).*?(?={re.escape(marks[1])})", re.DOTALL)
        readme = pattern.sub(lambda _, table=table: "\n" + table() + "\n\n", readme)  # type: ignore[misc]
    return readme


def _people() -> str:
    together = (row for row in reference.rows("evaluation.csv") if row["method_id"] == ALL)
    found = {(row["gold_set"], row["language"]): row for row in together}
    who = {(row["gold_set"], row["language"]): row for row in reference.rows("people_evaluation.csv")}
    head = "| texts | precision | recall | F1 | who is who: B-cubed precision | recall |"
    lines = [head, "|---" * 6 + "|"]
    for key, words in _PEOPLE.items():
        row = found[key]
        gold, right = int(row["n_gold"]), int(row["true_positives"])
        f1 = f"{2 * right / (gold + int(row['n_predicted'])):.3f}"
        shares = [f"{float(who[key][column]):.3f}" for column in ("precision", "recall")] if key in who else ["", ""]
        lines.append(_row(words, _of(row), f1, *shares))
    return "\n".join(lines)


def _facts() -> str:
    found = {(row["gold_set"], row["language"], row["layer"]): row for row in reference.rows("facts_evaluation.csv")}
    heads = [f"{name}: precision | recall" for name in _SETS.values()]
    lines = [_row("what", *heads), "|---" * (1 + 2 * len(_SETS)) + "|"]
    lines += [_row(words, *(_of(found[*key, layer]) for key in _SETS)) for layer, words in _LAYERS.items()]
    return "\n".join(lines)


def _names() -> str:
    found = {row["measure"]: row for row in reference.rows("names_evaluation.csv")}
    lines = ["| names | n | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name in _NAMES:
        row = found[name]
        lines.append(_row(name, row["n"], *(f"{float(row[column]):.3f}" for column in ("precision", "recall", "f1"))))
    return "\n".join(lines)


def _scale() -> str:
    lines = [_row(*bench.HEADS), "|---" * len(bench.HEADS) + "|"]
    return "\n".join([*lines, *(_row(*bench.cells(row)) for row in bench.figures())])


def _of(row: Mapping[str, str]) -> str:
    """The cells of precision and recall."""
    right = row["true_positives"]
    return f"{right} of {row['n_predicted']} | {right} of {row['n_gold']}"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


_TABLES: dict[str, Callable[[], str]] = {"people": _people, "facts": _facts, "names": _names, "scale": _scale}
