"""What the project promises of itself: light imports, current documents, pins without addresses."""

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, SEEDS

from pipeline import evaluation, reference
from pipeline.names import evaluation as names_evaluation
from training import evaluate, figures
from training.headlines import with_figures


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that are loaded after a statement in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.process
@pytest.mark.parametrize("statement", ["import pipeline.names", "import pipeline.cli", "import pipeline.build"])
def test_no_import_loads_dagster_or_pandas(statement: str) -> None:
    assert not loaded_by(statement) & {"dagster", "pandas", "matplotlib", "frictionless"}


@pytest.mark.process
def test_names_are_a_light_library() -> None:
    assert not loaded_by("import pipeline.names") & {"pyarrow", "rich", "typer"}


def imports(path: Path) -> set[str]:
    """The modules that a file of the pipeline imports, in whatever way it says so."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        ("tables", set()),
        ("reference", set()),
        ("names", {"reference"}),
        ("redaction", {"reference", "names"}),
        ("read", {"tables", "reference", "redaction"}),
        ("entities", {"tables", "reference", "names", "redaction"}),
        ("facts", {"tables", "reference", "names", "read", "entities"}),
        ("publish", {"tables", "reference", "redaction"}),
        ("export", {"tables", "reference", "read", "publish"}),
        ("run", {"tables", "read", "publish", "steps"}),
    ],
)
def test_imports_go_one_way(folder: str, allowed: set[str]) -> None:
    for path in (ROOT / "pipeline" / folder).rglob("*.py"):
        parts = {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")}
        assert parts <= allowed | {folder}, path


def test_only_the_rim_knows_dagster_and_typer() -> None:
    rim = (
        "assets.py",
        "cli.py",
        "cli_build.py",
        "cli_export.py",
        "cli_names.py",
        "cli_package.py",
        "cli_people.py",
        "cli_redact.py",
        "definitions.py",
        "terminal.py",
    )
    for path in (ROOT / "pipeline").rglob("*.py"):
        if path.name not in rim:
            assert not {name.split(".")[0] for name in imports(path)} & {"dagster", "typer"}, path


def test_nothing_is_left_of_a_merge() -> None:
    """Of a conflict in a table or a text no tool complains."""
    files = (path for path in ROOT.rglob("*") if not path.relative_to(ROOT).parts[0].startswith("."))
    for path in filter(Path.is_file, files):
        assert not re.search(rb"(?m)^(<{7}|>{7}) ", path.read_bytes()), path


def test_modules_are_short() -> None:
    for path in (ROOT / "pipeline").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 400, path
        if path != ROOT / "pipeline" / "__init__.py":
            assert lines[0].startswith('"""'), f"{path}: a module says what belongs in it"
    assert (ROOT / "pipeline" / "__init__.py").read_text() == ""


def test_one_version_everywhere() -> None:
    package = reference.mapping("package.yaml")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == citation["version"] == package["version"]
    assert citation["title"] == package["title"]
    assert f"## {package['version']}" in changelog


def test_every_dependency_is_explained_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    for requirement in (requirement for group in groups for requirement in group):
        name = re.split(r"[\[<>=]", requirement)[0]
        assert name == "imiony" or f"`{name}`" in readme, name


def test_the_lock_pins_hashes_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "http:" not in lock
    assert "https:" not in lock
    assert "index-url" not in lock
    pins = re.split(r"\n(?=\S)", lock)
    assert len(pins) > 50
    for pin in pins:
        if not pin.startswith("#"):
            assert re.match(r"[\w.,\[\]-]+==\S+", pin)
            assert "--hash=sha256:" in pin, pin


def test_plain_pip_can_use_the_lock() -> None:
    """pip refuses a lock in which an extra that somebody asks for is not pinned with its extra."""
    pinned = re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
    ours = {re.sub(r"\[.*", "", name) for name in pinned}  # what `make bench` or `make train` adds is not in the lock
    asked = {
        re.split(r"[;<>=!~ ]", requirement)[0].lower().replace("_", "-")
        for distribution in importlib.metadata.distributions()
        if distribution.metadata["Name"].lower().replace("_", "-") in ours
        for requirement in distribution.requires or ()
        if "extra ==" not in requirement and "[" in requirement.split(";")[0]
    }
    assert asked
    assert asked <= set(pinned)


@pytest.mark.process
def test_the_benchmarks_run() -> None:
    """How long they take is for `make bench`; that they run is for here."""
    files = ["tests/bench.py", "tests/bench_names.py"]
    command = [sys.executable, "-m", "pytest", *files, "--benchmark-disable", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"(?:\]\(|src=\")(?!http)([^)\"#]+)", document.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{document.name}: {target}"


def test_the_texts_are_the_seeds_byte_for_byte() -> None:
    rows = {row["document_id"]: row["sha256"] for row in _documents()}
    assert rows == {
        "rferl-30856497": "6c630957fa9a307e3bc975845e1955d1ab16d898dcb94deee36820cd40b521c0",
        "buetikofer-2020-09-25-open-letter": "3c19c6f3c5966e5c659b8b6aa79d9e7deaed69ff9888414dfed95cda3ee0c0c5",
    }


def _documents() -> list[dict[str, str]]:
    import csv

    with (ROOT / "datapackage" / "data" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_committed_figures_of_the_seeds_are_measured_again(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    shutil.copytree(ROOT / "tests" / "gold", tmp_path / "gold")
    paths = {row["document_id"]: row["path"] for row in _documents()}
    for name, document_id in SEEDS.items():
        shutil.copy(ROOT / "raw" / paths[document_id], tmp_path / "seeds" / name)
    committed = {
        row["method_id"]: (int(row["n_gold"]), int(row["n_predicted"]), int(row["true_positives"]))
        for row in reference.rows("evaluation.csv")
        if row["gold_set"] == "seeds"
    }
    texts = evaluate.seeds(tmp_path)
    mentions, _ = evaluate.measure("seeds", texts, list(evaluate.find(texts)))
    assert {method: counts for (_, _, method), counts in mentions.items()} == committed, "run `make evaluate`"


def test_the_readme_and_the_page_of_figures_give_them_as_measured() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme == with_figures(readme), "run `python -m training.figures`"
    assert (ROOT / figures.PAGE).read_text(encoding="utf-8") == figures.page(), "run `python -m training.figures`"


def test_every_file_of_reference_data_is_explained() -> None:
    folder = ROOT / "pipeline" / "reference"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".yaml")}
    assert {name for name in files if f"| `{name}` |" not in readme} == set()


def test_the_figures_of_our_own_lists_of_names_are_those_measured() -> None:
    committed = {row["measure"]: row for row in reference.rows("names_evaluation.csv")}
    for measure, found in names_evaluation.measure_own(ROOT / "tests" / "gold"):
        figures = [f"{figure:.4f}" for figure in (found.precision, found.recall, found.f1)]
        assert figures == [committed[measure][name] for name in ("precision", "recall", "f1")], "run `make evaluate`"


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    [(0, 0, (None, None)), (79, 79, (0.9536, 1.0)), (0, 10, (0.0, 0.2775)), (5, 10, (0.2366, 0.7634))],
)
def test_the_wilson_interval(successes: int, trials: int, interval: tuple[float | None, float | None]) -> None:
    assert evaluation.wilson(successes, trials) == interval


def test_a_method_that_was_not_measured_has_no_figures() -> None:
    assert set(evaluation.figures("reading tea leaves").values()) == {None}
