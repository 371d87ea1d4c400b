"""Finding people in the nine languages: the tagger together with the rules."""

import csv
import random
import string
from pathlib import Path

import pytest
from conftest import ROOT

from pipeline import reference
from pipeline.entities.find import find_people
from pipeline.entities.tagger import tagger
from pipeline.entities.tokens import lines, runs, tokens
from pipeline.evaluation import COLUMNS
from pipeline.read.language import recognise
from pipeline.read.passages import sentences
from training import evaluate
from training.data import marked


def spans(text: str, language: str) -> list[str]:
    return [text[found.start : found.end] for found in find_people(text, *sentences(text, language), language)]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "be",
            "Суд у Гомелі пакараў Ірыну Сідарэнка штрафам. Пра гэта Сідарэнка паведаміла журналістам.",
            ["Ірыну Сідарэнка", "Сідарэнка"],
        ),
        (
            "ru",
            "Министр встретился с Петром Самойловым. По словам Самойлова, переговоры продолжатся.",
            ["Петром Самойловым", "Самойлова"],
        ),
        (
            "uk",
            "Про це заявив Богдан Гриценко. На думку Гриценка, закон треба змінити, а він їй не відповів.",
            ["Богдан Гриценко", "Гриценка"],
        ),
        (
            "pl",
            "Minister Tomasz Wierzbicki spotkał się z Anną Malinowską. Wierzbickiego poparli posłowie.",
            ["Tomasz Wierzbicki", "Anną Malinowską", "Wierzbickiego"],
        ),
        (
            "de",
            "Die Anwältin Sabine Hoffmann vertritt Thomas Berger. Der Prozess gegen Berger beginnt im Mai.",
            ["Sabine Hoffmann", "Thomas Berger", "Berger"],
        ),
        (
            "fr",
            "Le ministre Philippe Garnier a reçu Claire Dubreuil. L'avocat de Dubreuil a protesté.",
            ["Philippe Garnier", "Claire Dubreuil", "Dubreuil"],
        ),
        (
            "cs",
            "Premiér Petr Zelenka jednal s Janou Horákovou. Zelenku podpořila vláda.",
            ["Petr Zelenka", "Janou Horákovou", "Zelenku"],
        ),
        (
            "lt",
            "Ministras Tomas Petrauskas susitiko su Rasa Kazlauskiene. Petrausko teigimu, derybos tęsis.",
            ["Tomas Petrauskas", "Rasa Kazlauskiene", "Petrausko"],
        ),
        (
            "en",
            "The lawyer Robert Fielding met Helen Marsh. Fielding's office confirmed it.",
            ["Robert Fielding", "Helen Marsh", "Fielding"],
        ),
    ],
)
def test_names_in_nine_languages(language: str, text: str, names: list[str]) -> None:
    assert spans(text, language) == names
    assert recognise(text) == language


@pytest.mark.xfail(reason="a German genitive at the beginning of a sentence is not found yet")
def test_a_german_genitive() -> None:
    text = "Die Anwältin Sabine Hoffmann vertritt Thomas Berger. Bergers Familie schweigt."
    assert spans(text, "de") == ["Sabine Hoffmann", "Thomas Berger", "Bergers"]


def test_glued_words_are_two_tokens() -> None:
    text = "президент УкраиныАндрей"
    assert [token.text for token in tokens(text, 0, len(text))] == ["президент", "Украины", "Андрей"]


def test_tokens_of_initials_hyphens_and_possessives() -> None:
    text = "A.B. Novik-Kowal's letter, O'Brien"
    found = [token.text for token in tokens(text, 0, len(text))]
    assert found == ["A.", "B.", "Novik", "-", "Kowal", "'", "s", "letter", ",", "O", "'", "Brien"]


def test_runs_hold_what_stands_near_each_other() -> None:
    text = "Anna and Bob went home and nobody in the city saw Carol"
    line = tokens(text, 0, len(text))
    assert [[token.text for token in line[a:b]] for a, b in runs(line)] == [["Anna", "and", "Bob"], ["Carol"]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A" * 100_000,
        "a" * 100_000,
        "Aa" * 50_000,
        "[" * 20_000 + "Anna" + "]" * 20_000,
        "." * 50_000,
        "A." * 30_000,
        "Anna " * 20_000,
        " ".join("".join(random.Random(n).choices(string.ascii_lowercase, k=6)).title() for n in range(20_000)),
    ],
    ids=["nothing", "capitals", "letters", "humps", "brackets", "stops", "initials", "one name", "many names"],
)
def test_hostile_texts_are_read_to_the_end(text: str) -> None:
    for start, end in tagger().tag(lines(text), "und", []):
        assert 0 <= start < end <= len(text)


def test_the_committed_figures_of_our_own_texts_are_measured_again() -> None:
    texts = list(marked(Path(ROOT, "tests", "gold", "texts"), ""))
    mentions, people = evaluate.measure("own", texts, list(evaluate.find(texts)))
    for name, figures in (("evaluation.csv", mentions), ("people_evaluation.csv", people)):
        committed = [tuple(row.values()) for row in reference.rows(name) if row["gold_set"] == "own"]
        assert committed == [tuple(map(str, (*key, *values))) for key, values in figures.items()], "run `make evaluate`"


def test_nothing_is_learnt_from_what_only_measures() -> None:
    """No line of the measuring texts stands in the training texts."""
    learnt = {line for text in marked(ROOT / "training" / "texts", "") for line in text.text.splitlines()}
    measured = {line for text in marked(ROOT / "tests" / "gold" / "texts", "") for line in text.text.splitlines()}
    assert not {line for line in learnt & measured if len(line) > 60}


def test_b_cubed() -> None:
    gold = {("a", n, n + 1): who for n, who in enumerate("xxy")}
    joined = dict.fromkeys(gold, "one")
    assert evaluate.b_cubed(gold, joined) == pytest.approx((5 / 9, 1.0, 2 * (5 / 9) / (14 / 9)))
    assert evaluate.b_cubed(gold, {}) == pytest.approx((1.0, 2 / 3, 0.8))


def test_the_files_of_figures_have_their_columns() -> None:
    for name, columns in (("evaluation.csv", COLUMNS), ("people_evaluation.csv", evaluate.PEOPLE_COLUMNS)):
        with Path(reference.__file__).with_name(name).open(encoding="utf-8", newline="") as file:
            assert tuple(next(csv.reader(file))) == columns
