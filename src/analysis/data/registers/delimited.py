"""A text of delimited cells -> rows: encoding by its bytes, delimiter by its consistency, bounded lines."""

from __future__ import annotations

import codecs
import csv
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.data.registers import containers
from analysis.data.registers.encodings import LEGACY

MAX_LINE = 1 << 20
DELIMITERS = ("\t", ";", ",", "|")
_SAMPLE_ROWS = 200
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Text:
    """The rows of a text file with the numbers of their lines; ``undecoded`` if they are still bytes."""

    encoding: str
    rows: list[tuple[int, tuple[str | None, ...]]]
    undecoded: bool


def read(path: Path, encoding: str | None = None) -> Text:
    """The rows of a text file that hold anything.

    An encoding that the caller states (any that Python has, or tcvn3, vni) must fit the bytes. Without one,
    bytes that are no Unicode come back as one letter each, for :mod:`encodings` to judge.
    """
    name = _encoding(path, encoding)
    undecoded = name in LEGACY or name == "unknown"
    codec = "latin-1" if undecoded else name
    try:
        delimiter = _delimiter(path, codec)
        rows = [(number, cells) for number, cells in _records(path, codec, delimiter) if any(cells)]
    except (UnicodeError, LookupError):
        raise containers.refusal(
            path, f'the text is not in the encoding "{name}". Name another: utf-8, utf-16, cp1258, tcvn3, vni.'
        ) from None
    return Text(name, rows, undecoded)


def _encoding(path: Path, stated: str | None) -> str:
    if stated:
        return stated.lower()
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    try:
        with path.open(encoding="utf-8", newline="") as text:
            while text.read(containers.CHUNK):
                pass
    except UnicodeDecodeError:
        return "unknown"
    return "utf-8"


def _lines(path: Path, codec: str) -> Iterator[str]:
    """The lines, whatever ends them; a line beyond any register is refused before it fills memory."""
    with path.open(encoding=codec, newline="") as file:
        for number in itertools.count(1):
            line = file.readline(MAX_LINE)
            if len(line) >= MAX_LINE:
                raise containers.refusal(path, f"the line is longer than {MAX_LINE:,} letters.", row=number)
            if not line:
                return
            yield line


def _delimiter(path: Path, codec: str) -> str:
    """The delimiter under which most rows have the same, and a great, number of cells."""
    sample = list(itertools.islice(_lines(path, codec), _SAMPLE_ROWS))

    def consistency(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row))
        return max((times * (width - 1) for width, times in widths.items()), default=0)

    return max(DELIMITERS, key=consistency)


def _records(path: Path, codec: str, delimiter: str) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    reader = csv.reader(_lines(path, codec), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise containers.refusal(
                path,
                "a quote that opens here is not closed, or a letter follows a closing quote. Double the "
                'quotes inside a cell ("").',
                row=start,
            ) from None
        yield start, tuple(cell if cell.strip() else None for cell in cells)
