"""One way to stop a command, whichever signal asks for it, and processes that leave this to their driver."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator

STOPPING = (signal.SIGINT, signal.SIGTERM)
LOOK = 0.5  # seconds after which a loop that waits looks whether it was asked to stop


class Stop:
    """Whether somebody has asked to stop."""

    asked = False

    def interrupt_if_asked(self) -> None:
        """KeyboardInterrupt here, where it does no harm, if somebody has asked."""
        if self.asked:
            raise KeyboardInterrupt


@contextlib.contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """SIGTERM raises KeyboardInterrupt like Ctrl-C, also in a command that a script has put into the background.

    A shell without job control starts such a command with SIGINT ignored, and nobody could interrupt it.
    """
    with _handled(signal.default_int_handler):
        yield


@contextlib.contextmanager
def asked_to_stop() -> Iterator[Stop]:
    """What SIGINT and SIGTERM set inside the block, whatever it is doing just then; the next one interrupts it.

    An exception could come in a finalizer or in a callback, where it is only printed, or half way through a line
    of the record. And a system may give the signal to another thread, or (Windows) never wake one that waits for
    a lock: so a loop waits for LOOK seconds at a time.
    """
    stop = Stop()

    def ask(number: int, frame: object) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    with _handled(ask):
        yield stop


@contextlib.contextmanager
def _handled(handler: Callable | signal.Handlers) -> Iterator[None]:
    """Handle both signals; only the main thread may, and only it receives them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in STOPPING}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """For this thread both signals wait until the end of the block; what starts inside does not receive them.

    What a terminal or a supervisor sends goes to all that the driver has started, at once. It is the driver that
    ends them, in order: a process that starts here calls :func:`leave_to_driver` as soon as it can.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # its own start would let them in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_to_driver() -> bool:
    """Take a process that was started while signals were held back out of the driver's group, and receive again.

    Returns whether this is such a process; to any other nothing happens.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ()) if hasattr(signal, "pthread_sigmask") else ()
    if signal.SIGTERM not in blocked:
        return False
    os.setsid()
    with _handled(signal.SIG_IGN):  # what has come by now is forgotten
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    return True
