"""What every block does: its fragment from a template, its metadata, and the language of its words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from markupsafe import Markup

from analysis.errors import AnalysisError
from analysis.pages.templating import inline, rendered
from analysis.vocabulary import labels

METADATA_KEY = "analysis"
NOTHING = "nothing"  # the kind of an output that says: there is no such block in this report

Numbers = tuple[str | int | Fraction, ...]


class BlockFailed(AnalysisError):
    """A block that cannot be shown: which one, and why."""

    exit_code = 1


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of a report: dataclasses with a ``language`` that say how they look and what they contain.

    ``edited`` names the statements that it rests on and that an analyst changed; see :meth:`mark`.
    """

    kind: ClassVar[str]
    language: ClassVar[str]
    numbers = ()
    edited: tuple[str, ...] = ()

    def html(self) -> str:
        """The fragment, from the template named for the kind, after the mark of an edited one."""
        fragment = rendered(f"blocks/{self.kind}.html.j2", block=self, language=self.language)
        mark = Markup('<p class="edited">{}</p>\n').format(inline(self.mark, self.language)) if self.edited else ""
        return f"{mark}{fragment}"

    @property
    def mark(self) -> str:
        """The sentence that names the edited statements; "" where nothing was edited."""
        return labels.say("common.edited", self.language, rows="; ".join(self.edited)) if self.edited else ""

    def reserved(self, text: str) -> str:
        """A text on where a block comes from, of an edited one after the sentence that it is not all as published."""
        return f"{labels.say('common.edited_partly', self.language)} {text}" if self.edited else text

    def plain(self) -> str:
        """The block in a few words, for a terminal."""
        return "\n".join(self.texts().values())

    def texts(self) -> dict[str, str]:
        """The sentences of the block as a reader sees them, by name: "headline", "note 1"."""
        raise NotImplementedError

    def metadata(self) -> dict[str, Any]:
        """The block's kind, language and sentences, the numbers that it declares, under "given", and what is edited."""
        return {
            "kind": self.kind,
            "language": self.language,
            "texts": {**self.texts(), **({"edited": self.mark} if self.edited else {})},
            "given": [str(value) for value in self.numbers],
            **({"edited": list(self.edited)} if self.edited else {}),
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
