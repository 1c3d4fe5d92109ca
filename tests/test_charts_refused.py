"""The charts that a notebook calls, of frames and arguments that are not as they should be: drawn, or one sentence."""

from __future__ import annotations

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from test_charts_public import CLASSES, DIFFERENCES, LEVELS, PAIRS, SHARES, STEPS, xs

from analysis import charts

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def theme():
    """The parameters as they were, no figure left open."""
    with matplotlib.rc_context():
        yield
    plt.close("all")


WRONG = {
    "charts.bounds: 'viridis' in the palette is no colour. Give a list of colours, such as ['C0', '#804000'] or "
    "sns.color_palette('viridis', 2).": lambda: charts.bounds(LEVELS, y="level_code", hue="reading", palette="viridis"),
    "charts.forest: 'bleu' in the palette is no colour. Give a list of colours, such as ['C0', '#804000'] or "
    "sns.color_palette('viridis', 2).": lambda: charts.forest(
        DIFFERENCES, x="value", y="name", hue="stands_out", palette={True: "bleu", False: "C0"}
    ),
    "charts.funnel: the palette has too few colours, 1 for 2 values. Add one for 0.7.": lambda: charts.funnel(
        CLASSES.head(2), x="base", y="share", hue="share", palette=["C0"]
    ),
    "charts.strips draws into an Axes, not ndarray. Give ax one, such as plt.subplots()[1], of several one, such as "
    "axes[0].": lambda: charts.strips(SHARES, y="class_code", ax=plt.subplots(1, 2)[1]),
    "charts.scores draws a frame, not NoneType. Give it a pandas DataFrame.": lambda: charts.scores(None, x="low"),
    "charts.funnel draws a frame, not Series. Give it a pandas DataFrame.": lambda: charts.funnel(
        CLASSES["share"], x="base", y="share"
    ),
    "charts.deltas draws a frame, not dict. Give it a pandas DataFrame.": lambda: charts.deltas(
        {"first": ["a"]}, x="first", y="second"
    ),
    "charts.bounds: the frame has two columns 'low'. Rename one, or drop it.": lambda: charts.bounds(
        pd.concat([SHARES, SHARES[["low"]]], axis=1), y="class_code"
    ),
    "charts.bounds: the frame has no column ['class_code']. Nearest: class_code.": lambda: charts.bounds(
        SHARES, y=["class_code"]
    ),
    "charts.strips: the frame has no column None. Choose one of: class_code, low, high.": lambda: charts.strips(
        SHARES, low=None, y="class_code"
    ),
    "charts.bounds: column 'low' holds complex128, not numbers. "
    "Name a column of numbers, or write data['low'].astype('Float64') first.": lambda: charts.bounds(
        SHARES.assign(low=1j), y="class_code"
    ),
    "charts.bounds: class_code 'b' has low 0.5 above high 0.25. Mend the row, or exchange the columns: low='high', "
    "high='low'.": lambda: charts.bounds(SHARES.assign(high=[1, 0.25, np.nan]), y="class_code"),
    "charts.scores takes no y and no weights: column 'count' has the heights. Name another as count.": lambda: (
        charts.scores(STEPS, x="low", weights="count")
    ),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_what_cannot_be_drawn_is_said_with_how_to_mend_it(sentence):
    with pytest.raises(charts.ChartError) as raised:
        WRONG[sentence]()
    assert str(raised.value) == sentence


def test_a_hue_that_is_nowhere_said_has_no_legend():
    assert charts.bounds(SHARES.assign(reading=pd.NA), y="class_code", hue="reading").get_legend() is None


@pytest.mark.parametrize(
    "high", [pd.Series([pd.NA] * 3, dtype=object), [np.inf] * 3, [np.nan] * 3], ids=["NA", "inf", "NaN"]
)
def test_an_end_that_is_missing_or_infinite_is_no_end(high):
    ax = charts.bounds(SHARES.assign(high=high), y="class_code", ax=plt.subplots()[1])
    arrows = [ends for ends in xs(ax.lines) if len(ends) == 2 and ends[0] != ends[1]]
    assert arrows == [(0.98, ax.get_xlim()[1]), (0.5, ax.get_xlim()[1])]
    for chart in (charts.strips, lambda *args, **kwargs: charts.forest(*args, x="low", **kwargs)):
        drawn = chart(SHARES.assign(high=high), y="class_code", ax=plt.subplots()[1])
        assert [line for line in drawn.lines if line.get_marker() == "o"] == []


def test_what_is_below_zero_is_on_the_axis_and_certain_as_far_as_its_greatest():
    below = pd.DataFrame({"who": ["a", "b", "c"], "low": [-5, -4, -2], "high": [-5, -3, 1]})
    ax = charts.bounds(below, y="who", ax=plt.subplots()[1])
    drawn = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]
    assert drawn == [(0, -5), (0, -3), (-4, -3), (0, 0), (-2, 1)]
    assert ax.get_xlim() == pytest.approx((-5.18, 1.18))


def test_a_row_that_is_there_twice_is_drawn_once():
    once, twice = (
        [patch.get_height() for patch in charts.scores(frame, x="low", ax=plt.subplots()[1]).patches]
        for frame in (STEPS, pd.concat([STEPS, STEPS]))
    )
    assert once == twice


def test_a_palette_is_of_any_colours_that_matplotlib_knows():
    drawn = [
        charts.bounds(LEVELS, y="level_code", hue="reading", palette=palette, ax=plt.subplots()[1])
        for palette in (matplotlib.colormaps["viridis"]([0.0, 1.0]), sns.color_palette(["#440154", "#fde725"]))
    ]
    faces = [matplotlib.colors.to_hex(ax.patches[0].get_facecolor()) for ax in drawn]
    assert faces == ["#440154", "#440154"]


def test_a_target_that_is_not_known_is_no_line():
    assert len(charts.funnel(CLASSES, x="base", y="share", target=pd.NA).lines) == 0


def test_arguments_of_seaborn_replace_those_of_the_house():
    mesh = charts.deltas(PAIRS, x="first", y="second", cmap="vlag", linecolor="red", ax=plt.subplots()[1]).collections[
        0
    ]
    assert (mesh.cmap.name, mesh.get_clim()) == ("vlag", (-1, 1))
    assert {matplotlib.colors.to_hex(edge) for edge in mesh.get_edgecolor() if edge[3]} == {"#ff0000"}
    norm = matplotlib.colors.Normalize(0, 1)
    assert charts.deltas(PAIRS, x="first", y="second", norm=norm, ax=plt.subplots()[1]).collections[0].norm is norm
    widths = [
        charts.scores(STEPS, x="low", shrink=1, ax=plt.subplots()[1], **given).patches[0].get_width()
        for given in ({}, {"binwidth": 1.5}, {"bins": 2}, {"binrange": (4, 6)})
    ]
    assert widths == [0.5, 1.5, 1.5, 0.5]


@pytest.mark.parametrize("steps", [np.nan, pd.NA, np.inf])
def test_scores_without_a_step_are_an_empty_chart(steps):
    ax = charts.scores(STEPS.assign(low=steps), x="low", ax=plt.subplots()[1])
    assert (len(ax.patches), len(ax.texts)) == (0, 0)


def test_no_cuts_are_no_lines():
    assert len(charts.scores(STEPS, x="low", cuts=None, ax=plt.subplots()[1]).lines) == 0


def test_an_order_of_nothing_is_an_empty_matrix():
    assert charts.deltas(PAIRS, x="first", y="second", order=[], ax=plt.subplots()[1]).collections[:] == []


def test_columns_may_have_numbers_for_names():
    frame = SHARES.set_axis([0, 1, 2], axis=1)
    ax = charts.bounds(frame, low=1, high=2, y=0, ax=plt.subplots()[1])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b", "c"]
