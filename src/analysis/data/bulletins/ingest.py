"""A folder of texts -> statements, one file a text; texts of one event compared; a ledger of what changed.

The output folder holds ``statements/<name>.csv`` with sidecars, ``known.csv`` (a line a text, appended when its
statements are written, so that a stopped run goes on where it stopped) and ``revisions.csv``, the ledger.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from analysis import paths
from analysis.data import sidecars
from analysis.data.bulletins import ledgers
from analysis.data.bulletins.event_index import Index
from analysis.data.bulletins.events import Comparison, Signature, compare, relations
from analysis.data.bulletins.folder import STATEMENTS, Reading, Task, free_code, reader, statement_rows, texts
from analysis.errors import AnalysisError, DataError, Fault
from analysis.signals import Stop, asked_to_stop

KNOWN, REVISIONS = "known.csv", "revisions.csv"
LINK = "is a link that leads out of the folder of texts. Put the file itself there."
SIGNATURE = ("dates", "figures", "pairs", "names")
KNOWN_COLUMNS = ("file_sha256", "text_sha256", "path", "source", "statements", "event", *SIGNATURE)
REVISION_COLUMNS = (
    "event", "relation", "measure_code", "grade_code", "unit_code", "level_code", "from_source", "from_printed",
    "to_source", "to_printed", "date", "from_quote", "to_quote",
)  # fmt: skip


@dataclass
class Summary:
    """What a run did: texts seen, read anew, read before and skipped, refused; statements and comparisons."""

    texts: int = 0
    new: int = 0
    skipped: int = 0
    refused: int = 0
    statements: int = 0
    relations: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        compared = ", ".join(f"{count} {name}" for name, count in self.relations.items()) or "none"
        return (
            f"{self.texts} texts: {self.new} read, {self.skipped} known already, {self.refused} refused; "
            f"{self.statements} statements; figures compared between texts: {compared}."
        )


def ingest(
    folder: str | Path, out: str | Path, *, workers: int | None = None, tell: Callable[[str], None] = print
) -> Summary:
    """The summary of a run over all the texts below a folder; ``tell`` is called with one line a text.

    Texts that were read before, byte for byte, are skipped; a link that leads out of the folder is refused, not
    followed. Memory does not grow with the texts but for a line of ``known.csv`` each. Ctrl-C is KeyboardInterrupt
    between two texts. AnalysisError where the folder is missing, or a process dies; an empty folder is a summary of
    zeros.
    """
    folder, out = Path(folder), Path(out)
    if not folder.is_dir():
        raise DataError([Fault(paths.shown(folder), "is no folder. Name one that holds texts.")])
    if out.resolve().is_relative_to(folder.resolve()):
        raise AnalysisError(f"{out}: lies inside the folder of texts. Name an output folder elsewhere.")
    with ExitStack() as stack:
        stop = stack.enter_context(asked_to_stop())
        run = _Run(out, tell, stack)
        waiting = run.unread(folder, stop)
        for result in stack.enter_context(reader(workers or os.cpu_count() or 1, stop))(waiting):
            run.take(result)
    return run.summary


class _Run:
    """The state of one run: what earlier runs read, the open ledgers, the summary."""

    def __init__(self, out: Path, tell: Callable[[str], None], stack: ExitStack):
        self.out, self.tell, self.summary = out, tell, Summary()
        self._index = Index()
        self._hashes: set[str] = set()
        self._source_of: dict[str, str] = {}
        self._event_of: dict[str, str] = {}
        for line in ledgers.whole_rows(out / KNOWN):
            self._remember(line)
        self._texts = stack.enter_context(ledgers.appending(out / KNOWN, KNOWN_COLUMNS))
        self._revisions = stack.enter_context(ledgers.appending(out / REVISIONS, REVISION_COLUMNS))

    def _remember(self, line: dict) -> None:
        self._hashes.add(line["file_sha256"])
        self._source_of[line["path"]] = line["source"]
        self._event_of[line["source"]] = line["event"]
        self._index.add(line["source"], Signature(*(frozenset(line[name].split()) for name in SIGNATURE)))

    def unread(self, folder: Path, stop: Stop) -> Iterator[Task]:
        """A task for every text that was not read before, by name; every text is counted, a skipped one reported."""
        taken = set(self._source_of.values())
        for path in texts(folder):
            stop.interrupt_if_asked()
            name = path.relative_to(folder).as_posix()
            self.summary.texts += 1
            if paths.leads_out(path, folder):
                self._refuse(name, LINK)
                continue
            digest = sidecars.sha256(path)
            if digest in self._hashes:
                self.summary.skipped += 1
                self.tell(f"{name}: known")
                continue
            self._hashes.add(digest)
            source = self._source_of.get(name) or free_code(path, digest, taken)
            taken.add(source)
            yield Task(path, name, source, self.out)

    def take(self, result: Reading) -> None:
        """Note one read text, compare it with its event, and say so in one line."""
        name, source = result.task.name, result.task.source
        if result.fault:
            self._refuse(name, result.fault)
            return
        self.summary.new += 1
        self.summary.statements += len(result.rows)
        parts = [f"{len(result.rows)} statements"]
        if name in self._source_of:
            parts.append(self._compare(source, source, result.old_rows, result, "changed since it was read"))
        other = self._index.same_event(result.signature, but=source)
        if other:
            rows = statement_rows(self.out / STATEMENTS / f"{other}.csv")
            parts.append(self._compare(self._event_of[other], other, rows, result, f"same event as {other}"))
        self._note(result, self._event_of[other] if other else source)
        self.tell(f"{name}: {'; '.join(parts)}")

    def _refuse(self, name: str, why: str) -> None:
        self.summary.refused += 1
        self.tell(f"{name}: {why}")

    def _note(self, result: Reading, event: str) -> None:
        line = {
            "file_sha256": result.file_sha256,
            "text_sha256": result.text_sha256,
            "path": result.task.name,
            "source": result.task.source,
            "statements": str(len(result.rows)),
            "event": event,
            **{name: " ".join(sorted(getattr(result.signature, name))) for name in SIGNATURE},
        }
        self._texts(line)
        self._remember(line)

    def _compare(self, event: str, other: str, rows: Iterable[dict], result: Reading, reason: str) -> str:
        comparisons = compare(list(rows), result.rows)
        for comparison in comparisons:
            if comparison.relation != "agrees" or comparison.earlier["printed"] != comparison.later["printed"]:
                self._revisions(_revision(event, other, result, comparison))
        counts = relations(comparisons)
        for name, count in counts.items():
            self.summary.relations[name] = self.summary.relations.get(name, 0) + count
        return f"{reason} ({', '.join(f'{count} {name}' for name, count in counts.items()) or 'nothing in common'})"


def _revision(event: str, other: str, result: Reading, comparison: Comparison) -> dict:
    earlier, later = comparison.earlier, comparison.later
    return {
        "event": event,
        "relation": comparison.relation,
        **{name: later[name] for name in ("measure_code", "grade_code", "unit_code", "level_code")},
        "from_source": other,
        "from_printed": earlier["printed"],
        "to_source": result.task.source,
        "to_printed": later["printed"],
        "date": " ".join(sorted(result.signature.dates)),
        "from_quote": earlier["quote"],
        "to_quote": later["quote"],
    }
