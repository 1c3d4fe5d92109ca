"""Marks near a cut-off: do they heap just above it?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from analysis.measures.compare.estimate import ComparisonError, finite


def heaping(marks: Iterable, cut_offs: Iterable, width: object = "0.5") -> pd.DataFrame:
    """How many marks lie just below and just above each cut-off.

    Columns cut_off, below_count (in [cut - width, cut)), above_count (in [cut, cut + width)), above_share (of
    both together), p_value (that so many or more are above if both sides were equally likely; exact binomial,
    the simplest form of McCrary's test, 2008, Journal of Econometrics 142:698). Share and p-value are missing
    where no mark is near. Marks are compared as decimals, as printed; missing ones are left out.

    A density that rises through the cut-off by itself looks like heaping: compare with cut-offs that mean nothing.

    >>> heaping([7.9, 8, 8, 8.1, 8.2, 7.4], [8])[["below_count", "above_count", "p_value"]]
       below_count  above_count  p_value
    0            1            4   0.1875
    """
    from scipy.stats import binomtest

    reach = Decimal(str(width))
    if reach <= 0:
        raise ComparisonError(f"the width is {width}: it must be above 0.")
    exact = [Decimal(str(mark)) for mark in marks if not pd.isna(mark)]
    rows = []
    for cut in (Decimal(str(cut)) for cut in cut_offs):
        below = sum(cut - reach <= mark < cut for mark in exact)
        above = sum(cut <= mark < cut + reach for mark in exact)
        near = below + above
        p_value = binomtest(above, near, alternative="greater").pvalue if near else float("nan")
        rows.append((float(cut), below, above, above / near if near else None, finite(p_value)))
    columns = ["cut_off", "below_count", "above_count", "above_share", "p_value"]
    return pd.DataFrame(rows, columns=columns).astype({"above_share": float, "p_value": float})
