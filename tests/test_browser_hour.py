"""The first hour of docs/first-hour.md, typed word for word into JupyterLab in a browser; its quotes are then there."""

from __future__ import annotations

import re
import shutil

import notebook_lab
import pytest

from analysis import paths

STEPS = re.split(r"^## \d\. ", (paths.ROOT / "docs" / "first-hour.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[
    1:
]
TYPED = [re.search(r"^```python\n(.*?)\n```$", step, re.MULTILINE | re.DOTALL)[1] for step in STEPS]
SEEN = [re.findall(r"^> (.*)$", step, re.MULTILINE) for step in STEPS]
CELL = """async ([id, line, code]) => {
    const {content, model} = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = [...model.cells].findIndex(cell => cell.id === id);
    if (line === null) {
        await window.jupyterapp.commands.execute("notebook:insert-cell-below");
    }
    const source = content.activeCell.model.sharedModel;
    const found = new RegExp(line ?? "^", "m");
    if (!found.test(source.source)) throw new Error(`no ${line} in ${id}`);
    source.setSource(source.source.replace(found, () => code));
    return content.activeCell.model.id;
}"""
TEXTS = """(id) => {
    const {content} = window.jupyterapp.shell.currentWidget;
    const below = content.widgets.slice(content.widgets.findIndex(cell => cell.model.id === id));
    const outputs = below.flatMap(cell => [...(cell.model.outputs?.toJSON() ?? [])]);
    const pages = outputs.map(output => new DOMParser().parseFromString(output.data?.["text/html"] ?? "", "text/html"));
    return {
        lines: pages.flatMap(page => [...page.querySelectorAll("h1, h2, p")].map(line => line.textContent.trim())),
        cells: pages.map(page => [...page.querySelectorAll("td, th")].map(cell => cell.textContent.trim())),
        images: pages.map(page => page.querySelectorAll("img").length),
        drawn: outputs.map(output => Boolean(output.data?.["image/png"])),
        errors: outputs.filter(output => output.output_type === "error"),
    };
}"""
BELOW = """async (id) => {
    const {content, model} = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = [...model.cells].findIndex(cell => cell.id === id);
    await window.jupyterapp.commands.execute("notebook:run-all-below");
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of the notebooks of the hour, in a JupyterLab of its own."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("throughput_by_level", "_template"):
        shutil.copy(paths.NOTEBOOKS / f"{name}.ipynb", folder)
    with notebook_lab.started(folder) as address:
        yield address


def _write(page, cell: str, code: str, line: str | None = None) -> str:
    """Type code into a cell in place of what ``line`` matches, or into a new cell below it; that cell's id."""
    return page.evaluate(CELL, [cell, line, code])


def _run_on(page, changed: str, cell: str) -> dict:
    """Run from a cell that was changed on; what then stands in the outputs from ``cell`` on."""
    page.evaluate(BELOW, changed)
    return page.evaluate(TEXTS, cell)


def test_every_step_has_lines_to_type_and_what_is_seen():
    assert [bool(typed) for typed in TYPED] == [True] * 5
    assert [len(seen) for seen in SEEN] == [1, 2, 0, 2, 1]


def test_the_first_hour(browser, lab):
    page = browser.new_page()
    notebook_lab.opened(page, f"{lab}/throughput_by_level.ipynb")
    _write(page, "parameters", TYPED[0], "^language = .*$")
    first = _run_on(page, "parameters", "title")
    _write(page, "statements", TYPED[1] + "\n", "^")
    edited = _run_on(page, "statements", "title")
    drawing = _write(page, "own-note", TYPED[2])
    own = _write(page, drawing, TYPED[3])
    drawn = _run_on(page, drawing, drawing)
    block = page.evaluate(TEXTS, own)
    page.close()
    assert (first["errors"], edited["errors"], drawn["errors"]) == ([], [], [])
    assert first["lines"][0] == SEEN[0][0]
    assert [line for line in first["lines"] if line in SEEN[1]] == []
    assert edited["lines"][:2] == [SEEN[1][1], SEEN[1][0]]
    tables = [{cell for cells in seen["cells"] for cell in cells} for seen in (first, edited)]
    assert [sorted({"1,001–1,099", "900–999"} & table) for table in tables] == [["1,001–1,099"], ["900–999"]]
    assert ["Edited by the analyst" in table for table in tables] == [False, True]
    assert drawn["drawn"][0] is True
    assert block["lines"][:2] == [SEEN[3][1], SEEN[3][0]]
    assert (block["images"][0], "commune_secretary" in block["cells"][0]) == (1, True)


def test_a_report_of_ones_own_begins_with_the_template(browser, lab):
    page = browser.new_page()
    notebook_lab.run_all(page, f"{lab}/_template.ipynb")
    before = page.evaluate(TEXTS, "block")
    _write(page, "chart", TYPED[4], r"^ax = [^]*$")
    after = _run_on(page, "chart", "block")
    page.close()
    assert after["errors"] == []
    assert [line for line in after["lines"] if line in SEEN[4]] == SEEN[4] * 2
    assert (before["images"], after["images"]) == ([0, 1, 0], [0, 1, 0])
