"""The page on methods: it says what docs/methods.md says and leads nowhere but to the index."""

import re

from analysis.pages import methods


def test_the_page_has_every_heading_of_the_guide():
    text = (methods.paths.ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    found = re.findall(r"<h\d[^>]*>(.*?)(?:<a|</h)", methods.page())
    assert len(headings) == len(found) > 3


def test_no_link_leads_to_what_is_not_beside_it():
    links = re.findall(r'href="([^"#]+)', methods.page())
    assert {link for link in links if not link.startswith(("https:", "data:"))} == {"index.html"}
