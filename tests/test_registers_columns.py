"""Of columns that say the same one is read, and the only mark is the score."""

from __future__ import annotations

import pytest

from analysis.data.registers import columns, headings
from analysis.data.registers.sheets import Row


def settled(*names: str | None, body: tuple = ()) -> list[str | None]:
    rows = [Row(1, names), *(Row(at, cells) for at, cells in enumerate(body, start=2))]
    table, _ = columns.resolve(headings.find(rows), rows)
    return [heading.code for heading in table.headings]


@pytest.mark.parametrize(
    "names, codes",
    [
        (("Họ tên", "Điểm"), ["name", "score"]),
        (("Họ tên", "Điểm thu hoạch"), ["name", "score"]),
        (("Họ tên", "Điểm", "ĐTB"), ["name", "mark", "score"]),
        (("Họ tên", "CĐ 1", "CĐ 2"), ["name", "mark", "mark"]),
        (("Họ tên", "Kết quả", "Xếp loại"), ["name", None, "grade"]),
    ],
)
def test_the_score_and_the_grade_are_the_surest_columns(names, codes):
    assert codes == settled(*names)


def test_an_unheaded_column_of_texts_beside_the_names_is_their_rest():
    assert settled("Họ tên", None, "Xếp loại", body=(("Lê Mẫu", "An", "Khá"),)) == ["name", "given_name", "grade"]
    assert settled("Họ tên", None, "Xếp loại", body=(("Lê Mẫu", 7, "Khá"),)) == ["name", None, "grade"]


def test_one_heading_twice_is_refused():
    with pytest.raises(columns.TwoColumns, match='"Xếp loại" stands in columns B and D'):
        settled("Họ tên", "Xếp loại", "Điểm", "XẾP LOẠI")
