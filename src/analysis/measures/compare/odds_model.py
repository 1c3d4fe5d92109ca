"""The proportional odds model: how the odds of a higher grade go with class, time or anything else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.measures.compare.estimate import ComparisonError

# Newton's method doubles the right digits with each step: one below this leaves nothing but rounding.
LAST_STEP = 1e-11
MOST_STEPS = 40
HALVINGS = 30
FARTHEST = 8  # standard errors: a limit further off has no number
ROUNDING = 1e-12  # of the log-likelihood, which falls by so little between two sums of the same terms


@dataclass(frozen=True)
class OddsModel:
    """A fitted proportional odds model.

    ``effects``: columns term, log_odds, standard_error, p_value (Wald's).
    ``thresholds``: columns below, above (grades), log_odds. ``is_converged`` is False when the numbers must not
    be used: the likelihood has no maximum, as where a predictor separates the grades.
    """

    effects: pd.DataFrame
    thresholds: pd.DataFrame
    log_likelihood: float
    learners: int
    is_converged: bool


def proportional_odds(grades: pd.Series, predictors: pd.DataFrame) -> OddsModel:
    """How the odds of a higher grade go with the predictors (McCullagh 1980, JRSS B 42:109).

    ``grades`` is an ordered categorical; predictors that are text or categories become one column a category,
    the first being the reference. An odds ratio above 1 means higher grades. Grades that nobody has are left
    out. The likelihood is concave (Pratt 1981, JASA 76:103), so Newton's method finds its one maximum; errors and
    p-values come from the Hessian there. Raises :class:`ComparisonError` for unordered grades or fewer than two
    that occur, for missing values, and when a predictor does not vary.
    """
    from scipy.special import ndtr

    design = pd.get_dummies(predictors, drop_first=True, dtype=float).astype(float)
    grades = _refuse_unfit(grades, predictors, design)
    middle, scale = design.mean().to_numpy(), design.std(ddof=0).to_numpy()
    learners = _Learners.of(grades.cat.codes.to_numpy(), (design.to_numpy() - middle) / scale)
    maximum = _maximum(learners)
    names, steps = list(grades.cat.categories), len(grades.cat.categories) - 1
    log_odds = maximum.parameters[steps:] / scale
    errors = np.sqrt(np.diag(maximum.covariance)[steps:]) / scale
    with np.errstate(over="ignore"):  # where it has not converged
        farthest = np.exp(abs(log_odds) + FARTHEST * errors)
    return OddsModel(
        effects=pd.DataFrame(
            {
                "term": design.columns,
                "log_odds": log_odds,
                "standard_error": errors,
                "p_value": np.minimum(2 * ndtr(-abs(log_odds) / errors), 1),
            }
        ),
        thresholds=pd.DataFrame(
            {"below": names[:-1], "above": names[1:], "log_odds": maximum.parameters[:steps] + middle @ log_odds}
        ),
        log_likelihood=learners.log_likelihood(maximum.parameters),
        learners=len(grades),
        is_converged=maximum.is_reached and bool(np.isfinite(farthest).all()),
    )


def odds_ratios(model: OddsModel, reach: float = 1.96) -> pd.DataFrame:
    """The effects of a model as odds ratios: columns term, odds_ratio, low, high.

    ``reach`` is how many standard errors the intervals extend: :func:`analysis.measures.compare.reach`, widened by the
    general spread.
    """
    effects, far = model.effects, reach * model.effects["standard_error"]
    ends = {"odds_ratio": 0, "low": -far, "high": far}
    return pd.DataFrame({"term": effects["term"]} | {key: np.exp(effects["log_odds"] + by) for key, by in ends.items()})


@dataclass(frozen=True)
class _Learners:
    """The distinct learners and how many there are of each.

    A learner's grade lies between a lower and an upper threshold, each less what the predictors add: ``lower`` and
    ``upper`` give these as rows of coefficients of the parameters (thresholds, then predictors). The lowest grade
    has no lower threshold, the highest no upper one.
    """

    grades: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, grades: np.ndarray, design: np.ndarray) -> _Learners:
        rows, counts = np.unique(np.column_stack([grades, design]), axis=0, return_counts=True)
        positions, steps = rows[:, 0].astype(int), int(grades.max())
        thresholds = np.eye(steps + 2, steps, k=-1)  # a row of zeros at both ends: no threshold
        lower, upper = (np.hstack([thresholds[positions + end], -rows[:, 1:]]) for end in (0, 1))
        return cls(positions, lower, upper, counts)

    @cached_property
    def start(self) -> np.ndarray:
        """The maximum where the predictors add nothing: the log odds of the grades up to each threshold."""
        *below, everyone = np.cumsum(np.bincount(self.grades, self.counts))
        thresholds = np.log(below) - np.log(everyone - below)
        return np.append(thresholds, np.zeros(self.lower.shape[1] - len(thresholds)))

    def ends(self, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The two ends of each learner's grade on the scale of the log odds."""
        lower = np.where(self.grades > 0, self.lower @ parameters, -np.inf)
        upper = np.where(self.grades < self.grades.max(), self.upper @ parameters, np.inf)
        return lower, upper

    def log_likelihood(self, parameters: np.ndarray) -> float:
        """The log-likelihood; minus infinity where thresholds are out of order."""
        from scipy.special import log_expit

        lower, upper = self.ends(parameters)
        if (upper <= lower).any():
            return -np.inf
        # The logistic function F: F(upper) - F(lower) = F(upper) F(-lower) (1 - exp(lower - upper)).
        terms = log_expit(upper) + log_expit(-lower) + np.log(-np.expm1(lower - upper))
        return float(self.counts @ terms)

    def slopes(self, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The gradient of the log-likelihood and its Hessian with the sign turned, the observed information."""
        from scipy.special import expit

        lower, upper = self.ends(parameters)
        with np.errstate(over="ignore"):
            narrow = 1 / np.expm1(upper - lower)
        bend = narrow * (narrow + 1)
        gradient = (self.counts * (expit(-upper) + narrow)) @ self.upper
        gradient -= (self.counts * (expit(lower) + narrow)) @ self.lower
        cross = (self.upper.T * (self.counts * bend)) @ self.lower
        information = (self.upper.T * (self.counts * (expit(upper) * expit(-upper) + bend))) @ self.upper
        information += (self.lower.T * (self.counts * (expit(lower) * expit(-lower) + bend))) @ self.lower
        return gradient, information - cross - cross.T


@dataclass(frozen=True)
class _Maximum:
    parameters: np.ndarray
    covariance: np.ndarray
    is_reached: bool


def _maximum(learners: _Learners) -> _Maximum:
    """Where the likelihood is greatest, with the inverse of the information there; not reached if it has no end."""
    parameters = learners.start
    for _ in range(MOST_STEPS):
        gradient, information = learners.slopes(parameters)
        try:
            step, covariance = np.linalg.solve(information, gradient), np.linalg.inv(information)
        except np.linalg.LinAlgError:
            break
        parameters = _uphill(learners, parameters, step)
        if abs(step).max() < LAST_STEP:
            return _Maximum(parameters, covariance, True)
    return _Maximum(parameters, np.full((len(parameters), len(parameters)), np.nan), False)


def _uphill(learners: _Learners, parameters: np.ndarray, step: np.ndarray) -> np.ndarray:
    """The parameters after the step, halved as long as it would lose likelihood."""
    before = learners.log_likelihood(parameters)
    for _ in range(HALVINGS):
        if learners.log_likelihood(parameters + step) >= before - ROUNDING * abs(before):
            break
        step = step / 2
    return parameters + step


def _refuse_unfit(grades: pd.Series, predictors: pd.DataFrame, design: pd.DataFrame) -> pd.Series:
    """The grades without those that nobody has, if a model can be fitted."""
    if not isinstance(grades.dtype, pd.CategoricalDtype) or not grades.cat.ordered:
        raise ComparisonError("the grades must be an ordered categorical, lowest grade first.")
    if grades.isna().any() or predictors.isna().any(axis=None):
        raise ComparisonError("a grade or a predictor is missing: leave those learners out, and say how many.")
    grades = grades.cat.remove_unused_categories()
    if len(grades.cat.categories) < 2:
        raise ComparisonError("all learners have one grade: there is nothing to compare.")
    constant = [*design.columns[design.nunique() < 2], *predictors.columns[predictors.nunique() < 2]]
    if constant:
        raise ComparisonError(f"predictor {constant[0]} does not vary: leave it out.")
    return grades
