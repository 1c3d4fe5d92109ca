"""Which statements a finding rests on."""

from __future__ import annotations

import pandas as pd

from analysis.measures import frames
from analysis.vocabulary import intake

_UNITS = ("person", "attendance", "class")
_MEASURES = ("trained", "completed", "classes")


def counted(statements: pd.DataFrame, levels: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """The statements that count people, attendances or classes of some levels, then those of the plans compared.

    ``levels`` is a frame of :func:`by_level`, ``plans`` one of :func:`plan_and_actual`, of all levels or of one.
    """
    statements = intake.statements(statements)
    rows = statements[statements["level_code"].isin(levels["level_code"]) & statements["unit_code"].isin(_UNITS)]
    own = frames.in_focus(rows)
    here = own[own["source_code"].isin(levels["source_code"]) & own["measure_code"].isin(_MEASURES)]
    compared = set(zip(plans["plan_source_code"], plans["level_code"], strict=True))
    pairs = zip(rows["source_code"], rows["level_code"], strict=True)
    is_compared = pd.Series([pair in compared for pair in pairs], index=rows.index, dtype=bool)
    return pd.concat([here, rows[is_compared & (rows["measure_code"] == "planned")]])
