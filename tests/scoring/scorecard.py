"""A score report in words: the summary line, the tables of docs/extraction.md, the faults one by one."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

from analysis.vocabulary import labels
from scoring.aspects import ASPECTS
from scoring.scoring import ScoreReport, gold_names, score

HELD_OUT = 5
GOALS = {
    "recall": Fraction(90, 100), "qualifier": Fraction(97, 100), "unit": Fraction(95, 100),
    "measure": Fraction(85, 100), "taken": Fraction(2, 100),
}  # fmt: skip


def split(gold_dir: str | Path) -> tuple[list[str], list[str]]:
    """The names held out and the others: the five whose names have the least SHA-256 are held out."""
    by_hash = sorted(gold_names(Path(gold_dir)), key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    return sorted(by_hash[:HELD_OUT]), sorted(by_hash[HELD_OUT:])


def summary(report: ScoreReport) -> str:
    """The figures of a report, a line each, with the goal beside."""
    lines = [f"{report.texts} texts, {report.proposed} proposals"]
    lines.append(_line("recall", report.found, report.facts))
    lines += [_line(aspect, report.right[aspect], report.scored[aspect]) for aspect in ASPECTS]
    lines.append(_line("taken", report.taken, report.not_facts))
    return "\n".join(lines)


def _line(name: str, part: int, whole: int) -> str:
    share = labels.percent(Fraction(part, whole), "en") if whole else "nothing to score"
    goal = f" (goal {labels.percent(GOALS[name], 'en', 0)})" if name in GOALS else ""
    return f"{name:<10}{part:>4} of {whole:<4} {share}{goal}"


def details(report: ScoreReport) -> str:
    """Every fact missed or misread, then every proposal that no fact matches; empty if all is right."""
    lines = [f'{miss.text}: {miss.aspect}: "{miss.quote}": {miss.gold} / {miss.ours}' for miss in report.misses]
    lines += [f'{name}: unmatched: {row.printed} {row.unit_code} {row.measure_code}: "{row.quote}"'
              for name, row in report.unmatched]  # fmt: skip
    return "\n".join(lines)


def markdown(gold_dir: str | Path, texts_dir: str | Path) -> str:
    """The tables of docs/extraction.md: scores of both halves, and the confusion of measures over all."""
    held, rest = split(gold_dir)
    halves = {
        "11 for development": score(gold_dir, texts_dir, rest),
        "5 held out at first": score(gold_dir, texts_dir, held),
    }
    return f"{_scores(halves)}\n\n{_confusion(score(gold_dir, texts_dir))}"


def _scores(reports: dict[str, ScoreReport]) -> str:
    rows = [("", *reports)]
    rows.append(("recall of figures", *(f"{report.found} of {report.facts}" for report in reports.values())))
    for aspect in ASPECTS:
        cells = (f"{report.right[aspect]} of {report.scored[aspect]}" for report in reports.values())
        rows.append((f"{aspect} right", *cells))
    rows.append(("`not_facts` taken", *(f"{report.taken} of {report.not_facts}" for report in reports.values())))
    rows.append(("unmatched proposals", *(str(len(report.unmatched)) for report in reports.values())))
    return _table(rows)


def _confusion(report: ScoreReport) -> str:
    gold = sorted({pair[0] for pair in report.confusion})
    ours = sorted({pair[1] for pair in report.confusion})
    rows = [("annotated \\ read as", *ours)]
    rows += [(one, *(str(report.confusion[one, other] or "") for other in ours)) for one in gold]
    return _table(rows)


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{'---|' * len(rows[0])}")
    return "\n".join(lines)
