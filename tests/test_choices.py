"""What a parameter may be is said in one sentence, wherever it is given."""

from __future__ import annotations

import notebook_page
import pytest
from kernel_helpers import notebook
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import analysis as an
from analysis import cli, paths
from analysis.batch import grid
from analysis.batch import parameters as of_notebooks
from analysis.data import inventory, parameters, processed
from analysis.errors import AnalysisError, ParameterError
from analysis.lab.explorer import Explorer, WhatIf
from analysis.measures import grades
from analysis.measures.throughput import Assumptions
from analysis.vocabulary import labels

LEVELS = ("all", *inventory.level_codes())
SENTENCES = {
    ("level_code", "xyz"): f'level_code: "xyz" is not known. Choose one of: {", ".join(LEVELS)}.',
    ("level_code", "city_manged"): 'level_code: "city_manged" is not known. Nearest: city_managed.',
    ("source", "hanoi-2023-11-03"): 'source: "hanoi-2023-11-03" is not known. Nearest: hanoi-2023-11-04.',
    ("reading", "litteral"): 'reading: "litteral" is not known. Nearest: literal.',
    ("tolerance", "x"): "tolerance: 'x' is no float. Give a float such as 1.0.",
    ("tolerance", "0"): "tolerance: '0' is not above 0. Give a float such as 1.0.",
    ("admission_basis", "admited"): 'admission_basis: "admited" is not known. Nearest: admitted.',
    ("abroad_in_pool", "no"): "abroad_in_pool: 'no' is no bool. Give a bool such as False.",
    ("levels_disjoint", "yes"): "levels_disjoint: 'yes' is no bool. Give a bool such as False.",
}
OF_ASSUMPTIONS = {"reading", "tolerance", "admission_basis", "abroad_in_pool", "levels_disjoint"}
OF_THE_EXPLORER = {"level_code", "source", "reading", "tolerance"}


OF_NOTEBOOKS = [
    (name, parameter)
    for name in sorted({entry.notebook for entry in grid.entries().values()})
    for parameter in of_notebooks.declared(paths.NOTEBOOKS / f"{name}.ipynb")
]


def _refused(ask) -> str:
    with pytest.raises(ParameterError) as caught:
        ask()
    return str(caught.value)


@pytest.mark.parametrize(("name", "value"), SENTENCES)
def test_the_command_line_the_notebook_the_short_way_and_the_explorer_say_the_same(capsys, name, value):
    sentence = SENTENCES[name, value]
    assert cli.run(["report", "throughput_by_level", "-p", f"{name}={value}"]) == 2
    assert capsys.readouterr().err == sentence + "\n"
    assert _refused(lambda: parameters.check(**{name: value})) == sentence
    given = {"level" if name == "level_code" else name: value}
    assert _refused(lambda: an.throughput(**given)) == sentence.replace("level_code:", "level:")
    if name in OF_ASSUMPTIONS:
        assert _refused(lambda: Assumptions(**{name: value})) == sentence
    if name in OF_THE_EXPLORER:
        assert _refused(lambda: Explorer(**{name: value})) == sentence


@pytest.mark.parametrize(("notebook", "name"), OF_NOTEBOOKS)
def test_every_report_notebook_refuses_what_no_parameter_may_be_by_its_name(notebook, name):
    assert _refused(lambda: notebook_page.run(notebook, **{name: ["litteral"]})).startswith(f"{name}: ")


def test_grades_are_not_read_in_a_way_that_there_is_not():
    own = grades.of_class(processed.statements("hanoi-2023-11-04"), "hanoi-2023-11-04", "hanoi_class_2")
    for measure in (grades.distribution, grades.closings, grades.commendations):
        assert _refused(lambda measure=measure: measure(own, "litteral")) == SENTENCES["reading", "litteral"]


@pytest.mark.parametrize("name", sorted(parameters.KINDS))
def test_a_list_is_no_word(name):
    kind = type(parameters.KINDS[name].example).__name__
    assert _refused(lambda: parameters.check(**{name: ["all"]})).startswith(f"{name}: ['all'] is no {kind}. Give a ")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: processed.statements(["all"]), "source: ['all'] is no str. Give a str such as 'all'."),
        (lambda: processed.statements("hanoi"), 'source: "hanoi" is not known. Choose one of: all, '),
        (lambda: processed.statements(scope="program"), 'scope: "program" is not known. Nearest: programme.'),
        (lambda: processed.statement_table(5), "source: 5 is no str. Give a str such as 'all'."),
        (lambda: inventory.register_path("oula"), 'register: "oula" is not known. Nearest: oulad.'),
        (lambda: inventory.register_path(["oulad"]), "register: ['oulad'] is no str. Give a str such as "),
        (lambda: labels.word("grade.good", "english"), 'language: "english" is not known. Choose one of: vi, en.'),
        (lambda: labels.word("grade.good", ["vi"]), "language: \"['vi']\" is not known. Choose one of: vi, en."),
        (lambda: Explorer(report="grades"), 'report: "grades" is not known. '),
        (lambda: Explorer(levelcode="all"), 'parameter: "levelcode" is not known. Nearest: level_code.'),
        (lambda: WhatIf("gần 60%", 256, tolerance=0), "tolerance: 0 is not above 0. Give a float such as 1.0."),
        (lambda: parameters.check(levelcode="all"), 'parameter: "levelcode" is not known. Nearest: level_code.'),
    ],
)
def test_every_door_says_what_may_not_pass(ask, sentence):
    assert _refused(ask).startswith(sentence)


def test_a_text_that_spells_a_truth_is_that_truth():
    assert Assumptions(abroad_in_pool="false") == Assumptions(abroad_in_pool=False)


def test_all_the_faults_of_a_notebook_are_told_at_once_and_in_its_language():
    nb = notebook(
        "reading = 'litteral'\nabroad_in_pool = 'no'\nlanguage = 'vi'",
        "from analysis.data import parameters\n"
        "parameters.check(reading=reading, abroad_in_pool=abroad_in_pool, language=language)",
    )
    with pytest.raises(CellExecutionError):
        NotebookClient(nb, timeout=120, kernel_name="python3").execute()
    (shown,) = nb.cells[1].outputs
    assert "\n".join(shown.traceback).splitlines() == [
        'ParameterError: reading: không có "litteral". Gần nhất: literal.',
        "abroad_in_pool: 'no' không phải kiểu bool. Hãy cho một giá trị kiểu bool, chẳng hạn False.",
    ]
    assert shown.evalue.startswith('reading: "litteral" is not known.')


def test_what_if_answers_a_mistake_in_its_language():
    what_if = WhatIf("gan 60%", 256, language="vi")
    assert "Có phải ý là &#34;gần 60%&#34;?" in what_if.pane.value
    with pytest.raises(AnalysisError):
        _ = what_if.answer
