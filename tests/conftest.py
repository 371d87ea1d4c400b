"""Fixtures shared by all tests: a folder of raw texts, the seeds built once, the order of the tests."""

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.build import build
from pipeline.entities.decisions import Decision
from pipeline.entities.editors import bracket_evidence
from pipeline.entities.identity import Remembered
from pipeline.entities.resolve import resolve
from pipeline.publish.stage import Stage
from pipeline.run import run
from pipeline.steps.name import name as name_step
from pipeline.steps.step import Inputs, Rows, Step
from pipeline.steps.way import STEPS
from pipeline.tables.rows import Row

ROOT = Path(__file__).parent.parent

SEEDS = {
    "000_c3f869d137bc7c89.txt": "rferl-30856497",
    "001_6c9b5e4a3aa446b2.txt": "buetikofer-2020-09-25-open-letter",
}
"""The document ids of the seeds by the names that the gold gives them."""

settings.register_profile("imiony", deadline=None)  # how long an example takes is the machine's
settings.register_profile("fuzz", deadline=None, max_examples=10_000)
settings.load_profile(os.environ.get("IMIONY_HYPOTHESIS", "imiony"))

RawFolder = Callable[..., Path]

Who = Callable[..., dict[str, list[Row]]]

RATES = pytest.StashKey[list[tuple[str, float]]]()
"""What `bench.py` measured: names and characters per second."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """What `make screenshots` asks for."""
    parser.addoption("--screenshots", type=Path, metavar="DIR", help="keep pictures of the UI there (test_browser.py)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast ones first: tests that start processes of their own come last."""
    items.sort(key=lambda item: item.get_closest_marker("process") is not None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the throughput that a benchmark has measured."""
    rates: list[tuple[str, float]] = config.stash.get(RATES, [])
    for number, (name, rate) in enumerate(rates):
        if not number:
            terminalreporter.section("per second, one core")
        terminalreporter.write_line(f"{name:36} {rate:12,.0f}")


def with_decision(name: str) -> tuple[Step, ...]:
    """The steps, with a decision that `name` is no person."""
    decision = {"decision": "no_person", "a": name, "b": "", "who": "N. N.", "when": "2020", "why": "a street"}

    def decided(inputs: Inputs) -> Rows:
        documents = list(inputs["documents"])
        languages = {row["document_id"]: row["language"] for row in documents}
        texts = {row["document_id"]: row["text_sha256"] for row in documents}
        return resolve(inputs["candidates"], languages, texts, [decision])

    return tuple(replace(step, rows=decided) if step.name == "resolve" else step for step in STEPS)


@pytest.fixture
def raw_folder(tmp_path: Path) -> RawFolder:
    """Makes a folder of raw files from names and contents (text is written as UTF-8)."""

    def make(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / "raw" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path / "raw"

    return make


@pytest.fixture
def staged(tmp_path: Path) -> Callable[[Path], Stage]:
    """Runs all steps on a folder of raw texts and gives the stage."""

    def run_steps(raw: Path) -> Stage:
        stage = Stage(tmp_path / "stage")
        for step in STEPS:
            run(step, stage, raw)
        return stage

    return run_steps


@pytest.fixture
def who(tmp_path: Path) -> Who:
    """Says who is who in a folder of raw texts, with decisions and remembered ids of one's own: rows by table."""

    def run_steps(
        raw: Path, decisions: Iterable[Decision] = (), identities: Sequence[Remembered] = ()
    ) -> dict[str, list[Row]]:
        stage = Stage(tmp_path / "stage")
        for step in STEPS[: [step.name for step in STEPS].index("resolve")]:
            run(step, stage, raw)
        documents = list(stage.rows("documents"))
        languages = {row["document_id"]: row["language"] for row in documents}
        texts = {row["document_id"]: row["text_sha256"] for row in documents}
        found: dict[str, list[Row]] = defaultdict(list)
        tables = (list(stage.rows(name)) for name in ("quotation_edits", "quotation_alignments", "quotations"))
        brackets = bracket_evidence(*tables)
        rows = resolve(list(stage.rows("candidates")), languages, texts, list(decisions), identities, brackets)
        for table, row in rows:
            found[table].append(row)
        found["resolved"].sort(key=itemgetter("entity_id"))
        found["attested"].sort(key=itemgetter("entity_id", "number"))
        for table, row in name_step(found):
            found[table].append(row)
        return found

    return run_steps


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The stage of the committed texts; not to be changed."""
    stage = Stage(tmp_path_factory.mktemp("stage"))
    for step in STEPS:
        run(step, stage, ROOT / "raw")
    return stage


@pytest.fixture(scope="session")
def _seed_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT / "raw", tmp_path_factory.mktemp("seeds") / "datapackage").folder


@pytest.fixture
def package(_seed_package: Path, tmp_path: Path) -> Path:
    """A copy of the package of the committed texts, to be broken."""
    return Path(shutil.copytree(_seed_package, tmp_path / "package"))
