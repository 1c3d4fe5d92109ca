"""Class against class: the reference cases of the literature, and the cases where nothing can be said."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact, hypergeom, mannwhitneyu, multivariate_hypergeom
from statsmodels.stats.multitest import multipletests

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
    assert (result.u, result.delta) == (22.5, -0.25)


COUNTS = st.tuples(*[st.integers(0, 12)] * 5).filter(any)


@settings(deadline=None, max_examples=50)
@given(COUNTS, COUNTS)
def test_delta_is_the_pairs_won_less_the_pairs_lost(first, second):
    learners, others = compare.as_scores(first), compare.as_scores(second)
    won, lost = (sum(sign * (a - b) > 0 for a in learners for b in others) for sign in (1, -1))
    result = compare.contrast_counts(first, second)
    assert (result.higher, result.lower) == (won, lost)
    assert result.delta == Fraction(won - lost, len(learners) * len(others))
    assert compare.contrast_counts(second, first).delta == -result.delta


def test_the_p_value_of_many_learners_is_that_of_mann_and_whitney():
    first, second = [30, 40, 50, 20], [45, 50, 35, 10]
    expected = mannwhitneyu(compare.as_scores(first), compare.as_scores(second), method="asymptotic").pvalue
    assert compare.contrast_counts(first, second).p_value == expected


def dealt_out(first: list[int], second: list[int]) -> float:
    """The exact p-value: every way to deal the grades out, weighed by its probability."""
    everyone = [one + other for one, other in zip(first, second, strict=True)]
    size, observed, p_value = sum(first), apart(first, second), 0.0
    for drawn in product(*(range(count + 1) for count in everyone)):
        if sum(drawn) == size:
            rest = [one - other for one, other in zip(everyone, drawn, strict=True)]
            p_value += multivariate_hypergeom.pmf(drawn, everyone, size) * (apart(drawn, rest) >= observed)
    return p_value


def apart(first, second) -> int:
    learners, others = compare.as_scores(first), compare.as_scores(second)
    return abs(sum((a > b) - (a < b) for a in learners for b in others))


@pytest.mark.parametrize(
    ("first", "second"),
    [([0, 0, 5], [3, 4, 2]), ([0, 0, 5], [5, 0, 0]), ([0, 3, 0], [2, 3, 6]), ([2, 1, 0], [1, 3, 6]), ([0, 4], [3, 1])],
)
def test_few_learners_are_dealt_out(first, second):
    assert compare.contrast_counts(first, second).p_value == pytest.approx(dealt_out(first, second), abs=0.012)


def test_a_group_without_spread_has_no_p_value_of_nothing():
    one_fails_in_20 = [50, 0, 950]
    assert compare.contrast_counts([0, 0, 6], one_fails_in_20).p_value == 1
    failures = hypergeom(1_100, 50, 100)  # 0 of them are 4.5 below the mean, as 10 or more are above it
    exact = failures.pmf(0) + failures.sf(9)
    assert compare.contrast_counts([0, 0, 100], one_fails_in_20).p_value == pytest.approx(exact, abs=0.004)


def test_counts_of_nobody_are_refused():
    with pytest.raises(ComparisonError, match="a group has no learner"):
        compare.contrast_counts([0, 0], [1, 2])
    with pytest.raises(ComparisonError, match="a group has no learner"):
        compare.TwoShares(0, 0, 1, 2)


def test_learners_of_one_grade_do_not_differ_and_have_a_p_value_of_1():
    result = compare.contrast_counts([0, 7, 0], [0, 3, 0])
    assert (result.p_value, result.higher, result.lower, result.pairs, result.delta) == (1, 0, 0, 21, 0)


# Two shares


@pytest.mark.parametrize(
    "count, base, other_count, other_base, expected",
    [
        (10, 10, 27_000, 30_000, 0.61),
        (20, 20, 9_500, 10_000, 0.62),
        (6, 6, 950, 1_000, 1.0),
        (12, 12, 329, 410, 0.13),
        (0, 10, 3_000, 30_000, 0.61),
    ],
)
def test_a_class_without_spread_has_fishers_p_value(count, base, other_count, other_base, expected):
    shares = compare.TwoShares(count, base, other_count, other_base)
    assert round(shares.p_value, 2) == expected
    assert shares.p_value == pytest.approx(
        fisher_exact([[count, base - count], [other_count, other_base - other_count]]).pvalue, rel=1e-9
    )
    low, high = shares.interval(1.96)
    assert low < 0 < high


@st.composite
def two_shares(draw) -> compare.TwoShares:
    base, other_base = draw(st.integers(1, 40)), draw(st.integers(1, 300))
    return compare.TwoShares(draw(st.integers(0, base)), base, draw(st.integers(0, other_base)), other_base)


@settings(deadline=None, max_examples=150)
@given(two_shares(), st.sampled_from([1.96, 3.0, 9.0]))
def test_the_test_and_the_interval_never_disagree_about_zero(shares, reach):
    table = [[shares.count, shares.base - shares.count], [shares.other_count, shares.other_base - shares.other_count]]
    assert shares.p_value == pytest.approx(fisher_exact(table).pvalue, rel=1e-7)
    low, high = shares.interval(reach)
    difference = shares.count / shares.base - shares.other_count / shares.other_base
    assert low - 1e-9 <= difference <= high + 1e-9
    assert (low <= 0 <= high) == (shares.score < reach)


def test_a_p_value_too_small_for_a_float_keeps_its_distance():
    shares = compare.TwoShares(5_000, 5_000, 0, 5_000)
    assert (shares.p_value, 110 < shares.score < 120) == (0, True)


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


def test_the_intervals_of_odds_ratios_agree_with_the_corrected_verdicts(wine):
    bottles = pd.Series([f"bottle {at % 4}" for at in range(72)], name="bottle")
    model = compare.proportional_odds(wine["rating"], pd.concat([wine[["temp", "contact"]], bottles], axis=1))
    ratios = compare.odds_ratios(model)
    assert ratios["odds_ratio"].tolist() == pytest.approx(np.exp(model.effects["log_odds"]).tolist())
    assert ratios["is_rejected"].tolist() == [True, True, False, False, False]
    assert ((ratios["low"] > 1) | (ratios["high"] < 1)).equals(ratios["is_rejected"])
    rejected = multipletests(model.effects["p_value"], method="fdr_bh")
    assert ratios["adjusted"].tolist() == rejected[1].tolist()


# Many classes


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), st.floats(0.02, 0.98), st.sampled_from([0.95, 0.998]))
def test_funnel_limits_leave_out_at_most_half_of_the_rest_on_each_side(base, target, level):
    limits = compare.funnel_limits([base], target, [level]).iloc[0]
    low, high = (round(limits[end] * base) for end in ("low_share", "high_share"))
    tail = (1 - level) / 2 + 1e-9
    assert binom.cdf(low - 1, base, target) <= tail < binom.cdf(low, base, target) + 2e-9
    assert binom.sf(high, base, target) <= tail < binom.sf(high - 1, base, target) + 2e-9


CLASSES = pd.DataFrame({"count": [60, 9, 90, 153], "base": [100, 10, 100, 256]}, ["usual", "small", "odd", "far"])


def test_the_funnel_finds_the_class_that_chance_does_not_explain():
    assert compare.outside(CLASSES, 0.6, 0.998).to_dict() == {"usual": False, "small": False, "odd": True, "far": False}
    assert not compare.outside(CLASSES, 0.6, 0.998, phi=9).any()


def test_limits_are_widened_by_the_root_of_phi_up_to_0_and_1():
    narrow, wide = (compare.funnel_limits([256, 10], 0.6, [0.95], phi).iloc for phi in (1, 4))
    assert 0.6 - wide[0]["low_share"] == pytest.approx(2 * (0.6 - narrow[0]["low_share"]))
    assert wide[1][["low_share", "high_share"]].tolist() == [0, 1]
    assert compare.funnel_limits([256], 0.6, [0.95], 0.5).equals(compare.funnel_limits([256], 0.6, [0.95]))


def test_a_class_on_a_limit_is_inside_it():
    limits = compare.funnel_limits([49], 0.7, [0.95]).iloc[0]
    on = pd.DataFrame({"count": [round(limits["low_share"] * 49), round(limits["high_share"] * 49)], "base": [49, 49]})
    assert compare.outside(on, 0.7, 0.95).tolist() == [False, False]


def test_phi_is_the_mean_square_of_the_distances_with_a_tenth_at_each_end_drawn_in():
    distances = compare.distances(CLASSES, 0.6)
    expected = [(c / n - 0.6) / math.sqrt(0.6 * 0.4 / n) for c, n in zip(*CLASSES.to_numpy().T, strict=True)]
    assert distances.tolist() == pytest.approx(expected)
    scores = [-9, -2, -1, 0, 0, 0, 1, 1, 2, 30]
    assert compare.spread(scores) == (4 + 4 + 1 + 1 + 1 + 4 + 4) / 10
    assert compare.spread(scores, 0) == (81 + 4 + 1 + 1 + 1 + 4 + 900) / 10
    assert compare.spread([]) == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=3))
def test_no_counts_between_their_ends_are_spread_wider_than_the_greatest_phi(rows):
    hidden = pd.DataFrame(
        [(low, low + room, low + room + more + 1) for low, room, more in rows], columns=["least", "most", "base"]
    )
    counts = [low + room // 2 for low, room, _ in rows]
    whole = 60 + sum(counts), 100 + int(hidden["base"].sum())
    shown, target = CLASSES.head(1), whole[0] / whole[1]
    greatest = compare.greatest_spread(shown, hidden.assign(most_base=hidden["base"]), sum(counts), target)
    for fits in product(*(range(low, low + room + 1) for low, room, _ in rows)):
        if sum(fits) == sum(counts):
            classes = pd.DataFrame({"count": [60, *fits], "base": [100, *hidden["base"]]})
            assert compare.spread(compare.distances(classes, target), 0) <= greatest + 1e-9


def test_a_class_whose_size_is_hidden_counts_as_the_largest_and_furthest_that_it_may_be():
    hidden = pd.DataFrame({"least": [0], "most": [7], "base": [None], "most_base": [7]})
    greatest = compare.greatest_spread(CLASSES.head(1), hidden, 3, 0.6)
    assert greatest == pytest.approx((0 + 7 * 0.6**2 / 0.24) / 2)


# Classes against the others


def drawn(random: np.random.Generator, shares: np.ndarray) -> pd.DataFrame:
    """One register of 20 classes of 5 to 60 learners; the first class has 60."""
    bases = np.append(60, random.integers(5, 61, 19))
    return pd.DataFrame({"count": random.binomial(bases, shares), "base": bases})


def verdicts(classes: pd.DataFrame) -> pd.DataFrame:
    whole = int(classes["count"].sum()), int(classes["base"].sum())
    if whole[0] == whole[1]:
        return classes.assign(stands_out=False, beyond_chance=False)
    phi = compare.spread(compare.distances(classes, whole[0] / whole[1]))
    return compare.against_the_others(classes, whole, len(classes), phi)


@pytest.mark.parametrize("share", [0.9, 0.95, 0.99])
def test_of_20_classes_that_are_alike_some_differ_in_at_most_75_of_1000_registers(share):
    random = np.random.default_rng(14)
    frames = [verdicts(drawn(random, np.full(20, share))) for _ in range(500)]
    assert sum(frame["stands_out"].any() for frame in frames) <= 0.075 * 500
    assert sum(frame["beyond_chance"].any() for frame in frames) <= 0.075 * 500


def test_one_class_at_60_percent_among_classes_at_90_stands_out_in_nine_of_ten_registers():
    random = np.random.default_rng(14)
    shares = np.append(0.6, np.full(19, 0.9))
    assert sum(verdicts(drawn(random, shares))["stands_out"].iloc[0] for _ in range(500)) >= 0.9 * 500


def test_a_class_that_is_not_at_hand_counts_as_a_comparison():
    whole = 1_128, 1_200
    classes = pd.DataFrame({"count": [51, 52, 54, 55], "base": [60] * 4})
    alone, among = (compare.against_the_others(classes, whole, number) for number in (4, 20))
    p_values = [fisher_exact([[c, 60 - c], [1_128 - c, 12 + c]]).pvalue for c in classes["count"]]
    assert alone["p_value"].tolist() == pytest.approx(p_values)
    corrected = multipletests([*p_values, *[1] * 16], method="fdr_bh")
    assert among["adjusted"].tolist() == pytest.approx(corrected[1][:4].tolist())
    assert (alone["stands_out"].any(), among["stands_out"].any()) == (True, False)


@pytest.mark.parametrize("phi", [1, 3])
def test_an_interval_holds_0_exactly_where_the_class_does_not_stand_out(phi):
    classes = drawn(np.random.default_rng(4), np.append([0.4, 0.55, 0.7], np.full(17, 0.9)))
    whole = int(classes["count"].sum()), int(classes["base"].sum())
    frame = compare.with_intervals(compare.against_the_others(classes, whole, 25, phi), whole, 25, phi)
    assert frame["stands_out"].sum() in (1, 2, 3)
    assert ((frame["low"] > 0) | (frame["high"] < 0)).equals(frame["stands_out"])


def test_benjamini_and_hochberg_reject_four_where_bonferroni_rejects_three():
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p_values += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]
    assert compare.adjusted(p_values)["is_rejected"].sum() == 4
    assert compare.adjusted(p_values, "bonferroni")["is_rejected"].sum() == 3
    assert compare.adjusted([]).empty
    with pytest.raises(ComparisonError, match=r"1\.2 is no p-value"):
        compare.adjusted([1.2])


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
