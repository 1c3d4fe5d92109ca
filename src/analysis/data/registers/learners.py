"""The rows of learners -> records of what their cells say, the rows that cannot be used, and warnings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from analysis.data.registers import cells
from analysis.data.registers.cells import CellProblem
from analysis.data.registers.headings import Heading
from analysis.data.registers.notes import Aside, Note, address, note
from analysis.data.registers.sheets import Cell, Row
from analysis.data.registers.spelling import canonical, clean
from analysis.vocabulary import reference

COLUMNS = (
    "sheet", "row", "name", "person_id", "birth", "sex", "post", "unit", "class", "course", "level",
    "start_date", "end_date", "score", "grade", "reason", "status", "commended", "age_band",
)  # fmt: skip
# A column of these codes says what its cells are; any other cell is a text.
_TEXTS = ("person_id", "unit", "class", "course", "age_band")
CELLS_SHOWN = 5
LABELS_SHOWN = 20


@dataclass
class Learners:
    """The learners of one table as records of :data:`COLUMNS`, and what kept cells from being read."""

    sheet: int
    headings: tuple[Heading, ...]
    greatest: Decimal
    records: list[dict[str, Any]] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    problems: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    names: set[str] = field(default_factory=set)
    beyond: int = 0
    by_codes: dict[tuple[str, ...], list[Heading]] = field(default_factory=dict)

    def add(self, rows: Iterable[Row]) -> Learners:
        """Read the rows; one with an impossible mark is excluded with its cell."""
        rows = list(rows)
        self.names |= {canonical(self._name(row)) for row in rows}
        for row in rows:
            bad = self._bad_mark(row)
            if bad is None:
                self.records.append(self._record(row))
            else:
                self.aside.append(Aside(row.number, bad[0], (("cell", bad[1]),), self.sheet))
                self.problems[bad[0], ""].append(bad[1])
                self.beyond += bad[0] == "mark_range"
        return self

    def notes(self) -> list[Note]:
        """What to warn of, a kind of problem at a time, with the first of its cells."""
        notes = []
        for (key, shown), places in self.problems.items():
            more = len(places) - CELLS_SHOWN
            where = ", ".join(places[:CELLS_SHOWN]) + (f" … (+{more})" if more > 0 else "")
            notes.append(note(key, count=len(places), cell=where, label=shown))
        return notes

    def _at(self, *codes: str) -> list[Heading]:
        """The columns of some codes, looked up once a table, not once a row."""
        if codes not in self.by_codes:
            self.by_codes[codes] = [heading for code in codes for heading in self.headings if heading.code == code]
        return self.by_codes[codes]

    def _bad_mark(self, row: Row) -> tuple[str, str] | None:
        """The key and the cell of the first impossible mark of a row; a status in a column of marks is no mark."""
        for heading in self._at("score", "mark"):
            cell = row[heading.position]
            try:
                cells.mark(cell, self.greatest)
            except CellProblem as problem:
                if not _is_status(cell):
                    return problem.key, address(row.number, heading.position)
        return None

    def _record(self, row: Row) -> dict[str, Any]:
        record: dict[str, Any] = dict.fromkeys(COLUMNS)
        record |= {"sheet": self.sheet, "row": row.number, "name": self._name(row), "commended": False}
        for code in _TEXTS:
            for heading in self._at(code):
                record[code] = _text(row[heading.position])
        self._birth_and_sex(row, record)
        self._unit_and_level(row, record)
        self._days(row, record)
        self._result(row, record)
        return record

    def _try(self, read: Callable[[Cell], Any], row: Row, heading: Heading) -> Any:
        """What a reader makes of a cell; a cell that it cannot read is noted, and None."""
        cell = row[heading.position]
        try:
            return read(cell)
        except CellProblem as problem:
            shown = self._shown(cell) if problem.key in ("label_unknown", "award_unknown") else ""
            self.problems[problem.key, shown].append(address(row.number, heading.position))
            return None

    def _shown(self, cell: Cell) -> str:
        """A label that may be printed: short, and not written as names are."""
        text = clean(str(cell))
        named = len(text.split()) > 1 and all(word[:1].isupper() for word in text.split())
        many = len(self.problems) > LABELS_SHOWN
        return "…" if named or many or len(text) > 24 or canonical(text) in self.names else text

    def _name(self, row: Row) -> str:
        columns = self._at("name", "family_name", "given_name")
        return " ".join(filter(None, (_text(row[heading.position]) for heading in columns)))

    def _birth_and_sex(self, row: Row, record: dict[str, Any]) -> None:
        for heading in self._at("birth_date"):
            record["birth"] = self._try(cells.day, row, heading)
        for heading in self._at("sex"):
            record["sex"] = cells.sex(row[heading.position])
        for code, sex in (("birth_male", "male"), ("birth_female", "female")):
            for heading in self._at(code):
                cell = row[heading.position]
                if not cells.is_none(cell):
                    record["sex"] = sex
                    if canonical(str(cell)) not in cells.words("commended_yes"):
                        record["birth"] = self._try(cells.day, row, heading)

    def _unit_and_level(self, row: Row, record: dict[str, Any]) -> None:
        for heading in self._at("position", "position_unit"):
            record["post"] = _text(row[heading.position])
        if self._at("position_unit") and record["post"]:
            record["unit"] = record["unit"] or cells.unit_of(record["post"])
        for heading in self._at("level"):
            record["level"] = self._try(_level, row, heading)

    def _days(self, row: Row, record: dict[str, Any]) -> None:
        for heading in self._at("period"):
            record["start_date"], record["end_date"] = self._try(cells.period, row, heading) or (None, None)
        for code in ("start_date", "end_date"):
            for heading in self._at(code):
                day = self._try(cells.day, row, heading)
                record[code] = day if isinstance(day, dt.date) else None

    def _result(self, row: Row, record: dict[str, Any]) -> None:
        """Score, grade, award and status; the label in the file wins, none is made up from the score."""
        labels = [self._try(cells.label, row, heading) for heading in self._at("grade", "status")]
        for heading in self._at("score"):
            cell = row[heading.position]
            labels.append(cells.label(cell) if _is_status(cell) else None)
            record["score"] = None if _is_status(cell) else cells.mark(cell, self.greatest)
        labels += [cells.label(row[at.position]) for at in self._at("note") if _is_status(row[at.position])]
        said = [label for label in labels if label]
        record["grade"] = next((label.grade for label in said if label.grade), None)
        reasons = [label for label in said if label.reason]
        record["reason"] = reasons[0].reason if reasons else None
        for heading in self._at("commended"):
            record["commended"] = bool(self._try(cells.commended, row, heading))
        finished = record["grade"] is not None or record["score"] is not None
        record["status"] = reasons[0].status if reasons else "completed" if finished else "enrolled"


def _text(cell: Cell) -> str | None:
    return None if cells.is_none(cell) else clean(str(cell))


def _is_status(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    try:
        return cells.label(cell).reason is not None
    except CellProblem:
        return False


def _level(cell: Cell) -> str | None:
    if cells.is_none(cell):
        return None
    text = canonical(str(cell))
    names = {canonical(alias): code for alias, code in reference.aliases("level").items()}
    codes = names | {code: code for code in reference.levels()}
    if text not in codes:
        raise CellProblem("level_unknown")
    return codes[text]


def identity(record: dict[str, Any]) -> tuple[str, ...]:
    """What distinguishes a learner from others: the identity number, else the name with birth, else with post."""
    if record["person_id"]:
        return ("id", canonical(record["person_id"]))
    name = canonical(record["name"] or "")
    if record["birth"]:
        return ("birth", name, str(record["birth"]))
    return ("post", name, canonical(record["unit"] or ""), canonical(record["post"] or ""))


def distrust_shared_numbers(learners: Learners) -> list[Note]:
    """Forget the identity numbers that stand with more than one name, and say in which rows."""
    names: dict[str, set[str]] = defaultdict(set)
    for record in learners.records:
        names[record["person_id"]].add(canonical(record["name"]))
    shared = [record for record in learners.records if record["person_id"] and len(names[record["person_id"]]) > 1]
    if not shared:
        return []
    numbers = {record["person_id"] for record in shared}
    rows = ", ".join(str(record["row"]) for record in shared[:CELLS_SHOWN])
    for record in shared:
        record["person_id"] = None
    return [note("two_names", count=len(numbers), rows=rows)]


def set_twice_aside(learners: Learners) -> None:
    """Exclude each learner who stands in a class a second time, and name the row of the first."""
    first: dict[tuple, dict[str, Any]] = {}
    for record in learners.records:
        earlier = first.setdefault((record["class"], record["course"], identity(record)), record)
        if earlier is not record:
            reason = "twice" if _figures(earlier) == _figures(record) else "twice_other"
            values = (("row", str(earlier["row"])),)
            learners.aside.append(Aside(record["row"], reason, values, learners.sheet))
    learners.records = list(first.values())


def _figures(record: dict[str, Any]) -> tuple:
    return record["score"], record["grade"], record["reason"]
