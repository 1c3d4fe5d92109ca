"""Tables of a report: exact inside, words at the edge, real numbers and no formula in files."""

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.pages.tables import Column, ReportTable, Special, records, to_csv

CELLS = {
    "text": st.text(min_size=1),
    "quote": st.text(min_size=1),
    "count": st.integers(0, 10**6) | st.sampled_from(Special),
    "share": st.fractions(0, 1) | st.sampled_from([Special.CONFIDENTIAL, Special.NOT_APPLICABLE, Special.UNAVAILABLE]),
    "span": st.tuples(st.integers(0, 9), st.integers(9, 99) | st.just(Special.NO_LIMIT)),
}


def one_cell(cell, kind, decimals=1):
    return ReportTable("Caption", (Column("key", "Label", kind, decimals),), ((cell,),))


@st.composite
def tables(draw):
    kinds = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=4))
    columns = tuple(Column(f"k{place}", f"L{place}", kind) for place, kind in enumerate(kinds))
    rows = draw(st.lists(st.tuples(*(CELLS[kind] for kind in kinds)), max_size=3))
    return ReportTable("Caption", columns, tuple(rows))


@settings(deadline=None, max_examples=50)
@given(tables())
def test_a_table_comes_back_from_json_as_it_was(table):
    assert table == ReportTable.from_json(table.to_json())


@pytest.mark.parametrize(
    ("cell", "kind", "vi", "en"),
    [
        (1001, "count", "1.001", "1,001"),
        (Fraction(22, 256), "share", "8,6%", "8.6%"),
        ((251, 256), "span", "251–256", "251–256"),
        ((1001, Special.NO_LIMIT), "span", "từ 1.001 trở lên", "1,001 or more"),
        ((Fraction(1001, 2480), Fraction(1)), "share_span", "40,3–100%", "40.3–100%"),
        (Special.NOT_APPLICABLE, "span", "[z]", "[z]"),
        (Fraction(1, 8), "p_value", "0,1", "0.1"),
        (Fraction(13, 10**9), "p_value", "< 0,1", "< 0.1"),
        (Special.NO_LIMIT, "count", "không giới hạn", "no limit"),
    ],
)
def test_a_cell_is_shown_in_the_format_of_the_language(cell, kind, vi, en):
    table = one_cell(cell, kind)
    assert [[[vi]], [[en]]] == [table.shown("vi"), table.shown("en")]


@pytest.mark.parametrize("cell", [None, ""])
def test_a_blank_cell_is_refused(cell):
    with pytest.raises(ValueError, match="none empty"):
        one_cell(cell, "text")


@pytest.mark.parametrize(
    ("cell", "kind"), [((Fraction(1, 2), Special.NO_LIMIT), "share_span"), (Special.NO_LIMIT, "share")]
)
def test_a_share_without_a_greatest_value_is_refused(cell, kind):
    with pytest.raises(ValueError, match="a share ends at 1"):
        one_cell(cell, kind)


def test_two_columns_with_one_label_are_refused():
    with pytest.raises(ValueError, match="two columns have one label among Share, Share"):
        ReportTable("Caption", (Column("a", "Share"), Column("b", "Share")), ())


def test_a_span_is_two_columns_in_files_and_shares_are_real_numbers():
    columns = (Column("g", "Grade"), Column("s", "Share", "share_span"))
    table = ReportTable("C", columns, (("Good", (Fraction(0), Fraction(1, 2))), ("All", Special.CONFIDENTIAL)))
    expected = (["Grade", "Share, least", "Share, most"], [["Good", 0, 0.5], ["All", "[c]", "[c]"]])
    assert expected == records(table, "en")


@settings(deadline=None, max_examples=50)
@given(st.text(min_size=1))
def test_no_text_in_a_csv_starts_a_formula(text):
    line = to_csv(one_cell(text, "text"), "en").decode("utf-8-sig")
    cell = list(csv.reader(io.StringIO(line, newline="")))[1][0]
    assert text == cell.removeprefix("'") or cell == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_legend_explains_the_symbols_that_are_shown():
    columns = (Column("a", "A", "count"), Column("b", "B", "span"))
    rows = ((Special.UNAVAILABLE, (1, Special.NO_LIMIT)), (Special.NOT_APPLICABLE, (1, 2)))
    table = ReportTable("C", columns, rows)
    assert table.legend("en") == ("[z] not applicable", "[x] not available", "[n] no limit (in the files)")
    assert table.specials() == (Special.NOT_APPLICABLE, Special.UNAVAILABLE, Special.NO_LIMIT)


@pytest.mark.parametrize(("language", "low"), [("en", "< 0.0001"), ("vi", "< 0,0001")])
def test_a_p_value_below_what_is_printed_is_said_to_be_below_it_in_files_too(language, low):
    cells = [Fraction(13, 10**9), Fraction(3, 10**4), Fraction(0)]
    table = ReportTable("C", (Column("p", "p", "p_value", 4),), tuple((cell,) for cell in cells))
    assert records(table, language)[1] == [[low], [0.0003], [low]]


def test_a_small_number_is_written_in_plain_digits():
    assert to_csv(one_cell(Fraction(-21, 10**6), "number"), "en").decode("utf-8-sig").split() == ["Label", "-0.000021"]
