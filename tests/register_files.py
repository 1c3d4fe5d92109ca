"""Registers for the tests: an invented office's table with every kind of mess, in every kind of file.

Every name is invented by rule ("Mẫu", sample); :data:`NAMES` lists them all, for the scan of what
was written.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from pathlib import Path

import xlsxwriter

NAMES = tuple(
    f"{family} Mẫu {given}"
    for family, given in zip(
        ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"),
        ("Thử Nhất", "Thử Nhì", "Hòa Ví Dụ", "Tưởng Tượng", "Bịa Đặt", "Không Thật", "Giả Định", "Ước Lệ"),
        strict=True,
    )
)
SIGNER = "Đỗ Mẫu Ký Tên"
LETTERHEAD = [
    ["THÀNH ỦY HÀ NỘI", None, None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["TRƯỜNG ĐÀO TẠO CÁN BỘ LÊ HỒNG PHONG"],
    [],
    ["DANH SÁCH HỌC VIÊN VÀ KẾT QUẢ HỌC TẬP"],
    ["Lớp bồi dưỡng cán bộ nguồn, khóa 2 (từ ngày 23/10/2023 đến ngày 04/11/2023)"],
    [],
]
HEADINGS = [
    [
        "STT",
        "Họ và tên",
        None,
        "Ngày sinh",
        None,
        "Chức vụ, đơn vị",
        "Điểm",
        None,
        None,
        "Xếp loại",
        "Khen thưởng",
        "Ghi chú",
    ],
    [None, None, None, "Nam", "Nữ", None, "CĐ 1", "Thu hoạch", "ĐTB"],
    ["1", "2", None, "3", "4", "5", "6", "7", "8=(6+7):2", "9", "10", "11"],
]
WIDTH = 12
FIRST_LEARNER = 11
SIGNATURES = [
    ["Ấn định danh sách này có 8 đồng chí./."],
    [],
    [None] * 8 + ["Hà Nội, ngày 04 tháng 11 năm 2023"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, None, "KT. HIỆU TRƯỞNG"],
    [None] * 8 + [SIGNER],
]
GRADES = {"excellent": 2, "very_good": 2, "good": 2, "average": 1}
ID_NUMBER, PHONE, ADDRESS = "001080999999", "0912000000", "Số 1 phố Mẫu Mực"


# A learner a line: birth (man's column, woman's), post with unit, two marks and their mean, grade, award, note.
_FIRST_BAND = """\
12/03/1975||Phó Bí thư, Quận ủy Mẫu Đông|9|9,5|9,25|XS|Giấy khen|
|1978|Trưởng ban - Ban Tổ chức|8,5|8½|8,5|Giỏi ||
1/2/1980||Bí thư, Phường Mẫu|9,5 (chín rưỡi)|9|9.3|X.sắc|x|
05/1982||Chủ tịch, Phường Mẫu|8|8.0|8,0|GIOI|-|"""
_SECOND_BAND = """\
|30/12/1979|Phó Chủ tịch, Xã Mẫu|7|7,5|7,3|K||
2/9/1985||Bí thư, Xã Mẫu|7|7|7|khá||
1981||Bí thư, Xã Mẫu|5|6|5,5|T.Bình||
|4/4/1984|Chánh Văn phòng, Huyện ủy Mẫu Đoài||||Vắng||ốm"""


def learners() -> list[list]:
    """Eight learners in two bands: seven with grades, one absent, two commended; one mark is a number."""
    lines = [*_FIRST_BAND.splitlines(), *_SECOND_BAND.splitlines()]
    rows = [
        [at, *name.rsplit(" ", 1), *(cell or None for cell in line.split("|"))]
        for at, (name, line) in enumerate(zip(NAMES, lines, strict=True), start=1)
    ]
    rows[3][6] = 8
    return [["Quận Mẫu Đông: 4 đ/c"], *rows[:4], ["Huyện Mẫu Đoài: 4 đ/c"], *rows[4:]]


def office_rows() -> list[list]:
    """The whole sheet: letterhead, headings of two rows, learners in bands, total, signatures."""
    return [list(row) for row in (*LETTERHEAD, *HEADINGS, *learners(), *SIGNATURES)]


def plain_rows(
    *rows: list, headings: tuple[str, ...] = ("STT", "Họ và tên", "Ngày sinh", "Điểm", "Xếp loại")
) -> list[list]:
    """A table of one row of headings and these rows."""
    return [list(headings), *rows]


def write_text(path: Path, rows: list[list], delimiter: str = ",", encoding: str = "utf-8", end: str = "\n") -> Path:
    """The rows as delimited text, every row as wide as the widest; legacy encodings included."""
    width = max(map(len, rows))
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    writer.writerows([["" if cell is None else cell for cell in row] + [""] * (width - len(row)) for row in rows])
    path.write_bytes(encode(buffer.getvalue(), encoding))
    return path


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a text in an encoding of Python, or in tcvn3, vni or cp1258."""
    if encoding == "tcvn3":
        return to_tcvn3(text).encode("latin-1")
    if encoding == "vni":
        return to_vni(text).encode("latin-1")
    if encoding == "cp1258":
        return _half_composed(text).encode("cp1258")
    return text.encode(encoding)


def _half_composed(text: str) -> str:
    """cp1258 has letters with hats and horns, and tones as marks of their own."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    found = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        found.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone)
    return "".join(found)


def to_tcvn3(text: str) -> str:
    """The letters that spell a text in an ABC font; its capitals have no accents of their own."""
    from analysis.vocabulary import reference

    table = {row["code_point"]: int(row["byte"], 16) for row in reference.rows("tcvn3")}
    found = []
    for letter in unicodedata.normalize("NFC", text.replace("½", ".5")):
        byte = table.get(f"{ord(letter):04X}")
        if byte is None or 0x80 <= byte < 0xA0 or letter in "ẰẲẴẮẶẦẨẪẤẬỀỂỄẾỆỒỔỖỐỘ":
            byte = table[f"{ord(letter.lower()):04X}"]
        found.append(chr(byte))
    return "".join(found)


def to_vni(text: str) -> str:
    """The letters that spell a text in a VNI font."""
    marks = {
        "\u0300": "ø",
        "\u0301": "ù",
        "\u0309": "û",
        "\u0303": "õ",
        "\u0323": "ï",
        "\u0302": "â",
        "\u0302\u0301": "á",
        "\u0302\u0300": "à",
        "\u0302\u0309": "å",
        "\u0302\u0303": "ã",
        "\u0302\u0323": "ä",
        "\u0306": "ê",
        "\u0306\u0301": "é",
        "\u0306\u0300": "è",
        "\u0306\u0309": "ú",
        "\u0306\u0303": "ü",
        "\u0306\u0323": "ë",
    }
    single = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}
    horns = {"ơ": "ô", "ư": "ö"}
    found = []
    for letter in unicodedata.normalize("NFC", text):
        low = letter.lower()
        spelt = single.get(low) or _vni_letter(low, marks, horns)
        found.append(spelt.upper() if letter.isupper() else spelt)
    return "".join(found)


def _vni_letter(letter: str, marks: dict[str, str], horns: dict[str, str]) -> str:
    base, *rest = unicodedata.normalize("NFD", letter)
    if "\u031b" in rest:
        base, rest = (horns[unicodedata.normalize("NFC", base + "\u031b")], [mark for mark in rest if mark != "\u031b"])
    shape = [mark for mark in rest if mark in "\u0302\u0306"]
    tone = [mark for mark in rest if mark not in "\u0302\u0306"]
    return base + (marks["".join(shape + tone)] if rest else "")


def write_xlsx(path: Path, rows: list[list], hidden: list[list] | None = None) -> Path:
    """The rows as a workbook; dates as dates, texts as texts (a formula is one); a second sheet is hidden."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, content in enumerate(filter(None, (rows, hidden))):
        sheet = book.add_worksheet()
        for number, row in enumerate(content):
            for column, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, column, dt.datetime.combine(cell, dt.time()), day)
                elif cell is not None:
                    sheet.write(number, column, cell)
        if at:
            sheet.hide()
    book.close()
    return path
