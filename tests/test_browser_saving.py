"""JupyterLab as ``make lab`` starts it: at the repository, and no line changed by opening and saving a notebook."""

from __future__ import annotations

import re
import shlex
import shutil

import notebook_lab
import pytest

from analysis import paths
from analysis.batch import notebooks

NAMES = [path.name for path in notebooks.found()]


def _recipe():
    """The words that make gives to jupyter."""
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    return shlex.split(re.search(r"^lab:.*\n\t\$\(BIN\)/jupyter (.*)$", makefile, re.MULTILINE)[1])


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a copy of the repository in a JupyterLab that is started as make does, and the copy."""
    folder = tmp_path_factory.mktemp("lab")
    root = folder / "repository"
    for name in ("src", "notebooks", "data", "docs"):
        shutil.copytree(paths.ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "processed"))
    options = [word for word in _recipe() if word.startswith("--") and "notebook-dir" not in word]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(root / "src"))
        with notebook_lab.started(folder, root, *options) as address:
            yield address, root


def test_make_lab_is_rooted_at_the_repository_and_opens_the_start():
    command, *words = _recipe()
    assert command == "lab"
    assert [words[0], words[-1]] == ["--notebook-dir=.", "notebooks/START_HERE.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_opening_and_saving_a_notebook_changes_no_byte(browser, lab, name):
    """Nor does another Python than the one that it was stored by."""
    address, root = lab
    path = root / "notebooks" / name
    before = re.sub(rb'"version": "[\d.]+"', b'"version": "3.0.1"', path.read_bytes())
    path.write_bytes(before)
    then = path.stat().st_mtime_ns
    page = browser.new_page()
    notebook_lab.opened(page, f"{address}/notebooks/{name}")
    saved = notebook_lab.saved(page)
    page.close()
    assert (saved, path.stat().st_mtime_ns > then) == (True, True)
    assert path.read_bytes() == before


def test_the_button_of_the_explorer_leads_to_the_page_that_it_wrote_and_no_id_of_a_widget_is_saved(browser, lab):
    address, root = lab
    page = browser.new_page(viewport={"width": 1280, "height": 1500})
    notebook_lab.run_all(page, f"{address}/notebooks/explore.ipynb")
    button = page.get_by_role("button", name="Viết thành báo cáo")
    button.wait_for(timeout=240_000)  # twelve kernels of the notebooks opened before may still be starting
    assert notebook_lab.saved(page)
    assert notebooks.WIDGET not in (root / "notebooks" / "explore.ipynb").read_text(encoding="utf-8")
    button.click()
    link = page.get_by_role("link", name=re.compile("^Đã viết: reports."))
    link.wait_for()
    written = root / link.inner_text().removeprefix("Đã viết: ")
    link.click()
    shown = page.frame_locator(".jp-HTMLViewer iframe").locator("h1")
    shown.wait_for()
    opened = page.evaluate("window.jupyterapp.shell.currentWidget.context.path")
    heading = shown.inner_text()
    page.close()
    assert root / opened == written
    assert heading in written.read_text(encoding="utf-8")


def test_the_links_of_the_start_open_the_pages(browser, lab):
    address, root = lab
    source = (root / "notebooks" / "START_HERE.ipynb").read_text(encoding="utf-8")
    names = list(dict.fromkeys(re.findall(r"\]\(\.\./(reports/[^)]*)\)", source)))
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"<h1>{name}</h1>", encoding="utf-8")
    page = browser.new_page()
    notebook_lab.opened(page, f"{address}/notebooks/START_HERE.ipynb")
    for name in names:
        page.locator(f".jp-RenderedMarkdown a[href*='{name}']").first.click()
        shown = page.frame_locator(".jp-HTMLViewer iframe").get_by_role("heading", name=name)
        shown.wait_for()
        page.evaluate("window.jupyterapp.shell.currentWidget.close()")
    page.close()
    assert len(names) == 5
