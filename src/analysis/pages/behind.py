"""What stands under a chart or a table of a page: how it was worked out and is cited, its files and the way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.pages import beside, formats
from analysis.pages.blocks.base import METADATA_KEY
from analysis.pages.imports import without_iri_grammar
from analysis.pages.templating import rendered
from analysis.vocabulary import labels

with without_iri_grammar():
    from nbformat import NotebookNode


def behind(output: NotebookNode, code: str, report: Mapping[str, Any]) -> str:
    """The fragment under the chart or the table of an output, which ``code`` made; ``report`` is the page's."""
    block, stem, asked = output.metadata[METADATA_KEY], report["stem"], report["formats"]
    files = {name.rpartition(".")[2].upper(): name for name in beside.names(output, stem, asked)}
    books = {form.upper(): name for form, name in formats.names(stem, asked).items() if form in formats.OF_TABLES}
    return rendered(
        "blocks/behind.html.j2",
        language=report["language"],
        block=block,
        headline=block["texts"]["headline"],
        code=code,
        files={**files, **books},
        citation=_citation(block, report),
        phrases=[source["producer"] for source in report["sources"]],
    )


def whole(report: Mapping[str, Any]) -> str:
    """The list of the files that hold the report as a whole, its numbers last; empty where there is none."""
    files = {form.upper(): name for form, name in formats.names(report["stem"], report["formats"]).items()}
    if report["tidy"]:
        files["CSV"] = report["tidy"]
    return rendered("blocks/whole.html.j2", language=report["language"], files=files) if files else ""


def published(sources: Sequence[Mapping[str, Any]], language: str) -> str:
    """Who printed the figures, and when, each once; "" where there are none."""
    return "; ".join(dict.fromkeys(labels.imprint(one["producer"], one["date"], language) for one in sources))


def _citation(block: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    """How to cite a chart or a table: who made it, what it says, in which report, whose figures, where it stands."""
    texts, language = block["texts"], report["language"]
    own = [source for source in report["sources"] if source["producer"] in texts["source"]]
    said = labels.say(
        f"page.cite_{block['kind']}", language, headline=texts["headline"].rstrip("."), report=report["citation"]
    )
    if figures := published(own or report["sources"], language):
        said += " " + labels.say("page.cite_figures", language, figures=figures)
    return report["site"].citation(said, language, f"{report['path']}#{block['key']}")
