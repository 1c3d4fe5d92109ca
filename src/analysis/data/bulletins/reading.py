"""A bulletin as it was received -> its text in NFC: plain text, a saved web page, DOCX, PDF with text."""

from __future__ import annotations

import hashlib
import io
import logging
import re
import unicodedata
import zipfile
from pathlib import Path

from analysis import paths
from analysis.errors import DataError, Fault

# A long article has 50,000 characters, its saved page a few MB; much more is an export or an accident.
LARGEST_FILE = 30_000_000
LARGEST_TEXT = 500_000
MOST_PAGES = 300
# One letter in so many may look wrong by chance: a copyright sign, a French name.
SUSPICIOUS_SHARE = 0.01

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)", re.IGNORECASE)
# What UTF-8 shows of text in the old codes TCVN3 ("®éng" for "động") and VNI ("chaøo" for "chào").
_TCVN3 = re.compile(
    r"[®¬\u00ad¸µ¶·¹¨»¾¼½Æ©ÇÊËÎÌÐÔÒÞ«»Ñ×ãâßïõõ¦§](?=[a-z])|(?<=[a-z])[®¬\u00ad¸µ¶·¹¨»¾¼½Æ©ÇÊËÎÌÐÔÒÞ«¦§]"
)
_VNI = re.compile(r"(?<=[aeouyAEOUY])[øùûõïØÙÛÕÏ](?=\W|[a-z])|[ñÑ](?=[aeiouy])")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")


def read(path: str | Path) -> str:
    """The text of a file in NFC, its first line the headline; DataError with a sentence where there is nothing to read.

    The first bytes say which kind it is, not the name. Plain text is UTF-8, or UTF-16 with its mark.
    """
    path = Path(path)
    try:
        return _checked(_decoded(_bytes(path)))
    except _Unreadable as reason:
        raise DataError([Fault(paths.shown(path), str(reason))]) from None


def nfc(text: str) -> str:
    """The text in NFC, in which all offsets count."""
    return unicodedata.normalize("NFC", text)


def text_sha256(text: str) -> str:
    """The SHA-256 of a text in NFC as UTF-8, in hexadecimal: what a sidecar calls text_sha256.

    Lines may end as on any system: the text is the same.

    >>> text_sha256("a\\r\\nb") == text_sha256("a\\nb")
    True
    """
    lines = nfc(text).replace("\r\n", "\n")
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


class _Unreadable(Exception):
    """Why a file gives no text, and how to mend it."""


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _Unreadable(f"has {size / 1e6:.0f} MB, no bulletin has. Save one article a file.")
        return path.read_bytes()
    except OSError as error:
        raise _Unreadable(f"cannot be read: {error.strerror}.") from None


def _decoded(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _docx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _Unreadable("is an old or protected Office file. Save it as DOCX without a password.")
    if _HTML.match(data[:2000]):
        return _html(data)
    return _plain(data)


def _plain(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"is no UTF-8 text (byte {error.start + 1}): a binary file, or an old code page."
        raise _Unreadable(f"{reason} Save it as UTF-8.") from None


def _checked(text: str) -> str:
    text = nfc(text)
    if not text.strip():
        raise _Unreadable("holds no text. Save the article again.")
    if len(text) > LARGEST_TEXT:
        raise _Unreadable(f"holds {len(text):,} characters, no bulletin does. Save one article a file.")
    if _CONTROL.search(text):
        raise _Unreadable("holds control characters: it is binary, not a text. Save the article as text.")
    if old := _old_code(text):
        raise _Unreadable(f"is in the old code {old}. Convert it to Unicode (UTF-8) first.")
    return text


def _old_code(text: str) -> str:
    """TCVN3 or VNI where the text shows their traces and hardly a Vietnamese letter; else empty."""
    sample = text[:100_000]
    letters = max(sum(map(str.isalpha, sample)), 1)
    if len(_VIETNAMESE.findall(sample)) > SUSPICIOUS_SHARE * letters:
        return ""
    traces = {"TCVN3 (ABC)": len(_TCVN3.findall(sample)), "VNI": len(_VNI.findall(sample))}
    code, count = max(traces.items(), key=lambda pair: pair[1])
    return code if count >= 3 and count > SUSPICIOUS_SHARE * letters else ""


def _html(data: bytes) -> str:
    from bs4 import ParserRejectedMarkup

    from analysis.data.bulletins.webpage import article

    try:
        return article(_plain(data))
    except (RecursionError, ParserRejectedMarkup):
        raise _Unreadable("is a web page too broken to be read. Save the article as text.") from None


def _docx(data: bytes) -> str:
    import docx
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 10 * LARGEST_FILE:
                raise _Unreadable("unpacks to more than any article holds. Save it again.")
        blocks = docx.Document(io.BytesIO(data)).iter_inner_content()
        lines = []
        for block in blocks:
            rows = block.rows if isinstance(block, Table) else ()
            lines += ["\t".join(cell.text for cell in row.cells) for row in rows] or [getattr(block, "text", "")]
        return "\n".join(lines)
    except _Unreadable:
        raise
    except Exception as error:  # noqa: BLE001 - the libraries raise what they meet in a broken file
        raise _Unreadable(f"is no Word document that can be read ({type(error).__name__}). Save it again.") from None


def _pdf(data: bytes) -> str:
    import pypdf

    # The library says on stderr what it mends in passing; what it cannot mend it raises.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        if len(pages) > MOST_PAGES:
            raise _Unreadable(f"has {len(pages)} pages, no bulletin has. Take out the pages of the article.")
        text = "\n".join(page.extract_text() for page in pages)
    except _Unreadable:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises what it meets in a broken file
        reason = f"is no PDF that can be read ({type(error).__name__}): broken, or protected by a password."
        raise _Unreadable(f"{reason} Save it again.") from None
    if not text.strip():
        raise _Unreadable("is a PDF without text: its pages are pictures. Type the article, or run OCR first.")
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """The lines of a page joined where a sentence goes on: a small letter or a digit begins the next line."""
    lines: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        goes_on = lines and lines[-1] and line[:1] and not lines[-1].endswith((".", "!", "?", ";", ":"))
        if goes_on and (line[0].islower() or line[0].isdigit() or lines[-1].endswith(",")):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
