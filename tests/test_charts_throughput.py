"""The charts of the report on throughput: no text meets another or leaves the canvas, whatever the data."""

import notebook_page
import numpy as np
import pandas as pd
import pytest
from drawn_texts import faults
from matplotlib.lines import Line2D

from analysis.charts.composed import attendances, levels, remaining, rows
from analysis.charts.composed.attendances import People, Totals
from analysis.charts.palette import LIGHT
from analysis.pages import selfcheck
from analysis.vocabulary import labels

LONG = "a_level_with_a_name_so_long_that_it_would_never_fit_beside_a_bar" * 2
BOTH = ("literal", "conventional")
CHARTS = ("levels", "attendances", "remaining")


@pytest.fixture(scope="module", params=labels.languages())
def report(request):
    return notebook_page.blocks("throughput_by_level", source="hanoi-2023-11-04", language=request.param)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", CHARTS)
def test_no_text_of_the_bulletins_charts_overlaps(report, name, narrow):
    assert faults(report[name].draw(narrow)) == []


def level_rows(sizes_: list[tuple[int, int | None]], source: str = "own") -> pd.DataFrame:
    """``by_level`` of the people of as many made-up levels, the same under both readings but for an open end."""
    found = []
    for reading in BOTH:
        for place, (low, high) in enumerate(sizes_):
            end = low * 2 if high is None and reading == "conventional" else high
            found.append({
                "source_code": source, "source_name": f"A producer with a long name, {place}, {source}",
                "level_code": f"{LONG}_{place}" if place % 3 == 0 else f"level {place}",
                "low": low, "high": end, "rank": place, "cited": f"{low} · “hơn 1.000”", "reason_code": "open",
                "reading": reading,
            })  # fmt: skip
    return pd.DataFrame(found).astype({"low": "Int64", "high": "Int64"})


EXTREMES = {
    "one": [(1, 1)],
    "one open": [(3, None)],
    "thirty": [(place * 7, place * 9) for place in range(1, 31)],
    "a giant and dwarfs": [(12_345_678, None), (1, 2), (2, 2)],
    "none certain": [(0, 5), (0, None)],
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", EXTREMES)
def test_no_text_overlaps_for_extreme_levels(name, narrow):
    frame = pd.concat([level_rows(EXTREMES[name]), level_rows(EXTREMES[name], "other")])
    codes = frame["level_code"].drop_duplicates()
    plans = pd.DataFrame({"source_code": "own", "level_code": codes, "planned_low": 7, "planned_high": 7})
    plans = pd.concat([plans, plans.assign(planned_low=99_999_999, planned_high=None)])
    plans = plans.astype({"planned_low": "Int64", "planned_high": "Int64"})
    assert faults(levels.draw(frame, plans, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", EXTREMES)
def test_no_text_overlaps_for_extreme_attendances(name, narrow):
    parts = tuple(
        (f"{LONG}_{place}" if place % 3 == 0 else f"level {place}", low, high is None)
        for place, (low, high) in enumerate(sorted(EXTREMES[name], key=lambda ends: ends[0]))
    )
    low = sum(size for _, size, _ in parts)
    high = None if any(is_open for *_, is_open in parts) else low
    some = (People(LONG, LONG, (low // 2, high)), People("if nobody", "", (low, high)), People("", "", (None, None)))
    totals = [Totals(parts, (low, high), people, heading) for people, heading in ((some, "own"), (some[2:], LONG))]
    assert faults(attendances.draw(totals, "literal", "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(("done", "whole", "most"), [(256, 445, 445), (1, 9_999_999, None), (5, 5, 5)])
def test_no_text_overlaps_for_extreme_remainders(done, whole, most, narrow):
    left = None if most is None else most - done
    ends = {"admitted": (0, left), "completions": (whole - done, left), "planned": (None, None)}
    frame = pd.DataFrame([
        {"source_code": "own", "level_code": level, "admission_basis": basis, "cited": "“hơn 9.999.999”",
         "whole_low": whole, "whole_high": most, "completed": done, "completed_high": done, "other_count": 1,
         "low": low, "high": high, "reading": "literal"}
        for level in ("city_managed", LONG) for basis, (low, high) in ends.items()
    ])  # fmt: skip
    frame = frame.astype({name: "Int64" for name in frame if name.endswith(("low", "high", "count"))})
    assert faults(remaining.draw(frame, "vi", narrow)) == []


def test_a_row_has_two_bars_only_where_the_readings_differ():
    measure = lambda _, low, high: (low, high, "")  # noqa: E731
    same, apart = (
        rows.bars(dict(zip(BOTH, ends, strict=True)), measure) for ends in (((1, 2), (1, 2)), ((1, None), (1, 2)))
    )
    assert [[bar.tone for bar in bars] for bars in (same, apart)] == [["literal"], ["literal", "conventional"]]


def test_a_plan_is_a_line_across_its_bar(report):
    """Black, at 707, beside the bar of 706 and wider than it."""
    drawn = [line for axes in report["levels"].draw(False).axes for line in axes.findobj(Line2D)]
    lines = [line for line in drawn if line.get_color() == LIGHT["ink"]]
    assert [(*line.get_xdata(), float(np.ptp(line.get_ydata()))) for line in lines] == [(707, 707, 32)]


@pytest.mark.parametrize("name", CHARTS)
def test_each_number_that_a_chart_draws_stands_in_its_alt_text(report, name):
    block, language = report[name], report["title"].language
    texts = [text for axes in block.draw(False).axes for text in axes.texts]
    axis = next(text.get_position()[1] for text in texts if text.get_text() == "0")
    drawn = [text.get_text() for text in texts if text.get_position()[1] != axis]
    stated = {number for text in drawn for number in selfcheck.stated_numbers(text, language)}
    assert set() == stated - set(selfcheck.stated_numbers(block.alt, language))
