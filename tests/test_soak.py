"""A hundred reports under random faults leave nothing false; and what a soak looks for, it finds."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from soaking import checks, plan, summary
from soaking.judge import Tally, judge
from soaking.office import Office
from soaking.run import soak

from analysis.batch import locks, record

PAGE = "plain/c0.en.html"


@pytest.fixture
def office(tmp_path):
    """An office with one page, of which the record says that it was made."""
    office = Office(tmp_path)
    page = office.pages / PAGE
    page.parent.mkdir(parents=True)
    page.write_bytes(b"whole")
    told = page.stat()
    made = {"event": "made", "output": PAGE, "time": "2026-01-01", "asked": {}, "reads": {}}
    line = {**made, "files": {PAGE: [told.st_size, told.st_mtime_ns]}}
    (office.pages / record.NAME).write_text(json.dumps(line) + "\n", encoding="utf-8")
    return office


def test_a_hundred_reports_under_faults_leave_nothing_false():
    with tempfile.TemporaryDirectory(prefix="soak-") as home:  # not tmp_path: the path of a socket must be short
        tally = soak(7, 100, Path(home))
    assert tally.wrong == []
    assert (tally.asked, sum(tally.ends.values())) == (100, 100)


def test_a_seed_decides_the_plan():
    assert list(plan.lives(1, 500)) == list(plan.lives(1, 500))
    assert list(plan.lives(1, 500)) != list(plan.lives(2, 500))


@pytest.mark.parametrize("count", [1, 100, 2000])
def test_a_plan_asks_for_so_many_reports(count):
    assert sum(len(batch.reports) for life in plan.lives(3, count) for batch in life) == count


def test_a_large_plan_has_every_fault():
    batches = [batch for life in plan.lives(1, 2000) for batch in life]
    struck = {(strike.target, strike.number) for batch in batches for strike in batch.strikes}
    assert struck == {*plan.PASSING, *plan.FATAL}
    assert {batch.refused for batch in batches if batch.refused} == set(plan.REFUSED)


def test_a_page_that_is_not_whole_and_one_that_should_not_exist_are_found(office):
    assert list(checks.falsehoods(office, {PAGE: b"whole"})) == []
    assert list(checks.falsehoods(office, {PAGE: b"another"})) == [f"{PAGE} is not as it is without faults"]
    assert list(checks.falsehoods(office, {})) == [f"{PAGE} should not exist"]


def test_a_record_that_says_what_is_not_so_is_found(office):
    (office.pages / PAGE).unlink()
    assert list(checks.falsehoods(office, {})) == [f"{PAGE} is not as the record says"]


def test_locks_parts_and_temporary_files_are_found(office):
    (office.pages / "plain" / ".c0.part").touch()
    (office.temporary / "x").touch()
    left = ["pages/plain/.c0.part", "t/x"]
    assert sorted(checks.leftovers(office)) == left
    with locks.held(office.pages):
        assert sorted(checks.leftovers(office)) == ["pages/.lock", *left]


def test_a_good_report_that_failed_without_a_strike_is_found(office):
    line = {"event": "failed", "output": PAGE, "time": "2026-01-01", "message": "No reason."}
    (office.pages / record.NAME).write_text(json.dumps(line) + "\n", encoding="utf-8")
    tally = Tally()
    judge(plan.Round([plan.Report("plain", "c0")]), {"code": 1}, [], b"", office.pages, tally)
    assert tally.wrong == ["1 good reports failed under []: ['No reason.']", "failed for no fault: No reason."]


def test_a_failure_of_an_earlier_batch_is_not_laid_to_one_that_was_killed(office):
    place, tally = office.pages / record.NAME, Tally()
    line = {"event": "failed", "output": PAGE, "time": "2026-01-01", "message": "Kernel died"}
    place.write_text(json.dumps(line) + "\n", encoding="utf-8")
    strike = plan.Strike("batch", plan.KILL, 0, 0.0, 0)
    batch = plan.Round([plan.Report("plain", "c0")], strikes=[strike])
    judge(batch, {"code": -9}, [strike], place.read_bytes(), office.pages, tally)
    assert (tally.wrong, dict(tally.ends)) == ([], {"cut off with the batch": 1})


def test_the_summary_takes_its_place_in_the_document():
    old = "head\n\n<!-- soak -->\nold\n<!-- /soak -->\n"
    text = summary.summary(7, Tally(asked=100))
    assert summary.written(old, text) == f"head\n\n<!-- soak -->\n{text}<!-- /soak -->\n"
    assert "`make soak N=100 SEED=7`" in text
