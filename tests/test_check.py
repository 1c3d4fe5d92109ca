"""``check`` looks at everything that people write, and finds quotes in the article."""

from __future__ import annotations

import hashlib
import shutil

import frozen
import pytest
from statement_files import ROW, SIDECAR, put

from analysis import paths
from analysis.batch.check import check
from analysis.data import sidecars
from analysis.errors import DataError
from analysis.vocabulary import check as reference_tables
from analysis.vocabulary import labels

HANOI = frozen.STATEMENTS / "hanoi-2023-11-04.csv"


def _faults(*places, text=None) -> list[str]:
    with pytest.raises(DataError) as caught:
        check(places, text)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.usefixtures("living_data")
def test_the_repository_has_no_fault():
    assert check()[-1] == "reference tables, labels, reports.yml, notebooks"


def test_every_quote_of_the_bulletin_stands_in_the_article(shared):
    assert check([HANOI], shared / "bulletins" / "hanoi-2023-11-04.txt")[-1].startswith("quotes, in ")


def test_the_source_of_a_text_is_found_by_its_hash(shared):
    assert check(text=shared / "bulletins" / "hanoi-2023-11-04.txt")[-1].startswith("quotes, in ")


def test_a_text_that_no_source_transcribes_is_refused(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("nothing", encoding="utf-8")
    assert _faults(text=text) == [f"{text}: is the text of no source: no sidecar has its hash as text_sha256."]


@pytest.fixture
def article(tmp_path):
    text = tmp_path / "a.txt"
    text.write_bytes("Bế giảng lớp\n\nChúc mừng 256  ho\u0323c viên\nđã hoàn thành\n".encode())
    return text


def _quoting(tmp_path, quote, locator=""):
    return put(tmp_path, ROW | {"quote": quote, "locator": locator})


def test_a_quote_is_found_in_nfd_text_with_runs_of_white_space(tmp_path, article):
    assert check([_quoting(tmp_path, "256 học viên", "p1")], article)[-1].endswith("a.txt")


def test_a_quote_may_run_over_a_line_end(tmp_path, article):
    assert check([_quoting(tmp_path, "học viên đã hoàn thành")], article)[-1].endswith("a.txt")


def test_changed_words_are_not_found(tmp_path, article):
    path = _quoting(tmp_path, "255 học viên")
    assert _faults(path, text=article) == [
        f'{path}, row 2, column quote: "255 học viên" does not stand in a.txt. '
        "Copy the words from it, or leave the quote empty."
    ]


def test_a_wrong_locator_is_named(tmp_path, article):
    path = _quoting(tmp_path, "256 học viên", "p2")
    assert _faults(path, text=article) == [
        f'{path}, row 2, column quote: "256 học viên" stands in p1 of a.txt, not in p2. Correct the locator.'
    ]


def test_the_hash_of_another_text_is_a_fault(tmp_path, article):
    path = put(tmp_path, ROW, sidecar=SIDECAR + f"text_sha256: {'0' * 64}\n")
    assert _faults(path, text=article) == [
        f"{tmp_path / 'x.source.yml'}, column text_sha256: is not that of a.txt ({sidecars.sha256(article)}). "
        "The article at hand is another, or was changed."
    ]


def test_bands_that_gape_are_a_fault(monkeypatch):
    from analysis.vocabulary import reference

    rows = [row for row in reference.rows("scales") if row["grade_code"] != "good"]
    monkeypatch.setattr(reference, "rows", lambda name: rows if name == "scales" else [])
    reference.scales.cache_clear()
    try:
        told = [str(fault) for fault in reference_tables._band_faults()]
    finally:
        monkeypatch.undo()
        reference.scales.cache_clear()
    assert told[0] == (
        "reference/scales.csv, column low: moet_25_2006: very_good and fairly_good meet or gape at 7. "
        "Let one begin where the other ends."
    )


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """A copy of the reference tables in the place of those of the package."""
    folder = shutil.copytree(paths.REFERENCE, tmp_path / "reference")
    monkeypatch.setattr(paths, "REFERENCE", folder)
    return folder


def _add(table, row):
    with table.open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def test_each_label_and_the_tier_that_a_new_level_lacks_are_named(tables):
    _add(tables / "levels.csv", "ward_standing,6,,,,observed,somebody,")
    assert [str(fault) for fault in (*reference_tables.reference_faults(), *reference_tables.label_faults())] == [
        'reference/form_10_levels.csv, column level_code: the level "ward_standing" is missing. Add a row with its '
        "tier: province, district or commune.",
        'reference/labels.csv, column key: the key "level.ward_standing" is missing. Add a row.',
        'reference/labels.csv, column key: the key "level_short.ward_standing" is missing. Add a row.',
    ]


NEW_ROWS = {
    "grades": ("merit,8,", ["grade.merit", "graded.merit", "graded.merit_up", "quantity.merit", "quantity.merit_up"]),
    "scales": ("new,x,,good,5,10,true,true,x,official", ["scale.new"]),
    "ordinal_scales": ("new,x,good;fail,x,observed", ["scale.new"]),
    "units": ("hour,7,giờ", ["unit.hour"]),
    "form_10_lines": ("new,training,9,law,,country", ["form_10.law"]),
}


@pytest.mark.parametrize("table", NEW_ROWS)
def test_each_label_that_a_new_row_lacks_is_named(tables, table):
    row, keys = NEW_ROWS[table]
    _add(tables / f"{table}.csv", row)
    assert [str(fault) for fault in reference_tables.label_faults()] == [
        f'reference/labels.csv, column key: the key "{key}" is missing. Add a row.' for key in keys
    ]


def test_the_column_and_the_prose_that_a_new_language_lacks_are_named(tables, monkeypatch):
    monkeypatch.setattr(labels, "languages", lambda: ("vi", "en", "xx"))
    assert [str(fault) for fault in reference_tables.label_faults()] == [
        "reference/labels.csv, row 1, column xx: is missing. Add it to the heading, and its words to every row.",
        "reference/prose.xx.yml: is missing. Copy that of another language and translate it.",
    ]


def test_the_words_that_a_new_report_lacks_are_named(tmp_path, monkeypatch):
    shutil.copy(paths.NOTEBOOKS / "_template.ipynb", tmp_path / "my_report.ipynb")
    _add(tmp_path / "reports.yml", "mine:\n  notebook: my_report\n  parameters: {source: hanoi-2023-11-04}")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    with pytest.raises(DataError) as caught:
        check()
    method = 'the key "my_report.method" is missing. Add the sentences on how the report makes its numbers.'
    assert [str(fault) for fault in caught.value.faults] == [
        'reference/labels.csv, column key: the key "report.mine" is missing. Add a row with the name of the report.',
        f"reference/prose.vi.yml: {method}",
        f"reference/prose.en.yml: {method}",
    ]


@pytest.mark.parametrize("end, mark", [("\n", ""), ("\r\n", ""), ("\r\n", "\ufeff")])
def test_an_article_is_the_same_text_however_its_lines_end(tmp_path, end, mark):
    words = "Bế giảng lớp\n\nChúc mừng 256 học viên\n"
    (text := tmp_path / "a.txt").write_bytes((mark + words.replace("\n", end)).encode())
    hashed = f"text_sha256: {hashlib.sha256(words.encode()).hexdigest()}\n"
    path = put(tmp_path, ROW | {"quote": "256 học viên", "locator": "p1"}, sidecar=SIDECAR + hashed)
    assert check([path], text)[-1] == f"quotes, in {text}"
