"""The invented register agrees with the bulletin, says that it is invented, and comes from its seed alone."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic

from analysis.data import registers
from analysis.data.registers import scales, tidied
from analysis.vocabulary import figures


@pytest.fixture(scope="module")
def frame(tmp_path_factory):
    path = tmp_path_factory.mktemp("synthetic") / "lop.csv"
    synthetic.register().to_csv(path, index=False)
    reading = registers.read(path)
    assert list(reading.notes) == []
    return registers.tidy(reading, b"k" * 32, scale_code=synthetic.HANOI_SCALE, level_code=synthetic.HANOI_LEVEL)


def test_it_agrees_with_every_figure_of_the_bulletin(frame):
    better = [frame["grade_code"].isin(grades).sum() for grades in (["excellent", "very_good"],
              ["excellent", "very_good", "good"])]  # fmt: skip
    share = [100 * int(count) / 256 for count in better]
    assert (len(frame), frame["is_commended"].sum()) == (256, 22)
    for reading in figures.READINGS:
        assert share[0] in figures.parse("gần 60%").bounds(reading)
        assert share[1] in figures.parse("trên 98%").bounds(reading)


def test_no_two_learners_are_one_and_no_label_contradicts_its_score(frame):
    assert frame["person_key"].nunique() == 256
    assert len(scales.contradictions(frame)) == 0


def test_every_name_says_that_it_is_invented():
    names = synthetic.register()["Họ và tên"]
    assert 256 == names.nunique() == names.str.contains(" Mẫu ").sum()


def test_the_same_seed_makes_the_same_register_and_another_another():
    pd.testing.assert_frame_equal(synthetic.register(7), synthetic.register(7))
    assert not synthetic.register(7).equals(synthetic.register(8))


def test_a_large_register_is_tidy_and_made_in_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(synthetic, "CHUNK", 400)
    path = synthetic.write_large(tmp_path / "a.parquet", 1000)
    frame = registers.load(path)
    assert (len(frame), pq.ParquetFile(path).num_row_groups) == (1000, 3)
    assert list(tidied.COLUMNS) == list(frame.columns)
    assert len(scales.contradictions(frame)) == 0
