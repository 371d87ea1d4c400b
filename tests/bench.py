"""Where the time goes: `make bench`. Speed is printed, never asserted.

The corpus is the two committed texts, each fifty times under another name: enough to time, small enough to wait for.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from conftest import RATES, ROOT
from packages import publish_staged

from pipeline.entities.assign import people_of
from pipeline.entities.find import find_people
from pipeline.names import romanise, systems
from pipeline.publish.checks import check_all
from pipeline.publish.place import exclusive
from pipeline.publish.source import Files
from pipeline.publish.stage import Stage
from pipeline.read.encoding import decode
from pipeline.read.language import recognise
from pipeline.read.passages import sentences
from pipeline.run import run
from pipeline.steps.step import Step
from pipeline.steps.way import STEPS
from pipeline.tables import TABLES
from training.data import Annotated, json_lines, marked

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


@pytest.fixture(scope="module")
def unseen() -> list[Annotated]:
    """Texts all different: news in four languages where GOLD has them, else our own: few, and full of names."""
    news = Path(os.environ.get("IMIONY_GOLD", "nowhere")) / "dev" / "slavicner" / "train.jsonl.gz"
    if not news.exists():
        return list(marked(ROOT / "tests" / "gold" / "texts", ""))
    return [text for text in json_lines(news) if text.language in ("cs", "pl", "ru", "uk")][::4]


def test_reading_finding_and_resolving(benchmark: Any, unseen: list[Annotated], rates: list[tuple[str, float]]) -> None:
    """From bytes to people without the files between the steps, each text once: beside `test_spacy`."""
    files = [(text.document, text.text.encode("utf-8")) for text in unseen]

    def people(files: list[tuple[str, bytes]]) -> None:
        candidates = []
        for document, content in files:
            text, _ = decode(content)
            language = recognise(text) or "und"
            candidates += [
                {
                    "candidate_id": f"{document}/{found.start}",
                    "document_id": document,
                    "language": language,
                    **asdict(found),
                }
                for found in find_people(text, *sentences(text, language), language)
            ]
        assert any(people_of(candidates))

    people(files[:1])  # models and lists are read
    benchmark.pedantic(people, (files,), rounds=1)
    _note(rates, "read, find, resolve", sum(len(text.text) for text in unseen), benchmark)


def test_spacy(benchmark: Any, unseen: list[Annotated], rates: list[tuple[str, float]]) -> None:
    """The peer: spaCy only tokenising the same texts, each once."""
    tokenise = pytest.importorskip("spacy", reason="`make bench` installs it").blank("en")
    tokenise(unseen[0].text)
    benchmark.pedantic(lambda: [tokenise(text.text) for text in unseen], rounds=1)
    _note(rates, "spaCy tokenising", sum(len(text.text) for text in unseen), benchmark)


def test_checks(benchmark: Any, stage: Stage, characters: int, rates: list[tuple[str, float]]) -> None:
    benchmark.pedantic(check_all, (Files(stage.path), TABLES.values()), rounds=5)
    _note(rates, "checks", characters, benchmark)


def test_publish(benchmark: Any, stage: Stage, characters: int, rates: list[tuple[str, float]], tmp_path: Path) -> None:
    def put_in_place() -> None:
        with exclusive(tmp_path / "out") as work:
            publish_staged(stage, tmp_path / "out", work)

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
