"""The rows of a review as a form in JupyterLab: pick a figure, see its words, change its cells, keep or reject."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import Any

import ipywidgets

from analysis.data import inventory
from analysis.data.bulletins.sentences import document
from analysis.errors import AnalysisError
from analysis.lab.reviewing.review import Review
from analysis.lab.reviewing.rows import EDITABLE, Row
from analysis.vocabulary import labels, reference

CODED = {"level_code": "level", "measure_code": "measure", "unit_code": "unit", "mode_code": "mode"}
ROWS_SEEN = 14
# Fields as wide as there is room beside the list, their names in one column.
FIELD = {"style": {"description_width": "9rem"}, "layout": {"width": "auto"}}
BESIDE = {"flex": "1 1 0", "min_width": "0", "max_width": "34rem"}


def edit(review: Review) -> Editor:
    """The form of a review; what is changed in it is changed in the review at once."""
    return Editor(review)


class Editor:
    """A list of figures beside the cells of the picked one; below, its sentence and what the audit says now."""

    def __init__(self, review: Review):
        self.review = review
        self._filling = False
        self.picker = ipywidgets.Select(rows=ROWS_SEEN, layout={"width": "22rem"})
        self.kept = ipywidgets.Checkbox(description=self._say("keep"), indent=False)
        self.reason = ipywidgets.Combobox(
            options=[self._say(f"usual_{number}") for number in (1, 2, 3)],
            ensure_option=False,
            continuous_update=False,
            description=self._say("head_reason"),
            **FIELD,
        )
        self.cells = {name: self._field(name) for name in EDITABLE}
        self.printed = ipywidgets.Text(placeholder=self._say("add_hint"), layout={"width": "22rem"})
        self.add = ipywidgets.Button(description=self._say("add"))
        self.message = ipywidgets.HTML()
        form = ipywidgets.VBox([self.kept, self.reason, *self.cells.values()], layout=BESIDE)
        left = ipywidgets.VBox([self.picker, self.printed, self.add])
        self.box = ipywidgets.VBox([ipywidgets.HBox([left, form]), self.message])
        self._listen()
        self._list()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The form; where there is no browser, a sentence that says how many rows it would show."""
        bundle = self.box._repr_mimebundle_(**options)
        return {**bundle, "text/plain": self._say("form", count=len(self.review.rows))}

    @property
    def code(self) -> str:
        """The code of the picked row."""
        return self.picker.value

    def _field(self, name: str) -> ipywidgets.Widget:
        words = {"description": self._say(f"field_{name}"), **FIELD}
        if name in CODED:
            kind = CODED[name]
            named = [(labels.code(kind, code, self.review.language), code) for code in reference.codes(kind)]
            return ipywidgets.Dropdown(options=[("", ""), *named], **words)
        if name == "at_or_above":
            said = [(self._say(answer), answer) for answer in ("true", "false")]
            return ipywidgets.Dropdown(options=[("", ""), *said], **words)
        if name in ("base", "grade_code"):
            return ipywidgets.Dropdown(options=[("", "")], **words)
        if name == "class_code":
            return ipywidgets.Combobox(ensure_option=False, continuous_update=False, **words)
        return ipywidgets.Text(continuous_update=False, **words)

    def _listen(self) -> None:
        self.picker.observe(lambda change: self._fill(), "value")
        self.kept.observe(lambda change: self._decide(rejects=not change["new"]), "value")
        self.reason.observe(lambda change: self._decide(rejects=True), "value")
        self.add.on_click(lambda button: self._add())
        for name, cell in self.cells.items():
            cell.observe(lambda change, name=name: self._change(name, change["new"]), "value")

    def _list(self, pick: str | None = None) -> None:
        """Show the rows as they stand, with one of them picked."""
        pick, self._filling = pick or self.code or next(iter(self.review.rows), None), True
        self.picker.options = [(self._title(row), row.code) for row in self.review.rows.values()]
        self.picker.value = pick
        self._filling = False
        self._fill()

    def _title(self, row: Row) -> str:
        mark = "✗" if row.rejected else "✓"
        return f"{mark} {row.code}  {row.proposal.printed}  {row.what(self.review.language)}"

    def _fill(self) -> None:
        """Show the cells of the picked row."""
        if self._filling or self.code is None:
            return
        self._filling, row = True, self.review.rows[self.code]
        self.cells["base"].options = [("", ""), *self._others(row)]
        self.cells["grade_code"].options = [("", ""), *self._grades(row)]
        self.cells["class_code"].options = self._classes()
        self.kept.value, self.reason.value = not row.rejected, row.rejected
        for name, cell in self.cells.items():
            cell.value = str(getattr(row.proposal, name))
        self._filling = False
        self._tell()

    def _others(self, row: Row) -> Iterable[tuple[str, str]]:
        """The rows that a row can be a share of, its present base among them, as (words, code)."""
        rows = self.review.rows
        counts = [other.code for other in rows.values() if other.proposal.unit_code != "percent"]
        codes = dict.fromkeys([*(code for code in counts if code != row.code), *filter(None, [row.proposal.base])])
        return [(f"{code}  {rows[code].proposal.printed}" if code in rows else code, code) for code in codes]

    def _grades(self, row: Row) -> Iterable[tuple[str, str]]:
        """Every grade, two neighbours together, and what the row has, as (words, code)."""
        single = reference.codes("grade")
        codes = dict.fromkeys([*single, *map("+".join, pairwise(single)), row.proposal.grade_code])
        named = lambda code: " + ".join(labels.code("grade", one, self.review.language) for one in code.split("+"))  # noqa: E731
        return [(named(code), code) for code in codes if code]

    def _classes(self) -> list[str]:
        """The classes of this text and of the sources that there are; any other name may be typed."""
        own = [row.proposal.class_code for row in self.review.rows.values()]
        return list(dict.fromkeys(filter(None, [*own, *inventory.class_codes()])))

    def _change(self, name: str, value: str) -> None:
        if not self._filling and self.code is not None:
            self.review.edit(self.code, **{name: value})
            self._list()

    def _decide(self, *, rejects: bool) -> None:
        """Reject or keep the picked row; a reason rejects it, and an empty one becomes the usual one."""
        if self._filling or self.code is None:
            return
        if rejects:
            self.review.reject(self.code, self.reason.value.strip() or self._say("usual_1"))
        else:
            self.review.keep(self.code)
        self._list()

    def _add(self) -> None:
        try:
            self._list(self.review.add(self.printed.value.strip()))
            self.printed.value = ""
        except AnalysisError as error:
            self.message.value = f"<p>{escape(str(error))}</p>"

    def _tell(self) -> None:
        """The sentence of the picked figure, and what the audit says of the row as it stands."""
        it, doc = self.review.rows[self.code].proposal, document(self.review.text)
        sentence = doc.sentence_at(it.start)
        parts = (doc.text[sentence.start : it.start], it.printed, doc.text[it.end : sentence.end])
        before, figure, after = map(escape, parts)
        verdict, reason = map(escape, self.review.judged(self.code))
        self.message.value = f"<p>{before}<mark>{figure}</mark>{after}</p><p><b>{verdict}.</b> {reason}</p>"

    def _say(self, key: str, **places: object) -> str:
        return labels.say(f"review.{key}", self.review.language, **places)
