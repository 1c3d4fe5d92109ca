"""The proportional odds model: how the odds of a higher grade go with class, time or anything else."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.compare.estimate import ComparisonError, check_level

if TYPE_CHECKING:
    from statsmodels.miscmodels.ordinal_model import OrderedModel


@dataclass(frozen=True)
class OddsModel:
    """A fitted proportional odds model.

    ``effects``: columns term, log_odds, odds_ratio, low, high (of the odds ratio), p_value. ``thresholds``:
    columns below, above (grades), log_odds. ``is_converged`` is False when the numbers must not be used.
    """

    effects: pd.DataFrame
    thresholds: pd.DataFrame
    log_likelihood: float
    learners: int
    is_converged: bool


def proportional_odds(grades: pd.Series, predictors: pd.DataFrame, level: float = 0.95) -> OddsModel:
    """How the odds of a higher grade go with the predictors (McCullagh 1980, JRSS B 42:109).

    ``grades`` is an ordered categorical; predictors that are text or categories become one column a category,
    the first being the reference. An odds ratio above 1 means higher grades. Grades that nobody has are left
    out. Raises :class:`ComparisonError` for unordered grades or fewer than two that occur, for missing values,
    and when a predictor does not vary.
    """
    check_level(level)
    design = pd.get_dummies(predictors, drop_first=True, dtype=float).astype(float)
    grades = _refuse_unfit(grades, predictors, design)
    model = _model(grades, design)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # told by is_converged
        fitted = model.fit(method="bfgs", maxiter=500, disp=False)
        interval = np.exp(fitted.conf_int(alpha=1 - level)[: design.shape[1]])
        p_values = fitted.pvalues[: design.shape[1]]
    log_odds = fitted.params[: design.shape[1]]
    # The model keeps the first threshold and the logarithms of the steps to the others.
    steps = model.transform_threshold_params(fitted.params)[1:-1]
    names = list(grades.cat.categories)
    return OddsModel(
        effects=pd.DataFrame(
            {
                "term": design.columns,
                "log_odds": log_odds,
                "odds_ratio": np.exp(log_odds),
                "low": interval[:, 0],
                "high": interval[:, 1],
                "p_value": p_values,
            }
        ),
        thresholds=pd.DataFrame({"below": names[:-1], "above": names[1:], "log_odds": steps}),
        log_likelihood=float(fitted.llf),
        learners=len(grades),
        is_converged=bool(fitted.mle_retvals["converged"] and np.isfinite(interval).all()),
    )


def _model(grades: pd.Series, design: pd.DataFrame) -> OrderedModel:
    """The model of statsmodels on the distinct learners, each as often as it occurs: like learners count once."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    rows = np.column_stack([grades.cat.codes, design])
    distinct, counts = np.unique(rows, axis=0, return_counts=True)

    class Counted(OrderedModel):
        def loglikeobs(self, params: np.ndarray) -> np.ndarray:
            return counts * super().loglikeobs(params)

    return Counted(distinct[:, 0].astype(int), distinct[:, 1:], distr="logit")


def _refuse_unfit(grades: pd.Series, predictors: pd.DataFrame, design: pd.DataFrame) -> pd.Series:
    """The grades without those that nobody has, if a model can be fitted."""
    if not isinstance(grades.dtype, pd.CategoricalDtype) or not grades.cat.ordered:
        raise ComparisonError("the grades must be an ordered categorical, lowest grade first.")
    if grades.isna().any() or predictors.isna().any(axis=None):
        raise ComparisonError(
            "a grade or a predictor is missing: leave those learners out, and say how many."
        )
    grades = grades.cat.remove_unused_categories()
    if len(grades.cat.categories) < 2:
        raise ComparisonError("all learners have one grade: there is nothing to compare.")
    constant = [*design.columns[design.nunique() < 2], *predictors.columns[predictors.nunique() < 2]]
    if constant:
        raise ComparisonError(f"predictor {constant[0]} does not vary: leave it out.")
    return grades
