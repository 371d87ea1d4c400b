"""`imiony build`: what a person types, and how far it is. The work is done in `pipeline.build`."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.terminal import CHECK_FAILED, SOME_SET_ASIDE, WRONG_USAGE, complain, fail, need_folder

if TYPE_CHECKING:
    from pipeline.build import Report
    from pipeline.run.run import Tell
    from pipeline.run.workers import Workers

CACHE = Path(".imiony/cache")
"""The folder where a build keeps what need not be done again, in the folder that it is started in."""

_RAW = "Folder with the raw texts, or an address that fsspec knows, such as s3://bucket/raw."

# Not `readable`: what may not be read we say ourselves, in one line.
Raw = Annotated[Path, typer.Option("--raw", metavar="DIR", readable=False, help="Folder with the raw texts.")]


def build(
    raw: Annotated[str, typer.Option("--raw", metavar="DIR", help=_RAW)] = "raw",
    output: Annotated[
        Path,
        typer.Option("--output", metavar="DIR", readable=False, help="Folder of the package; replaced as a whole."),
    ] = Path("datapackage"),
    processes: Annotated[
        int | None, typer.Option("--processes", min=1, help="How many work at a time. Default: one a core.")
    ] = None,
    cache: Annotated[
        Path, typer.Option("--cache", metavar="DIR", help="What is kept of earlier builds; can be removed at any time.")
    ] = CACHE,
    dask: Annotated[
        str | None,
        typer.Option("--dask", metavar="ADDRESS", help="Scheduler of a Dask cluster that works; `local` starts one."),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep nothing, and use nothing that was kept.")] = False,
) -> None:
    """Make the data package from the raw texts, check it, and put it in its place."""
    from pipeline.build import build as build_package
    from pipeline.publish.checks import CheckFailed
    from pipeline.publish.place import sentence
    from pipeline.read.remote import local
    from pipeline.run.means import opened
    from pipeline.run.workers import seldom_collected

    if "://" not in raw:
        need_folder(Path(raw))
    seldom_collected()
    # Ended from outside, it still removes what it has staged.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with (
            local(raw) as folder,
            opened(None if no_cache else cache, _workers(processes, dask)) as means,
            _progress() as (report, tell),
        ):
            package = build_package(folder, output, report, complain, means=means, tell=tell)
    except CheckFailed as error:
        for failure in error.failures:
            complain(str(failure))
        fail(CHECK_FAILED, f"a check failed; {output} was not changed")
    except FileExistsError as error:
        fail(WRONG_USAGE, str(error))
    except ImportError as error:
        fail(WRONG_USAGE, f"{error}: pip install 'imiony[dask]', and what fsspec needs for such an address")
    except (OSError, RuntimeError) as error:
        fail(CHECK_FAILED, sentence(error, output))
    counts = package.n_rows
    shown = ", ".join(f"{counts[table]} {table}" for table in ("documents", "people", "names", "mentions"))
    print(f"published in {output}: {shown}")
    print(f"  {output / 'README.md'} explains it, {output / 'datapackage.json'} describes it to programs,")
    print(f"  {output / 'data'} holds each table as CSV and Parquet")
    if counts["ingest_problems"]:
        problems = output / "data" / "ingest_problems.csv"
        fail(SOME_SET_ASIDE, f"raw files were set aside: {counts['ingest_problems']}; {problems} keeps the reasons")


def _workers(number: int | None, dask: str | None) -> "Workers":
    from pipeline.run.workers import processes

    if dask is None:
        return processes(number)
    from pipeline.run.cluster import cluster

    return cluster(dask, number)


@contextmanager
def _progress() -> Iterator[tuple["Report", "Tell"]]:
    """Shows how far the build is: on a terminal a bar for each step with rate and time left, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, counts: print(_line(step, counts), file=sys.stderr), lambda _more, _of, _kept: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    from pipeline.steps.way import STEPS

    names = [step.name for step in STEPS]
    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        whole = bar.add_task("build", total=len(names) + 1, rate="steps")
        running: dict[str, TaskID] = {}
        began, n_kept = 0.0, 0

        def report(step: str, counts: dict[str, int]) -> None:
            for task in running.values():
                bar.remove_task(task)
            running.clear()
            bar.console.print(_line(step, counts), highlight=False, markup=False)
            bar.advance(whole)

        def tell(more: int, of: int, kept: int) -> None:
            nonlocal began, n_kept
            if not running:
                began, n_kept = time.monotonic(), 0
                running["step"] = bar.add_task(names[int(bar.tasks[0].completed)], total=of, rate="")
            n_kept += kept
            done = bar.tasks[-1].completed + more
            rate = f"{done / max(time.monotonic() - began, 0.001):,.0f}/s" + (f", {n_kept:,} kept" if n_kept else "")
            bar.update(running["step"], advance=more, rate=rate)

        yield report, tell


def _line(step: str, counts: dict[str, int]) -> str:
    return f"{step:9} {', '.join(f'{n} {table}' for table, n in counts.items())}".rstrip()
