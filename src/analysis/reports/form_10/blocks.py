"""The words and the tables of form 10-BTCTW, filled from a register."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

import pandas as pd

from analysis.measures import form_10 as form
from analysis.measures.form_10 import OPENERS, TIERS
from analysis.pages.blocks import Prose, TableBlock, Tile, Tiles, Title, rest_folded
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.register_pages import about as of
from analysis.reports.register_pages.cells import words
from analysis.vocabulary import labels, reference
from analysis.vocabulary.reference import TOTAL

NAME = "form_10"
say = labels.section(NAME)
footer = partial(of.footer, NAME)
PARTS = {"training": "I", "refresher": "II"}
STATUSES = {form.SUPPRESSED: Special.CONFIDENTIAL, form.ENDED: Special.NOT_APPLICABLE}
# Sentences quote the numbers of the form's columns, and the number of the form and its instruction.
COLUMNS = tuple(range(1, 12))
DISTRICT_ENDED = "2025-07-01"
Line = dict[tuple[str, str], Cell]  # the cells of a line by quantity and part, persons as spans


def by_line(lines: pd.DataFrame) -> dict[str, Line]:
    """The cells of each line of the form."""
    made: dict[str, Line] = {}
    for row in lines.to_dict("records"):
        is_number = row["status"] == ""
        span = (int(row["low"]), int(row["high"])) if is_number else STATUSES[row["status"]]
        cell = span[0] if is_number and row["quantity"] == "classes" else span
        made.setdefault(row["line_code"], {})[row["quantity"], row["part"]] = cell
    return made


def _everybody(lines: pd.DataFrame) -> Cell:
    """The persons on the form."""
    rows = lines[(lines["quantity"] == "persons") & (lines["part"] == TOTAL)]
    low, high, status = form.added(rows[["low", "high", "status"]].itertuples(index=False, name=None))
    return STATUSES[status] if status else (low, high)


def _numbers(cell: Cell) -> tuple[int, ...]:
    return () if isinstance(cell, Special) else cell


@common.marked
def title(placed: pd.DataFrame, lines: pd.DataFrame, about: of.About, language: str) -> Title:
    """Whose form it is, over which days, and where its layout comes from."""
    first, last = (labels.date(day, language) for day in form.period(placed))
    key = "lede" if first and last else "lede_undated"
    lede = say(key, language, register=of.title(about, language), first=first, last=last)
    persons, classes = _everybody(lines), int((placed["reason_code"] == "").sum())
    headline = say("title", language, persons=words(persons, language), classes=classes)
    numbers = (*COLUMNS, *_numbers(persons), classes)
    return Title(language, of.headed(headline, about, language), lede, numbers=numbers, facts=of.facts(about, persons))


@common.marked
def tiles(placed: pd.DataFrame, lines: pd.DataFrame, language: str) -> Tiles:
    """Persons and classes on the form, and classes on no line."""
    persons, is_placed = _everybody(lines), placed["reason_code"] == ""
    classes, left = int(is_placed.sum()), int((~is_placed).sum())
    numbers = {"persons": words(persons, language), "classes": labels.number(classes, language),
               "left": labels.number(left, language)}  # fmt: skip
    one, whys = labels.number(1, language), {"classes": _of_the_table("tile_classes_why", placed)}
    made = tuple(
        Tile(number, say(f"tile_{key}{'_one' if number == one else ''}", language),
             say(whys.get(key, f"tile_{key}_why"), language))
        for key, number in numbers.items()
    )  # fmt: skip
    return Tiles(language, made, numbers=(*_numbers(persons), classes, left))


def _of_the_table(key: str, placed: pd.DataFrame) -> str:
    """The key of a sentence that lines come from the reference table, or that these do but for those edited."""
    return f"{key}_edited" if placed["edited"].ne("").any() else key


@common.marked
def part(lines: pd.DataFrame, section: str, about: of.About, language: str) -> TableBlock:
    """One part of the form ("training", "refresher"): all its lines, those without a class folded."""
    cells, named = by_line(lines), list(numbered(section))
    spans = bool((lines["low"] != lines["high"]).any())
    rows = tuple(_row(number, row, cells[row["line_code"]], spans, language) for number, row in named)
    keys = tuple(of.codes(about, row_code=row["line_code"]) for _, row in named)
    empty = [at for at, (_, row) in enumerate(named) if not cells[row["line_code"]]["classes", TOTAL]]
    name = labels.word(f"form_10.{section}", language)
    key = "part_headline" if len(empty) < len(rows) else "part_headline_empty"
    return TableBlock(
        key=section,
        language=language,
        headline=say(key, language, part=f"{PARTS[section]}. {name}"),
        subtitle=say("part_subtitle", language, where=of.where(about, language)),
        table=ReportTable(say("part_caption", language, part=name), _columns(spans, language), rows, keys=keys),
        sources=of.source(about, language),
        numbers=(*COLUMNS, *about["years"], len(empty)),
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
        Column(f"column_{number}", f"{number}. {say(f'column_{number}', language)}", kind, codes=codes)
        for number, (kind, codes) in enumerate(zip(kinds, _column_codes(), strict=True), start=1)
    )


def _column_codes() -> Iterator[dict[str, str]]:
    """What the columns of the form count in codes: persons, those of each tier with their leaders, and classes."""
    yield from ({}, {})
    counted = ("persons", "persons_province", "leaders_province", "persons_district", "leaders_district",
               "persons_commune")  # fmt: skip
    yield from ({"measure_code": measure, "unit_code": "person"} for measure in counted)
    yield from ({"measure_code": f"classes{by}", "unit_code": "class"} for by in ("", *(f"_{one}" for one in OPENERS)))


def _row(number: str, row: dict, line: Line, spans: bool, language: str) -> tuple[Cell, ...]:
    """Columns 1 to 11; who leads is not in a tidy register, so columns 5 and 7 are not available."""
    persons = [line["persons", part] for part in (TOTAL, *TIERS)]
    leaders = [
        cell if cell is Special.NOT_APPLICABLE else Special.UNAVAILABLE if line["classes", TOTAL] else 0
        for cell in persons[1:3]
    ]
    total, province, district, commune = (cell if spans or isinstance(cell, Special) else cell[0] for cell in persons)
    opened = (line["classes", by] for by in (TOTAL, *OPENERS))
    return number, line_name(row, language), total, province, leaders[0], district, leaders[1], commune, *opened


@common.marked
def proof(lines: pd.DataFrame, about: of.About, language: str) -> TableBlock | None:
    """3 = 4 + 6 + 8 and 9 = 10 + 11 on every line with a class, with the numbers; None where no line has one."""
    cells = by_line(lines)
    named = [(number, cells[row["line_code"]]) for part in PARTS for number, row in numbered(part)]
    rows = tuple(_proved(number, line, language) for number, line in named if line["classes", TOTAL])
    if not rows:
        return None
    columns = ("proof_line", "proof_persons", "proof_classes", "proof_holds")
    table = ReportTable(say("proof_caption", language), tuple(Column(key, say(key, language)) for key in columns), rows)
    return TableBlock(
        key="proof", language=language, headline=say("proof_headline", language),
        subtitle=say("proof_subtitle", language), table=table, sources=of.source(about, language), numbers=COLUMNS,
    )  # fmt: skip


def _proved(number: str, line: Line, language: str) -> tuple[str, ...]:
    persons, classes = (
        " = ".join((words(line[what, TOTAL], language),
                    " + ".join(words(line[what, part], language) for part in parts)))
        for what, parts in (("persons", TIERS), ("classes", OPENERS))
    )  # fmt: skip
    is_hidden = line["persons", TOTAL] is Special.CONFIDENTIAL
    return number, persons, classes, Special.CONFIDENTIAL.value if is_hidden else common.answer(True, language)


@common.marked
def left_out(placed: pd.DataFrame, about: of.About, language: str) -> TableBlock | None:
    """The classes on no line of the form, with the reason; None where all are on one."""
    classes = placed[placed["reason_code"] != ""]
    if classes.empty:
        return None
    rows = tuple(
        (labels.code("class", code, language), say(f"reason_{reason}", language))
        for code, reason in zip(classes["class_code"], classes["reason_code"], strict=True)
    )
    columns = (Column("class", say("left_class", language)), Column("reason", say("left_reason", language)))
    return TableBlock(
        key="left_out", language=language, headline=say("left_headline", language, left=len(rows)),
        subtitle=say("left_subtitle", language), table=ReportTable(say("left_caption", language), columns, rows),
        sources=of.source(about, language), numbers=(len(rows),),
    )  # fmt: skip


@common.marked
def remarks(placed: pd.DataFrame, language: str) -> Prose:
    """Where the layout comes from, how lines and tiers were chosen, and what the form does not ask."""
    gone = "remark_ended" if "district" in form.ended(placed) else "remark_district"
    once = "remark_once" if placed["is_once"].all() else "remark_twice"
    day = labels.date(DISTRICT_ENDED, language)
    lines = _of_the_table("remark_lines", placed)
    keys = ("transcribed", lines, once, "remark_leaders", gone, "remark_asks")
    items = tuple(say(key, language, **({"day": day} if key == gone else {})) for key in keys)
    return Prose(language, say("remarks_heading", language), items, numbers=COLUMNS)
