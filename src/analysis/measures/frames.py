"""What the frames of all measures have in common: their types, both readings, several words in one cell, exact ends.

A frame is long and tidy: codes for names, whole numbers as Int64, shares as float64 beside the whole numbers that they
are exactly. A missing end is no end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.vocabulary import checksums, intake
from analysis.vocabulary.figures import READINGS, Ends

SEPARATOR = " · "
SHARE = {
    "low": "float64",
    "high": "float64",
    **dict.fromkeys(("low_count", "low_of", "high_count", "high_of"), "Int64"),
}
Rows = list[dict[str, Any]]


def frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """The rows as a frame with these columns and types ("str" for text), the same of no row at all."""
    made = pd.DataFrame(list(rows), columns=list(columns))
    return made.astype({name: object if kind == "str" else kind for name, kind in columns.items()})


def both(
    measure: Callable[[Rows, Any], Rows], columns: Mapping[str, str], statements: pd.DataFrame, assume: Any
) -> pd.DataFrame:
    """A measure under both readings, below each other: columns ``reading`` and ``is_chosen`` first, ``edited`` last.

    ``measure`` makes rows of rows: it is given the statements, each with whether it ``is_seen`` (see :func:`seen`).
    ``assume`` has a ``reading``, the one chosen; ``edited`` names the edited statements of the source of a row.
    """
    statements = intake.statements(statements)
    rows = statements.assign(is_seen=seen(statements)).to_dict("records")
    made = [
        {"reading": reading, "is_chosen": reading == assume.reading, **row}
        for reading in READINGS
        for row in measure(rows, replace(assume, reading=reading))
    ]
    return with_edits(frame(made, {"reading": "str", "is_chosen": "bool", **columns}), statements)


def with_edits(made: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """The frame with a column ``edited``: the edited statements of the sources of a row, "" where there are none."""
    statements = intake.statements(statements)
    changed = statements[checksums.is_edited(statements)]
    if changed.empty:
        return made.assign(edited="")
    names: dict[str, list[str]] = {}
    for source, code, printed in changed[["source_code", "statement_code", "printed"]].itertuples(index=False):
        names.setdefault(source, []).append(f"{source}/{code}: {printed}")
    keys = [name for name in ("source_code", "plan_source_code") if name in made]
    cells = [listed(word for source in row for word in names.get(source, ()))
             for row in made[keys].itertuples(index=False)]  # fmt: skip
    return made.assign(edited=pd.Series(cells, index=made.index, dtype=object))


def chosen(made: pd.DataFrame) -> pd.DataFrame:
    """The rows of the reading chosen; where a filter left none of them, those of the reading that it left."""
    is_chosen = made["is_chosen"].astype(bool)
    return made[is_chosen] if is_chosen.any() or made.empty else made[made["reading"] == made["reading"].iloc[0]]


def listed(words: Iterable[str]) -> str:
    """Several words or codes as the text of one cell, in their order.

    >>> listed(["91", "40"]), listed([])
    ('91 · 40', '')
    """
    return SEPARATOR.join(words)


def split(text: str) -> list[str]:
    """The words of a cell that :func:`listed` made.

    >>> split("91 · 40"), split("")
    (['91', '40'], [])
    """
    return text.split(SEPARATOR) if text else []


def seen(statements: pd.DataFrame) -> pd.Series:
    """For each statement whether its words were seen in the text: it has a quote, and nobody edited it."""
    return (statements["quote"] != "") & ~checksums.is_edited(statements)


def cited(printed: Iterable[str], are_seen: Iterable[bool]) -> str:
    """Printed words as one cell, those seen in the text between quotation marks.

    >>> cited(["hơn 1.000", "40"], [True, False])
    '“hơn 1.000” · 40'
    """
    pairs = zip(printed, are_seen, strict=True)
    return listed(f"“{words}”" if is_seen else words for words, is_seen in pairs)


def ends(row: Mapping[str, Any], low: str = "low", high: str = "high") -> Ends:
    """Both ends of a row as whole numbers, None where there is none."""
    return whole(row[low]), whole(row[high])


def whole(value: Any) -> int | None:
    """A cell as a whole number, None where it is missing."""
    return None if value is None or pd.isna(value) else int(value)


def share(low: Fraction | None, high: Fraction | None, prefix: str = "") -> dict[str, float | int | None]:
    """The cells of a share: its ends as floats to plot, and as whole numbers over whole numbers; see :data:`SHARE`.

    >>> share(Fraction(1, 4), None)
    {'low': 0.25, 'high': None, 'low_count': 1, 'low_of': 4, 'high_count': None, 'high_of': None}
    """
    ends_ = {"low": low, "high": high}
    cells: dict[str, float | int | None] = {
        f"{prefix}{name}": None if end is None else float(end) for name, end in ends_.items()
    }
    for name, end in ends_.items():
        cells[f"{prefix}{name}_count"], cells[f"{prefix}{name}_of"] = (
            (None, None) if end is None else (end.numerator, end.denominator)
        )
    return cells


def share_ends(row: Mapping[str, Any], prefix: str = "") -> tuple[Fraction | None, Fraction | None]:
    """The exact ends of a share, from the whole numbers of its row; None where there is none."""
    pairs = (ends(row, f"{prefix}{end}_count", f"{prefix}{end}_of") for end in ("low", "high"))
    low, high = (None if count is None else Fraction(count, of) for count, of in pairs)
    return low, high


def in_focus(statements: pd.DataFrame) -> pd.DataFrame:
    """Of the statements at hand those of the source asked for; all, where none is."""
    statements = intake.statements(statements)
    return statements[statements["in_focus"]] if "in_focus" in statements else statements
