"""Where figures come from: the sentence under a chart, the words around a figure, and a source as the foot names it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.vocabulary import labels


@dataclass(frozen=True)
class Place:
    """Where figures stand in a text: as ``printed`` (in quotation marks if seen), within a ``quote``, in a paragraph.

    ``quote`` may be empty, and so may ``locator``, in words.
    """

    printed: str
    quote: str
    locator: str


@dataclass(frozen=True)
class SourceLine:
    """A sentence of the source line; ``phrases`` are the titles and caveats in it, each in one language throughout.

    ``places`` say where its figures stand in the text, none where the text was not at hand.
    """

    sentence: str
    phrases: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class SourceNote:
    """A source as the foot names it; ``date`` is YYYY, YYYY-MM, YYYY-MM-DD or empty, ``url`` may be empty.

    ``caveats`` are sentences about the source itself: that it is secondary, that its year was inferred.
    """

    title: str
    producer: str
    licence: str
    date: str = ""
    url: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The parts of the sentence that are each in one language throughout."""
        return self.title, self.licence.rstrip("."), *self.caveats

    def sentence(self, language: str) -> str:
        """Title, date, producer and licence in one sentence, then the caveats."""
        stated = labels.say(
            "page.licence" if self.date else "page.licence_undated",
            language,
            title=self.title,
            producer=self.producer,
            licence=self.licence.rstrip("."),
            date=labels.date(self.date, language),
        )
        return " ".join((stated, *self.caveats))
