"""Sidecars: plain YAML with known keys, and hashes that must be right."""

from __future__ import annotations

import frozen
import pytest
from statement_files import ROW, SIDECAR, put

from analysis.data import sidecars
from analysis.errors import DataError


def _fault(path) -> str:
    with pytest.raises(DataError) as caught:
        sidecars.read(path)
    return "\n".join(str(fault).removeprefix(f"{path.parent}/") for fault in caught.value.faults)


def test_an_unknown_key_is_refused_with_the_nearest(tmp_path):
    path = put(tmp_path, ROW, sidecar=SIDECAR + "licens: x\n")
    assert _fault(path) == 'x.source.yml: no key is called "licens". Nearest: licence.'


def test_a_missing_key_is_named(tmp_path):
    path = put(tmp_path, ROW, sidecar="producer: A\ntitle: B\n")
    assert _fault(path) == "x.source.yml, column licence: is missing. Add it."


def test_a_wrong_hash_is_refused_with_the_right_one(tmp_path):
    path = put(tmp_path, ROW, sidecar=SIDECAR + f"sha256: {'0' * 64}\n")
    assert _fault(path) == (
        f"x.source.yml, column sha256: is not that of x.csv ({sidecars.sha256(path)}). "
        "Restore the file exactly, line endings included, or note its new hash if the change is meant."
    )


def test_a_key_twice_is_refused(tmp_path):
    path = put(tmp_path, ROW, sidecar=SIDECAR + "title: Another\n")
    assert _fault(path) == 'x.source.yml, row 4: the key "title" stands twice.'


def test_aliases_are_refused(tmp_path):
    path = put(tmp_path, ROW, sidecar="producer: &a A\ntitle: *a\nlicence: B\n")
    assert _fault(path) == "x.source.yml, row 2: an alias (*name) is not allowed."


def test_object_tags_are_refused(tmp_path):
    path = put(tmp_path, ROW, sidecar='producer: !!python/object/apply:os.system ["true"]\n')
    assert _fault(path) == (
        "x.source.yml, row 1: a tag (tag:yaml.org,2002:python/object/apply:os.system) is not allowed."
    )


def test_a_date_stays_the_text_that_was_written(tmp_path):
    path = put(tmp_path, ROW, sidecar=SIDECAR + "date: 2023-11-04\n")
    assert sidecars.read(path).date == "2023-11-04"


def test_a_sidecar_without_keys_is_refused(tmp_path):
    path = put(tmp_path, ROW, sidecar="- a\n")
    assert _fault(path) == "x.source.yml: holds no keys. It needs producer, title and licence."


def test_hanoi_quotes_stand_in_the_article(shared):
    """The text hash of the sidecar is that of the article that was transcribed."""
    raw = frozen.LIVING / "statements" / "hanoi-2023-11-04.csv"
    assert sidecars.read(raw).text_sha256 == sidecars.sha256(shared / "bulletins" / "hanoi-2023-11-04.txt")


def test_the_words_of_a_sidecar_are_told_in_a_language_that_it_has(tmp_path):
    told = "translations:\n  vi:\n    producer: Một tờ báo\n"
    found = sidecars.read(put(tmp_path, ROW, sidecar=SIDECAR + told))
    assert found.words("vi") == {**found.words("en"), "producer": "Một tờ báo"}


def test_a_translation_into_an_unknown_language_is_refused(tmp_path):
    path = put(tmp_path, ROW, sidecar=SIDECAR + "translations:\n  vn:\n    producer: Một tờ báo\n")
    assert _fault(path) == (
        'x.source.yml, column translations: names a language that is not known, "vn". Choose one of: vi, en.'
    )
