"""The process that makes the batches of a soak: the words of a command in, a line of JSON each; what it came to out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from analysis import cli, paths
from analysis.batch.kernels import forked_kernels

STAYING = 3  # the kernels' parent, the workers' one, and the tracker of multiprocessing


def main() -> None:
    """Make one batch after the other, until nobody asks any more."""
    paths.NOTEBOOKS = Path(sys.argv[1])
    paths.GRID = paths.NOTEBOOKS / "reports.yml"
    with forked_kernels():
        for line in sys.stdin:
            with contextlib.redirect_stdout(io.StringIO()) as said:
                _listen(signal.SIG_DFL, signal.default_int_handler)
                code = cli.run(json.loads(line))
                _listen(signal.SIG_IGN, signal.SIG_IGN)  # what comes now came too late
            print(json.dumps({"code": code, "said": said.getvalue(), **_held()}), flush=True)


def _listen(terminate: signal.Handlers, interrupt: Callable | signal.Handlers) -> None:
    signal.signal(signal.SIGTERM, terminate)
    signal.signal(signal.SIGINT, interrupt)


def _held() -> dict[str, int]:
    """What this process and its children hold: descriptors, megabytes, and how many processes."""
    end = time.monotonic() + 10
    while len(children := psutil.Process().children(recursive=True)) > STAYING and time.monotonic() < end:
        time.sleep(0.05)  # a killed worker's kernel ends a moment after it
    return {
        "descriptors": len(os.listdir("/proc/self/fd")),
        "megabytes": psutil.Process().memory_info().rss >> 20,
        "processes": len(children),
    }


if __name__ == "__main__":
    main()
