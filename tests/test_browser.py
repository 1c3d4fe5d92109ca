"""Pages in a real browser: accessible, usable by keyboard alone, on a phone, on paper, and without a network."""

import nbformat
import pytest
import sample_report
from browsers import missing, opened
from many_entries import many_entries

from analysis import paths
from analysis.pages import page as pages
from analysis.pages.index import index

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FOCUSABLE = "a[href], summary, input, select, button, [tabindex='0']"
WIDTHS = (320, 360, 768, 1200)
REPORTS = ("sample/all.vi.html", "sample/all.en.html")
PAGES = ("index.html", *REPORTS)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The sample reports and their index, as a batch lays them out."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "sample").mkdir()
    for language, other in (("vi", "en"), ("en", "vi")):
        editions = {other: f"all.{other}.html"}
        page = pages.page(sample_report.notebook(language), f"all.{language}", language, editions)
        (folder / "sample" / f"all.{language}.html").write_text(page.html, encoding="utf-8")
        for name, data in page.files.items():
            (folder / "sample" / name).write_bytes(data)
    (folder / "index.html").write_text(index(sample_report.entries()), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "scheme"), [("index.html", "light"), ("index.html", "dark"), *zip(REPORTS, ("light", "dark"), strict=True)]
)
def test_no_violation_of_wcag_2_2_aa(browser, site, name, scheme):
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python")
    with opened(browser, site, name, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")
        options = {"runOnly": {"type": "tag", "values": STANDARDS}}
        found = Axe().run(page, options=options).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_width_needs_a_horizontal_scroll(browser, site, name):
    seen = []
    with opened(browser, site, name) as page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            seen.append(page.evaluate("document.documentElement.scrollWidth"))
    assert seen == list(WIDTHS)


@pytest.mark.parametrize(("width", "shown"), [(360, "narrow"), (1200, "wide")])
def test_one_drawing_of_a_chart_is_shown(browser, site, width, shown):
    with opened(browser, site, REPORTS[0], viewport={"width": width, "height": 740}) as page:
        visible = page.locator(".chart > div:visible").evaluate_all("found => found.map(one => one.className)")
    assert visible == [shown, shown]


@pytest.mark.parametrize("name", PAGES[:2])
def test_the_keyboard_alone_reaches_everything(browser, site, name):
    with opened(browser, site, name) as page:
        wanted = page.locator(FOCUSABLE).evaluate_all(
            "found => { const wanted = found.filter(one => one.checkVisibility()"
            " && (one.type !== 'radio' || one.checked));"
            " wanted.forEach((one, place) => one.dataset.place = place); return wanted.length }"
        )
        reached = set()
        for _ in range(wanted + 2):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.dataset.place"))
    assert {str(place) for place in range(wanted)} <= reached


def test_a_table_folds_and_unfolds_by_keyboard(browser, site):
    with opened(browser, site, REPORTS[0]) as page:
        table, summary = (page.locator("details.numbers table").first, page.locator("details.numbers summary").first)
        states = [table.is_visible()]
        for _ in range(2):
            summary.press("Enter")
            states.append(table.is_visible())
    assert states == [False, True, False]


def test_a_file_is_downloaded_under_its_name(browser, site):
    with opened(browser, site, REPORTS[1]) as page, page.expect_download() as download:
        page.get_by_role("link", name="CSV: The whole report").click()
        assert download.value.suggested_filename == "all.en.tidy.csv"


def test_paper_shows_the_wide_drawing_and_no_table_twice_in_light_colours(browser, site):
    with opened(browser, site, REPORTS[0], color_scheme="dark") as page:
        page.emulate_media(media="print")
        seen = page.evaluate(
            """() => ({
                closed: document.querySelector("details.numbers table").checkVisibility(),
                links: document.querySelector(".top nav").checkVisibility(),
                code: document.querySelector("details.code").checkVisibility(),
                narrow: document.querySelector(".narrow").checkVisibility(),
                paper: getComputedStyle(document.body).backgroundColor,
            })"""
        )
        page.evaluate("document.querySelector('details.numbers').open = true")
        opened_first = page.locator("details.numbers table").first.is_visible()
        pdf = page.pdf(prefer_css_page_size=True)
    assert opened_first
    assert seen == {"closed": False, "links": False, "code": False, "narrow": False, "paper": "rgb(255, 255, 255)"}
    assert pdf.count(b"/Type /Page\n") <= 4


def test_the_report_on_one_class_takes_four_sheets_and_none_of_its_tables_is_wider_than_paper(browser, tmp_path):
    notebook = nbformat.read(paths.NOTEBOOKS / "grade_distribution.ipynb", as_version=4)
    (tmp_path / "class.vi.html").write_text(pages.page(notebook, "class.vi", "vi").html, encoding="utf-8")
    inside = {"width": 680, "height": 1000}  # 180 mm
    with opened(browser, tmp_path, "class.vi.html", viewport=inside) as page:
        page.emulate_media(media="print")
        wider = page.locator("table").evaluate_all("found => found.map(one => one.scrollWidth).filter(w => w > 680)")
        pdf = page.pdf(prefer_css_page_size=True)
    assert (wider, pdf.count(b"/Type /Page\n")) == ([], 4)


def rows(page):
    """The kinds of the rows that are seen, in their order."""
    return page.locator(".list tbody tr:visible").evaluate_all("rows => rows.map(row => row.dataset.kind)")


EVERY = ["throughput", "grades", "grades", "register"]


@pytest.mark.parametrize(
    ("typed", "chosen", "expected"),
    [
        ("", {}, EVERY),
        ("hoa binh", {}, ["grades"]),
        ("  HÒA  bình", {}, ["grades"]),
        ("445", {}, ["throughput"]),
        ("1.001", {}, ["throughput", "register"]),
        ("44", {}, ["throughput"]),
        ("45", {}, []),
        ("", {"kind": "grades"}, ["grades", "grades"]),
        ("hoa binh", {"kind": "throughput"}, []),
        ("", {"year": "2023"}, ["grades"]),
        ("", {"year": "2012"}, ["throughput"]),
        ("", {"part": "demonstrations"}, ["register"]),
        ("", {"bad": True}, ["grades"]),
    ],
)
def test_the_index_is_searched_and_filtered_and_can_be_asked_again_by_its_address(
    browser, site, typed, chosen, expected
):
    with opened(browser, site, "index.html") as page:
        page.get_by_role("searchbox").fill(typed)
        for name, value in chosen.items():
            field = page.locator(f"[name={name}]")
            field.check() if value is True else field.select_option(value)
        count, told = page.locator("#count").inner_text(), page.locator(".none").is_visible()
        assert (rows(page), count, told) == (expected, str(len(expected)), expected == [])
        if typed or chosen:
            page.wait_for_url(lambda address: "#vi&" in address)
        address = page.url
    with opened(browser, site, "index.html") as page:
        page.goto(address)
        page.reload()
        assert (rows(page), page.get_by_role("searchbox").input_value().split()) == (expected, typed.split())


def test_what_was_asked_of_the_index_is_cleared(browser, site):
    with opened(browser, site, "index.html") as page:
        page.get_by_role("searchbox").fill("nothing of the kind")
        assert page.locator(".none").inner_text().startswith("Không có báo cáo nào phù hợp.")
        page.get_by_role("button", name="Bỏ mọi điều kiện tìm và lọc").click()
        assert (rows(page), page.locator(".none").is_visible()) == (EVERY, False)


SORTED = {
    "Học viên": [("descending", ["throughput", "grades", "grades"]), ("ascending", ["grades", "throughput", "grades"])],
    "Loại báo cáo": [
        ("ascending", ["throughput", "grades", "grades"]),
        ("descending", ["grades", "grades", "throughput"]),
    ],
    "Mâu thuẫn": [("descending", ["grades", "throughput", "grades"])],
}


@pytest.mark.parametrize("column", SORTED)
def test_a_head_of_the_index_sorts_and_says_so(browser, site, column):
    with opened(browser, site, "index.html") as page:
        for direction, expected in SORTED[column]:
            page.get_by_role("button", name=column).first.press("Enter")
            head = page.get_by_role("columnheader", name=column).first
            assert (head.get_attribute("aria-sort"), rows(page)[:3]) == (direction, expected)
        page.wait_for_timeout(500)  # the address follows when nothing more is asked for a moment
        address = page.url
    with opened(browser, site, "index.html") as page:
        page.goto(address)
        page.reload()
        assert rows(page)[:3] == expected


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
@pytest.mark.parametrize("width", [961, 1200])
def test_no_word_of_a_head_of_the_index_is_broken(browser, site, locale, width):
    with opened(browser, site, "index.html", locale=locale, viewport={"width": width, "height": 900}) as page:
        heads = page.locator("table.list:visible").first.locator("thead th")
        needed = heads.evaluate_all("heads => heads.filter(head => head.scrollWidth > head.clientWidth).length")
        assert (heads.first.evaluate("head => getComputedStyle(head.firstChild).overflowWrap"), needed) == ("normal", 0)


def test_many_reports_come_by_fifties(browser, tmp_path):
    entries = many_entries(120)
    (tmp_path / "index.html").write_text(index(entries), encoding="utf-8")
    with opened(browser, tmp_path, "index.html") as page:
        seen = [(len(rows(page)), page.locator("#count").inner_text())]
        for _ in range(2):
            page.locator(".more:visible").click()
            seen.append((len(rows(page)), page.locator("#count").inner_text()))
        focused = page.evaluate("document.activeElement.textContent")
        assert seen == [(50, "50 / 120"), (100, "100 / 120"), (120, "120")]
        assert (focused, page.locator(".more:visible").count()) == ("Báo cáo 100", 0)
    with opened(browser, tmp_path, "index.html", java_script_enabled=False) as page:
        assert (len(rows(page)), page.locator("button:visible").count()) == (120, 0)


@pytest.mark.parametrize(("locale", "shown"), [("en-GB", "50 / 1,050"), ("vi-VN", "50 / 1.050")])
def test_how_many_reports_there_are_is_written_as_its_language_does(browser, tmp_path, locale, shown):
    (tmp_path / "index.html").write_text(index(many_entries(1050)), encoding="utf-8")
    with opened(browser, tmp_path, "index.html", locale=locale) as page:
        assert page.locator("#count").inner_text() == shown


@pytest.mark.parametrize(
    ("options", "anchor", "heading"),
    [
        ({"locale": "vi-VN"}, "", "Số liệu đã công bố về bồi dưỡng cán bộ thật sự cho biết điều gì"),
        ({"locale": "en-GB"}, "", "What the published figures on officials' training really tell us"),
        ({"locale": "vi-VN"}, "#en", "What the published figures on officials' training really tell us"),
        ({"java_script_enabled": False}, "", "Số liệu đã công bố về bồi dưỡng cán bộ thật sự cho biết điều gì"),
    ],
)
def test_the_index_speaks_the_language_of_its_reader(browser, site, options, anchor, heading):
    with opened(browser, site, "index.html", **options) as page:
        page.goto(page.url + anchor)
        if anchor:
            page.reload()
        assert page.get_by_role("heading", level=1).inner_text() == heading
        assert rows(page) == EVERY


def test_the_language_of_the_index_is_switched_without_a_script(browser, site):
    with opened(browser, site, "index.html", java_script_enabled=False) as page:
        page.get_by_label("English").check()
        assert page.locator("main h2:visible").all_inner_texts() == ["Published figures", "Demonstrations"]
        assert rows(page) == EVERY
