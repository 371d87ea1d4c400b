"""All or nothing: whatever happens to a build, the package that stands is the old one or the new one, whole."""

import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from itertools import count
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import RawFolder
from faults import WRITES, Moment, fsync, litter, no_file_above, no_room, standing, write_texts
from packages import contents, publish_staged

from pipeline.build import build
from pipeline.publish import making
from pipeline.publish import package as packaging
from pipeline.publish import place as placing
from pipeline.publish.failure import CheckFailed
from pipeline.publish.making import Here, Making
from pipeline.publish.package import publish
from pipeline.publish.place import exclusive, put, sentence
from pipeline.publish.stage import Stage
from pipeline.publish.verify import verify_package
from pipeline.run import run
from pipeline.run.workers import processes
from pipeline.steps.way import STEPS

IMIONY = str(Path(sys.executable).with_name("imiony"))
KILLS = Path(__file__).with_name("kills.py")


def start(raw: Path, output: Path) -> subprocess.Popen[str]:
    """`imiony build` in the background."""
    command = [IMIONY, "build", "--no-cache", "--raw", str(raw), "--output", str(output)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders in one step."""
    monkeypatch.setattr(placing, "_exchange", lambda *_: False)


@pytest.fixture(params=["exchange", "rename"])
def any_system(request: pytest.FixtureRequest) -> None:
    """Both kinds of systems."""
    if request.param == "rename":
        request.getfixturevalue("no_exchange")


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[Stage]:
    """Two small stages whose packages differ."""
    folder = tmp_path_factory.mktemp("stages")
    stages = []
    for number, raw in enumerate(write_texts(folder)):
        stages.append(Stage(folder / f"stage{number}"))
        for step in STEPS:
            run(step, stages[number], raw)
    return stages


@pytest.fixture(scope="module")
def packages(stages: list[Stage], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """What they make."""
    folder = tmp_path_factory.mktemp("packages")
    for number, stage in enumerate(stages):
        publish_at(folder / f"{number}", stage)
    return [contents(folder / f"{number}") for number in range(len(stages))]


def publish_at(output: Path, stage: Stage) -> None:
    with exclusive(output) as work:
        publish_staged(stage, output, work)


def folder_with(text: str, work: Path) -> Path:
    """A new folder in the work folder."""
    new = work / "made"
    new.mkdir()
    (new / "a").write_text(text)
    return new


@pytest.mark.usefixtures("any_system")
def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    place = tmp_path / "place"
    for text in ("first", "second", "third"):
        with exclusive(place) as work:
            put(folder_with(text, work), place)
        assert contents(place) == {"a": text.encode()}
        assert [path.name for path in tmp_path.iterdir()] == ["place"]


@pytest.mark.usefixtures("any_system")
@pytest.mark.parametrize("old", [None, "old"])
def test_an_error_at_any_call_leaves_everything_as_it_was(tmp_path: Path, old: str | None) -> None:
    """Where `put` fails nothing has changed, not even when only the last flush to the disk fails."""
    place = tmp_path / "place"
    failures = 0
    while True:
        with exclusive(place) as work:
            if old and not failures:
                put(folder_with(old, work), place)
            new = folder_with("new", work) if not (work / "made").exists() else work / "made"
            (new / "a").write_text("new")
            moment = Moment(failures + 1, no_room, WRITES | {"open"})
            try:
                with moment.counted():
                    put(new, place)
                break
            except OSError:
                failures += 1
        assert (contents(place) if place.exists() else None) == ({"a": b"old"} if old else None)
        assert litter(place) == []
    assert failures > 4
    assert contents(place) == {"a": b"new"}


def test_every_file_and_folder_is_flushed_before_it_is_put_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave the names of files without their content."""
    place, order = tmp_path / "place", []

    def flushed(path: Path) -> None:
        order.append(("old" if contents(place) == {"a": b"old"} else "new", path.name))

    with exclusive(place) as work:
        put(folder_with("old", work), place)
    monkeypatch.setattr(placing, "_flush", flushed)
    with exclusive(place) as work:
        put(folder_with("new", work), place)
    assert order == [("old", "a"), ("old", "made"), ("new", ".place-building"), ("new", tmp_path.name)]


@pytest.mark.usefixtures("no_exchange")
def test_what_a_killed_writer_had_taken_away_is_put_back(tmp_path: Path) -> None:
    place, work = tmp_path / "place", tmp_path / ".place-building"
    (work / "replaced").mkdir(parents=True)
    (work / "replaced" / "a").write_text("old")
    (work / "made").mkdir()
    with exclusive(place):
        assert contents(place) == {"a": b"old"}
        assert [path.name for path in work.iterdir()] == ["lock"]
    assert litter(place) == []


def test_what_processes_of_a_killed_build_still_write_is_removed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They live a moment longer than the one who started them, when his place is taken already."""
    place, stage = tmp_path / "place", tmp_path / ".place-building" / "stage"
    stage.mkdir(parents=True)
    remove, removed = shutil.rmtree, []

    def written_again(folder: Path) -> None:
        removed.append(folder)
        if len(removed) < 3:
            (stage / "late").write_text("")
            folder.rmdir()
        remove(folder)

    monkeypatch.setattr(shutil, "rmtree", written_again)
    with exclusive(place) as work:
        assert [path.name for path in work.iterdir()] == ["lock"]
    assert removed == [stage] * 3


@pytest.mark.usefixtures("no_exchange")
def test_ending_between_the_two_renames_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM and Ctrl-C are no OSError."""
    place = tmp_path / "place"
    with exclusive(place) as work:
        put(folder_with("old", work), place)
    rename = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == "made":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), exclusive(place) as work:
        put(folder_with("new", work), place)
    assert contents(place) == {"a": b"old"}
    assert litter(place) == []


def test_one_at_a_time(tmp_path: Path) -> None:
    """Whoever comes second says once that he waits, and then has an empty folder too."""
    place, said, order = tmp_path / "place", threading.Event(), []
    lines: list[str] = []

    def warn(line: str) -> None:
        lines.append(line)
        said.set()

    def second() -> None:
        with exclusive(place, warn) as work:
            order.append(("second", [path.name for path in work.iterdir()]))

    thread = threading.Thread(target=second)
    with exclusive(place, warn) as work:
        assert lines == []
        thread.start()
        assert said.wait(60)
        (work / "mine").mkdir()
        order.append(("first", sorted(path.name for path in work.iterdir())))
    thread.join()
    assert order == [("first", ["lock", "mine"]), ("second", ["lock"])]
    assert lines == [f"{place} is being written by another process: waiting until that is done"]
    assert list(tmp_path.iterdir()) == []


def test_many_writers_at_once_have_a_folder_each_of_their_own(tmp_path: Path) -> None:
    place, place_2 = tmp_path / "place", tmp_path / "other" / ".." / "place"
    (tmp_path / "other").mkdir()
    inside, most = [], []

    def writer(number: int) -> None:
        for _ in range(20):
            with exclusive((place, place_2)[number % 2]) as work:
                inside.append(number)
                most.append(len(inside))
                put(folder_with(str(number), work), place)
                inside.remove(number)

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 160
    assert litter(place) == []


def test_a_child_that_outlives_its_killed_parent_does_not_keep_the_lock(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from pipeline.publish.place import exclusive\n"
        "with exclusive(Path(sys.argv[1])):\n"
        "    child = os.fork()\n"
        "    if not child: os.read(0, 1); os._exit(0)\n"
        "    print(child, flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "place")]
    parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdin
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert parent.wait() == -signal.SIGKILL
    os.kill(child, 0)  # it is alive
    with exclusive(tmp_path / "place", pytest.fail):
        pass
    parent.communicate(b"end")


@pytest.mark.parametrize("kind", ["link", "file", "another user's"])
def test_a_work_folder_that_is_not_ours_is_not_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    theirs, work = tmp_path / "theirs", tmp_path / ".place-building"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("years of work")
    if kind == "link":
        work.symlink_to(theirs)
    elif kind == "file":
        work.write_text("years of work")
    else:
        theirs.rename(work)
        monkeypatch.setattr(os, "geteuid", lambda: work.stat().st_uid + 1)
    before = contents(tmp_path)
    with pytest.raises(FileExistsError, match="place-building is no folder of yours"), exclusive(tmp_path / "place"):
        pass
    assert contents(tmp_path) == before


def test_what_an_error_says() -> None:
    output = Path("data/package")
    assert sentence(OSError(errno.ENOSPC, "pyarrow says a lot"), output) == (
        "data/package: No space left on device; data/package was not changed: make room there and build again"
    )
    assert sentence(PermissionError(errno.EACCES, "", "data/.package-building"), output) == (
        "data/.package-building: Permission denied; data/package was not changed: "
        "mend that, or choose other folders, and build again"
    )
    with pytest.raises(FileNotFoundError) as caught:
        Stage(Path("nowhere")).read("people")
    assert "nowhere/people.parquet" in sentence(caught.value, output)


def test_whatever_write_fails_the_old_package_stands(
    tmp_path: Path, stages: list[Stage], packages: list[dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call in turn that changes something on the disk, from taking the lock to giving it back."""
    output = tmp_path / "package"
    publish_at(output, stages[0])
    # What takes most of the time, and writes nothing.
    monkeypatch.setattr(making, "CHECKS", ())
    monkeypatch.setattr(making, "check_twins", lambda *_: [])
    monkeypatch.setattr(packaging, "verify_files", lambda _: ([], True))
    monkeypatch.setattr(os, "fsync", fsync)
    now = failures = 0
    for number in count(1):
        moment = Moment(number, no_room, WRITES)
        with suppress(OSError):
            with moment.counted():
                publish_at(output, stages[1 - now])
            now = 1 - now  # all that failed was removing what is left
        assert standing(output, packages) == now
        if moment.count < number:
            break
        assert set(litter(output)) <= {".package-building"}
        failures += 1
    assert failures > 70
    assert litter(output) == []


def test_wherever_the_disk_ends_the_old_package_stands(
    tmp_path: Path, stages: list[Stage], packages: list[dict[str, bytes]]
) -> None:
    """The system itself refuses, in the middle of a file; each size of a file in turn is the first too large."""
    output = tmp_path / "package"
    publish_at(output, stages[0])
    sizes = sorted({len(content) for content in packages[1].values()})
    for size in sizes:
        with no_file_above(size - 1), pytest.raises(OSError, match="File too large") as caught:
            publish_at(output, stages[1])
        assert "File too large; " in sentence(caught.value, output)
        assert standing(output, packages) == 0
        assert litter(output) == []
    with no_file_above(sizes[-1]):
        publish_at(output, stages[1])
    assert standing(output, packages) == 1


def test_a_reader_sees_the_old_package_or_the_new_one(
    tmp_path: Path, stages: list[Stage], packages: list[dict[str, bytes]]
) -> None:
    output = tmp_path / "package"
    publish_at(output, stages[0])
    descriptors = [package["datapackage.json"] for package in packages]
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(descriptors.index((output / "datapackage.json").read_bytes()))
            if verify_package(output):
                seen.append(-1)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(20):
        publish_at(output, stages[1 - number % 2])
    done.set()
    reader.join()
    assert set(seen) <= {0, 1}
    assert len(seen) > 1


@pytest.mark.process
@pytest.mark.parametrize(
    ("part", "least"), [("placing exchange", 500), ("placing rename", 500), ("publishing 30", 30), ("at-once 8", 8)]
)
def test_processes_that_are_killed_or_meet(part: str, least: int) -> None:
    """`make kills` does the same to 200 whole builds."""
    done = subprocess.run([sys.executable, KILLS, *part.split()], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    tried, whole = (int(words.split()[0]) for words in done.stdout.split(";")[0].split(", "))
    assert tried == whole >= least
    if "publishing" in part:
        assert 0 < int(done.stdout.split("; ")[1].split()[0]) < tried, "the moments lie before and after the exchange"


@pytest.mark.parametrize("n_documents", [1, 1000])
def test_whoever_makes_the_tables_the_package_is_the_same(
    stages: list[Stage], packages: list[dict[str, bytes]], tmp_path: Path, n_documents: int
) -> None:
    """Threads, and processes: what these find and raise comes back."""
    output, wrong = tmp_path / "package", Stage(tmp_path / "wrong")
    shutil.copytree(stages[0].folder, wrong.folder)
    shutil.copy(stages[1].path("people"), wrong.path("people"))

    def publish_by(start: Callable[[int], Executor], stage: Stage) -> None:
        with exclusive(output) as work, Making(stage, work / "package", start) as tables:
            for step in STEPS:
                tables.add(step.writes)
            publish(tables, output)

    def beside(_: int) -> Executor:
        return processes(2).beside(n_documents)

    for number, stage in enumerate(stages):
        publish_by(beside, stage)
        assert contents(output) == packages[number]
    found = []
    for how in (lambda _: Here(), beside):
        with pytest.raises(CheckFailed) as caught:
            publish_by(how, wrong)
        found.append(str(caught.value))
    assert found[0] == found[1]
    assert "people: " in found[0]
    wrong.path("names").write_bytes(b"")
    with pytest.raises(pa.ArrowInvalid):
        publish_by(beside, wrong)
    assert contents(output) == packages[1]


@pytest.mark.process
def test_a_second_build_waits_and_says_so(raw_folder: RawFolder, tmp_path: Path) -> None:
    output = tmp_path / "package"
    with exclusive(output):
        second = start(raw_folder({"a.txt": "Nina Bondar came."}), output)
        assert second.stderr
        line = f"imiony: {output} is being written by another process: waiting until that is done\n"
        assert second.stderr.readline() == line
    assert " 1 documents" in second.communicate()[1]
    assert second.returncode == 0
    assert verify_package(output) == []


@pytest.mark.process
def test_who_waits_can_be_ended(raw_folder: RawFolder, tmp_path: Path) -> None:
    output = tmp_path / "package"
    with exclusive(output) as work:
        (work / "mine").mkdir()
        second = start(raw_folder({"a.txt": "Nina Bondar came."}), output)
        assert second.stderr
        assert "waiting" in second.stderr.readline()
        second.terminate()
        assert "Traceback" not in second.communicate()[1]
        assert second.returncode == 128 + signal.SIGTERM
        assert (work / "mine").exists()


def without_privileges() -> None:
    """In the child: root obeys permissions like anybody else, whoever owns this repository and may read it."""
    if os.geteuid() == 0:
        drop_from_bounding_set = 24  # prctl(2), PR_CAPBSET_DROP
        for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
            if ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0):
                os._exit(99)


@pytest.mark.process
@pytest.mark.parametrize(
    ("path", "mode", "complaint"),
    [
        (".", 0o555, ".package-building: Permission denied"),
        ("package", 0o555, "package: Permission denied"),
        (".package-building", 0o000, ".package-building/lock: Permission denied"),
        (".package-building/stage", 0o000, ".package-building/stage: Permission denied"),
        ("raw", 0o000, "raw: Permission denied"),
    ],
)
def test_faults_that_root_does_not_feel(
    tmp_path: Path,
    stages: list[Stage],
    packages: list[dict[str, bytes]],
    path: str,
    mode: int,
    complaint: str,
) -> None:
    place = tmp_path / "place"
    output, raw = place / "package", place / "raw"
    raw.mkdir(parents=True)
    (raw / "a.txt").write_text("Nina Bondar came.")
    publish_at(output, stages[0])
    (place / path).mkdir(parents=True, exist_ok=True)
    if path.endswith("stage"):
        (place / path / "left").write_text("by a killed build")
    (place / path).chmod(mode)
    command = [IMIONY, "build", "--no-cache", "--raw", str(raw), "--output", str(output)]
    done = subprocess.run(command, preexec_fn=without_privileges, capture_output=True, text=True, check=False)
    (place / path).chmod(0o755)
    assert done.returncode == 1, done.stderr
    last = done.stderr.splitlines()[-1]
    assert complaint in last
    assert last.endswith("was not changed: mend that, or choose other folders, and build again")
    assert "Traceback" not in done.stderr
    assert standing(output, packages) == 0
    build(raw, output)
    assert verify_package(output) == []
    assert {entry.name for entry in place.iterdir()} == {"raw", "package"}


@pytest.mark.process
def test_where_nothing_can_be_kept_a_build_keeps_nothing(raw_folder: RawFolder, tmp_path: Path) -> None:
    """Started in a folder in which it may not write, and told of another one."""
    raw, output, here = raw_folder({"a.txt": "Nina Bondar came."}), tmp_path / "package", tmp_path / "here"
    here.mkdir(mode=0o555)
    command = [IMIONY, "build", "--raw", str(raw), "--output", str(output)]
    done = subprocess.run(command, cwd=here, preexec_fn=without_privileges, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert verify_package(output) == []
    assert list(here.iterdir()) == []
