"""What a cell of a report shows: frozen dataclasses that display themselves as an HTML fragment.

Each block gives Jupyter the fragment, a short text, and metadata with its texts and tables as plain values;
the page, the self-check and the workbook read that metadata and never the HTML. A fragment is complete in
JupyterLab too and has the same bytes on every run.
"""

from analysis.pages.blocks.alt import alt
from analysis.pages.blocks.base import Block
from analysis.pages.blocks.charts import ChartBlock, Fold, TableBlock, rest_folded
from analysis.pages.blocks.footer import Footer
from analysis.pages.blocks.prose import Banner, Prose, ReadingKey, Tile, Tiles, Title
from analysis.pages.blocks.sources import Place, SourceLine, SourceNote
from analysis.pages.templating import inline

__all__ = [
    "Banner", "Block", "ChartBlock", "Fold", "Footer", "Place", "Prose", "ReadingKey", "SourceLine", "SourceNote",
    "TableBlock", "Tile", "Tiles", "Title", "alt", "inline", "rest_folded",
]  # fmt: skip
