"""The short way for an analyst: names, orders of imports, answers, languages."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pandas as pd
import pytest

import analysis as an
from analysis.errors import AnalysisError
from analysis.lab import api
from analysis.lab.answers import Answer
from analysis.lab.frames import LabelledFrame


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_imports_nothing_heavy():
    heavy = ("pandas", "matplotlib", "analysis.lab.api")
    assert _python(f"import analysis, sys; print([name for name in {heavy} if name in sys.modules])") == "[]"


def test_completion_offers_every_function():
    assert set(api.__all__) <= set(dir(an))
    assert set(an.__all__) == {*api.__all__, "__version__"}


def test_completion_in_a_notebook_offers_every_function():
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.user_ns["an"] = an
    with provisionalcompleter():
        offered = {completion.text.lstrip(".") for completion in shell.Completer.completions("an.", 3)}
    assert set(api.__all__) - {text.removeprefix("an.") for text in offered} == set()


def test_a_callable_module_shows_the_signature_of_its_function():
    assert list(inspect.signature(an.throughput).parameters)[:3] == ["level", "source", "reading"]


def test_an_attribute_that_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        an.nothing  # noqa: B018


@pytest.mark.parametrize("name", sorted(set(api.__all__)))
def test_every_function_has_an_example(name):
    assert re.search(rf">>> .*an\.{name}\(", getattr(api, name).__doc__)


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
def test_an_answer_has_words_chart_table_frame_and_blocks_with_the_same_numbers_in_both_languages(name):
    vi, en = (ANSWERS[name](language) for language in ("vi", "en"))
    assert isinstance(vi, Answer)
    assert vi.headline != en.headline
    assert (vi.chart() is None) == (name == "audit")
    assert vi.chart() is None or vi.chart().language == "vi"
    assert isinstance(vi.table(), LabelledFrame)
    assert list(vi.table().columns) != list(en.table().columns)
    numbers = [answer.table().select_dtypes("number").to_numpy().tolist() for answer in (vi, en)]
    assert numbers[0] == numbers[1]
    assert isinstance(vi.frame, pd.DataFrame)
    assert vi.blocks()
    assert vi.headline in repr(vi)


def test_an_answer_shows_headline_drawing_and_table():
    shown = an.fits("trên 98%", 256, language="en")._repr_mimebundle_()
    html = shown["text/html"]
    assert [part in html for part in ("251–256", "<svg", 'type="search"', "<script", "http")] == [
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
        (lambda: an.figure("1,000"), '"1,000"'),
        (lambda: an.fits("50%", -1), "total is -1"),
        (lambda: an.audit("nowhere"), 'source: no source is called "nowhere"'),
    ],
)
def test_a_mistake_is_named_with_what_is_near(ask, sentence):
    with pytest.raises(AnalysisError) as caught:
        ask()
    assert sentence in str(caught.value)


def test_a_level_with_one_number_has_no_chart_and_the_table_of_what_is_printed():
    answer = an.throughput("district_secretary", source="hanoi-2023-11-04", language="en")
    assert answer.chart() is None
    assert answer.table().iloc[0].to_list() == [
        "Trained", "197", 197, 197, "paragraph 4", "…197 cán bộ nguồn quy hoạch chức danh bí thư…"
    ]  # fmt: skip
