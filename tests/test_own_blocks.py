"""An analyst's own picture and frame as a block: whole, at the size of the page; and what is neither is refused."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns

from analysis import charts
from analysis.charts.theme import WIDE
from analysis.pages import block, show
from analysis.pages.blocks.base import BlockFailed
from analysis.pages.tables import to_csv

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


def own(table, headline="what is found"):
    return block(plt.subplots()[1], key="own", headline=headline, table=table, language="en")


GROUPED = LEVELS.groupby("level_code")
WRONG = {
    "block: the headline '' says nothing. Write what is found.": lambda: own(LEVELS, ""),
    "block: the headline None says nothing. Write what is found.": lambda: own(LEVELS, None),
    "block: the table has no column. Give it the frame that the picture was drawn from.": lambda: own(
        pd.DataFrame({"edited": ["a"]})
    ),
    "block: the table has two columns 'low'. Rename one, or drop it.": lambda: own(
        pd.concat([LEVELS, LEVELS[["low"]]], axis=1)
    ),
    "block: the table has two columns '1'. Rename one, or drop it.": lambda: own(LEVELS.set_axis([1, "1"], axis=1)),
    "block: column 'low' of the table holds complex. Give each cell one number or text.": lambda: own(
        LEVELS.assign(low=1j)
    ),
    "block: column 'low' of the table holds ndarray. Give each cell one number or text.": lambda: own(
        LEVELS.assign(low=[np.array([1, 2]), 1])
    ),
    'block: the rows of the table have names under no heading. Give them one: table.rename_axis("name").': lambda: own(
        LEVELS[["low"]].describe()
    ),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_a_table_that_is_none_of_a_page_is_refused_with_how_to_mend_it(sentence):
    with pytest.raises(BlockFailed) as raised:
        WRONG[sentence]()
    assert str(raised.value) == sentence


SAID = {
    "rows with a name": (GROUPED[["low"]].sum(), "a_level_whose_code_is_long: low 3. b: low 5."),
    "headings in two lines": (
        GROUPED.agg({"low": ["min", "max"]}),
        "a_level_whose_code_is_long: low, min 3. b: low, min 5.",
    ),
    "infinite": (LEVELS.head(1).assign(low=np.inf), "a_level_whose_code_is_long: low not available."),
    "large": (LEVELS.tail(1).assign(low=1e30), "b: low 1,000,000,000,000,000,000,000,000,000,000."),
    "a filter": (LEVELS.query("low > 3"), "b: low 5."),
    "no values": (LEVELS[["level_code"]].tail(1), "b."),
    "edits of no words": (LEVELS.tail(1).assign(edited=np.nan), "b: low 5."),
    "edits that are numbers": (LEVELS.tail(1).assign(edited=1), "b: low 5."),
    "edits that are yes or no": (LEVELS.tail(1).assign(edited=True), "b: low 5."),
}


@pytest.mark.parametrize("name", SAID)
def test_a_table_is_said_with_all_that_it_holds(name):
    table, said = SAID[name]
    made = own(table, "What is found.")
    assert (made.alt, made.edited) == (f"What is found. {said}", ())
    made.bundle()


def test_a_table_without_rows_says_the_headline_alone():
    assert own(LEVELS.head(0), "Nothing").alt == "Nothing."


def test_the_largest_number_reaches_page_and_files():
    table = own(LEVELS.assign(low=1e300)).table
    assert table.shown("en")[0][1] == f"{10**300:,}"
    assert b"1" + b"0" * 300 in to_csv(table, "en")


def test_a_text_that_is_no_formula_is_said_in_one_sentence():
    ax = plt.subplots()[1]
    ax.set_title("$$")
    with pytest.raises(BlockFailed) as raised:
        show(block(ax, key="own", headline="5", table=LEVELS, language="en"))
    assert str(raised.value) == (
        "chart own cannot be shown: ChartError: matplotlib can read no formula in '$$'. "
        r"Write \$ for each $, or charts.use() before the picture is drawn: no text is then a formula."
    )
    ax.set_title(r"\$\$")
    assert ">$$</text>" in drawn(ax)


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
