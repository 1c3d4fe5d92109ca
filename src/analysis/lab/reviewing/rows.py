"""The rows under review: each a proposal, kept or rejected with a reason; and which of them a file can hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count

from analysis.data import statements
from analysis.data.bulletins import Proposal, extract
from analysis.data.bulletins.marking import table
from analysis.data.bulletins.sentences import document, locator, quote
from analysis.errors import AnalysisError, DataError
from analysis.vocabulary import labels

EDITABLE = (
    "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above", "unit_code", "base",
    "mode_code", "quote", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A figure under review; ``rejected`` says why it is left out, empty where it is kept."""

    proposal: Proposal
    rejected: str = ""

    @property
    def code(self) -> str:
        """The code of the statement."""
        return self.proposal.statement_code

    def edited(self, **cells: str) -> Row:
        """The row with other cells."""
        return replace(self, proposal=replace(self.proposal, **cells))

    def cells(self) -> dict[str, object]:
        """The columns of the proposal, and ``rejected``."""
        return {**asdict(self.proposal), "rejected": self.rejected}

    def what(self, language: str) -> str:
        """What the figure counts, in words: a measure, or grades."""
        if not self.proposal.grade_code:
            return labels.code("measure", self.proposal.measure_code, language)
        grades = (labels.code("grade", code, language) for code in self.proposal.grade_code.split("+"))
        named = " + ".join(grades)
        or_better = self.proposal.at_or_above == "true"
        return labels.say("audit.or_better", language, grade=named) if or_better else named


def proposed(text: str, source_code: str, language: str) -> list[Row]:
    """The rows that a text proposes, in its order; those that no statements file can hold start as rejected.

    A whole with parts (grades, commended) is a class of its own: it and they get the code of one.
    """
    rows = [Row(proposal) for proposal in extract(text)]
    wholes = dict.fromkeys(row.proposal.base for row in rows if row.proposal.base)
    names = {code: f"{source_code}_class_{number}" for number, code in enumerate(wholes, 1)}
    rows = [row.edited(class_code=names.get(row.proposal.base or row.code, "")) for row in rows]
    _, faults = sound(rows, source_code)
    for row in rows:
        if row.code in faults and row.proposal.unit_code == "percent" and not row.proposal.base:
            faults[row.code] = labels.say("review.usual_2", language)
    return [replace(row, rejected=faults.get(row.code, "")) for row in rows]


def sound(rows: Sequence[Row], source_code: str) -> tuple[statements.Publication, dict[str, str]]:
    """The rows that a statements file can hold, as its publication, and the faults of the others by their code."""
    faults: dict[str, str] = {}
    while True:
        left = [row for row in rows if row.code not in faults]
        text = table([row.cells() for row in left], statements.COLUMNS)
        try:
            return statements.parse(text, source_code, source_code), faults
        except DataError as error:
            for fault in error.faults:
                message = f"{fault.column}: {fault.message}" if fault.column else fault.message
                faults.setdefault(left[fault.row - 2].code, message)


def added(text: str, rows: Iterable[Row], printed: str) -> Row:
    """A new row for a figure that the text prints and no row has: the first such position.

    Its measure and unit are still to be said. AnalysisError where the text has no such position.
    """
    doc, rows = document(text), list(rows)
    codes = {row.code for row in rows}
    taken = [span for row in rows for span in row.proposal.places]
    start = doc.text.find(printed)
    while start >= 0 and any(low < start + len(printed) and start < high for low, high in taken):
        start = doc.text.find(printed, start + 1)
    if not printed.strip() or start < 0:
        raise AnalysisError(f'the text has no further "{printed}". Copy the figure with its qualifier from the text.')
    end, sentence = start + len(printed), doc.sentence_at(start)
    cells = dict.fromkeys(statements.COLUMNS, "") | {
        "statement_code": next(code for number in count(len(rows) + 1) if (code := f"s{number:02d}") not in codes),
        "printed": printed,
        "quote": quote(doc, start, end),
        "locator": locator(sentence),
    }
    return Row(Proposal(**cells, start=start, end=end, sentence=sentence.number, confidence=1.0, reason=""))
