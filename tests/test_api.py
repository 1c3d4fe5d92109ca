"""The short way for an analyst: names, orders of imports, answers, languages."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns
from kernel_helpers import notebook
from nbclient import NotebookClient

import analysis as an
from analysis.errors import AnalysisError
from analysis.lab import api
from analysis.lab.answers import Answer
from analysis.lab.frames import LabelledFrame


@pytest.fixture(autouse=True)
def _no_figure_is_left_open():
    yield
    plt.close("all")


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_imports_nothing_heavy():
    heavy = ("pandas", "matplotlib", "analysis.lab.api")
    assert _python(f"import analysis, sys; print([name for name in {heavy} if name in sys.modules])") == "[]"


def test_the_package_lists_its_functions_and_nothing_else():
    assert sorted(api.__all__) == dir(an)
    assert set(an.__all__) == {*api.__all__, "__version__"}


@pytest.mark.parametrize("use_jedi", [True, False])
def test_completion_in_a_notebook_offers_what_is_asked_for_and_nothing_else(use_jedi):
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.user_ns |= {"an": an, "a": an.fits("50%", 2)}
    shell.Completer.use_jedi = use_jedi
    with provisionalcompleter():
        offered = [
            {completion.text.lstrip(".") for completion in shell.Completer.completions(text, len(text))}
            for text in ("an.", "a.")
        ]
    assert offered == [set(api.__all__), {"chart", "frame", "headline", "html", "language", "table"}]


def test_a_function_shows_its_signature():
    assert list(inspect.signature(an.throughput).parameters)[:3] == ["level", "source", "reading"]


def test_an_attribute_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        an.nothing  # noqa: B018


def test_an_attribute_that_is_nearly_there_is_named():
    with pytest.raises(
        AttributeError, match=r"^module 'analysis' has no attribute 'trhoughput'. Nearest: throughput.$"
    ):
        an.trhoughput()


@pytest.mark.parametrize("name", sorted(set(api.__all__)))
def test_every_function_has_an_example(name):
    assert re.search(rf">>> .*an\.{name}\(", getattr(api, name).__doc__)


@pytest.mark.parametrize("name", sorted(set(api.__all__)))
def test_every_function_says_what_each_of_its_arguments_may_be(name):
    function = getattr(api, name)
    asked = set(inspect.signature(function).parameters) - {"language"}
    assert {argument for argument in asked if f"``{argument}``" not in function.__doc__} == set()


ANSWERS = {
    "throughput": lambda language: an.throughput("district_standing", language=language),
    "no persons": lambda language: an.throughput(source="hanoi-totals-2018-2022", language=language),
    "class": lambda language: an.grades("hanoi_class_2", language=language),
    "classes": lambda language: an.grades(language=language),
    "audit": lambda language: an.audit(language=language),
    "figure": lambda language: an.figure("hơn 1.000", language=language),
    "fits": lambda language: an.fits("trên 98%", 256, language=language),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_has_words_table_and_frame_with_the_same_numbers_in_both_languages(name):
    vi, en = (ANSWERS[name](language) for language in ("vi", "en"))
    assert isinstance(vi, Answer)
    assert vi.headline != en.headline
    assert isinstance(vi.table(), LabelledFrame)
    assert list(vi.table().columns) != list(en.table().columns)
    numbers = [answer.table().select_dtypes("number").to_numpy().tolist() for answer in (vi, en)]
    assert numbers[0] == numbers[1]
    assert list(vi.frame.columns) == list(en.frame.columns)
    assert vi.headline in repr(vi)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_frame_holds_plain_numbers_and_texts_and_is_written_as_it_is(name, tmp_path):
    frame = ANSWERS[name]("en").frame
    texts = [name for name in frame if frame[name].dtype == object]
    assert {type(value) for name in texts for value in frame[name].dropna()} <= {str}
    assert {str(kind) for kind in frame.dtypes} <= {"Int64", "float64", "bool", "str", "object"}
    frame.to_excel(tmp_path / "frame.xlsx", index=False)
    frame.to_csv(tmp_path / "frame.csv", index=False)
    assert list(pd.read_excel(tmp_path / "frame.xlsx", engine="calamine").columns) == list(frame.columns)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_number_of_a_frame_is_plotted_by_pandas_and_seaborn_without_a_cast(name):
    frame = ANSWERS[name]("en").frame
    for number in frame.select_dtypes(["Int64", "float64"]).dropna(axis="columns", how="all"):
        frame.plot(y=number)
        assert sns.barplot(frame, x=number, y=frame.columns[0]).get_xlabel() == number
        plt.close("all")


@pytest.mark.parametrize("name", ANSWERS)
def test_a_chart_is_drawn_into_the_axes_given_and_no_other(name):
    _, (left, right) = plt.subplots(1, 2)
    answer = ANSWERS[name]("en")
    assert answer.chart(ax=right) is right
    assert right.has_data()
    assert not left.has_data()
    assert answer.chart().figure is not right.figure


def test_a_chart_shows_the_frame_as_it_is_now_in_words_of_its_language():
    answer = an.fits("gần 60%", 256, language="en")
    assert _ends(answer.chart()) == {153.0}
    answer.frame.loc[answer.frame["count"] > 150, "count"] = pd.NA
    axes = answer.chart()
    assert _ends(axes) == {150.0}
    assert axes.get_xlabel() == "number"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["literal", "by convention"]


def _ends(axes) -> set[float]:
    """The greatest number that the bars of each reading reach."""
    ends = {}
    for bar in axes.patches:
        ends[round(bar.get_y(), 1)] = max(ends.get(round(bar.get_y(), 1), 0), bar.get_x() + bar.get_width())
    return set(ends.values())


def test_a_chart_of_its_own_leaves_the_settings_of_the_notebook_as_they_are():
    before = dict(plt.rcParams)
    an.figure("gần 60%").chart()
    assert dict(plt.rcParams) == before


def test_a_chart_in_a_notebook_is_shown_and_so_are_those_after_it():
    nb = notebook(
        "import analysis as an\naxes = an.figure('gần 60%').chart()",
        "import seaborn as sns\naxes = sns.barplot(an.figure('gần 60%').frame, x='high', y='reading')",
    )
    NotebookClient(nb, timeout=120, kernel_name="python3").execute()
    assert ["image/png" in output.get("data", {}) for cell in nb.cells for output in cell.outputs] == [True, True]


def test_a_total_that_nothing_fits_is_an_empty_frame_and_an_empty_chart():
    answer = an.fits("33,3%", 256, language="en")
    assert answer.frame.empty
    assert answer.chart().get_xlim() == (0.0, 256.0)


def test_an_answer_shows_headline_drawing_and_table():
    shown = an.fits("trên 98%", 256, language="en")._repr_mimebundle_()
    html = shown["text/html"]
    assert [part in html for part in ("251–256", "<img", 'type="search"', "<script", "http")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert shown["text/plain"].startswith("“trên 98%” of 256 fits 251–256")


def test_the_same_question_gives_the_same_bytes():
    assert an.fits("50%", 2).html() == an.fits("50%", 2).html()


def test_a_language_holds_until_it_is_changed():
    try:
        assert an.language("en") == "en"
        assert an.figure("60%").language == "en"
        assert an.figure("60%", language="vi").language == "vi"
    finally:
        an.language("vi")
    assert an.language() == "vi"


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: an.language("xx"), 'language: "xx" is not known. Choose one of: vi, en.'),
        (lambda: an.throughput("city_manged"), 'level: "city_manged" is not known. Nearest: city_managed.'),
        (lambda: an.throughput(reading="litteral"), 'reading: "litteral" is not known. Nearest: literal.'),
        (lambda: an.throughput(tolerance="x"), "tolerance: 'x' is no float. Give a float such as 1.0."),
        (lambda: an.throughput(abroad_in_pool="no"), "abroad_in_pool: 'no' is no bool. Give a bool such as False."),
        (lambda: an.throughput(["all"]), "level: ['all'] is no str. Give a str such as 'all'."),
        (lambda: an.grades("hanoi_class_3"), 'class_code: "hanoi_class_3" is not known. Nearest: hanoi_class_2.'),
        (lambda: an.grades(reading="litteral"), 'reading: "litteral" is not known. Nearest: literal.'),
        (lambda: an.grades(tolerance=0), "tolerance: 0 is not above 0. Give a float such as 1.0."),
        (lambda: an.fits("gan 60%", 256), 'Did you mean "gần 60%"?'),
        (lambda: an.figure("1,000"), '"1,000"'),
        (lambda: an.fits("50%", -1), "total is -1"),
        (lambda: an.audit("nowhere"), 'source: "nowhere" is not known.'),
    ],
)
def test_a_mistake_is_named_with_what_is_near(ask, sentence):
    with pytest.raises(AnalysisError) as caught:
        ask()
    assert sentence in str(caught.value)


def test_an_error_is_said_in_the_language_that_was_asked_for():
    with pytest.raises(AnalysisError) as caught:
        an.audit("nowhere", language="vi")
    assert caught.value.language == "vi"
    assert caught.value.said("vi").startswith('source: không có "nowhere".')


def test_a_level_with_one_number_shows_the_table_of_what_is_printed():
    answer = an.throughput("district_secretary", source="hanoi-2023-11-04", language="en")
    assert answer.table().iloc[0].to_list() == [
        "Trained", "197", 197, 197, "paragraph 4", "…197 cán bộ nguồn quy hoạch chức danh bí thư…"
    ]  # fmt: skip
