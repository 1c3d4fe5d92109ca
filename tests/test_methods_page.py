"""The pages on methods: what docs/methods*.md say in either language, under ids that the reports lead to."""

import re

import methods_guide as guide
import pytest
from browsers import missing
from test_browser import STANDARDS, opened

from analysis import paths
from analysis.batch import grid
from analysis.pages import methods
from analysis.pages.blocks import Footer

LANGUAGES = ("en", "vi")
PAGES = ("methods.html", "methods.vi.html")


def test_both_guides_have_the_same_headings_in_the_same_order():
    assert guide.levels("en") == guide.levels("vi")
    assert len(set(guide.sections("en"))) == len(guide.levels("en")) + 1 > 20


def test_both_guides_say_the_same_numbers_in_the_same_order():
    said = [
        {name: guide.numbers(words, language) for name, words in guide.sections(language).items()}
        for language in LANGUAGES
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_heading_of_the_guide_under_its_id(language):
    found = re.findall(r'<h(\d) id="([\w-]+)">(?!&lt;)', methods.page(language))
    assert [(int(level), name) for level, name in found] == guide.levels(language)
    assert len(re.findall("<h1>", methods.page(language))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_in_the_contents_and_every_link_inside_leads_to_one(language):
    names = [name for _, name in guide.levels(language)]
    assert re.findall(r"\]\(#([\w-]+)\)", guide.sections(language)[""])[-len(names) :] == names
    assert set(re.findall(r'href="#([^"]+)"', methods.page(language))) - set(names) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_report_leads_to_a_section_that_is_there(language):
    reports = {"programme_overview", *grid.entries()}
    assert reports - set(methods.SECTIONS) == set()
    assert set(methods.SECTIONS.values()) - set(guide.sections(language)) == set()


def test_the_foot_of_a_report_leads_to_its_section():
    foot = Footer("vi", "T", sources=(), method="", data_hash="", report="class_comparison")
    assert 'href="../methods.vi.html#comparison">Cách tính từng con số</a>' in foot.html()


def test_the_pages_lead_to_each_other_and_to_the_index_and_to_no_file_that_is_not_beside_them():
    links = {language: re.findall(r'href="([^"#]+)', methods.page(language)) for language in LANGUAGES}
    beside = {
        language: {link for link in found if not link.startswith(("https:", "data:"))}
        for language, found in links.items()
    }
    assert beside == {"en": {"index.html", "methods.vi.html"}, "vi": {"index.html", "methods.html"}}
    assert '<a href="methods.html" lang="en" hreflang="en">English</a>' in methods.page("vi")
    assert '<a href="index.html#vi">Tất cả báo cáo</a>' in methods.page("vi")


def test_the_words_of_another_language_are_marked():
    assert '<html lang="vi">' in methods.page("vi")
    assert '“<span lang="vi">gần 60%</span>”' in methods.page("en")
    assert "<span" not in methods.page("vi").partition("<main>")[2]


def test_a_language_without_a_guide_shares_the_page_of_the_guide(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "methods.md").write_text("# How\n", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    methods.write(tmp_path)
    assert [path.name for path in tmp_path.glob("*.html")] == ["methods.html"]
    assert methods.href("form_10", "vi") == "methods.html#form-10"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    methods.write(folder)
    return folder


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_no_width_needs_a_horizontal_scroll(browser, site, name, width):
    with opened(browser, site, name, viewport={"width": width, "height": 740}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("name", "scheme"), [(PAGES[0], "dark"), (PAGES[1], "light")])
def test_no_violation_of_wcag_2_2_aa(browser, site, name, scheme):
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python")
    with opened(browser, site, name, color_scheme=scheme) as page:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}}).response["violations"]
    assert [rule["id"] for rule in found] == []
