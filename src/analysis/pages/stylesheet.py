"""The style sheet that every page carries in itself."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from analysis import paths
from analysis.charts.palette import DARK, LIGHT
from analysis.pages import ranges


@cache
def style() -> Markup:
    """The colours by name, light and, on a screen that asks for it, dark; then the rules of all pages,
    and how a range is said in each language."""
    light, dark = (";".join(f"--{name}:{colour}" for name, colour in tone.items()) for tone in (LIGHT, DARK))
    rules = (paths.TEMPLATES / "page.css").read_text(encoding="utf-8")
    return Markup(
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}{ranges.rules()}"
    )
