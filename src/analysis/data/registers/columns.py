"""Resolve the columns of a table: keep one column per attribute and report the others."""

from __future__ import annotations

from collections import Counter

from analysis.data.registers import headings
from analysis.data.registers.headings import Heading, Table
from analysis.data.registers.notes import Note, column_letters, note
from analysis.data.registers.sheets import Row
from analysis.data.registers.spelling import fold


class TwoColumns(ValueError):
    """Two columns with one heading, of something that a learner has once."""


def resolve(table: Table, body: list[Row]) -> tuple[Table, list[Note]]:
    """The table with its columns resolved, and a note on each that was left out.

    An unheaded column of texts beside the names is the rest of the name; the only column of marks is the
    score; of several columns of one code the surest is read. Two of the same heading: :class:`TwoColumns`.
    """
    columns, notes = _one_each(_with_score(_with_rest_of_name(table, body)))
    return Table(table.first, table.last, columns), notes


def _with_rest_of_name(table: Table, body: list[Row]) -> list[Heading]:
    columns = list(table.headings)
    for at in table.positions("name"):
        beside = at + 1
        if beside < len(columns) and not columns[beside].text:
            texts = [row[beside] for row in body[table.last + 1 :] if row[beside] is not None]
            if texts and all(isinstance(text, str) for text in texts):
                columns[beside] = Heading(beside, "", "given_name")
    return columns


def _with_score(columns: list[Heading]) -> list[Heading]:
    """The columns with one of marks made the score, where only one can be."""
    codes = Counter(heading.code for heading in columns)
    only = None
    if not codes["score"]:
        only = "point" if codes["point"] else "mark" if codes["mark"] == 1 else None
    renamed = {only: "score"} if only else {}
    renamed.setdefault("point", "mark")
    return [Heading(item.position, item.text, renamed.get(item.code, item.code)) for item in columns]


def _one_each(columns: list[Heading]) -> tuple[tuple[Heading, ...], list[Note]]:
    chosen: dict[str | None, Heading] = {}
    for heading in sorted(columns, key=_strength):
        if heading.text:
            chosen.setdefault(heading.code, heading)
    kept, notes = [], []
    for heading in columns:
        best = chosen.get(heading.code, heading)
        if best is heading or not heading.text or heading.code not in _once():
            kept.append(heading)
            continue
        if fold(best.text) == fold(heading.text):
            raise TwoColumns(_same(best, heading))
        notes.append(note("second_column", heading=heading.text, first=best.text))
        kept.append(Heading(heading.position, heading.text, None))
    return tuple(kept), notes


def _strength(heading: Heading) -> int:
    """How sure a heading is of its code; the last part of a joined one counts."""
    last = heading.text.split(headings.JOINT)[-1]
    return headings.strengths().get(fold(last), len(headings.strengths()))


def _once() -> set[str]:
    """The codes that a learner has one of."""
    return {code for code, kept in headings.keep().items() if kept in ("yes", "key", "split")} - {"mark"}


def _same(one: Heading, other: Heading) -> str:
    letters = " and ".join(column_letters(at) for at in sorted((one.position, other.position)))
    return (
        f'the heading "{one.text}" stands in columns {letters}: which one counts cannot be guessed. '
        "Rename one in the file."
    )
