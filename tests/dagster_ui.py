"""`make ui` as a user starts it, for the tests: in a project folder of their own, on a free port."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from conftest import ROOT


@dataclass(frozen=True)
class Ui:
    """A running UI: where it answers, the project that it shows, the process that was started."""

    address: str
    project: Path
    process: subprocess.Popen[bytes]


def project(folder: Path) -> Path:
    """A project folder with the committed texts, in which `make ui` works without installing anything."""
    folder.mkdir()
    for name in (".venv", "Makefile", "pyproject.toml", "requirements.lock", "workspace.yaml"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "raw", folder / "raw")
    return folder


@contextmanager
def make_ui(project: Path, target: str = "ui") -> Iterator[Ui]:
    """Runs `make ui` or another target in a process group of its own; given when it answers, ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["make", target, f"PORT={port}"]
    with (project / "log").open("wb") as log:
        # A shell that starts the tests in the background lets them ignore Ctrl-C, and what they start with them.
        listening = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        process = subprocess.Popen(
            command, cwd=project, stdout=log, stderr=log, start_new_session=True, preexec_fn=listening
        )
    ui = Ui(f"http://127.0.0.1:{port}", project, process)
    try:
        assets(ui, seconds=120)
        yield ui
    finally:
        stop(ui)


def assets(ui: Ui, seconds: float) -> list[str]:
    """The names of the assets that the server knows, once it is up."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = ask(ui, "{assetNodes{assetKey{path}}}")["assetNodes"]
            if found:
                return ["/".join(node["assetKey"]["path"]) for node in found]
        except (OSError, KeyError, TypeError):
            pass
        assert ui.process.poll() is None, (ui.project / "log").read_text(errors="replace")[-2000:]
        assert time.monotonic() < end, "the UI did not come up"
        time.sleep(0.5)


def ask(ui: Ui, query: str) -> Any:
    """The server's answer to a GraphQL query."""
    with urllib.request.urlopen(f"{ui.address}/graphql?query={urllib.parse.quote(query)}") as answer:
        return json.loads(answer.read())["data"]


def stop(ui: Ui) -> bool:
    """Ctrl-C. Says whether every process that belonged to it went by itself."""
    if ui.process.poll() is not None and _is_gone(ui.process.pid):
        return True
    os.killpg(ui.process.pid, signal.SIGINT)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if ui.process.poll() is not None and _is_gone(ui.process.pid):
            return True
        time.sleep(0.2)
    os.killpg(ui.process.pid, signal.SIGKILL)
    ui.process.wait()
    return False


def _is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False
