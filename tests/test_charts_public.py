"""The charts that a notebook calls: drawn into the Axes given and no other, with the numbers of the frame."""

from __future__ import annotations

import subprocess
import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.patches import Rectangle

from analysis import charts
from analysis.charts.palette import LIGHT
from analysis.measures import compare

matplotlib.use("agg")

LEVELS = pd.DataFrame({
    "level_code": ["city_managed", "city_managed", "commune_secretary", "commune_secretary", "unsaid"],
    "reading": ["literal", "conventional", "literal", "conventional", "literal"],
    "low": [706, 706, 1001, 900, None],
    "high": [706, 706, None, 1100, None],
}).astype({"low": "Int64", "high": "Int64"})  # fmt: skip
SHARES = pd.DataFrame({"class_code": ["a", "b", "c"], "low": [0.98, 0.5, np.nan], "high": [1.0, 0.5, np.nan]})
DIFFERENCES = pd.DataFrame({
    "name": ["a", "b", "c"], "value": [3.0, np.nan, -2.0], "low": [1.0, -2.0, -4.0], "high": [5.0, 2.0, 0.0],
    "stands_out": [True, False, False],
})  # fmt: skip
CLASSES = pd.DataFrame({"base": [40, 90, 200, pd.NA], "share": [0.5, 0.7, 0.62, 0.5]}).astype({"base": "Int64"})
PAIRS = pd.DataFrame({"first": ["a", "a", "b"], "second": ["b", "c", "c"], "delta": [0.5, -0.05, 0.01]})
STEPS = pd.DataFrame({"low": [0.0, 4.0, 4.5, 5.0, 5.5], "count": [7, 12, pd.NA, 30, 4]}).astype({"count": "Int64"})

DRAWN = {
    "bounds": lambda ax: charts.bounds(LEVELS, y="level_code", hue="reading", ax=ax),
    "bounds of shares": lambda ax: charts.bounds(SHARES, y="class_code", ax=ax),
    "strips": lambda ax: charts.strips(SHARES, y="class_code", ax=ax),
    "forest": lambda ax: charts.forest(DIFFERENCES, x="value", y="name", hue="stands_out", ax=ax),
    "funnel": lambda ax: charts.funnel(
        CLASSES, x="base", y="share", limits=compare.funnel_limits([40, 90, 200], 0.6), target=0.6, ax=ax
    ),
    "deltas": lambda ax: charts.deltas(PAIRS, x="first", y="second", order=["a", "b", "c"], cbar=False, ax=ax),
    "scores": lambda ax: charts.scores(STEPS, x="low", cuts=[5], ax=ax),
}


@pytest.fixture(autouse=True)
def theme():
    """The parameters as they were, no figure left open."""
    with matplotlib.rc_context():
        yield
    plt.close("all")


def bars(ax) -> dict[str, list[tuple[float, float]]]:
    """The ends of the bars of each colour that a frame's bars have, as they were drawn."""
    found: dict[str, list[tuple[float, float]]] = {}
    names = {colour: name for name, colour in LIGHT.items()}
    for patch in ax.patches:
        colour = names.get(matplotlib.colors.to_hex(patch.get_facecolor()))
        if isinstance(patch, Rectangle) and patch.get_alpha() is None:
            found.setdefault(colour, []).append((patch.get_x(), patch.get_x() + patch.get_width()))
    return found


def xs(lines) -> list[tuple[float, ...]]:
    return [tuple(map(float, line.get_xdata())) for line in lines]


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("theme_of", [lambda: None, charts.use, sns.set_theme], ids=["plain", "house", "seaborn"])
def test_a_chart_is_drawn_into_the_axes_given_and_no_other(name, theme_of):
    theme_of()
    figure, (left, right) = plt.subplots(1, 2)
    plt.sca(left)
    empty = len(left.get_children())
    assert DRAWN[name](right) is right
    assert (len(left.get_children()), left.has_data(), right.has_data()) == (empty, False, True)
    right.set(title="My own", xlabel="mine")
    figure.canvas.draw()
    title = right.get_title(loc=matplotlib.rcParams["axes.titlelocation"])
    assert (title, right.get_xlabel()) == ("My own", "mine")


def test_without_axes_the_current_one_is_drawn_into():
    _, axes = plt.subplots(1, 2)
    plt.sca(axes[0])
    assert charts.bounds(SHARES, y="class_code") is axes[0]


def test_bounds_are_solid_to_the_least_and_pale_to_the_greatest_number():
    drawn = bars(DRAWN["bounds"](plt.subplots()[1]))
    assert drawn == {
        "literal": [(0, 706), (0, 1001)],
        "conventional": [(0, 706), (0, 900)],
        "conventional-pale": [(900, 1100)],
    }


def test_an_open_end_is_an_arrow_to_the_end_of_the_axis():
    ax = DRAWN["bounds"](plt.subplots()[1])
    arrows = [ends for ends in xs(ax.lines) if len(ends) == 2 and ends[0] != ends[1]]
    assert arrows == [(1001, ax.get_xlim()[1])]


def test_rows_stand_in_the_order_of_the_frame_or_in_the_order_given():
    names = [
        [label.get_text() for label in charts.bounds(SHARES, y="class_code", order=order, ax=ax).get_yticklabels()]
        for order, ax in zip((None, ["b", "a"]), plt.subplots(1, 2)[1], strict=True)
    ]
    assert names == [["a", "b", "c"], ["b", "a"]]


def test_a_call_of_seaborn_meets_the_rows():
    ax = charts.bounds(SHARES, y="class_code", ax=plt.subplots()[1])
    sns.scatterplot(pd.DataFrame({"class_code": ["b", "a"], "share": [0.5, 0.9]}), x="share", y="class_code", ax=ax)
    assert ax.collections[0].get_offsets().tolist() == [[0.5, 1.0], [0.9, 0.0]]


def test_a_second_frame_leaves_the_first_in_sight():
    ax = charts.bounds(SHARES, y="class_code", ax=plt.subplots()[1])
    charts.strips(SHARES.head(1).assign(high=3), y="class_code", ax=ax)
    assert (ax.get_ylim(), ax.get_xlim()[1] > 3) == ((2.5, -0.5), True)


def test_colours_are_those_of_the_palette():
    ax = charts.bounds(LEVELS, y="level_code", hue="reading", palette=["#804000", "C1"], ax=plt.subplots()[1])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["literal", "conventional"]
    assert matplotlib.colors.to_hex(ax.patches[0].get_facecolor()) == "#804000"


def test_the_legend_of_two_bars_hides_neither():
    ax = charts.bounds(LEVELS.tail(3).head(2), y="level_code", hue="reading", ax=plt.subplots()[1])
    ax.figure.draw_without_rendering()
    assert ax.get_legend().get_window_extent().x0 >= ax.bbox.x1


def test_an_axis_is_named_by_both_columns_or_by_one_that_is_both_ends():
    drawn = [charts.bounds(SHARES, high=high, y="class_code", ax=plt.subplots()[1]) for high in ("high", "low")]
    assert [ax.get_xlabel() for ax in drawn] == ["low to high", "low"]


def test_a_strip_ends_at_both_ends_and_an_exact_share_is_a_dot():
    ax = DRAWN["strips"](plt.subplots()[1])
    assert [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in ax.patches] == [(0.98, 1.0)]
    assert xs(line for line in ax.lines if line.get_marker() == "o") == [(0.5,)]


def test_a_forest_has_a_dot_an_interval_and_zero():
    ax = DRAWN["forest"](plt.subplots()[1])
    assert xs(line for line in ax.lines if line.get_marker() == "o") == [(3.0,), (-2.0,)]
    assert xs(line for line in ax.lines if line.get_marker() != "o") == [(0, 0), (1, 5), (-2, 2), (-4, 0)]


def test_a_funnel_has_a_dot_a_class_and_two_lines_a_level():
    ax = DRAWN["funnel"](plt.subplots()[1])
    assert ax.collections[0].get_offsets().tolist() == [[40, 0.5], [90, 0.7], [200, 0.62]]
    limits = compare.funnel_limits([40, 90, 200], 0.6)
    expected = [line[end].tolist() for _, line in limits.groupby("level") for end in ("low_share", "high_share")]
    assert [line.get_ydata().tolist() for line in ax.lines[1:]] == expected
    assert list(ax.lines[0].get_ydata()) == [0.6, 0.6]


def test_deltas_are_the_cells_of_a_heatmap():
    ax = DRAWN["deltas"](plt.subplots()[1])
    cells = ax.collections[0].get_array().filled(np.nan).ravel()
    assert cells[~np.isnan(cells)].tolist() == [0.5, -0.05, 0.01]


def test_a_delta_is_as_deep_below_zero_as_above():
    _, (one, other) = plt.subplots(1, 2)
    for ax, sign in ((one, 1), (other, -1)):
        charts.deltas(
            PAIRS.assign(delta=[sign * 0.05, sign * 0.2, sign * 1.0]), x="first", y="second", cbar=False, ax=ax
        )
    depths = []
    for ax in (one, other):
        ax.figure.canvas.draw()
        depths.append([round(float(colour[3]), 2) for colour in ax.collections[0].get_facecolors() if colour[3]])
    assert depths == [[0.26, 0.62, 0.8]] * 2


def test_scores_are_columns_and_the_low_ones_stand_apart():
    ax = DRAWN["scores"](plt.subplots()[1])
    columns = {round(patch.get_x() + patch.get_width() / 2, 2): patch.get_height() for patch in ax.patches}
    assert {middle: height for middle, height in columns.items() if height} == {3.25: 7, 4.25: 12, 5.25: 30, 5.75: 4}
    assert [text.get_text() for text in ax.texts] == ["<4"]
    assert xs(ax.lines) == [(5, 5)]


WRONG = {
    "charts.bounds: the frame has no column 'lwo'. Nearest: low.": lambda: charts.bounds(
        LEVELS, low="lwo", y="level_code"
    ),
    "charts.bounds: column 'reading' holds str, not numbers. "
    "Name a column of numbers, or write data['reading'].astype('Float64') first.": lambda: charts.bounds(
        LEVELS, low="reading", y="level_code"
    ),
    "charts.bounds: level_code 'city_managed' has 2 rows, which differ in reading. "
    "Filter first, such as data[data['reading'] == 'literal'].": lambda: charts.bounds(LEVELS, y="level_code"),
    "charts.deltas: first 'a' and second 'b' has 2 rows, which differ in delta. "
    "Filter first, such as data[data['delta'] == 0.5].": lambda: charts.deltas(
        pd.concat([PAIRS, PAIRS.assign(delta=0.1)]), x="first", y="second"
    ),
    "charts.bounds: the palette has no colour for 'conventional'. Add it to the palette.": lambda: charts.bounds(
        LEVELS, y="level_code", hue="reading", palette={"literal": "C0"}
    ),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_what_cannot_be_drawn_is_said_with_how_to_mend_it(sentence):
    with pytest.raises(charts.ChartError) as raised:
        WRONG[sentence]()
    assert str(raised.value) == sentence


def test_an_empty_frame_draws_an_empty_chart():
    ax = charts.bounds(LEVELS.head(0), y="level_code", hue="reading", ax=plt.subplots()[1])
    assert (len(ax.patches), len(ax.lines), ax.get_legend()) == (0, 0, None)


def test_the_colours_of_the_house_are_those_of_a_call_of_seaborn():
    charts.use()
    ax = sns.barplot(SHARES, x="low", y="class_code", saturation=1, ax=plt.subplots()[1])
    assert {matplotlib.colors.to_hex(patch.get_facecolor()) for patch in ax.patches} == {LIGHT["literal"]}


def test_naming_the_charts_and_setting_the_theme_loads_neither_seaborn_nor_pyplot():
    code = (
        "import sys; from analysis import charts; first = 'matplotlib' in sys.modules; charts.use(); charts.bounds; "
        "print(first, 'seaborn' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False"]


@pytest.mark.parametrize("layout", [None, "constrained"])
def test_the_legend_of_a_chart_is_not_under_its_neighbour(layout):
    _, (left, right) = plt.subplots(1, 2, layout=layout)
    charts.bounds(LEVELS, y="level_code", hue="reading", ax=left)
    left.figure.canvas.draw()
    assert left.get_legend().get_window_extent().x1 <= right.get_window_extent().x0


def test_a_theme_of_seaborn_stays_after_a_chart():
    sns.set_theme(style="dark")
    before = dict(matplotlib.rcParams)
    DRAWN["deltas"](plt.subplots()[1])
    assert dict(matplotlib.rcParams) == before


def test_all_charts_are_there():
    assert [name for name in charts.__all__ if not callable(getattr(charts, name))] == []
