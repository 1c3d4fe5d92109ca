"""The blocks of words: title, tiles, the key to the two readings, sentences, a contradiction."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from analysis.pages.blocks.base import Block, Numbers
from analysis.vocabulary import figures, labels

MOST_DECIMALS = 3


@dataclass(frozen=True)
class Title(Block):
    """The finding of a report as its title, and what it rests on in one or two sentences.

    ``share`` is the least and the greatest value of the report's main share, parts of one, which the index draws
    as a small bar, and ``share_of`` says what it is a share of.
    """

    kind: ClassVar[str] = "title"
    language: str
    title: str
    lede: str
    numbers: Numbers = ()
    share: tuple[Fraction, Fraction] | None = None
    share_of: str = ""

    def texts(self) -> dict[str, str]:
        return {"title": self.title, "lede": self.lede}

    def metadata(self) -> dict[str, Any]:
        if self.share is None:
            return super().metadata()
        return {**super().metadata(), "share": [str(end) for end in self.share], "share_of": self.share_of}


@dataclass(frozen=True)
class Tile:
    """One number, what it counts, and one sentence that says what it rests on."""

    number: str
    what: str
    why: str


@dataclass(frozen=True)
class Tiles(Block):
    """The few numbers of a report that a reader should take away; four fit on a line."""

    kind: ClassVar[str] = "tiles"
    language: str
    tiles: tuple[Tile, ...]
    numbers: Numbers = ()

    def texts(self) -> dict[str, str]:
        return {
            f"tile {position}": f"{tile.number} {tile.what}. {tile.why}"
            for position, tile in enumerate(self.tiles, start=1)
        }


@dataclass(frozen=True)
class ReadingKey(Block):
    """What "literal" and "conventional" mean, with the widths that the tolerance gives."""

    kind: ClassVar[str] = "reading_key"
    language: str
    tolerance: Fraction | float | str = 1

    def texts(self) -> dict[str, str]:
        nearly, more = (labels.percent(value / 100, self.language, decimals) for value, decimals in self._ends())
        return {
            reading: labels.say(f"reading_key.{reading}", self.language, nearly_low=nearly, more_high=more)
            for reading in figures.READINGS
        }

    @property
    def numbers(self) -> Numbers:
        """The numbers of the two examples."""
        return (60, 98, *(value for value, _ in self._ends()))

    def _ends(self) -> list[tuple[Fraction, int]]:
        """The two ends that the tolerance decides, as the sentence states them, and their decimals."""
        nearly = figures.parse("gần 60%").bounds("conventional", self.tolerance)
        more = figures.parse("trên 98%").bounds("conventional", self.tolerance)
        return [_shortest(Fraction(nearly.low or 0), "least"), _shortest(Fraction(more.high or 100), "greatest")]


def _shortest(value: Fraction, end: labels.End) -> tuple[Fraction, int]:
    """The end of a bound with the fewest decimals that state it exactly, rounded outwards where these are too many.

    >>> _shortest(Fraction(57), "least"), _shortest(Fraction("56.25"), "least"), _shortest(Fraction(170, 3), "least")
    ((Fraction(57, 1), 0), (Fraction(225, 4), 2), (Fraction(28333, 500), 3))
    """
    decimals = next((some for some in range(MOST_DECIMALS) if not value * 10**some % 1), MOST_DECIMALS)
    return Fraction(labels.rounded(value, decimals, end)), decimals


@dataclass(frozen=True)
class Prose(Block):
    """A heading and sentences under it, such as what a text does not say."""

    kind: ClassVar[str] = "prose"
    language: str
    heading: str
    items: tuple[str, ...]
    numbers: Numbers = ()

    def texts(self) -> dict[str, str]:
        return {
            "heading": self.heading,
            **{f"item {position}": item for position, item in enumerate(self.items, start=1)},
        }


@dataclass(frozen=True)
class Banner(Prose):
    """A contradiction, above everything that rests on it."""

    kind: ClassVar[str] = "banner"
