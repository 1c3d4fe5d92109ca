"""Every number of class_comparison oulad again, from the raw files by pandas, scipy and statsmodels alone.

The package is on one side of each comparison only: the tables and sentences of the report.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
import register_pages
from scipy.special import logsumexp
from scipy.stats import binom, chi2, fisher_exact, hypergeom, norm
from scipy.stats.mstats import winsorize
from statsmodels.stats.multitest import multipletests
from statsmodels.tools.numdiff import approx_fprime_cs, approx_hess_cs

from analysis import paths
from analysis.data import register_counts
from analysis.pages.tables import Special

SCALE = ["Fail", "Pass", "Distinction"]


@pytest.fixture(scope="module")
def learners() -> pd.DataFrame:
    """The graded learners: class, and grade from 0 (fail) to 2."""
    students = pd.read_parquet(paths.registers() / "oulad" / "student.parquet")
    students = students[students["final_result"] != "Withdrawn"]
    name = students["code_module"].astype(str) + " " + students["code_presentation"].astype(str)
    return pd.DataFrame({"class": name, "grade": students["final_result"].map(SCALE.index).astype(int)})


@pytest.fixture(scope="module")
def classes(learners) -> pd.DataFrame:
    """Passed and graded by class, its share, and its distance from the share of all in standard errors."""
    passed = learners["grade"].gt(0).groupby(learners["class"])
    frame = pd.DataFrame({"count": passed.sum(), "base": passed.size()})
    target = frame["count"].sum() / frame["base"].sum()
    share = frame["count"] / frame["base"]
    return frame.assign(share=share, z=(share - target) / np.sqrt(target * (1 - target) / frame["base"]))


@pytest.fixture(scope="module")
def whole(classes) -> tuple[int, int]:
    return int(classes["count"].sum()), int(classes["base"].sum())


@pytest.fixture(scope="module")
def phi(classes) -> float:
    return float(np.mean(np.asarray(winsorize(classes["z"].to_numpy(), (0.1, 0.1))) ** 2))


@pytest.fixture(scope="module")
def report():
    return register_pages.comparison(register_counts.published("oulad"), "pass", "en")


def rows(block) -> dict[str, tuple]:
    return {row[0]: row[1:] for row in block.table.rows}


def against(classes: pd.DataFrame, whole: tuple[int, int], name: str) -> list[list[int]]:
    """The fourfold table of a class and all the others."""
    count, base = (int(value) for value in classes.loc[name, ["count", "base"]])
    return [[count, base - count], [whole[0] - count, whole[1] - whole[0] - (base - count)]]


def test_title_lede_and_tiles(report, classes, whole, phi):
    low, high = (f"{100 * share:.1f}%" for share in (classes["share"].min(), classes["share"].max()))
    title, tiles = report.title, report.tiles.tiles
    assert title.title == f"The {len(classes)} classes differ more than chance explains: {low} to {high} pass or better"
    all_of_them = f"{100 * whole[0] / whole[1]:.1f}%"
    assert title.lede.startswith(
        f"{whole[1]:,} graded learners in {len(classes)} classes, the whole register; {all_of_them}"
    )
    numbers = [all_of_them, f"{low[:-1]}–{high}", f"{phi:.1f} times", "0"]
    assert [tile.number for tile in tiles] == numbers
    assert tiles[1].why == f"{classes['share'].idxmin()} is the lowest, {classes['share'].idxmax()} the highest."


def test_funnel(report, classes, whole, phi):
    table, target = rows(report.funnel), whole[0] / whole[1]
    assert table.pop("All classes of the register")[:3] == ((whole[0],) * 2, whole[1], (Fraction(*whole),) * 2)
    assert list(table) == classes.sort_values("share", ascending=False).index.tolist()
    outside = {"chance": 0, "widened": 0}
    for name, (count, base, share, inner, outer, stands_out) in table.items():
        row = classes.loc[name]
        assert (count, base, share) == (
            (row["count"],) * 2,
            row["base"],
            (Fraction(*map(int, row[["count", "base"]])),) * 2,
        )
        for level, limits in ((0.95, inner), (0.998, outer)):
            ends = np.array(binom.interval(level, base, target)) / base
            widened = np.clip(target + (ends - target) * np.sqrt(phi), 0, 1)
            assert [float(end) for end in limits] == pytest.approx(list(widened), abs=1e-6)
        outside["chance"] += not ends[0] <= row["share"] <= ends[1]
        outside["widened"] += not widened[0] <= row["share"] <= widened[1]
        assert stands_out == "no"
    raw = (classes["z"] ** 2).mean()
    note = report.funnel.note[1]
    assert f"{phi:.1f} times" in note
    assert f"{raw:.1f} without that" in note
    assert (round(raw, 1), round(phi, 1), outside) == (13.5, 11.5, {"chance": 10, "widened": 0})
    assert note.endswith("chance alone: 10 of 22 classes; outside the widened ones: 0.")
    assert chi2.sf((classes["z"] ** 2).sum(), len(classes) - 1) < 1e-30
    assert (
        "The p-value of all being alike is at most 0.0001, the least that 9,999 deals can show ("
        in report.funnel.note[2]
    )


def test_differences(report, classes, whole, phi):
    table = rows(report.differences)
    p_values = pd.Series({name: fisher_exact(against(classes, whole, name)).pvalue for name in table})
    allowed = 2 * norm.sf(norm.isf(p_values / 2) / np.sqrt(phi))
    corrected = pd.Series(multipletests(allowed, method="fdr_bh")[1], table)
    assert multipletests(p_values, method="fdr_bh")[0].sum() == 13
    assert corrected.min() > 0.05
    reach = norm.isf(0.05 / len(classes) / 2) * np.sqrt(phi)
    for name, (difference, low, high, p_value, adjusted, stands_out) in table.items():
        (count, others), (other_count, _) = against(classes, whole, name)
        share, other = Fraction(count, count + others), Fraction(other_count, whole[1] - count - others)
        assert difference == 100 * (share - other)
        assert (float(low), float(high)) == pytest.approx(interval(count, count + others, whole, reach), abs=2e-3)
        assert float(p_value) == pytest.approx(p_values[name], abs=2e-6)
        assert float(adjusted) == pytest.approx(corrected[name], abs=2e-6)
        assert (stands_out, low < 0 < high) == ("no", True)


def interval(count: int, base: int, whole: tuple[int, int], reach: float) -> tuple[float, float]:
    """In percentage points: the differences to which the odds ratios lead that the exact test does not reject."""
    counts = np.arange(max(0, base - whole[1] + whole[0]), min(base, whole[0]) + 1)
    central = hypergeom(whole[1], whole[0], base).logpmf(counts)
    least, ends = np.log(2) + norm.logsf(reach), []
    for side in (-8.0, 8.0):
        inside, outside = 0.0, side
        while abs(outside - inside) > 1e-12:
            middle = (inside + outside) / 2
            likelihoods = central + counts * middle
            likelihoods -= logsumexp(likelihoods)
            as_rare = likelihoods <= likelihoods[counts == count] + 1e-7
            inside, outside = (middle, outside) if logsumexp(likelihoods[as_rare]) > least else (inside, middle)
        mean = float(np.exp(likelihoods) @ counts)
        ends.append(100 * (mean / base - (whole[0] - mean) / (whole[1] - base)))
    return ends[0], ends[1]


def test_pairs(report, learners):
    grades = {name: frame["grade"].to_numpy() for name, frame in learners.groupby("class")}
    order = sorted(grades, key=lambda name: (-Fraction(int(grades[name].sum()), len(grades[name])), name))
    pairs = list(combinations(order, 2))
    table = report.deltas.table.rows
    assert [row[:2] for row in table] == pairs
    for (one, other), row in zip(pairs, table, strict=True):
        apart = np.sign(grades[one][:, None] - grades[other][None, :])
        higher, lower = (Fraction(int((apart == sign).sum()), apart.size) for sign in (1, -1))
        assert row[2:] == (higher, lower, higher - lower)
    furthest = max(table, key=lambda row: abs(row[4]))
    assert report.deltas.headline == (
        f"Furthest apart: a learner of {furthest[0]} has a higher grade than one of {furthest[1]} "
        f"in {100 * float(furthest[2]):.1f}% of pairs, a lower one in {100 * float(furthest[3]):.1f}%"
    )


def test_odds(report, learners, phi):
    reference = learners["class"].value_counts().idxmax()
    counts = pd.crosstab(learners["class"], learners["grade"]).drop(index=reference)
    of_reference = learners.loc[learners["class"] == reference, "grade"].value_counts().sort_index()
    effects = fitted(np.vstack([of_reference, counts]), list(counts.index))
    p_values = pd.Series(2 * norm.sf(abs(effects["b"]) / effects["se"]), effects.index)
    assert round(p_values["EEE 2014B"], 6) == 0.475134
    reach = norm.isf(0.05 / (1 + len(effects)) / 2) * np.sqrt(phi)
    table = rows(report.odds)
    assert table.pop(reference) == (1, Special.NOT_APPLICABLE, Special.NOT_APPLICABLE)
    ratios = [float(row[0]) for row in table.values()]
    assert all(one >= other for one, other in pairwise(ratios))
    assert report.odds.headline.endswith(f"{ratios[-1]:.2f} to {ratios[0]:.2f} times those of {reference}")
    for name, (b, se) in effects.iterrows():
        expected = np.exp([b, b - reach * se, b + reach * se])
        assert [float(cell) for cell in table[name]] == pytest.approx(expected, abs=2e-4)


def fitted(counts: np.ndarray, names: list[str]) -> pd.DataFrame:
    """The log odds ratio of each class against the first row, and its standard error.

    Newton's method on the likelihood, with derivatives by complex steps, which leave no error.
    """

    def log_likelihood(numbers: np.ndarray) -> complex:
        thresholds, shifts = numbers[:2], np.concatenate([[0], numbers[2:]])
        below = 1 / (1 + np.exp(shifts[:, None] - thresholds[None, :]))
        ends = np.hstack([np.zeros((len(shifts), 1)), below, np.ones((len(shifts), 1))])
        return (counts * np.log(np.diff(ends, axis=1))).sum()

    numbers = np.concatenate([[-1.0, 1.5], np.zeros(len(names))])
    for _ in range(12):
        hessian = approx_hess_cs(numbers, log_likelihood)
        numbers = numbers - np.linalg.solve(hessian, approx_fprime_cs(numbers, log_likelihood))
    assert abs(approx_fprime_cs(numbers, log_likelihood)).max() < 1e-7
    errors = np.sqrt(np.diag(np.linalg.inv(-hessian)))
    return pd.DataFrame({"b": numbers[2:], "se": errors[2:]}, names)


def test_what_may_not_be_concluded(report, classes):
    many, small = (report.caution.items[at] for at in (1, 3))
    assert f"Of {len(classes)} classes, at most {len(classes) * 0.05:.1f} on average would seem" in many
    smallest = classes["base"].min()
    assert f"count: {smallest}, so that one learner is {100 / smallest:.1f} percentage points" in small
