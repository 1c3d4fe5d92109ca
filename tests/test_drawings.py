"""A drawing is an image in a notebook and inline SVG in a page: the same SVG, with its text alternative once."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest
import sample_report

from analysis.charts import vector
from analysis.pages import drawings
from analysis.pages.blocks import ChartBlock

LABEL = 'a "quoted" <b> & more'


@pytest.fixture
def svg():
    return vector.svg(sample_report.draw("vi", False), "k", LABEL)


def test_a_page_has_the_drawing_byte_for_byte(svg):
    assert str(drawings.inlined(f"<i>{drawings.as_image(svg)}</i>{drawings.as_comment(svg)}")) == f"<i>{svg}</i>{svg}"


def test_an_image_is_whole_by_itself_and_has_colours_for_a_dark_screen(svg):
    text = b64decode(re.search('base64,([^"]*)"', drawings.as_image(svg))[1]).decode()
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    named, dark = (set(re.findall(pattern, text)) for pattern in (r"var\((--[\w-]+),", r"(--[\w-]+):#"))
    assert named <= dark


def test_a_notebook_shows_one_drawing_of_a_chart_with_its_text_once():
    for block in sample_report.blocks("vi"):
        shown = block._repr_mimebundle_()[0]["text/html"]
        drawn = isinstance(block, ChartBlock)
        assert [shown.count(tag) for tag in ("<img ", "<svg", "<!--drawing:")] == [drawn, 0, drawn]
        assert not drawn or shown.count(f'alt="{block.alt}"') == 1
