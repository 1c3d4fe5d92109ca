"""Legacy letters are decoded by tables, judged by syllables, and left alone where they are Unicode."""

from __future__ import annotations

import shutil
import subprocess

import pytest
import register_files as files
from hypothesis import given
from hypothesis import strategies as st

from analysis.data.registers import encodings
from analysis.vocabulary import reference

WORDS = ["Nguyễn", "Hòa", "Phường", "Xếp loại giỏi", "trưởng ban", "bộ lao động", "Đống Đa", "khá", "ủy viên", "Quế"]


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_the_table_of_tcvn3_is_that_of_iconv():
    table = bytes(range(0xA1, 0x100))
    known = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
        input=b" ".join(bytes([byte]) for byte in table),
        capture_output=True,
        check=True,
    ).stdout.decode()
    ours = {int(row["byte"], 16): chr(int(row["code_point"], 16)) for row in reference.rows("tcvn3")}
    assert known.split(" ") == [ours[byte] for byte in table]


def test_letters_mangled_by_the_clipboard_are_put_back():
    assert encodings.from_tcvn3("t\u2212") == "tư"
    assert encodings.from_tcvn3("l\u03bc") == "là"


@given(st.lists(st.sampled_from(WORDS), min_size=3))
def test_every_encoding_is_told_from_the_others(words):
    for name, spell in (("tcvn3", files.to_tcvn3), ("vni", files.to_vni)):
        column = [spell(word.lower()) for word in [*WORDS, *words]]
        (found,) = encodings.judge([column], "utf-8")
        assert (name, found.words) == (found.encoding, found.syllables)
        assert [word.lower() for word in [*WORDS, *words]] == [encodings.decode(cell, name) for cell in column]
    (found,) = encodings.judge([words], "utf-8")
    assert found.encoding == "utf-8"


def test_a_column_that_cannot_tell_follows_the_others():
    columns = [[files.to_tcvn3(word.lower()) for word in WORDS], [files.to_tcvn3("giỏi")]]
    assert [found.encoding for found in encodings.judge(columns, "utf-8")] == ["tcvn3", "tcvn3"]


def test_a_unicode_text_in_a_legacy_column_stays():
    assert encodings.decode("Xếp loại", "tcvn3") == "Xếp loại"


def test_what_is_stated_wins():
    (found,) = encodings.judge([[files.to_vni(word) for word in WORDS]], "utf-8", stated="tcvn3")
    assert found.encoding == "tcvn3"
