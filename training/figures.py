"""The page of all figures, `docs/figures.md`, and the tables of the README, from the files that measuring writes.

    python -m training.figures

What is measured, and how, is said here once; the figures themselves stand in `pipeline/reference/*evaluation.csv`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline import reference
from pipeline.evaluation import ALL
from training.headlines import README, with_figures

PAGE = Path("docs/figures.md")

LANGUAGES = {
    "mul": "all languages",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "fr": "French",
    "lt": "Lithuanian",
    "pl": "Polish",
    "ru": "Russian",
    "sl": "Slovene",
    "uk": "Ukrainian",
}

SETS = {
    "seeds": "The two texts in `raw/`, known while the rules were written.",
    "dev/people": "Nine real texts in four languages, 137 mentions of 66 people. What was wrong in them was looked at.",
    "own": "Our own texts ([tests/gold/texts](../tests/gold/texts)): lists, transcripts, headlines in capitals, "
    "namesakes, families. What the tagger missed in them was looked at.",
    "dev/slavicner": "SlavicNER (Piskorski, Marcińczuk, Yangarber 2024), news; each topic by a tagger that has learnt "
    "from the other ones alone.",
    "dev/english/wikigold": "WikiGold, by a tagger that has not seen it.",
    "dev/english/uner": "UNER English-EWT, text of the web, by a tagger that has not seen it.",
    "tests/gold/facts": "Our own texts with their facts ([tests/gold/facts](../tests/gold/facts)), written and marked "
    "before the rules; what was wrong in them was looked at since.",
    "tests/gold/facts_fresh": "Twelve more ([tests/gold/facts_fresh](../tests/gold/facts_fresh)), marked by somebody "
    "who had not seen the code, and measured when the rules were done.",
}
"""The annotated texts, in the order of the page."""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Figures"
    yield ""
    yield "Made by `make evaluate GOLD=../shared` from `pipeline/reference/*evaluation.csv`; do not edit. *right* of"
    yield "*found* is the precision, *right* of *marked* the recall, F1 their harmonic mean."
    yield ""
    yield "## People"
    yield ""
    yield "Exact spans; and who is who, by B-cubed over the marked names (Bagga and Baldwin 1998), where a name that is"
    yield "not found is a person of its own."
    mentions = [row for row in reference.rows("evaluation.csv") if row["method_id"] == ALL]
    people = {(row["gold_set"], row["language"]): row for row in reference.rows("people_evaluation.csv")}
    for name, rows in _by_set(mentions):
        yield from ("", f"{SETS[name]}", "")
        yield "| language | marked | found | right | precision | recall | F1 | B-cubed precision | recall | F1 |"
        yield "|---|---|---|---|---|---|---|---|---|---|"
        for row in rows:
            who = people.get((name, row["language"]))
            shares = [f"{float(who[column]):.3f}" for column in ("precision", "recall", "f1")] if who else ["", "", ""]
            yield _row(LANGUAGES[row["language"]], *_counts(row), *shares)
    yield from ("", "## Facts", "")
    yield "From raw text to rows of the tables, people, places and bodies found by the program too. *event* and *demand"
    yield "parties* are right if everybody named in them is; *modality*, *basis*, *roles* are of those found."
    for name, rows in _by_set(reference.rows("facts_evaluation.csv")):
        yield from ("", f"{SETS[name]}", "")
        yield "| what | language | marked | found | right | precision | recall | F1 |"
        yield "|---|---|---|---|---|---|---|---|"
        for row in sorted(rows, key=lambda row: [r["layer"] for r in rows].index(row["layer"])):
            yield _row(row["layer"], LANGUAGES[row["language"]], *_counts(row))
    yield from ("", "## Names", "")
    yield "Pairs of spellings of one person or of two, and groups of spellings; in the README what each is."
    yield from ("", "| measure | n | precision | recall | F1 |", "|---|---|---|---|---|")
    for row in reference.rows("names_evaluation.csv"):
        yield _row(row["measure"], row["n"], *(f"{float(row[column]):.3f}" for column in ("precision", "recall", "f1")))


def _by_set(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, list[Mapping[str, str]]]]:
    """The rows of each set of `SETS` that has any."""
    rows = list(rows)
    for name in SETS:
        here = [row for row in rows if row["gold_set"] == name]
        if here:
            yield name, here


def _counts(row: Mapping[str, str]) -> Iterator[str]:
    gold, found, right = (int(row[column]) for column in ("n_gold", "n_predicted", "true_positives"))
    yield from map(str, (gold, found, right))
    for part, whole in ((right, found), (right, gold), (2 * right, gold + found)):
        yield f"{part / whole:.3f}" if whole else ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    README.write_text(with_figures(README.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"written: {PAGE}, {README}")
