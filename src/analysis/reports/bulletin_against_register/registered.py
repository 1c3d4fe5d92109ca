"""What the published counts of a register leave possible of each figure that a source prints of its classes."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.data import disclosure
from analysis.data.disclosure import Fact
from analysis.errors import ParameterError, nearest
from analysis.measures import counts as counted
from analysis.measures import frames
from analysis.measures.bounds import Claim, claims_of
from analysis.vocabulary import intake, reference
from analysis.vocabulary.reference import ALL, TOTAL

# Which columns of which table count the learners that a measure speaks of; None stands for all of them.
MEASURES = {
    "completed": ("flow", ("ungraded", "graded")),
    "enrolled": ("flow", None),
    "trained": ("flow", None),
    "commended": ("awards", ("commended",)),
}
COLUMNS = {
    "source_code": "str", "statement_code": "str", "class_code": "str", "row": "str", "is_counted": "bool",
    "low": "Int64", "high": "Int64", "class_size": "Int64", "is_made_to_agree": "bool", "edited": "str",
}  # fmt: skip


def registered(statements: pd.DataFrame, counts: pd.DataFrame, class_code: str = ALL) -> pd.DataFrame:
    """One row a statement of a class that the register holds, too: what its published counts leave possible.

    ``statements`` as ``processed.statements``, ``counts`` as ``register_counts.published`` give them. A class of the
    register is that of the same code, or the one that reference/bulletin_classes.csv names.

    Columns: source_code, statement_code, class_code as printed; row, the class of the register; is_counted, whether it
    counts what the figure speaks of; low and high (Int64), the least and the greatest of these learners; class_size,
    how many the class has, missing where suppressed; is_made_to_agree; edited, the edited statements of the
    source, of whatever class they now are, and the edited counts. Raises ParameterError where the class asked for is
    not in both; without any for "all" there is no row.
    """
    statements, counts = intake.statements(statements), intake.counts(counts)
    named = {row["class_code"]: row for row in reference.rows("bulletin_classes")
             if row["register_code"] in set(counts["register"])}  # fmt: skip
    rows = _in_both(statements, counts, named)
    if class_code != ALL and class_code not in rows:
        where = " and in ".join((", ".join(statements["source_code"].unique()), *counts["register"].unique()))
        message = f'class_code: "{class_code}" is not both in {where}.'
        raise ParameterError(f"{message} {nearest(class_code, (ALL, *rows))}")
    chosen = statements[statements["class_code"].isin([class_code] if class_code != ALL else list(rows))]
    own = counts[counts["dimension"] == "class"]
    tables = {name: counted.table(own, name, "class") for name in ("flow", "awards", "grades", "cuts")}
    words = frames.with_edits(chosen[["source_code"]].drop_duplicates(), statements)["edited"]
    about = {"edited": frames.listed(filter(None, (*words, counted.edits(own))))}
    register = counts["register"].iloc[0]
    return frames.frame(
        (
            {"source_code": source, "statement_code": claim.code, "class_code": claim.class_code, **about,
             **_row(claim, tables, register, rows[claim.class_code]),
             "is_made_to_agree": named.get(claim.class_code, {}).get("made_to_agree") == "true"}
            for source, claim in zip(chosen["source_code"], claims_of(chosen), strict=True)
        ),
        COLUMNS,
    )  # fmt: skip


def _in_both(statements: pd.DataFrame, counts: pd.DataFrame, named: dict[str, dict[str, str]]) -> dict[str, str]:
    """The classes that are both printed and registered: code in print -> row of the register."""
    registered = set(counts.loc[(counts["table"] == "flow") & (counts["dimension"] == "class"), "row"]) - {TOTAL}
    codes = {code: named.get(code, {}).get("register_class_code", code)
             for code in statements["class_code"].unique() if code}  # fmt: skip
    return {code: row for code, row in codes.items() if row in registered}


def _row(claim: Claim, tables: dict[str, pd.DataFrame], register: str, row: str) -> dict[str, object]:
    name, columns = ("grades", claim.grades) if claim.grades else MEASURES.get(claim.measure, ("", ()))
    size = {"row": row, "class_size": tables["flow"].at[row, TOTAL]}
    table = tables.get(name, pd.DataFrame())
    if table.empty:
        return size | {"is_counted": False}
    asked = [TOTAL] if columns is None else [column for column in columns if column in table.columns]
    facts = _cuts(tables, register, row) if claim.grades else ()
    low, high = disclosure.extent(table, [(row, column) for column in asked], facts, f"{name} of register {register}")
    return size | {"is_counted": True, "low": low, "high": high}


def _cuts(tables: dict[str, pd.DataFrame], register: str, row: str) -> Iterable[Fact]:
    """The facts that the published cuts add about the grades of the class."""
    cuts, grades = tables["cuts"], list(tables["grades"].columns.drop(TOTAL))
    for name, value in cuts.loc[row].dropna().items() if row in cuts.index else ():
        better = grades[: grades.index(name.removesuffix("_up")) + 1]
        where = f"table cuts of register {register}, row {row}, column {name}"
        yield Fact({(row, grade): 1 for grade in better}, int(value), int(value), where)
