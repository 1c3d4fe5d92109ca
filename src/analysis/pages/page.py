"""An executed notebook -> the page of a report and the files beside it.

The page is one HTML file that asks nothing of any host. It holds the fragments of the blocks that the cells
show, the code of each cell folded away, and no Markdown. Other outputs of a cell (frames, pictures, what it prints) are
the analyst's and stay in the notebook, but for an error that it is tagged to raise. Nothing in the page depends on the
clock, the host or a path: the same notebook gives the same bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any, ClassVar

from markupsafe import Markup, escape

from analysis import paths
from analysis.errors import AnalysisError
from analysis.pages import beside, dictionary, drawings, promises, ranges, tidy
from analysis.pages.behind import behind, whole
from analysis.pages.blocks.base import METADATA_KEY, NOTHING
from analysis.pages.formats import draws
from analysis.pages.imports import without_iri_grammar
from analysis.pages.site import UNNAMED, Site
from analysis.pages.stylesheet import style
from analysis.pages.templating import css_string, inline
from analysis.vocabulary import labels

with without_iri_grammar():
    from nbconvert.exporters import HTMLExporter, TemplateExporter
    from nbformat import NotebookNode

_STYLE = re.compile(r'^<style class="notebook">.*?</style>', re.DOTALL)
_SUBJECT = re.compile(r'<a data-subject="(?P<code>[^"]*)">(?P<words>.*?)</a>')
_BEHIND = "<!--behind-->"
_CITATION = re.compile(r"(?<=<!--citation-->).*?(?=<!--/citation-->)", re.DOTALL)


class PageError(AnalysisError):
    """A notebook whose outputs do not make a page."""


@dataclass(frozen=True)
class Page:
    """A page: its HTML, the files beside it by name, and what the index says of it.

    ``blocks`` are the metadata of the blocks in their order: kind, language, texts, given and, for charts and
    tables, key, table and, where it has any, working. ``data`` is what the foot says of the data: sources, licence,
    date, version. ``drawings`` are those of the charts by key, as SVG, where a document asks for them; ``site`` and
    ``path`` say whose the page is and where.
    """

    html: str
    files: Mapping[str, bytes]
    title: str
    headline: str
    lede: str
    blocks: tuple[Mapping[str, Any], ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    drawings: Mapping[str, str] = field(default_factory=dict)
    site: Site = UNNAMED
    path: str = ""


def page(
    notebook: NotebookNode,
    stem: str,
    language: str,
    editions: Mapping[str, str] | None = None,
    near: Sequence[tuple[str, str, str]] = (),
    index: str = "../index.html",
    siblings: Mapping[str, str] | None = None,
    site: Site = UNNAMED,
    path: str = "",
    formats: Sequence[str] = (),
) -> Page:
    """The page of an executed notebook whose cells show blocks.

    ``stem`` begins the names of the files beside the page; ``editions`` maps other languages to their pages,
    ``near`` are the pages next to it as (relation, name, page), ``siblings`` the pages of other subjects by their
    codes, ``index`` is the way to the index, ``site`` says whose the page is and where its ``path`` begins, and
    ``formats`` are those of :mod:`analysis.pages.formats` that it is made in, too. Raises :class:`PageError` for a
    notebook without exactly one title, with two blocks of one key, or with a block that it promises and does not show.
    """
    if broken := promises.broken_promises(notebook):
        raise PageError("\n".join(f"{stem}: {sentence}" for sentence in broken))
    shown = [(cell, output) for cell in notebook.cells for output in _block_outputs(cell)]
    blocks = tuple(output.metadata[METADATA_KEY] for _, output in shown)
    title = _title(blocks, stem)
    data = beside.about_data(blocks)
    outputs = [output for _, output in shown]
    files = beside.files(outputs, stem, posixpath.dirname(path), formats, data)
    resources = {
        **_about(title, language, files, site, path),
        "editions": editions or {},
        "near": [(relation, inline(text, language), href) for relation, text, href in near],
        "index": f"{index}#{language}",
        "footer": [_foot(output, site, path) for _, output in shown if _kind(output) == "footer"],
        "code": [cell.source for cell in _code_at_the_end(notebook)],
        "stem": stem,
        "siblings": siblings or {},
        "tidy": next((name for name in files if name.endswith(tidy.ENDING)), ""),
        "columns": dictionary.name(language),
        "formats": formats,
        "site": site,
        "path": path,
        "citation": _citation(blocks),
        "sources": data["sources"],
    }
    html, _ = _exporter().from_notebook_node(notebook, resources={"report": resources})
    heard = ranges.marked(html, language)
    drawn = _drawings(outputs) if draws(formats) else {}
    return Page(heard, files, title["title"], title["title"], title["lede"], blocks, data, drawn, site, path)


def _about(title: Mapping[str, str], language: str, files: Iterable[str], site: Site, path: str) -> dict[str, str]:
    """What a page tells of itself: in which language, its title, in a few words, whose it is and where."""
    return {
        "language": language,
        "title": title["title"],
        "running": css_string(title["title"]),
        "description": title["lede"],
        "maker": site.made_by(language),
        "url": site.url(path),
        "picture": _picture(files, site, path),
    }


def _drawings(outputs: Iterable[NotebookNode]) -> dict[str, str]:
    charts = (output for output in outputs if _kind(output) == "chart")
    return {output.metadata[METADATA_KEY]["key"]: beside.drawing(output) for output in charts}


def _picture(files: Iterable[str], site: Site, path: str) -> str:
    """The address of the picture of the first chart, which stands for the page where it is told of; empty without."""
    name = next((name for name in files if name.endswith(".png")), "")
    return site.url(posixpath.join(posixpath.dirname(path), name)) if name else ""


def _citation(blocks: Sequence[Mapping[str, Any]]) -> str:
    """How the foot of a page says that it is cited; "" of a page without one."""
    return next((block["texts"]["citation"] for block in blocks if block["kind"] == "footer"), "")


def _code_at_the_end(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells of code without a figure: of the parameters those that the page was made with, which replace others."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and not _has_figure(cell)]
    tags = [cell.metadata.get("tags", ()) for cell in cells]
    replaced = "parameters" if any("injected-parameters" in some for some in tags) else None
    return [cell for cell, some in zip(cells, tags, strict=True) if replaced not in some]


def _block_outputs(cell: NotebookNode) -> list[NotebookNode]:
    outputs = (output for output in cell.get("outputs", ()) if METADATA_KEY in output.get("metadata", {}))
    return [output for output in outputs if _kind(output) != NOTHING]


def _kind(output: NotebookNode) -> str:
    return output.metadata[METADATA_KEY]["kind"]


def _has_figure(cell: NotebookNode) -> bool:
    return any("key" in output.metadata[METADATA_KEY] for output in _block_outputs(cell))


def _title(blocks: Sequence[Mapping[str, Any]], stem: str) -> Mapping[str, str]:
    """The sentences of the one title; also refuses two blocks of one key."""
    titles = [block["texts"] for block in blocks if block["kind"] == "title"]
    if len(titles) != 1:
        raise PageError(f"{stem}: a report needs exactly one Title block, and this notebook shows {len(titles)}.")
    keys = [block["key"] for block in blocks if "key" in block]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise PageError(f"{stem}: two blocks have the key {', '.join(twice)}. Give each chart and table its own.")
    return titles[0]


def _html(output: NotebookNode) -> Markup:
    """The fragment of a block without the style that it brings for a notebook, its drawings inline."""
    return drawings.inlined(_STYLE.sub("", output.data["text/html"], count=1))


def _foot(output: NotebookNode, site: Site, path: str) -> Markup:
    """The foot of a page, in which the citation names the maker and the address."""
    block = output.metadata[METADATA_KEY]
    cited = inline(site.citation(block["texts"]["citation"], block["language"], path), block["language"])
    return Markup(_CITATION.sub(lambda match: cited, _html(output), count=1))


def _fragment(output: NotebookNode, cell: NotebookNode, report: Mapping[str, Any]) -> Markup:
    """The fragment of a block as it stands in the page: a figure with its code and its files, no foot."""
    if _kind(output) in ("footer", NOTHING):
        return Markup("")
    html = _linked(_html(output), report["siblings"])
    if _kind(output) == "title":
        return html + Markup(whole(report))
    if _BEHIND not in html:
        return html
    return Markup(str(html).replace(_BEHIND, behind(output, cell.source, report), 1))


def _linked(html: Markup, siblings: Mapping[str, str]) -> Markup:
    """The fragment with the way to each subject that has a page; the words alone of one that has none."""

    def link(match: re.Match[str]) -> str:
        page = siblings.get(unescape(match["code"]))
        return f'<a href="{escape(page)}">{match["words"]}</a>' if page else match["words"]

    return Markup(_SUBJECT.sub(link, html))


class _ReportExporter(HTMLExporter):
    """nbconvert's exporter without its last step, which parses the page again only to add empty alt texts.

    It has no preprocessors either: none would find anything to do, and the notebook is validated after each.
    """

    default_preprocessors: ClassVar[list] = []

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **settings: Any
    ) -> tuple[str, dict[str, Any]]:
        return TemplateExporter.from_notebook_node(self, nb, resources, **settings)


@cache
def _exporter() -> HTMLExporter:
    """One exporter a process, since it is slow to make."""
    exporter = _ReportExporter(template_name="report", extra_template_basedirs=[str(paths.TEMPLATES)])
    exporter.register_filter("fragment", _fragment)
    exporter.register_filter("highlight_code", escape)
    exporter.register_filter("inline", inline)
    exporter.environment.globals.update(word=labels.word, style=style)
    return exporter
