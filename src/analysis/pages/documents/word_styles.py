"""The styles of a Word document: what looks how stands here alone, so that an officer changes it in one place."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

FONT = "Times New Roman"  # what offices in Việt Nam write in, and on every machine
# The style of each kind of paragraph.
NAMES = {
    "title": "Title",
    "lede": "Subtitle",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "text": "Normal",
    "item": "List Bullet",
    "warning": "Warning",
    "source": "Source",
}
TABLE = "Report Table"
_KEEP = "<w:keepNext/><w:keepLines/>"
_BULLET = '<w:numPr><w:numId w:val="1"/></w:numPr>'
_EDGE = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="A3124F"/></w:pBdr>'
_RIGHT = '<w:jc w:val="right"/>'
# Style -> the paragraph (what comes before its spacing, before and after in twentieths of a point, what comes behind),
# then the letters (weight or slant, half points).
_STYLES: dict[str, tuple[str, int, int, str, str, int]] = {
    "Normal": ("<w:widowControl/>", 0, 120, "", "", 24),
    "Title": (_KEEP, 0, 120, "", "b", 34),
    "Subtitle": ("<w:keepLines/>", 0, 200, "", "i", 24),
    "Heading 1": (_KEEP, 360, 120, '<w:outlineLvl w:val="0"/>', "b", 28),
    "Heading 2": (_KEEP, 200, 80, '<w:outlineLvl w:val="1"/>', "b", 24),
    "List Bullet": (_BULLET, 0, 80, "", "", 24),
    "Warning": (f"<w:keepLines/>{_EDGE}", 80, 160, '<w:ind w:left="200"/>', "", 24),
    "Caption": ("<w:keepLines/>", 80, 120, "", "i", 22),
    "Table Caption": (_KEEP, 240, 80, "", "i", 22),
    "Figure": ("<w:keepNext/>", 80, 0, '<w:jc w:val="center"/>', "", 24),
    "Source": ("<w:keepLines/>", 60, 160, "", "", 20),
    "Table Text": ("", 20, 20, "", "", 20),
    "Table Number": ("", 20, 20, _RIGHT, "", 20),
    "Footer": ("", 0, 0, "", "", 19),
    "Footer Page": ("", 0, 0, _RIGHT, "", 19),
}
_BASED_ON = {"Table Caption": "Caption", "Table Number": "Table Text", "Footer Page": "Footer"}
_RULE = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="6B7280"/>'
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:tblPr><w:tblBorders>{_RULE.format("top", 8)}{_RULE.format("bottom", 8)}{_RULE.format("insideH", 4)}</w:tblBorders>
<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>
<w:tcPr><w:tcBorders>{_RULE.format("bottom", 8)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>
</w:style>"""


def apply(document: Document, language: str) -> None:
    """Give a new document the styles, and the language of its words where no run says another."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for old, new in zip(list(defaults), _defaults(language), strict=True):
        defaults.replace(old, new)
    for name in _STYLES:
        _apply(document, name)
    document.styles.element.append(parse_xml(_TABLE))
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), language)


def _defaults(language: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    fonts = " ".join(f'w:{use}="{FONT}"' for use in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        parse_xml(
            f"<w:rPrDefault {nsdecls('w')}><w:rPr><w:rFonts {fonts}/><w:sz w:val='24'/><w:szCs w:val='24'/>"
            f"<w:lang w:val='{language}' w:eastAsia='{language}' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
        ),
        parse_xml(f"<w:pPrDefault {nsdecls('w')}><w:pPr/></w:pPrDefault>"),
    )


def _apply(document: Document, name: str) -> None:
    styles = document.styles
    first, before, after, last, weight, size = _STYLES[name]
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name in _BASED_ON:
        style.base_style = styles[_BASED_ON[name]]
    style.hidden, style.quick_style = False, True
    for part in ("w:pPr", "w:rPr"):
        for old in style.element.findall(qn(part)):
            style.element.remove(old)
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="264" w:lineRule="auto"/>'
    letters = f"<w:{weight}/><w:{weight}Cs/>" if weight else ""
    letters += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    style.element.append(parse_xml(f"<w:pPr {nsdecls('w')}>{first}{spacing}{last}</w:pPr>"))
    style.element.append(parse_xml(f"<w:rPr {nsdecls('w')}>{letters}</w:rPr>"))
