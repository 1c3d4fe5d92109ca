"""What a command costs with everything that it starts: seconds, CPU seconds, and memory at its peak."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from analysis.errors import AnalysisError

LAST_LINES = 3


class CommandFailed(AnalysisError):
    """A measured command that did not end well: its last lines."""


@dataclass(frozen=True)
class Cost:
    """Wall seconds, CPU seconds of all processes, the peak of their memory in MB (None where not watched).

    ``answer`` is what the command printed as JSON in its last line, if it did.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float | None
    answer: dict


def measure(
    command: Sequence[str], environ: Mapping[str, str], watch_every: float | None = None, codes: Sequence[int] = (0,)
) -> Cost:
    """The cost of a command. CommandFailed where it ends with another exit code than ``codes``.

    This process becomes the parent of what the command leaves behind, and waits for it: else its CPU time would
    be nobody's. ``watch_every`` so many seconds memory is looked at, which itself costs a little time.
    """
    from analysis.batch.kernels.child import adopt_orphans

    adopt_orphans()
    before = _cpu()
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as errors, _Memory(watch_every) as memory:
        started = time.perf_counter()
        code = subprocess.Popen(command, env=dict(environ), stdout=told, stderr=errors).wait()
        seconds = time.perf_counter() - started
        _wait_for_orphans()
        told.seek(0)
        errors.seek(0)
        output, complaint = told.read().decode(), errors.read().decode()
    if code not in codes:
        last = (complaint.strip() or output.strip()).splitlines()[-LAST_LINES:]
        raise CommandFailed(" ".join(line.strip() for line in last) or f"exit code {code}")
    return Cost(seconds, _cpu() - before, memory.peak_mb, _answer(output))


def _cpu() -> float:
    import resource  # which Windows lacks

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_orphans() -> None:
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _answer(output: str) -> dict:
    last = (output.strip().splitlines() or [""])[-1]
    return json.loads(last) if last.startswith("{") else {}


class _Memory:
    """Looks at the memory of all descendants; a page that processes share counts once (PSS)."""

    def __init__(self, every: float | None):
        self.every, self.peak_mb = every, None
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Memory:
        if self.every:
            self.peak_mb = 0.0
            self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        if self.every:
            self.thread.join()

    def _look(self) -> None:
        while not self.done.wait(self.every):
            now = sum(_proportional_kb(child.pid) for child in psutil.Process().children(recursive=True))
            self.peak_mb = max(self.peak_mb, round(now / 1024, 1))


def _proportional_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
