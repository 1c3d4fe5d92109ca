"""A drawing as a PNG of twice its size, for a slide or a text: what offices can paste."""

from __future__ import annotations

from pathlib import Path

from matplotlib import get_data_path

from analysis.charts.theme import FONT

ZOOM = 2


def fonts() -> list[str]:
    """The files of the font of the drawings, as matplotlib brings them: no font of this machine changes a picture."""
    name = FONT.replace(" ", "")
    folder = Path(get_data_path(), "fonts", "ttf")
    return [str(folder / f"{name}{weight}.ttf") for weight in ("", "-Bold")]


def picture(svg: str) -> bytes:
    """The drawing of an SVG file as a PNG; the same bytes from the same drawing. ValueError for what is no SVG."""
    import resvg_py  # only where a picture is asked for

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            skip_system_fonts=True,
            font_files=fonts(),
            font_family=FONT,
            sans_serif_family=FONT,
        )
    )
