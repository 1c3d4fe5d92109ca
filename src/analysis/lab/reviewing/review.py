"""A review: the text, its rows as they stand, and the files that they are saved to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis import paths
from analysis.data import sidecars
from analysis.data.bulletins import marking
from analysis.data.bulletins.reading import nfc, text_sha256
from analysis.errors import AnalysisError, DataError, Fault, nearest
from analysis.lab.reviewing import rows as reviewed
from analysis.lab.reviewing.blocks import Line, MarkedText, RowTable, Written, files
from analysis.lab.reviewing.pasting import EXAMPLE, text_of
from analysis.lab.reviewing.rows import EDITABLE, Row
from analysis.measures import audit
from analysis.measures.audit import wording
from analysis.measures.audit.verdicts import INCONSISTENT
from analysis.vocabulary import checksums, labels

TEMPORARY, RAW = "temporary", "raw"


def open_review(text: str = EXAMPLE, source_code: str = EXAMPLE, language: str = "vi") -> Review:
    """The review of a text: "example", a file from the repository's root, or the text itself, pasted.

    DataError where a file gives no text.
    """
    return Review(text_of(text), source_code, language)


@dataclass
class Review:
    """The rows of one text by code, in its order, to be kept, edited or rejected; all texts are in ``language``."""

    text: str
    source_code: str
    language: str = "vi"
    rows: dict[str, Row] = field(init=False)
    _written: dict[Path, list[Path]] = field(default_factory=dict, init=False)
    _temporary: tempfile.TemporaryDirectory | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.text = nfc(self.text)
        self.rows = {row.code: row for row in reviewed.proposed(self.text, self.source_code, self.language)}

    @property
    def kept(self) -> list[Row]:
        """The rows that will be saved as statements."""
        return [row for row in self.rows.values() if not row.rejected]

    @property
    def rejected(self) -> list[Row]:
        """The rows that will be saved as rejections."""
        return [row for row in self.rows.values() if row.rejected]

    def edit(self, code: str, **cells: str) -> None:
        """Other cells for a row; where a whole gets another class, its parts go with it."""
        for name in cells:
            if name not in EDITABLE:
                raise AnalysisError(f'no column "{name}" can be edited. {nearest(name, EDITABLE)}')
        old = self._row(code)
        self.rows[code] = old.edited(**cells)
        if "class_code" in cells:
            for row in list(self.rows.values()):
                if row.proposal.base == code and row.proposal.class_code == old.proposal.class_code:
                    self.rows[row.code] = row.edited(class_code=cells["class_code"])

    def reject(self, code: str, reason: str) -> None:
        """Leave a row out of the statements; the reason is kept with it."""
        if not reason.strip():
            raise AnalysisError(f"{code}: say why it is rejected.")
        self.rows[code] = replace(self._row(code), rejected=reason.strip())

    def keep(self, code: str) -> None:
        """Take a row back among the statements."""
        self.rows[code] = replace(self._row(code), rejected="")

    def add(self, printed: str, **cells: str) -> str:
        """The code of a new row for a figure that was not proposed and that the text prints so."""
        row = reviewed.added(self.text, self.rows.values(), nfc(printed))
        rows = sorted([*self.rows.values(), row], key=lambda row: row.proposal.start)
        self.rows = {row.code: row for row in rows}
        self.edit(row.code, **cells)
        return row.code

    def faults(self) -> dict[str, str]:
        """By the code of a kept row: why no statements file can hold it; empty where all can be saved."""
        return reviewed.sound(self.kept, self.source_code)[1]

    def findings(self) -> dict[str, tuple[str, str]]:
        """The audit's verdict on each kept row without fault, and its reason in words, by code."""
        statements = checksums.with_checksums(reviewed.sound(self.kept, self.source_code)[0].frame())
        found, against = audit.examine(statements)
        told = zip(found["verdict"], wording.reasons(found, against, self.language), strict=True)
        return dict(zip(found["statement_code"], told, strict=True))

    def marked(self) -> MarkedText:
        """The text, every figure marked by its kind and linked to its row."""
        shown = [row.cells() for row in self.rows.values()]
        kinds = dict.fromkeys(str(row["measure_code"]) for row in shown if not row["rejected"])
        legend = [(kind, labels.code("measure", kind, self.language)) for kind in kinds if kind]
        if self.rejected:
            legend.append((marking.REJECTED, self._say("rejected")))
        html = marking.highlighted(self.text, shown, self.language)
        return MarkedText(self.language, html, tuple(legend), self._counted())

    def table(self) -> RowTable:
        """The rows as they stand: the kept with what the audit says, then the rejected with the reason."""
        findings, faults = self.findings(), self.faults()
        return RowTable(
            self.language,
            self._counted(),
            tuple(self._line(row, *self._judged(row, findings, faults)) for row in self.kept),
            tuple(self._line(row, self._say("rejected"), row.rejected) for row in self.rejected),
        )

    def judged(self, code: str) -> tuple[str, str]:
        """The verdict on a row and its reason, in words: fault, finding of the audit, or rejection."""
        row = self._row(code)
        if row.rejected:
            return self._say("rejected"), row.rejected
        return self._judged(row, self.findings(), self.faults())

    def save(self, folder: str, **about: str) -> Path:
        """The path of the statements file, written with its sidecar and the rejected rows.

        ``folder`` is "temporary" (until ``close``), "raw" (data/raw/statements) or a folder's path; ``about``
        is producer, title, licence, date and url, of which empty ones are left out. DataError with the faults of
        all rows, or where a file stands there that this review did not write; then nothing is written.
        """
        path = self._folder(folder) / f"{self.source_code}.csv"
        filled = {name: text for name, text in about.items() if text.strip()}
        about = {"title": self.text.strip().splitlines()[0].strip(), **filled}
        if faults := list(self._unsaveable(path, about)):
            raise DataError(faults)
        rejected = [{**row.cells(), "reason": row.rejected} for row in self.rejected]
        kept = [row.proposal for row in self.kept]
        marking.save(path.parent, self.source_code, self.text, kept, rejected=rejected, **about)
        beside = [path.parent / marking.REJECTED / path.name] if rejected else []
        self._written[path] = [path, sidecars.sidecar_path(path), *beside]
        return path

    def saved(self, path: Path) -> Written:
        """The contents of a save, by its path: how many rows, the hash of the text, the files and the way to them."""
        passing = self._temporary is not None and path.parent == Path(self._temporary.name)
        sentences = (
            self._say("saved_rows", kept=len(self.kept), rejected=len(self.rejected), source=self.source_code),
            self._say("saved_hash", hash=text_sha256(self.text)),
            *([self._say("saved_passing")] if passing else []),
        )
        items = [*((sentence, None) for sentence in sentences), *files(self._written[path], passing)]
        return Written(self.language, self._say("saved_heading"), tuple(items))

    def close(self) -> None:
        """Remove the temporary folder, if there is one; it would go with the review, but not if that is killed."""
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None

    def _folder(self, folder: str) -> Path:
        if folder == TEMPORARY:
            self._temporary = self._temporary or tempfile.TemporaryDirectory(prefix="review-")
            return Path(self._temporary.name)
        return paths.statements() if folder == RAW else (paths.ROOT / Path(folder).expanduser()).resolve()

    def _unsaveable(self, path: Path, about: dict[str, str]) -> Iterator[Fault]:
        try:
            sidecars.checked(about, paths.shown(sidecars.sidecar_path(path)))
        except DataError as error:
            yield from error.faults
        if path.exists() and path not in self._written:
            yield Fault(paths.shown(path), "stands there already. Give this review another source_code.")
        if not self.kept:
            yield Fault(paths.shown(path), "would hold no row. Keep one, or add one.")
        for code, message in self.faults().items():
            yield Fault(f"{paths.shown(path)}, {code}", message)

    def _row(self, code: str) -> Row:
        if code not in self.rows:
            raise AnalysisError(f'no row is called "{code}". {nearest(code, self.rows)}')
        return self.rows[code]

    def _judged(self, row: Row, findings: dict[str, tuple[str, str]], faults: dict[str, str]) -> tuple[str, str]:
        if row.code in faults:
            return self._say("fault"), faults[row.code]
        verdict, reason = findings[row.code]
        return labels.word(f"verdict.{verdict}", self.language), reason

    def _line(self, row: Row, verdict: str, reason: str) -> Line:
        it, language = row.proposal, self.language
        level = labels.code("level", it.level_code, language) if it.level_code else it.note
        return Line(row.code, it.printed, labels.code("unit", it.unit_code, language), row.what(language),
                    level, it.class_code, it.base, it.locator, verdict, reason, it.quote)  # fmt: skip

    def _counted(self) -> str:
        bad = sum(verdict == INCONSISTENT for verdict, _ in self.findings().values())
        return self._say("counted", kept=len(self.kept), rejected=len(self.rejected), bad=bad)

    def _say(self, key: str, **places: object) -> str:
        return labels.say(f"review.{key}", self.language, **places)
