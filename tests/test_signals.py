"""Being asked to stop: never lost, never in the middle of something, and a matter of the driver alone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from analysis import signals
from analysis.batch import regression
from analysis.signals import asked_to_stop, held_back, interrupted_by_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")

STARTED = """
import os, signal, sys, time
from analysis.signals import leave_to_driver

print("started", flush=True)
sys.stdin.readline()
leave_to_driver()
print(os.getsid(0) == os.getpid(), signal.pthread_sigmask(signal.SIG_BLOCK, ()), flush=True)
time.sleep(60)
"""


class Finalized:
    """What an exception cannot get out of."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        time.sleep(0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_is_noted_and_the_second_interrupts(number):
    before = signal.getsignal(number)
    with asked_to_stop() as stop:
        signal.raise_signal(number)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert signal.getsignal(number) == before


def test_a_signal_that_comes_in_a_finalizer_is_not_lost():
    with asked_to_stop() as stop:
        Finalized()
        assert stop.asked


def test_a_signal_interrupts_a_command_that_was_started_with_it_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), interrupted_by_signals():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_than_the_main_one_leaves_the_handlers_as_they_are():
    seen = []

    def work():
        with asked_to_stop() as stop:
            seen.extend([stop.asked, signal.getsignal(signal.SIGINT)])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False, signal.getsignal(signal.SIGINT)]


def test_a_process_started_while_signals_are_held_back_forgets_them_and_leaves_the_group():
    with asked_to_stop() as stop:
        with held_back():
            process = subprocess.Popen(
                [sys.executable, "-c", STARTED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            signal.raise_signal(signal.SIGINT)
        assert stop.asked
    with process:
        assert process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        process.stdin.write("go\n")
        process.stdin.flush()
        assert process.stdout.readline() == "True set()\n"
        process.terminate()
    assert process.returncode == -signal.SIGTERM


def test_a_process_that_was_started_otherwise_stays_in_its_group():
    group = os.getpgid(0)
    signals.leave_to_driver()
    assert os.getpgid(0) == group


def test_ctrl_c_stops_the_refreshing_of_notebooks(tmp_path, monkeypatch):
    from kernel_helpers import notebook
    from nbformat import write

    write(notebook(f"import os, time; os.kill({os.getpid()}, 2); time.sleep(60)"), tmp_path / "slow.ipynb")
    monkeypatch.setattr(regression.paths, "NOTEBOOKS", tmp_path)
    with pytest.raises(KeyboardInterrupt), contextlib.chdir(tmp_path):
        regression.refresh(["slow"])
