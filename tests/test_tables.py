"""data/processed is built on demand, rebuilt when the raw file changes, and read by source."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from statement_files import ROW, SHARE, put

from analysis import paths
from analysis.data import processed, provenance
from analysis.errors import DataError, ParameterError


def test_a_table_is_built_when_it_is_asked_for(own_folder):
    put(own_folder, ROW, SHARE)
    assert list(processed.statement_table("x")["printed"]) == ["256", "trên 98%"]
    assert (paths.processed() / "statements" / "x.parquet").exists()


def test_a_table_is_built_again_when_its_file_changed(own_folder):
    put(own_folder, ROW)
    processed.statement_table("x")
    put(own_folder, ROW | {"printed": "255"})
    assert list(processed.statement_table("x")["printed"]) == ["255"]


def test_a_table_that_other_code_made_is_built_again(own_folder, monkeypatch):
    put(own_folder, ROW)
    built = []
    build = processed._build
    monkeypatch.setattr(processed, "_build", lambda *place: built.append(provenance.method()) or build(*place))
    for method in ("one", "one", "other"):
        processed._fresh.cache_clear()
        monkeypatch.setattr(provenance, "method", lambda method=method: method)
        processed.statement_table("x")
    assert built == ["one", "other"]


def test_a_damaged_table_is_built_again(own_folder):
    put(own_folder, ROW)
    processed.statement_table("x")
    (paths.processed() / "statements" / "x.parquet").write_bytes(b"PAR1 torn")
    assert list(processed.statement_table("x")["printed"]) == ["256"]


def test_all_sources_come_in_the_order_of_their_names(own_folder):
    put(own_folder, ROW, name="b")
    put(own_folder, ROW, name="a")
    assert list(processed.statement_table()["source_code"]) == ["a", "b"]


def test_an_unknown_source_is_refused_with_the_nearest(own_folder):
    put(own_folder, ROW, name="hanoi")
    with pytest.raises(ParameterError) as caught:
        processed.statement_table("hanoy")
    assert str(caught.value) == 'source: "hanoy" is not known. Nearest: hanoi.'


def test_the_faults_of_all_the_files_asked_for_come_together(own_folder):
    put(own_folder, ROW | {"printed": ""}, name="a")
    put(own_folder, ROW | {"printed": ""}, name="b")
    with pytest.raises(DataError) as caught:
        processed.statement_table()
    assert len(caught.value.faults) == 2


def test_one_bad_file_does_not_stand_in_the_way_of_another(own_folder):
    put(own_folder, ROW | {"printed": ""}, name="a")
    put(own_folder, ROW, name="b")
    assert len(processed.statement_table("b")) == 1


def test_an_empty_folder_gives_an_empty_table(own_folder):
    assert len(processed.statement_table()) == 0


def test_what_is_read_ahead_does_not_count_as_read(own_folder):
    put(own_folder, ROW)
    with processed.unrecorded():
        assert len(processed.statement_table("x")) == 1
    assert "x" not in processed.reads()
    processed.statement_table("x")
    assert "x" in processed.reads()


def test_the_catalogue_tells_codes_but_no_figure(own_folder):
    put(own_folder, ROW, SHARE)
    before = processed.catalogue().to_dict("records")
    put(own_folder, ROW | {"printed": "255"}, SHARE)
    assert processed.catalogue().to_dict("records") == before
    assert before[0]["graded_count"] == 1


def test_two_processes_may_build_one_table_at_once(own_folder):
    put(own_folder, ROW, SHARE)
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:  # each is told of the folder when it starts
        lengths = list(pool.map(_length, ["x"] * 4))
    assert lengths == [2, 2, 2, 2]


def _length(source: str) -> int:
    return len(processed.statement_table(source))
