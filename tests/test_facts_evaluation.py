"""Measuring facts: what counts as right, and that the committed figures are those measured."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import evaluation, reference
from training.facts import evaluate
from training.facts.evaluate import FILE, Measured, compare, own
from training.facts.found import Read, find
from training.facts.gold import Line, annotated
from training.facts.judge import Counts
from training.facts.report import table, tell

Measure = Callable[[list[Line]], Measured]

TEXT = """A harbour town

ODRAVA, 3 May 2021 -- It was a quiet day. "We saw nothing," said Nora Halek, the mayor of the town. \
Police detained Emil Strand in Norway.

"Nobody was hurt," Halek said. About 40 people protested in Oslo. Strand demands a new election.
"""

NORA, EMIL = "Nora Halek", "Emil Strand"

FACTS: list[Line] = [
    {"layer": "quotation", "quote": "We saw nothing", "kind": "direct", "cue": "said", "speaker": NORA,
     "speaker_is": [NORA]},
    {"layer": "quotation", "quote": "Nobody was hurt", "kind": "direct", "cue": "said", "cue_nth": 2,
     "speaker": "Halek", "speaker_nth": 2, "speaker_is": [NORA]},
    {"layer": "event", "quote": "detained", "type": "detention", "modality": "asserted", "edtf": None, "participants": [
        {"role": "victim", "quote": EMIL, "is": [EMIL]}, {"role": "perpetrator", "quote": "Police", "is": None}]},
    {"layer": "event", "quote": "protested", "type": "protest", "modality": "asserted", "edtf": None, "participants": [
        {"role": "participant", "quote": "people", "is": None}]},
    {"layer": "measure", "quote": "About 40 people", "kind": "count", "value": 40, "lower": None, "upper": None,
     "unit": "person", "exactness": "approximate"},
    {"layer": "date", "quote": "3 May 2021", "edtf": "2021-05-03", "basis": "text"},
    {"layer": "place", "quote": "Norway", "iso": "NO"},
    {"layer": "place", "quote": "Oslo", "iso": None},
    {"layer": "demand", "quote": "a new election", "act": "demand", "cue": "demands", "who": "Strand", "who_nth": 2,
     "who_is": [EMIL], "of_whom": None, "of_whom_is": None, "about": [], "about_is": [], "content": "new_election"},
    {"layer": "relation", "quote": "Nora Halek, the mayor of the town", "subject": NORA, "subject_is": [NORA],
     "predicate": "has_role", "object": "mayor", "stance": "stated"},
]  # fmt: skip


def put(folder: Path, facts: list[Line]) -> Path:
    """A folder with one text that has these facts."""
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / "town.txt").write_text(TEXT, encoding="utf-8")
    lines = "".join(json.dumps(fact) + "\n" for fact in facts)
    (folder / "en" / "town.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """What the pipeline makes of the text."""
    return find(annotated(put(tmp_path_factory.mktemp("read"), FACTS)))


@pytest.fixture
def measured(read: Read, tmp_path: Path) -> Callable[[list[Line]], Measured]:
    """Measures the text as if these were its facts."""
    return lambda facts: compare("mine", annotated(put(tmp_path, facts)), read)


def changed(layer: str, number: int = 0, **values: object) -> list[Line]:
    """The facts, one of a layer annotated in another way."""
    chosen = [fact for fact in FACTS if fact["layer"] == layer][number]
    return [fact | values if fact is chosen else fact for fact in FACTS]


def test_a_text_that_is_read_right_has_full_figures(measured: Measure) -> None:
    counts = measured(FACTS).counts
    wanted = {
        "quotation direct": (2, 2, 2), "quotation speaker": (2, 2, 2), "event": (2, 2, 2), "event trigger": (2, 2, 2),
        "event modality": (2, 2, 2), "measure": (1, 1, 1), "measure exactness": (1, 1, 1), "date": (1, 1, 1),
        "date basis": (1, 1, 1), "demand": (1, 1, 1), "relation": (1, 1, 1),
    }  # fmt: skip
    assert {name: counts["en", name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("facts", "layer", "expected"),
    [
        (changed("quotation", quote="We saw"), "quotation direct", (2, 2, 1)),
        (changed("quotation", speaker=EMIL, speaker_is=[EMIL]), "quotation speaker", (2, 2, 1)),
        (changed("event", type="torture"), "event trigger", (2, 2, 1)),
        (changed("event", participants=[]), "event", (2, 2, 1)),
        (changed("event", participants=[]), "event trigger", (2, 2, 2)),
        (changed("event", participants=[{"role": "victim", "quote": "Police", "is": [NORA]}]), "event", (2, 2, 1)),
        (changed("event", modality="denied"), "event modality", (2, 2, 1)),
        (changed("measure", value=41), "measure", (1, 1, 0)),
        (changed("measure", unit="country"), "measure", (1, 1, 0)),
        (changed("measure", exactness="exact"), "measure exactness", (1, 1, 0)),
        (changed("date", edtf="2021-05-04"), "date", (1, 1, 0)),
        (changed("date", basis="none"), "date basis", (1, 1, 0)),
        (changed("demand", act="urge"), "demand", (1, 1, 0)),
        (changed("demand", content="resign"), "demand", (1, 1, 0)),
        (changed("demand", who=NORA, who_nth=1, who_is=[NORA]), "demand parties", (1, 1, 0)),
        (changed("relation", predicate="leader_of", object="the town"), "relation", (1, 1, 0)),
        (changed("relation", object="clerk"), "relation", (1, 1, 0)),
        (changed("relation", subject_is=[EMIL], subject=EMIL), "relation", (1, 1, 0)),
        (changed("place", iso="SE"), "place", (2, 3, 1)),
    ],
)
def test_what_differs_is_missed_and_wrong(
    facts: list[Line], layer: str, expected: tuple[int, int, int], measured: Measure
) -> None:
    assert measured(facts).counts["en", layer] == expected


def test_several_rows_of_one_fact_are_found_once() -> None:
    assert Counts(1, 2, 1) + Counts(0, 1, 0) == Counts(1, 3, 1)


def test_what_is_wrong_is_told_with_its_sentence(measured: Measure) -> None:
    of = measured(changed("event", type="torture"))
    told = "\n".join(tell(of, "event"))
    assert "Police detained Emil Strand in Norway." in told
    assert "type detention, is torture" in told
    assert not list(tell(of, "event", "uk"))
    modality = measured(changed("event", modality="denied"))
    assert "modality=denied" in "\n".join(tell(modality, "event modality"))
    assert any(line.split() == ["event", "en", "2", "2", "1", "0.500", "0.500", "0.500"] for line in table(of))


@pytest.mark.parametrize(
    ("fact", "remedy"),
    [
        ({"layer": "date", "quote": "4 May", "edtf": "2021-05-04"}, "town.jsonl:1: the text does not have '4 May'"),
        ({"layer": "date"}, "town.jsonl:1: 'quote'"),
    ],
)
def test_a_wrong_line_is_named(fact: Line, remedy: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=remedy):
        annotated(put(tmp_path, [fact]))


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give the folder"):
        annotated(tmp_path)


def test_the_committed_figures_of_our_own_texts_are_measured_again() -> None:
    of = own()
    for file, rows in ((FILE, of.rows), ("evaluation.csv", of.methods)):
        committed = [tuple(row.values()) for row in reference.rows(file) if row["gold_set"] == evaluation.FACTS_SET]
        assert committed == [tuple(map(str, row)) for row in rows], "run `make evaluate`"


def test_methods_of_facts_have_their_figures() -> None:
    measured_methods = {
        row["method_id"] for row in reference.rows("evaluation.csv") if row["gold_set"] == "tests/gold/facts"
    }
    assert measured_methods <= {row["method_id"] for row in reference.rows("methods.csv")}
    assert evaluation.figures("told")["gold_set"] == evaluation.FACTS_SET
    assert evaluation.figures("tagged")["gold_set"] == evaluation.PUBLISHED_SET


def test_the_figures_are_put_in_the_place_of_the_same_set(
    measured: Measure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "path", lambda name: tmp_path / name)
    head = ",".join(evaluate.FILE_COLUMNS)
    (tmp_path / FILE).write_text(f"{head}\nother,en,event,3,2,1\nmine,en,event,9,9,9\n", encoding="utf-8")
    of = measured(FACTS)
    evaluate.write([of])
    written = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    assert written == [head, "other,en,event,3,2,1", *(",".join(map(str, row)) for row in of.rows)]
    assert "mine,en,event,2,2,2" in written
