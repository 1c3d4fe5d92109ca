"""The widgets around a choice, and those that try another printed figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets
from markupsafe import escape

from analysis import paths
from analysis.data import parameters
from analysis.errors import AnalysisError
from analysis.lab import api
from analysis.lab.answers import Answer
from analysis.lab.explorer.choice import REPORTS, SUBJECTS, Choice
from analysis.lab.links import href
from analysis.lab.panel import Panel, Told
from analysis.vocabulary import figures, labels

_WIDE = {"style": {"description_width": "8rem"}, "layout": {"width": "36rem"}}


class Explorer(Panel):
    """Controls, and under them the answer to the current :class:`Choice`; the fields are those of the choice.

    The button writes the report of the choice into ``folder``, as ``analysis report`` would.
    """

    def __init__(self, folder: Path = paths.REPORTS, **fields: Any) -> None:
        self.folder = folder
        self.choice = Choice.checked(**fields).settled()
        self._settling = False
        self.controls = {
            "report": _toggle(REPORTS),
            "source": widgets.Dropdown(**_WIDE),
            "level_code": widgets.Dropdown(**_WIDE),
            "class_code": widgets.Dropdown(**_WIDE),
            "reading": _toggle(figures.READINGS),
            "tolerance": widgets.FloatSlider(
                min=0.1, max=3, step=0.1, readout_format=".1f", continuous_update=False, **_WIDE
            ),
            "language": _toggle(labels.languages()),
        }
        self.button = widgets.Button(icon="save", layout={"width": "auto"})
        self.status, self.pane = Told(), widgets.HTML()
        self._show()
        for control in self.controls.values():
            control.observe(self._changed, "value")
        self.button.on_click(self.save)
        saving = widgets.HBox([self.button, self.status])
        super().__init__([*self.controls.values(), saving, self.pane])

    @property
    def answer(self) -> Answer:
        """The answer to the current choice."""
        return self.choice.answer()

    def plain(self) -> str:
        return f"{self.answer.headline}\n{labels.say('explorer.lede', self.choice.language)}"

    def save(self, _button: object = None) -> None:
        """Write the report of the current choice and say where it is, with the way there."""
        self.button.disabled = True
        self.status.say(labels.say("explorer.saving", self.choice.language))
        try:
            self.status.say(*_outcome(self.choice, self.folder))
        finally:
            self.button.disabled = False

    def _changed(self, _change: object) -> None:
        if not self._settling:
            values = {field: control.value for field, control in self.controls.items()}
            self.choice = Choice(**values).settled()
            self.status.say("")
            self._show()

    def _show(self) -> None:
        """Put the choice into the controls, in its language, and its answer into the pane."""
        self._settling = True
        try:
            for field, control in self.controls.items():
                self._settle(field, control)
        finally:
            self._settling = False
        self.button.description = labels.word("explorer.save", self.choice.language)
        self.pane.value = self.choice.html()

    def _settle(self, field: str, control: Any) -> None:
        control.description = labels.word(f"explorer.{field}", self.choice.language)
        options = _options(self.choice, field)
        if options and list(control.options) != options:
            control.options = options
        control.value = getattr(self.choice, field)
        if field in SUBJECTS.values():
            control.layout.display = None if field == self.choice.subject else "none"


class WhatIf(Panel):
    """Another printed figure, another total: which whole numbers fit, while one types."""

    def __init__(self, printed: str, total: int, tolerance: float = 1.0, language: str = "vi") -> None:
        parameters.check(tolerance=tolerance, language=language)
        self.tolerance, self.language = tolerance, language
        word = lambda key: labels.word(f"explorer.{key}", language)  # noqa: E731
        self.printed = widgets.Text(printed, description=word("printed"), **_WIDE)
        self.total = widgets.BoundedIntText(total, min=0, max=1_000_000, description=word("total"), **_WIDE)
        self.pane = widgets.HTML()
        for control in (self.printed, self.total):
            control.observe(self._changed, "value")
        self._changed()
        heading = widgets.HTML(f"<h3>{escape(labels.say('explorer.what_if', language))}</h3>")
        super().__init__([heading, self.printed, self.total, self.pane])

    @property
    def answer(self) -> Answer:
        """What fits; FigureError for a figure that cannot be read."""
        return api.fits(self.printed.value, self.total.value, self.tolerance, self.language)

    def plain(self) -> str:
        return self.answer.headline

    def _changed(self, _change: object = None) -> None:
        try:
            self.pane.value = self.answer.html()
        except AnalysisError as error:
            self.pane.value = f"<p>{escape(error.said(self.language))}</p>"


def _toggle(codes: Sequence[str]) -> widgets.ToggleButtons:
    """Buttons in line with their description, which ipywidgets by itself sets above them."""
    style = {"description_width": "8rem", "button_width": "auto"}
    buttons = widgets.ToggleButtons(options=codes, style=style, layout={"width": "36rem"})
    return buttons.add_class("widget-inline-hbox")


def _options(choice: Choice, field: str) -> list[tuple[str, str]]:
    """The words and codes of a control; none for one without options."""
    if field == "report":
        return [(labels.word(f"report.{code}", choice.language), code) for code in REPORTS]
    if field == "reading":
        return [(labels.word(f"reading.{code}", choice.language), code) for code in figures.READINGS]
    if field == "language":
        return [(labels.word("page.edition", code), code) for code in labels.languages()]
    return [] if field == "tolerance" else choice.options(field)


def _outcome(choice: Choice, folder: Path) -> tuple[str, str]:
    """The outcome of writing the report of a choice, in a sentence, and the link to the page where there is one."""
    try:
        summary = choice.write(folder)
    except AnalysisError as error:
        return labels.say("explorer.not_saved", choice.language, message=error.said(choice.language)), ""
    for message in summary.failed.values():
        return labels.say("explorer.not_saved", choice.language, message=message), ""
    key = "saved" if summary.made else "unchanged"
    page = folder / next(iter([*summary.made, *summary.fresh]), "")
    return labels.say(f"explorer.{key}", choice.language, path=paths.shown(page)), href(page)
