"""Widgets that say in words what they show, and the line under a button that leads to what it has written."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
from markupsafe import Markup, escape

VIEW = "application/vnd.jupyter.widget-view+json"


class Panel(widgets.VBox):
    """Widgets; where there is no browser, the notebook shows the words of their answer."""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {VIEW: bundle[VIEW], "text/plain": self.plain()}

    def plain(self) -> str:
        """The answer that the widgets show, in a few words."""
        raise NotImplementedError


class Told(widgets.Output):
    """A line that can hold a link to a file: only in an output does JupyterLab open it."""

    def say(self, text: str, href: str = "") -> None:
        """Show a text in the place of the last one, as a link where there is one; an empty one shows nothing."""
        line = Markup('<a href="{}">{}</a>').format(href, text) if href else escape(text)
        shown = {"text/html": f"<p>{line}</p>", "text/plain": text}
        self.outputs = ({"output_type": "display_data", "data": shown, "metadata": {}},) if text else ()

    @property
    def text(self) -> str:
        """The text that is shown."""
        return "".join(output["data"]["text/plain"] for output in self.outputs)
