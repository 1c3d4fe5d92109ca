"""What a document says, in order: the blocks of a page as headings, paragraphs, figures and tables.

Word and PDF are made of the same content. All of it is text with its language; nothing is markup, and what neither
format can hold (control characters, signs that turn the direction of the text behind them) has a mark in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from analysis.pages.behind import published
from analysis.pages.blocks import SourceNote
from analysis.pages.tables import TEXTS, ReportTable, Special
from analysis.pages.templating import inline, lead
from analysis.vocabulary import labels

if TYPE_CHECKING:
    from analysis.pages.page import Page

WIDE = 9  # columns from which a table lies across the sheet
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
INSTEAD = "\ufffd"
# The share of the width that a column gets, in letters: its longest word and its longest cell, within bounds, and the
# room beside them.
_LEAST, _MOST, _WORD, _BESIDE = 6, 22, 16, 5


@dataclass(frozen=True)
class Run:
    """Words of one language, strong or not."""

    text: str
    language: str
    is_strong: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of one kind: title, lede, heading, subheading, text, item, warning or source."""

    kind: str
    text: Text


@dataclass(frozen=True)
class Figure:
    """The drawing of a chart as SVG, what it shows in words, and its caption, to be numbered."""

    svg: str
    alt: str
    caption: Text


@dataclass(frozen=True)
class Table:
    """A table: its caption, to be numbered, headings, rows, which columns are numbers, their shares of the width."""

    caption: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    are_numbers: tuple[bool, ...]
    widths: tuple[int, ...]


Part = Paragraph | Figure | Table


@dataclass(frozen=True)
class Content:
    """A whole document: what is told of it, the line at the foot of each sheet, and its parts.

    The parts stand in sheets, one after the other, each across or upright.
    """

    title: str
    language: str
    maker: str
    foot: Text
    sheets: tuple[tuple[bool, tuple[Part, ...]], ...]


def content(page: Page, language: str) -> Content:
    """What the documents of a page say; a block of a kind that is not known here gives its sentences."""
    parts = [(is_across, part) for block in page.blocks for is_across, part in _parts(block, page, language)]
    sheets = tuple(
        (is_across, tuple(part for _, part in some)) for is_across, some in groupby(parts, key=lambda pair: pair[0])
    )
    maker = page.site.made_by(language)
    return Content(clean(page.title), language, clean(maker), _foot(page, maker, language), sheets)


def clean(text: str) -> str:
    """The text with a mark for each character that a document cannot hold.

    >>> clean("Lớp\\x00 2\\u202e")
    'Lớp\ufffd 2\ufffd'
    """
    return _UNPRINTABLE.sub(INSTEAD, text)


def runs(marked: Markup) -> Text:
    """The runs of a text that is marked as on a page, in the language of the document where no mark says another.

    >>> runs(inline("<b> “trên 98%”", "en"))
    (Run(text='<b> “', language='', is_strong=False), Run(text='trên 98%', language='vi', is_strong=False), \
Run(text='”', language='', is_strong=False))
    """
    reader = _Reader()
    reader.feed(str(marked))
    reader.close()
    return tuple(reader.runs)


class _Reader(HTMLParser):
    """Reads the languages and the strong words of a fragment."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._languages = [""]
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "b"
        self._languages.append(dict(attrs).get("lang") or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "b"
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(clean(data), self._languages[-1], self._depth > 0))


def _parts(block: Mapping[str, Any], page: Page, language: str) -> Iterator[tuple[bool, Part]]:
    """The parts of a block, each with whether it lies across."""
    if edited := block["texts"].get("edited"):
        yield False, Paragraph("warning", runs(inline(edited, language)))
    if "table" in block:
        yield from _figure(block, page.drawings.get(block["key"], ""), language)
    else:
        of_kind = {"title": _title, "reading_key": _key}.get(block["kind"], _prose)
        paragraphs = _footer(block, page, language) if block["kind"] == "footer" else of_kind(block, language)
        yield from ((False, paragraph) for paragraph in paragraphs)


def _title(block: Mapping[str, Any], language: str) -> Iterator[Paragraph]:
    for kind, key in (("title", "title"), ("lede", "lede")):
        yield Paragraph(kind, runs(inline(block["texts"][key], language)))


def _key(block: Mapping[str, Any], language: str) -> Iterator[Paragraph]:
    for reading, text in block["texts"].items():
        first = Run(labels.say(f"reading_key.{reading}_lead", language), "", True)
        yield Paragraph("text", (first, Run(" ", ""), *runs(inline(text, language))))


def _prose(block: Mapping[str, Any], language: str) -> Iterator[Paragraph]:
    kind = "warning" if block["kind"] == "banner" else "item"
    for name, text in block["texts"].items():
        if name != "edited":
            yield Paragraph("heading" if name == "heading" else kind, runs(inline(text, language)))


def _figure(block: Mapping[str, Any], svg: str, language: str) -> Iterator[tuple[bool, Part]]:
    """A chart or a table: headline, drawing, source, notes, numbers, how they were worked out."""
    texts, table = block["texts"], ReportTable.from_json(block["table"])
    is_across = len(table.columns) >= WIDE
    is_drawn = block["kind"] == "chart"
    before, notes = is_across and not is_drawn, [text for key, text in texts.items() if key.startswith("note")]
    subtitle = runs(inline(texts["subtitle"], language))
    source = f"{labels.word('page.source', language)}: {texts['source']}"
    yield before, Paragraph("heading", runs(inline(texts["headline"], language)))
    if is_drawn:
        yield False, Figure(clean(svg), clean(texts["alt"]), subtitle)
    else:
        yield before, Paragraph("text", subtitle)
    yield before, Paragraph("source", runs(inline(source, language, block.get("phrases", ()))))
    yield from ((before, Paragraph("text", runs(lead(text, language)))) for text in notes)
    yield is_across, _table(table, language)
    if symbols := [one for one in table.specials() if one is not Special.NO_LIMIT]:  # that one stands in words
        meanings = "; ".join(f"{one.value} {one.words(language)}" for one in symbols)
        legend = f"{labels.word('table.legend', language)}: {meanings}."
        yield is_across, Paragraph("source", runs(inline(legend, language)))
    if "working" in block:
        yield False, Paragraph("subheading", (Run(labels.word("page.code", language), ""),))
        yield False, Paragraph("text", (Run(labels.word("page.working", language), ""),))
        yield from ((False, Paragraph("item", runs(inline(line, language)))) for line in block["working"])


def _table(table: ReportTable, language: str) -> Table:
    are_numbers = tuple(column.kind not in TEXTS for column in table.columns)
    shown = table.shown(language)
    rows = tuple(
        tuple(
            (Run(clean(cell), ""),) if is_number else runs(inline(cell, language))
            for cell, is_number in zip(row, are_numbers, strict=True)
        )
        for row in shown
    )
    heads = [column.label for column in table.columns]
    widths = tuple(_width(head, cells) for head, *cells in zip(heads, *shown, strict=True))
    return Table(
        runs(inline(table.caption, language)),
        tuple(runs(inline(head, language)) for head in heads),
        rows,
        are_numbers,
        widths,
    )


def _width(head: str, cells: Sequence[str]) -> int:
    """The share of the width that a column gets, against the others: a heading breaks between words, a number never.

    >>> _width("Share, literal", ("98.0–100%",)), _width("Reason", ("a word and more words of a long reason",))
    (14, 27)
    """
    words = max((len(word) + (cell is head) for cell in (head, *cells) for word in cell.split()), default=0)
    return max(min(words, _WORD), min(max(map(len, cells), default=0), _MOST), _LEAST) + _BESIDE


def _footer(block: Mapping[str, Any], page: Page, language: str) -> Iterator[Paragraph]:
    texts, sources = block["texts"], block.get("sources", ())
    yield Paragraph("heading", (Run(labels.word("page.about", language), ""),))
    if sources:
        yield Paragraph("subheading", (Run(labels.word("page.sources", language), ""),))
    for source in (SourceNote(**source) for source in sources):
        address = escape(f" {source.url}" if source.url.startswith("http") else "")
        yield Paragraph("text", runs(inline(source.sentence(language), language, source.phrases) + address))
    yield Paragraph("subheading", (Run(labels.word("page.method", language), ""),))
    yield Paragraph("text", runs(inline(texts["method"], language)))
    yield Paragraph("subheading", (Run(labels.word("page.cite", language), ""),))
    yield Paragraph("text", runs(inline(page.site.citation(texts["citation"], language, page.path), language)))
    yield Paragraph("text", runs(inline(texts["record"], language)))


def _foot(page: Page, maker: str, language: str) -> Text:
    """The line at the foot of each sheet: who printed the figures and when, and who made the report."""
    named = published(page.data.get("sources", ()), language)
    parts = [f"{labels.word('page.source', language)}: {named}"] if named else []
    parts += [f"{labels.word('page.maker', language)}: {maker}"] if maker else []
    return runs(inline(". ".join(parts), language))
