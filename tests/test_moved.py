"""Old names of modules: an import of one is a sentence with the new one, which is there."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from analysis.lab.moved import MOVED


@pytest.mark.parametrize("name", MOVED)
def test_an_old_name_says_the_new_one(name):
    with pytest.raises(ImportError) as caught:
        import_module(f"analysis.{name}")
    assert str(caught.value) == f"analysis.{name} has moved: import analysis.{MOVED[name]}."
    assert find_spec(f"analysis.{MOVED[name]}") is not None


@pytest.mark.parametrize(
    "line, says",
    [
        ("from analysis import labels", "analysis.labels has moved: import analysis.vocabulary.labels."),
        (
            "from analysis.reports import throughput",
            "analysis.reports.throughput has moved: import analysis.reports.throughput_by_level.",
        ),
        ("from analysis.explorer import Explorer", "analysis.explorer has moved: import analysis.lab.explorer."),
    ],
)
def test_every_way_to_import_says_it(line, says):
    with pytest.raises(ImportError) as caught:
        exec(line)
    assert str(caught.value) == says


def test_a_name_that_never_was_is_as_python_says():
    with pytest.raises(ModuleNotFoundError, match="^No module named 'analysis.nothing'$"):
        import_module("analysis.nothing")
