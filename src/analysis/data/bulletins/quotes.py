"""Does each quote stand in the article, in the paragraph that its locator names?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from analysis import paths
from analysis.data import sidecars
from analysis.data.bulletins.reading import text_sha256
from analysis.data.csv_cells import ELLIPSIS
from analysis.data.statements import Publication
from analysis.data.topics import Programme
from analysis.errors import DataError, Fault

_PARAGRAPH = re.compile(r"p(\d+)")


def text_hashes(text: Path) -> tuple[str, str]:
    """What a sidecar may hold as text_sha256: the hash of the file, and that of its text, however its lines end."""
    plain = text.read_bytes().decode("utf-8-sig", "replace")
    return sidecars.sha256(text), text_sha256(plain)


def quote_faults(
    path: Path, publication: Publication | Programme, text: Path, hashes: tuple[str, str]
) -> Iterator[Fault]:
    """A fault for a wrong text hash, and for each quote that the text lacks (NFC, runs of white space as one).

    Of an excerpt, with "…" where words were left out, each part has to stand there; what a sidecar has from the text is
    one, too.
    """
    sidecar = publication.sidecar
    if sidecar and sidecar.text_sha256 and sidecar.text_sha256 not in hashes:
        message = f"is not that of {text.name} ({hashes[0]}). The article at hand is another, or was changed."
        yield Fault(paths.shown(sidecars.sidecar_path(path)), message, column="text_sha256")
    lines = _paragraphs(text)
    for row, column, words, locator in publication.copied():
        if words and (message := _missing(words, locator, lines, text.name)):
            yield Fault(paths.shown(path), message, row, column)
    for key, words in (sidecar.copied() if sidecar else {}).items():
        if message := _missing(words, "", lines, text.name):
            yield Fault(paths.shown(sidecars.sidecar_path(path)), message, column=key)


def _paragraphs(text: Path) -> list[str]:
    """The headline and the non-empty lines after it, each with single spaces."""
    try:
        content = text.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DataError([Fault(paths.shown(text), "is not UTF-8. Save it as UTF-8.")]) from None
    return [_plain(line) for line in content.splitlines() if line.strip()]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _missing(quote: str, locator: str, lines: list[str], name: str) -> str | None:
    parts, whole = [_plain(part) for part in quote.split(ELLIPSIS)], " ".join(lines)
    paragraphs = [number for number, line in enumerate(lines) if all(part in line for part in parts)]
    if not paragraphs and not all(part in whole for part in parts):
        return f'"{quote}" does not stand in {name}. Copy the words from it, or leave the quote empty.'
    match = _PARAGRAPH.fullmatch(locator)
    if match and paragraphs and int(match[1]) not in paragraphs:
        return f'"{quote}" stands in p{paragraphs[0]} of {name}, not in {locator}. Correct the locator.'
    return None
