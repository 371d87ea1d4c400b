"""What is kept of the last build: the tables of each step, by what they were made from.

A step whose tables would be made from the same code, reference data and tables again takes those that it made, and
where these differ, what it made from the chunks that do not. For one document that is what `pipeline.run.cache` keeps.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipeline.run.chunks import Chunks, KeptChunks

_TOLD = "made.json"
"""Says of the tables in a folder what they were made from, and which bytes they have. Written last."""


class KeptTables:
    """A folder for each step in `folder`; without one nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._hashes: dict[tuple[str, int, int, int], str] = {}

    def key(self, version: str, tables: Mapping[str, Path]) -> str:
        """Stands for what a step of that version makes of those tables: equal only where they have the same bytes."""
        told = {name: self._sha256(path) for name, path in tables.items()}
        return hashlib.sha256(json.dumps([version, told]).encode()).hexdigest()

    def take(self, step: str, key: str, tables: Mapping[str, Path]) -> bool:
        """Puts the tables that a step made under that key where they belong; False where they are not kept."""
        if not self.folder:
            return False
        kept = self.folder / step
        try:
            told = json.loads((kept / _TOLD).read_bytes())
            if told["key"] != key:
                return False
            for name, path in tables.items():
                link(kept / f"{name}.parquet", path)
            # Looked at where they are now: another build may have kept others in the meantime.
            return bool(told["sha256"] == {name: self._sha256(path) for name, path in tables.items()})
        except (OSError, ValueError, LookupError, TypeError):
            return False

    @contextmanager
    def chunks(self, step: str, names: Iterable[str], sliced: Iterable[str]) -> Iterator[KeptChunks]:
        """The tables that the step made before, by the chunks that they were made from; none where they are damaged.

        `sliced` are those in which the rows of a chunk stand together.
        """
        kept = KeptChunks({}, [])
        if self.folder:
            with suppress(OSError, ValueError, LookupError, TypeError):
                told = json.loads((self.folder / step / _TOLD).read_bytes())
                paths = {name: self.folder / step / f"{name}.parquet" for name in names}
                if told["sha256"] == {name: self._sha256(path) for name, path in paths.items()}:
                    kept = KeptChunks({name: paths[name] for name in sliced}, told["chunks"])
        try:
            yield kept
        finally:
            kept.close()

    def keep(self, step: str, key: str, tables: Mapping[str, Path], chunks: Chunks) -> None:
        """Keeps the tables that a step has made from `chunks`, in place of those that it made before."""
        if not self.folder:
            return
        kept = self.folder / step
        told: dict[str, Any] = {"key": key, "sha256": {name: self._sha256(path) for name, path in tables.items()}}
        told["chunks"] = chunks.rows
        with suppress(OSError):  # what cannot be kept is made again
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            for name, path in tables.items():
                link(path, kept / f"{name}.parquet")
            unfinished = kept / f"{_TOLD}.unfinished"
            unfinished.write_text(json.dumps(told), encoding="utf-8")
            unfinished.replace(kept / _TOLD)

    def _sha256(self, path: Path) -> str:
        """SHA-256 of a file; looked at once as long as it is the same file."""
        about = path.stat()
        file = (str(path), about.st_ino, about.st_size, about.st_mtime_ns)
        if file not in self._hashes:
            with path.open("rb") as opened:
                self._hashes[file] = hashlib.file_digest(opened, "sha256").hexdigest()
        return self._hashes[file]


def link(source: Path, target: Path) -> None:
    """A second name for the file where that can be: tables are replaced, never written into."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.unfinished")  # another build may be at it
    unfinished.unlink(missing_ok=True)
    try:
        os.link(source, unfinished)
    except OSError:
        shutil.copyfile(source, unfinished)
    unfinished.replace(target)
