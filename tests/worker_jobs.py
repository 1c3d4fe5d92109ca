"""Jobs that worker processes import, for the tests of the workers."""

from __future__ import annotations

import logging
import os
import signal
import time
from pathlib import Path


def work(job: tuple[str, object]) -> object:
    """Do what the job's name says with its argument."""
    return globals()[job[0]](job[1])


def square(number: int) -> int:
    return number * number


def fail(message: str) -> None:
    raise ValueError(message)


def leave(code: int) -> None:
    raise SystemExit(code)


def unsendable(_: object) -> object:
    return lambda: None


def die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(path: str) -> str:
    if not Path(path).exists():
        Path(path).touch()
        die(path)
    return "made at the second attempt"


def process(_: object) -> int:
    time.sleep(0.2)
    return os.getpid()


def wait(path: str) -> None:
    Path(path).touch()
    time.sleep(60)


def level_of_log(name: str) -> int:
    return logging.getLogger(name).getEffectiveLevel()


def where(_: object) -> tuple[str, str | None]:
    return os.getcwd(), os.environ.get("MARK")


def notebook(path: str) -> None:
    from analysis.batch.kernels.execution import execute  # first: it keeps a slow import out of nbformat

    from kernel_helpers import notebook  # isort: skip

    cell = f"import pathlib, subprocess, time\nsubprocess.Popen(['sleep', '60'])\npathlib.Path({path!r}).touch()"
    execute(notebook(cell, "time.sleep(60)"))


def killed_once(path: str) -> str:
    """Be killed by the notebook that is being executed, the first time."""
    from analysis.batch.kernels.execution import execute  # first: it keeps a slow import out of nbformat

    from kernel_helpers import notebook  # isort: skip

    if Path(path).exists():
        return "made at the second attempt"
    kill = f"import os, pathlib, time\npathlib.Path({path!r}).touch()\nos.kill({os.getpid()}, 9)"
    execute(notebook(kill, "time.sleep(60)"))
    return "made at the first attempt"
