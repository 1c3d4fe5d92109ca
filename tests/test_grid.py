"""The grid: which reports there are, and names that cannot leave the output folder or meet."""

from __future__ import annotations

import shutil

import pytest
import yaml
from statement_files import ROW, SHARE, put

from analysis import paths
from analysis.batch import grid, parameters
from analysis.cli import reports
from analysis.errors import DataError, ParameterError
from analysis.pages.site import Site


def test_every_report_comes_in_both_languages():
    outputs = [job.output for job in grid.jobs()]
    assert {output.replace(".vi.", ".en.") for output in outputs if ".vi." in output} == {
        output for output in outputs if ".en." in output
    }


def test_throughput_has_a_page_for_every_level_and_all():
    found = [job.parameters["level_code"] for job in grid.jobs(["throughput_by_level"], language="en")]
    assert found == [
        "all", "city_committee", "city_managed", "district_secretary", "district_standing", "commune_secretary",
    ]  # fmt: skip


def test_grades_have_a_page_for_every_class_with_grades_and_all():
    found = [job.parameters["class_code"] for job in grid.jobs(["grade_distribution"], language="en")]
    assert len(found) == 13
    assert found[:2] == ["all", "hanoi_class_2"]


def test_a_parameter_that_the_notebook_declares_and_the_file_does_not_state_is_named(tmp_path, monkeypatch):
    told = yaml.safe_load(paths.GRID.read_text(encoding="utf-8"))
    for name in ("source", "tolerance", "abroad_in_pool"):
        del told["throughput_by_level"]["parameters"][name]
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    paths.GRID.write_text(yaml.safe_dump(told), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        grid.jobs()
    lines = {"source": "source: hanoi-2023-11-04", "tolerance": "tolerance: 1.0",
             "abroad_in_pool": "abroad_in_pool: false"}  # fmt: skip
    assert [str(fault) for fault in caught.value.faults] == [
        f"{paths.GRID}, column throughput_by_level: states no {name}. "
        f"Write {line} under its parameters, as the notebook does."
        for name, line in lines.items()
    ]
    assert len(grid.jobs(["publication_audit"])) == 2


def test_a_notebook_that_is_saved_with_other_parameters_changes_no_job(tmp_path, monkeypatch):
    usual = grid.jobs(["throughput_by_level"])
    place = shutil.copytree(paths.NOTEBOOKS, tmp_path / "notebooks") / "throughput_by_level.ipynb"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace('reading = \\"literal\\"', 'reading = \\"conventional\\"'), encoding="utf-8")
    monkeypatch.setattr(paths, "NOTEBOOKS", place.parent)
    assert parameters.declared(place)["reading"].default == "conventional"
    told = [job.parameters | {"output": job.output} for job in grid.jobs(["throughput_by_level"])]
    assert told == [job.parameters | {"output": job.output} for job in usual]


def test_a_source_of_the_file_that_there_is_not_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv(paths.STATEMENTS_VARIABLE)
    text = paths.GRID.read_text(encoding="utf-8")
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    paths.GRID.write_text(text.replace("source: hanoi-2023-11-04", "source: hanoi-2023-11-40"), encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        grid.jobs(["throughput_by_level"])
    assert str(caught.value) == 'source: "hanoi-2023-11-40" is not known. Nearest: hanoi-2023-11-04.'


def test_a_job_carries_every_declared_parameter():
    job = grid.jobs(["throughput_by_level"], language="vi")[0]
    assert job.notebook == "notebooks/throughput_by_level.ipynb"
    assert job.output == "throughput_by_level/all.vi.html"
    assert job.parameters["source"] == "hanoi-2023-11-04"
    assert job.parameters["language"] == "vi"


def test_a_parameter_that_differs_from_the_usual_is_in_the_name():
    job = grid.jobs(["throughput_by_level"], {"reading": "conventional", "level_code": "all"}, "vi")[0]
    assert job.output == "throughput_by_level/all.reading-conventional.vi.html"


def test_one_value_given_makes_one_page():
    assert len(grid.jobs(["grade_distribution"], {"class_code": "phuoc_son"}, "en")) == 1


def test_an_unknown_report_is_refused_with_the_nearest():
    with pytest.raises(ParameterError) as caught:
        grid.jobs(["grade_distributions"])
    assert str(caught.value) == 'no report is called "grade_distributions". Nearest: grade_distribution.'


def test_own_data_are_analysed_whole(own_folder):
    put(own_folder, ROW | {"class_code": "c"}, SHARE | {"class_code": "c"}, name="mine")
    found = grid.jobs(language="en")
    assert {job.parameters["source"] for job in found if "source" in job.parameters} == {"all"}
    assert [job.parameters["class_code"] for job in found if job.id == "grade_distribution"] == ["all", "c"]


def test_codes_that_look_alike_get_names_of_their_own():
    names = [grid.safe_name(code) for code in ("Class", "class", "CLASS", "class ", "con", "CON")]
    assert len(set(names)) == len(names)


GRIDS = {
    "unknown key": ("x:\n  notebok: throughput_by_level\n", "x.notebok"),
    "no notebook": ("x:\n  notebook: nothing\n", "there is no notebook nothing."),
    "unsafe id": ("../x:\n  notebook: throughput_by_level\n", "cannot be the name of a folder"),
}


@pytest.mark.parametrize("case", GRIDS)
def test_a_bad_grid_is_refused(tmp_path, case):
    text, part = GRIDS[case]
    path = tmp_path / "reports.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        grid.entries(path)
    assert part in str(caught.value)


def test_a_register_of_the_grid_gives_way_to_own_registers(tmp_path, monkeypatch):
    place = tmp_path / "own.csv"
    place.write_text("x", encoding="utf-8")
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(place))
    assert {job.parameters["register"] for job in grid.jobs(["class_comparison"])} == {"own"}


@pytest.mark.parametrize("data, register, expected", [(True, False, {False}), (False, True, {True})])
def test_own_data_alone_ask_only_for_the_reports_that_read_them(tmp_path, data, register, expected):
    found = reports.asked([], [], "en", tmp_path if data else None, tmp_path if register else None)
    assert {"register" in job.parameters for job in found} == expected


def test_two_languages_are_refused():
    with pytest.raises(ParameterError) as caught:
        grid.jobs(["throughput_by_level"], {"language": "klingon"}, "en")
    assert str(caught.value) == 'the language is given twice, "klingon" and "en". Name one.'


SITE = 'maker: {en: The school, vi: Trường}\naddress: "https://example.org/reports/"\n'


def test_the_maker_and_the_address_are_no_reports(tmp_path, monkeypatch):
    text = paths.GRID.read_text(encoding="utf-8")
    usual = grid.jobs()
    monkeypatch.setattr(paths, "GRID", tmp_path / "reports.yml")
    paths.GRID.write_text(SITE + text, encoding="utf-8")
    assert grid.jobs() == usual
    told = grid.site()
    assert [told.made_by("vi"), told.made_by("en")] == ["Trường", "The school"]
    assert told.url("form_10/x.en.html") == "https://example.org/reports/form_10/x.en.html"
    assert (Site().made_by("en"), Site().url("x.html")) == ("", "")


WRONG = {
    "maker: 5": "maker: must be a text of one line. Write a name in quotes, or take the line out.",
    "maker: {}": "maker: names nobody. Write a name, or take the line out.",
    "maker: {fr: x}": "maker.fr: there is no such language. Choose one of: vi, en.",
    'maker: {en: " "}': "maker.en: must be a text of one line. Write a name in quotes, or take the line out.",
    "address: 'javascript:alert(1)'": "address",
    "address: 'ftp://example.org'": "address",
    "address: 'https://['": "address",
    "address: 'https://example.org/?q'": "address",
    "address: ['https://example.org']": "address",
    "address: 'https://example.org/#a'": "address",
    "address: 'https://name:secret@example.org/'": "address",
    "address: 'https://example.org:port/'": "address",
    "address: 'https://example.org:99999/'": "address",
    "address: 'https://example.org/<b>'": "address",
    "makers: x": "makers: names no notebook. Write notebook: and its name.",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_maker_or_an_address_that_is_none_is_refused(tmp_path, line):
    path = tmp_path / "reports.yml"
    path.write_text(line, encoding="utf-8")
    expected = WRONG[line]
    if expected == "address":
        expected = "address: must be where the folder of reports will stand, such as https://example.org/reports."
    column, _, sentence = expected.partition(": ")
    for asked in (grid.site, grid.entries):
        with pytest.raises(DataError) as caught:
            asked(path)
        assert [str(fault) for fault in caught.value.faults] == [f"{path}, column {column}: {sentence}"]
