"""Faults 20 to 23: what is printed is ambiguous, contradicts itself, fits nothing, or is not what was quoted."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup
from statement_files import ROW, SHARE, put

from analysis import paths
from analysis.vocabulary import figures

# As printed -> least and greatest value that the words allow.
READ = {
    "hơn 98,5%": (Fraction(197, 2), 100),
    "98.5%": (Fraction(9845, 100), Fraction(9860, 100)),  # rounded, or cut off
    "60-65%": (60, 65),
    "1.000": (1000, 1000),
    "một nghìn": (1000, 1000),
    "2/3 học viên": (Fraction(200, 3), Fraction(200, 3)),
}


def _share(code: str, grade: str, printed: str) -> dict[str, str]:
    return SHARE | {"statement_code": code, "grade_code": grade, "printed": printed}


@pytest.mark.fault(
    20,
    'printed figures "hơn 98,5%", "98.5%", "1.000", "1,000", "một nghìn", "60-65%", "2/3 học viên"',
    'read with their bounds, or refused with the row; "1,000" is asked, not guessed',
)
def test_figures_as_they_are_printed(office, tmp_path):
    for printed, ends in READ.items():
        bounds = figures.parse(printed).bounds("literal")
        assert (bounds.low, bounds.high) == ends
        row = ROW | {"printed": printed} if max(ends) >= 1000 else _share("g", "good", printed)
        told = office.run("check", put(tmp_path, ROW, row | {"statement_code": "other"}))
        assert (told.code, told.out.endswith("No fault found.\n")) == (0, True)
    for printed in ("1,000", "hơn 100%", "65-60%"):
        told = office.run("check", put(tmp_path, ROW | {"printed": printed}))
        assert (told.code, told.out) == (2, "")
        assert f'x.csv, row 2, column printed: "{printed}" ' in told.err
    assert (
        "is ambiguous: 1000, or 1 with three decimals"
        in office.run("check", put(tmp_path, ROW | {"printed": "1,000"})).err
    )
    assert office.states() == {}


@pytest.mark.fault(
    21,
    "good or better under 98 %, very good or better 99 %",
    "a contradiction that names both statements, exit code 3; the report is made, with a banner",
)
def test_two_figures_that_contradict_each_other(office, tmp_path):
    (own := tmp_path / "own").mkdir()
    rows = [ROW, _share("g", "good", "dưới 98%"), _share("v", "very_good", "99%")]
    path = put(own, *(row | {"class_code": "lop-2"} for row in rows))
    told = office.run("audit", path, "--format", "json")
    verdicts = {entry["statement_code"]: entry["verdict"] for entry in json.loads(told.out)}
    assert (told.code, verdicts) == (3, {"n": "consistent", "g": "inconsistent", "v": "inconsistent"})
    office.take("grade_distribution", class_code=["lop-2"])
    told = office.report("grade_distribution", "--data", own)
    output = "grade_distribution/lop-2.en.html"
    assert (told.code, office.states()) == (0, {output: "made"})
    page = BeautifulSoup((office.folder / output).read_text(encoding="utf-8"), "html.parser")
    (banner,) = page.find_all(class_="banner")
    assert "under 98%" in banner.get_text()  # words that were not seen stand in the language of the page
    assert "99%" in banner.get_text()


@pytest.mark.fault(22, "33,3 % of 256", "no whole number fits: said, with the neighbours, exit code 3")
def test_a_share_that_no_count_gives(office, tmp_path):
    told = office.run("audit", put(tmp_path, ROW, _share("g", "good", "33,3%")))
    assert told.code == 3
    assert "No whole number of 256 is 33.3%: 85 is 33.2%, 86 is 33.6%." in told.out
    assert office.states() == {}


@pytest.mark.fault(23, "the quoted words changed in the text", "check fails: the quote does not stand in it")
def test_a_quote_that_does_not_stand_in_the_text(office, tmp_path):
    path = put(tmp_path, ROW | {"quote": "256 học viên", "locator": "p1"})
    text = tmp_path / "a.txt"
    text.write_text("Bế giảng\n255 học viên hoàn thành.\n", encoding="utf-8")
    told = office.run("check", path, "--text", text)
    assert (told.code, told.out, office.states()) == (2, "", {})
    assert 'row 2, column quote: "256 học viên" does not stand in' in told.err
    assert "Copy the words from it, or leave the quote empty." in told.err


CHANGED = """from analysis.data import processed
from analysis.pages import show
from analysis.reports.throughput_by_level import footer
statements = processed.statements("hanoi-2023-11-04")
{}
show(footer(Title(language, "A report", "It stood before."), statements, statements, language))"""
CHANGES = {
    "filter": 'statements = statements[statements["level_code"] != ""]',
    "word": 'statements.loc[0, "printed"] = "hơn 90"',
    "base": 'statements.loc[1, "base"] = "city_managed"',
    "row": "statements.loc[len(statements)] = dict.fromkeys(statements, '')",
}


@pytest.mark.fault(
    32,
    "a notebook whose cells change a printed word, a base or a row",
    "the report fails and names the rows; nothing is written, exit code 1; a filter is no change",
)
def test_a_notebook_that_changes_what_was_printed(office):
    for name, change in CHANGES.items():
        office.add(name, CHANGED.format(change))
    told = office.report(*CHANGES)
    rows = {
        "word": "hanoi-2023-11-04/city_committee_in_country: hơn 90",
        "base": "hanoi-2023-11-04/city_committee_abroad: 40",
        "row": "/: ",
    }
    assert told.code == 1
    assert {name: row for name, row in rows.items() if _refusal(office, name, row) not in told.out} == {}
    assert office.states() == {f"{name}/all.en.html": "failed" if name in rows else "made" for name in CHANGES}
    assert office.files() == {"filter/all.en.html"}


def _refusal(office, name: str, row: str) -> str:
    return (
        f"FAILED {name}/all.en.html: {name} rests on statements that {office.notebooks / name}.ipynb changes: {row}. "
        f"Correct them in {paths.shown(paths.statements())}, or take the change out of the notebook. A change of your "
        "own shows, marked, where you run the notebook yourself, in JupyterLab or by papermill.\n"
    )
