"""A report as a PDF to read, print and send: A4, tagged for screen readers (PDF/UA-1), set by typst.

What it says goes to typst as data, never as markup; its fonts are those of matplotlib, so that no font of this machine
changes a page. The same page gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib import get_data_path
from matplotlib.ft2font import FT2Font

from analysis import paths
from analysis.charts.theme import FONT
from analysis.pages.documents import png
from analysis.pages.documents.content import INSTEAD, content
from analysis.vocabulary import labels

if TYPE_CHECKING:
    from analysis.pages.page import Page

_TEMPLATE = paths.TEMPLATES / "documents" / "report.typ"
_STANDARD = "ua-1"


def document(page: Page, language: str) -> bytes:
    """The document of a page, as the bytes of a PDF file."""
    import typst  # the extra "pdf"

    says = content(page, language)
    data = {
        **asdict(says),
        "sheets": [{"is_across": is_across, "parts": list(map(asdict, parts))} for is_across, parts in says.sheets],
        "font": FONT,
        "region": labels.language_row(language)["locale"].partition("_")[2],
        "figure": labels.word("document.figure", language),
        "table": labels.word("document.table", language),
        "sheet": labels.say("document.sheet", language, sheet="\1", sheets="\2"),
    }
    return typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=[Path(get_data_path(), "fonts", "ttf")],
        ignore_system_fonts=True,
        sys_inputs={"content": _printable(json.dumps(data, ensure_ascii=False))},
        pdf_standards=[_STANDARD],
    )


def _printable(text: str) -> str:
    """The text with a mark for each letter that the font lacks, of which a PDF for screen readers may have none."""
    return "".join(letter if letter.isascii() or ord(letter) in _letters() else INSTEAD for letter in text)


@cache
def _letters() -> frozenset[int]:
    """The letters of the font, bold and not."""
    return frozenset.intersection(*(frozenset(FT2Font(path).get_charmap()) for path in png.fonts()))
