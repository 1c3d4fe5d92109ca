"""The extraction against hand annotations: recall, what was right of those found, and the confusion table.

A fact is found when a proposal overlaps its span and has an equal value. ``trained`` says neither that
somebody enrolled nor that somebody completed, so it counts as equal to both.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from analysis import paths
from analysis.data.bulletins import printed_figures
from analysis.data.bulletins.extract import Proposal, extract
from analysis.data.bulletins.reading import read
from analysis.data.bulletins.sentences import document
from analysis.errors import AnalysisError
from analysis.vocabulary import figures
from scoring import aspects
from scoring.aspects import ASPECTS, NOT_SCORED


@dataclass(frozen=True)
class Miss:
    """A fact that was not found, or an aspect of it that was read otherwise."""

    text: str
    quote: str
    aspect: str
    gold: str
    ours: str


@dataclass
class ScoreReport:
    """Counts of a comparison. ``right`` and ``scored`` are per aspect, among the facts that were found."""

    texts: int = 0
    facts: int = 0
    found: int = 0
    not_facts: int = 0
    taken: int = 0
    proposed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    scored: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    unmatched: list[tuple[str, Proposal]] = field(default_factory=list)

    @property
    def recall(self) -> Fraction:
        """The share of facts found; 1 where there are none."""
        return Fraction(self.found, self.facts) if self.facts else Fraction(1)

    def share(self, aspect: str) -> Fraction:
        """The share of found facts whose aspect is right; 1 where none was scored."""
        return Fraction(self.right[aspect], self.scored[aspect]) if self.scored[aspect] else Fraction(1)


def gold_names(gold_dir: Path) -> list[str]:
    """The names of the annotated texts of a folder."""
    return sorted(path.stem for path in gold_dir.glob("*.json") if not paths.is_litter(path.name))


def score(
    gold_dir: str | Path,
    texts_dir: str | Path,
    names: Iterable[str] | None = None,
    read_rows: Callable[[str], list[Proposal]] = extract,
) -> ScoreReport:
    """The report over every ``<name>.json`` of gold_dir with its ``<name>.txt`` in texts_dir, or over ``names``."""
    gold_dir, texts_dir = Path(gold_dir), Path(texts_dir)
    chosen = gold_names(gold_dir) if names is None else sorted(names)
    if not chosen:
        raise AnalysisError(f"{gold_dir}: no annotation (*.json) lies here. Name the folder that holds them.")
    report = ScoreReport()
    for name in chosen:
        gold = _gold(gold_dir / f"{name}.json")
        text = read(texts_dir / f"{name}.txt")
        _score_text(report, name, text, gold, read_rows(text))
    return report


def _gold(path: Path) -> dict:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        gold["facts"], gold["not_facts"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AnalysisError(f"{path}: no annotation could be read ({error}). It needs facts and not_facts.") from None
    return gold


def _score_text(report: ScoreReport, name: str, text: str, gold: dict, rows: list[Proposal]) -> None:
    report.texts += 1
    report.proposed += len(rows)
    folded = document(text).folded
    matched: set[str] = set()
    for fact in gold["facts"]:
        if (fact["unit"], fact["measure"]) == (NOT_SCORED, NOT_SCORED):
            continue
        report.facts += 1
        row = _match(folded, fact, rows)
        if row is None:
            report.misses.append(Miss(name, fact["quote"], "found", fact["measure"], ""))
        else:
            report.found += 1
            matched.add(row.statement_code)
            _compare(report, name, fact, aspects.proposed(row, fact, rows))
    taken = _taken(folded, gold["not_facts"], [row for row in rows if row.statement_code not in matched])
    report.not_facts += len(gold["not_facts"])
    for quote, row in taken:
        report.taken += 1
        report.misses.append(Miss(name, quote, "not a fact", "", row.printed))
    report.unmatched += [(name, row) for row in rows if row.statement_code not in matched]


def _places(folded: str, quote: str) -> list[tuple[int, int]]:
    wanted, places, start = document(quote).folded, [], -1
    while (start := folded.find(wanted, start + 1)) >= 0:
        places.append((start, start + len(wanted)))
    return places


def _overlapping(folded: str, quote: str, rows: list[Proposal]) -> list[Proposal]:
    places = _places(folded, quote)
    return [row for row in rows if any(low < end and start < high for start, end in places for low, high in row.places)]


def _values(fact: dict) -> tuple[Fraction, Fraction | None]:
    if fact["value"] is None:
        return Fraction(str(fact["low"])), Fraction(str(fact["high"]))
    return Fraction(str(fact["value"])), None


def _match(folded: str, fact: dict, rows: list[Proposal]) -> Proposal | None:
    for row in _overlapping(folded, fact["quote"], rows):
        figure = figures.parse(row.printed)
        if (figure.value, figure.upper) == _values(fact):
            return row
    return None


def _taken(folded: str, not_facts: list[str], rows: list[Proposal]) -> list[tuple[str, Proposal]]:
    """The numbers of not_facts that a proposal took for a figure, each once."""
    found = []
    for quote in not_facts:
        numbers = {span.figure.value for span in printed_figures.spans(document(quote))}
        row = next(
            (row for row in _overlapping(folded, quote, rows) if figures.parse(row.printed).value in numbers), None
        )
        if row:
            found.append((quote, row))
    return found


def _compare(report: ScoreReport, name: str, fact: dict, ours: dict[str, aspects.Aspect]) -> None:
    gold = aspects.annotated(fact)
    for aspect in ASPECTS:
        if gold[aspect] == NOT_SCORED:
            continue
        report.scored[aspect] += 1
        right = aspects.agree(aspect, gold[aspect], ours[aspect])
        report.right[aspect] += right
        if not right:
            words = aspects.shown(gold[aspect]), aspects.shown(ours[aspect])
            report.misses.append(Miss(name, fact["quote"], aspect, *words))
    if gold["measure"] != NOT_SCORED:
        report.confusion[gold["measure"], ours["measure"]] += 1
