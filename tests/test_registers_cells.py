"""A cell says what it says, or why it cannot be read; nothing is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.data.registers import cells
from analysis.data.registers.cells import CellProblem


@given(st.integers(0, 1000).map(lambda hundredths: Decimal(hundredths) / 100))
def test_a_mark_is_the_same_however_it_is_written(value):
    text = f"{value:.2f}"
    for form in (text, text.replace(".", ","), f" {text} ", f"{text} đ", f"{text}/10", float(value)):
        assert value == cells.mark(form)


@pytest.mark.parametrize(
    "text, value",
    [
        ("9½", "9.5"),
        ("9 1/2", "9.5"),
        ("8¼", "8.25"),
        ("9,5 (chín rưỡi)", "9.5"),
        ("9,25 (chín phẩy hai mươi lăm)", "9.25"),
        ("tám", "8"),
        ("8,0 (tám)", "8.0"),
        ("mười", "10"),
        ("9, 5", "9.5"),
        ("9,5 (ghi chú)", "9.5"),
    ],
)
def test_marks_in_words_and_fractions(text, value):
    assert Decimal(value) == cells.mark(text)


@pytest.mark.parametrize(
    "cell, key",
    [
        (dt.date(2025, 5, 9), "mark_date"),
        ("9/5", "mark_date"),
        ("09/05/2025", "mark_date"),
        ("May-09", "mark_date"),
        ("2025-05-09 00:00:00", "mark_date"),
        (10.5, "mark_range"),
        (-1, "mark_range"),
        ("85", "mark_range"),
        (True, "mark_text"),
        ("khá", "mark_text"),
        ("9,5 (tám rưỡi)", "mark_words"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_with_its_reason(cell, key):
    with pytest.raises(CellProblem, match=key):
        cells.mark(cell)


@pytest.mark.parametrize("text", ["31/2/1980", "13/13/1980", "ngày", "12", "5/13/1980", "9" * 9999])
def test_a_text_that_is_no_day_is_refused(text):
    with pytest.raises(CellProblem, match="date_text"):
        cells.day(text)


@given(st.dates(dt.date(1930, 1, 1), dt.date(2090, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day):
    for form in (
        day,
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        (day - cells.EPOCH).days,
    ):
        assert day == cells.day(form)


@pytest.mark.parametrize(
    "text", ["26-27/5/2025", "26/5 - 27/5/2025", "26/5/2025 – 27/5/2025", "từ ngày 26/5/2025 đến hết ngày 27/5/2025"]
)
def test_a_period_has_a_first_and_a_last_day(text):
    assert (dt.date(2025, 5, 26), dt.date(2025, 5, 27)) == cells.period(text)


@pytest.mark.parametrize(
    "text, grade",
    [
        ("XS", "excellent"),
        ("X.sắc", "excellent"),
        ("G", "very_good"),
        ("gioi", "very_good"),
        ("K", "good"),
        ("TB.Khá", "fairly_good"),
        ("TBK", "fairly_good"),
        ("T.Bình", "average"),
        ("Đ", "pass"),
        ("Đạt yêu cầu", "pass"),
        ("KĐ", "fail"),
        ("Ð", "pass"),
        ("Loại Giỏi", "very_good"),
        ("Giỏi (8,5)", "very_good"),
        ("Distinction", "distinction"),
    ],
)
def test_a_grade_is_known_by_its_names(text, grade):
    assert grade == cells.label(text).grade


@pytest.mark.parametrize("text", ["D", "8.5", "khá giỏi", "tốt", "khà", "B"])
def test_an_unknown_label_is_never_guessed(text):
    with pytest.raises(CellProblem, match="label_unknown"):
        cells.label(text)


@pytest.mark.parametrize(
    "text, status",
    [
        ("Vắng", "enrolled"),
        ("Bảo lưu", "enrolled"),
        ("Miễn", "completed"),
        ("Hoãn", "enrolled"),
        ("Bỏ học", "withdrawn"),
    ],
)
def test_a_reason_for_no_grade_is_a_status(text, status):
    assert (None, status) == (cells.label(text).grade, cells.label(text).status)
