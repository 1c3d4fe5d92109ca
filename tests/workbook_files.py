"""Workbooks in formats that no library at hand writes: OpenDocument, and Excel 97 in its compound file."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape


def write_ods(path: Path, rows: list[list]) -> Path:
    """The rows as an OpenDocument spreadsheet of texts and numbers."""
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row)) or _ods_cell(None)}</table:table-row>" for row in rows
    )
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="1">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, (int, float)):
        value = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def write_xls(path: Path, rows: list[list]) -> Path:
    """The rows as an Excel 97 workbook (BIFF8 in a compound file), as old office machines still write."""
    path.write_bytes(compound("Workbook", _biff8(rows)))
    return path


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff8(rows: list[list]) -> bytes:
    cells = b""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(cell, (int, float)):
                cells += _record(0x0203, place + struct.pack("<d", cell))
            elif cell is not None:
                text = cell.encode("utf-16-le")
                cells += _record(0x0204, place + struct.pack("<HB", len(cell), 1) + text)
    begin = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)
    sheet = _record(0x0809, begin[:2] + struct.pack("<H", 0x10) + begin[4:]) + cells + _record(0x0A, b"")
    globals_ = _record(0x0809, begin) + _record(0x42, struct.pack("<H", 1200))
    offset = len(globals_) + 4 + 6 + 2 + 1 + 4
    return globals_ + _record(0x85, struct.pack("<IHBB", offset, 0, 1, 0) + b"1") + _record(0x0A, b"") + sheet


def compound(name: str, data: bytes) -> bytes:
    """A compound file with one stream."""
    data = data.ljust(4096, b"\0")
    sectors = -(-len(data) // 512)
    tables = -(-(sectors + 2) // 126)
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack(f"<{tables}I", *range(sectors + 1, sectors + 1 + tables)).ljust(436, b"\xff")
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(name, 2, 0, len(data)) + bytes(256)
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * 512, b"\xff")
    return header + data.ljust(sectors * 512, b"\0") + entries + fat


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) + struct.pack("<IQ", start, size)
