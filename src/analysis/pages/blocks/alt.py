"""The alternative text of a chart, from the table of its numbers: nothing is drawn that is not in the table."""

from __future__ import annotations

from analysis.pages.tables import Cell, Column, ReportTable, Special, show
from analysis.vocabulary import labels


def alt(kind: str, table: ReportTable, language: str) -> str:
    """What kind of chart it is, then each row of the table, its first cell as a heading, numbers and answers labelled.

    Neighbouring columns that agree in a row are said once, under the label of the first.

    >>> columns = Column("who", "Who"), Column("least", "Least", "count"), Column("most", "Most", "count")
    >>> alt("Bars", ReportTable("People", columns, (("All", 1, 1), ("Some", 2, Special.UNAVAILABLE))), "en")
    'Bars. All: least 1. Some: least 2, most not available.'
    """
    said, answers = [], {labels.word(f"answer.{answer}", language) for answer in ("true", "false")}
    for row in table.rows:
        shown = [_said(cell, column, language) for cell, column in zip(row, table.columns, strict=True)]
        new = [at for at in range(1, len(shown)) if at == 1 or row[at] != row[at - 1]]
        values = ", ".join(_labelled(table.columns[at], shown[at], answers) for at in new)
        said.append(": ".join(filter(None, (shown[0], values))))
    return f"{'. '.join((kind, *said))}."


def _said(cell: Cell, column: Column, language: str) -> str:
    return cell.words(language) if isinstance(cell, Special) else show(cell, column, language)


def _labelled(column: Column, shown: str, answers: set[str]) -> str:
    is_plain = column.kind == "text" and shown not in answers
    return shown if is_plain else f"{labels.inside(column.label)} {shown}"
