"""What offices circulate: pictures of charts, and a report as a document to edit and as a document to read."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import docx
import notebook_page
import pypdf
import pytest
import sample_report
from docx.oxml.ns import qn

from analysis.cli import reports
from analysis.errors import ParameterError
from analysis.pages import formats
from analysis.pages import page as pages
from analysis.pages.blocks import Footer, Prose, TableBlock, Title
from analysis.pages.documents import content, pdf, word
from analysis.pages.site import Site
from analysis.pages.tables import Column, ReportTable

HOSTILE = (
    "<script>alert(1)</script>", "=HYPERLINK(1)", "#import \"x\"; $a_1$ *b* `c` @d <e> //f", "a\x00\x08b",
    "\u202etxt.exe",
    "مرحبا بالعالم", "北京", "W" * 300, "]] \\ \" ' & &amp; {%", "-1", "\t", "e\u0301\u0302\u0303",
)  # fmt: skip
REPORTS = {
    "level": ("throughput_by_level", {"level_code": "all"}),
    "class": ("grade_distribution", {"class_code": "hanoi_class_2"}),
    "register": ("register_grades", {"register": "synthetic-hanoi-class-2"}),
    "form": ("form_10", {}),
}


def page_of(blocks, language="en", asked=("docx", "pdf"), **site):
    return pages.page(sample_report.showing(blocks), f"all.{language}", language, formats=asked, **site)


@cache
def made(language="en", asked=("docx", "pdf", "png")):
    return page_of(sample_report.blocks(language), language, asked)


@cache
def report(name, language):
    notebook, parameters = REPORTS[name]
    return page_of(notebook_page.blocks(notebook, language=language, **parameters).values(), language)


def in_word(page, language="en"):
    return docx.Document(io.BytesIO(word.document(page, language)))


def in_pdf(page, language="en"):
    return pypdf.PdfReader(io.BytesIO(pdf.document(page, language)))


def squeezed(text):
    """A text as it can be found again where lines were broken anywhere."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def text_of(reader):
    return squeezed("".join(page.extract_text() for page in reader.pages))


def tags(reader):
    """The tags of a document, each with what it stands for where it is a picture."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting += reversed(element)
        elif isinstance(element, dict):
            found += [(str(element["/S"]), str(element.get("/Alt", "")))] if "/S" in element else []
            waiting += [element["/K"]] if "/K" in element else []
    return found


def tables_of(page):
    return [ReportTable.from_json(block["table"]) for block in page.blocks if "table" in block]


def table_page(table, language="en", title="A title"):
    block = TableBlock(
        key="own", language=language, headline=title, subtitle=title, table=table, sources=(title,), note=(title,)
    )
    footer = Footer(language, title, (), title, "c5" * 32)
    return page_of((Title(language, title, title), block, Prose(language, title, (title,)), footer), language)


def test_a_chart_has_a_picture_of_twice_its_size_where_one_is_asked_for():
    page = made()
    names = [name for name in page.files if name.endswith(".png")]
    assert names == ["all.en.grades.png", "all.en.open.png"]
    picture = page.files["all.en.grades.png"]
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 2 * (736 + 2 * 16)
    assert [name for name in made("en", ()).files if name.endswith(".png")] == []


def test_the_same_page_gives_the_same_bytes():
    again = page_of(sample_report.blocks("vi"), "vi", ("png", "docx", "pdf"))
    assert again.files["all.vi.grades.png"] == made("vi").files["all.vi.grades.png"]
    assert word.document(again, "vi") == word.document(made("vi"), "vi")
    assert pdf.document(again, "vi") == pdf.document(made("vi"), "vi")


def test_a_word_document_has_styles_for_everything_and_formats_nothing_by_hand():
    document = in_word(made())
    assert [paragraph.style.name for paragraph in document.paragraphs[:7]] == [
        "Title",
        "Subtitle",
        *["List Bullet"] * 4,
    ] + ["Heading 1"]
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [
        "Two printed figures exclude each other",
        "The words guarantee 251 good or better, but nobody very good",
        *["The largest group has a floor of 1,001 and no ceiling"] * 2,
        "What the text does not say",
        "About this report",
    ]
    properties = {child.tag for run in document.element.iter(qn("w:rPr")) for child in run}
    assert properties == {qn("w:rStyle"), qn("w:lang")}
    assert {child.tag for own in document.element.body.iter(qn("w:pPr")) for child in own} <= {
        qn("w:pStyle"),
        qn("w:sectPr"),
    }


def test_captions_count_themselves_and_every_sheet_has_its_number_and_source():
    document = in_word(made("vi"), "vi")
    fields = [field.get(qn("w:instr")) for field in document.element.iter(qn("w:fldSimple"))]
    assert fields == [r"SEQ Hình \* ARABIC", r"SEQ Bảng \* ARABIC"] * 2 + [r"SEQ Bảng \* ARABIC"]
    captions = [p for p in document.paragraphs if p.style.name in ("Caption", "Table Caption")]
    shown = ["".join(text.text for text in p._p.iter(qn("w:t"))) for p in captions]
    assert [text.partition(". ")[0] for text in shown] == ["Hình 1", "Bảng 1", "Hình 2", "Bảng 2", "Bảng 3"]
    foot = document.sections[0].footer
    assert "".join(text.text for text in foot._element.iter(qn("w:t"))) == "Nguồn: Hànộimới, 4/11/2023Trang 1/1"
    assert [field.get(qn("w:instr")) for field in foot._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_pictures_say_what_they_show_and_words_which_language_they_are_in():
    document = in_word(made())
    told = [drawing.get("descr") for drawing in document.element.iter(qn("wp:docPr"))]
    assert told == [block["texts"]["alt"] for block in made().blocks if block["kind"] == "chart"]
    default = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "en-GB"
    spoken = {
        "".join(text.text for text in run.iter(qn("w:t")))
        for run in document.element.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None
    }
    assert {"khá", "trên 98%", "Bế giảng lớp 2", "xuất sắc"} <= spoken
    assert "vi-VN" in in_word(made("vi"), "vi").styles.element.xml


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_of_every_table_stands_in_both_documents(name, language):
    page = report(name, language)
    document, text = in_word(page, language), text_of(in_pdf(page, language))
    assert len(document.tables) == len(tables_of(page)) > 0
    for shown, table in zip(document.tables, tables_of(page), strict=True):
        rows = [[cell.text for cell in row.cells] for row in shown.rows]
        assert rows == [[column.label for column in table.columns], *table.shown(language)]
        repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in shown._tbl.tr_lst]
        assert repeated == [True] + [False] * len(table.rows)
        assert [cell for row in table.shown(language) for cell in row if squeezed(cell) not in text] == []
    said = [
        text for block in page.blocks for key, text in block["texts"].items() if key in ("title", "headline", "source")
    ]
    assert [sentence for sentence in said if squeezed(sentence) not in text] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_pdf_is_tagged_for_screen_readers(language):
    reader = in_pdf(made(language), language)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == {"vi": "vi-VN", "en": "en-GB"}[language]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert reader.metadata.title == sample_report.WORDS[language]["title"]
    found = tags(reader)
    names = [name for name, _ in found]
    assert [names.count(name) for name in ("/H1", "/H2", "/Table", "/THead", "/Figure")] == [1, 6, 3, 3, 2]
    assert names.count("/TH") == 5 + 3 + 3
    said = [block["texts"]["alt"] for block in made(language).blocks if block["kind"] == "chart"]
    assert [alt for name, alt in found if name == "/Figure"] == said
    number = {"vi": "Trang1/", "en": "Page1of"}[language]
    assert number in squeezed(reader.pages[0].extract_text())
    assert {
        str(font["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    } == {"DejaVuSans", "DejaVuSans-Bold"}


def test_words_of_another_language_are_marked_in_a_pdf():
    data = b"".join(page.get_contents().get_data() for page in in_pdf(made()).pages)
    assert set(re.findall(rb"/Lang ?\(([^)]*)\)", data)) == {b"vi", b"en-GB"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_in_both_documents(name):
    table = ReportTable(name or "x", (Column("a", "A"), Column("b", f"B {name}")), ((name, "1"), ("2", name)))
    page = table_page(table, title=f"Of {name}")
    document = in_word(page)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == [content.clean(name), "1"]
    assert document.core_properties.title == content.clean(f"Of {name}")[:255]
    with zipfile.ZipFile(io.BytesIO(word.document(page, "en"))) as parts:
        assert not re.search(r"TargetMode|w:hyperlink|INCLUDE|DDE", parts.read("word/document.xml").decode())
    reader = in_pdf(page)
    assert [annotation for sheet in reader.pages for annotation in sheet.get("/Annots", ())] == []
    if name.isascii() and name.isprintable():
        assert squeezed(name) in text_of(reader)


def test_a_very_long_table_keeps_its_heading_on_every_sheet():
    rows = tuple((f"Lớp {number}", number) for number in range(2000))
    page = table_page(ReportTable("Long", (Column("a", "Which one"), Column("b", "How many", "count")), rows))
    assert len(in_word(page).tables[0].rows) == 2001
    reader = in_pdf(page)
    texts = [squeezed(sheet.extract_text()) for sheet in reader.pages]
    assert len(texts) > 20
    assert all("WhichoneHowmany" in text for text in texts[:-1])
    assert "1,999" in "".join(texts)


def test_a_wide_table_lies_across():
    wide = tuple(Column(f"c{number}", f"Column {number}", "count") for number in range(12))
    page = table_page(ReportTable("Wide", wide, (tuple(range(12)),)))
    assert [section.page_width > section.page_height for section in in_word(page).sections] == [False, True, False]
    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in in_pdf(page).pages] == [False, True, False]


def test_the_maker_and_the_address_are_told_where_they_are_known():
    page = page_of(sample_report.blocks("en"), site=Site("The school", "https://example.org"), path="a/all.en.html")
    document = in_word(page)
    cited = next(p.text for p in document.paragraphs if p.text.startswith("The school. "))
    assert cited.endswith(" https://example.org/a/all.en.html")
    assert document.core_properties.author == "The school"
    assert in_pdf(page).metadata.author == "The school"


def test_a_page_without_a_foot_or_a_table_gives_documents_too():
    page = replace(made(), blocks=made().blocks[:1])
    assert [paragraph.text for paragraph in in_word(page).paragraphs] == [page.title, page.lede]
    assert squeezed(page.lede) in text_of(in_pdf(page))


def test_a_pdf_without_typst_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    with pytest.raises(ParameterError) as caught:
        reports.formats(["docx,pdf"])
    told = "--format pdf needs the package typst, which is not installed: "
    assert str(caught.value) == f'{told}pip install -e ".[pdf]", in the folder of the project.'
    assert reports.formats(["docx", "xlsx,png"]) == (("docx", "xlsx", "png"), "text")
