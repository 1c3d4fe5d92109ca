"""The blocks of words: title, tiles, the key to the two readings, sentences, a contradiction."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from analysis.pages.blocks.base import Block, Numbers
from analysis.pages.facts import Facts
from analysis.vocabulary import figures, intervals, labels


@dataclass(frozen=True)
class Title(Block):
    """The finding of a report as its title, and what it rests on in one or two sentences.

    ``share`` is the least and the greatest value of the report's main share, parts of one, which the index draws
    as a small bar (one of two exact shares, where it is an ``Either``), ``share_of`` says what it is a share of, and
    ``facts`` what else the index shows.
    """

    kind: ClassVar[str] = "title"
    language: str
    title: str
    lede: str
    numbers: Numbers = ()
    share: tuple[Fraction, Fraction] | None = None
    share_of: str = ""
    facts: Facts = Facts()

    def texts(self) -> dict[str, str]:
        return {"title": self.title, "lede": self.reserved(self.lede)}

    def metadata(self) -> dict[str, Any]:
        facts = {"facts": self.facts.as_dict()} if self.facts != Facts() else {}
        if self.share is None:
            return {**super().metadata(), **facts}
        share = {"share": [str(end) for end in self.share], "share_is_either": isinstance(self.share, labels.Either)}
        return {**super().metadata(), **facts, **share, "share_of": self.share_of}


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
    """What "literal" and "conventional" mean for words of the page, with the widths that the tolerance gives.

    ``examples`` are printed figures, each as printed and as the page shows it, in quotes or not.
    """

    kind: ClassVar[str] = "reading_key"
    language: str
    examples: tuple[tuple[str, str], ...]
    tolerance: figures.Tolerance = 1

    def texts(self) -> dict[str, str]:
        return {reading: self._text(reading) for reading in figures.READINGS}

    @property
    def numbers(self) -> Numbers:
        """The numbers in the examples and at the ends of what they mean."""
        parsed = [figures.parse(text) for text, _ in self.examples]
        stated = [end for figure in parsed for end in (figure.value, figure.upper)]
        for bounds in (figure.bounds(reading, self.tolerance) for figure in parsed for reading in figures.READINGS):
            stated += [bounds.low and intervals.widened(bounds.low, "least")[0]]
            stated += [bounds.high and intervals.widened(bounds.high, "greatest")[0]]
        return tuple(end for end in stated if end is not None)

    def _text(self, reading: figures.Reading) -> str:
        words = [
            labels.say(f"reading_key.{reading}_word", self.language, printed=shown, interval=self._means(text, reading))
            for text, shown in self.examples
        ]
        return labels.say(f"reading_key.{reading}", self.language, words=labels.joined(words))

    def _means(self, printed: str, reading: figures.Reading) -> str:
        figure = figures.parse(printed)
        bounds = figure.bounds(reading, self.tolerance)
        words = intervals.words(bounds, figure.is_percent, self.language)
        return labels.say("reading_key.one", self.language, number=words) if bounds.low == bounds.high else words


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
    """A contradiction or a warning, above everything that rests on it."""

    kind: ClassVar[str] = "banner"
