"""One writer per folder; the lock of a dead process is taken over."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import psutil
import pytest

from analysis import locks


def test_a_second_writer_is_told_who_the_first_is(tmp_path):
    with locks.held(tmp_path), pytest.raises(locks.Locked) as caught, locks.held(tmp_path):
        pass
    assert str(caught.value) == (
        f"{tmp_path}: process {os.getpid()} is writing there. Wait for it, or name another --output."
    )


def test_the_lock_is_gone_afterwards(tmp_path):
    with locks.held(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / ".lock").write_text(json.dumps({"pid": ended.pid, "started": 1.0}), encoding="utf-8")
    with locks.held(tmp_path):
        assert json.loads((tmp_path / ".lock").read_text(encoding="utf-8"))["pid"] == os.getpid()


def test_a_number_used_again_is_no_owner(tmp_path):
    told = {"pid": os.getpid(), "started": psutil.Process().create_time() - 100}
    (tmp_path / ".lock").write_text(json.dumps(told), encoding="utf-8")
    with locks.held(tmp_path):
        pass


def test_a_torn_lock_is_taken_over(tmp_path):
    (tmp_path / ".lock").write_text('{"pid', encoding="utf-8")
    with locks.held(tmp_path):
        pass
