"""What every block does: its fragment from a template, its metadata, and the language of its words."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar

from analysis.templating import templates

METADATA_KEY = "analysis"

Given = tuple[str | int | Fraction, ...]


class Block:
    """A block of a report: dataclasses with a ``language`` that say how they look and what they contain."""

    kind: ClassVar[str]
    language: str
    given: Given = ()

    def html(self) -> str:
        """The fragment, from the template named for the kind."""
        return (
            templates().get_template(f"blocks/{self.kind}.html.j2").render(block=self, language=self.language)
        )

    def plain(self) -> str:
        """A few words for a terminal."""
        return "\n".join(self.texts().values())

    def texts(self) -> dict[str, str]:
        """The sentences of the block by their place, as a reader sees them."""
        raise NotImplementedError

    def metadata(self) -> dict[str, Any]:
        """The block's kind, language, sentences, and the parameters that it states."""
        return {
            "kind": self.kind,
            "language": self.language,
            "texts": self.texts(),
            "given": [str(value) for value in self.given],
        }

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, str], dict[str, Any]]:
        style = templates().get_template("blocks/notebook.css.j2").render()
        fragment = f'<style class="notebook">{style}</style><div class="analysis">{self.html()}</div>'
        return {"text/html": fragment, "text/plain": self.plain()}, {METADATA_KEY: self.metadata()}
