"""Fault 31: a block that cannot be shown, or that a notebook promises and does not show."""

from __future__ import annotations

import pytest
from conftest import PARAMETERS, TITLE, write_notebook

from analysis.batch import record

BLOCKS = """from functools import partial
from IPython.display import clear_output
from analysis.pages.blocks import ChartBlock, TableBlock
from analysis.charts.theme import canvas
from analysis.charts.marks import put
from analysis.pages.tables import Column, ReportTable
from analysis.pages import show

def draw(refused, error, narrow):
    if narrow in refused:
        raise error("no room")
    figure, (panel,) = canvas(200, 60)
    if refused != ("empty",):
        put(panel, 20, 20, "1")
    return figure

def table(cell=1):
    return ReportTable("Counts", (Column("count", "Count", "count"),), ((cell,),))

words = dict(key="counts", language=language, headline="Counted", subtitle="All of them", sources=("A source.",))
def chart(*refused, error=ValueError):
    return ChartBlock(**words, table=table(), draw=partial(draw, refused, error), alt="A chart: 1.")"""
NO_ROOM = "chart counts cannot be shown: ValueError: no room"
NOT_DONE = "chart counts cannot be shown: NotImplementedError: no room"
NOTHING = "chart counts cannot be shown: ValueError: the drawing is empty; show(None) where there is nothing to draw"
NO_NUMBER = "table counts cannot be shown: ValueError: Invalid literal for Fraction: 'many'"
# A cell that raises while it shows a block -> what is said of it.
RAISING = {
    "narrow": ("show(chart(True))", NO_ROOM),
    "wide": ("show(chart(False))", NO_ROOM),
    "undone": ("show(chart(True, error=NotImplementedError))", NOT_DONE),
    "last": ("chart(True)", NO_ROOM),
    "last_undone": ("chart(True, error=NotImplementedError)", NOT_DONE),
    "empty": ('show(chart("empty"))', NOTHING),
    "displayed": ("display(chart(True))", NO_ROOM),
    "table": ("show(TableBlock(**words, table=table('many')))", NO_NUMBER),
}
# A cell that lets a block go -> its line, how many blocks it leaves, how many it promises.
LETTING_GO = {
    "caught": ("try:\n    show(chart(True))\nexcept Exception:\n    pass", "show(chart(True))", 0, 1),
    "made_badly": ("try:\n    show(chart(1, mistake=2))\nexcept TypeError: pass", "show(chart(1, mistake=2))", 0, 1),
    "passed_over": ("if years > 2:\n    show(chart())", "show(chart())", 0, 1),
    "cleared": ("show(chart())\nshow(None)\nclear_output()\nshow(None)", "show(chart())", 1, 3),
    "captured": ("%%capture\nshow(chart())", "show(chart())", 0, 1),
}
BROKEN = (
    'all.en: the cell with "{}" shows {} of {} blocks asked for with show(). Let an error end it, clear no output, '
    "and call show(None) where there is nothing to show."
)


@pytest.mark.fault(
    31,
    "a block that raises while it is drawn or written, however it is shown; one that is caught, cleared or left out",
    "the report fails and names the block, or the cell that promises it; nothing is written, exit code 1",
)
def test_a_block_that_does_not_arrive(office):
    expected = {
        name: f"{office.notebooks / name}.ipynb, cell 4 ({cell}), raised BlockFailed: {says}"
        for name, (cell, says) in RAISING.items()
    } | {name: BROKEN.format(*says) for name, (_, *says) in LETTING_GO.items()}
    for name in expected:
        office.add(name, BLOCKS, "show(chart())", "show(None)")
    assert office.report(*expected).code == 0
    stood = {name: (office.folder / name).read_bytes() for name in office.files()}
    assert {f"{name}/all.en.{end}" for name in expected for end in ("html", "counts.svg")} < stood.keys()
    for name, (cell, *_) in {**RAISING, **LETTING_GO}.items():
        write_notebook(office.notebooks / f"{name}.ipynb", PARAMETERS, TITLE, BLOCKS, cell)
    told = office.report(*expected, "--force")
    assert told.code == 1
    states = record.read(office.folder).states
    assert expected == {name: states[f"{name}/all.en.html"].last.get("message") for name in expected}
    assert [name for name, says in expected.items() if f"FAILED {name}/all.en.html: {says}\n" not in told.out] == []
    assert office.states() == {f"{name}/all.en.html": "failed" for name in expected}
    assert {name: (office.folder / name).read_bytes() for name in office.files()} == stood
