"""Dagster: the same work and the same checks as the plain build, in a real process too."""

import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml
from conftest import ROOT, RawFolder, with_decision
from dagster_ui import ask, assets, make_ui, project, stop
from faults import no_file_above
from packages import contents

from pipeline.assets import (
    Folders,
    datapackage,
    every_decision_obeyed,
    nothing_set_aside,
    raw,
    raw_watcher,
    step_asset,
    table_checks,
)
from pipeline.definitions import defs
from pipeline.publish.place import exclusive
from pipeline.steps.step import Inputs, Rows, Step
from pipeline.steps.way import STEPS
from pipeline.tables import TABLES

pytestmark = pytest.mark.process


def folders_for(raw: Path, work: Path) -> Folders:
    """Everything but the raw texts in the folder `work`."""
    return Folders(raw=str(raw), **{name: str(work / name) for name in ("stage", "output", "cache")})


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return folders_for(ROOT / "raw", tmp_path)


def materialise(folders: Folders, steps: tuple[Step, ...] = STEPS) -> dg.ExecuteInProcessResult:
    checks = [table_checks(table) for table in TABLES.values()]
    warnings = [nothing_set_aside, every_decision_obeyed]
    assets: list[Any] = [raw, *(step_asset(step) for step in steps), datapackage, *checks, *warnings]
    return dg.materialize(assets, resources={"folders": folders}, raise_on_error=False)


def metadata(result: dg.ExecuteInProcessResult, asset: str) -> dict[str, Any]:
    (event,) = [event for event in result.get_asset_materialization_events() if event.asset_key == dg.AssetKey(asset)]
    return dict(event.materialization.metadata)


def test_definitions_show_the_way_of_the_data() -> None:
    graph = defs.resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert keys == {"raw", "datapackage", *TABLES}
    for name, table in TABLES.items():
        node = graph.get(dg.AssetKey(name))
        assert node.description
        assert node.owners == ["team:imiony"]
        assert "parquet" in node.kinds
        schema = node.metadata["dagster/column_schema"]
        assert [column.name for column in schema.columns] == list(table.column_names)
        assert all(column.description for column in schema.columns)
        assert {check.name for check in graph.get_check_keys_for_assets({dg.AssetKey(name)})} >= {"as_declared"}
    assert {key.to_user_string() for key in graph.get(dg.AssetKey("datapackage")).parent_keys} == set(TABLES)
    assert sorted({graph.get(dg.AssetKey(key)).group_name for key in keys}) == [
        "1_read",
        "2_find",
        "3_resolve",
        "4_state",
        "5_publish",
    ]


def test_materialising_all_publishes_what_the_plain_build_does(folders: Folders) -> None:
    result = materialise(folders)
    assert result.success
    assert contents(Path(folders.output)) == contents(ROOT / "datapackage")
    assert all(check.passed for check in result.get_asset_check_evaluations())
    mentions = metadata(result, "mentions")
    assert mentions["dagster/row_count"].value == 129
    assert len(mentions["preview"].value.records) == 10
    lineage = mentions["dagster/column_lineage"].value.deps_by_column
    assert lineage["start"][0].asset_key == dg.AssetKey("candidates")
    picture = metadata(result, "people")["mentions by person"]
    assert str(picture.value).startswith("![mentions by person](data:image/png;base64,")
    files = [record.data for record in metadata(result, "datapackage")["files"].value.records]
    assert {str(file["path"]) for file in files} == contents(Path(folders.output)).keys()
    assert all(file["bytes"] and file["sha256"] and file["open with"] for file in files)


def _records(value: Any) -> list[dg.TableRecord]:
    """The rows of table metadata."""
    return list(value.value.records)


def broken(inputs: Inputs) -> Rows:
    """As the real step, but with one quote wrong."""
    (step,) = [step for step in STEPS if "mentions" in step.writes]
    is_broken = False
    for table, row in step.rows(inputs):
        wrong = {"quote": "Somebody Else"} if table == "mentions" and not is_broken else {}
        is_broken = is_broken or bool(wrong)
        yield table, row | wrong


def test_a_blocking_check_that_fails_publishes_nothing(folders: Folders) -> None:
    steps = tuple(replace(step, rows=broken) if "mentions" in step.writes else step for step in STEPS)
    result = materialise(folders, steps)
    assert not result.success
    failed = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert [(check.asset_key.to_user_string(), check.check_name) for check in failed] == [
        ("mentions", "spans"),
        ("mentions", "extents"),
    ]
    (row,) = _records(failed[0].metadata["broken rules"])
    assert row.data["rule"] == "the quote is not text[start:end]"
    assert not Path(folders.output).exists()


def failure_of(result: dg.ExecuteInProcessResult) -> str:
    """What the step that failed says."""
    failure: Any = result.get_step_failure_events()[0].step_failure_data
    return str(failure.user_failure_data.description)


def test_the_last_asset_alone_checks_again(folders: Folders) -> None:
    """Somebody who materialises only `datapackage` must not publish what a check has refused."""
    steps = [step_asset(replace(step, rows=broken) if "mentions" in step.writes else step) for step in STEPS]
    assert dg.materialize([raw, *steps], resources={"folders": folders}).success, "nobody has checked"
    result = dg.materialize([datapackage], resources={"folders": folders}, raise_on_error=False)
    assert "mentions: the quote is not text[start:end]" in failure_of(result)
    assert not Path(folders.output).exists()


def test_tables_that_were_not_made_from_each_other_are_not_published(raw_folder: RawFolder, folders: Folders) -> None:
    """One step alone was run again, or another run was at work at the same time."""
    assert materialise(folders).success
    before = contents(Path(folders.output))
    other = folders_for(raw_folder({"a.txt": "Nina Bondar came."}), Path(folders.stage).parent)
    read = next(step for step in STEPS if step.name == "read")
    assert dg.materialize([raw, step_asset(read)], resources={"folders": other}).success
    result = dg.materialize([datapackage], resources={"folders": other}, raise_on_error=False)
    said = failure_of(result).splitlines()
    assert "passages: made from other texts than there are now: materialise everything" in said
    assert contents(Path(folders.output)) == before
    assert materialise(other).success
    assert contents(Path(folders.output)) != before
    split = next(step for step in STEPS if step.name == "split")
    assert dg.materialize([step_asset(split)], resources={"folders": other}).success
    result = dg.materialize([datapackage], resources={"folders": other}, raise_on_error=False)
    assert result.success, "the same again is no change"


def test_what_is_not_staged_is_named(folders: Folders) -> None:
    result = dg.materialize([datapackage], resources={"folders": folders}, raise_on_error=False)
    assert "passages: not made yet: materialise everything" in failure_of(result)
    assert not list(Path(folders.output).parent.iterdir())


def test_the_package_waits_for_a_build_that_is_running(folders: Folders) -> None:
    """Two runs, or a run and `imiony build`, never write one package at once."""
    materialise(folders, STEPS)
    shutil.rmtree(folders.output)
    said = threading.Event()
    handler = logging.Handler()
    handler.emit = lambda record: said.set() if "waiting" in record.getMessage() else None  # type: ignore[method-assign]
    with dg.build_asset_context() as context:
        context.log.addHandler(handler)
        run = threading.Thread(target=datapackage, args=(context, folders))
        with exclusive(Path(folders.output)):
            run.start()
            assert said.wait(60)
            assert not Path(folders.output).exists()
        run.join()
    assert contents(Path(folders.output)) == contents(ROOT / "datapackage")


def test_what_cannot_be_written_is_said_in_one_line(folders: Folders) -> None:
    materialise(folders, STEPS)
    before = contents(Path(folders.output))
    with no_file_above(100):
        result = dg.materialize([datapackage], resources={"folders": folders}, raise_on_error=False)
    assert failure_of(result) == (
        f"{folders.output}: File too large; {folders.output} was not changed: make room there and build again"
    )
    assert contents(Path(folders.output)) == before


def test_a_file_that_was_set_aside_is_a_warning(raw_folder: RawFolder, folders: Folders) -> None:
    raw_files = raw_folder({"good.txt": "Nina Bondar came.", "<b>bad</b>.txt": ""})
    result = materialise(folders_for(raw_files, Path(folders.output).parent))
    assert result.success
    (warning,) = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert warning.severity == dg.AssetCheckSeverity.WARN
    (row,) = _records(warning.metadata["set aside"])
    assert row.data["path"] == "<b>bad</b>.txt"
    assert row.data["reason"] == "empty"


def test_no_text_reaches_what_dagster_renders(raw_folder: RawFolder, folders: Folders) -> None:
    """Markdown is rendered; the one piece of it is a picture, and cells are text whatever they say."""
    markup = "<script>alert(1)</script> ![x](http://example.org/x.png) Nina Bondar came."
    raw_files = raw_folder({"a.txt": markup, "a.txt.yaml": f"title: '{markup}'\n", "<img src=x>.txt": ""})
    result = materialise(folders_for(raw_files, Path(folders.output).parent))
    assert result.success
    values = [
        value
        for event in result.get_asset_materialization_events()
        for value in event.materialization.metadata.values()
    ]
    values += [value for check in result.get_asset_check_evaluations() for value in check.metadata.values()]
    rendered = [value for value in values if isinstance(value, dg.MarkdownMetadataValue)]
    assert len(rendered) == 1
    assert re.fullmatch(r"!\[mentions by person\]\(data:image/png;base64,[\w+/=]+\)", str(rendered[0].value))
    assert markup in {
        str(cell) for row in _records(metadata(result, "documents")["preview"]) for cell in row.data.values()
    }


def test_a_decision_that_fits_nothing_is_a_warning(folders: Folders) -> None:
    result = materialise(folders, with_decision("Nobody Atall"))
    assert result.success
    (warning,) = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert warning.severity == dg.AssetCheckSeverity.WARN
    (row,) = _records(warning.metadata["not obeyed"])
    assert row.data["detail"] == "no text names Nobody Atall"


def test_without_a_raw_folder_it_says_what_to_do(tmp_path: Path) -> None:
    nowhere = folders_for(tmp_path / "nowhere", tmp_path)
    result = materialise(nowhere)
    assert not result.success
    assert "start Dagster where raw/ is" in failure_of(result)


def test_the_command_that_the_readme_names(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    command = [str(Path(sys.executable).with_name("dagster")), "asset", "materialize", "--select", "*"]
    environment = os.environ | {"DAGSTER_HOME": str(tmp_path / "home"), "DAGSTER_DISABLE_TELEMETRY": "yes"}
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [*command, "-m", "pipeline.definitions"], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert contents(tmp_path / "datapackage") == contents(ROOT / "datapackage")


def test_the_sensor_starts_everything_once_for_each_new_state_of_raw(raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Nina Bondar came."})
    cursor: str | None = None

    def tick() -> tuple[int, str]:
        nonlocal cursor
        context = dg.build_sensor_context(cursor=cursor, resources={"folders": Folders(raw=str(raw))})
        result: Any = raw_watcher(context)
        cursor = result.cursor
        return len(result.run_requests or []), str(result.skip_reason)

    assert tick() == (0, "SkipReason(skip_message='nothing new among 1 files')")
    (raw / "b.txt").write_text("Grow")
    assert tick()[0] == 0, "it may still grow"
    (raw / "b.txt").write_text("Growing.")
    assert "raw/ has changed: 2 files, the newest is b.txt; waiting until it stays as it is" in tick()[1]
    assert tick()[0] == 1
    assert tick()[0] == 0, "the same state does not fire again"
    (raw / "b.txt").unlink()
    assert [tick()[0], tick()[0], tick()[0]] == [0, 1, 0], "a state that was there before is new again"
    (raw / "a.txt").unlink()
    assert [tick()[0], tick()[0], tick()[0]] == [0, 1, 0], "an empty folder too"
    (raw / "a.txt.yaml").write_text("title: A\n")
    assert [tick()[0], tick()[0], tick()[0]] == [0, 1, 0], "a sidecar counts too"


def test_the_sensor_is_on_from_the_start() -> None:
    assert [sensor.name for sensor in defs.sensors or ()] == ["raw_watcher"]
    assert raw_watcher.default_status == dg.DefaultSensorStatus.RUNNING


def test_make_ui_starts_and_stops_cleanly(tmp_path: Path) -> None:
    with make_ui(project(tmp_path / "imiony")) as ui:
        assert "datapackage" in assets(ui, seconds=0)
        settings = yaml.safe_load((ui.project / ".dagster" / "dagster.yaml").read_text(encoding="utf-8"))
        assert settings["telemetry"] == settings["nux"] == {"enabled": False}
        assert settings["concurrency"]["runs"]["max_concurrent_runs"] == 1, "two runs would mix their tables"
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(ui.address.replace("127.0.0.1", _address_of_this_machine()), timeout=5)
        assert stop(ui), "a process of the UI is still there"
        assert not list(ui.project.glob(".tmp_dagster_home_*"))


def test_make_view_permits_nothing(tmp_path: Path) -> None:
    with make_ui(project(tmp_path / "imiony"), "view") as ui:
        permissions = ask(ui, "{permissions{permission value}}")["permissions"]
        assert len(permissions) > 10
        assert not [permission for permission in permissions if permission["value"]]


def _address_of_this_machine() -> str:
    """Another address than loopback, on which nothing may listen; 127.0.0.2 where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.2"
