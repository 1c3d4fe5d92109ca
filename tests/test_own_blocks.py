"""An analyst's own picture and frame as a block: whole, at the size of the page; and what is neither is refused."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns

from analysis import charts
from analysis.charts.theme import WIDE
from analysis.pages import block, show
from analysis.pages.blocks.base import BlockFailed

LEVELS = pd.DataFrame({"level_code": ["a_level_whose_code_is_long", "b"], "low": [3, 5]}).astype({"low": "Int64"})
WRITE = 'show(block(ax, key="own", headline="what is found", table=frame, language=language)).'


@pytest.fixture(autouse=True)
def theme():
    """The parameters as they were, no figure left open."""
    with plt.rc_context():
        yield
    plt.close("all")


def drawn(ax) -> str:
    return block(ax, key="own", headline="5", table=LEVELS, language="en").drawings["wide"]


@pytest.mark.parametrize("theme_of", [lambda: None, charts.use, sns.set_theme], ids=["plain", "house", "seaborn"])
def test_no_label_of_an_own_picture_is_cut_off(theme_of):
    theme_of()
    ax = sns.barplot(LEVELS, x="low", y="level_code", ax=plt.subplots()[1])
    end = float(re.search(r'text-anchor: end[^"]*" x="([\d.]+)"[^>]*>a_level', drawn(ax))[1])
    assert ax.get_yticklabels()[0].get_window_extent().width * 72 / ax.figure.dpi < end


def test_an_own_picture_in_the_theme_is_as_wide_as_the_page():
    charts.use()
    ax = sns.barplot(LEVELS, x="low", y="level_code", ax=plt.subplots()[1])
    width = float(re.search(r'viewBox="0 0 ([\d.]+) ', drawn(ax))[1])
    assert width * 100 / 72 == pytest.approx(WIDE, abs=WIDE / 50)


@pytest.mark.parametrize("given", [LEVELS, "a", plt], ids=["frame", "text", "module"])
def test_what_is_no_block_is_refused_with_the_line_to_write(given):
    with pytest.raises(BlockFailed) as raised:
        show(given)
    told = f"show takes blocks, not {type(given).__name__}. To put a picture on the page: {WRITE}"
    assert str(raised.value) == told


def test_a_grid_of_seaborn_and_a_frame_in_place_of_the_axes_are_refused():
    told = []
    for given in (sns.catplot(LEVELS, x="low", y="level_code", kind="bar"), LEVELS):
        with pytest.raises(BlockFailed) as raised:
            drawn(given)
        told.append(str(raised.value))
    assert told == [
        f"block takes an Axes and a frame, not {kind}. Write {WRITE}" for kind in ("FacetGrid", "DataFrame")
    ]


@pytest.mark.parametrize("key", ["", "../../x", "/../../../x", "a b", "a\0", "k" * 65, "bảng", None, 5])
def test_a_key_that_names_no_file_is_refused(key):
    with pytest.raises(BlockFailed, match="names no file. Give 1 to 64 letters"):
        block(plt.subplots()[1], key=key, headline="5", table=LEVELS, language="en")


def test_a_greatest_number_that_is_missing_beside_a_least_is_no_limit():
    bounds = pd.DataFrame({"who": ["a", "b", "c"], "low": [1, 2, None], "high": [None, 3, None]}).astype(
        {"low": "Int64", "high": "Int64"}
    )
    made = block(plt.subplots()[1], key="own", headline="1", table=bounds, language="en")
    assert made.table.shown("en") == [["a", "1", "no limit"], ["b", "2", "3"], ["c", "[x]", "[x]"]]
