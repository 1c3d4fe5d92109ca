"""The charts of grades: no text overlaps or leaves the canvas, whatever the class, in both languages and widths."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pandas as pd
import pytest
from drawn_texts import faults
from matplotlib.text import Text

from analysis.charts.composed import closings as closings_chart
from analysis.charts.composed import grades as grades_chart
from analysis.charts.lettering import fits
from analysis.data import processed
from analysis.measures import frames, grades
from analysis.measures.grades import COMPARED
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

EDITIONS = list(product(("vi", "en"), (False, True)))
HANOI = ("hanoi-2023-11-04", "hanoi_class_2")


@pytest.fixture(scope="module")
def published():
    return processed.statement_table(processed.sources_with_grades())


@pytest.fixture(scope="module")
def distributions(published):
    found = {}
    for source, code, _ in grades.classes(published).itertuples(index=False):
        frame = grades.distribution(grades.of_class(published, source, code))
        found[code] = frame[frame["is_shown"]]
    return found


def texts(figure):
    return {text.get_text() for text in figure.findobj(Text)}


def made_up(*rows, total=(256, 256), aside=(None, None), falls_back=False):
    """Rows of a distribution as (quantity, literal ends, conventional ends, printed)."""
    found = []
    for quantity, literal, usual, printed in rows:
        for reading, (low, high) in (("literal", literal), ("conventional", usual)):
            sized = total[0] == total[1] and None not in (low, high)
            found.append(
                {
                    "source_code": "own", "quantity": quantity, "reading": reading, "low": low, "high": high,
                    "total_low": total[0], "total_high": total[1],
                    **frames.share(*(Fraction(end, total[0]) if sized else None for end in (low, high)), "share_"),
                    "printed": frames.listed(printed), "cited": frames.listed(printed), "is_either": False,
                    "aside_low": aside[0], "aside_high": aside[1], "falls_back": falls_back, "is_cut_off": False,
                }
            )  # fmt: skip
    return pd.DataFrame(found)


EXTREMES = {
    "one learner": made_up(
        ("good", (0, 1), (1, 1), ("gần 60%",)), ("commended", (None, None), (None, None), ()), total=(1, 1)
    ),
    "four thousand": made_up(
        ("good_up", (3921, 4000), (3921, 3959), ("trên 98%", "hơn 3.920", "3.950")),
        ("fairly_good_up", (0, 3999), (3980, 3999), ("gần 100%",)),
        ("fairly_good", (0, 4000), (0, 79), ()),
        total=(4000, 4000),
    ),
    "open total": made_up(
        ("good_up", (1961, None), (1961, 2199), ("trên 98%",)),
        ("commended", (22, None), (22, 24), ("hơn 21",)), total=(2001, None)
    ),
    "all nothing": made_up(("fail", (0, 0), (0, 0), ("0",)), total=(40, 40)),
    "in doubt": made_up(
        ("good_up", (111, 116), (111, 116), ("trên 95%", "hơn 110")), ("fail", (None, None), (None, None), ("33,3%",)),
        total=(116, 116), aside=(13, 75),
    ),
    "in doubt without an end": made_up(("good", (50, None), (50, None), ("50",)), total=(60, None), aside=(51, None)),
    "read literally": made_up(("good", (0, 57), (0, 57), ("gần 50%",)), total=(116, 116), falls_back=True),
    "joint": made_up(("excellent+very_good+good", (90, 96), (92, 96), ("trên 93%",)), total=(96, 96)),
}  # fmt: skip


@pytest.mark.parametrize("language, narrow", EDITIONS)
def test_the_bars_of_every_class_keep_clear(distributions, language, narrow):
    found = {code: faults(grades_chart.draw(frame, language, narrow)) for code, frame in distributions.items()}
    assert {code: told for code, told in found.items() if told} == {}


@pytest.mark.parametrize("language, narrow", EDITIONS)
@pytest.mark.parametrize("name", EXTREMES)
def test_the_bars_of_extremes_keep_clear(name, language, narrow):
    assert faults(grades_chart.draw(EXTREMES[name], language, narrow)) == []


@pytest.mark.parametrize("language, low, high", [("en", "251–256", "38.2–41.8%"), ("vi", "251–256", "38,2–41,8%")])
def test_the_bars_print_counts_and_shares(distributions, language, low, high):
    assert {low, high} <= texts(grades_chart.draw(distributions["hanoi_class_2"], language))


def test_each_reading_is_named_once(distributions):
    shown = [text.get_text() for text in grades_chart.draw(distributions["hanoi_class_2"], "en").findobj(Text)]
    assert [
        shown.count(text) for text in ("literal: only what is certain", "by convention: as this project states it")
    ] == [1, 1]


def test_the_literal_bar_is_above_the_conventional_one(distributions):
    row = grades_chart.rows(distributions["hanoi_class_2"], "en")[0]
    assert [bar.tone for bar in row.bars] == ["literal", "conventional"]


def many(count, name="a_class_of_officials_from_a_far_away_province_{}_with_a_very_long_code"):
    shares = {
        ("very_good_up", "literal"): (Fraction(0), Fraction(59, 99)),
        ("very_good_up", "conventional"): (Fraction(1, 2), Fraction(59, 99)),
    }
    kinds = (
        shares,
        {},
        {("very_good_up", "literal"): labels.Either(Fraction(6, 11), Fraction(49, 88))},
        {(cut, reading): (Fraction(1, 3),) * 2 for cut in COMPARED for reading in READINGS},
    )
    return [
        closings_chart.Closing(("x", str(place)), name.format(place), "3,921–4,000", kinds[place % 4], place % 2 == 0,
                               place % 5 > 0, place == 0)
        for place in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("language, narrow", EDITIONS)
@pytest.mark.parametrize("count", [1, 40])
def test_closings_with_long_names_keep_clear(count, language, narrow):
    assert faults(closings_chart.draw(many(count), language, narrow)) == []


@pytest.mark.parametrize("language, narrow", EDITIONS)
def test_the_published_closings_keep_clear(published, language, narrow):
    frame = grades.closings(published)
    names = {key: key[1] for key in zip(frame["source_code"], frame["class_code"], strict=True)}
    listed = closings_chart.closings(frame, names, language, [HANOI])
    assert faults(closings_chart.draw(listed, language, narrow)) == []


def test_closings_are_grouped_by_the_grade_excellent_and_the_focus_keeps_its_place(published):
    frame = grades.closings(published)
    names = {key: key[1] for key in zip(frame["source_code"], frame["class_code"], strict=True)}
    listed = closings_chart.closings(frame, names, "en", [HANOI])
    assert [one.name for one in listed][:4] == ["high_pool_2", "hanoi_class_2", "tien_giang_2017_dn", "hoa_binh_pool"]
    assert [one.name for one in listed if one.is_focus] == ["hanoi_class_2"]


def test_a_printed_number_that_the_others_leave_has_no_rings(distributions):
    rows = {row.detail: row for row in grades_chart.rows(distributions["hoa_binh_pool"], "en")}
    bars = rows["printed 48, 55.7%"].bars
    assert [(bar.tone, bar.low, bar.high) for bar in bars] == [("count", 48, 49)]


def test_the_bar_of_a_contradiction_prints_both_counts_and_both_shares(distributions):
    shown = texts(grades_chart.draw(distributions["hoa_binh_pool"], "en"))
    assert {"48 or 49", "54.5 or 55.7%", "84 or 85", "95.5 or 96.6%"} <= shown


def test_the_phone_shows_both_cuts_and_the_learners(published):
    frame = grades.closings(published)
    names = {key: key[1] for key in zip(frame["source_code"], frame["class_code"], strict=True)}
    listed = closings_chart.closings(frame, names, "en", [HANOI])
    shown = texts(closings_chart.draw(listed, "en", narrow=True))
    assert {"Very good or better", "Good or better", "256 learners", "≤ 59.8%", "≥ 98.0%"} <= shown


def test_a_contradiction_prints_both_values(published):
    frame = grades.closings(published)
    names = {key: key[1] for key in zip(frame["source_code"], frame["class_code"], strict=True)}
    assert "54.5 or 55.7%" in texts(closings_chart.draw(closings_chart.closings(frame, names, "en"), "en"))


@pytest.mark.parametrize("name", ["An Lão", "a" * 60, "một hai ba bốn năm sáu bảy tám chín mười"])
def test_a_name_fits_its_room(name):
    lines = closings_chart.fitted(name, 120)
    assert [line for line in lines if not fits(line, 12 if len(lines) > 1 else 12.5, 120)] == []
