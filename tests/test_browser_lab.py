"""JupyterLab in a real browser: the explorer follows its widgets, and tables sort, search and copy."""

from __future__ import annotations

import re
import shutil

import notebook_lab
import pandas as pd
import pytest

from analysis import paths
from analysis.lab import frames

COPY = """() => {
    getSelection().selectAllChildren(document.querySelector("table"));
    const copied = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true});
    document.querySelector("td").dispatchEvent(copied);
    return copied.clipboardData.getData("text/plain");
}"""
TRUST = """() => [
    [...window.jupyterapp.shell.currentWidget.model.cells].some(cell => cell.trusted),
    document.querySelectorAll(".jp-OutputArea style").length,
]"""
LEVEL, READING = "Bí thư, phó bí thư cấp xã", "theo quy ước"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab of its own, with a copy of the notebook in its folder."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copy(paths.NOTEBOOKS / "explore.ipynb", folder)
    with notebook_lab.started(folder) as address:
        yield f"{address}/explore.ipynb"


def test_a_table_sorts_searches_and_copies_plain_numbers(browser):
    frame = pd.DataFrame({"Cấp": ["Hà Nội", "Đà Nẵng", "Xã"], "Người": [1001, "[n]", 706], "Tỷ lệ": [0.25, 1, 0.5]})
    page = browser.new_page()
    page.set_content(f"<meta charset=utf-8>{frames.labelled(frame, 'vi', ('Tỷ lệ',))._repr_html_()}")
    column = lambda place: page.locator(f"tbody tr:visible td:nth-child({place})").all_inner_texts()  # noqa: E731
    head = page.get_by_role("button", name="Người")
    head.press("Enter")
    rising = column(2)
    head.click()
    falling, marked = column(2), page.locator("th[aria-sort=descending]").inner_text()
    copied = page.evaluate(COPY)
    page.get_by_role("searchbox").fill("ha NOI")
    found = column(1), page.locator("output").inner_text()
    page.close()
    assert rising == ["706", "1.001", "không giới hạn"]
    assert (falling, marked.split()[0]) == (["1.001", "706", "không giới hạn"], "Người")
    assert copied.splitlines()[1:3] == ["Hà Nội\t1001\t0.25", "Xã\t706\t0.5"]
    assert found == (["Hà Nội"], "1")


def test_a_notebook_that_is_not_trusted_shows_its_charts(browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 1500}, color_scheme="light")
    notebook_lab.opened(page, lab)
    drawn = page.locator(".jp-OutputArea").get_by_role("img")
    drawn.first.wait_for()
    trusted, styles = page.evaluate(TRUST)
    seen = [image.evaluate("image => [image.naturalWidth > 0, image.clientWidth > 300]") for image in drawn.all()]
    text = page.locator(".jp-OutputArea").all_inner_texts()
    page.close()
    assert (trusted, styles) == (False, 0)
    assert seen == [[True, True], [True, True]]
    assert [words for words in text if "tin ghi" in words] == []


def test_the_numbers_of_the_chart_follow_the_widgets(browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 1500}, color_scheme="light")
    outside = []
    page.on("request", lambda request: outside.append(request.url) if "127.0.0.1" not in request.url else None)
    notebook_lab.run_all(page, lab)
    drawn = page.locator(".widget-html").get_by_role("img")
    drawn.first.wait_for()
    page.get_by_label("Cấp", exact=True).select_option(label=LEVEL)
    page.locator(".widget-html").get_by_alt_text(re.compile(f"{LEVEL}: .*từ 1.001 trở lên")).wait_for()
    page.get_by_role("button", name=READING, exact=True).click()
    page.get_by_role("heading", name=re.compile("1.001 đến 1.099")).first.wait_for()
    page.get_by_label("Con số đã công bố").fill("trên 98%")
    page.get_by_role("heading", name="khớp với 251–256").wait_for()
    page.close()
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []
