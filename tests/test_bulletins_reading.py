"""Files as they are received: their text in NFC, or a sentence that says why there is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.data.bulletins import reading
from analysis.errors import AnalysisError, DataError

PAGE = """<!DOCTYPE html><html><head><title>Trang - Báo</title><script>var n = 500;</script></head><body>
<nav><ul><li><a href="/">Trang chủ 24 giờ</a></li></ul></nav>
<div><h1>Bế giảng lớp</h1><p>Có <b>45</b> học viên &amp; giảng viên.</p><p>Hết.</p></div>
<ul><li><a href="/x">Tin khác: 100 học viên</a></li></ul><footer>Bản quyền 2023</footer></body></html>"""


def put(folder, data):
    path = folder / "x.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_text_comes_in_nfc_without_its_mark(tmp_path):
    assert reading.read(put(tmp_path, b"\xef\xbb\xbf" + "Kho\u0301a học".encode())) == "Khóa học"


def test_a_web_page_gives_headline_and_paragraphs_alone(tmp_path):
    assert reading.read(put(tmp_path, PAGE)) == "Bế giảng lớp\nCó 45 học viên & giảng viên.\nHết."


def test_a_word_document_gives_its_paragraphs(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("Bế giảng lớp", "Có 45 học viên."):
        document.add_paragraph(line)
    document.save(tmp_path / "x.docx")
    assert reading.read(tmp_path / "x.docx") == "Bế giảng lớp\nCó 45 học viên."


def test_a_pdf_of_pictures_is_named_so(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "x.pdf")
    with pytest.raises(DataError, match="PDF without text: its pages are pictures. Type the article"):
        reading.read(tmp_path / "x.pdf")


@pytest.mark.parametrize(
    "data, told",
    [
        (b"", "holds no text"),
        (bytes(range(256)), "no UTF-8 text"),
        (b"abc\x00def", "control characters"),
        ("bé lao ®éng th­¬ng binh vµ x· héi", "in the old code TCVN3"),
        ("Xin chaøo caùc baïn, lôùp hoïc coù hoïc vieân ñaõ toát nghieäp", "in the old code VNI"),
        (b"%PDF-1.4 nothing", "no PDF that can be read"),
        (b"PK\x03\x04nothing", "no Word document"),
        (b"\xd0\xcf\x11\xe0", "old or protected Office file"),
        (b"a " * 300_000, "holds 600,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, data, told):
    with pytest.raises(AnalysisError, match=told):
        reading.read(put(tmp_path, data))


def test_fifty_megabytes_in_one_line_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DataError, match="has 50 MB, no bulletin has"):
        reading.read(path)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]), st.binary(max_size=400))
def test_random_bytes_give_a_text_or_a_sentence(tmp_path_factory, head, data):
    path = put(tmp_path_factory.getbasetemp(), head + data)
    try:
        told = reading.read(path)
    except AnalysisError as error:
        told = str(error)
    assert told.strip()
