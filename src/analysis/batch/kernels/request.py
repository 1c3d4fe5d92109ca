"""Asking the parent for a kernel: a process with the face of :class:`subprocess.Popen`."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.batch.kernels.fingerprint import settled
from analysis.batch.kernels.owner import MEMORY_VARIABLE

PATIENCE = 60.0  # seconds: a parent that is asked at once still has to import everything
STREAMS = ("stdin", "stdout", "stderr")


class Refused(OSError):
    """The parent cannot serve this request; an ordinary kernel can."""


def forkable(command: Sequence[str]) -> bool:
    """Whether a command starts an IPython kernel with this very interpreter and nothing else.

    >>> forkable([sys.executable, "-m", "ipykernel_launcher", "-f", "kernel.json"])
    True
    >>> forkable(["R", "--args", "kernel.json"])
    False
    """
    return list(command[:3]) == [sys.executable, "-m", "ipykernel_launcher"]


class ForkedProcess:
    """What a provisioner needs of a process, over the parent's connection and a pidfd.

    The kernel is the parent's child, not ours: a pidfd lets us wait for it and signal it all the same, and
    never means another process that has got its number.
    """

    stdin = stdout = stderr = None

    def __init__(
        self,
        address: Path,
        command: Sequence[str],
        environ: Mapping[str, str],
        cwd: str | os.PathLike,
        streams: Mapping[str, object],
    ):
        self.returncode: int | None = None
        self._parent = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._parent.settimeout(PATIENCE)
        try:
            self._parent.connect(str(address))
            self._ask(command, environ, cwd, streams)
            self.pid, self.pidfd = self._answer()
        except BaseException:
            self._parent.close()
            raise

    def _ask(self, command, environ, cwd, streams) -> None:
        request = {
            "argv": list(command),
            "environ": {**environ, "JPY_PARENT_PID": str(os.getpid())},  # as jupyter_client's launcher does
            "settled": settled(environ),
            "cwd": str(cwd),
            "umask": _umask(),
            "memory": int(environ.get(MEMORY_VARIABLE, 0)),
        }
        with open(os.devnull, "r+b", buffering=0) as nothing:
            files = [nothing.fileno(), 1, 2]
            for number, name in enumerate(STREAMS[1:], start=1):
                files[number] = _descriptor(streams.get(name), files[number], nothing.fileno())
            socket.send_fds(self._parent, [json.dumps(request).encode()], files)

    def _answer(self) -> tuple[int, int]:
        data, descriptors, _, _ = socket.recv_fds(self._parent, 4096, 1)
        answer = json.loads(data) if data else {"refused": "the parent is gone"}
        if "refused" in answer:
            raise Refused(answer["refused"])
        return answer["pid"], descriptors[0]

    def poll(self) -> int | None:
        """The exit code, or None while the kernel runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, as soon as there is one; minus the signal's number if a signal ended the kernel."""
        if self.returncode is None:
            gone = select.poll()
            gone.register(self.pidfd, select.POLLIN)
            if not gone.poll(None if timeout is None else timeout * 1000):
                raise subprocess.TimeoutExpired("kernel", timeout)
            self.returncode = self._exit_code()
            self._parent.close()
            os.close(self.pidfd)
        return self.returncode

    def _exit_code(self) -> int:
        with contextlib.suppress(OSError):
            if data := self._parent.recv(4096):
                return json.loads(data)["exit"]
        # The parent was killed, and the kernel with it: nobody else ends what the cells have started.
        with contextlib.suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)
        return -signal.SIGKILL

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel, if it still runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self.pidfd, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


def _umask() -> int:
    """The mask of new files; os.umask can only tell it by changing it, which another thread might see."""
    status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
    return int(status.partition("\nUmask:")[2].split()[0], 8)


def _descriptor(stream: object, default: int, nothing: int) -> int:
    """The file descriptor of a stream as Popen takes it; the default for None and for a pipe nobody reads."""
    if isinstance(stream, int):
        return nothing if stream == subprocess.DEVNULL else stream if stream >= 0 else default
    return default if stream is None else stream.fileno()
