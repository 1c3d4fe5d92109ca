"""The description of the files of all numbers: CSV on the Web for programs, a page for readers."""

from __future__ import annotations

import json
import re

import pytest

from analysis.pages import dictionary, tidy
from analysis.pages.tables import Special
from analysis.version import __version__
from analysis.vocabulary import labels

TABLE = {"url": "a/all.en.tidy.csv", "title": "A", "licence": ["facts only"]}


def _metadata() -> dict:
    return json.loads(dictionary.metadata([TABLE]))


def test_every_column_is_described_under_its_name_in_every_language():
    columns = _metadata()["tableSchema"]["columns"]
    assert tuple(column["name"] for column in columns) == tidy.COLUMNS
    assert [column["name"] for column in columns for titles in column["titles"].values()
            if titles[0] != column["name"] or not titles[1]] == []  # fmt: skip
    languages = [{text["@language"] for text in column["dc:description"]} for column in columns]
    assert languages == [set(labels.languages())] * len(tidy.COLUMNS)


def test_the_columns_of_the_issue_come_first_and_in_their_order():
    asked = (
        "report, source_code, programme_code, level_code, class_code, other_class_code, measure_code, grade_code, "
        "at_or_above, mode_code, unit_code, base, date, reading, bound, value, numerator, denominator, status, printed"
    )
    assert ", ".join(tidy.COLUMNS[:20]) == asked


def test_the_group_names_context_version_dialect_and_each_file_with_its_licence():
    group = _metadata()
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert (group["schema:version"], group["dialect"]["header"], group["dialect"]["encoding"]) == (
        __version__, True, "utf-8",
    )  # fmt: skip
    assert group["tables"] == [{"url": "a/all.en.tidy.csv", "dc:title": "A", "dc:license": ["facts only"]}]


def test_every_type_is_one_of_the_vocabulary_and_numbers_are_numbers():
    types = {column["name"]: column["datatype"] for column in _metadata()["tableSchema"]["columns"]}
    assert set(types.values()) == {"string", "number", "integer", "boolean"}
    assert [types[name] for name in ("value", "numerator", "denominator", "status")] == [
        "number", "integer", "integer", "string",
    ]  # fmt: skip


def test_every_mark_has_its_meaning():
    notes = [note for note in _metadata()["notes"] if note["column"] == "status"]
    assert [note["value"] for note in notes] == [mark.value for mark in Special]
    assert {"@value": "confidential", "@language": "en"} in notes[0]["meaning"]


@pytest.mark.parametrize("language", labels.languages())
def test_the_page_has_every_column_every_mark_and_every_measure(language):
    html = dictionary.page(language)
    text = re.sub(r"<[^>]+>", "", html)
    named = (*tidy.COLUMNS, *(mark.value for mark in Special), *dictionary.measures())
    assert [name for name in named if name not in text] == []
    assert set(re.findall(r'href="([^"#]+)', html)) - {"data:,"} == {"index.html", "csv-metadata.json"}
    assert f'<html lang="{language}">' in html
