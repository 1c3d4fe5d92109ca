"""Running a plan: each life of the driver with its batches, what strikes them, and what is found wrong."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from kernel_helpers import remaining, without_session_kernels

from analysis import paths
from analysis.batch import record
from soaking import checks, driver, plan
from soaking.judge import Tally, judge
from soaking.office import Office
from soaking.plan import Life, Round
from soaking.strikes import Events, deliver

PATIENCE = 300.0  # seconds without an answer
GROWTH = 64  # megabytes that a driver may take on top of what it has after its first batch


class Driver:
    """The process of a life, and what it has answered."""

    def __init__(self, office: Office):
        self.mark = f"mark-{uuid.uuid4().hex}"
        own = {"TMPDIR": str(office.temporary), "JUPYTER_RUNTIME_DIR": str(office.temporary), "SOAK_MARK": self.mark}
        processed = {paths.PROCESSED_VARIABLE: str(office.home / "processed")}
        path = [str(paths.PACKAGE.parent), str(Path(__file__).parents[1])]
        self.process = subprocess.Popen(
            [sys.executable, driver.__file__, str(office.notebooks)],
            env={**without_session_kernels(), **own, **processed, "PYTHONPATH": os.pathsep.join(path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=office.errors.open("ab"),
        )

    def start(self, words: Sequence[str], pages: Path) -> None:
        """Ask for a batch, whose pages go to a folder."""
        always = ["report", "--language", "en", "--workers", "2", "--output", str(pages)]
        self.process.stdin.write((json.dumps([*always, *words]) + "\n").encode())
        self.process.stdin.flush()

    def ended(self) -> bool:
        """Whether the batch has ended, with an answer or with the process."""
        return bool(select.select([self.process.stdout], [], [], 0)[0])

    def answer(self) -> dict:
        """What the batch came to; only a code where the process has ended with it."""
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            self.process.kill()
            return {"code": "no answer"}
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"code": self.process.wait()}

    def close(self) -> set[int]:
        """End the process; those of its life that are still there half a minute later."""
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
        return remaining(self.mark)


def soak(seed: int, count: int, home: Path) -> Tally:
    """Make the reports of a plan under its faults, then without any what is still left; what became of it all."""
    begun, tally, office = time.monotonic(), Tally(), Office(home)
    good, calm = plan.pool(plan.GOOD, count), Driver(office)
    _without_faults(Round(good), calm, office, office.reference, tally)
    whole = checks.reports(office.reference)
    for life in plan.lives(seed, count):
        _live(life, office, tally, whole)
    _without_faults(Round(good, force=False), calm, office, office.pages, tally)
    tally.wrong += [*checks.falsehoods(office, whole), *_left(calm)]
    stands = checks.reports(office.pages)
    tally.wrong += [f"{name} is missing at the end" for name in sorted(whole.keys() - stands.keys())]
    tally.wrong += [f"left over: {name}" for name in checks.leftovers(office)]
    if "Traceback" in (told := office.errors.read_text(encoding="utf-8", errors="replace")):
        tally.wrong.append(f"a traceback was printed: {told[told.index('Traceback') :][:2000]}")
    tally.whole = sum(name.endswith(".html") for name in stands)
    tally.seconds = time.monotonic() - begun
    return tally


def _without_faults(batch: Round, calm: Driver, office: Office, pages: Path, tally: Tally) -> None:
    answer, _ = _make(batch, calm, office, pages)
    if answer["code"] != 0:
        tally.wrong.append(f"without faults: {answer}")


def _live(life: Life, office: Office, tally: Tally, whole: dict[str, bytes]) -> None:
    """Let one process make the batches of a life, and look at everything after each."""
    process, usual = Driver(office), None
    for batch in life:
        before = checks.lines(office.pages)
        answer, landed = _make(batch, process, office, office.pages)
        tally.missed += len(batch.strikes) - len(landed)
        judge(batch, answer, landed, before, office.pages, tally)
        tally.wrong += checks.falsehoods(office, whole)
        if "megabytes" not in answer:
            break
        if not batch.refused:
            usual = usual or answer
            tally.growth = max(tally.growth, answer["megabytes"] - usual["megabytes"])
            tally.wrong += _grown(usual, answer)
    tally.wrong += _left(process)


def _left(process: Driver) -> list[str]:
    left = process.close()
    return [f"{len(left)} processes were left over"] if left else []


def _make(batch: Round, process: Driver, office: Office, pages: Path) -> tuple[dict, list[plan.Strike]]:
    """The answer to a batch, and the strikes that found what they were for."""
    events = Events(pages / record.NAME)
    words = office.ask(batch.grid, batch.refused)
    process.start([*words, *(["--force"] if batch.force else [])], pages)
    landed = [strike for strike in batch.strikes if deliver(strike, process.process.pid, events, process.ended)]
    return process.answer(), landed


def _grown(usual: dict, now: dict) -> list[str]:
    """What a driver holds more than after its first batch."""
    room = {"descriptors": 0, "processes": 0, "megabytes": GROWTH}
    return [f"{now[key]} {key} after {usual[key]}" for key, more in room.items() if now[key] > usual[key] + more]
