"""The blocks of the audit: how many contradictions there are, what each says, and every figure with its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import count, islice
from typing import Any

import pandas as pd

from analysis.charts import words
from analysis.measures import audit, frames
from analysis.measures.audit import wording
from analysis.measures.audit.verdicts import CONSISTENT, INCONSISTENT, UNDETERMINED
from analysis.measures.bounds import power
from analysis.pages.blocks import Banner, Fold, TableBlock, Tile, Tiles, Title
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import coded, common
from analysis.vocabulary import labels

_say = labels.section("publication_audit")
_EXAMPLE = 100  # learners of the example that tells how sharp the check is
_EVERY = {"verdict": "text", "class": "text", "what": "text", "printed": "quote", "fits": "span", "rounding": "text",
          "power": "share", "reason": "text"}  # fmt: skip
_INSTEAD = {"what": "text", "printed": "quote", "instead": "text", "class": "text", "reason": "text"}
_COLUMN_CODES = {"power": {"measure_code": "wrong_percentages_noticed", "base": "wrong_percentages"}}
_SHORT = {INCONSISTENT: "bad", CONSISTENT: "good", UNDETERMINED: "alone"}
_PLAIN_UNITS = ("person", "percent", "")
_COUNTED = ("classes", "days")  # measures that name their unit


@common.marked
def title(verdicts: pd.DataFrame, contradictions: pd.DataFrame, language: str) -> Title:
    """How many contradictions there are; of a single one what it says."""
    against, whole = list(wording.contradictions(contradictions, language).values()), len(verdicts)
    key = "title_none" if not against else "title_one" if len(against) == 1 else "title_several"
    if not contradictions["is_all"].all():
        key = "title_least"
    said = against[0].partition(". ")[0].removesuffix(".") if against else ""
    headline = _say(key, language, count=len(against), all=whole, said=labels.inside(said))
    lede = _say("lede", language, sources=_sources(verdicts, language))
    numbers = 100, len(against), whole, verdicts["source_code"].nunique()
    return Title(language, headline, lede, numbers=numbers, facts=common.facts(verdicts, language, None, bool(against)))


@common.marked
def tiles(verdicts: pd.DataFrame, contradictions: pd.DataFrame, language: str) -> Tiles:
    """How many figures there are, how many contradictions, and how many figures of the other verdicts."""
    against, bad = contradictions["contradiction"].nunique(), len(_of(verdicts, INCONSISTENT))
    every, counted = _spread(verdicts, language)
    shown = [
        (len(verdicts), "tile_all", every),
        (against, "tile_bad_one" if against == 1 else "tile_bad",
         _say("tile_bad_why" if bad else "tile_bad_none_why", language, bad=bad)),
        *((len(_of(verdicts, verdict)), f"tile_{_SHORT[verdict]}", _say(f"tile_{_SHORT[verdict]}_why", language))
          for verdict in (CONSISTENT, UNDETERMINED)),
    ]  # fmt: skip
    made = tuple(Tile(labels.number(number, language), _say(key, language), why) for number, key, why in shown)
    return Tiles(language, made, numbers=(*counted, bad, *(number for number, _, _ in shown)))


def _spread(verdicts: pd.DataFrame, language: str) -> tuple[str, tuple[int, ...]]:
    """How many figures are of single classes, of several classes together, and of no class."""
    named = verdicts["class_code"] != ""
    single = verdicts[named & ~verdicts["is_joint"]]
    counts = {
        "single": (len(single), len(single.drop_duplicates(["source_code", "class_code"]))),
        "joint": (int(verdicts["is_joint"].sum()), 0),
        "alone": (int((~named).sum()), 0),
    }
    said = (
        _say(f"tile_all_{key}", language, figures=figures, classes=classes)
        for key, (figures, classes) in counts.items()
        if figures
    )
    return " ".join(said), tuple(number for pair in counts.values() for number in pair)


@common.marked
def banner(verdicts: pd.DataFrame, contradictions: pd.DataFrame, language: str) -> Banner | None:
    """The contradictions, a sentence for each; None where there is none."""
    keys = zip(verdicts["source_code"], verdicts["statement_code"], strict=True)
    names = dict(zip(keys, _classes(verdicts, language), strict=True))
    first = contradictions.drop_duplicates("contradiction")[["source_code", "statement_code"]]
    said = wording.contradictions(contradictions, language).values()
    items = tuple(
        _say("banner", language, name=names.get(key, ""), message=message)
        for key, message in zip(first.itertuples(index=False, name=None), said, strict=True)
    )
    return Banner(language, _say("banner_heading", language), items) if items else None


@common.marked
def instead(
    verdicts: pd.DataFrame, contradictions: pd.DataFrame, statements: pd.DataFrame, language: str
) -> TableBlock | None:
    """Every figure in a contradiction, and what would have to be printed instead; None where there is none."""
    worded = _worded(verdicts, contradictions, language)
    bad = _of(worded, INCONSISTENT)
    if bad.empty:
        return None
    rows = tuple(
        (row["what"], row["quoted"], wording.instead(row, language) or Special.UNAVAILABLE, row["class"], row["reason"])
        for row in bad.to_dict("records")
    )
    named = statements.merge(bad[["source_code", "statement_code"]].drop_duplicates())
    return TableBlock(
        key="instead", language=language, headline=_say("instead_headline", language),
        subtitle=_say("instead_subtitle", language),
        table=ReportTable(_say("instead_caption", language), _columns(_INSTEAD, language), rows),
        sources=common.source_line(named, language), folded_by="class",
    )  # fmt: skip


@common.marked
def every(verdicts: pd.DataFrame, contradictions: pd.DataFrame, statements: pd.DataFrame, language: str) -> TableBlock:
    """Every printed figure with its verdict, class by class, those with a contradiction first and open."""
    worded = _worded(verdicts, contradictions, language)
    by_class = [rows for _, rows in worded.groupby(["source_code", "class"], sort=False)]
    parts = sorted(by_class, key=lambda rows: _of(rows, INCONSISTENT).empty)
    ordered = [row for rows in parts for row in rows.to_dict("records")]
    lines, keys = (tuple(make(row, language) for row in ordered) for make in (_line, _codes))
    places = count()
    folds = tuple(
        Fold(_heading(rows, language), tuple(islice(places, len(rows))), not _of(rows, INCONSISTENT).empty)
        for rows in parts
    )
    where = f"{_sources(verdicts, language)}, {common.dated(verdicts['date'], language)}"
    return TableBlock(
        key="all", language=language, headline=_say("all_headline", language),
        subtitle=_say("all_subtitle", language, where=where),
        table=ReportTable(_say("all_caption", language), _columns(_EVERY, language), lines, keys=keys),
        sources=common.source_names(statements, language), note=_notes(verdicts, language), folds=folds,
        folded_by="class", numbers=_numbers(parts, verdicts),
    )  # fmt: skip


def _worded(verdicts: pd.DataFrame, contradictions: pd.DataFrame, language: str) -> pd.DataFrame:
    """The verdicts with words for what a figure counts, its class, itself and its reason."""
    rows = verdicts.to_dict("records")
    return verdicts.assign(
        **{
            "what": [_what(row, language) for row in rows],
            "class": _classes(verdicts, language),
            "quoted": [words.cited(row["cited"], language) for row in rows],
            "reason": wording.reasons(verdicts, contradictions, language),
        }
    )


def _line(row: dict[str, Any], language: str) -> tuple[Cell, ...]:
    rounding, sharp, fits = row["rounding"], wording.power(row), common.cell(frames.ends(row))
    fits = Special.NONE if fits is Special.UNAVAILABLE and row["verdict"] == INCONSISTENT else fits
    return (
        labels.word(f"verdict.{row['verdict']}", language), row["class"], row["what"], row["quoted"], fits,
        labels.word(f"rounding.{rounding}", language) if rounding else Special.NOT_APPLICABLE,
        Special.NOT_APPLICABLE if sharp is None else sharp, row["reason"],
    )  # fmt: skip


def _codes(row: dict[str, Any], language: str) -> dict[str, str]:
    """What a figure is in codes; the whole numbers that fit a percentage are people."""
    unit = "person" if row["unit_code"] == "percent" else row["unit_code"]
    return coded.row(row, language, **coded.subject(row), **coded.of(row["power_of"]), unit_code=unit)


def _heading(rows: pd.DataFrame, language: str) -> str:
    """The class of some figures, and how many have each verdict."""
    counts = {short: len(_of(rows, verdict)) for verdict, short in _SHORT.items()}
    said = ", ".join(_say(f"fold_{short}", language, count=number) for short, number in counts.items() if number)
    return f"{rows['class'].iloc[0]}: {said}"


def _numbers(parts: list[pd.DataFrame], verdicts: pd.DataFrame) -> tuple[int | Fraction, ...]:
    """The counts of the folds, the numbers of the example, and how many sources there are."""
    counts = (number for rows in parts for number in rows["verdict"].value_counts(sort=False).tolist())
    shares = (Fraction(labels.rounded(power(decimals, _EXAMPLE) * 100, 1)) for decimals in range(3))
    return (*counts, _EXAMPLE, *shares, verdicts["source_code"].nunique())


def _notes(verdicts: pd.DataFrame, language: str) -> tuple[str, ...]:
    """How sharp the check is, and what a passed check is worth; nothing where no percentage was checked."""
    if verdicts["power"].isna().all():
        return ()
    names = enumerate(("none", "one", "two"))
    shares = {name: labels.percent(power(decimals, _EXAMPLE), language) for decimals, name in names}
    return _say("note_sharpness", language, learners=_EXAMPLE, **shares), _say("note_limit", language)


def _columns(kinds: dict[str, Any], language: str) -> tuple[Column, ...]:
    return tuple(Column(key, _say(f"column_{key}", language), kind, codes=_COLUMN_CODES.get(key, {}))
                 for key, kind in kinds.items())  # fmt: skip


def _of(verdicts: pd.DataFrame, verdict: str) -> pd.DataFrame:
    """The rows with a verdict."""
    return verdicts[verdicts["verdict"] == verdict]


def _sources(verdicts: pd.DataFrame, language: str) -> str:
    """Who printed the figures; of several sources their number."""
    codes = verdicts["source_code"].unique()
    if len(codes) == 1:
        return common.about_source(codes[0], language)["producer"]
    return _say("lede_sources", language, count=len(codes))


def _what(row: Mapping[str, Any], language: str) -> str:
    """What a figure counts, in which unit if not in people, and where these people were."""
    mode = labels.code("mode", row["mode_code"], language)
    is_plain = row["unit_code"] in _PLAIN_UNITS or row["measure_code"] in _COUNTED
    unit = "" if is_plain else labels.code("unit", row["unit_code"], language)
    return ", ".join(filter(None, (audit.subject(row, language), unit, labels.inside(mode))))


def _classes(verdicts: pd.DataFrame, language: str) -> list[str]:
    """For each row its class and level; of one that names no class the level and, of several sources, which."""
    by_class = verdicts.groupby("class_code")["source_code"].nunique()
    is_shared = verdicts["class_code"].eq("") | verdicts["class_code"].map(by_class).gt(1)
    has_levels = verdicts.groupby(["source_code", "class_code"])["level_code"].transform("nunique").gt(1)
    rows = zip(verdicts.to_dict("records"), is_shared, has_levels, strict=True)
    several = verdicts["source_code"].nunique() > 1
    dates = {str(code): set(dates) for code, dates in verdicts.groupby("source_code")["date"]}
    return [
        _class(row, _source(row, dates, language) if shared and several else "", levels, language)
        for row, shared, levels in rows
    ]


def _class(row: Mapping[str, Any], source: str, has_levels: bool, language: str) -> str:
    level = labels.code("level_short", row["level_code"], language) if row["level_code"] else ""
    name = labels.code("class", row["class_code"] or "none", language)
    if not row["class_code"]:
        name, level = (level, name) if level else (name, "")
    elif has_levels or level.casefold() in name.casefold():
        level = ""
    inside = "; ".join(filter(None, (level, source)))
    return f"{name} ({inside})" if inside else name


def _source(row: Mapping[str, Any], dates: Mapping[str, set[str]], language: str) -> str:
    """Who printed a figure, and when."""
    stated = dates[row["source_code"]]
    dated = common.dated(stated, language) if any(stated) else ""
    return ", ".join(filter(None, (common.publisher(row["source_code"], row["class_code"], language), dated)))
