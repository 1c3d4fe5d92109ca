"""The foot of a report: sources and their rights, method, edition, how to cite, which figures changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from analysis.pages import changelog, methods
from analysis.pages.blocks.base import Block
from analysis.pages.blocks.sources import SourceNote
from analysis.version import __version__
from analysis.vocabulary import labels

_HASH_IN_CITATION = 12


@dataclass(frozen=True)
class Footer(Block):
    """The last block of a report.

    ``title`` is the report's, for the citation; ``method`` one paragraph; ``data_hash`` the SHA-256 of the data,
    ``reads`` the sources behind it with their hashes; ``changes`` the entries of the change log that touch the
    report, as pairs of version and text; ``report`` is its name.
    """

    kind: ClassVar[str] = "footer"
    language: str
    title: str
    sources: tuple[SourceNote, ...]
    method: str
    data_hash: str
    changes: tuple[tuple[str, str], ...] = ()
    reads: tuple[tuple[str, str], ...] = ()
    report: str = ""

    def plain(self) -> str:
        return self.citation

    def texts(self) -> dict[str, str]:
        return {
            **{f"source {position}": s.sentence(self.language) for position, s in enumerate(self.sources, start=1)},
            "method": self.method,
            "record": f"{self.record}: {self.data_hash}",
            "citation": self.citation,
        }

    def metadata(self) -> dict[str, Any]:
        return {**super().metadata(), "reads": dict(self.reads), "sources": [asdict(source) for source in self.sources]}

    @property
    def method_href(self) -> str:
        """Where more is said of the method: the report's own section."""
        return f"../{methods.href(self.report, self.language)}"

    @property
    def record(self) -> str:
        """The version of the package, before the hash of the data."""
        return labels.say("page.record", self.language, version=__version__)

    @property
    def changed(self) -> list[str]:
        """A sentence for each change of a figure."""
        keys = {changelog.UNRELEASED: "page.changed_since"}
        return [
            labels.say(keys.get(version, "page.changed"), self.language, version=version, text=text)
            for version, text in self.changes
        ]

    @property
    def citation(self) -> str:
        """How to cite the report: title, version, the start of the data's hash."""
        short = self.data_hash[:_HASH_IN_CITATION]
        return labels.say("page.cite", self.language, title=self.title, version=__version__, hash=short)
