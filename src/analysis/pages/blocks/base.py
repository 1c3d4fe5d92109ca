"""What every block does: its fragment from a template, its metadata, and the language of its words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar

from analysis.errors import AnalysisError
from analysis.pages.templating import rendered

METADATA_KEY = "analysis"
NOTHING = "nothing"  # the kind of an output that says: there is no such block in this report

Numbers = tuple[str | int | Fraction, ...]


class BlockFailed(AnalysisError):
    """A block that cannot be shown: which one, and why."""

    exit_code = 1


class Block:
    """A block of a report: dataclasses with a ``language`` that say how they look and what they contain."""

    kind: ClassVar[str]
    language: str
    numbers: Numbers = ()

    def html(self) -> str:
        """The fragment, from the template named for the kind."""
        return rendered(f"blocks/{self.kind}.html.j2", block=self, language=self.language)

    def plain(self) -> str:
        """The block in a few words, for a terminal."""
        return "\n".join(self.texts().values())

    def texts(self) -> dict[str, str]:
        """The sentences of the block as a reader sees them, by name: "headline", "note 1"."""
        raise NotImplementedError

    def metadata(self) -> dict[str, Any]:
        """The block's kind, language and sentences, and the numbers that it declares, under "given"."""
        return {
            "kind": self.kind,
            "language": self.language,
            "texts": self.texts(),
            "given": [str(value) for value in self.numbers],
        }

    @property
    def name(self) -> str:
        """The kind and, where it has one, the key."""
        return " ".join(filter(None, (self.kind, getattr(self, "key", ""))))

    def bundle(self) -> tuple[dict[str, str], dict[str, Any]]:
        """What Jupyter shows by its type, and the metadata; BlockFailed, with the block's name, for any error."""
        try:
            style = rendered("blocks/notebook.css.j2")
            fragment = f'<style class="notebook">{style}</style><div class="analysis">{self.html()}</div>'
            return {"text/html": fragment, "text/plain": self.plain()}, {METADATA_KEY: self.metadata()}
        except Exception as error:
            raise BlockFailed(f"{self.name} cannot be shown: {type(error).__name__}: {error}") from error

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        return self.bundle()
