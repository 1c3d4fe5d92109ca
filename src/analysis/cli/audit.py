"""The audit of files as the command line gives it: a text to read, or JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from analysis import paths
from analysis.data import inventory, sidecars, statements
from analysis.errors import DataError
from analysis.measures import frames
from analysis.measures.audit import compare_sources, examine, wording
from analysis.measures.audit.across import NOT_COMPARABLE
from analysis.measures.audit.verdicts import INCONSISTENT, VERDICTS
from analysis.vocabulary import checksums, labels

Format = Literal["text", "json"]
ALL_HOLDS, SOMETHING_DOES_NOT = 0, 3


def audit_files(
    statement_paths: Sequence[Path], form: Format = "text", language: str = "vi"
) -> tuple[str, int, list[str]]:
    """The audit of statement files, or of all the files of the folder of statements if there is none.

    What comes back is the text for the standard output, the exit code, 3 where a statement is inconsistent and else 0,
    and notes for the standard error: a file without a sidecar is read all the same, and a note says so. Raises
    :class:`~analysis.errors.DataError` with all the faults of all the files.
    """
    files = list(statement_paths) or inventory.statement_files(paths.statements())
    frame, notes = _read(files, language)
    verdicts, contradictions = examine(frame)
    worded = verdicts.assign(message=wording.reasons(verdicts, contradictions, language))
    worded["said_instead"] = [wording.instead(row, language) for row in verdicts.to_dict("records")]
    compared = compare_sources(frame, verdicts)
    text = _json(worded, compared) if form == "json" else _text(worded, compared, language)
    return text, SOMETHING_DOES_NOT if verdicts["verdict"].eq(INCONSISTENT).any() else ALL_HOLDS, notes


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
    return checksums.with_checksums(statements.frame(_apart(publications))), notes


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


def _json(worded: pd.DataFrame, compared: pd.DataFrame) -> str:
    """A list with one object a statement; exact fractions become decimals."""
    across: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in compared.to_dict("records"):
        pair = [(row[f"{other}source_code"], row[f"{other}statement_code"]) for other in ("", "other_")]
        for one, (source, code) in zip(pair, reversed(pair), strict=True):
            comparison = {"source": source, "statement_code": code, "relation": row["relation"]}
            across.setdefault(one, []).append(comparison)
    objects = [_object(row, across) for row in worded.to_dict("records")]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _object(row: dict[str, Any], across: dict[tuple[str, str], list[dict[str, str]]]) -> dict[str, Any]:
    (low, high), power = frames.ends(row), wording.power(row)
    return {
        "source": row["source_code"],
        **{name: row[name] for name in ("statement_code", "class_code", "printed", "verdict")},
        "feasible_low": low,
        "feasible_high": high,
        "rounding": row["rounding"] or None,
        "message": row["message"],
        "conflicts_with": frames.split(row["conflicts_with"]),
        "instead": row["said_instead"],
        "power": None if power is None else float(labels.rounded(power, 4)),
        "compared_with": across.get((row["source_code"], row["statement_code"]), []),
    }


def _text(worded: pd.DataFrame, compared: pd.DataFrame, language: str) -> str:
    lines = []
    for source, rows in worded.groupby("source_code", sort=False):
        lines += [source, *(_line(row, language) for row in rows.to_dict("records")), ""]
    comparable = compared[compared["relation"] != NOT_COMPARABLE].to_dict("records")
    said = [labels.say(f"audit.{row['relation']}", language, **row) for row in comparable]
    lines += [*said, ""] if said else []
    counts = {verdict: labels.number(int(worded["verdict"].eq(verdict).sum()), language) for verdict in VERDICTS}
    numbers = [f"{labels.word(f'verdict.{verdict}', language)}: {number}" for verdict, number in counts.items()]
    return "\n".join([*lines, "; ".join(numbers) + "."])


def _line(row: dict[str, Any], language: str) -> str:
    verdict = labels.word(f"verdict.{row['verdict']}", language)
    line = f"  {row['statement_code']} ({row['printed']}) {verdict}: {row['message']}"
    if not row["conflicts_with"]:
        return line
    others = labels.say("audit.conflicts_with", language, codes=", ".join(frames.split(row["conflicts_with"])))
    instead = labels.say("audit.instead", language, value=row["said_instead"]) if row["said_instead"] else ""
    return " ".join(filter(None, (line, others, instead)))
