"""Errors say what, where and how to mend; ten faults in full, the rest counted; in a notebook without a traceback."""

from __future__ import annotations

import pickle

import papermill
import pytest
from kernel_helpers import notebook
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from analysis.errors import AnalysisError, DataError, Fault, FigureError
from analysis.vocabulary import figures

ASK = "from analysis.vocabulary import figures\nfigures.parse('gan 60%')"
SAID = {
    "en": '"gan 60%" cannot be read: "gan 60" holds no number: "gan" is not a number word. Did you mean "gần 60%"?',
    "vi": 'không đọc được "gan 60%": "gan 60" không chứa số: "gan" không phải từ chỉ số. Có phải ý là "gần 60%"?',
}


def _failed(*cells: str):
    """The error output of the cell that ends a notebook in a stock kernel."""
    nb = notebook(*cells)
    with pytest.raises(CellExecutionError):
        NotebookClient(nb, timeout=120, kernel_name="python3").execute()
    return next(output for cell in nb.cells for output in cell.outputs if output.output_type == "error")


def test_ten_faults_in_full_and_the_rest_counted():
    told = str(DataError(Fault("x.csv", "is wrong.", row) for row in range(2, 15))).splitlines()
    assert len(told) == 11
    assert told[9] == "x.csv, row 11: is wrong."
    assert told[10] == "... and 3 more faults."


def test_one_fault_too_many_is_counted_in_the_singular():
    assert str(DataError([Fault("x.csv", "is wrong.")] * 11)).splitlines()[-1] == "... and 1 more fault."


@pytest.mark.parametrize("language", SAID)
def test_a_notebook_shows_the_sentence_alone_and_in_its_language(language):
    shown = _failed(f"language = {language!r}", ASK)
    assert shown.traceback == [f"FigureError: {SAID[language]}"]
    assert (shown.ename, shown.evalue) == ("FigureError", SAID["en"])


@pytest.mark.parametrize("language", ["", "language = 'xx'", "language = ['vi']"])
def test_a_notebook_without_a_language_that_there_is_shows_the_english_sentence(language):
    assert _failed(language or "1", ASK).traceback == [f"FigureError: {SAID['en']}"]


def test_an_answer_that_was_asked_for_in_a_language_fails_in_it():
    shown = _failed("language = 'vi'", "import analysis as an\nan.fits('gan 60%', 256, language='en')")
    assert shown.traceback == [f"FigureError: {SAID['en']}"]


def test_what_a_user_did_not_cause_keeps_its_traceback():
    shown = _failed("from analysis.errors import AnalysisError\ntry:\n    1 / 0\n"
                    "except ZeroDivisionError as error:\n    raise AnalysisError('no chart.') from error")  # fmt: skip
    assert "ZeroDivisionError: division by zero" in "\n".join(shown.traceback)


def test_papermill_says_the_sentence(tmp_path):
    source = tmp_path / "n.ipynb"
    papermill.iorw.write_ipynb(notebook("language = 'en'", ASK), str(source))
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        papermill.execute_notebook(str(source), str(tmp_path / "out.ipynb"), progress_bar=False)
    assert (caught.value.ename, caught.value.evalue) == ("FigureError", SAID["en"])
    assert str(caught.value).rstrip().endswith(SAID["en"])


def test_an_error_without_a_sentence_in_a_language_says_its_own():
    assert AnalysisError("no more room.").said("vi") == "no more room."


def test_an_error_that_comes_from_another_process_says_the_same():
    with pytest.raises(FigureError) as caught:
        figures.parse("gan 60%")
    came = pickle.loads(pickle.dumps(caught.value))
    assert (str(came), came.said("vi")) == (SAID["en"], SAID["vi"])
