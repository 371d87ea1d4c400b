"""What Dagster shows: one asset a table with its checks, made from `pipeline.steps` and `pipeline.tables`; the sensor.

The functions here are short and call what the plain build calls too. Texts from `raw/` go into table or text
metadata only: Dagster renders Markdown metadata.
"""

import base64
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline.publish.checks import CHECKS, CheckFailed
from pipeline.publish.files import csv_path, parquet_path
from pipeline.publish.making import Making
from pipeline.publish.package import Package, publish
from pipeline.publish.place import exclusive, sentence
from pipeline.publish.plot import mentions_by_person
from pipeline.publish.source import Files
from pipeline.publish.stage import Stage
from pipeline.read.folder import listing, state
from pipeline.run import run
from pipeline.run.means import opened
from pipeline.run.origins import noted, snapshot, unfit
from pipeline.run.workers import Workers, processes
from pipeline.steps.step import RAW, Step
from pipeline.steps.way import STEPS
from pipeline.tables import PUBLISHED, TABLES, Column, Table

OWNERS = ["team:imiony"]
PREVIEW_ROWS = 10
PREVIEW_CHARACTERS = 200


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where the texts are, where tables are staged, where the package goes, what is kept of each text.

    Relative to the working directory, as for `imiony build`. `dask` is the address of the scheduler of a Dask cluster
    that works for every step; without it, processes on this machine do.
    """

    raw: str = "raw"
    stage: str = ".imiony/stage"
    output: str = "datapackage"
    cache: str = ".imiony/cache"
    dask: str = ""

    def raw_folder(self) -> Path:
        """Raises dagster.Failure where there is none."""
        if not Path(self.raw).is_dir():
            raise dg.Failure(f"{self.raw}: no such folder; start Dagster where raw/ is", allow_retries=False)
        return Path(self.raw)

    def workers(self) -> Workers:
        """Who runs the document steps. Raises OSError where no scheduler answers."""
        if not self.dask:
            return processes()
        from pipeline.run.cluster import cluster  # an extra: imiony[dask]

        return cluster(self.dask)

    def stage_folder(self) -> Stage:
        """Where the tables are handed from step to step."""
        return Stage(Path(self.stage))


raw = dg.AssetSpec(
    RAW,
    description="The raw texts in `raw/`, each with a sidecar that says where it is from. Add a file, materialise all.",
    group_name=STEPS[0].stretch,
    owners=OWNERS,
    kinds={"text"},
)


def step_asset(step: Step) -> dg.AssetsDefinition:
    """The assets of one step: a table each, staged together."""

    @dg.multi_asset(name=step.name, specs=[_table_spec(step, TABLES[name]) for name in step.writes])
    def tables(folders: Folders) -> Iterator[dg.MaterializeResult[None]]:
        stage, done = folders.stage_folder(), _Done()
        with noted(step, stage), opened(Path(folders.cache), folders.workers()) as means:
            counts = run(step, stage, folders.raw_folder(), means, done.tell)
        for name, n_rows in counts.items():
            metadata = _staged_metadata(stage, TABLES[name], n_rows) | done.metadata()
            yield dg.MaterializeResult(asset_key=name, metadata=metadata)

    return tables


@dg.asset(
    deps=list(TABLES),
    group_name=STEPS[-1].stretch,
    owners=OWNERS,
    kinds={"python", "csv", "parquet"},
    description="The data package as anybody can download it. Published, as a whole, only when every check has passed.",
)
def datapackage(context: dg.AssetExecutionContext, folders: Folders) -> dg.MaterializeResult[None]:
    """Checks all tables once more, together, and puts the package in its place."""
    output = Path(folders.output)
    try:
        with exclusive(output, context.log.warning) as work:
            stage = snapshot(folders.stage_folder(), work / "stage", STEPS)
            if lines := list(unfit(stage, STEPS)):
                raise dg.Failure("\n".join((f"{output} was not changed:", *lines)), allow_retries=False)
            with Making(stage, work / "package", processes().beside) as making:
                making.add(TABLES)
                package = publish(making, output)
    except (CheckFailed, FileExistsError) as error:
        raise dg.Failure(f"{output} was not changed:\n{error}", allow_retries=False) from error
    except OSError as error:
        raise dg.Failure(sentence(error, output), allow_retries=False) from error
    return dg.MaterializeResult(metadata=_package_metadata(package))


def table_checks(table: Table) -> dg.AssetChecksDefinition:
    """The blocking checks of a table, as `pipeline.publish.checks` declares them, in one step of a run."""
    checks = {check.name: check for check in CHECKS if check.applies(table)}

    @dg.multi_asset_check(
        name=f"{table.name}_checks",
        specs=[
            dg.AssetCheckSpec(
                check.name,
                asset=table.name,
                description=check.description,
                blocking=True,
                additional_deps=sorted(check.reads(table)),
            )
            for check in checks.values()
        ],
    )
    def run_checks(folders: Folders) -> Iterator[dg.AssetCheckResult]:
        source = Files(folders.stage_folder().path)
        for name, check in checks.items():
            failures = check.find(table, source)
            rows = [{"rule": f.rule, "rows": f.n_rows, "examples": list(f.examples)} for f in failures]
            yield dg.AssetCheckResult(
                passed=not failures,
                asset_key=table.name,
                check_name=name,
                metadata={"broken rules": _table(rows)} if rows else {},
            )

    return run_checks


@dg.asset_check(
    asset="ingest_problems",
    name="nothing_set_aside",
    description="Every file in raw/ could be read. A warning: the others are published all the same.",
)
def nothing_set_aside(folders: Folders) -> dg.AssetCheckResult:
    """Warns of raw files that were set aside, with the reasons."""
    problems = folders.stage_folder().read("ingest_problems")
    rows = problems.select(["path", "reason", "detail"]).to_pylist()
    return dg.AssetCheckResult(
        passed=not rows,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"set aside": _table(rows)} if rows else {},
    )


@dg.asset_check(
    asset="decision_problems",
    name="every_decision_obeyed",
    description="Every row of reference/decisions.csv fits the texts. A warning: the others are obeyed all the same.",
)
def every_decision_obeyed(folders: Folders) -> dg.AssetCheckResult:
    """Warns of decisions that no longer fit anything, with the reasons."""
    problems = folders.stage_folder().read("decision_problems")
    rows = problems.select(["decision", "a", "b", "detail"]).to_pylist()
    return dg.AssetCheckResult(
        passed=not rows,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"not obeyed": _table(rows)} if rows else {},
    )


everything = dg.define_asset_job("everything", description="All tables, all checks, and the package if they pass.")


@dg.sensor(
    job=everything,
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts everything when a file in raw/ was added, changed or removed and has stopped growing.",
)
def raw_watcher(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult:
    """Looks at `raw/`. The cursor keeps two states of it: the one seen last and the one built last."""
    files = listing(folders.raw_folder())
    now, before = state(files), json.loads(context.cursor or "{}")
    seen, built = before.get("seen"), before.get("built", now)  # what lies there at the first look is not new
    if now == built:
        return _tick(now, built, f"nothing new among {len(files)} files")
    newest = max(files, key=lambda file: file[2])[0] if files else "none"
    saw = f"raw/ has changed: {len(files)} files, the newest is {newest}"
    if now != seen:
        return _tick(now, built, f"{saw}; waiting until it stays as it is")
    context.log.info(saw)
    request = dg.RunRequest(tags={"imiony/raw": f"{len(files)} files"})
    return dg.SensorResult(run_requests=[request], cursor=json.dumps({"seen": now, "built": now}))


def _tick(seen: str, built: str, message: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=message, cursor=json.dumps({"seen": seen, "built": built}))


def _table_spec(step: Step, table: Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        table.name,
        deps=step.reads,
        description=" ".join((table.description, *table.warnings)),
        group_name=step.stretch,
        owners=OWNERS,
        kinds={"python", "parquet"},
        metadata={"dagster/column_schema": _column_schema(table), "dagster/column_lineage": _column_lineage(table)},
        tags={} if table.published else {"internal": ""},
    )


def _column_schema(table: Table) -> dg.TableSchema:
    return dg.TableSchema([_table_column(column, column.name == table.key) for column in table.columns])


def _table_column(column: Column, is_key: bool) -> dg.TableColumn:
    said = [f"one of {', '.join(column.enum)}"] if column.enum else []
    said += [f"matches {column.pattern}"] if column.pattern else []
    said += [f"points at {column.references}"] if column.references else []
    said += ["date in EDTF"] if column.edtf else []
    return dg.TableColumn(
        column.name,
        column.type,
        column.description,
        dg.TableColumnConstraints(nullable=not column.required, unique=is_key, other=said),
    )


def _column_lineage(table: Table) -> dg.TableColumnLineage:
    lineage = {}
    for column in table.columns:
        origins = (origin.split(".") for origin in column.made_from)
        lineage[column.name] = [dg.TableColumnDep(asset_key=name, column_name=source) for name, source in origins]
    return dg.TableColumnLineage({name: deps for name, deps in lineage.items() if deps})


class _Done:
    """Counts the documents that a step has done, and how fast."""

    def __init__(self) -> None:
        self._began, self._n_documents, self._n_kept = time.monotonic(), 0, 0

    def tell(self, more: int, _of: int, kept: int) -> None:
        self._n_documents += more
        self._n_kept += kept

    def metadata(self) -> dict[str, float]:
        """For Dagster; nothing where the step looks at all documents together."""
        if not self._n_documents:
            return {}
        rate = self._n_documents / max(time.monotonic() - self._began, 0.001)
        return {"documents": self._n_documents, "kept": self._n_kept, "documents per second": round(rate, 1)}


def _staged_metadata(stage: Stage, table: Table, n_rows: int) -> dict[str, Any]:
    data = stage.read(table.name)
    metadata: dict[str, Any] = {
        "dagster/row_count": n_rows,
        "dagster/column_schema": _column_schema(table),
        "dagster/column_lineage": _column_lineage(table),
    }
    if n_rows:
        metadata["preview"] = _table(data.slice(0, PREVIEW_ROWS).to_pylist())
    if table.name == "people" and n_rows:
        image = base64.b64encode(mentions_by_person(stage.read("mentions"), data)).decode("ascii")
        metadata["mentions by person"] = dg.MetadataValue.md(f"![mentions by person](data:image/png;base64,{image})")
    return metadata


def _package_metadata(package: Package) -> dict[str, Any]:
    opened_by = {parquet_path(table): 'pd.read_parquet("{}")' for table in PUBLISHED}
    opened_by |= {csv_path(table): 'pd.read_csv("{}", keep_default_na=False, na_values=[""])' for table in PUBLISHED}
    rows = [
        {
            "path": file.path,
            "rows": file.rows,
            "bytes": file.bytes,
            "open with": opened_by.get(file.path, "any text editor").format(package.folder / file.path),
            "sha256": file.sha256,
        }
        for file in package.files
    ]
    return {
        "folder": dg.MetadataValue.path(str(package.folder.resolve())),
        "files": _table(rows),
        **{f"rows of {name}": count for name, count in package.n_rows.items()},
    }


def _table(rows: list[dict[str, Any]]) -> dg.TableMetadataValue:
    """Rows, at least one, as Dagster shows them: cells are text or numbers, and short."""
    records = [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows]
    return dg.MetadataValue.table(records, dg.TableSchema([dg.TableColumn(name) for name in rows[0]]))


def _cell(value: Any) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= PREVIEW_CHARACTERS else text[: PREVIEW_CHARACTERS - 1] + "…"
