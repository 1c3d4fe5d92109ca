"""The classes of a register, from its published counts: at or above a grade, all together, and each against the others.

``counts`` are what ``register_counts.published`` gives.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.measures import counts as counted
from analysis.measures.compare import others, published
from analysis.measures.compare.shares import FUNNEL_LEVELS, funnel_limits, outside
from analysis.vocabulary import intake, prose
from analysis.vocabulary.reference import TOTAL

ALPHA = 0.05
USUAL = "usual"
USUAL_CUTS = ("good", "pass")
SHOWN, HIDDEN, NOBODY = "published", "suppressed", "nobody"
LIMITS = dict(zip(("limit_95", "limit_998"), FUNNEL_LEVELS, strict=True))
CURVE_POINTS = 80
WHOLE = ("classes", "shown", "hidden", "count", "base", "hidden_count", "hidden_base")
COMPUTED = {"phi_raw": "float64", "phi": "float64", "p_value": "float64", "is_differing": "boolean", "outside": "Int64",
            "outside_widened": "Int64"}  # fmt: skip
AGAINST = {
    "difference": "float64", "difference_low": "float64", "difference_high": "float64", "p_value": "float64",
    "adjusted": "float64", "stands_out": "boolean", "phi": "float64",
    **{f"{name}_{end}": "float64" for name in LIMITS for end in ("low", "high")},
}  # fmt: skip
Whole = tuple[int, int]


def classes(counts: pd.DataFrame, cut: str = USUAL, zeros: str = "protect") -> pd.DataFrame:
    """How many learners of each class are at a grade or better, or between which ends a suppressed count is.

    ``cut`` is a grade of their scale, or "usual" for good where the scale has it, else pass; ``zeros`` is "publish"
    where the register shows zeros.

    One row a class in the order of its tables, and last the whole register ("total"): class_code, cut_code, status
    (published, suppressed, nobody for a class without a grade), count, base (Int64, missing where suppressed), share;
    low and high, exactly low_count of low_of to high_count of high_of; most_base, the greatest that the base may be;
    edited. Raises ParameterError for a grade that is not of the scale.
    """
    counts = intake.counts(counts, ("grades", "class"))
    own = counts[(counts["dimension"] == "class") & counts["table"].isin(("grades", "cuts"))]
    table, sums = (counted.table(own, name, "class") for name in ("grades", "cuts"))
    grades = [grade for grade in table.columns if grade != TOTAL]
    cut = _cut(cut, grades)
    ends = published.classes(table, sums, grades.index(cut) + 1, zeros == "publish")
    count, base = ends["count"], ends["base"]
    status = pd.Series(SHOWN, ends.index, dtype=object).mask(count.isna() | base.isna(), HIDDEN)
    frame = pd.DataFrame({"cut_code": cut, "status": status.mask(base.eq(0).fillna(False), NOBODY), "count": count,
                          "base": base, "share": (count / base).astype("float64")})  # fmt: skip
    for end, name in (("low", "least"), ("high", "most")):
        frame = frame.assign(**{end: (ends[name] / base).astype("float64"), f"{end}_count": ends[name]})
    frame = frame.assign(low_of=base, high_of=base, most_base=ends["most_base"], edited=counted.edits(own))
    return frame.rename_axis("class_code").reset_index()


def _cut(cut: str, grades: list[str]) -> str:
    if cut == USUAL:
        return next((grade for grade in USUAL_CUTS if grade in grades), grades[0])
    if cut not in grades:
        raise prose.unknown("cut", cut, (USUAL, *grades))
    return cut


def whole(classes: pd.DataFrame) -> Whole | None:
    """The learners of the whole register at or above the cut, and all; None where one of them is suppressed."""
    total = classes.loc[classes["class_code"] == TOTAL, ["count", "base"]].dropna()
    return None if total.empty else (int(total["count"].iloc[0]), int(total["base"].iloc[0]))


def together(classes: pd.DataFrame) -> pd.DataFrame:
    """All classes of :func:`classes` together, in one row: can they be compared, and do they differ?

    Columns: reason_code ("" for a comparison; nobody, nobody_hidden, one, hidden, alike where there is none), cut_code;
    classes, shown, hidden (how many have a learner with a grade, a published count, a suppressed one); count, base and
    share of the register, hidden_count and hidden_base of the suppressed classes together (Int64); is_few; phi_raw and
    phi, how many times the variance of chance the shares have, with every class as it is and winsorised; p_value of
    all being alike (missing where a size is suppressed); is_differing; outside and outside_widened, how many published
    classes are beyond the 99.8 % limits; edited.

    Where a count is suppressed both phi are the greatest, and the p-value is, that the published counts allow. Of few
    classes phi is 1, since one that stands out could not be told from the spread. Without a comparison what is
    computed is missing.
    """
    graded = _rows(classes, SHOWN, HIDDEN)
    shown, known = _rows(classes, SHOWN), whole(classes)
    count, base = known or (None, None)
    row: dict[str, object] = {
        "reason_code": _reason(classes, known, len(graded), len(shown)), "cut_code": classes["cut_code"].iloc[0],
        "classes": len(graded), "shown": len(shown), "hidden": len(graded) - len(shown), "count": count, "base": base,
        "share": classes.loc[classes["class_code"] == TOTAL, "share"].iloc[0],
        "hidden_count": known and count - int(shown["count"].sum()),
        "hidden_base": known and base - int(shown["base"].sum()), "is_few": len(graded) < others.FEWEST,
    }  # fmt: skip
    computed = {} if row["reason_code"] else _spread(graded, row)
    frame = pd.DataFrame([row | {name: computed.get(name) for name in COMPUTED}])
    return frame.astype(dict.fromkeys(WHOLE, "Int64") | COMPUTED).assign(edited=classes["edited"].iloc[0])


def _rows(classes: pd.DataFrame, *statuses: str) -> pd.DataFrame:
    """The classes, without the whole register, that have one of these statuses."""
    return classes[(classes["class_code"] != TOTAL) & classes["status"].isin(statuses)]


def _reason(classes: pd.DataFrame, known: Whole | None, units: int, shown: int) -> str:
    """Why there is no comparison; empty where there is one."""
    if not classes["base"].fillna(0).gt(0).any():
        return "nobody" if known else "nobody_hidden"
    if units < 2:
        return "one"
    if known and not 0 < known[0] < known[1]:
        return "alike"
    return "" if known and shown else "hidden"


def _spread(graded: pd.DataFrame, row: dict) -> dict[str, object]:
    target, (shown, hidden) = row["count"] / row["base"], (_rows(graded, status) for status in (SHOWN, HIDDEN))
    counts = shown[["count", "base"]].astype(int)
    distances = others.distances(counts, target)
    raw = phi = others.spread(distances, 0)
    merged = counts
    if row["hidden"]:
        ends = hidden.rename(columns={"low_count": "least", "high_count": "most"})
        raw = phi = others.greatest_spread(counts, ends, row["hidden_count"], target)
        together = pd.DataFrame({"count": [row["hidden_count"]], "base": [row["hidden_base"]]})
        merged = pd.concat([counts, together])
    elif not row["is_few"]:
        phi = others.spread(distances)
    phi, sizes = 1.0 if row["is_few"] else phi, graded["base"]
    p_value = None if sizes.isna().any() else others.homogeneity(merged, sizes.astype(int))
    beyond = [int(outside(counts, target, FUNNEL_LEVELS[1], by).sum()) for by in (1, phi)]
    return dict(zip(COMPUTED, (raw, phi, p_value, p_value is not None and p_value <= ALPHA, *beyond), strict=True))


def against(classes: pd.DataFrame, together: pd.DataFrame) -> pd.DataFrame:
    """Each class of :func:`classes` against all the others, the greatest difference first, then those without one.

    The columns of :func:`classes` and: difference of the shares with difference_low and difference_high, of its
    interval or, where the count is suppressed, the ends that it may have (float64, 1 is all); p_value, adjusted and
    stands_out (missing where suppressed); phi, the spread that is allowed for; limit_95_low, limit_95_high,
    limit_998_low and limit_998_high, the limits of the funnel for a class of its size. No row where there is nothing
    to compare.
    """
    row, rows = together.iloc[0], _rows(classes, SHOWN, HIDDEN, NOBODY)
    if row["reason_code"]:
        return rows.head(0).assign(**{name: pd.Series(dtype=kind) for name, kind in AGAINST.items()})
    known = int(row["count"]), int(row["base"])
    rows = pd.concat([rows, _verdicts(rows, known, row), _own_limits(rows, row)], axis=1)
    exact = {at: difference(int(count), int(base), known)
             for at, count, base in _rows(rows, SHOWN)[["count", "base"]].itertuples()}  # fmt: skip
    first = sorted(exact, key=lambda at: (-exact[at], rows.at[at, "class_code"]))
    rest = [*_rows(rows, HIDDEN).index, *_rows(rows, NOBODY).index]
    rows = rows.loc[[*first, *rest]].assign(difference=pd.Series({at: float(value) for at, value in exact.items()}))
    return rows.astype(AGAINST)[[*classes.columns.drop("edited"), *AGAINST, "edited"]].reset_index(drop=True)


def limits(against: pd.DataFrame, together: pd.DataFrame) -> pd.DataFrame:
    """The limits of the funnel for sizes from half the smallest class of :func:`against` to beyond the largest.

    As :func:`funnel_limits`: columns base, level, low_share, high_share; no row where there is nothing to compare.
    """
    row, bases = together.iloc[0], _rows(against, SHOWN, HIDDEN)["base"].dropna()
    if row["reason_code"]:
        return funnel_limits([], 0)
    low, high = int(bases.min()) // 2, int(bases.max() * 1.06)
    sizes = range(max(low, 1), high + 1, max((high - low) // CURVE_POINTS, 1))
    return funnel_limits(sizes, row["count"] / row["base"], phi=row["phi"])


def difference(count: int, base: int, known: Whole) -> Fraction:
    """A share less that of all others together, of ``known`` learners of the whole register.

    >>> difference(30, 40, (60, 100))
    Fraction(1, 4)
    """
    return Fraction(count, base) - Fraction(known[0] - count, known[1] - base)


def _verdicts(rows: pd.DataFrame, known: Whole, row: pd.Series) -> pd.DataFrame:
    """p_value, adjusted, stands_out, phi and the ends of the difference of each row that has a size."""
    counts, units = _rows(rows, SHOWN)[["count", "base"]].astype(int), int(row["classes"])
    phi = np.full(len(counts), row["phi"])
    if row["is_few"]:
        sized = int(_rows(rows, SHOWN, HIDDEN)["base"].notna().sum())
        phi = others.spread_of_others(counts, known, row["phi_raw"] * sized, sized)
    tested = others.against_the_others(counts, known, units, phi, ALPHA)
    tested = others.with_intervals(tested, known, units, phi, ALPHA)
    verdicts = tested.drop(columns=["count", "base"]).assign(phi=phi)
    verdicts = verdicts.rename(columns={"low": "difference_low", "high": "difference_high"}).astype(
        {"stands_out": "boolean"}
    )
    ends = _rows(rows, HIDDEN).dropna(subset="base")
    hidden = {
        f"difference_{end}": [float(difference(int(count), int(base), known))
                              for count, base in ends[[f"{end}_count", "base"]].to_numpy()]
        for end in ("low", "high")
    }  # fmt: skip
    return pd.concat([verdicts, pd.DataFrame(hidden, ends.index)]).reindex(rows.index)


def _own_limits(rows: pd.DataFrame, row: pd.Series) -> pd.DataFrame:
    """The limits of the funnel for the size of each row that has one."""
    sizes = _rows(rows, SHOWN, HIDDEN)["base"].dropna().astype(int)
    limits = {}
    for name, level in LIMITS.items():
        ends = funnel_limits(sizes, row["count"] / row["base"], [level], row["phi"])
        limits |= {f"{name}_{end}": ends[f"{end}_share"].to_numpy() for end in ("low", "high")}
    return pd.DataFrame(limits, sizes.index).reindex(rows.index)
