"""What the cells of a report may take: seconds for each and for all together, and a bounded output."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient

MOST_OUTPUT = 20_000_000  # characters of all the cells together; it is held in memory and goes into the page
EACH_OUTPUT = 1000  # what an output takes besides its text
REPLY_WAIT = 10.0  # seconds in which a kernel that is idle answers
ASKED = 3  # times
RAISES = "raises-exception"  # the tag of a cell that may fail, as nbclient has it
UNANSWERED = "it ended the cell without an answer, as it does when a signal interrupts it just then."


class TooMuchOutput(Exception):
    """The cells printed more than a page can hold."""


class BoundedClient(PapermillNotebookClient):
    """A notebook client that stops waiting, long before the time is up, where a cell prints without end or where
    the kernel is done with it and has lost the answer; one that sees a cell end its kernel in good order."""

    printed = 0
    unanswered = False

    def output(self, outs: list, msg: dict[str, Any], display_id: str | None, cell_index: int) -> Any:
        """The output of a message; one too many ends the wait for the cell."""
        content = msg["content"]
        texts = (content.get("text", ""), *content.get("data", {}).values())
        self.printed += EACH_OUTPUT + sum(len(text) for text in texts if isinstance(text, str))
        if self.printed > MOST_OUTPUT:
            self.task_poll_for_reply.cancel()
            return None
        return super().output(outs, msg, display_id, cell_index)

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:
        """The executed cell; TooMuchOutput where it was stopped for what it printed.

        A cell that shows an error has failed, also where the kernel goes on: IPython swallows what is raised while
        a value is being displayed.
        """
        try:
            executed = super().execute_cell(cell, cell_index, **options)
        except DeadKernelError:  # what a client makes of a wait that was ended
            if self.printed > MOST_OUTPUT:
                raise TooMuchOutput from None
            if self.unanswered:
                raise DeadKernelError(UNANSWERED) from None
            raise
        for output in executed.get("outputs", ()):
            if output.output_type == "error" and RAISES not in cell.metadata.get("tags", ()):
                raise CellExecutionError("\n".join(output.traceback), output.ename, output.evalue)
        return executed

    async def _check_raise_for_error(self, cell: NotebookNode, cell_index: int, exec_reply: dict | None) -> None:
        await super()._check_raise_for_error(cell, cell_index, exec_reply)
        payload = exec_reply["content"].get("payload", ()) if exec_reply else ()
        if any(part.get("source") == "ask_exit" for part in payload):
            # The kernel ends a moment later, in whichever cell then runs: it was exit() or quit() that did it.
            raise CellExecutionError("", "SystemExit", "")

    async def _async_poll_output_msg(self, *arguments: Any) -> None:
        await super()._async_poll_output_msg(*arguments)  # until the kernel is idle
        asyncio.get_running_loop().call_later(REPLY_WAIT, self._give_up, self.task_poll_for_reply)

    async def async_wait_for_reply(self, msg_id: str, cell: NotebookNode | None = None) -> dict[str, Any]:
        """What the kernel says of itself; asked again where it is silent, for which a stock client waits for ever."""
        for _ in range(ASKED):
            with contextlib.suppress(TimeoutError):
                return await asyncio.wait_for(super().async_wait_for_reply(msg_id, cell), REPLY_WAIT)
            msg_id = self.kc.kernel_info()
        raise DeadKernelError(UNANSWERED)

    wait_for_reply = run_sync(async_wait_for_reply)

    def _give_up(self, answer: asyncio.Future) -> None:
        if answer.cancel():  # it has come by now, always but after a signal
            self.unanswered = True


class Clock:
    """The seconds that are left for a cell: by its limit, and by that of the report."""

    def __init__(self, cell: float | None, report: float | None):
        self.cell, self.report = cell, report
        self.end = time.monotonic() + report if report else None

    def left(self, _: NotebookNode) -> float | None:
        """The seconds that the next cell may take; None for no limit. Never 0, which a client takes for no limit."""
        limits = [self.cell, self.end and max(self.end - time.monotonic(), 0.001)]
        return min((seconds for seconds in limits if seconds), default=None)

    def reason(self) -> str:
        """Which of the two limits has been reached, as a sentence about the cell."""
        if self.end and time.monotonic() >= self.end:
            return f"was running when the report had taken {self.report:g} seconds (--report-timeout)."
        return f"took more than {self.cell:g} seconds (--timeout)."
