"""The Jupyter provisioner of forked kernels, named by a variable: no notebook and no kernelspec changes."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import Any

from jupyter_client.provisioning import LocalProvisioner

from analysis.batch.kernels.owner import address
from analysis.batch.kernels.request import ForkedProcess, forkable


class ForkedProvisioner(LocalProvisioner):
    """A local kernel, forked from the running parent where that is possible, started as usual elsewhere."""

    _stopping = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """The connection information of a kernel that has been started one way or the other."""
        self._stopping = False
        parent = address()
        if parent is None or not forkable(cmd):
            return await super().launch_kernel(cmd, **kwargs)
        self.cwd = kwargs.get("cwd") or os.getcwd()
        try:
            self.process = ForkedProcess(parent, cmd, kwargs.get("env") or os.environ, self.cwd, kwargs)
        except OSError as error:
            self.log.debug("No forked kernel (%s): starting an ordinary one.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Note that the kernel was asked to end, and that the next questions only wait for that."""
        self._stopping = True

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and everything in its session."""
        self._stopping = True
        await super().kill(restart=restart)

    async def poll(self) -> int | None:
        """The exit code, None while the kernel runs.

        The manager of a kernel that is to end asks every tenth of a second. Waiting here for the pidfd
        instead answers in the millisecond in which the kernel ends.
        """
        if self._stopping and isinstance(self.process, ForkedProcess) and self.process.poll() is None:
            await _readable(self.process.pidfd, 0.5)
        return await super().poll()


async def _readable(descriptor: int, timeout: float) -> None:
    """Return when a descriptor can be read, or after ``timeout`` seconds."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(ready.wait(), timeout)
    finally:
        loop.remove_reader(descriptor)
