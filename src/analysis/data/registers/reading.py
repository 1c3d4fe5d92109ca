"""A register file, however messy -> its learners, with an account of every row that it holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.data.registers import column_map as maps
from analysis.data.registers import columns, containers, encodings, headings, rows, sheets
from analysis.data.registers.column_map import ColumnMap
from analysis.data.registers.encodings import Evidence
from analysis.data.registers.headings import Heading, Table
from analysis.data.registers.learners import COLUMNS, Learners, distrust_shared_numbers, set_twice_aside
from analysis.data.registers.notes import Aside, Note, address, note
from analysis.data.registers.sheets import Row, Sheet, Source
from analysis.data.registers.spelling import fold
from analysis.vocabulary import reference

# Up to so many marks beyond the scale may be typing errors, however few learners there are.
FEW = 4


@dataclass(frozen=True)
class Reading:
    """What was read of a register, in memory only: ``frame`` holds names and must not be stored or printed.

    ``frame`` has a row for each learner and class that was read (columns: :data:`learners.COLUMNS`; scores
    exact, dates as written). ``rows_in_file`` counts every row that holds anything, letterhead and headings
    too (the column names of a Parquet file are no row); it is ``rows_read`` and the excluded rows.
    """

    path: Path
    frame: pd.DataFrame = field(repr=False)
    rows_in_file: int
    set_aside: tuple[Aside, ...]
    columns: dict[str, str | None]
    encoding: str
    evidence: dict[str, Evidence]
    notes: tuple[Note, ...]
    mapping: ColumnMap

    @property
    def rows_read(self) -> int:
        """How many rows are learners'."""
        return len(self.frame)

    def grades(self) -> dict[str, int]:
        """How many learners have each grade that occurs, best first."""
        counts = Counter(self.frame["grade"].dropna())
        return {code: counts[code] for code in reference.grades() if counts[code]}


def read(path: Path | str, column_map: ColumnMap | Path | str | None = None, encoding: str | None = None) -> Reading:
    """The learners of a register and the account of its rows.

    ``column_map`` is a :class:`ColumnMap` or the path of one; without it the one beside the file is taken, if
    there is any. ``encoding`` wins over the map's. Raises :class:`~analysis.errors.DataError` for a file that
    is not safe to open, has no table, or has two columns that claim to be the same.
    """
    path = Path(path)
    mapping, notes = _mapping(path, column_map)
    stated = encoding or mapping.encoding
    source = sheets.read(path, stated)
    if source.kind == "xlsx" and (count := containers.uncomputed(path)):
        notes.append(note("uncomputed", count=count))
    if not source.limited:
        notes.append(note("unlimited"))
    account = _Account(path, source, mapping, stated, notes)
    for sheet in source.sheets:
        account.add(sheet)
    return account.reading()


def _mapping(path: Path, column_map: ColumnMap | Path | str | None) -> tuple[ColumnMap, list[Note]]:
    if isinstance(column_map, ColumnMap):
        return column_map, []
    if column_map is not None:
        return maps.load(Path(column_map)), []
    beside = maps.beside(path)
    if not beside.is_file():
        return ColumnMap(), []
    return maps.load(beside), [note("map_beside", file=beside.name)]


class _Account:
    """Adds up the sheets of a file."""

    def __init__(self, path: Path, source: Source, mapping: ColumnMap, stated: str | None, notes: list[Note]):
        self.path, self.source, self.mapping, self.stated, self.notes = path, source, mapping, stated, notes
        self.records: list[dict] = []
        self.aside: list[Aside] = []
        self.columns: dict[str, str | None] = {}
        self.evidence: dict[str, Evidence] = {}
        self.rows_in_file = self.tables = 0

    def add(self, sheet: Sheet) -> None:
        """Read a sheet: hidden ones are counted and left unread, as their owner does not show them."""
        if not sheet.visible:
            self.notes.append(note("hidden_sheet", sheet=str(sheet.position), count=len(sheet.rows)))
            return
        self.rows_in_file += len(sheet.rows) - self.source.headed
        body, evidence = self._decoded(sheet.rows)
        codes = {fold(heading): code for heading, code in self.mapping.columns.items()}
        find = headings.by_names if self.source.headed else headings.find
        table = find(body, codes)
        if table is None:
            self.aside += [Aside(row.number, "no_table", sheet=sheet.position) for row in body]
            return
        self.tables += 1
        self._add_table(sheet.position, body, table, evidence)

    def _decoded(self, body: list[Row]) -> tuple[list[Row], list[Evidence]]:
        """The rows with their texts in Unicode, and the encoding of each column."""
        width = max((len(row.cells) for row in body), default=0)
        texts = [[row[at] for row in body if isinstance(row[at], str)] for at in range(width)]
        evidence = encodings.judge(texts, self.source.encoding, self.source.undecoded, self.stated)
        decoded = [
            Row(row.number, tuple(
                encodings.decode(cell, evidence[at].encoding) or None if isinstance(cell, str) else cell
                for at, cell in enumerate(row.cells)
            ))
            for row in body
        ]  # fmt: skip
        return decoded, evidence

    def _add_table(self, position: int, body: list[Row], table: Table, evidence: list[Evidence]) -> None:
        table = self._resolved(table, body)
        for at, row in enumerate(body[: table.last + 1]):
            if not self.source.headed:
                reason = "letterhead" if at < table.first else "heading"
                self.aside.append(Aside(row.number, reason, sheet=position))
        heading, below = body[table.last], body[table.last + 1 :]
        widths = rows.widths(heading, below) if self.source.kind == "text" else frozenset()
        sorted_rows = rows.Sorter(table, heading, widths).sort(below)
        learners = Learners(position, table.headings, self.mapping.greatest_mark).add(sorted_rows.learners)
        self._refuse_other_scale(learners)
        self.notes += learners.notes() + distrust_shared_numbers(learners)
        set_twice_aside(learners)
        self.records += learners.records
        self.aside += [
            Aside(aside.row, aside.key, aside.values, position) for aside in sorted_rows.aside + learners.aside
        ]
        self._check_claims(sorted_rows, Counter(record["grade"] for record in learners.records))
        for heading in table.headings:
            name = self._unique(heading, body[table.last].number)
            if name:
                self.columns[name] = heading.code
                self.evidence[name] = evidence[heading.position]

    def _resolved(self, table: Table, body: list[Row]) -> Table:
        shown = {fold(heading.text) for heading in table.headings}
        missing = [heading for heading in self.mapping.columns if fold(heading) not in shown]
        self.notes += [note("map_unused", heading=heading) for heading in missing]
        try:
            resolved, notes = columns.resolve(table, body)
        except columns.TwoColumns as error:
            raise containers.refusal(self.path, str(error)) from None
        self.notes += notes
        return resolved

    def _unique(self, heading: Heading, row: int) -> str:
        text = heading.text
        if text in self.columns and self.tables == 1:
            return f"{text} ({address(row, heading.position)})"
        return text

    def _check_claims(self, sorted_rows: rows.Sorted, grades: Counter) -> None:
        for claim, actual in rows.failed_claims(sorted_rows, grades):
            key = "claim_grade" if claim.grade else f"claim_{claim.kind}"
            self.notes.append(note(key, row=str(claim.row), count=claim.count, actual=actual, grade=claim.grade or ""))

    def _refuse_other_scale(self, learners: Learners) -> None:
        """Marks of which most are beyond the greatest are no typing errors: the scale is another."""
        if learners.beyond > max(len(learners.records), FEW):
            raise containers.refusal(
                self.path,
                f"most marks are outside 0 to {self.mapping.greatest_mark}: the register uses another scale "
                f"of marks. Write greatest_mark: 100 (or what it is) into {maps.beside(self.path).name}.",
            )

    def reading(self) -> Reading:
        """The account of the whole file."""
        if not self.tables:
            raise containers.refusal(
                self.path,
                "no table of learners was found: no row names two columns that are known, such as "
                '"Họ và tên" and "Xếp loại". Correct the headings, or name them in '
                f"{maps.beside(self.path).name}.",
            )
        self._note_columns()
        frame = pd.DataFrame(self.records, columns=list(COLUMNS), dtype=object)
        aside = tuple(sorted(self.aside, key=lambda aside: (aside.sheet, aside.row)))
        mapping = self.mapping.model_copy(update={"columns": self.columns, "encoding": self.stated})
        return Reading(
            self.path,
            frame,
            self.rows_in_file,
            aside,
            self.columns,
            self._encoding(),
            self.evidence,
            tuple(self.notes),
            mapping,
        )

    def _note_columns(self) -> None:
        unknown = [heading for heading, code in self.columns.items() if code is None]
        if unknown:
            self.notes.append(note("unknown_columns", headings=", ".join(unknown[:20]), count=len(unknown)))
        if not self.records:
            self.notes.append(note("no_learner"))

    def _encoding(self) -> str:
        """The encoding of the file; several, the most frequent first, if its columns differ."""
        counts = Counter({evidence.encoding: 0 for evidence in self.evidence.values()} or {self.source.encoding: 0})
        for evidence in self.evidence.values():
            counts[evidence.encoding] += evidence.words
        names = [name for name, words in counts.most_common() if words]
        return ", ".join(names) or next(iter(counts))
