"""What is written of a register: no person, no count that an intruder can narrow down, nothing stale."""

from __future__ import annotations

import frozen
import numpy as np
import pandas as pd
import pytest
import register_files as files
import scipy
import small_registers
import synthetic
import written

from analysis import paths
from analysis.cli import reports
from analysis.data import disclosure, inventory, provenance, register_counts
from analysis.data.register_counts import averages, counting, opening, ties
from analysis.data.register_counts.policy import Policy, stated
from analysis.data.register_counts.protecting import Protected, Release
from analysis.errors import ParameterError
from analysis.measures import counts

HANOI = "synthetic-hanoi-class-2"
FILE = frozen.REGISTERS / f"{HANOI}.csv"
SMALL = 5


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The tables of the synthetic register, built anew in a folder of the module."""
    folder = tmp_path_factory.mktemp("processed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(paths.PROCESSED_VARIABLE, str(folder))
        yield {name: register_counts.counts(HANOI, name) for name in register_counts.cuts(HANOI)}, folder


def test_the_committed_register_is_what_its_generator_makes(tmp_path):
    made = tmp_path / "made.csv"
    synthetic.register(2023).to_csv(made, index=False, lineterminator="\n", encoding="utf-8")
    assert made.read_bytes() == (frozen.LIVING / "registers" / FILE.name).read_bytes()


def test_an_attack_on_all_that_was_written_finds_no_range_under_the_threshold(built):
    tables, _ = built
    register = opening.opened(FILE)
    truth = counting.tables(register)
    facts = ties.facts(truth, register)
    known = [fact for fact in facts if all(key[0] in tables for key in fact.weights)]
    learnt = disclosure.attack_batch(tables, facts=known)
    widths = learnt["high"] - learnt["low"]
    assert len(known) > 50
    assert learnt[widths.notna() & (widths < SMALL)].empty


def test_the_few_below_good_are_hidden_with_their_complements(built):
    row = built[0]["grades_by_class"].loc["total"]
    assert list(row.index[row.isna()]) == ["good", "fairly_good", "average", "fail"]
    cumulative = built[0]["cuts_by_class"].loc["total"]
    assert cumulative["very_good_up"] == 152
    assert list(cumulative.index[cumulative.isna()]) == ["good_up", "fairly_good_up", "average_up"]


def test_what_is_published_is_true(built):
    truth = counting.tables(opening.opened(FILE))
    wrong = [
        (name, row, column)
        for name, table in built[0].items()
        for row in table.index
        for column in table.columns
        if pd.notna(table.at[row, column]) and table.at[row, column] != truth[name].at[row, column]
    ]
    assert wrong == []


def test_no_written_file_holds_a_name_or_a_person(built):
    told = written.said(built[1])
    assert [name for name in map(synthetic.name, range(1, 257)) if name in told] == []
    assert "person_key" not in told


def test_a_class_or_unit_called_as_a_table_calls_its_own_rows_stands_in_quotes(tmp_path):
    names = ("total", "other", "unstated")
    rows = [[f"Trần Mẫu {at}", 1980 + at, names[at % 3], names[at // 30], "Giỏi"] for at in range(90)]
    path = files.write_text(tmp_path / "a.csv", [["Họ tên", "Ngày sinh", "Lớp", "Đơn vị", "Xếp loại"], *rows])
    tables = counting.tables(opening.opened(path))
    assert list(tables["flow_by_class"].index) == ['"other"', '"total"', '"unstated"', "total"]
    assert list(tables["flow_by_unit"].index) == ['"other"', '"total"', '"unstated"', "total"]


def test_the_command_states_the_policy(monkeypatch):
    monkeypatch.setenv(inventory.THRESHOLD_VARIABLE, "5")
    monkeypatch.setenv(inventory.ZEROS_VARIABLE, "protect")
    reports.export_settings(None, None, 7, "publish")
    assert Policy(7, "publish") == stated()


def test_the_manifest_records_what_the_protection_was_computed_with(built):
    assert register_counts.about(HANOI)["protected_with"] == {"numpy": np.__version__, "scipy": scipy.__version__}


def test_the_manifest_records_the_policy(built):
    told = register_counts.about(HANOI)
    assert (told["threshold"], told["zeros"]) == (5, "protect")


def test_another_threshold_makes_the_tables_stale(monkeypatch):
    before = inventory.register_fingerprint(HANOI)
    monkeypatch.setenv(inventory.THRESHOLD_VARIABLE, "10")
    assert before != inventory.register_fingerprint(HANOI)
    assert Policy(10, "protect") == stated()


def test_a_threshold_that_hides_nothing_is_refused(monkeypatch):
    monkeypatch.setenv(inventory.THRESHOLD_VARIABLE, "1")
    with pytest.raises(ParameterError):
        stated()


def test_another_scale_adds_up_only_what_is_published(built):
    found = counts.under(register_counts.published(HANOI), "vocational_2017")
    assert found["total"] == 256
    assert pd.isna(found["average"])
    assert found[["excellent", "very_good"]].tolist() == [38, 114]


def test_a_mean_that_would_give_few_away_in_hundredths_is_told_in_tenths(built):
    told = register_counts.means(HANOI)
    assert (set(told["mean_hundredths"]), set(told["decimals"])) == ({810}, {1})


def test_an_unknown_cut_is_refused_with_the_nearest(built):
    with pytest.raises(ParameterError, match="Nearest: grades_by_class"):
        register_counts.counts(HANOI, "grades_by_clas")


def test_a_file_alone_is_a_register_by_its_name(monkeypatch):
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(FILE))
    assert inventory.register_codes() == [HANOI]


def test_the_build_fails_when_the_audit_does(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path))
    monkeypatch.setattr(Release, "protected", lambda _, tables: Protected(dict(tables) | _torn(tables)))
    with pytest.raises(disclosure.DisclosureError):
        register_counts.counts(HANOI, "grades_by_class")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _torn(tables):
    """One cell alone suppressed, so that its row gives it away."""
    table = tables["grades_by_class"].copy()
    table.loc[:, "average"] = pd.NA
    return {"grades_by_class": table}


def test_a_mask_is_never_written(built):
    assert [name for name in built[0] if name.startswith(averages.MASKS)] == []


def test_persons_of_oulad_are_fewer_than_attendances(tmp_path_factory):
    frame = opening.opened(frozen.OULAD)
    tables = counting.tables(frame)
    assert (
        tables["persons"].at["total", "total"], tables["flow_by_class"].at["total", "total"],
    ) == (28785, 32593)  # fmt: skip


def test_tables_that_other_code_made_are_made_again(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    path = small_registers.write(tmp_path / "r.csv", [("Q", "A", "", "Giỏi")] * 9)
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(path))
    before = inventory.register_fingerprint("r")
    assert register_counts.about("r")["method"] == provenance.method()
    monkeypatch.setattr(provenance, "method", lambda: "that of another build")
    assert register_counts.about("r")["method"] == "that of another build"
    assert before == inventory.register_fingerprint("r")
