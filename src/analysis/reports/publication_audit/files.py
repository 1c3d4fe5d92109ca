"""The audit of files as the command line gives it: a text to read, or JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd

from analysis import paths
from analysis.data import inventory, sidecars, statements
from analysis.errors import DataError
from analysis.measures.audit import Finding, audit, compare_sources
from analysis.measures.audit.across import NOT_COMPARABLE
from analysis.measures.audit.verdicts import INCONSISTENT, VERDICTS
from analysis.vocabulary import labels

Format = Literal["text", "json"]
ALL_HOLDS, SOMETHING_DOES_NOT = 0, 3


class Report(NamedTuple):
    """The text for the standard output, the exit code, and remarks for the standard error."""

    text: str
    exit_code: int
    notes: tuple[str, ...]


def audit_files(statement_paths: Sequence[Path], form: Format = "text", language: str = "vi") -> Report:
    """The audit of statement files, or of all the files of the folder of statements if there is none.

    A file without a sidecar is read all the same, and a note says so. The exit code is 3 where a statement is
    inconsistent, else 0. Raises :class:`~analysis.errors.DataError` with all the faults of all the files.
    """
    files = list(statement_paths) or inventory.statement_files(paths.statements())
    frame, notes = _read(files, language)
    findings = audit(frame, language)
    compared = compare_sources(frame, language, findings)
    bad = any(finding.verdict == INCONSISTENT for finding in findings)
    text = _json(findings, compared) if form == "json" else _text(findings, compared, language)
    return Report(text, SOMETHING_DOES_NOT if bad else ALL_HOLDS, tuple(notes))


def _read(files: Sequence[Path], language: str) -> tuple[pd.DataFrame, list[str]]:
    faults, publications, notes = [], [], []
    for path in dict.fromkeys(files):
        sidecar = sidecars.sidecar_path(path).exists()
        if not sidecar:
            notes.append(labels.say("audit.no_sidecar", language, path=paths.shown(path)))
        try:
            publications.append(statements.read(path, sidecar=sidecar))
        except DataError as error:
            faults += error.faults
    if faults:
        raise DataError(faults)
    return statements.frame(_apart(publications)), notes


def _apart(publications: Sequence[statements.Publication]) -> list[statements.Publication]:
    """The publications, each with another code: two files of one name in two folders are two sources."""
    by_code: dict[str, statements.Publication] = {}
    for publication in publications:
        code, number = publication.source_code, 1
        while code in by_code:
            number += 1
            code = f"{publication.source_code}-{number}"
        by_code[code] = statements.Publication(code, publication.sidecar, publication.statements, publication.rows)
    return list(by_code.values())


def _json(findings: Sequence[Finding], compared: pd.DataFrame) -> str:
    """A list with one object a statement; exact fractions become decimals."""
    across: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in compared.to_dict("records"):
        here, there = ((row["source"], row["statement_code"]), (row["other_source"], row["other_statement_code"]))
        for one, other in ((here, there), (there, here)):
            comparison = {"source": other[0], "statement_code": other[1], "relation": row["relation"]}
            across.setdefault(one, []).append(comparison)
    objects = [
        {
            **finding.__dict__,
            "conflicts_with": list(finding.conflicts_with),
            "power": None if finding.power is None else float(labels.rounded(finding.power, 4)),
            "compared_with": across.get((finding.source, finding.statement_code), []),
        }
        for finding in findings
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _text(findings: Sequence[Finding], compared: pd.DataFrame, language: str) -> str:
    lines = []
    for source in dict.fromkeys(finding.source for finding in findings):
        of_source = [finding for finding in findings if finding.source == source]
        lines += [source, *(_line(finding, language) for finding in of_source), ""]
    comparable = compared[compared["relation"] != NOT_COMPARABLE]
    lines += [*comparable["message"], ""] if len(comparable) else []
    numbers = [
        f"{labels.word(f'verdict.{verdict}', language)}: "
        f"{labels.number(sum(finding.verdict == verdict for finding in findings), language)}"
        for verdict in VERDICTS
    ]
    return "\n".join([*lines, "; ".join(numbers) + "."])


def _line(finding: Finding, language: str) -> str:
    verdict = labels.word(f"verdict.{finding.verdict}", language)
    line = f"  {finding.statement_code} ({finding.printed}) {verdict}: {finding.message}"
    if not finding.conflicts_with:
        return line
    others = labels.say("audit.conflicts_with", language, codes=", ".join(finding.conflicts_with))
    instead = labels.say("audit.instead", language, value=finding.instead) if finding.instead else ""
    return " ".join(filter(None, (line, others, instead)))
