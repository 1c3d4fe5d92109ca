"""The life of the parent: who starts it owns it, and it ends with its owner however that ends."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from analysis.batch.kernels.fingerprint import settled
from analysis.errors import AnalysisError

ADDRESS_VARIABLE = "ANALYSIS_KERNELS"
MEMORY_VARIABLE = "ANALYSIS_KERNEL_MEMORY"
PROVISIONER_VARIABLE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
PROVISIONER_GROUP = "jupyter_client.kernel_provisioners"
PROVISIONER = "forked-provisioner"
MEMORY_LIMIT = 4 << 30
KERNEL = "python3"  # ours: the name that a notebook was saved with says who saved it, no more
LONGEST_FOLDER = 70  # bytes: a socket's path has 103 at most, and multiprocessing adds 32 of its own

# Set for the parent alone, a kernel gets the variables of whoever asks for it. A thread does not survive a
# fork, but a lock that it held does: one BLAS thread, no background thread in Arrow's allocator. The debugger
# would print a warning about frozen modules when it is imported ahead of time.
PARENT_VARIABLES = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def supported() -> bool:
    """Whether this system has what forked kernels need; elsewhere kernels are ordinary ones."""
    needed = hasattr(os, "fork") and hasattr(os, "pidfd_open") and hasattr(socket, "AF_UNIX")
    return sys.platform == "linux" and needed and Path(f"/proc/self/task/{os.getpid()}/children").exists()


def address() -> Path | None:
    """The socket of the running parent that the environment names, or None."""
    text = os.environ.get(ADDRESS_VARIABLE)
    return Path(text) if text and supported() else None


@contextlib.contextmanager
def forked_kernels(modules: Sequence[str] = (), memory_limit: int = MEMORY_LIMIT) -> Iterator[Path | None]:
    """The socket of a parent, whose kernels every Jupyter tool gets inside the block; None if unsupported.

    ``modules`` are imported besides the data stack, ``memory_limit`` is what a kernel may allocate on top of
    what it inherits, in bytes. Does not wait until the parent is warm: the first kernel does. A parent that
    somebody further out owns is used as it is. AnalysisError where no socket fits into the temporary folder.
    """
    _refuse_long_folder(tempfile.gettempdir())
    with _set({MEMORY_VARIABLE: str(memory_limit)}):
        if address() or not supported():
            yield address()
            return
        parent = Parent(modules)
        try:
            with _set(_variables(parent)):
                yield parent.socket
        finally:
            parent.close()


def _refuse_long_folder(folder: str) -> None:
    length = len(os.fsencode(folder))
    if hasattr(socket, "AF_UNIX") and length > LONGEST_FOLDER:
        raise AnalysisError(
            f"{folder}: the path of the temporary folder is too long ({length} bytes, at most {LONGEST_FOLDER}). "
            "Name a shorter one: TMPDIR=/tmp analysis report."
        )


def _variables(parent: Parent) -> dict[str, str]:
    """The variables by which every Jupyter tool of this process and of its children finds the kernels."""
    variables = {ADDRESS_VARIABLE: str(parent.socket)}
    if entry_points(group=PROVISIONER_GROUP, name=PROVISIONER):
        variables[PROVISIONER_VARIABLE] = PROVISIONER  # a name that is not installed would refuse every kernel
    return variables


@contextlib.contextmanager
def _set(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables of this process inside the block."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


class Parent:
    """The process that forks, as its owner sees it."""

    def __init__(self, modules: Sequence[str] = ()):
        self.folder = Path(tempfile.mkdtemp(prefix="kernels-"))  # private: only its owner may enter it
        self.socket = self.folder / "socket"
        # Bound here and inherited, so that requests may queue while the parent is still importing.
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
            listener.bind(str(self.socket))
            listener.listen(128)
            # Nobody writes into this pipe. Its end tells the parent that the owner is gone, SIGKILL included.
            life, self._life = os.pipe()
            try:
                self.process = self._start(listener.fileno(), life, modules)
            finally:
                os.close(life)

    def _start(self, listener: int, life: int, modules: Sequence[str]) -> subprocess.Popen:
        settings = {
            "listener": listener,
            "life": life,
            "owner": os.getpid(),
            "folder": str(self.folder),
            "modules": list(modules),
            "settled": settled(os.environ),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "analysis.batch.kernels.parent", json.dumps(settings)],
            cwd=self.folder,  # -m puts the working directory on sys.path: an empty one shadows nothing
            env={**os.environ, **PARENT_VARIABLES},
            pass_fds=(listener, life),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in a terminal is the owner's business
        )

    def close(self) -> None:
        """End the parent and every kernel that it has forked; one that still imports has none, and ends at once."""
        os.close(self._life)
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
