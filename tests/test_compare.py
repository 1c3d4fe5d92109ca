"""Class against class: the reference cases of the literature, and the cases where nothing can be said."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binom
from statsmodels.stats.nonparametric import rank_compare_2indep

from analysis.measures import compare
from analysis.measures.compare import ComparisonError

# Newcombe 1998, table I


@pytest.mark.parametrize(
    "count, base, method, expected",
    [
        (81, 263, "wilson", (0.2553, 0.3662)),
        (81, 263, "clopper_pearson", (0.2527, 0.3676)),
        (15, 148, "wilson", (0.0624, 0.1605)),
        (15, 148, "clopper_pearson", (0.0578, 0.1617)),
    ],
)
def test_intervals_of_a_share(count, base, method, expected):
    estimate = compare.share(count, base, method)
    assert (round(estimate.low, 4), round(estimate.high, 4)) == expected
    assert estimate.value == count / base


def test_the_difference_of_two_shares():
    estimate = compare.share_difference(56, 70, 48, 80)
    assert (round(estimate.low, 4), round(estimate.high, 4)) == (0.0524, 0.3339)


def test_a_class_without_learners_has_no_share():
    assert compare.share(0, 0) == compare.Estimate(None, None, None)
    assert compare.share_difference(0, 0, 3, 4) == compare.Estimate(None, None, None)


@pytest.mark.parametrize("count, base", [(5, 4), (-1, 4), (1.5, 4)])
def test_a_part_that_is_none_is_refused(count, base):
    with pytest.raises(ComparisonError, match="is no share"):
        compare.share(count, base)


def test_a_level_beyond_0_and_1_is_refused():
    with pytest.raises(ComparisonError, match=r"the level is 95: it must lie between 0 and 1, such as 0\.95\."):
        compare.share(1, 4, level=95)


# Two classes


def test_cliffs_delta_of_the_reference_case():
    result = compare.contrast_counts([2, 3, 3, 1, 1], [1, 1, 1, 2, 1])
    assert (result.u, result.delta.value) == (22.5, -0.25)
    assert -1 < result.delta.low < -0.25 < result.delta.high < 1


COUNTS = st.tuples(*[st.integers(0, 12)] * 5).filter(any)


@settings(deadline=None, max_examples=50)
@given(COUNTS, COUNTS)
def test_delta_is_the_pairs_won_less_the_pairs_lost(first, second):
    learners, others = compare.as_scores(first), compare.as_scores(second)
    won = sum((a > b) - (a < b) for a in learners for b in others)
    result = compare.contrast_counts(first, second)
    assert (result.won, result.delta.value) == (won, won / (len(learners) * len(others)))
    assert compare.contrast_counts(second, first).delta.value == -result.delta.value


@pytest.mark.parametrize(("first", "second"), [([0, 0, 3], [1, 1, 0]), ([0, 0, 1], [0, 5, 0])])
def test_groups_without_overlap_have_a_delta_but_no_interval(first, second):
    delta = compare.contrast_counts(first, second).delta
    assert (delta.value, delta.low, delta.high) == (1, None, None)


@given(COUNTS, COUNTS)
def test_counts_give_the_same_interval_as_learners(first, second):
    assume(min(sum(first), sum(second)) > 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        learners = rank_compare_2indep(compare.as_scores(first), compare.as_scores(second))
        ends = learners.confint_lintransf(-1, 2, alpha=0.05)
    delta = compare.contrast_counts(first, second).delta
    for expected, end in zip(ends, (delta.low, delta.high), strict=True):
        assert end == (pytest.approx(min(max(expected, -1), 1)) if math.isfinite(expected) else None)


def test_counts_of_nobody_are_refused():
    with pytest.raises(ComparisonError, match="a group has no learner"):
        compare.contrast_counts([0, 0], [1, 2])


def test_learners_of_one_grade_do_not_differ_and_have_a_p_value_of_1():
    result = compare.contrast_counts([0, 7, 0], [0, 3, 0])
    assert (result.p_value, result.won, result.pairs, result.delta.value) == (1, 0, 21, 0)


def test_counts_by_grade_become_places_on_the_scale():
    assert compare.as_scores([2, 0, 3]) == [0, 0, 2, 2, 2]


# Bitterness of wine (Randall 1989, Biometrical Journal 31:781): counts of the ratings 1 to 5
WINE = {
    ("cold", "no"): (4, 9, 5, 0, 0),
    ("cold", "yes"): (1, 7, 8, 2, 0),
    ("warm", "no"): (0, 5, 8, 3, 2),
    ("warm", "yes"): (0, 1, 5, 7, 5),
}


@pytest.fixture(scope="module")
def wine() -> pd.DataFrame:
    rows = [(*key, place + 1) for key, counts in WINE.items() for place in compare.as_scores(counts)]
    frame = pd.DataFrame(rows, columns=["temp", "contact", "rating"])
    return frame.assign(rating=pd.Categorical(frame["rating"], ordered=True))


def test_proportional_odds_of_the_wine_data(wine):
    model = compare.proportional_odds(wine["rating"], wine[["temp", "contact"]])
    assert model.effects["term"].tolist() == ["temp_warm", "contact_yes"]
    assert model.effects["log_odds"].round(3).tolist() == [2.503, 1.528]
    assert model.thresholds["log_odds"].round(3).tolist() == [-1.344, 1.251, 3.467, 5.006]
    assert model.thresholds[["below", "above"]].iloc[0].tolist() == [1, 2]
    assert round(model.log_likelihood, 2) == -86.49
    assert (model.learners, model.is_converged) == (72, True)
    assert (model.effects["low"] < model.effects["odds_ratio"]).all()


def test_grades_may_be_words_and_like_learners_count_once(wine):
    words = wine["rating"].cat.rename_categories(dict(zip(range(1, 6), "abcde", strict=True)))
    model = compare.proportional_odds(words, wine[["temp", "contact"]])
    assert model.effects["log_odds"].round(3).tolist() == [2.503, 1.528]
    doubled = compare.proportional_odds(pd.concat([words, words]), pd.concat([wine, wine])[["temp", "contact"]])
    assert round(doubled.log_likelihood, 2) == round(2 * model.log_likelihood, 2)


@pytest.mark.parametrize(
    "change, message",
    [
        (lambda w: w.assign(rating=w["rating"].astype(int)), "ordered categorical"),
        (lambda w: w.assign(temp="cold"), "predictor temp does not vary: leave it out."),
        (lambda w: w.assign(rating=w["rating"].where(w.index > 0)), "is missing"),
        (lambda w: w[w["rating"] == 2], "all learners have one grade"),
    ],
)
def test_what_cannot_be_fitted_is_refused(wine, change, message):
    changed = change(wine)
    with pytest.raises(ComparisonError, match=message):
        compare.proportional_odds(changed["rating"], changed[["temp", "contact"]])


def test_a_predictor_that_separates_the_grades_is_not_passed_off_as_a_result():
    grades = pd.Series(pd.Categorical([1] * 20 + [2] * 20, ordered=True))
    model = compare.proportional_odds(grades, pd.DataFrame({"class": ["a"] * 20 + ["b"] * 20}))
    assert not model.is_converged


@pytest.fixture(scope="module")
def applicants() -> tuple[pd.Series, pd.DataFrame]:
    """Who applies to a graduate school: 400 students of the UCLA example, in the tests that statsmodels ships."""
    path = Path(statsmodels.__file__).parent / "miscmodels/tests/results/ologit_ucla.csv"
    if not path.exists():
        pytest.skip("this statsmodels ships no data of the UCLA example")
    frame = pd.read_csv(path)
    scale = ["unlikely", "somewhat likely", "very likely"]
    return pd.Series(pd.Categorical(frame["apply"], scale, ordered=True)), frame[["pared", "public", "gpa"]]


def log_likelihood(grades: pd.Series, predictors: pd.DataFrame, numbers: list[float]) -> float:
    """Of two thresholds and a number for each predictor; learner by learner, from the definition."""
    first, second, *effects = numbers
    below = (-math.inf, first, second, math.inf)
    total = 0.0
    for place, row in zip(grades.cat.codes, predictors.to_numpy(), strict=True):
        shift = sum(effect * value for effect, value in zip(effects, row, strict=True))
        low, high = (1 / (1 + math.exp(shift - end)) for end in below[place : place + 2])
        total += math.log(high - low)
    return total


def test_the_applicants_of_the_ucla_example_stand_at_the_maximum(applicants):
    model = compare.proportional_odds(*applicants)
    assert model.effects["log_odds"].round(5).tolist() == [1.04766, -0.05868, 0.61575]
    assert model.thresholds["log_odds"].round(5).tolist() == [2.20332, 4.29877]
    numbers = [*model.thresholds["log_odds"], *model.effects["log_odds"]]
    assert log_likelihood(*applicants, numbers) == pytest.approx(model.log_likelihood, abs=1e-9)
    for place in range(len(numbers)):
        for change in (-1e-5, 1e-5):
            near = [number + change * (at == place) for at, number in enumerate(numbers)]
            assert log_likelihood(*applicants, near) < model.log_likelihood


def test_what_an_optimizer_that_stopped_early_published_lies_below_the_maximum(applicants):
    published = [2.20391, 4.29936, 1.04769, -0.05878, 0.61594]  # R's polr, by a difference in the likelihood
    model = compare.proportional_odds(*applicants)
    assert model.log_likelihood - log_likelihood(*applicants, published) == pytest.approx(3.1e-7, rel=0.05)


def test_a_predictor_far_from_0_changes_nothing_but_the_thresholds(applicants):
    grades, predictors = applicants
    near = compare.proportional_odds(grades, predictors)
    far = compare.proportional_odds(grades, predictors.assign(gpa=predictors["gpa"] + 20_000))
    assert far.is_converged
    assert far.effects["p_value"].tolist() == pytest.approx(near.effects["p_value"].tolist(), rel=1e-7)


# Many classes


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), st.floats(0.02, 0.98), st.sampled_from([0.95, 0.998]))
def test_funnel_limits_leave_out_at_most_half_of_the_rest_on_each_side(base, target, level):
    limits = compare.funnel_limits([base], target, [level]).iloc[0]
    tail = (1 - level) / 2 + 1e-9
    assert (
        binom.cdf(limits["low_count"] - 1, base, target) <= tail < binom.cdf(limits["low_count"], base, target) + 2e-9
    )
    assert (
        binom.sf(limits["high_count"], base, target) <= tail < binom.sf(limits["high_count"] - 1, base, target) + 2e-9
    )


def test_the_funnel_finds_the_class_that_chance_does_not_explain():
    classes = {"usual": (60, 100), "small": (9, 10), "odd": (90, 100), "far": (153, 256), "none": (0, 0)}
    frame = compare.funnel(classes, target=0.6).set_index("class")
    assert frame.index.tolist() == ["usual", "small", "odd", "far"]
    assert frame["outside_level"].fillna(0).to_dict() == {"usual": 0, "small": 0, "odd": 0.998, "far": 0}


def test_the_target_is_the_share_of_all_learners_unless_given():
    frame = compare.funnel({"a": (1, 4), "b": (9, 16)})
    assert frame["target"].tolist() == [0.5, 0.5]
    assert compare.funnel({}).empty


def test_benjamini_and_hochberg_reject_four_where_bonferroni_rejects_three():
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p_values += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]
    assert compare.adjusted(p_values)["is_rejected"].sum() == 4
    assert compare.adjusted(p_values, "bonferroni")["is_rejected"].sum() == 3
    assert compare.adjusted([]).empty
    with pytest.raises(ComparisonError, match=r"1\.2 is no p-value"):
        compare.adjusted([1.2])


def test_the_facts_of_the_caution():
    facts = compare.caution([256, 189, 88, 40, 20], ["a", "a", "b"])
    assert (facts.classes, facts.comparisons, facts.false_alarms) == (5, 10, Fraction(1, 2))
    assert (facts.smallest_class, facts.single_learner, facts.scales) == (20, Fraction(1, 20), 2)
    assert compare.caution([]).single_learner is None


# Over time


def test_the_p_chart_of_the_orange_juice_cans():
    counts = [
        12,
        15,
        8,
        10,
        4,
        7,
        16,
        9,
        14,
        10,
        5,
        6,
        17,
        12,
        22,
        8,
        10,
        5,
        13,
        11,
        20,
        18,
        24,
        15,
        9,
        12,
        7,
        13,
        9,
        6,
    ]
    chart = compare.p_chart(counts, 50)
    first = chart.iloc[0]
    assert (round(first["centre"], 4), round(first["low"], 4), round(first["high"], 4)) == (0.2313, 0.0524, 0.4102)
    assert chart.loc[chart["is_outside"], "sample"].tolist() == [15, 23]


def test_a_share_on_the_limit_is_inside_it():
    # Half of all learners in classes of 36: three standard errors are 3 * sqrt(0.25 / 36) = 0.25.
    chart = compare.p_chart([27, 9, 18, 18], 36)
    assert chart["centre"].iloc[0] == 0.5
    assert (chart["high"].iloc[0], chart["share"].iloc[0]) == (0.75, 0.75)
    assert chart["is_outside"].tolist() == [False] * 4
    assert compare.p_chart([28, 8, 18, 18], 36)["is_outside"].tolist() == [True, True, False, False]


def test_a_chart_of_unlike_lengths_or_of_nobody_is_refused():
    with pytest.raises(ComparisonError, match="one base a count"):
        compare.p_chart([1, 2], [3])
    with pytest.raises(ComparisonError, match="a sample has no learner"):
        compare.p_chart([0], [0])
