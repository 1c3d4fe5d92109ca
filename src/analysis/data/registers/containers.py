"""What kind of file a register is, by its content, and whether it is safe to open.

Nothing here parses a cell: only first bytes, the directory of an archive, and the addresses of cells that a
worksheet holds, so that a file made to exhaust memory is refused before a reader meets it.
"""

from __future__ import annotations

import mmap
import re
import zipfile
from pathlib import Path

from analysis import paths
from analysis.errors import DataError, Fault

MAX_FILE_BYTES = 1 << 30
MAX_UNPACKED_BYTES = 2 << 30
MAX_RATIO = 200
RATIO_MATTERS_FROM = 32 << 20
MAX_ENTRIES = 10_000
# What the reader holds in memory: rows times columns, counted from A1.
MAX_CELLS = 30_000_000
CHUNK = 1 << 20

_AS_XLSX = 'Open it in a spreadsheet program and save it as "Excel Workbook (.xlsx)"'
PROTECTED = "the workbook is protected with a password. Open it, remove the password, save it and try again."
_MACROS = f"the workbook holds macros, which a register needs not. {_AS_XLSX}, without macros."
# Attributes hold no "<", and are short: a tag that never ends costs no more than one that does.
_CELL = re.compile(rb'<(?:\w+:)?c\b[^<>]{0,99}?\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,99}?(/?)>')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_VALUE = re.compile(rb"(?:</f>|<f[^<>]*/>)(?:<v\s*/>|<v></v>)?</(?:\w+:)?c>")
_SIGNATURES = {
    b"%PDF": f"this is a PDF document. {_AS_XLSX}, or export the table as CSV.",
    b"\x1f\x8b": "this file is compressed. Unpack it first.",
    b"Rar!": "this file is compressed. Unpack it first.",
    b"7z\xbc\xaf": "this file is compressed. Unpack it first.",
    b"{\\rtf": f"this is a text document. {_AS_XLSX}.",
}
_PICKLE = re.compile(rb"\x80[\x02-\x05]")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|meta|\?xml|head)", re.IGNORECASE)


def refusal(path: Path, message: str, **at: object) -> DataError:
    """The error that refuses a register, with the path as messages print it."""
    return DataError([Fault(paths.shown(path), message, **at)])


def identify(path: Path) -> str:
    """The kind of a register by its content: ``xlsx``, ``xls``, ``ods``, ``parquet`` or ``text``.

    Raises a :class:`~analysis.errors.DataError` for anything that is missing, empty, protected, of another
    kind, or too large to be opened safely.
    """
    if not path.is_file():
        raise refusal(path, "there is no such file. Check the name and the folder.")
    size = path.stat().st_size
    if not size:
        raise refusal(path, "the file is empty: it has no row at all.")
    if size > MAX_FILE_BYTES:
        raise refusal(path, f"the file is larger than {MAX_FILE_BYTES >> 20} MB. Split it by class.")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(path)
    _refuse_foreign(path, head)
    return "text"


def _refuse_foreign(path: Path, head: bytes) -> None:
    """A file that is neither a workbook nor a text of delimited cells."""
    for signature, message in _SIGNATURES.items():
        if head.startswith(signature):
            raise refusal(path, message)
    if _PICKLE.match(head) or path.suffix.lower() in (".pkl", ".pickle", ".joblib"):
        raise refusal(path, "this is a pickle, which can run any program when opened: it is never loaded. "
                            "Export the table as CSV or Parquet.")  # fmt: skip
    if _MARKUP.match(head):
        raise refusal(path, f"this is a web page or an XML file, whatever its name says. {_AS_XLSX}.")
    if b"\0" in head and not _looks_utf16(head):
        raise refusal(path, "this is no register: it is neither a workbook nor a text. Choose CSV, TSV, "
                            "XLSX, XLS, ODS or Parquet.")  # fmt: skip


def _looks_utf16(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) < 0.02 * len(head) / 2


def _compound(path: Path) -> str:
    """An old workbook (xls); a protected one and one with macros are refused."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        streams = ("EncryptedPackage", "_VBA_PROJECT", "Workbook", "Book")
        held = {name for name in streams if data.find(name.encode("utf-16-le")) >= 0}
    if "EncryptedPackage" in held:
        raise refusal(path, PROTECTED)
    if "_VBA_PROJECT" in held:
        raise refusal(path, _MACROS)
    if not held:
        raise refusal(path, f"this is no workbook, though it is an Office file. {_AS_XLSX}.")
    return "xls"


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _refuse_bomb(path, entries)
            names = {entry.filename for entry in entries}
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.open("mimetype").read(200):
                return _open_document(path, entries, archive)
            _refuse_unsafe(path, names)
            for entry in entries:
                if _SHEET.fullmatch(entry.filename):
                    _refuse_extent(path, archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise refusal(path, PROTECTED) from None
        raise refusal(path, "the workbook is damaged: its archive cannot be read. Save it anew.") from None
    return "xlsx"


def _refuse_bomb(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """An archive that unpacks to far more than any register needs, by the sizes that it declares."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    bomb = unpacked > RATIO_MATTERS_FROM and unpacked / packed > MAX_RATIO
    if unpacked > MAX_UNPACKED_BYTES or bomb or len(entries) > MAX_ENTRIES:
        raise refusal(path, f"the workbook would unpack to {unpacked >> 20} MB in {len(entries)} parts: it "
                            "is not opened. Copy the table into a new workbook and save that.")  # fmt: skip


def _refuse_unsafe(path: Path, names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise refusal(path, f"this is a binary workbook (.xlsb). {_AS_XLSX}.")
    if "xl/workbook.xml" not in names:
        raise refusal(path, f"this archive is no workbook. {_AS_XLSX}.")
    if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise refusal(path, _MACROS)
    if any(name.startswith("xl/externalLinks/") or name == "xl/connections.xml" for name in names):
        raise refusal(path, "the workbook is linked to other files, and its figures may be stale. Break the "
                            "links (Data, Edit Links, Break Link), save it and try again.")  # fmt: skip


def _open_document(path: Path, entries: list[zipfile.ZipInfo], archive: zipfile.ZipFile) -> str:
    if any(entry.filename.startswith("Basic/") and entry.file_size for entry in entries):
        raise refusal(path, _MACROS)
    if b"encryption-data" in archive.open("META-INF/manifest.xml").read(CHUNK):
        raise refusal(path, PROTECTED)
    return "ods"


def _refuse_extent(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """A sheet whose cells lie so far apart that a reader would fill memory with the space between."""
    rows = columns = 0
    rest = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            text = rest + chunk
            for column, row, closed in _CELL.findall(text):
                if not closed:
                    rows, columns = max(rows, int(row)), max(columns, _column(column))
            rest = text[-200:] if b"<" in text[-200:] else b""
    if rows * columns > MAX_CELLS:
        raise refusal(path, f"a sheet reaches from A1 to row {rows}, column {columns}: far beyond any table. "
                            "Delete the stray cells, save it and try again.")  # fmt: skip


def uncomputed(path: Path) -> int:
    """How many cells of an XLSX workbook hold a formula of which no program has stored the value."""
    count = 0
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if _SHEET.fullmatch(entry.filename):
                rest = b""
                with archive.open(entry) as part:
                    while chunk := part.read(CHUNK):
                        text = rest + chunk
                        matches = list(_NO_VALUE.finditer(text))
                        count += len(matches)
                        rest = text[max(matches[-1].end() if matches else 0, len(text) - 200) :]
    return count


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
