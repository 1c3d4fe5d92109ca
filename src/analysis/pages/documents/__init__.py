"""A report as the files that offices circulate, made from the blocks of its page."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from analysis.pages.formats import check, names

if TYPE_CHECKING:
    from analysis.pages.page import Page

_MAKERS = {
    "docx": "analysis.pages.documents.word",
    "pdf": "analysis.pages.documents.pdf",
    "xlsx": "analysis.pages.workbooks",
}


def files(page: Page, stem: str, language: str, formats: Sequence[str]) -> dict[str, bytes]:
    """The files that a report has once in these formats, by name; ParameterError as of ``formats.check``."""
    check(formats)
    # Each maker brings libraries that few batches need.
    return {name: import_module(_MAKERS[form]).document(page, language) for form, name in names(stem, formats).items()}
