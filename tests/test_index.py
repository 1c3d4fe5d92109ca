"""The index: every report in both languages, its state in words, one script that its own hash allows."""

import base64
import hashlib
import re

import pytest
import sample_report
from test_pages import tags

from analysis import files
from analysis.batch import freshness, index_page, record
from analysis.errors import DataError
from analysis.pages import methods, ranges
from analysis.pages.facts import Facts
from analysis.pages.index import Entry, index
from analysis.pages.site import Site


def test_an_index_is_the_same_on_every_run():
    assert index(sample_report.entries()) == index(sample_report.entries())


def test_the_one_script_is_the_one_that_the_policy_allows():
    html = index(sample_report.entries())
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html


def test_a_name_made_to_break_out_stays_a_text():
    html = index(sample_report.entries())
    assert "&lt;script&gt;alert(1)" in html
    assert [tag for tag, _ in tags(html)].count("script") == 1


def table_rows(html):
    """The rows of the tables: language of the table, part, and the attributes of the row."""
    found, part, language = [], "", ""
    for tag, attributes in tags(html):
        part, language = (
            attributes.get("data-part", part),
            attributes.get("lang", language) if tag == "div" else language,
        )
        if "data-kind" in attributes:
            found.append((part, language, attributes))
    return found


def test_each_language_has_the_rows_of_its_editions_and_demonstrations_stand_apart():
    rows = [(part, language, told["data-kind"]) for part, language, told in table_rows(index(sample_report.entries()))]
    published = ["throughput", "grades", "grades"]
    assert rows == [
        *(("published", language, kind) for language in ("vi", "en") for kind in published),
        *(("demonstrations", language, "register") for language in ("vi", "en")),
    ]


def test_a_row_says_place_date_learners_share_and_contradiction_and_is_found_by_its_figures():
    html = index(sample_report.entries()).replace(ranges.DASH, "–")
    told = next(told for part, language, told in table_rows(html) if language == "en" and told["data-kind"] == "grades")
    assert (told["data-years"], "data-bad" in told, told["data-figures"]) == ("2023 2023", True, " 251 256")
    row = html[html.rindex('data-kind="grades" data-years') :].partition("</tr>")[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", re.sub(r"<svg.*?</svg>", "", row))
    assert cells[:4] == ["Grades of a class", '<span lang="vi">Hà Nội</span>', "4 November 2023", "256"]
    assert cells[4:] == ['good (<span lang="vi">khá</span>) or better: 98.0–100%', "yes"]
    assert re.findall(r'data-v="([^"]*)"', row) == ["2023-11-04", "256", "980468"]


FACTS = [
    (Facts(), "", "", ""),
    (Facts(dates=("2004", "2023-11-04"), size=(1001, None)), "2004–2023", "1,001 or more", "2023-11-04"),
    (Facts(dates=("2013-02", "2013-10"), size=(48, 49)), "2013", "48 or 49", "2013-10"),
]


@pytest.mark.parametrize(("facts", "dated", "size", "key"), FACTS)
def test_dates_and_learners_are_words_and_keys(facts, dated, size, key):
    entry = Entry("r", "T", "class", "s", "L", "en", facts=facts)
    assert (entry.dated(), entry.size(), entry.sorts("date")) == (dated, size, key)


def test_states_are_said_in_words_where_a_report_is_not_as_it_was_made():
    entry = {"report": "r", "title": "T", "subject_kind": "class", "subject": "s", "label": "L", "language": "en"}
    states = [
        Entry(**entry, state=state, made_at=day).when()
        for state, day in (("made", "2023-11-04"), ("stale", "2023-11-04"), ("failed", ""))
    ]
    assert states == ["", "Out of date, made on 4 November 2023", "Failed"]
    html = index(sample_report.entries())
    assert html.count("Made on") == 0
    assert html.count("Last made on 4 November 2023.") == 1


def test_a_row_without_a_headline_says_its_name_once():
    html = index([Entry("r", "T", "class", "s", "All sources", "en", state="failed", message="Why.")])
    assert html.count("All sources") == 1


def test_the_main_share_of_a_report_stands_under_its_bar():
    html = index(sample_report.entries()).replace(ranges.DASH, "–")
    assert '</svg>good (<span lang="vi">khá</span>) or better: 98.0–100%</td>' in html
    assert html.count('<td class="share" data-v="9') == 2


def test_the_foot_leads_to_methods_and_symbols_and_names_maker_and_address_where_they_are_given():
    site = Site("The school", "https://example.org/r")
    told, untold = index(sample_report.entries(), site=site, picture="p/x.png"), index(sample_report.entries())
    links = [attributes.get("href") for tag, attributes in tags(untold) if tag == "a"]
    assert {methods.name("en"), f"{methods.name('en')}#symbols", f"{methods.name('vi')}#symbols"} <= set(links)
    assert '<p>The school <a href="https://example.org/r">https://example.org/r</a></p>' in told
    given = {
        attributes["property"]: attributes["content"] for tag, attributes in tags(told) if "property" in attributes
    }
    assert given["og:url"] == "https://example.org/r/index.html"
    assert given["og:image"] == "https://example.org/r/p/x.png"
    assert "example.org" not in untold
    assert "og:image" not in untold


FRONT = (
    '<!--front--><section id="x" aria-labelledby="x-title"><h2 id="x-title">T</h2><svg><clipPath id="c"/>'
    '<g clip-path="url(#c)"/></svg><a href="../grade_distribution/a.en.html">1</a><a href="#levels">2</a>'
    '<a href="all.en.html#x">3</a><a href="https://example.org">4</a></section><!--/front-->'
)


def test_the_front_of_a_programme_stands_on_top_with_its_ways_made_right(tmp_path):
    write_overview(tmp_path, "new", "2023-11-04", FRONT)
    write_overview(tmp_path, "old", "2015", FRONT)
    write_overview(tmp_path, "none", "2024", "<p>no front</p>")
    write_overview(tmp_path, "touched", "2024", FRONT)
    files.write(tmp_path / "programme_overview" / "touched.en.html", "<!--front-->mine<!--/front-->")
    html = index_page.write(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'<section id="(front-\d-x)" aria-labelledby="(front-\d-x-title)">', html) == [
        ("front-1-x", "front-1-x-title"),
        ("front-2-x", "front-2-x-title"),
    ]
    first = html[html.index('<div class="front say" lang="en">') : html.index("</div>", html.index("front-1-x"))]
    assert re.findall(r'href="([^"]*)"', first) == [
        "grade_distribution/a.en.html",
        "programme_overview/new.en.html#levels",
        "programme_overview/all.en.html#x",
        "https://example.org",
        "programme_overview/new.en.html",
    ]
    assert "url(#front-1-c)" in first
    assert "mine" not in html


def write_overview(folder, code, date, html):
    output = f"programme_overview/{code}.en.html"
    files.write(folder / output, html)
    stamps = {output: freshness.stamp(folder / output)}
    told = {"id": "programme_overview", "subject": ("source", code), "facts": {"dates": [date]}}
    record.read(folder).append(record.MADE, output, asked={}, reads={}, files=stamps, title=code, **told)


def test_a_record_of_an_older_version_makes_an_index(tmp_path):
    files.write(tmp_path / "form_10" / "x.en.html", "")
    told = {"title": "Old", "lede": "", "subject": ["register", "x"]}
    record.read(tmp_path).append(record.MADE, "form_10/x.en.html", asked={}, reads={}, files={}, **told)
    html = index_page.write(tmp_path).read_text(encoding="utf-8")
    assert '<a href="form_10/x.en.html">Old</a>' in html


def test_an_index_of_nothing_has_no_row():
    html = index([])
    assert [tag for tag, _ in tags(html)].count("tbody") == 0


def test_an_index_has_one_heading_in_all_languages():
    assert [tag for tag, _ in tags(index(sample_report.entries()))].count("h1") == 1


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"subject": "class"},
        {"subject": ["class", "a"], "share": ["1/0", "1"]},
        {"subject": ["class", "a"], "facts": {"size": 5}},
    ],
)
def test_a_record_that_no_run_can_have_written_makes_no_index(tmp_path, told):
    known = record.read(tmp_path)
    files.write(tmp_path / "a" / "x.en.html", "")
    known.append(record.MADE, "a/x.en.html", asked={}, reads={}, files={}, **told)
    with pytest.raises(DataError, match=r"says of a/x.en.html what no run can have said"):
        index_page.write(tmp_path)
    assert not (tmp_path / index_page.NAME).exists()
