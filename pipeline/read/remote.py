"""Raw texts that lie at an address that fsspec knows (`s3://...`, `sftp://...`): they are copied here to be read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath


@contextmanager
def local(raw: str) -> Iterator[Path]:
    """A folder on this machine with what lies under `raw`: that folder itself, or a copy that is removed afterwards.

    Raises OSError where an address cannot be read, or a name in it would lead out of the copy; ImportError where fsspec
    or what it needs for that kind of address is not installed.
    """
    if "://" not in raw:
        yield Path(raw)
        return
    import fsspec  # not needed for folders

    files, root = fsspec.core.url_to_fs(raw)
    if not files.isdir(root):
        raise FileNotFoundError(2, "no such folder", raw)
    with tempfile.TemporaryDirectory(prefix="imiony-raw-") as folder:
        for path in sorted(files.find(root)):
            name = PurePosixPath(path.removeprefix(root).lstrip("/"))
            if ".." in name.parts or name.is_absolute():
                raise OSError(22, f"{name} leads out of the folder: rename it", raw)
            target = Path(folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            files.get_file(path, str(target))
        yield Path(folder)
