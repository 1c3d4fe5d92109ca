"""A figure as SVG: inline in a page, with the page's colours and font, or as a file that travels alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from typing import IO
from xml.etree import ElementTree

from matplotlib.figure import Figure

from analysis.charts.columns import ChartError
from analysis.charts.lettering import lines
from analysis.charts.palette import LIGHT
from analysis.charts.theme import fixed_settings

_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
_LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}")
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_FAMILY = re.compile(r"\s*font-family:[^;]*;?")
_VARIABLE = re.compile(r"var\(--[\w-]+,(#\w+)\)")
_MARGIN = 16
_GAP = 10


def svg(figure: Figure, key: str, label: str, *, is_cropped: bool = False) -> str:
    """The drawing as one ``<svg role="img">`` for a page, labelled with its text alternative.

    Colours are the page's variables with the light ones to fall back on; ids begin with ``key``, which no
    other drawing of its page may have. Same figure, same bytes: ids are numbered in their order and coordinates
    rounded, because matplotlib names ids by unrounded floats. ``is_cropped`` fits the canvas to what is drawn, beyond
    the edges of the figure, too. ValueError for a drawing of nothing, ChartError
    for a text that is no formula.
    """
    root = _drawn(figure, "tight" if is_cropped else None)
    _renumber(root, key)
    if not len(root):
        raise ValueError("the drawing is empty; show(None) where there is nothing to draw")
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update({"role": "img", "aria-label": label, "viewBox": box})
    text = ElementTree.tostring(root, encoding="unicode")
    for name, colour in LIGHT.items():
        text = text.replace(f": {colour}", f": var(--{name},{colour})")
    return text


def plain_svg(inline: str, title: str, subtitle: str, source: str) -> str:
    """The file that travels alone: a drawing in plain colours, its title above and its source below."""
    root = ElementTree.fromstring(_VARIABLE.sub(r"\1", inline))
    width, height = (float(size) for size in root.get("viewBox", "").split()[2:])
    head = [(text, 16, 700) for text in lines(title, 16, width, bold=True)]
    head += [(text, 12.5, 400) for text in lines(subtitle, 12.5, width)]
    foot = [(text, 11.5, 400) for text in lines(source, 11.5, width)]
    above, below = (sum(1.4 * size for _, size, _ in part) + _GAP for part in (head, foot))
    box = (-_MARGIN, -above - _MARGIN, width + 2 * _MARGIN, height + above + below + 2 * _MARGIN)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(f"{size:g}" for size in box)}" '
        f'width="{box[2]:g}" height="{box[3]:g}" font-family="system-ui, sans-serif">',
        f"<title>{escape(title)}</title><desc>{escape(source)}</desc>",
        '<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" fill="{}"/>'.format(*box, LIGHT["paper"]),
        *_written(head, -above),
        *(ElementTree.tostring(child, encoding="unicode") for child in root),
        *_written(foot, height + _GAP),
        "</svg>\n",
    ]
    return "".join(parts)


def _written(texts: list[tuple[str, float, int]], top: float) -> Iterator[str]:
    """Lines of text as (text, size, weight) under each other."""
    for text, size, weight in texts:
        yield (
            f'<text x="0" y="{top + size:g}" font-size="{size:g}" font-weight="{weight}" '
            f'fill="{LIGHT["ink"]}">{escape(text)}</text>'
        )
        top += 1.4 * size


def _drawn(figure: Figure, extent: str | None) -> ElementTree.Element:
    """The figure as matplotlib writes it, without namespaces, metadata and styles of the whole page."""
    with io.BytesIO() as file, fixed_settings():
        _save(figure, file, extent)
        root = ElementTree.fromstring(file.getvalue())
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.tail = None
        if element.tag != "text":
            element.text = None
        for name in list(element.attrib):
            element.set(name.rpartition("}")[2], _tidy(element.attrib.pop(name)))
        if element.get("transform") == "":
            del element.attrib["transform"]
    _drop(root, ("metadata", "style"))
    return root


def _save(figure: Figure, file: IO[bytes], extent: str | None) -> None:
    try:
        figure.savefig(file, format="svg", metadata=_NO_METADATA, bbox_inches=extent)
    except ValueError as error:
        if "ParseException" not in str(error):
            raise
        raise ChartError(
            f"matplotlib can read no formula in {str(error).strip().splitlines()[0]!r}. "
            r"Write \$ for each $, or charts.use() before the picture is drawn: no text is then a formula."
        ) from None


def _tidy(value: str) -> str:
    """An attribute with coordinates of two decimals, no font and no turn by nothing."""
    value = _FAMILY.sub("", _NO_TURN.sub("", value.replace("text-anchor: start; ", "")))
    return " ".join(_LONG_DECIMAL.sub(lambda match: f"{round(float(match[0]), 2) + 0:g}", value).split())


def _drop(element: ElementTree.Element, tags: tuple[str, ...]) -> None:
    """Leave out the elements with these tags, and shapes that have neither a face nor an edge."""
    for child in list(element):
        if child.tag in tags or child.get("style") == "fill: none":
            element.remove(child)
        else:
            _drop(child, tags)


def _renumber(root: ElementTree.Element, key: str) -> None:
    """Ids that something refers to become key-0, key-1, … in their order; the rest goes."""
    references = (
        match[1] or match[2]
        for element in root.iter()
        for value in element.attrib.values()
        if (match := _REFERENCE.search(value))
    )
    names = {name: f"{key}-{number}" for number, name in enumerate(dict.fromkeys(references))}
    for element in root.iter():
        for attribute, value in list(element.attrib.items()):
            if attribute == "id":
                element.attrib.pop("id")
                if value in names:
                    element.set("id", names[value])
            elif match := _REFERENCE.search(value):
                name = match[1] or match[2]
                element.set(attribute, value.replace(f"#{name}", f"#{names[name]}"))
    _flatten(root)


def _flatten(element: ElementTree.Element) -> None:
    """Groups that carry nothing give way to what they hold."""
    for child in list(element):
        _flatten(child)
        if child.tag in ("g", "defs") and not child.attrib and (child.tag == "g" or not len(child)):
            index = list(element).index(child)
            element.remove(child)
            for offset, grandchild in enumerate(child):
                element.insert(index + offset, grandchild)
