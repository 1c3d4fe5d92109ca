"""The text of a review: the example, a file, or what is pasted."""

from __future__ import annotations

from pathlib import Path

import ipywidgets

from analysis import paths
from analysis.data.bulletins.reading import read
from analysis.lab.panel import Panel
from analysis.vocabulary import labels

EXAMPLE = "example"
LONGEST_NAME = 12  # words: a file that is missing is named in fewer, a bulletin has more


def text_of(text: str = EXAMPLE) -> str:
    """The text itself: of the example, of a file (text, saved web page, DOCX, PDF) from the repository's root, or as
    pasted, which is told by its lines or its many words.

    DataError where the file is missing or gives no text.
    """
    if text == EXAMPLE:
        return read(paths.REFERENCE / "example_bulletin.txt")
    if "\n" in text.strip() or (len(text.split()) > LONGEST_NAME and not _is_file(text)):
        return text
    return read(paths.ROOT / Path(text).expanduser())


def _is_file(text: str) -> bool:
    try:
        return (paths.ROOT / Path(text).expanduser()).is_file()
    except OSError:  # longer than a name can be
        return False


def paste(text: str = EXAMPLE, language: str = "vi") -> Paste:
    """A field with the text of :func:`text_of`, to paste another over it."""
    return Paste(text_of(text), language)


class Paste(Panel):
    """A field for a text; ``text`` is what stands in it now."""

    def __init__(self, text: str, language: str):
        self.language = language
        self.field = ipywidgets.Textarea(text, rows=8, layout={"width": "auto"})
        self.count = ipywidgets.HTML()
        self.field.observe(self._changed, "value")
        self._changed()
        super().__init__([self.field, self.count])

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.field.value

    def plain(self) -> str:
        return labels.say("review.pasted", self.language, words=len(self.text.split()))

    def _changed(self, _change: object = None) -> None:
        self.count.value = self.plain()
