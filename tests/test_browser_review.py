"""A bulletin reviewed in a real browser: its figures marked and linked, a row rejected with a reason, saved."""

from __future__ import annotations

import csv
import json
import re

import notebook_lab
import pytest

from analysis import paths
from analysis.lab import reviewing
from analysis.vocabulary import labels

NOTEBOOK = "review_bulletin.ipynb"
PASTED = "Bế giảng lớp\nCó 80 học viên hoàn thành khóa học; 12 học viên được khen thưởng."
REASON = "in nhầm, đã hỏi lại tòa soạn"


def _say(key):
    return labels.say(f"review.{key}", "vi")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of the notebook in a JupyterLab of its own, without its outputs and its reports, which are tested
    elsewhere; it saves into "kept".
    """
    folder = tmp_path_factory.mktemp("lab")
    notebook = json.loads((paths.NOTEBOOKS / NOTEBOOK).read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if "make_reports" not in "".join(cell["source"])]
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace('"temporary"  #', f'"{folder / "kept"}"  #')
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    (folder / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")
    with notebook_lab.started(folder) as address:
        yield f"{address}/{NOTEBOOK}", folder / "kept", [cell["source"] for cell in notebook["cells"]]


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["statement_code"]: row for row in csv.DictReader(file)}


def test_a_row_is_rejected_with_a_reason_and_saved(browser, lab):
    from playwright.sync_api import expect

    address, kept, sources = lab
    proposed = reviewing.open_review().rows
    [code] = [code for code, row in proposed.items() if row.proposal.measure_code == "commended"]
    place = list(proposed).index(code)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    notebook_lab.run_all(page, address)

    marks = page.locator(".bulletin mark[id]")
    assert [row.proposal.printed for row in proposed.values()] == marks.all_text_contents()
    colour = page.locator(f"#figure-{code}").evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert colour == "rgb(247, 227, 161)"
    assert code in _rows(kept / "example.csv")
    page.locator(f"#figure-{code} a").click()
    expect(page.locator(f"tr#row-{code}")).to_be_in_viewport()

    picker, reason = page.get_by_role("listbox"), page.get_by_label(_say("head_reason"), exact=True)
    picker.select_option(index=place)
    expect(page.get_by_label(_say("field_quote"), exact=True)).to_have_value(proposed[code].proposal.quote)
    page.get_by_label(_say("keep")).uncheck()
    expect(reason).to_have_value(_say("usual_1"))
    reason.press("Control+a")
    reason.press_sequentially(REASON, delay=30)
    reason.press("Enter")
    expect(picker.locator("option").nth(place)).to_have_text(re.compile(f"^✗.{code}"))
    expect(reason).to_have_value(REASON)

    notebook_lab.run_cell(page, sources.index("review.table()"))
    expect(page.locator(f"tr#row-{code}")).to_contain_text(REASON)
    notebook_lab.run_cell(page, next(at for at, text in enumerate(sources) if "review.save" in text))
    page.close()
    assert code not in _rows(kept / "example.csv")
    assert _rows(kept / "rejected" / "example.csv")[code]["reason"] == REASON


def test_a_text_that_is_pasted_is_marked_in_colour(browser, lab):
    from playwright.sync_api import expect

    address, _, sources = lab
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    notebook_lab.run_all(page, address)
    marks = page.locator(".bulletin mark")
    expect(marks).not_to_have_count(2)
    page.locator("textarea[rows]").fill(PASTED)
    page.get_by_text(labels.say("review.pasted", "vi", words=len(PASTED.split()))).wait_for()
    notebook_lab.run_cell(page, next(at for at, text in enumerate(sources) if "review.marked()" in text))
    expect(marks).to_have_text(["80", "12"])
    colours = marks.evaluate_all("marks => marks.map(mark => getComputedStyle(mark).backgroundColor)")
    page.close()
    assert colours == ["rgb(191, 227, 200)", "rgb(247, 227, 161)"]
