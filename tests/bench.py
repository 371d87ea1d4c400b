"""Where the time goes: `make bench`. Speed is printed, never asserted.

The corpus is the two committed texts, each fifty times under another name: enough to time, small enough to wait for.
"""

import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from conftest import RATES, ROOT

from pipeline.entities.assign import people_of
from pipeline.entities.find import find_people
from pipeline.names import romanise, systems
from pipeline.publish.checks import check_all
from pipeline.publish.package import publish
from pipeline.publish.place import exclusive
from pipeline.publish.source import Files
from pipeline.publish.stage import Stage
from pipeline.read.passages import sentences
from pipeline.run import run
from pipeline.steps.step import Step
from pipeline.steps.way import STEPS
from pipeline.tables import TABLES
from training.data import marked

COPIES = 50


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus."""
    folder = tmp_path_factory.mktemp("raw")
    for file in (ROOT / "raw").glob("*.txt"):
        for number in range(COPIES):
            shutil.copy(file, folder / f"{number:03}-{file.name}")
    return folder


@pytest.fixture(scope="module")
def stage(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """All tables of the corpus, staged."""
    stage = Stage(tmp_path_factory.mktemp("stage"))
    for step in STEPS:
        run(step, stage, raw)
    return stage


@pytest.fixture(scope="module")
def characters(stage: Stage) -> int:
    """Length of the corpus, in code points."""
    return sum(row["n_characters"] for row in stage.rows("documents"))


@pytest.fixture
def rates(request: pytest.FixtureRequest) -> list[tuple[str, float]]:
    """Collects characters per second; conftest prints them at the end."""
    return request.config.stash.setdefault(RATES, [])


def _note(rates: list[tuple[str, float]], name: str, characters: int, benchmark: Any) -> None:
    if benchmark.stats:  # none when only the running itself is tested
        rates.append((f"characters, {name}", characters / benchmark.stats.stats.median))


@pytest.mark.parametrize("step", [step for step in STEPS if step.name != "describe"], ids=lambda step: step.name)
def test_step(
    benchmark: Any, raw: Path, stage: Stage, step: Step, characters: int, rates: list[tuple[str, float]]
) -> None:
    benchmark.pedantic(run, (step, stage, raw), rounds=5, warmup_rounds=1)
    _note(rates, step.name, characters, benchmark)


def test_reading_finding_and_resolving(benchmark: Any, rates: list[tuple[str, float]]) -> None:
    """From texts to people without the files between the steps, on texts all different: beside `test_spacy`."""
    texts = [(text.document, text.text, text.language) for text in marked(ROOT / "tests" / "gold" / "texts", "")]

    def people() -> None:
        candidates = [
            {
                "candidate_id": f"{document}/{found.start}",
                "document_id": document,
                "language": language,
                **asdict(found),
            }
            for document, text, language in texts
            for found in find_people(text, *sentences(text, language), language)
        ]
        assert any(people_of(candidates))

    benchmark.pedantic(people, rounds=5, warmup_rounds=1)
    _note(rates, "sentences, find, assign", sum(len(text) for _, text, _ in texts), benchmark)


def test_spacy(benchmark: Any, rates: list[tuple[str, float]]) -> None:
    """The peer: spaCy only tokenising the same texts."""
    tokenise = pytest.importorskip("spacy", reason="`make bench` installs it").blank("en")
    texts = [text.text for text in marked(ROOT / "tests" / "gold" / "texts", "")]
    benchmark.pedantic(lambda: [tokenise(text) for text in texts], rounds=5, warmup_rounds=1)
    _note(rates, "spaCy tokenising", sum(map(len, texts)), benchmark)


def test_checks(benchmark: Any, stage: Stage, characters: int, rates: list[tuple[str, float]]) -> None:
    benchmark.pedantic(check_all, (Files(stage.path), TABLES.values()), rounds=5)
    _note(rates, "checks", characters, benchmark)


def test_publish(benchmark: Any, stage: Stage, characters: int, rates: list[tuple[str, float]], tmp_path: Path) -> None:
    def put_in_place() -> None:
        with exclusive(tmp_path / "out") as work:
            publish(stage, tmp_path / "out", work)

    benchmark.pedantic(put_in_place, rounds=5)
    _note(rates, "publish", characters, benchmark)


def test_whole_process_on_the_two_seeds(benchmark: Any, tmp_path: Path) -> None:
    """`imiony build` as a person runs it, imports included."""
    command = [str(Path(sys.executable).with_name("imiony")), "build", "--output", str(tmp_path / "out")]
    benchmark.pedantic(subprocess.run, (command,), {"cwd": ROOT, "check": True, "capture_output": True}, rounds=5)


def test_romanise_a_name_in_all_systems(benchmark: Any) -> None:
    """A new family name every time: nothing is remembered of it."""
    numbers = iter(range(10**9))

    def new_name() -> tuple[tuple[str], dict[str, Any]]:
        digits = f"{next(numbers):09}".translate(str.maketrans("0123456789", "абвглмнорс"))
        return (f"Аляксандр Казлоў{digits}",), {}

    benchmark.pedantic(lambda name: [romanise(name, system) for system in systems()], setup=new_name, rounds=200)
