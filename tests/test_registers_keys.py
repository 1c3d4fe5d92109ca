"""The key that links persons is made once, kept apart, and its absence says how to make it."""

from __future__ import annotations

import os

import pytest

from analysis import paths
from analysis.data.registers import keys


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(keys.VARIABLE, str(tmp_path / "keys" / "register.key"))
    return tmp_path / "keys" / "register.key"


def test_a_key_is_made_once_for_its_owner_only(place):
    assert place == keys.make()
    assert os.stat(place).st_mode & 0o777 == 0o600
    assert keys.load() == place.read_bytes().strip()
    with pytest.raises(keys.RegisterKeyError, match="there is a key already"):
        keys.make()


def test_a_missing_key_says_how_to_make_one(place):
    with pytest.raises(keys.RegisterKeyError, match=r"Make one, once.*make_key"):
        keys.load()


def test_a_short_key_is_refused(place):
    place.parent.mkdir()
    place.write_text("secret")
    with pytest.raises(keys.RegisterKeyError, match="shorter than 32 bytes"):
        keys.load()


def test_a_key_inside_the_repository_or_its_outputs_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("ANALYSIS_PROCESSED", str(tmp_path))
    for place in (paths.ROOT / "x.key", tmp_path / "x.key"):
        monkeypatch.setenv(keys.VARIABLE, str(place))
        with pytest.raises(keys.RegisterKeyError, match="outside the repository"):
            keys.load()


def test_the_key_lies_with_the_settings_of_the_user_by_default(monkeypatch, tmp_path):
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert tmp_path / "analysis" / "register.key" == keys.path()
