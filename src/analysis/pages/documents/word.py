"""A report as a Word document that an officer goes on writing: styles, captions that count themselves, real tables.

A4, upright, wide tables across. The look of everything is a style's (``word_styles``); of a run only its language is
said. The same page gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Mm

from analysis.pages.documents import png, word_styles
from analysis.pages.documents.content import Content, Figure, Paragraph, Part, Run, Table, Text, content
from analysis.vocabulary import labels

if TYPE_CHECKING:
    from analysis.pages.page import Page

_SHORT, _LONG = Mm(210), Mm(297)
_MARGINS = {"left_margin": Mm(30), "right_margin": Mm(20), "top_margin": Mm(20), "bottom_margin": Mm(25)}
_FOOT = Mm(10)  # from the edge of the sheet
_PICTURE = Mm(150)
_CREATED = dt.datetime(2000, 1, 1)  # a document tells no clock time
_STAMP = (1980, 1, 1, 0, 0, 0)
_THUMBNAIL = "/thumbnail"
_W = nsdecls("w")


def document(page: Page, language: str) -> bytes:
    """The document of a page, as the bytes of a DOCX file."""
    says = content(page, language)
    writer = _Writer(says)
    for position, (is_across, parts) in enumerate(says.sheets):
        section = writer.document.add_section(WD_SECTION.NEW_PAGE) if position else writer.document.sections[0]
        _lay(section, is_across)
        for part in parts:
            writer.write(part)
    writer.foot()
    return _bytes(writer.document)


class _Writer:
    """Writes parts behind each other; figures and tables are counted."""

    def __init__(self, says: Content) -> None:
        self.says = says
        self.document = docx.Document()
        self._numbers: Counter[str] = Counter()
        self._locale = _locale(says.language)
        word_styles.apply(self.document, self._locale)
        _properties(self.document, says, self._locale)

    def write(self, part: Part) -> None:
        """Put a part at the end of the document."""
        if isinstance(part, Paragraph):
            self._add(self._paragraph(word_styles.NAMES[part.kind], self._runs(part.text)))
        elif isinstance(part, Figure):
            self._figure(part)
        else:
            self._add(self._caption("table", "Table Caption", part.caption))
            self._add(self._table(part))

    def foot(self) -> None:
        """The foot of each sheet: where the figures come from, and which sheet it is of how many."""
        footer = self.document.sections[0].footer
        first = footer.paragraphs[0]._p
        sheet = labels.say("document.sheet", self.says.language, sheet="\0", sheets="\1")
        counted = escape(sheet).replace("\0", _field("PAGE")).replace("\1", _field("NUMPAGES"))
        for style, inside in (("Footer", self._runs(self.says.foot)), ("Footer Page", _apart(counted))):
            first.addprevious(parse_xml(self._paragraph(style, inside)))
        first.getparent().remove(first)

    def _add(self, xml: str) -> None:
        self.document.element.body._insert_p(parse_xml(xml))

    def _paragraph(self, style: str, inside: str) -> str:
        return f"<w:p {_W}>{self._of_style(style)}{inside}</w:p>"

    def _of_style(self, name: str) -> str:
        return f'<w:pPr><w:pStyle w:val="{self.document.styles[name].style_id}"/></w:pPr>'

    def _runs(self, text: Text) -> str:
        return "".join(map(self._run, text))

    def _run(self, run: Run) -> str:
        strong = '<w:rStyle w:val="Strong"/>' if run.is_strong else ""
        spoken = f'<w:lang w:val="{_locale(run.language)}"/>' if run.language not in ("", self.says.language) else ""
        look = f"<w:rPr>{strong}{spoken}</w:rPr>" if strong or spoken else ""
        return f'<w:r>{look}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'

    def _caption(self, kind: str, style: str, text: Text) -> str:
        """A caption under a number that Word counts again when the document grows."""
        self._numbers[kind] += 1
        word = labels.word(f"document.{kind}", self.says.language)
        number = _field(f"SEQ {word} \\* ARABIC", str(self._numbers[kind]))
        return self._paragraph(style, f"{_apart(f'{escape(word)} {number}. ')}{self._runs(text)}")

    def _figure(self, figure: Figure) -> None:
        paragraph = self.document.add_paragraph(style="Figure")
        shape = paragraph.add_run().add_picture(io.BytesIO(png.picture(figure.svg)), width=_PICTURE)
        drawing = shape._inline.docPr
        drawing.set("descr", figure.alt)
        drawing.set("name", f"{labels.word('document.figure', self.says.language)} {self._numbers['figure'] + 1}")
        self._add(self._caption("figure", "Caption", figure.caption))

    def _table(self, table: Table) -> str:
        """The table, its first row repeated on each sheet, no row parted between two."""
        caption = quoteattr("".join(run.text for run in table.caption))
        total = sum(table.widths)
        grid = "".join(f'<w:gridCol w:w="{round(9000 * width / total)}"/>' for width in table.widths)
        head = self._row(table.heads, table, "<w:cantSplit/><w:tblHeader/>")
        rows = "".join(self._row(row, table, "<w:cantSplit/>") for row in table.rows)
        return (
            f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="5000" w:type="pct"/>'
            f'<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={caption}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        )

    def _row(self, cells: tuple[Text, ...], table: Table, how: str) -> str:
        styles = {
            is_number: self._of_style(f"Table {'Number' if is_number else 'Text'}") for is_number in (False, True)
        }
        total = sum(table.widths)
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(5000 * width / total)}" w:type="pct"/></w:tcPr>'
            f"<w:p>{styles[is_number]}{self._runs(cell)}</w:p></w:tc>"
            for cell, is_number, width in zip(cells, table.are_numbers, table.widths, strict=True)
        )
        return f"<w:tr><w:trPr>{how}</w:trPr>{inside}</w:tr>"


def _locale(language: str) -> str:
    return labels.language_row(language)["locale"].replace("_", "-")


def _field(code: str, shown: str = "1") -> str:
    return f'</w:t></w:r><w:fldSimple w:instr="{escape(code)}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>\2'


def _apart(words: str) -> str:
    """Runs of escaped words with fields between them."""
    opened = '<w:r><w:t xml:space="preserve">'
    return f"{opened}{words.replace(chr(2), opened)}</w:t></w:r>".replace(f"{opened}</w:t></w:r>", "")


def _lay(section: Section, is_across: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if is_across else (_SHORT, _LONG)
    section.footer_distance = _FOOT
    for name, margin in _MARGINS.items():
        setattr(section, name, margin)


def _properties(document: Document, says: Content, locale: str) -> None:
    properties: Any = document.core_properties
    properties.title, properties.author, properties.language = says.title[:255], says.maker[:255], locale
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = _CREATED
    rels = document.part.package.rels
    for name in [name for name, rel in rels.items() if rel.reltype.endswith(_THUMBNAIL)]:
        del rels[name]  # a picture of the empty document that python-docx begins with


def _bytes(document: Document) -> bytes:
    """The file, in which no part tells when it was written."""
    written, file = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts.read(name))
    return file.getvalue()
