"""The reference tables and the labels: every code once and listed, complete, and without contradiction."""

from __future__ import annotations

import datetime as dt
import string
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from analysis import paths, yamls
from analysis.errors import Fault, nearest
from analysis.vocabulary import labels, reference

KINDS = ("level", "grade", "unit", "measure", "mode", "qualifier")
ALIASED = {"level": "aliases", "grade": "aliases", "unit": "aliases", "qualifier": "words"}
# The keys of labels.csv that the code asks for, by table and column of its code.
LABELS = {
    "levels": {"level_code": ("level.{}", "level_short.{}")},
    "grades": {"grade_code": ("grade.{}", "graded.{}", "graded.{}_up", "quantity.{}", "quantity.{}_up")},
    "units": {"unit_code": ("unit.{}",)},
    "measures": {"measure_code": ("measure.{}",)},
    "modes": {"mode_code": ("mode.{}",)},
    "qualifiers": {"qualifier_code": ("qualifier.{}",)},
    "scales": {"scale_code": ("scale.{}",)},
    "ordinal_scales": {"scale_code": ("scale.{}",)},
    "form_10_lines": dict.fromkeys(("section", "group_code", "item_code", "mode_code"), ("form_10.{}",)),
}


def reference_faults() -> Iterator[Fault]:
    """Faults of the reference tables: a code or a name twice, an impossible date, bands that meet or gape."""
    for kind in KINDS:
        name = f"reference/{kind}s.csv"
        column = f"{kind}_code"
        rows = reference.rows(f"{kind}s")
        for code, count in Counter(row[column] for row in rows).items():
            if count > 1:
                yield Fault(name, f'"{code}" stands {count} times. Keep one row.', column=column)
        if kind in ALIASED:
            yield from _name_faults(name, rows, column, ALIASED[kind])
    yield from _date_faults()
    yield from _band_faults()
    yield from _tier_faults()


def _name_faults(name: str, rows: list[dict[str, str]], column: str, aliased: str) -> Iterator[Fault]:
    """A name that stands for two codes could not be read."""
    owners: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        for word in filter(None, (part.strip() for part in row[aliased].split(";"))):
            if owners.setdefault(word, row[column]) != row[column]:
                message = f'"{word}" already stands for {owners[word]}. A name stands for one code.'
                yield Fault(name, message, number, aliased)


def _date_faults() -> Iterator[Fault]:
    for number, row in enumerate(reference.rows("levels"), start=2):
        for column in ("valid_from", "valid_to", "break_date"):
            try:
                dt.date.fromisoformat(row[column] or "2000-01-01")
            except ValueError:
                yield Fault("reference/levels.csv", f'"{row[column]}" is no date. Write YYYY-MM-DD.', number, column)


def _band_faults() -> Iterator[Fault]:
    """Bands of a scale must follow each other without a gap and without sharing a score."""
    codes = reference.codes("grade")
    for code, bands in reference.scales().items():
        for band in bands:
            if band.grade_code not in codes:
                message = f'no grade is called "{band.grade_code}". {nearest(band.grade_code, codes)}'
                yield Fault("reference/scales.csv", message, column="grade_code")
        for upper, lower in pairwise(bands):
            if upper.low != lower.high or upper.low_closed == lower.high_closed:
                pair = f"{upper.grade_code} and {lower.grade_code}"
                message = f"{code}: {pair} meet or gape at {lower.high}. Let one begin where the other ends."
                yield Fault("reference/scales.csv", message, column="low")


def _tier_faults() -> Iterator[Fault]:
    """The classes of a level without a tier would be on no line of form 10."""
    tiers = {row["level_code"] for row in reference.rows("form_10_levels")}
    for level in reference.rows("levels"):
        if (code := level["level_code"]) not in tiers:
            message = f'the level "{code}" is missing. Add a row with its tier: province, district or commune.'
            yield Fault("reference/form_10_levels.csv", message, column="level_code")


def required_label_keys() -> tuple[str, ...]:
    """The keys of labels.csv that the rows of the reference tables need, in the order of the tables.

    >>> [key for key in required_label_keys() if key.endswith(".city_managed")]
    ['level.city_managed', 'level_short.city_managed']
    """
    return tuple(
        dict.fromkeys(
            pattern.format(row[column])
            for table, columns in LABELS.items()
            for row in reference.rows(table)
            for column, patterns in columns.items()
            for pattern in patterns
            if row[column]
        )
    )


def label_faults() -> Iterator[Fault]:
    """Faults of labels and prose: a key twice, an empty cell, a code without words, places that differ."""
    rows = reference.rows("labels")
    for key, count in Counter(row["key"] for row in rows).items():
        if count > 1:
            yield Fault("reference/labels.csv", f'"{key}" stands {count} times. Keep one row.', column="key")
    complete = [language for language in labels.languages() if language in rows[0]]
    for language in labels.languages():
        if language not in complete:
            sentence = "is missing. Add it to the heading, and its words to every row."
            yield Fault("reference/labels.csv", sentence, 1, language)
    for number, row in enumerate(rows, start=2):
        for language in complete:
            if not (row.get(language) or "").strip():
                yield Fault("reference/labels.csv", f'"{row["key"]}" has no words. Fill the cell.', number, language)
    present = {row["key"] for row in rows}
    for key in required_label_keys():
        if key not in present:
            yield Fault("reference/labels.csv", f'the key "{key}" is missing. Add a row.', column="key")
    yield from _prose_faults()


def _prose_faults() -> Iterator[Fault]:
    places = {}
    for language in labels.languages():
        if (paths.REFERENCE / f"prose.{language}.yml").is_file():
            places[language] = _places(language)
        else:
            yield Fault(
                f"reference/prose.{language}.yml", "is missing. Copy that of another language and translate it."
            )
    first = next(iter(places))
    for language, sentences in places.items():
        name = f"reference/prose.{language}.yml"
        for key in sorted(sentences.keys() ^ places[first].keys()):
            lacking = name if key not in sentences else f"reference/prose.{first}.yml"
            yield Fault(lacking, f'the key "{key}" is missing, and another language has it. Add the sentence.')
        for key in sentences.keys() & places[first].keys():
            if sentences[key] != places[first][key]:
                message = f'"{key}" has the places {sorted(sentences[key])}, in {first} {sorted(places[first][key])}.'
                yield Fault(name, message)


def _places(language: str) -> dict[str, set[str]]:
    """The places of every sentence: key -> the names in braces."""
    sections = yamls.load(paths.REFERENCE / f"prose.{language}.yml")
    parse = string.Formatter().parse
    return {
        f"{part}.{key}": {field for _, field, _, _ in parse(text) if field}
        for part, lines in sections.items()
        for key, text in lines.items()
    }
