"""What is kept of earlier builds: the packed rows of a document step by what they were made from.

One SQLite file. It can be removed at any time and never changes a result: what is damaged or missing is made again.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

_KEPT = 100
"""Builds that something is kept for without being needed; in Dagster every step counts as one."""

_WAIT = 60.0
"""Seconds that one build waits while another one writes."""

_AT_ONCE = 500
"""Keys asked for in one query; SQLite allows 999 in its older versions."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, build INTEGER, size INTEGER, sha256 BLOB, content BLOB);
CREATE TABLE IF NOT EXISTS builds (number INTEGER);
"""


class Cache:
    """The file `path`, made when it is needed; without a path nothing is kept.

    `with` it a build begins: what the last `_KEPT` builds did not need is removed at its end.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None
        self._build = 0

    def __enter__(self) -> "Cache":
        if self._path:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._begin(self._path)
            except (OSError, sqlite3.DatabaseError) as error:
                self._give_up(error)
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            with suppress(sqlite3.DatabaseError), self._open:
                self._open.execute("DELETE FROM kept WHERE build < ?", (self._build - _KEPT,))
            self._open.close()
            self._open = None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under those keys that is undamaged."""
        if not self._open:
            return {}
        found: dict[bytes, bytes] = {}
        try:
            for first in range(0, len(keys), _AT_ONCE):
                found |= self._get(self._open, keys[first : first + _AT_ONCE])
        except sqlite3.DatabaseError as error:
            self._give_up(error)
        return found

    def put(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps contents under their keys."""
        if not self._open:
            return
        rows = []
        for key, content in items:
            packed = pa.compress(content, codec="zstd", asbytes=True)
            rows.append((key, self._build, len(content), hashlib.sha256(packed).digest(), packed))
        try:
            with self._open:
                self._open.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            self._give_up(error)

    def _begin(self, path: Path) -> None:
        self._open = sqlite3.connect(path, timeout=_WAIT)
        self._open.execute("PRAGMA journal_mode=WAL")
        self._open.execute("PRAGMA synchronous=NORMAL")
        with self._open:
            self._open.executescript(_SCHEMA)
            (number,) = self._open.execute("SELECT coalesce(max(number), 0) + 1 FROM builds").fetchone()
            self._open.execute("DELETE FROM builds")
            self._open.execute("INSERT INTO builds VALUES (?)", (number,))
        self._build = number

    def _get(self, opened: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        marks = ", ".join("?" * len(keys))
        query = f"SELECT key, build, size, sha256, content FROM kept WHERE key IN ({marks})"  # noqa: S608 (marks only)
        found, old = {}, []
        for key, build, size, sha256, packed in opened.execute(query, keys):
            if hashlib.sha256(packed).digest() == sha256:
                found[key] = pa.decompress(packed, decompressed_size=size, codec="zstd", asbytes=True)
                if build < self._build - _KEPT // 2:  # not in every build: writing takes longer than reading
                    old.append((self._build, key))
        if old:
            with opened:
                opened.executemany("UPDATE kept SET build = ? WHERE key = ?", old)
        return found

    def _give_up(self, error: Exception) -> None:
        """Goes on without; a file that is damaged or none of ours makes room for a new one in the next build."""
        if self._open:
            self._open.close()
            self._open = None
        if self._path and type(error) is sqlite3.DatabaseError:  # its kinds are full disks and long waits
            with suppress(OSError):
                self._path.unlink()
