"""Drawings: what each mark says, texts that keep clear, and SVG that is the same on every run."""

import re
from xml.etree import ElementTree

import pytest
import sample_report
from drawn_texts import faults

from analysis.charts import marks, palette, theme, vector


def drawn(paint, width=400):
    figure, (panel,) = theme.canvas(width, 100)
    panel.set_xlim(0, 100)
    paint(panel)
    return ElementTree.fromstring(vector.svg(figure, "k", "label"))


def paths(root, colour):
    """The right edges of the shapes of a colour."""
    found = [path for path in root.iter("path") if f"fill: var(--{colour}," in path.get("style", "")]
    return [max(float(x) for x in re.findall(r"[ML] ([\d.]+)", path.get("d"))) for path in found]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "literal", "conventional", "count", "alert"])
def test_every_colour_of_text_can_be_read_on_paper_and_on_wash(tokens, name):
    assert min(contrast(tokens[name], tokens[ground]) for ground in ("paper", "wash")) >= 4.5


def test_every_colour_is_one_token_in_both_modes():
    assert list(palette.LIGHT) == list(palette.DARK)
    assert len(palette.LIGHT) == len(set(palette.LIGHT.values()))


def test_an_interval_is_solid_to_the_least_value_and_pale_to_the_greatest():
    root = drawn(lambda panel: marks.interval(panel, 50, 25, 75))
    assert [paths(root, "literal"), paths(root, "literal-pale")] == [[100.0], [300.0]]


def test_an_exact_value_is_solid_without_caps():
    root = drawn(lambda panel: marks.interval(panel, 50, 25, 25, tone="count"))
    assert [paths(root, "count"), paths(root, "count-pale")] == [[100.0], []]
    assert len(list(root.iter("path"))) == 1


def test_an_open_end_fades_to_the_end_of_the_panel_and_has_an_arrow():
    root = drawn(lambda panel: marks.interval(panel, 50, 25, None))
    fades = [path.get("style") for path in root.iter("path") if "--literal-pale" in path.get("style")]
    opacities = [float(match[1]) for style in fades if (match := re.search(r"opacity: ([\d.]+)", style))]
    assert opacities == sorted(opacities, reverse=True)
    assert min(opacities) < 0.1
    assert max(paths(root, "literal-pale")) == 400.0


def test_what_nothing_makes_certain_has_no_solid_part():
    root = drawn(lambda panel: marks.interval(panel, 50, 0, 60))
    assert paths(root, "literal") == [0.0]


def test_text_stays_text_and_keeps_its_thousands():
    root = drawn(lambda panel: marks.put(panel, 0, 50, "hơn 1.000 $x$ <b> & 12,3456%"))
    assert [text.text for text in root.iter("text")] == ["hơn 1.000 $x$ <b> & 12,3456%"]


def test_a_text_with_a_line_break_is_refused():
    with pytest.raises(ValueError, match="put one line at a time"):
        drawn(lambda panel: marks.put(panel, 0, 50, "one\ntwo"))


def test_a_drawing_gets_its_height_in_the_end():
    """What was put down stays where it was, counted from the top."""
    figure, (panel,) = theme.canvas(400)
    below = marks.paragraph(panel, 10, "two lines of a text", 12, 80)
    theme.fit(figure, below + 20)
    root = ElementTree.fromstring(vector.svg(figure, "k", "label"))
    assert (root.get("viewBox"), below) == ("0 0 400 62", 42)
    assert [(text.text, text.get("y")) for text in root.iter("text")] == [
        ("two lines of", "22.32"),
        ("a text", "38.32"),
    ]


def test_a_shape_without_face_and_edge_is_not_in_the_drawing():
    root = drawn(lambda panel: [marks.bar(panel, 50, 0, 20, colour="none"), marks.bar(panel, 80, 0, 20)])
    assert len(list(root.iter("path"))) == 1


def test_marks_are_clipped_where_an_axis_is_shown():
    figure, (panel,) = theme.canvas(400, 100)
    shown = figure.add_axes((0, 0, 1, 1))
    for ax in (panel, shown):
        marks.interval(ax, 50, 2, 6)
    assert [{patch.get_clip_on() for patch in ax.patches} for ax in (panel, shown)] == [{False}, {True}]


def test_a_drawing_is_the_same_on_every_run_and_leaks_nothing():
    first, second = (vector.svg(sample_report.draw("vi", False), "k", "label") for _ in range(2))
    assert first == second
    for leak in ("<style", "<metadata", "matplotlib", "<!--", "font-family", "Date"):
        assert leak not in first


def test_ids_begin_with_the_key_and_are_all_referred_to():
    text = vector.svg(*[drawing(lambda panel: marks.dot(panel, 50, 50))], "grades-wide", "label")
    ids = re.findall(r'id="([^"]+)"', text)
    assert ids == ["grades-wide-0"]
    assert 'href="#grades-wide-0"' in text


def drawing(paint):
    figure, (panel,) = theme.canvas(400, 100)
    panel.set_xlim(0, 100)
    paint(panel)
    return figure


def test_the_label_is_escaped():
    text = vector.svg(drawing(lambda panel: marks.put(panel, 9, 9, "1")), "k", 'a "quoted" <b> & more')
    assert ElementTree.fromstring(text).get("aria-label") == 'a "quoted" <b> & more'


def test_the_file_that_travels_alone_has_plain_colours_title_and_source():
    inline = vector.svg(sample_report.draw("en", False), "k", "label")
    root = ElementTree.fromstring(vector.plain_svg(inline, "A <title>", "What is drawn", "Source: “98%”"))
    space = "{http://www.w3.org/2000/svg}"
    assert [root.findtext(f"{space}{tag}") for tag in ("title", "desc")] == ["A <title>", "Source: “98%”"]
    assert "var(" not in ElementTree.tostring(root, encoding="unicode")
    texts = [text.text for text in root.iter(f"{space}text")]
    assert [texts[0], texts[-1]] == ["A <title>", "Source: “98%”"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_texts_of_the_sample_keep_clear(language, narrow):
    assert faults(sample_report.draw(language, narrow)) == []


def test_texts_that_overlap_or_leave_the_canvas_are_named():
    def paint(panel):
        marks.put(panel, 0, 20, "one text")
        marks.put(panel, 5, 25, "another")
        marks.put(panel, 95, 60, "too far to the right")

    figure = drawing(paint)
    assert faults(figure) == ['"too far to the right" leaves the canvas.', '"one text" overlaps "another".']


def test_a_tick_at_the_edge_of_the_figure_is_set_flush_with_it():
    figure = drawing(lambda panel: marks.axis(panel, 0, 60, (0, 50, 100), ("0", "500.000", "1.000.000")))
    assert [text.get_ha() for text in figure.axes[0].texts] == ["left", "center", "right"]
    assert faults(figure) == []
