"""Fixtures shared by all tests: a folder of raw texts, the seeds built once, the order of the tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.publish.stage import Stage
from pipeline.steps import STEPS, run

ROOT = Path(__file__).parent.parent

SEEDS = {
    "000_c3f869d137bc7c89.txt": "rferl-30856497",
    "001_6c9b5e4a3aa446b2.txt": "buetikofer-2020-09-25-open-letter",
}
"""The document ids of the seeds by the names that the gold gives them."""

RawFolder = Callable[..., Path]

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
