"""One writer per folder; the lock of a dead process is taken over."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from analysis import locks

# Takes the lock twenty times, where there are no hard links, and looks whether anybody else is inside.
CONTENDER = """
import os, sys, time
from pathlib import Path
from analysis import locks
def refused(*_, **__): raise PermissionError(1, "Operation not permitted")
os.link = refused
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


def leave(folder: Path, text: str) -> None:
    """A lock as somebody left it long ago."""
    (lock := folder / ".lock").write_text(text, encoding="utf-8")
    os.utime(lock, (0, 0))


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
    leave(tmp_path, '{"pid')
    with locks.held(tmp_path):
        pass


@pytest.fixture(params=[errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS])
def _no_hard_links(monkeypatch, request):
    """A file system such as exFAT, which has none; each system says so in its own way."""

    def refused(source, target, **_):
        raise OSError(request.param, os.strerror(request.param), str(source), None, str(target))

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("_no_hard_links")
def test_without_hard_links_a_lock_is_held_alone_all_the_same(tmp_path):
    with locks.held(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]
        with (
            pytest.raises(locks.Locked, match=f"process {os.getpid()} is writing there"),
            locks.held(tmp_path),
        ):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_no_hard_links")
@pytest.mark.parametrize("left", ["", '{"pid', '{"pid": 1, "started": 1.0}'])
def test_without_hard_links_a_torn_or_ownerless_lock_is_taken_over(tmp_path, left):
    leave(tmp_path, left)
    with locks.held(tmp_path):
        assert json.loads((tmp_path / ".lock").read_text(encoding="utf-8"))["pid"] == os.getpid()


def test_a_lock_that_is_being_written_is_waited_for(tmp_path):
    """Taken over half-written, and put back when it turned out to be whole, it would be nobody's for ever."""
    (lock := tmp_path / ".lock").write_text('{"pid', encoding="utf-8")
    whole = json.dumps({"pid": os.getpid(), "started": psutil.Process().create_time()})
    (writer := threading.Timer(0.2, lock.write_text, [whole])).start()
    with pytest.raises(locks.Locked, match=f"process {os.getpid()} is writing there"), locks.held(tmp_path):
        pass
    writer.join()


@pytest.mark.usefixtures("_no_hard_links")
def test_without_hard_links_one_of_many_has_the_lock_at_a_time(tmp_path):
    command = [sys.executable, "-c", CONTENDER, str(tmp_path / "held"), str(tmp_path / "inside")]
    contenders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[0] for process in contenders] == ["alone\n" * 20] * 4


def test_the_name_for_a_lock_set_aside_may_be_taken(tmp_path, monkeypatch):
    """On Windows a rename never replaces; a run that was killed may have left the name."""
    monkeypatch.setattr(os, "rename", _as_on_windows)
    (tmp_path / f".lock.stale.{os.getpid()}").write_text("left", encoding="utf-8")
    leave(tmp_path, "torn")
    with locks.held(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def _as_on_windows(source, target):
    if os.path.exists(target):
        raise FileExistsError(errno.EEXIST, "Cannot create a file when that file already exists", str(source))
    os.replace(source, target)
