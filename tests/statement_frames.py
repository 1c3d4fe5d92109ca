"""Small frames of statements, as a statements file would give them, and what the audit finds in them."""

from __future__ import annotations

import pandas as pd

from analysis.data.statements import COLUMNS
from analysis.measures import audit
from analysis.measures.audit import wording
from analysis.vocabulary import checksums


def row(code: str, measure: str, printed: str, base: str = "", **cells: str) -> dict[str, str]:
    """One statement of class c; a percentage is known by its sign."""
    unit = "percent" if "%" in printed else "person"
    own = {"statement_code": code, "measure_code": measure, "printed": printed, "base": base}
    return {"class_code": "c", "unit_code": unit, **own, **cells}


def graded(code: str, printed: str, grade: str, base: str = "n", **cells: str) -> dict[str, str]:
    """One statement about learners with a grade."""
    return row(code, "graded", printed, base, grade_code=grade, **cells)


def frame(*rows: dict[str, str], source: str = "s") -> pd.DataFrame:
    """Rows as a frame of one source, every cell a text."""
    empty = dict.fromkeys(COLUMNS, "")
    filled = [{"source_code": source, **empty, **cells} for cells in rows]
    return checksums.with_checksums(pd.DataFrame(filled, columns=["source_code", *COLUMNS]))


def findings(*rows: dict[str, str], language: str = "en") -> dict:
    """What the audit finds, by the code of the statement: the columns of its frame, and the sentences in a language."""
    verdicts, contradictions = audit.examine(frame(*rows))
    said = [wording.instead(row, language) for row in verdicts.to_dict("records")]
    told = verdicts.assign(message=wording.reasons(verdicts, contradictions, language), said_instead=said)
    return {row.statement_code: row for row in told.itertuples(index=False)}


# A published class that contradicts itself in one share, and one whose shares were forced to sum to 100.
HOA_BINH = (
    row("n", "completed", "88"),
    graded("vg", "48", "very_good"),
    graded("g", "36", "good"),
    graded("vg%", "55,7%", "very_good"),
    graded("g%", "40,9%", "good"),
    row("praised", "commended", "5", "n"),
)
PHUOC_SON = (
    row("n", "completed", "97"),
    graded("vg", "19", "very_good"),
    graded("g", "76", "good"),
    graded("a", "2", "average"),
    graded("vg%", "19,6%", "very_good"),
    graded("g%", "78,3%", "good"),
    graded("a%", "2,1%", "average"),
)
