"""Pages: complete in themselves, nothing alive in them, the same bytes from the same notebook."""

import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest
import sample_report
from markupsafe import escape
from nbformat import v4

from analysis.pages import page as pages
from analysis.pages import ranges
from analysis.pages.blocks import TableBlock
from analysis.pages.page import PageError
from analysis.pages.site import Site
from analysis.pages.tables import Column, ReportTable
from analysis.version import __version__

STEM = "all.en"
PLAIN = {"text/plain": "shown"}


@cache
def made(language="en"):
    return built(language)


def built(language="en", *extra):
    editions = {"vi": "all.vi.html"} if language == "en" else {"en": "all.en.html"}
    return pages.page(sample_report.notebook(language, *extra), f"all.{language}", language, editions)


def test_a_row_leads_to_the_page_of_its_subject_where_there_is_one():
    rows = (("One", 88), ("Two", 96))
    columns = (Column("class", "Class"), Column("learners", "Learners", "count"))
    table = ReportTable("Classes", columns, rows, {"One": "one", "Two": "two"})
    block = TableBlock(key="linked", language="en", headline="x", subtitle="x", table=table, sources=())
    data, metadata = block.bundle()
    cell = shown(output_type="display_data", data=data, metadata=metadata)
    notebook = sample_report.notebook("en", cell)
    html = pages.page(notebook, "all.en", "en", siblings={"two": "two.en.html"}).html
    assert '<th scope="row"><a href="two.en.html">Two</a></th>' in html
    assert '<th scope="row">One</th>' in html


def shown(**output):
    return v4.new_code_cell("x", execution_count=99, outputs=[v4.new_output(**output)])


class Tags(HTMLParser):
    """The tags of a page, those without an end left open on purpose."""

    VOID = ("meta", "link", "br", "img", "input", "hr")

    def __init__(self):
        super().__init__()
        self.found, self.open, self.broken = [], [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)


def tags(html):
    parser = Tags()
    parser.feed(html)
    assert (parser.broken, parser.open) == ([], [])
    return parser.found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_has_one_heading_landmarks_a_language_and_a_way_past_the_head(language):
    found = tags(made(language).html)
    names = [tag for tag, _ in found]
    assert [names.count(tag) for tag in ("h1", "main", "nav", "footer")] == [1, 1, 1, 1]
    assert language == next(attributes["lang"] for tag, attributes in found if tag == "html")
    assert "#main" in [attributes.get("href") for _, attributes in found]


def test_a_page_links_to_the_index_and_to_the_other_edition():
    links = [attributes["href"] for tag, attributes in tags(made().html) if tag == "a"]
    assert {"../index.html#en", "all.vi.html"} <= set(links)


def test_a_page_names_its_maker_and_its_address_where_they_are_given():
    site = Site({"en": "The <school>", "vi": "Trường"}, "https://example.org/r/")
    html = pages.page(sample_report.notebook("en"), STEM, "en", site=site, path="a/all.en.html").html
    url = "https://example.org/r/a/all.en.html"
    cited = f"The &lt;school&gt;. {escape(sample_report.blocks('en')[-1].citation)} {url}"
    assert f"<p><!--citation-->{cited}<!--/citation--></p>" in html.replace('<span lang="vi">khá</span>', "khá")
    assert f'<p class="maker">Made by: The &lt;school&gt;. <a href="{url}">{url}</a></p>' in html
    assert 'class="maker"' not in made().html
    assert f"<!--citation-->{sample_report.blocks('en')[-1].citation}" in made().html.replace(
        '<span lang="vi">khá</span>', "khá"
    )


def test_a_link_to_a_page_shows_its_finding_and_where_it_has_an_address_its_picture(monkeypatch):
    say = sample_report.WORDS["en"]
    told = {"og:type": "article", "og:title": say["title"], "og:description": say["lede"],
            "og:site_name": "Officials' training: the figures checked"}  # fmt: skip
    assert properties(made().html) == told
    assert ("meta", {"name": "description", "content": say["lede"]}) in tags(made().html)
    site, path = Site(address="https://example.org/r"), "sample/all.en.html"
    with_address = pages.page(sample_report.notebook("en"), STEM, "en", site=site, path=path)
    assert properties(with_address.html) == told | {"og:url": "https://example.org/r/sample/all.en.html"}
    monkeypatch.setattr(
        pages.beside, "files", lambda output, stem, *_: {"all.en.grades.svg": b"", "all.en.grades.png": b""}
    )
    drawn = pages.page(sample_report.notebook("en"), STEM, "en", site=site, path=path)
    assert properties(drawn.html)["og:image"] == "https://example.org/r/sample/all.en.grades.png"
    assert "og:image" not in properties(pages.page(sample_report.notebook("en"), STEM, "en").html)


def properties(html):
    return {found["property"]: found["content"] for _, found in tags(html) if "property" in found}


def test_the_same_notebook_gives_the_same_page():
    assert built() == built()


def test_a_page_asks_nothing_of_any_host_and_says_so():
    html = made().html
    assert "default-src 'none'" in html
    loaded = [a[name] for tag, a in tags(html) if tag != "a" for name in ("src", "href") if name in a]
    assert [address for address in loaded if not address.startswith(("data:", "#"))] == []
    assert not re.search(r"@import|url\((?!#)", html)


def test_ids_are_unique():
    ids = [attributes["id"] for _, attributes in tags(made().html) if "id" in attributes]
    assert sorted(set(ids)) == sorted(ids)


def test_the_text_alternative_arrives_on_both_drawings():
    labels = [attributes.get("aria-label") for tag, attributes in tags(made().html) if tag == "svg"]
    assert [sample_report.WORDS["en"]["alt"]] * 2 == labels[:2]


def test_the_code_of_a_chart_is_folded_beside_it_and_the_rest_at_the_end():
    html = made().html
    assert html.index("block(4)") < html.index("block(5)") < html.index("import analysis as an")
    assert 'details class="code"' in html[: html.index("block(4)")]
    assert "block(4)  # &lt;b&gt;" in html


def test_notes_follow_the_picture_and_stand_before_folds_and_files():
    html = made().html
    section = html[html.index('<h2 id="grades-title">') : html.index('<h2 id="open-title">')]
    order = ("<figcaption", '<div class="note">', '<details class="numbers">', '<ul class="files"')
    places = [section.index(mark) for mark in order]
    assert sorted(places) == places


def test_folds_of_two_charts_have_two_names_and_a_chart_is_no_landmark():
    found = [(tag, attributes) for tag, attributes in tags(made().html)]
    folds = [attributes["aria-label"] for tag, attributes in found if tag == "summary" and "aria-label" in attributes]
    say = sample_report.WORDS["en"]
    tables = [fold for fold in folds if fold.startswith("Table of these numbers")]
    assert tables == [f"Table of these numbers: {say[name]}" for name in ("headline", "open")]
    named = [attributes["class"] for tag, attributes in found if tag == "section" and "aria-label" in attributes]
    assert named == ["banner"]
    assert not [attributes for tag, attributes in found if "aria-labelledby" in attributes]


def test_a_range_is_heard_in_words_and_stays_one_text():
    html = made().html
    assert f"<b>251{ranges.DASH}256</b>" in html
    assert not re.search(r"\d–\d", re.sub(r"<(svg|pre|style).*?</\1>", "", html, flags=re.DOTALL))
    assert '.to:lang(en)::before { content: " to " }' in html
    assert '.to:lang(vi)::before { content: " đến " }' in html


def test_how_a_number_was_worked_out_stands_above_the_code_of_its_chart_and_in_its_file():
    html = made().html.replace(ranges.DASH, "–")
    fold = html[html.index('<details class="code">') : html.index("block(4)")]
    assert ">How this number was worked out</summary>" in fold
    assert '“<span lang="vi">trên 98%</span>”: 100·k/256 &gt; 98 → k &gt; 250.88 → 251–256</li>' in fold
    second = html[html.index("block(4)") : html.index("block(5)")]
    assert "→" not in second[second.index('<details class="code">') :]
    told = {name: json.loads(made().files[f"all.en.{name}.json"]).get("working") for name in ("grades", "open")}
    assert told == {"grades": ["“trên 98%”: 100·k/256 > 98 → k > 250.88 → 251–256"], "open": None}


def test_of_the_parameters_only_those_that_the_page_was_made_with_are_shown():
    cells = [v4.new_code_cell(f'reading = "{value}"', metadata={"tags": [tag]}, execution_count=1)
             for value, tag in (("saved", "parameters"), ("official", "injected-parameters"))]  # fmt: skip
    shown = [[f"reading = &#34;{value}&#34;" in built("en", *some).html for value in ("saved", "official")]
             for some in (cells, cells[:1])]  # fmt: skip
    assert shown == [[False, True], [True, False]]


def test_markdown_and_warnings_do_not_reach_the_page():
    html = built("en", shown(output_type="stream", name="stderr", text="DeprecationWarning")).html
    assert "A note for analysts" not in html
    assert "DeprecationWarning" not in html


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "display_data", "data": {**PLAIN, "text/html": "<script>alert(1)</script>"}},
        {"output_type": "display_data", "data": {**PLAIN, "text/html": '<b onclick="alert(1)">'}},
        {"output_type": "display_data", "data": {**PLAIN, "text/markdown": "<script>alert(1)</script>"}},
        {"output_type": "display_data", "data": {**PLAIN, "application/javascript": "alert(1)"}},
        {"output_type": "display_data", "data": {**PLAIN, "image/svg+xml": "<svg onload='alert(1)'/>"}},
        {"output_type": "display_data", "data": {"text/plain": "shown <script>alert(1)</script>"}},
        {"output_type": "stream", "name": "stdout", "text": "shown <script>alert(1)</script>"},
    ],
)
def test_what_is_for_the_analyst_does_not_reach_the_page(output):
    assert built("en", shown(**output)).html == built("en", shown(output_type="stream", name="stderr", text="")).html


def test_an_error_that_may_be_raised_stands_on_the_page_without_anything_alive():
    error = {"output_type": "error", "ename": "E", "evalue": "shown <script>alert(1)", "traceback": ["x"]}
    html = built("en", shown(**error)).html
    assert [tag for tag, _ in tags(html) if tag == "script"] == []
    assert "E: shown &lt;script&gt;alert(1)" in html


def test_files_stand_beside_the_page_and_are_linked():
    page = made()
    expected = [
        f"{STEM}.{key}.{kind}"
        for key, kinds in (
            ("grades", ("svg", "csv", "json")),
            ("open", ("svg", "csv", "json")),
            ("levels", ("csv", "json")),
        )
        for kind in kinds
    ]
    tidy = f"{STEM}.tidy.csv"
    assert [*expected, tidy] == list(page.files)
    linked = [attributes["href"] for tag, attributes in tags(page.html) if "download" in attributes]
    assert [tidy, *expected, tidy] == linked


def test_what_stands_under_a_chart_has_names_that_can_be_told_apart_and_begin_with_what_is_seen():
    html = pages.page(sample_report.notebook("en"), STEM, "en", formats=("xlsx", "docx", "pdf", "png")).html
    named = re.findall(r'<(?:a|summary)\b[^>]* aria-label="([^"]+)"[^>]*>([^<]+)<', html)
    assert [(label, seen) for label, seen in named if not label.startswith(seen)] == []
    under = html[html.index('details class="code"') : html.index('<header id="open">')]
    headline = sample_report.WORDS["en"]["headline"]
    seen = ["How this number was worked out", "How to cite this chart", "PNG", "SVG", "CSV", "JSON", "XLSX"]
    assert [label for label, _ in named if under.count(label)] == [
        f"{words}: {headline}" for words in (*seen, "Link to this chart")
    ]
    assert re.findall(r'href="(#\w+)"', under) == ["#grades"]
    whole = html[html.index('<ul class="files whole"') : html.index("</ul>", html.index('<ul class="files whole"'))]
    assert re.findall(r'href="([^"]+)"', whole) == [*(f"{STEM}.{form}" for form in ("docx", "pdf", "xlsx", "tidy.csv"))]


def test_a_page_links_only_the_files_that_are_made():
    html = made().html
    whole = html[html.index('<ul class="files whole"') :].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', whole) == [f"{STEM}.tidy.csv"]
    assert {name.rpartition(".")[2] for name in re.findall(r'href="([^"#]+)" download', html)} == {"svg", "csv", "json"}


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        (
            "en",
            "The words guarantee 251 good or better, but nobody very good [chart]. In: At least 251 of 256 learners "
            "were good (khá) or better "
            f"(version {__version__}, data c56920a5255f). Figures: Hànộimới, 4 November 2023.",
        ),
        (
            "vi",
            "Câu chữ bảo đảm 251 người khá trở lên, không bảo đảm ai đạt giỏi [hình]. Trong: Ít nhất 251 trong 256 "
            f"học viên đạt khá trở lên (phiên bản {__version__}, dữ liệu c56920a5255f). Số liệu: Hànộimới, 4/11/2023.",
        ),
    ],
)
def test_a_chart_is_cited_with_its_report_its_figures_its_maker_and_its_address(language, cited):
    site, notebook = Site("The school", "https://example.org/r"), sample_report.notebook(language)
    alone = pages.page(notebook, STEM, language).html
    signed = pages.page(notebook, STEM, language, site=site, path=f"a/all.{language}.html").html
    shown = [re.sub(r"<[^>]+>", "", re.search(r'<details class="cite">.*?<p>(.*?)</p>', html, re.DOTALL)[1])
             for html in (alone, signed)]  # fmt: skip
    assert shown == [cited, f"The school. {cited} https://example.org/r/a/all.{language}.html#grades"]


def test_the_metadata_of_a_chart_holds_what_is_said_and_real_numbers():
    described = json.loads(made().files[f"{STEM}.grades.json"])
    words = sample_report.WORDS["en"]
    assert [words[key] for key in ("headline", "alt", "source")] == [
        described[key] for key in ("headline", "alt", "source")
    ]
    assert described["table"]["rows"][1] == ["Very good", "gần 60%", 0, 153, 0, 0.59765625, 146, 153]


def test_the_metadata_of_a_chart_says_what_each_column_is_and_whose_the_data_are():
    described = json.loads(made().files[f"{STEM}.grades.json"])
    columns = described["table"]["columns"]
    assert [len(row) for row in described["table"]["rows"]] == [len(columns)] * len(described["table"]["rows"])
    assert [(column["key"], column["type"], column["unit"], column.get("bound", "")) for column in columns[1:6]] == [
        ("printed", "string", "", ""),
        ("literal", "number", "", "least"),
        ("literal", "number", "", "greatest"),
        ("share", "number", "share", "least"),
        ("share", "number", "share", "greatest"),
    ]
    assert (described["table"]["units"], described["version"]) == (["share"], __version__)
    assert (described["licence"], described["date"]) == (["facts only"], ["2023-11-04"])
    assert described["notes"] == list(sample_report.WORDS["en"]["note"])
    assert [name for name in described if name.startswith("note ")] == []


def test_what_the_index_needs_is_in_the_page():
    page = made()
    words = sample_report.WORDS["en"]
    assert (words["title"], words["title"], words["lede"]) == (page.title, page.headline, page.lede)


def test_a_notebook_without_a_title_is_refused():
    with pytest.raises(PageError, match="exactly one Title block, and this notebook shows 0"):
        pages.page(v4.new_notebook(), STEM, "en")


def test_two_blocks_with_one_key_are_refused():
    notebook, again = sample_report.notebook("en"), sample_report.notebook("en")
    with pytest.raises(PageError, match="two blocks have the key grades"):
        pages.page(v4.new_notebook(cells=[*notebook.cells, again.cells[6]]), STEM, "en")
