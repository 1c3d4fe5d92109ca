"""The pages of every kind of report in a real browser, from a phone of 320 pixels to a desk, and as they are heard."""

import pytest
from browsers import missing, opened
from nbformat import v4
from notebook_page import blocks

from analysis.pages import methods
from analysis.pages import page as pages

WIDTHS = (320, 360, 768, 1200)
LEAST = 11  # pixels of a letter in a drawing
# Each kind of report once or twice, in both languages between them.
REPORTS = (
    ("grade_distribution", "en"),
    ("grade_distribution", "vi"),
    ("programme_overview", "vi"),
    ("throughput_by_level", "en"),
    ("publication_audit", "vi"),
    ("class_comparison", "en"),
    ("register_overview", "vi"),
    ("register_grades", "en"),
    ("bulletin_against_register", "vi"),
    ("form_10", "en"),
)
NAMES = [*(f"{report}.{language}.html" for report, language in REPORTS), methods.NAME]
FACTS = """() => {
    const all = (query, within = document) => [...within.querySelectorAll(query)];
    const after = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const overflows = box => box.scrollWidth > box.clientWidth;
    return {
        wide: document.documentElement.scrollWidth,
        unreached: all('.scroll').filter(box => overflows(box) && box.tabIndex !== 0).length,
        late: all('.fig').filter(one => all('.note', one).some(
            note => all('summary, [download]', one.querySelector('.more')).some(other => !after(note, other)))).length,
        letters: Math.min(...all('.narrow svg').filter(one => one.checkVisibility()).flatMap(drawing => {
            const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
            return all('text', drawing).map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
        }), 99),
        regions: all("[role='region'], section[aria-labelledby]").length,
    }
}"""
OPEN = "document.querySelectorAll('details').forEach(element => element.open = true)"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Pages made of the notebooks as they are now, whatever their stored outputs hold."""
    folder = tmp_path_factory.mktemp("pages")
    for report, language in REPORTS:
        page = pages.page(_notebook(report, language), report, language)
        (folder / f"{report}.{language}.html").write_text(page.html, encoding="utf-8")
    methods.write(folder)
    return folder


def _notebook(report, language):
    outputs = [
        v4.new_output("display_data", data=data, metadata=metadata)
        for data, metadata in (block.bundle() for block in blocks(report, language=language).values())
    ]
    return v4.new_notebook(cells=[v4.new_code_cell("", outputs=[output]) for output in outputs])


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_every_width_and_says_notes_before_files(browser, site, name):
    seen = {}
    with opened(browser, site, name) as page:
        page.evaluate(OPEN)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            seen[width] = page.evaluate(FACTS)
    assert [facts.pop("wide") for facts in seen.values()] == list(WIDTHS)
    assert min(facts.pop("letters") for facts in seen.values()) >= LEAST
    assert list(seen.values()) == [{"unreached": 0, "late": 0, "regions": 0}] * len(WIDTHS)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1200)])
@pytest.mark.parametrize("name", NAMES)
def test_no_violation_of_wcag_2_2_aa_on_any_kind_of_page(browser, site, name, scheme, width):
    with opened(browser, site, name, color_scheme=scheme, viewport={"width": width, "height": 740}) as page:
        page.evaluate(OPEN)
        assert violations(page) == []


def violations(page):
    """What axe finds around the drawings, which are one image each to it; without the shadow of a table, since it does
    not judge letters before a gradient."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python")
    page.add_style_tag(content=".scroll { background: none !important }")
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    found = Axe().run(page, context={"exclude": [["svg > *"]]}, options=options).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_a_range_is_heard_with_its_word_and_found_and_copied_with_its_dash(browser, site):
    heard = {}
    for language in ("en", "vi"):
        with opened(browser, site, f"grade_distribution.{language}.html") as page:
            assert page.evaluate("window.find('251–256')")
            assert page.evaluate("getSelection().toString()") == "251–256"
            heard[language] = " ".join(list(_heard(page, ".tiles b"))[:3])
    assert heard == {"en": "251 to 256", "vi": "251 đến 256"}


def _heard(page, query):
    """The texts of the first element that is found, as the browser gives them to a screen reader."""
    browsing = page.context.new_cdp_session(page)
    found = browsing.send("Runtime.evaluate", {"expression": f"document.querySelector({query!r})"})["result"][
        "objectId"
    ]
    nodes = browsing.send("Accessibility.queryAXTree", {"objectId": found})["nodes"]
    return [node["name"]["value"].strip() for node in nodes if node["role"]["value"] == "StaticText"]


def test_on_a_phone_the_answer_of_a_row_stands_first_and_its_name_stays(browser, site):
    with opened(browser, site, "publication_audit.vi.html", viewport={"width": 360, "height": 740}) as page:
        box = page.locator("details[open] .scroll").last
        name, head = box.locator("tbody th").first, box.locator("thead th").first
        before = name.bounding_box()["x"]
        box.evaluate("box => { box.scrollLeft = 300 }")
        after = name.bounding_box()["x"]
        said = head.inner_text()
    assert (said, before, after) == ("Kết luận", 16, 16)


def test_on_a_phone_both_shares_of_the_classes_are_drawn(browser, site):
    with opened(browser, site, "grade_distribution.en.html", viewport={"width": 360, "height": 740}) as page:
        drawn = page.locator(".narrow svg:visible").nth(1).locator("text").all_text_contents()
    heads = ("Very good or better", "Good or better")
    assert [head for head in drawn if head in heads] == list(heads)


def test_a_sheet_has_its_number_and_no_address_of_the_folder(browser, site, tmp_path):
    import pypdf

    with opened(browser, site, "grade_distribution.en.html") as page:
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "page.pdf").pages]
    count = len(sheets)
    assert [f"{number} / {count}" in text for number, text in enumerate(sheets, start=1)] == [True] * count
    assert "../" not in " ".join(sheets)
