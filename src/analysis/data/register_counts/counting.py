"""A tidy register -> tables of counts with their margins, none of them protected yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd

from analysis.data import disclosure
from analysis.data.register_counts.opening import GRADED, OTHER, UNSTATED, Opened, outcomes
from analysis.vocabulary import reference

# A unit with fewer learners with a grade stands with the others: so few would be suppressed cell by cell.
LEAST_UNIT = 20
OUTCOMES = ("withdrawn", "in_progress", "ungraded", GRADED)
AWARDS = ("commended", "not_commended")
# How a table is cut: by what a row of the register says of the class or of the learner's unit.
DIMENSIONS = ("class", "level", "unit", "year")
STEPS = 40  # bins of marks: quarters of a point on a scale of ten
FINEST = 1000
# Marks this low, of a greatest of one, are failed on every scale and stand together.
LOW = Fraction(4, 10)

Tables = dict[str, pd.DataFrame]


def with_dimensions(register: Opened) -> pd.DataFrame:
    """The tidy rows with the columns of :data:`DIMENSIONS`, ``outcome`` and ``award``, all text."""
    rows = register.frame
    year = rows["start_date"].fillna(rows["end_date"]).dt.year.astype("Int64").astype("string")
    became = outcomes(rows)
    sizes = rows["unit_name"][became == GRADED].value_counts(sort=False)
    large = rows["unit_name"].isin(sizes.index[sizes >= LEAST_UNIT])
    unit = rows["unit_name"].where(large | rows["unit_name"].isna(), OTHER)
    return rows.assign(
        **{"class": rows["class_code"], "level": rows["level_code"], "unit": unit, "year": year},
        unit_name=rows["unit_name"].fillna(UNSTATED),
        outcome=became,
        award=rows["is_commended"].map({True: AWARDS[0], False: AWARDS[1]}),
    ).fillna(dict.fromkeys(DIMENSIONS, UNSTATED))


def dimensions(rows: pd.DataFrame) -> list[str]:
    """The dimensions that the register states at all; units only where at least two are large enough."""
    stated = [name for name in DIMENSIONS if name == "class" or (rows[name] != UNSTATED).any()]
    return [name for name in stated if name != "unit" or rows[name].nunique() > 2]


def tables(register: Opened) -> Tables:
    """Every table of a register by its name, with margins; a table that would be empty is left out.

    The tables of one dimension have the same rows.

    ``flow_by_*`` (outcomes), ``awards_by_*``, ``grades_by_*`` (learners with a grade), ``cuts_by_*`` (of these,
    a grade or better: ``good_up``), ``scored_by_*`` (of these, with a score), ``marks`` (scores in equal steps,
    named by their lower end in thousandths), ``learners_by_unit`` (every unit that is named), ``persons`` (by the
    number of classes), ``set_aside`` (excluded rows of learners).
    """
    rows = with_dimensions(register)
    graded = rows[rows["outcome"] == "graded"]
    scored = graded[graded["score_thousandths"].notna()]
    counts: Tables = {}
    for name in dimensions(rows):
        flow = _cross(rows, name, "outcome", _filled(rows["outcome"], OUTCOMES))
        counts[f"flow_by_{name}"], everywhere = flow, flow.index.drop(disclosure.TOTAL)
        if rows["is_commended"].any():
            counts[f"awards_by_{name}"] = _cross(rows, name, "award", AWARDS)
        counts[f"grades_by_{name}"] = _cross(graded, name, "grade_code", register.grades, everywhere)
        counts[f"cuts_by_{name}"] = _cumulative(counts[f"grades_by_{name}"], register.grades)
        if len(scored):
            counted = _cross(scored, name, "outcome", ("graded",), everywhere)
            counts[f"scored_by_{name}"] = counted[["graded"]]
    if len(scored):
        counts["marks"] = _marks(scored["score_thousandths"], register)
    return counts | _units(rows) | _persons(rows) | _set_aside(register)


def _filled(values: pd.Series, codes: Iterable[str]) -> list[str]:
    """The codes that occur; one that no learner of the register has is no column."""
    return [code for code in codes if (values == code).any()]


def _cross(
    rows: pd.DataFrame, by: str, of: str, columns: Iterable[str], everywhere: Iterable[str] | None = None
) -> pd.DataFrame:
    """The counts with their margins; ``everywhere`` are all the rows, for one that were missing would say 0."""
    table = pd.crosstab(rows[by], rows[of]).reindex(columns=list(columns), fill_value=0)
    if everywhere is not None:
        table = table.reindex(list(everywhere), fill_value=0)
    table.index, table.columns = [str(label) for label in table.index], [str(c) for c in table.columns]
    return disclosure.with_margins(table)


def cut_name(grade: str) -> str:
    """The name of the cut "this grade or better"."""
    return f"{grade}_up"


def _cumulative(table: pd.DataFrame, grades: list[str]) -> pd.DataFrame:
    """The sums of the best grades, for each grade but the best and the worst; a total row, no total column."""
    inner = range(1, len(grades) - 1)
    sums = {cut_name(grades[at]): table[grades[: at + 1]].sum(axis=1) for at in inner}
    return pd.DataFrame(sums, index=table.index).astype("Int64")


def _units(rows: pd.DataFrame) -> Tables:
    """How many enrolled from each unit that is named, and from the others; no table where none is."""
    if rows["unit_name"].isin([UNSTATED, OTHER]).all():
        return {}
    counted = _cross(rows.assign(who="enrolled"), "unit_name", "who", ["enrolled"])
    return {"learners_by_unit": counted[["enrolled"]]}


def _line(counts: Mapping[str, int], columns: Iterable[str]) -> pd.DataFrame:
    """A table of one row, the total."""
    row = pd.DataFrame({column: [counts.get(column, 0)] for column in columns}, index=[disclosure.TOTAL])
    row[disclosure.TOTAL] = row.sum(axis=1)
    return row.astype("Int64")


def _marks(scores: pd.Series, register: Opened) -> pd.DataFrame:
    """The scores in bins, a fortieth of the greatest mark wide and a whole point at most; the low ones are one bin.

    Wider where the scores come in wider steps: a bin that can hold none would give its neighbours away.
    """
    greatest = int(register.greatest * 1000)
    step = max(min(greatest // STEPS, FINEST), register.step)
    first = int(Fraction(register.greatest) * 1000 * LOW) // step * step
    low = scores.floordiv(step).mul(step).astype("int64")
    bins = low.where(low >= first, 0).astype(str)
    return _line(bins.value_counts(sort=False), ["0", *map(str, range(first, greatest + 1, step))])


def bins_of(band: reference.Band, marks: pd.DataFrame) -> list[str]:
    """The bins of a table of marks that lie in a band of a scale."""
    labels = (label for label in marks.columns if label != disclosure.TOTAL)
    return [label for label in labels if band.holds(Fraction(int(label), 1000))]


def _persons(rows: pd.DataFrame) -> Tables:
    """Persons by the number of classes that they are in, up to the most that anybody is in."""
    if rows.empty:
        return {}
    classes = rows.groupby("person_key").size()
    return {"persons": _line(classes.astype(str).value_counts(sort=False), map(str, range(1, int(classes.max()) + 1)))}


def _set_aside(register: Opened) -> Tables:
    reasons = register.learners_aside
    return {"set_aside": _line(reasons, sorted(reasons))} if reasons else {}
