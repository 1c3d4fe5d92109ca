"""What each row below the headings is: a learner; or a band, a total, a signature, excluded under that name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.data.registers.cells import CellProblem, is_none, label, words
from analysis.data.registers.headings import Table, is_column_numbers
from analysis.data.registers.notes import Aside
from analysis.data.registers.sheets import Row
from analysis.data.registers.spelling import canonical, clean

_ORDINAL = re.compile(r"0*(\d{1,7})\s*[.)]?")
_SAID = re.compile(
    r"(?:có|gồm|là|:)\s*:?\s*0*(\d{1,3}(?:\.\d{3})+|\d+)\b|0*(\d+)\s*(?:đ/c|đồng chí|học viên|người|hv\b)",
    re.IGNORECASE,
)
_GRADE_COUNT = re.compile(r"([^\d;,:()=]+?)\s*[:=]?\s*0*(\d+)(?!\d)(?!\s*[.,]?\d*\s*%)")
_DATE_LINE = re.compile(r"\bngày\b.*(?:tháng|\d)")
_NAMES = ("name", "family_name", "given_name")
_FIGURES = ("score", "point", "mark", "grade", "birth_date", "birth_male", "birth_female", "person_id")


@dataclass(frozen=True)
class Claim:
    """A count that the file states of itself: all the learners, those of a band, or those of a grade.

    ``before`` is how many learners had been read when it was met.
    """

    row: int
    kind: str
    count: int
    before: int
    grade: str | None = None


@dataclass
class Sorted:
    """The rows of a body by what they are."""

    learners: list[Row] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


class Sorter:
    """Sorts the rows of one table from top to bottom; below a signature only numbered rows are learners."""

    def __init__(self, table: Table, heading: Row, widths: frozenset[int]):
        self.table, self.heading, self.widths = table, heading, widths
        self.numbers = table.positions("number")
        self.names = [at for code in _NAMES for at in table.positions(code)]
        self.figures = [at for code in _FIGURES for at in table.positions(code)]
        self.ended = False
        self.rows = Sorted()

    def sort(self, rows: Iterable[Row]) -> Sorted:
        """The rows by what they are."""
        for row in rows:
            reason = self._reason(row)
            if reason is None and self.widths and self._is_ragged(row):
                columns = str(len(self.heading.cells))
                self._put_aside(row, "ragged", cells=str(len(row.cells)), columns=columns)
            elif reason is None:
                self.rows.learners.append(row)
            else:
                self._put_aside(row, reason)
        return self.rows

    def _put_aside(self, row: Row, reason: str, **values: str) -> None:
        self.rows.aside.append(Aside(row.number, reason, tuple(values.items())))

    def _is_ragged(self, row: Row) -> bool:
        extra = any(cell is not None for cell in row.cells[len(self.heading.cells) :])
        return extra or len(row.cells) not in self.widths

    def _reason(self, row: Row) -> str | None:
        """Why a row is no learner's; None if it is."""
        if is_column_numbers(row):
            return "column_numbers"
        if row.cells == self.heading.cells:
            self.ended = False
            return "heading_again"
        if self._is_numbered(row):
            return self._numbered(row)
        text = next((canonical(cell) for cell in row.cells if isinstance(cell, str)), "")
        if _starts(text, words("total")) or _grade(text):
            self._claim(row)
            self.ended = self.ended or _starts(text, words("end"))
            return "total"
        if self.ended or self._signs(row, text):
            self.ended = True
            return "below_table"
        return self._unnumbered(row)

    def _numbered(self, row: Row) -> str | None:
        if self._is_numbered_band(row):
            self._claim(row, "band")
            return "band"
        if not self.names or self._has(row, self.names):
            return None
        return "no_name" if self._has(row, self.figures) else "number_only"

    def _is_numbered_band(self, row: Row) -> bool:
        """Whether a numbered row holds only the name of a unit ("1 | Quận Ba Đình: 15 đ/c")."""
        filled = [at for at, cell in enumerate(row.cells) if cell is not None and at not in self.numbers]
        if len(filled) != 1 or filled[0] not in self.names or not isinstance(row[filled[0]], str):
            return False
        text = canonical(row[filled[0]])
        return _starts(text, words("unit")) or any(letter.isdigit() for letter in text)

    def _unnumbered(self, row: Row) -> str | None:
        """A row without a number in the number column: a learner only if it has a figure, else a band."""
        others = [at for at in range(len(row.cells)) if at not in self.names and row[at] is not None]
        figures = self._has(row, self.figures)
        named = self._has(row, self.names) or not self.names
        if named and (figures if self.numbers or self.figures else others or len(self.table.headings) == 1):
            return None
        if figures:
            return "no_name"
        if named and others and not self.numbers:
            return None
        self._claim(row, "band")
        return "band"

    def _is_numbered(self, row: Row) -> bool:
        return any(_ORDINAL.fullmatch(clean(str(row[at]))) for at in self.numbers if row[at] is not None)

    def _signs(self, row: Row, first: str) -> bool:
        """Whether a row belongs to the signatures; where rows have no numbers only its first text decides."""
        texts = [cell for cell in row.cells if isinstance(cell, str)]
        if any(_DATE_LINE.search(clean(text).casefold()) for text in texts):
            return True
        beginnings = [canonical(text) for text in texts] if self.numbers else [first]
        return any(_starts(text, words("signature")) for text in beginnings)

    def _has(self, row: Row, positions: Iterable[int]) -> bool:
        return any(not is_none(row[at]) for at in positions)

    def _claim(self, row: Row, kind: str = "total") -> None:
        before = len(self.rows.learners)
        texts = [clean(cell) for cell in row.cells if isinstance(cell, str)]
        for text in texts:
            self.rows.claims += [
                Claim(row.number, "grade", int(count), before, code)
                for words_, count in _GRADE_COUNT.findall(text)
                if (code := _last_grade(words_))
            ]
        parted = any("trong đó" in text.casefold() for text in texts)
        count = next(filter(None, map(_said, texts)), None)
        if count is None and not parted:
            count = self._count_beside(row)
        if count is not None:
            self.rows.claims.append(Claim(row.number, kind, count, before))

    def _count_beside(self, row: Row) -> int | None:
        """A whole number in the columns of numbers and names, where no mark can stand."""
        cells = (row[at] for at in (*self.numbers, *self.names))
        return next((cell for cell in cells if isinstance(cell, int) and not isinstance(cell, bool)), None)


def _said(text: str) -> int | None:
    """The count that a text states, apart from those of its parts ("trong đó ...")."""
    match = _SAID.search(re.split("trong đó", text, flags=re.IGNORECASE)[0])
    return int((match[1] or match[2]).replace(".", "")) if match else None


def _grade(text: str) -> str | None:
    """The grade that a text is, as in a summary below the table."""
    try:
        return label(text).grade
    except CellProblem:
        return None


def _last_grade(text: str) -> str | None:
    """The grade that the last words of a text name ("Trong đó: loại giỏi")."""
    parts = clean(text).split()
    return next(filter(None, (_grade(" ".join(parts[-count:])) for count in (3, 2, 1))), None)


def _starts(text: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a text begins with one of some words, not only with their letters."""
    return text.startswith(beginnings) and any(
        text.startswith(word) and not text[len(word) :][:1].isalnum() for word in beginnings
    )


def widths(heading: Row, body: list[Row]) -> frozenset[int]:
    """How many cells a row of a delimited text may have: as many as the heading, or as most rows have."""
    usual = Counter(len(row.cells) for row in body).most_common(1)
    return frozenset({len(heading.cells), *(width for width, _ in usual)})


def failed_claims(sorted_rows: Sorted, grades: dict[str, int]) -> list[tuple[Claim, int]]:
    """The counts stated in the file that its learners do not bear out, with the count that the rows show.

    A total may count all the learners or those since the band or total before it; a band those up to a later
    band or the end.
    """
    failed = []
    total = len(sorted_rows.learners)
    edges = sorted({0, total, *(claim.before for claim in sorted_rows.claims)})
    for claim in sorted_rows.claims:
        if claim.kind == "grade":
            actual, fine = grades.get(claim.grade, 0), {grades.get(claim.grade, 0)}
        elif claim.kind == "total":
            actual, fine = total, {total, *(claim.before - edge for edge in edges if edge < claim.before)}
        else:
            later = [edge for edge in edges if edge > claim.before] or [claim.before]
            actual, fine = later[0] - claim.before, {edge - claim.before for edge in later}
        if claim.count not in fine:
            failed.append((claim, actual))
    return failed
