"""The notebook on grades: its blocks come from the frames that it holds, and an edit of one moves what is below it."""

from __future__ import annotations

import notebook_page
import pandas as pd
import pytest
from grade_pages import Page

from analysis.vocabulary import labels

NOTEBOOK = "grade_distribution"
HANOI = {"source": "hanoi-2023-11-04", "class_code": "hanoi_class_2", "language": "en"}
CASES = [("hanoi-2023-11-04", "all"), ("published-closings", "hoa_binh_pool"), ("all", "all")]
OF_CLASS = {"title", "tiles", "key", "grades", "closings", "not_said", "footer"}


def run(edits=notebook_page.NOTHING, **parameters):
    return notebook_page.run(NOTEBOOK, edits, **{**HANOI, **parameters})


def said(block):
    """What a block tells: its sentences and, where it has one, its table; and its drawings."""
    return block and (block.texts(), block.metadata().get("table"), getattr(block, "drawings", None))


def moved(before, after):
    return {name for name in before if said(before[name]) != said(after[name])}


@pytest.fixture(scope="module")
def plain():
    return run()[0]


@pytest.mark.parametrize(("source", "code"), CASES)
@pytest.mark.parametrize("language", labels.languages())
def test_the_notebook_shows_the_page_that_the_tests_read(source, code, language):
    shown, _ = run(source=source, class_code=code, language=language)
    made = Page(source, code, language=language).blocks()
    assert [block.metadata() for block in shown.values() if block is not None] == [block.metadata() for block in made]


def word(frame, old, new):
    frame.loc[frame["printed"] == old, "printed"] = new


def test_a_word_of_the_class_moves_its_sentences_pictures_and_tables(plain):
    shown, frames = run({"statements": lambda cell: word(cell["own"], "trên 98%", "gần 98%")})
    good = frames["bounds"].set_index(["quantity", "reading"]).loc[("good_up", "literal")]
    assert (good["low"], good["high"]) == (0, 250)
    assert moved(plain, shown) == OF_CLASS
    assert shown["title"].title.startswith("At most 250 of 256 learners")
    assert "Good (khá) or better: printed nearly 98%, literal 0–250" in shown["grades"].alt
    for name in ("grades", "closings"):
        assert shown[name].drawings != plain[name].drawings
        assert shown[name].table != plain[name].table


def test_a_word_of_another_class_moves_the_comparison_and_no_other_block(plain):
    shown, _ = run({"statements": lambda cell: word(cell["statements"], "25.5%", "35.6%")})
    assert moved(plain, shown) == {"closings"}
    assert "Hưng Yên, 2017: learners 90, very good or better, literal 32," in shown["closings"].alt


def test_an_edited_word_is_marked_and_cited_from_nobody(plain):
    shown, _ = run({"statements": lambda cell: word(cell["own"], "gần 60%", "gần 70%")})
    row = "hanoi-2023-11-04/class_2_very_good_or_excellent: gần 70%"
    assert {name for name, block in shown.items() if block and block.edited == (row,)} == OF_CLASS
    assert "“gần 60%”" in plain["grades"].texts()["source"]
    assert "70" not in "".join(map(str, shown["grades"].sources))
    assert shown["tiles"].tiles[1].why.endswith("printed as nearly 70%.")


def test_without_gan_60_percent_good_alone_is_no_more_bounded_from_below(plain):
    drop = lambda cell: cell.update(own=cell["own"].query("printed != 'gần 60%'"))  # noqa: E731
    shown, frames = run({"statements": drop})
    good = frames["bounds"].query("quantity == 'good' and reading == 'conventional'").iloc[0]
    assert (good["low"], good["high"]) == (0, 253)
    assert shown["title"].edited == ()  # a filter is no edit
    assert shown["grades"].table != plain["grades"].table


@pytest.mark.parametrize("frame", ["checked", "bounds", "bases", "commended", "compared"])
def test_a_frame_that_is_changed_moves_the_blocks_made_of_it_and_no_other(plain, frame):
    change = {
        "checked": lambda one: one.assign(fits_only=one["fits_only"].where(one["printed"] != "gần 60%", "truncated"),
                                          fits_count=1, fits_of=2),
        "bounds": lambda one: one.assign(high=one["high"].where(one["quantity"] != "good_up", one["high"] - 1)),
        "bases": lambda one: one.assign(high=one["high"] - 1),
        "commended": lambda one: one.assign(low=one["low"].where(one["low"] == 0, one["low"] - 1)),
        "compared": lambda one: one.query("class_code != 'high_pool_2'"),
    }  # fmt: skip
    below = {
        "checked": {"title", "tiles", "grades"},
        "bounds": {"title", "tiles", "grades"},
        "bases": {"not_said"},
        "commended": {"grades"},
        "compared": {"closings"},
    }
    cell = {"commended": "bases"}.get(frame, frame)
    shown, _ = run({cell: lambda cell: cell.update({frame: change[frame](cell[frame])})})
    assert moved(plain, shown) - {"footer"} == below[frame]


FILTERS = {
    "bounds": ("quantity == 'good_up'", "quantity != 'commended'", "quantity != 'very_good_up'", "reading == 'literal'",
               "reading == 'conventional'", "quantity == 'pass'"),
    "compared": ("class_code != 'hanoi_class_2'", "quantity == 'good_up'", "reading == 'conventional'", "low < 0"),
}  # fmt: skip


@pytest.mark.parametrize(("frame", "query"), [(frame, query) for frame, some in FILTERS.items() for query in some])
@pytest.mark.parametrize("code", ["hanoi_class_2", "all"])
def test_a_filter_of_a_frame_leaves_blocks_of_what_is_left(frame, query, code):
    page = Page("all", code, language="en")
    setattr(page, frame, getattr(page, frame).query(query))
    assert [block.bundle()[1]["analysis"]["kind"] for block in page.blocks()][:2] == ["title", "tiles"]


def test_every_frame_is_numbers_words_and_yes_or_no():
    _, variables = run()
    frames = {name: value for name, value in variables.items() if isinstance(value, pd.DataFrame)}
    texts = [frame[name] for frame in frames.values() for name in frame if frame[name].dtype == object]
    assert {type(cell) for column in texts for cell in column} == {str}
    assert set(frames) >= {"statements", "own", "checked", "clashes", "bounds", "bases", "commended", "compared"}


def test_every_measure_is_plotted_by_seaborn_and_pandas_without_a_cast():
    import matplotlib.pyplot as plt
    import seaborn as sns

    _, variables = run()
    _, (left, right) = plt.subplots(1, 2)
    for name in ("bounds", "bases", "commended", "compared"):
        sns.barplot(variables[name], x="low", y="quantity", hue="reading", ax=left)
        variables[name].plot.barh(x="quantity", y=["low", "high"], ax=right)
    plt.close("all")


@pytest.mark.parametrize("code", ["hanoi_class_2", "all"])
def test_no_statement_of_the_classes_leaves_a_page_that_says_so(code):
    shown, _ = run({"statements": lambda cell: cell.update(own=cell["own"].iloc[:0])}, class_code=code)
    assert [name for name, block in shown.items() if block is not None][:2] == ["title", "tiles"]
