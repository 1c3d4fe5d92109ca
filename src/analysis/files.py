"""Writing so that a reader sees the old file or the new one, never a part."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PART = ".part"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; on success it is flushed and replaces ``path``, else it is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=PART, dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        with beside.open("rb+") as file:  # Windows flushes only what is open for writing
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        _put(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _put(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    except PermissionError as error:  # Windows replaces no file that is open
        text = f"{error.strerror}: if another program has the file open, close it; else see whether you may write there"
        raise PermissionError(error.errno, text, str(path)) from None


def write(path: Path, content: bytes | str) -> None:
    """Put bytes, or a text as UTF-8, at a path, whole or not at all."""
    with replacing(path) as beside:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed have left below a folder; nobody may be writing there."""
    for left in folder.rglob(f".*{PART}"):
        left.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
