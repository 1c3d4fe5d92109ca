"""The office's view of its file: counts whole, reasons row by row, and no name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.data.registers import scales
from analysis.data.registers.column_map import beside, save
from analysis.data.registers.learners import identity
from analysis.data.registers.notes import Note, note
from analysis.data.registers.reading import Reading, read
from analysis.data.registers.rows import Aside
from analysis.data.registers.scales import THOUSAND
from analysis.vocabulary import labels, reference


def view(reading: Reading, language: str = "en") -> dict[str, Any]:
    """What a register holds, as plain data: counts, columns, reasons and warnings, nothing personal.

    Keys: ``file``, ``rows_in_file`` (= ``rows_read`` + the excluded rows), ``rows_read``,
    ``rows_set_aside`` (row, reason, and the sheet where there are several), ``columns`` (heading -> code,
    null if unread), ``encoding``, ``encodings`` (the evidence by heading), ``grades``, ``statuses``,
    ``reasons_without_grade``, ``commended``, ``persons``, ``attendances`` and ``warnings``.
    """
    frame = reading.frame
    persons = {identity(record) for record in frame.to_dict("records")}
    several = len({aside.sheet for aside in reading.set_aside} | set(frame["sheet"])) > 1
    return {
        "file": reading.path.name,
        "rows_in_file": reading.rows_in_file,
        "rows_read": reading.rows_read,
        "rows_set_aside": [
            ({"sheet": aside.sheet} if several else {})
            | {"row": aside.row, "reason": _say(aside, language)}
            for aside in reading.set_aside
        ],
        "columns": reading.columns,
        "encoding": reading.encoding,
        "encodings": {
            heading: {"encoding": evidence.encoding, "accented_words": evidence.words,
                      "syllables": evidence.syllables, "syllables_as_it_stands": evidence.as_it_stands}
            for heading, evidence in reading.evidence.items() if evidence.words
        },
        "grades": reading.grades(),
        "statuses": _counts(frame["status"]),
        "reasons_without_grade": _counts(frame["reason"]),
        "commended": int(frame["commended"].sum()),
        "persons": len(persons),
        "attendances": len(frame),
        "warnings": [_say(item, language) for item in (*reading.notes, *_contradictions(reading), *_foreign(reading))],
    }  # fmt: skip


def _say(item: Aside | Note, language: str) -> str:
    values = dict(item.values)
    for name in {"grade", "expected"} & values.keys():
        values[name] = values[name] and labels.code("grade", values[name], language)
    return labels.say(f"register.{item.key}", language, **values)


def _contradictions(reading: Reading) -> list[Note]:
    """The rows whose label is not the one of their score, where the column map states a scale with bands."""
    scale, frame = reading.mapping.scale, reading.frame
    rows = frame[frame["score"].notna() & frame["grade"].notna()]
    if scale not in reference.scales() or rows.empty:
        return []
    expected = scales.under(rows["score"].map(lambda score: int(score * THOUSAND)), scale)
    differing = rows.assign(expected=expected)[rows["grade"] != expected]
    return [
        note("contradiction", grade=grade, expected=other, scale=scale, rows=", ".join(map(str, part["row"])))
        for (grade, other), part in differing.groupby(["grade", "expected"])
    ]


def _foreign(reading: Reading) -> list[Note]:
    """The grades that are not on the scale that the column map states, with their rows."""
    if reading.mapping.scale is None:
        return []
    lacking = scales.foreign(reading.frame.set_index("row")["grade"], reading.mapping.scale)
    return [
        note("foreign_grade", grade=grade, scale=reading.mapping.scale, rows=", ".join(map(str, rows)))
        for grade, rows in lacking.items()
    ]


def _counts(column: Any) -> dict[str, int]:
    return {code: int(count) for code, count in column.dropna().value_counts(sort=False).sort_index().items()}


def register_view(
    paths: Iterable[Path | str],
    fmt: str = "text",
    language: str = "en",
    column_map: Path | str | None = None,
    encoding: str | None = None,
) -> str:
    """The view of one register or several as the command line prints it: ``text`` or ``json``.

    The JSON of one file is an object; of several, a list of them.
    """
    views = [view(read(path, column_map, encoding), language) for path in paths]
    if fmt == "json":
        return json.dumps(views[0] if len(views) == 1 else views, ensure_ascii=False, indent=2)
    return "\n\n".join(_text(shown, language) for shown in views)


def save_map(path: Path | str, column_map: Path | str | None = None, encoding: str | None = None) -> Path:
    """Write what the columns of a register were taken for beside it, to be corrected by hand; return where.

    A map that is there already keeps what it says.
    """
    target = beside(Path(path))
    save(read(path, column_map, encoding).mapping, target)
    return target


def _text(shown: dict[str, Any], language: str) -> str:
    def say(key: str, **values: Any) -> str:
        return labels.say(f"register.{key}", language, **values)

    lines = [
        say("rows", file=shown["file"], rows=shown["rows_in_file"], read=shown["rows_read"],
            aside=len(shown["rows_set_aside"])),
        say("persons", **{key: shown[key] for key in ("persons", "attendances", "commended")}),
        say("encoding", encoding=shown["encoding"]),
        say("columns"),
        *(f"  {heading} → {code or '—'}" for heading, code in shown["columns"].items()),
        say("grades"),
        *(f"  {labels.code('grade', code, language)}: {count}" for code, count in shown["grades"].items()),
        say("set_aside"),
        *(f"  {_address(aside)}: {aside['reason']}" for aside in shown["rows_set_aside"]),
    ]  # fmt: skip
    if shown["warnings"]:
        lines += [say("warnings"), *(f"  {warning}" for warning in shown["warnings"])]
    return "\n".join(lines)


def _address(aside: dict[str, Any]) -> str:
    return f"{aside['sheet']}!{aside['row']}" if "sheet" in aside else str(aside["row"])
