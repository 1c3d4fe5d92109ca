"""Colours by name, of the pages and of the drawings: light, and dark for a screen that asks for it."""

from __future__ import annotations

# Every text colour stands at 4.5:1 or more on paper and on wash. In grey solid differs from pale by over 40
# in lightness; conventional and count differ by position and label.
LIGHT = {
    "paper": "#ffffff", "wash": "#f3f5f6", "ink": "#1b2127", "soft": "#4b5660", "rule": "#8a949d",
    "grid": "#e4e8eb", "literal": "#0d4a7a", "literal-pale": "#c5d9ea", "conventional": "#a8500b",
    "conventional-pale": "#f6d5b4", "count": "#5d6872", "count-pale": "#d9dee2", "alert": "#a3124f",
}  # fmt: skip
DARK = {
    "paper": "#12171c", "wash": "#1b2228", "ink": "#eef1f3", "soft": "#b3bdc6", "rule": "#78838d",
    "grid": "#2a323a", "literal": "#8cc0ec", "literal-pale": "#24435e", "conventional": "#f0a35e",
    "conventional-pale": "#5a3716", "count": "#a3aeb8", "count-pale": "#38424b", "alert": "#ff8fb8",
}  # fmt: skip
# A tone is a pair of colours: what is certain, what is possible.
TONES = {name: (LIGHT[name], LIGHT[f"{name}-pale"]) for name in ("literal", "conventional", "count")}


def pair(tone: str) -> tuple[str, str]:
    """The colours of a tone; of any other colour, itself and a pale one mixed from it.

    >>> pair("literal"), pair("#804000")
    (('#0d4a7a', '#c5d9ea'), ('#804000', '#dfcfbf'))
    """
    if tone in TONES:
        return TONES[tone]
    from matplotlib.colors import to_hex, to_rgb

    return to_hex(tone), to_hex([0.25 * part + 0.75 for part in to_rgb(tone)])
