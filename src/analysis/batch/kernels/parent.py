"""The process that forks: single-threaded, with the data stack imported and a figure drawn.

Run by :class:`analysis.batch.kernels.owner.Parent`. A fork copies only the thread that calls it, so a second thread
could leave a lock held for ever: the parent owns no thread, no event loop and no zmq context, and refuses to
serve when an import has started one. What a kernel must not inherit, :mod:`~analysis.batch.kernels.child` resets.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ipykernel.kernelapp import IPKernelApp

from analysis.batch.kernels import child, fingerprint, warmup

MESSAGE_BYTES = 1 << 20
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


@dataclass
class Kernel:
    """A running kernel: the connection of who asked for it, its process and a descriptor of that process."""

    connection: socket.socket
    pid: int
    pidfd: int

    def kill(self) -> None:
        """Kill the kernel and its process group; it is not reaped yet, so its number is nobody else's."""
        for kill in (os.killpg, os.kill):  # a fork of a moment ago has no group of its own yet
            with contextlib.suppress(ProcessLookupError):
                kill(self.pid, signal.SIGKILL)


class Forker:
    """Serves requests for kernels until its owner is gone."""

    def __init__(self, settings: dict):
        self.settings = settings
        self.code = fingerprint.code()
        self.kernels: dict[int, Kernel] = {}
        self.successor: subprocess.Popen | None = None
        self.imported: dict[str, str] = {}  # variables that ipykernel sets in every kernel
        self.asked: tuple[dict, list[int]] | None = None
        self.selector = selectors.DefaultSelector()
        self.listener = socket.socket(fileno=settings["listener"])
        self.selector.register(self.listener, selectors.EVENT_READ, self._connect)
        self.selector.register(settings["life"], selectors.EVENT_READ, self._end)

    def serve(self) -> tuple[dict, list[int]]:
        """The request that this process is to become a kernel for: returns only in a forked child."""
        while self.asked is None:
            for key, _ in self.selector.select():
                # an event of the same round may have closed this one, and another taken its number
                if self.asked is None and self.selector.get_map().get(key.fd) == key:
                    key.data(key.fileobj)
        self._forget()
        return self.asked

    def _connect(self, listener: socket.socket) -> None:
        if fingerprint.code() != self.code:
            self._hand_over()
            return
        connection, _ = listener.accept()
        self.selector.register(connection, selectors.EVENT_READ, self._request)

    def _hand_over(self) -> None:
        """Let a fresh process serve what queues at the socket; this one only looks after its kernels."""
        self.selector.unregister(self.listener)
        descriptors = (self.settings["listener"], self.settings["life"])
        settings = json.dumps(self.settings | {"owner": None})  # it is to outlive this process
        environ = {name: value for name, value in os.environ.items() if name not in self.imported}
        self.successor = subprocess.Popen(
            [sys.executable, "-m", "analysis.batch.kernels.parent", settings],
            env=environ,
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
        )
        self.listener.close()

    def _request(self, connection: socket.socket) -> None:
        data, files, _, _ = socket.recv_fds(connection, MESSAGE_BYTES, 3)
        self.selector.unregister(connection)
        if not data:
            connection.close()
            return
        request = json.loads(data)
        if request["settled"] != self.settings["settled"]:
            _send(connection, {"refused": "a variable differs that is read at the start of Python"})
            connection.close()
        else:
            self._fork(connection, request, files)
        if self.asked is None:
            for file in files:
                os.close(file)

    def _fork(self, connection: socket.socket, request: dict, files: list[int]) -> None:
        request["parent"] = os.getpid()
        request["environ"] = {**self.imported, **request["environ"]}
        pid = os.fork()
        if pid == 0:
            connection.close()
            self.asked = request, files
            return
        kernel = Kernel(connection, pid, os.pidfd_open(pid))
        self.kernels[kernel.pidfd] = kernel
        self.selector.register(kernel.pidfd, selectors.EVENT_READ, self._exited)
        # The end of its connection means that nobody waits for the kernel any more.
        self.selector.register(connection, selectors.EVENT_READ, lambda _: self._abandoned(kernel))
        _send(connection, {"pid": pid}, [kernel.pidfd])

    def _abandoned(self, kernel: Kernel) -> None:
        self.selector.unregister(kernel.connection)
        kernel.kill()

    def _exited(self, pidfd: int) -> None:
        kernel = self.kernels.pop(pidfd)
        kernel.kill()  # what its cells have started and left behind
        result = os.waitid(os.P_PIDFD, pidfd, os.WEXITED)
        self._end_strays()
        code = result.si_status if result.si_code == os.CLD_EXITED else -result.si_status
        self.selector.unregister(pidfd)
        os.close(pidfd)
        with contextlib.suppress(KeyError):
            self.selector.unregister(kernel.connection)
        _send(kernel.connection, {"exit": code})
        kernel.connection.close()

    def _end(self, _: int) -> None:
        for kernel in self.kernels.values():
            kernel.kill()
            os.waitpid(kernel.pid, 0)
        self.kernels.clear()
        self._end_strays()
        if self.successor:
            self.successor.wait()
        shutil.rmtree(self.settings["folder"], ignore_errors=True)
        os._exit(0)

    def _end_strays(self) -> None:
        """Kill what the cells of a dead kernel have put into the background: it has become our child."""
        pids = {kernel.pid for kernel in self.kernels.values()}
        if self.successor:
            pids.add(self.successor.pid)
        while strays := {int(pid) for pid in CHILDREN.read_text().split()} - pids:
            for pid in strays:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _forget(self) -> None:
        """Close in a child what belongs to the parent, else the end of a connection would go unnoticed."""
        for key in list(self.selector.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
            else:
                os.close(key.fd)
        self.selector.close()


def _send(connection: socket.socket, message: dict, files: list[int] = ()) -> None:
    with contextlib.suppress(OSError):  # who asked may be gone by now
        socket.send_fds(connection, [json.dumps(message).encode()], files)


def main() -> tuple[dict, list[int]]:
    """What a forked child is to become; the parent itself never returns."""
    gc.disable()
    child.adopt_orphans()
    settings = json.loads(sys.argv[1])
    if settings["owner"] is not None:
        child.die_with_parent(signal.SIGKILL)  # nobody reads the end of the owner's pipe while this imports
        if os.getppid() != settings["owner"]:
            sys.exit()
    forker = Forker(settings)
    if not sys.flags.safe_path:
        sys.path.pop(0)  # the working directory, which -m has put there
    warmup.load(warmup.KERNEL)
    forker.imported = _added_variables()
    warmup.warm_up(settings["modules"])
    threads = len(os.listdir("/proc/self/task"))
    if threads > 1:
        sys.exit(f"forked kernels: an import started {threads - 1} threads; kernels will be ordinary ones.")
    gc.collect()
    gc.freeze()  # a collection in a kernel would touch, and so copy, every page that it shares
    # From here on the owner's end is read, and the kernels end first.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # A kernel ignores an interrupt until it executes a cell, as ipykernel does: so from the very fork on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child.die_with_parent(0)
    return forker.serve()


def _added_variables() -> dict[str, str]:
    """What imports have put into the environment that this process was started with."""
    initial = Path("/proc/self/environ").read_bytes().split(b"\0")
    names = {os.fsdecode(entry.partition(b"=")[0]) for entry in initial}
    return {name: value for name, value in os.environ.items() if name not in names}


if __name__ == "__main__":
    child.become_kernel(*main())
    try:
        # At the top of the stack, where ipykernel_launcher has it: an endless recursion ends at the same depth.
        # 1 stands for a parent that never dies: the signal is surer than a thread that looks for one.
        IPKernelApp.launch_instance(argv=[*sys.argv[1:], "--IPKernelApp.parent_handle=1"])
    finally:
        child.leave()
