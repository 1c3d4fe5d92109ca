"""The charts of the report on throughput: no text meets another or leaves the canvas, whatever the data."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.charts import attendances, groups, lettering, levels, plan, remaining, rows, sizes, timeline
from analysis.reports import throughput_by_level
from analysis.vocabulary import labels

LONG = "a_level_with_a_name_so_long_that_it_would_never_fit_beside_a_bar" * 2
BOTH = ("literal", "conventional")
CHARTS = ("levels", "groups", "attendances", "shares", "plan", "remaining", "sizes", "timeline")


@pytest.fixture(scope="module", params=labels.languages())
def report(request):
    return throughput_by_level.open_report("hanoi-2023-11-04", language=request.param)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", CHARTS)
def test_no_text_of_the_bulletins_charts_overlaps(report, name, narrow):
    assert lettering.faults(getattr(report, name)().draw(narrow)) == []


def level_rows(sizes_: list[tuple[int, int | None]], source: str = "own") -> pd.DataFrame:
    """``by_level`` of as many made-up levels, the same under both readings but for an open end."""
    found = []
    for reading in BOTH:
        for place, (low, high) in enumerate(sizes_):
            end = low * 2 if high is None and reading == "conventional" else high
            found.append({
                "source_code": source, "source_name": f"A producer with a long name, {place}, {source}",
                "level_code": f"{LONG}_{place}" if place % 3 == 0 else f"level {place}",
                "persons_low": low, "persons_high": end, "attendances_low": low, "attendances_high": end,
                "share_low": Fraction(low, 10**8), "share_high": Fraction(1, 1 + place), "group_count": 1,
                "printed": (str(low), "hơn 1.000"), "is_open": end is None, "reason_code": "open",
                "reading": reading,
            })  # fmt: skip
    frame = pd.DataFrame(found)
    whole = [name for name in frame if name.startswith(("persons", "attendances"))]
    return frame.astype(dict.fromkeys(whole, "Int64"))


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
    assert lettering.faults(levels.draw(frame, "vi", narrow)) == []
    assert lettering.faults(levels.draw_shares(frame, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", EXTREMES)
def test_no_text_overlaps_for_extreme_attendances(name, narrow):
    frame = level_rows(EXTREMES[name])
    frame = frame[frame["reading"] == "literal"]
    high = None if frame["is_open"].any() else int(frame["attendances_high"].sum())
    low = int(frame["attendances_low"].sum())
    persons = pd.DataFrame([
        {"source_code": "own", "source_name": "own", "reading": "literal", "attendances_low": low,
         "attendances_high": high, "persons_low": people, "persons_high": high if people else None}
        for people in (low // 2, None)[: 1 + (low > 1)]
    ]).astype(dict.fromkeys(
        ["attendances_low", "attendances_high", "persons_low", "persons_high"], "Int64"))  # fmt: skip
    assert lettering.faults(attendances.draw(frame, persons, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    ("planned", "actual", "parts"),
    [((707, 707), (706, 706), (227, 236)), ((10, 10), (1, 900_000), (1,) * 8), ((5, None), (3, None), ())],
)
def test_no_text_overlaps_for_extreme_plans(planned, actual, parts, narrow):
    left = planned[0] - sum(parts) if parts else None
    bounded = None not in (*planned, *actual)
    row = {
        "level_code": LONG, "planned_low": planned[0], "planned_high": planned[1], "actual_low": actual[0],
        "actual_high": actual[1], "part_lows": parts, "part_codes": ("",) * len(parts), "rest_low": left,
        "rest_high": left, "reading": "literal",
        "difference_low": actual[0] - planned[1] if bounded else None,
        "difference_high": actual[1] - planned[0] if bounded else None,
    }  # fmt: skip
    frame = pd.DataFrame([row, row]).astype({name: "Int64" for name in row if name.endswith(("_low", "_high"))})
    assert lettering.faults(plan.draw(frame, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(("done", "whole", "most"), [(256, 445, 445), (1, 9_999_999, None), (5, 5, 5)])
def test_no_text_overlaps_for_extreme_remainders(done, whole, most, narrow):
    left = None if most is None else most - done
    ends = {"admitted": (0, left), "completions": (whole - done, left), "planned": (None, None)}
    frame = pd.DataFrame([
        {"source_code": "own", "level_code": level, "admission_basis": basis, "printed": "hơn 9.999.999",
         "whole_low": whole, "whole_high": most, "completed": done, "class_count": 2, "low": low, "high": high,
         "reading": "literal"}
        for level in ("city_managed", LONG) for basis, (low, high) in ends.items()
    ]).astype(dict.fromkeys(["whole_low", "whole_high", "class_count", "low", "high"], "Int64"))  # fmt: skip
    assert lettering.faults(remaining.draw(frame, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_overlaps_for_extreme_class_sizes(narrow):
    frame = pd.DataFrame([
        {"unit_code": unit, "source_code": "own", "level_code": "", "class_code": f"{LONG}_{place}", "date": "",
         "printed": "hơn 1.000", "classes_printed": "3", "reading": reading,
         "mean_low": Fraction(1000 * 10**place, 3), "mean_high": None if reading == "literal" else Fraction(9**9)}
        for reading in BOTH for unit in ("person", "attendance") for place in range(4)
    ])  # fmt: skip
    assert lettering.faults(sizes.draw(frame, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_overlaps_for_levels_that_end_and_begin_at_any_time(narrow):
    frame = pd.DataFrame([
        {"level_code": LONG, "starts": date(1999, 2, 3), "ends": date(2025, 6, 30), "breaks": None,
         "reported": ("2023", "2023-11", "2023-11-04")},
        {"level_code": "b", "starts": None, "ends": date(2025, 8, 1), "breaks": None, "reported": ()},
        {"level_code": "c", "starts": None, "ends": None, "breaks": date(2027, 12, 31), "reported": ()},
    ]).astype(object)  # fmt: skip
    assert lettering.faults(timeline.draw(frame, "vi", narrow)) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_overlaps_for_many_groups_of_a_level(narrow):
    frame = level_rows([(5, 40)]).head(1).assign(reason_code="overlap")
    code = frame["level_code"].iloc[0]
    found = pd.DataFrame([
        {"source_code": "own", "level_code": code, "mode_code": "", "class_code": LONG * (place % 2),
         "printed": "5", "parts": (), "low": 5, "high": 5, "statement_code": str(place)}
        for place in range(8)
    ])  # fmt: skip
    assert lettering.faults(groups.draw(found, frame, "en", narrow)) == []


def test_a_row_has_two_bars_only_where_the_readings_differ():
    measure = lambda _, low, high: (low, high, "")  # noqa: E731
    same, apart = (
        rows.bars(dict(zip(BOTH, ends, strict=True)), measure) for ends in (((1, 2), (1, 2)), ((1, None), (1, 2)))
    )
    assert [[bar.tone for bar in bars] for bars in (same, apart)] == [["literal"], ["literal", "conventional"]]


def test_the_texts_of_a_chart_are_the_values_of_its_table(report):
    block = report.levels()
    drawn = {text.get_text() for axes in block.draw(False).axes for text in axes.texts}
    language = block.language
    shown = {cell for row in block.table.shown(language) for cell in row[2:]}
    assert set() == shown - drawn
