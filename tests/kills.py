"""Kills builds with `kill -9`, and looks at what stands there: `make kills`. Tests kill in a part of a build.

It runs in a process of its own, from which others are forked off.
"""

import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest import mock

from faults import Moment, die, in_child, litter, standing, write_texts
from packages import contents, publish_staged

import pipeline.build
import pipeline.publish.package
from pipeline.build import build
from pipeline.cli import app
from pipeline.publish import place
from pipeline.publish.package import publish
from pipeline.publish.place import exclusive, put
from pipeline.publish.stage import Stage
from pipeline.publish.verify import verify_package
from pipeline.run import run
from pipeline.run.means import forget
from pipeline.steps.way import STEPS

KILLED = -signal.SIGKILL


def kill_placing(folder: Path, exchange: bool) -> str:
    """Kills a process at each call in turn that it makes while it puts a folder in its place."""
    contained = [{"a": text, "data/b": text} for text in (b"old", b"new")]
    output = folder / "package"

    def placing(number: int) -> None:
        with exclusive(output) as work:
            (work / "made" / "data").mkdir(parents=True)
            for name, content in contained[number].items():
                (work / "made" / name).write_bytes(content)
            put(work / "made", output)

    def dying(call: int) -> None:
        known = place._exchange if exchange else lambda *_: False
        with mock.patch.object(place, "_exchange", known), Moment(call, die).counted():
            placing(call % 2)

    placing(0)
    kills = absent = 0
    while in_child(partial(dying, kills + 1)) == KILLED:
        kills += 1
        absent += not output.exists()
        if exchange:
            standing(output, contained)
        with exclusive(output):  # as the next build begins
            standing(output, contained)
        assert not litter(output)
    assert standing(output, contained) == (kills + 1) % 2
    return f"{kills} kills, {kills} whole folders; {absent} of them put back by the next build"


def kill_publishing(folder: Path, kills: int) -> str:
    """Kills processes at random calls while they check and publish what is staged, every second one from `put` on."""
    stages = [Stage(folder / f"stage{number}") for number in range(2)]

    def staging(raw: Path, stage: Stage) -> None:
        for step in STEPS:
            run(step, stage, raw)

    for raw, stage in zip(write_texts(folder), stages, strict=True):
        assert in_child(partial(staging, raw, stage)) == 0

    def publishing(number: int, call: int, marks: Path, output: Path) -> int:
        def dying() -> None:
            with _dying(call, marks), exclusive(output) as work:
                publish_staged(stages[number], output, work)

        return in_child(dying)

    return _kill(folder, kills, publishing)


def kill_builds(folder: Path, kills: int) -> str:
    """Kills `imiony build` at random calls: in all of it, from `publish` on, from `put` on.

    For the first texts nothing is kept from one build to the next, for the others what a killed build has kept is used.
    """
    raws = write_texts(folder)

    def building(number: int, call: int, marks: Path, output: Path) -> int:
        cache = folder / f"cache{number}"
        if number == 0:
            forget(cache)
        arguments = (str(call), str(marks), "--raw", raws[number], "--output", output, "--cache", cache)
        command = [sys.executable, __file__, "build", *map(str, arguments)]
        # No pipe: a process that outlives the build would hold it open.
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode

    return _kill(folder, kills, building)


def build_at_once(folder: Path, builds: int) -> str:
    """Starts builds of the one and the other texts together."""
    raws, output = write_texts(folder), folder / "package"
    packages = []
    for raw in raws:
        build(raw, output)  # which also reads the reference data, once for all
        packages.append(contents(output))
    together = get_context("fork")
    children = [together.Process(target=build, args=(raws[number % 2], output)) for number in range(builds)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * builds
    standing(output, packages)
    assert litter(output) == []
    return f"{builds} builds, {builds} that ended well; one valid package"


def fill_disks(folder: Path) -> str:
    """Builds on a disk that is full, and a page larger each time until the package has room. Needs root."""
    raws, disk = write_texts(folder), folder / "disk"
    disk.mkdir()
    output = disk / "package"
    _mount(disk, "size=64m")
    try:
        packages = []
        for raw in reversed(raws):
            build(raw, output)
            packages.append(contents(output))
        about = os.statvfs(disk)
        pages = about.f_blocks - about.f_bfree
        full = 0
        while True:
            _mount(disk, f"remount,size={(pages + full) * about.f_frsize}")
            try:
                build(raws[1], output)
                break
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
            assert standing(output, packages) == 1
            assert litter(output) == []
            full += 1
        assert standing(output, packages) == 0
        assert full
        return f"{full} full disks, {full} valid packages"
    finally:
        subprocess.run(["umount", disk], check=True)


def _mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "imiony", folder], check=True)


def _kill(folder: Path, kills: int, build: Callable[[int, int, Path, Path], int]) -> str:
    """Builds of the texts whose package does not stand, killed at random; each finds what the one before has left."""
    output = folder / "package"
    marks = [folder / f"marks{number}" for number in range(2)]
    packages = []
    for number in (0, 1, 0, 1):  # again, because it makes fewer calls when it finds what was kept
        assert build(number, 0, marks[number], output) == 0
        assert verify_package(output) == []
        packages.append(contents(output))
    assert packages[:2] == packages[2:]
    chance = random.Random(kills)
    killed = new = 0
    while killed < kills:
        number = 1 - standing(output, packages)
        *starts, calls = map(int, marks[number].read_text().split())
        code = build(number, chance.randint(chance.choice(starts), calls), folder / "marks", output)
        after = standing(output, packages)
        assert code == KILLED or (code == 0 and after == number), f"exit code {code}"
        killed += code == KILLED
        new += code == KILLED and after == number
        if code == KILLED and killed % 10 == 0:
            print(f"{killed} kills", file=sys.stderr)
    assert build(0, 0, folder / "marks", output) == 0
    assert standing(output, packages) == 0
    assert litter(output) == []
    return f"{kills} kills, {kills} valid packages; {new} of them the new one"


@contextmanager
def _dying(call: int, marks: Path) -> Iterator[None]:
    """Dies at a call, never at 0. Else writes after how many calls `publish` and `put` begin, if here, and how many."""
    moment = Moment(call, die)
    starts = [1]

    def marked(function: Callable[..., object]) -> Callable[..., object]:
        def begin(*given: object) -> object:
            starts.append(moment.count)
            return function(*given)

        return begin

    with (
        mock.patch.object(pipeline.build, "publish", marked(publish)),
        mock.patch.object(pipeline.publish.package, "put", marked(put)),
        moment.counted(),
    ):
        yield
    marks.write_text(" ".join(map(str, (*starts, moment.count))))


def build_and_die(call: str, marks: str, *arguments: str) -> None:
    """`imiony build` that is killed at a call, counted from where it has read its arguments."""

    def dying(*given: Any, **more: Any) -> object:
        with _dying(int(call), Path(marks)):
            return build(*given, **more)

    with mock.patch.object(pipeline.build, "build", dying):
        app(["build", *arguments])


def main(what: str, *arguments: str) -> None:
    """Prints how many packages were whole."""
    if what == "build":
        build_and_die(*arguments)
        return
    with tempfile.TemporaryDirectory(prefix="imiony-kills-") as name:
        if what == "placing":
            print(kill_placing(Path(name), arguments == ("exchange",)))
        elif what == "disks":
            print(fill_disks(Path(name)) if os.geteuid() == 0 else "full disks: not tried, only root may mount one")
        else:
            kill = {"publishing": kill_publishing, "builds": kill_builds, "at-once": build_at_once}[what]
            print(kill(Path(name), int(arguments[0])))


if __name__ == "__main__":
    main(*sys.argv[1:])
