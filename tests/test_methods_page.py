"""The page on methods: it says what docs/methods.md says and leads nowhere but to the index."""

import re

import pytest

from analysis import paths
from analysis.pages import methods


def test_the_page_has_every_heading_of_the_guide():
    text = (methods.paths.ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    found = re.findall(r"<h\d[^>]*>(.*?)(?:<a|</h)", methods.page())
    assert len(headings) == len(found) > 3


@pytest.fixture
def in_vietnamese(tmp_path, monkeypatch):
    """A project whose guide stands in two languages."""
    (tmp_path / "docs").mkdir()
    for name, heading in (("methods.md", "How"), ("methods.vi.md", "Cách tính")):
        (tmp_path / "docs" / name).write_text(f"# {heading}\n", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    return tmp_path


def test_a_language_with_a_guide_has_a_page_in_its_words(in_vietnamese):
    methods.write(in_vietnamese)
    assert sorted(path.name for path in in_vietnamese.glob("*.html")) == ["methods.html", "methods.vi.html"]
    assert [methods.name(language) for language in ("en", "vi")] == ["methods.html", "methods.vi.html"]
    text = (in_vietnamese / "methods.vi.html").read_text(encoding="utf-8")
    assert [part in text for part in ('lang="vi"', "<h1>Cách tính</h1>", 'index.html#vi">Tất cả báo cáo')] == [True] * 3


def test_no_link_leads_to_what_is_not_beside_it():
    links = re.findall(r'href="([^"#]+)', methods.page())
    assert {link for link in links if not link.startswith(("https:", "data:"))} == {"index.html"}
