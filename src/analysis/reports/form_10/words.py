"""The words and the tables of form 10."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from analysis.pages.blocks import Prose, TableBlock, Tile, Tiles, Title, rest_folded
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports.form_10.sheet import OPENERS, TIERS, Line, Sheet, added
from analysis.reports.register_pages.subject import Subject
from analysis.vocabulary import labels, reference

PARTS = {"training": "I", "refresher": "II"}
# Sentences quote the numbers of the form's columns, and the number of the form and its instruction.
COLUMNS = tuple(range(1, 12))
DISTRICT_ENDED = "2025-07-01"


def say(key: str, language: str, **places: object) -> str:
    """A sentence of the report."""
    return labels.say(f"form_10.{key}", language, **places)


def title(sheet: Sheet, language: str) -> Title:
    """Whose form, over which days."""
    first, last = (labels.date(day, language) for day in sheet.period)
    subject = Subject(sheet.register, language)
    key = "lede" if first and last else "lede_undated"
    lede = say(key, language, register=subject.title, first=first, last=last)
    persons, classes = added([line.total for line in sheet.lines]), len(sheet.filled)
    headline = say("title", language, persons=_shown(persons, language), classes=classes)
    return Title(language, subject.headed(headline), lede, numbers=(*COLUMNS, *_numbers(persons), classes))


def _numbers(cell: Cell) -> tuple[int, ...]:
    return () if isinstance(cell, Special) else cell


def tiles(sheet: Sheet, language: str) -> Tiles:
    """Persons and classes on the form, and classes on no line."""
    persons = added([line.total for line in sheet.lines])
    classes, left = len(sheet.filled), len(sheet.placed) - len(sheet.filled)
    numbers = {
        "persons": _shown(persons, language),
        "classes": labels.number(classes, language),
        "left": labels.number(left, language),
    }
    one = labels.number(1, language)
    what = {key: f"tile_{key}_one" if number == one else f"tile_{key}" for key, number in numbers.items()}
    made = tuple(
        Tile(number, say(what[key], language), say(f"tile_{key}_why", language)) for key, number in numbers.items()
    )
    return Tiles(language, made, numbers=(*_numbers(persons), classes, left))


def part(sheet: Sheet, section: str, language: str) -> TableBlock:
    """One part of the form: all its lines with columns 1 to 11, those without a class folded."""
    lines = {line.code: line for line in sheet.lines}
    spans = any(cell[0] != cell[1] for line in lines.values() for cell in _persons(line) if isinstance(cell, tuple))
    rows = tuple(
        _row(number, row, lines[row["line_code"]], spans, sheet, language) for number, row in numbered(section)
    )
    filled = tuple(at for at, (_, row) in enumerate(numbered(section)) if lines[row["line_code"]].classes)
    empty = [at for at in range(len(rows)) if at not in filled]
    name, subject = labels.word(f"form_10.{section}", language), Subject(sheet.register, language)
    return TableBlock(
        key=section,
        language=language,
        headline=say("part_headline" if filled else "part_headline_empty", language, part=f"{PARTS[section]}. {name}"),
        subtitle=say("part_subtitle", language, where=subject.where),
        table=ReportTable(say("part_caption", language, part=name), _columns(spans, language), rows),
        sources=subject.source(),
        numbers=(*COLUMNS, *subject.years, len(empty)),
        folds=rest_folded(len(rows), empty, language),
    )


def numbered(section: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of a part, each with the text of its column 1."""
    rows = [row for row in reference.rows("form_10_lines") if row["section"] == section]
    for number, same in groupby(rows, key=lambda row: row["number"]):
        members = list(same)
        for position, row in enumerate(members, start=1):
            inner = f".{position}" if len(members) > 1 else ""
            yield f"{PARTS[section]}.{number}{inner}", row


def line_name(row: dict[str, str], language: str) -> str:
    """Column 2: the programme and the form of study."""
    group, *rest = (
        labels.word(f"form_10.{row[key]}", language) for key in ("group_code", "item_code", "mode_code") if row[key]
    )
    return f"{group}: {', '.join(rest)}" if rest else group


def _columns(spans: bool, language: str) -> tuple[Column, ...]:
    kind = "span" if spans else "count"
    kinds = ("text", "text", kind, kind, "count", kind, "count", kind, "count", "count", "count")
    return tuple(
        Column(f"column_{number}", f"{number}. {say(f'column_{number}', language)}", kind)
        for number, kind in enumerate(kinds, start=1)
    )


def _persons(line: Line) -> list[Cell]:
    return [line.total, *(line.persons[tier] for tier in TIERS)]


def _row(number: str, row: dict, line: Line, spans: bool, sheet: Sheet, language: str) -> tuple[Cell, ...]:
    """Columns 1 to 11; who leads is not in a tidy register, so columns 5 and 7 are not available."""
    cells = [cell if spans or isinstance(cell, Special) else cell[0] for cell in _persons(line)]
    total, province, district, commune = cells
    leaders = [
        Special.NOT_APPLICABLE if tier in sheet.ended else Special.UNAVAILABLE if line.classes else 0
        for tier in TIERS[:2]
    ]
    opened = (line.opened[by] for by in OPENERS)
    return (
        number, line_name(row, language), total, province, leaders[0], district, leaders[1], commune,
        line.classes, *opened,
    )  # fmt: skip


def proof(sheet: Sheet, language: str) -> TableBlock | None:
    """3 = 4 + 6 + 8 and 9 = 10 + 11 on every line with a class, with the numbers."""
    lines = {line.code: line for line in sheet.lines if line.classes}
    numbered_lines = [(number, lines[row["line_code"]]) for part in PARTS for number, row in numbered(part)
                      if row["line_code"] in lines]  # fmt: skip
    if not numbered_lines:
        return None
    columns = ("proof_line", "proof_persons", "proof_classes", "proof_holds")
    holds = labels.word("answer.true", language)
    rows = tuple(
        (
            number,
            _equation(line.total, [line.persons[tier] for tier in TIERS], language),
            _equation(line.classes, list(line.opened.values()), language),
            Special.CONFIDENTIAL.value if line.total is Special.CONFIDENTIAL else holds,
        )
        for number, line in numbered_lines
    )
    return TableBlock(
        key="proof",
        language=language,
        headline=say("proof_headline", language),
        subtitle=say("proof_subtitle", language),
        table=ReportTable(
            say("proof_caption", language), tuple(Column(key, say(key, language)) for key in columns), rows
        ),
        sources=Subject(sheet.register, language).source(),
        numbers=COLUMNS,
    )


def _equation(whole: Cell, parts: list[Cell], language: str) -> str:
    return f"{_shown(whole, language)} = {' + '.join(_shown(cell, language) for cell in parts)}"


def _shown(cell: Cell, language: str) -> str:
    if isinstance(cell, Special):
        return cell.value
    return labels.span(*cell, language) if isinstance(cell, tuple) else labels.number(cell, language)


def left_out(sheet: Sheet, language: str) -> TableBlock | None:
    """The classes on no line of the form, with the reason."""
    classes = sheet.placed[sheet.placed["reason"] != ""]
    if classes.empty:
        return None
    rows = tuple(
        (labels.code("class", row["class_code"], language), say(f"reason_{row['reason']}", language))
        for row in classes.to_dict("records")
    )
    columns = (Column("class", say("left_class", language)), Column("reason", say("left_reason", language)))
    return TableBlock(
        key="left_out",
        language=language,
        headline=say("left_headline", language, left=len(rows)),
        subtitle=say("left_subtitle", language),
        table=ReportTable(say("left_caption", language), columns, rows),
        sources=Subject(sheet.register, language).source(),
        numbers=(len(rows),),
    )


def remarks(sheet: Sheet, language: str) -> Prose:
    """Where the layout comes from, how lines and tiers were chosen, and what the form does not ask."""
    ended = "remark_ended" if "district" in sheet.ended else "remark_district"
    keys = ["transcribed", "remark_lines", "remark_leaders", ended, "remark_asks"]
    keys.insert(2, "remark_once" if sheet.once else "remark_twice")
    day = labels.date(DISTRICT_ENDED, language)
    items = tuple(say(key, language, **({"day": day} if key == ended else {})) for key in keys)
    return Prose(language, say("remarks_heading", language), items, numbers=COLUMNS)
