"""Edits flow: what is made of a frame follows a change of it, sentence, picture and table, and no other block does.

A notebook is added with its changes: each frame that it makes is changed once at least, and the sentences of each block
move once at least.
"""

from __future__ import annotations

import ast
from functools import cache

import flow_registers
import flow_sources
import matplotlib.pyplot as plt
import notebook_page
import pandas as pd
import pytest
from flow import changes, plain

FLOW = {**flow_sources.FLOW, **flow_registers.FLOW}
CASES = [(notebook, name) for notebook, edits in FLOW.items() for name in edits]


@cache
def told(notebook: str, name: str) -> tuple[dict[str, str], dict]:
    return changes(notebook, FLOW[notebook][name])


@pytest.mark.parametrize(("notebook", "name"), CASES)
def test_what_is_made_of_a_frame_follows_it_and_nothing_else_does(notebook, name):
    assert told(notebook, name)[0] == FLOW[notebook][name].changed


@pytest.mark.parametrize(("notebook", "name"), CASES)
def test_what_follows_a_changed_statement_is_marked_and_a_changed_measure_marks_nothing(notebook, name):
    changed, shown = told(notebook, name)
    left = {key for key, block in shown.items() if block is not None}
    marked = {key for key in left if shown[key].edited}
    if "checksum" in plain(notebook)[1][FLOW[notebook][name].frame]:
        assert marked >= changed.keys() & left
    else:
        assert marked == set()


def test_words_on_how_a_verdict_is_made_are_marked_as_the_figures_are():
    _, shown = told("bulletin_against_register", "a printed word")
    assert shown["reading"].edited == shown["figures"].edited != ()


@pytest.mark.parametrize("notebook", FLOW)
def test_each_frame_of_a_notebook_is_changed_and_each_block_follows_one(notebook):
    shown, variables = plain(notebook)
    frames = {name for name, value in variables.items() if isinstance(value, pd.DataFrame)}
    assert {change.frame for change in FLOW[notebook].values()} - {"about"} == frames
    moved = {name for change in FLOW[notebook].values() for name in change.changed}
    assert {name for name, block in shown.items() if block is not None} - moved == set()


@pytest.mark.parametrize("notebook", FLOW)
def test_each_chart_is_drawn_into_the_axes_that_it_is_given(notebook):
    _, variables = plain(notebook)
    calls = [
        node
        for _, source, _ in notebook_page.cells(notebook)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("charts.") and node.args
    ]
    assert calls != []
    for call in calls:
        figure, (left, right) = plt.subplots(1, 2)
        given = ast.keyword("ax", ast.Name("left", ast.Load()))
        drawing = ast.Expression(ast.Call(call.func, call.args, [*call.keywords, given]))
        made = eval(compile(ast.fix_missing_locations(drawing), ast.unparse(call), "eval"), {**variables, "left": left})  # noqa: S307
        assert made is left
        assert left.has_data()
        assert not right.has_data()
        plt.close(figure)
