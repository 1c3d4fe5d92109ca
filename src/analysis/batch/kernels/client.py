"""A kernel's client and manager that wait for events where the stock ones wait for fixed times."""

from __future__ import annotations

import asyncio
import signal
import time
import uuid
from queue import Empty
from subprocess import DEVNULL
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from analysis.batch.kernels.owner import address
from analysis.batch.kernels.provisioner import ForkedProvisioner

FIRST_WAIT, LONGEST_WAIT, POLITE_WAIT = 0.2, 1.0, 0.5  # seconds


class KernelNeverAnswered(RuntimeError):
    """A kernel died or kept silent before it had answered once: no cell has run, it may be tried again."""


class PromptClient(AsyncKernelClient):
    """A client that is ready when the kernel has answered, not 0.2 s of silence later."""

    def start_channels(self, *channels: bool, **named: bool) -> None:
        """Start all the channels but the heartbeat: a thread and a socket for what the process can tell."""
        super().start_channels(*channels, **{**named, "hb": False})

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        end = time.monotonic() + (timeout or float("inf"))
        # ipykernel says welcome once the subscription stands; messages sent earlier would be lost
        await self._next(self.iopub_channel, FIRST_WAIT)
        wait = FIRST_WAIT
        while not await self._answers(wait):
            if not await self._async_is_alive():
                raise KernelNeverAnswered("The kernel died before it answered.")
            if time.monotonic() > end:
                raise KernelNeverAnswered(f"The kernel did not answer in {timeout} seconds.")
            wait = min(wait * 1.5, LONGEST_WAIT)

    wait_for_ready = _async_wait_for_ready

    async def _answers(self, wait: float) -> bool:
        """Whether the kernel answers a question on both channels, each within ``wait`` seconds."""
        question = self.kernel_info()
        while reply := await self._next(self.shell_channel, wait):
            if _parent(reply) == question:
                self._handle_kernel_info_reply(reply)
                break
        while reply and (message := await self._next(self.iopub_channel, wait)):
            if _parent(message) == question and message["content"].get("execution_state") == "idle":
                return True
        return False

    async def _next(self, channel: Any, wait: float) -> dict | None:
        try:
            return await channel.get_msg(timeout=wait)
        except Empty:
            return None


def _parent(message: dict) -> str | None:
    return message["parent_header"].get("msg_id")


class ForkedKernelManager(AsyncKernelManager):
    """A manager whose kernels are forked, and talk over sockets in the parent's own folder.

    Unlike TCP ports these cannot be taken by another process between their choice and their use, nobody else
    may connect to them, and nothing is left in Jupyter's runtime folder.
    """

    client_class = "analysis.batch.kernels.client.PromptClient"
    client_factory = PromptClient

    @default("transport")
    def _transport_default(self) -> str:
        return "ipc" if address() else "tcp"

    @default("connection_file")
    def _connection_file_default(self) -> str:
        parent = address()
        return str(parent.with_name(f"{uuid.uuid4().hex[:12]}.json")) if parent else ""

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or uuid.uuid4().hex
            self.provisioner = ForkedProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        # What a kernel tells its own console is about its death, of which the batch says a sentence.
        return await super()._async_pre_start_kernel(**{"stdout": DEVNULL, "stderr": DEVNULL, **kwargs})

    pre_start_kernel = _async_pre_start_kernel

    async def _async_interrupt_kernel(self) -> None:
        """Interrupt the kernel, unless it is only to end.

        The stock manager begins a shutdown with SIGINT. It often hits a kernel that has answered but not yet
        closed its handler, and one time in a dozen this breaks its loop: it hangs for 2.5 s, until SIGTERM.
        """
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    interrupt_kernel = _async_interrupt_kernel

    async def _async_finish_shutdown(self, *arguments: Any, **named: Any) -> None:
        """Wait for the end of the kernel; interrupt it if a cell is in its way."""
        try:
            await asyncio.wait_for(self._async_wait(), POLITE_WAIT)
        except TimeoutError:
            await self._async_signal_kernel(signal.SIGINT)
        await super()._async_finish_shutdown(*arguments, **named)

    finish_shutdown = _async_finish_shutdown
