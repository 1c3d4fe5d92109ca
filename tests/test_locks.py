"""One writer to a folder; the lock of a process that is gone holds nobody up."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest
from kernel_helpers import started, until

from analysis.batch import locks

# Takes the lock twenty times, and looks whether anybody else is inside.
CONTENDER = """
import sys, time
from pathlib import Path
from analysis.batch import locks
folder, inside = map(Path, sys.argv[1:])
for _ in range(20):
    while True:
        try:
            with locks.held(folder):
                inside.open("x").close(); time.sleep(0.001); inside.unlink()
                break
        except locks.Locked:
            time.sleep(0.001)
    print("alone")
"""
OWNER = """
import sys, time
from pathlib import Path
from analysis.batch import locks
with locks.held(Path(sys.argv[1])):
    Path(sys.argv[2]).touch()
    time.sleep(600)
"""


def test_a_second_writer_is_told_who_the_first_is(tmp_path):
    with locks.held(tmp_path), pytest.raises(locks.Locked) as caught, locks.held(tmp_path):
        pass
    assert str(caught.value) == (
        f"{tmp_path}: process {os.getpid()} is writing there. Wait for it, or name another --output."
    )


@pytest.mark.parametrize("left", ["", '{"pid', "one", "9" * 5000])
def test_an_owner_that_cannot_be_read_is_another_process(tmp_path, left):
    with locks.held(tmp_path):
        (tmp_path / ".lock").write_text(left, encoding="utf-8")
        with pytest.raises(locks.Locked, match=": another process is writing there"), locks.held(tmp_path):
            pass


def test_a_folder_that_is_not_there_is_made_and_holds_nothing_but_the_lock(tmp_path):
    with locks.held(tmp_path / "a" / "b"):
        assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == [".lock"]


def test_the_lock_is_gone_afterwards(tmp_path):
    with locks.held(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", ["", '{"pid', '{"pid": 1, "started": 1.0}', "1"])
def test_a_lock_that_somebody_left_behind_is_taken(tmp_path, left):
    (tmp_path / ".lock").write_text(left, encoding="utf-8")
    for _ in range(2):
        with locks.held(tmp_path):
            assert (tmp_path / ".lock").read_text(encoding="utf-8") == str(os.getpid())


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path):
    with started("-c", OWNER, str(tmp_path), str(tmp_path / "held")) as owner:
        until((tmp_path / "held").exists, owner)
        with pytest.raises(locks.Locked, match=f": process {owner.pid} is writing"), locks.held(tmp_path):
            pass
        owner.send_signal(signal.SIGKILL)
        owner.wait(30)
        with locks.held(tmp_path):
            pass


def test_an_error_inside_frees_the_lock(tmp_path):
    with pytest.raises(KeyboardInterrupt), locks.held(tmp_path):
        raise KeyboardInterrupt
    with locks.held(tmp_path):
        pass


def test_one_of_many_has_the_lock_at_a_time(tmp_path):
    names = [str(tmp_path / "held"), str(tmp_path / "inside")]
    with ExitStack() as stack:
        contenders = [
            stack.enter_context(started("-c", CONTENDER, *names, stdout=subprocess.PIPE, text=True)) for _ in range(4)
        ]
        outputs = [contender.communicate(timeout=120)[0] for contender in contenders]
    assert outputs == ["alone\n" * 20] * 4
    assert list(Path(names[0]).iterdir()) == []
