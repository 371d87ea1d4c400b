"""How steps are run: what is kept of a text and when it is made anew, several processes, builds that were killed."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build import build
from pipeline.publish.stage import Stage, cut
from pipeline.read.remote import local
from pipeline.run.cache import Cache
from pipeline.run.means import forget, opened
from pipeline.run.transform import key_version, pack, pack_batches, transform, unpack
from pipeline.run.version import closure
from pipeline.run.workers import Workers, processes
from pipeline.steps.step import DOCUMENT
from pipeline.steps.way import STEPS
from pipeline.tables import TABLES
from pipeline.tables.rows import Row

BY_DOCUMENT = [step for step in STEPS if step.by == DOCUMENT]

PEOPLE = ("Anna Novik", "Ігар Казлоў", "Pavel Kavalenka", "Ольга Сидоренко")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Four small texts."""
    return texts(tmp_path / "raw", 4)


def texts(folder: Path, number: int) -> Path:
    """A folder with that many small texts, all different."""
    folder.mkdir()
    for n in range(number):
        text = f"{PEOPLE[n % 4]} said on 3 May 2021 that {n + 12} people were detained in Brest. “No,” she said.\n"
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


def kept(raw: Path, cache: Path | None, output: Path, workers: Workers | None = None) -> dict[str, int]:
    """Builds; the number of documents for which each step's result was kept from an earlier build."""
    found: list[int] = []
    counts = {}

    def report(step: str, _: dict[str, int]) -> None:
        counts[step] = sum(found)
        found.clear()

    with opened(cache, workers or Workers()) as means:
        build(raw, output, report, means=means, tell=lambda _more, _of, kept: found.append(kept))
    return {step.name: counts[step.name] for step in BY_DOCUMENT}


def content(package: Path) -> dict[str, bytes]:
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in package.rglob("*") if path.is_file()}


def test_nothing_is_made_again_of_what_has_not_changed(raw: Path, tmp_path: Path) -> None:
    cache, out = tmp_path / "cache", tmp_path / "out"
    assert set(kept(raw, cache, out).values()) == {0}
    before = content(out)
    assert set(kept(raw, cache, out).values()) == {4}
    (raw / "000.txt").write_text("Anna Novik left.\n")  # changed
    (raw / "001.txt").unlink()
    (raw / "002.txt").rename(raw / "102.txt")  # another id: another document
    (raw / "004.txt").write_text("Anna Novik came back.\n")  # new
    assert kept(raw, cache, out)["find"] == 1
    assert kept(raw, None, tmp_path / "fresh")["find"] == 0
    assert content(out) == content(tmp_path / "fresh") != before


def test_a_step_that_would_make_the_same_tables_is_not_run(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    for name in ("write", "write_parts"):
        real = getattr(Stage, name)

        def noting(stage: Stage, tables: Sequence[str], *rows: Any, real: Any = real) -> Any:
            written.extend(tables)
            return real(stage, tables, *rows)

        monkeypatch.setattr(Stage, name, noting)
    kept(raw, tmp_path / "cache", tmp_path / "out")
    assert set(written) == set(TABLES)
    written.clear()
    kept(raw, tmp_path / "cache", tmp_path / "out")
    assert set(written) == {"documents", "texts", "ingest_problems"}, "raw/ is looked at anew"
    written.clear()
    (raw / "000.txt").write_text("It rained.\n")
    kept(raw, tmp_path / "cache", tmp_path / "out")
    assert {"passages", "mentions"} <= set(written)
    assert "methods" not in written


def test_a_sidecar_belongs_to_its_text(raw: Path, tmp_path: Path) -> None:
    kept(raw, tmp_path / "cache", tmp_path / "out")
    (raw / "000.txt.yaml").write_text("published: 2021-05-04\n")
    found = kept(raw, tmp_path / "cache", tmp_path / "out")
    assert found["read"] == 3
    assert found["measure"] == 3, "dates are resolved by it"
    assert found["find"] == 4, "who is named does not depend on the date"


def test_a_step_over_many_rows_has_a_process_of_its_own(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart: list[str] = []
    call = Workers.apart

    def noting(workers: Workers, function: Callable[..., Any], *arguments: Any) -> Any:
        apart.append(arguments[0].name)
        return call(workers, function, *arguments)

    monkeypatch.setattr(Workers, "apart", noting)
    kept(raw, None, tmp_path / "together")
    assert not apart
    monkeypatch.setattr(sys.modules["pipeline.run.run"], "_MANY", 0)
    kept(raw, None, tmp_path / "apart", processes(2))
    assert {"align", "resolve", "join"} <= set(apart)
    assert content(tmp_path / "apart") == content(tmp_path / "together")


def test_one_text_more_leaves_all_chunks_but_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, cache, out = texts(tmp_path / "raw", 300), tmp_path / "cache", tmp_path / "out"
    kept(raw, cache, out)
    (raw / "0055.txt").write_text("Anna Novik came back.\n")
    asked: list[int] = []
    get = Cache.get

    def asking(cache: Cache, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        asked.append(len(keys))
        return get(cache, keys)

    monkeypatch.setattr(Cache, "get", asking)
    found = kept(raw, cache, out)
    assert set(found.values()) == {300}
    assert sum(asked) < 301 + len(STEPS) * 300 / 2, "else every step has asked for every text"
    kept(raw, None, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


@given(st.lists(st.tuples(st.integers(0, 400), st.text("ab", max_size=2)), max_size=400), st.integers(0, 400))
def test_chunks_are_cut_where_the_part_itself_says(written: list[tuple[int, str]], more: int) -> None:
    schema = pa.schema([("document_id", pa.string()), ("s", pa.string())])

    def chunks(folder: Path, numbers: set[int]) -> list[tuple[bytes, ...]]:
        stage = Stage(folder)
        rows = [{"document_id": f"{n:03}", "s": s} for n, s in sorted(written)]
        first = [{"document_id": f"{n:03}", "s": ""} for n in sorted(numbers)]
        for name, some in (("first", first), ("other", [row for row in rows if int(row["document_id"]) in numbers])):
            pq.write_table(pa.Table.from_pylist(some, schema), stage.path(name))
        found = list(stage.chunks(("first", "other"), "document_id"))
        parts = [part for chunk in found for part in cut(chunk, "document_id")]
        assert [part[0].to_pylist()[0] for part in parts] == first
        assert [row for part in parts for row in part[1].to_pylist()] == [
            row for row in rows if int(row["document_id"]) in numbers
        ]
        return [tuple(pack_batches([batch]) for batch in chunk) for chunk in found]

    numbers = {n for n, _ in written}
    with tempfile.TemporaryDirectory() as folder:
        before = set(chunks(Path(folder), numbers))
        after = set(chunks(Path(folder), numbers | {more}))
    assert len(before - after) <= 1
    assert len(after - before) <= 2, "it may be the end of one"


@pytest.mark.parametrize("harm", ["remove", "garbage", "one byte", "truncate", "file"])
def test_a_cache_never_changes_a_result(raw: Path, tmp_path: Path, harm: str) -> None:
    cache, out = tmp_path / "cache", tmp_path / "out"
    kept(raw, cache, out)
    before = content(out)
    if harm == "remove":
        forget(cache)
    elif harm == "truncate":
        for file in cache.rglob("*.*"):
            os.truncate(file, file.stat().st_size // 2)
    elif harm == "garbage":
        for file in cache.rglob("*.*"):
            file.unlink()
            file.write_bytes(b"nothing that anybody could read, but long enough to be taken for it" * 100)
    elif harm == "file":
        forget(cache)
        cache.write_text("in the way")
    else:
        shutil.rmtree(cache / "tables")
        with sqlite3.connect(cache / "documents.sqlite") as database:
            for key, packed in database.execute("SELECT key, content FROM kept").fetchall():
                changed = bytes([packed[0] ^ 1]) + packed[1:]
                database.execute("UPDATE kept SET content = ? WHERE key = ?", (changed, key))
    assert kept(raw, cache, out)["read"] == 0
    assert content(out) == before


def test_what_no_build_needs_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    with Cache(path) as cache:
        cache.put([(b"needed", b"1"), (b"forgotten", b"2")])
    for _ in range(150):
        with Cache(path) as cache:
            assert cache.get([b"needed"]) == {b"needed": b"1"}
    with Cache(path) as cache:
        assert cache.get([b"needed", b"forgotten"]) == {b"needed": b"1"}


def test_two_builds_share_a_cache(tmp_path: Path) -> None:
    with Cache(tmp_path / "cache") as one, Cache(tmp_path / "cache") as other:
        one.put([(b"a", b"1")])
        other.put([(b"a", b"1"), (b"b", b"2")])
        assert one.get([b"a", b"b"]) == other.get([b"a", b"b"]) == {b"a": b"1", b"b": b"2"}


rows = st.lists(
    st.fixed_dictionaries({"s": st.none() | st.text(max_size=3), "b": st.none() | st.booleans()}), max_size=12
)


@given(rows, rows.filter(len), rows)
def test_a_document_has_the_same_bytes_beside_any_others(before: list[Row], mine: list[Row], after: list[Row]) -> None:
    """Else a text would be made anew because one before it has changed."""
    schema = pa.schema([("document_id", pa.string()), ("s", pa.string()), ("b", pa.bool_())])
    documents = {"a": before, "m": mine, "z": after}
    all_rows = [{"document_id": name, **row} for name, some in documents.items() for row in some]
    parts = cut([pa.RecordBatch.from_pylist(all_rows, schema)], "document_id")
    (found,) = (part for part in parts if part[0].column("document_id")[0].as_py() == "m")
    alone = pa.RecordBatch.from_pylist([{"document_id": "m", **row} for row in mine], schema)
    assert pack_batches(found) == pack_batches([alone])


def test_what_is_packed_is_sorted_and_comes_out_again(seeds: Stage) -> None:
    passages = list(seeds.rows("passages"))
    packed = pack(("passages", "texts"), (("passages", row) for row in reversed(passages)))
    found = unpack(("passages", "texts"), packed)
    assert found["passages"].to_pylist() == passages
    assert found["texts"].num_rows == 0
    with pytest.raises(ValueError, match="a row of people was not expected"):
        pack(("texts",), [("people", {})])
    with pytest.raises(ValueError, match="differs from its declaration in language, text"):
        pack(("texts",), [("texts", {"document_id": "a"})])


def test_a_machine_with_other_code_is_refused() -> None:
    with pytest.raises(RuntimeError, match="install the same Imiony on every machine"):
        transform(BY_DOCUMENT[0], [], "another version")
    assert transform(BY_DOCUMENT[0], [], key_version(BY_DOCUMENT[0])) == []


@pytest.mark.parametrize(
    ("step", "inside", "outside"),
    [
        ("split", "reference/full_stops.csv", "reference/units.csv"),
        ("measure", "reference/units.csv", "reference/sayings.csv"),
        ("measure", "facts/measures/dates.py", "facts/quotations/direct.py"),
        ("find", "entities/model/people.marisa", "facts/measures/dates.py"),
        ("find", "reference/romanisation/icao-bel-Cyrl-Latn-9303.csv", "entities/resolve.py"),
        ("read", "read/formats/pdf/layout.py", "entities/find.py"),
        ("read", "reference/limits.yaml", "steps/way.py"),
    ],
)
def test_a_step_depends_on_what_it_uses_and_on_nothing_else(step: str, inside: str, outside: str) -> None:
    files = {path.relative_to(ROOT / "pipeline").as_posix() for path in closure(f"pipeline.steps.{step}")}
    assert inside in files
    assert (ROOT / "pipeline" / outside).exists()
    assert outside not in files


@pytest.mark.process
def test_no_step_reads_a_file_of_ours_that_its_version_leaves_out(seeds: Stage, tmp_path: Path) -> None:
    """Each step runs in a process that has loaded nothing else, and tells what it opened."""
    told = {
        step.name: {
            "inputs": {name: list(seeds.rows(name)) for name in step.reads if name in TABLES},
            "closure": [str(path) for path in closure(step.rows.__module__)],
            "by": step.by,
        }
        for step in STEPS
        if step.name != "read"
    }
    (tmp_path / "told.json").write_text(json.dumps(told))
    done = script(
        """
        import importlib, json, os, sys
        from pathlib import Path
        told = json.loads(Path(sys.argv[1]).read_text())
        OURS = Path(sys.argv[2])
        for name, of in told.items():
            if os.fork() == 0:
                opened = set()
                sys.addaudithook(lambda event, args: event == "open" and opened.add(str(args[0])))
                rows = getattr(importlib.import_module(f"pipeline.steps.{name}"), name)
                tables = of["inputs"]
                if of["by"]:
                    by = of["by"]
                    for one in {row[by] for row in next(iter(tables.values()))}:
                        list(rows({n: [r for r in some if r[by] == one] for n, some in tables.items()}))
                else:
                    list(rows(tables))
                ours = [module for n, module in list(sys.modules.items()) if n.split(".")[0] == "pipeline"]
                loaded = {module.__file__ for module in ours if module.__file__}
                used = loaded | {p for p in opened if p.startswith(str(OURS)) and not p.endswith(".pyc")}
                missing = sorted(used - set(of["closure"]))
                print(name, len(used), *missing)
                sys.stdout.flush()
                os._exit(bool(missing))
            _, status = os.wait()
            assert status == 0, name
        """,
        tmp_path / "told.json",
        ROOT / "pipeline",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(told)


@pytest.mark.process
def test_a_changed_rule_makes_anew_what_depends_on_it(tmp_path: Path, raw: Path) -> None:
    ours = shutil.copytree(ROOT / "pipeline", tmp_path / "code" / "pipeline", ignore=shutil.ignore_patterns("*.pyc"))
    run_build: Callable[[], dict[str, int]] = lambda: json.loads(  # noqa: E731
        script(
            """
            import json, sys
            from pathlib import Path
            sys.path.insert(0, sys.argv[3])
            from test_run import kept
            print(json.dumps(kept(Path(sys.argv[1]), Path(sys.argv[2]) / "cache", Path(sys.argv[2]) / "out")))
            """,
            raw,
            tmp_path,
            ROOT / "tests",
            path=tmp_path / "code",
        ).stdout
    )
    assert set(run_build().values()) == {0}
    assert set(run_build().values()) == {4}
    units = ours / "reference" / "units.csv"
    units.write_text(units.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = {name for name, n in run_build().items() if n == 0}
    assert "measure" in changed
    assert not changed & {"read", "split", "find", "find_more", "quote", "speak"}
    (ours / "read" / "passages.py").write_text(
        (ours / "read" / "passages.py").read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8"
    )
    changed = {name for name, n in run_build().items() if n == 0}
    assert changed == {"split"}, "it was made again, and because it came out the same, nothing else was"


@pytest.mark.process
def test_several_processes_make_the_same_package(tmp_path: Path) -> None:
    raw = texts(tmp_path / "raw", 70)
    kept(raw, None, tmp_path / "one")
    with processes(2, patience=0) as workers:
        kept(raw, None, tmp_path / "two", workers)
    assert content(tmp_path / "one") == content(tmp_path / "two")


@pytest.mark.process
def test_a_killed_build_goes_on_where_it_was(tmp_path: Path) -> None:
    raw = texts(tmp_path / "raw", 70)
    killed = script(
        """
        import os, signal, sys
        from pathlib import Path
        from pipeline.build import build
        from pipeline.run.means import forget, opened
        from pipeline.run.workers import processes

        def tell(more, of, kept):
            tell.done += more
            if tell.done >= 70 * 2 + 32:  # in the third step
                os.kill(os.getpid(), signal.SIGKILL)

        if __name__ == "__main__":
            tell.done = 0
            folder = Path(sys.argv[1])
            with opened(folder / "cache", processes(2, patience=0)) as means:
                build(folder / "raw", folder / "out", means=means, tell=tell)
        """,
        tmp_path,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not (tmp_path / "out").exists()
    found = kept(raw, tmp_path / "cache", tmp_path / "out")
    assert found["read"] == found["split"] == 70
    assert 0 < found["find"] < 70
    kept(raw, None, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
    end = time.monotonic() + 30
    while _running(tmp_path) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _running(tmp_path), "a process waits for a parent that is gone"


@pytest.mark.process
def test_a_killed_process_of_a_build_is_told(tmp_path: Path) -> None:
    raw = texts(tmp_path / "raw", 70)
    at_once = """if True:
        from functools import partial
        from pipeline.cli import app
        from pipeline.run import workers

        workers.processes = partial(workers.processes, patience=0)
        app()
    """
    build_ = subprocess.Popen(
        [sys.executable, "-c", at_once, "build", "--processes", "2", "--no-cache", "--raw", raw],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    while build_.poll() is None:
        for pid in _children(build_.pid):
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    assert build_.returncode == 1
    assert build_.stderr
    (line,) = [line for line in build_.stderr.read().splitlines() if line.startswith("imiony:")]
    assert "a process of the build was killed" in line


@pytest.mark.process
def test_a_dask_cluster_makes_the_same_package_even_if_a_worker_is_killed(tmp_path: Path) -> None:
    from pipeline.run.cluster import cluster

    raw = texts(tmp_path / "raw", 70)
    kept(raw, None, tmp_path / "here")
    with cluster("local", 2) as workers, opened(tmp_path / "cache", workers) as means:
        assert workers.number == 2
        done = 0

        def tell(more: int, _of: int, _kept: int) -> None:
            nonlocal done
            if done < 32 <= done + more:
                os.kill(_children(os.getpid())[0], signal.SIGKILL)  # in the first step, with work in its hands
            done += more

        build(raw, tmp_path / "there", means=means, tell=tell)
    assert done == 70 * len(BY_DOCUMENT)
    assert content(tmp_path / "here") == content(tmp_path / "there")


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.run import cluster

    monkeypatch.setattr(cluster, "_WAIT", 1)
    with pytest.raises(OSError, match=r"tcp://127.0.0.1:9: no Dask scheduler answers there"):
        cluster.cluster("tcp://127.0.0.1:9")


def test_raw_texts_may_lie_at_an_address(raw: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.put(str(raw), "/archive/raw", recursive=True)
    with local("memory://archive/raw") as folder:
        assert content(folder) == content(raw)
    assert not folder.exists()
    with local(str(raw)) as folder:
        assert folder == raw
    with pytest.raises(FileNotFoundError), local("memory://nowhere"):
        pass
    memory.pipe("/hostile/../../etc/passwd", b"")
    with pytest.raises(OSError, match="leads out of the folder"), local("memory://hostile"):
        pass


def _children(pid: int) -> list[int]:
    """Processes that a process has started to work for it; not Python's own that tracks what they share."""
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for entry in (thread / "children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{entry}/cmdline").read_bytes():
                found.append(int(entry))
    return found


def _running(folder: Path) -> list[int]:
    """Processes that were started in a folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if (entry / "cwd").readlink() == folder:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def script(code: str, *arguments: object, path: Path = ROOT) -> Any:
    """Runs a program in a process of its own that sees our code in `path`, in the folder of its first argument."""
    first = Path(str(arguments[0]))
    folder = first if first.is_dir() else first.parent
    file = folder.parent / f"{folder.name}-script.py"
    file.write_text(textwrap.dedent(code), encoding="utf-8")
    command = [sys.executable, str(file), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(path)}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
