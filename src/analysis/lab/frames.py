"""A frame with the words of a language: sorted and searched where it is shown, copied as plain numbers."""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import ClassVar

import pandas as pd

from analysis import paths
from analysis.measures.frames import SEPARATOR
from analysis.pages.tables import SHARES, SPANS, ReportTable, Special, headings, records
from analysis.pages.templating import rendered
from analysis.vocabulary import labels

_ROWS_IN_PLAIN = 60
_SYMBOLS = {special.value: special for special in Special}


class LabelledFrame(pd.DataFrame):
    """A data frame that shows itself as a table with a search field and headings that sort.

    ``language`` is that of its words, ``headings`` has words for columns that are codes, ``shares`` names the columns
    that hold parts of one and are shown as percentages, ``bounds`` the pairs of columns of least and greatest values.
    The table asks nothing of any host, has no random ids, and reads as a plain table where a notebook is not trusted.
    Cells that are copied from it come out as plain numbers.
    """

    _metadata: ClassVar[list[str]] = ["language", "headings", "shares", "bounds"]
    language = "vi"
    headings: Mapping[str, str] = MappingProxyType({})
    shares: tuple[str, ...] = ()
    bounds: tuple[tuple[str, str], ...] = ()

    @property
    def _constructor(self) -> type[LabelledFrame]:
        return LabelledFrame

    def __repr__(self) -> str:
        """The rows in full, 60 at most, and the same whatever the width of the terminal."""
        return pd.DataFrame(self).rename(columns=self.headings).to_string(max_rows=_ROWS_IN_PLAIN)

    def _repr_html_(self) -> str:
        frame = self if self.index.name is None else self.reset_index()
        return rendered(
            "frame/frame.html.j2",
            language=self.language,
            heads=[self.headings.get(name, str(name)) for name in frame.columns],
            rows=[
                self._row(dict(zip(frame.columns, row, strict=True)))
                for row in frame.itertuples(index=False, name=None)
            ],
            style=_part("frame.css"),
            scripts={name: " ".join(_part(f"{name}.js").split()) for name in ("search", "sort", "copy")},
        )

    def _row(self, row: dict) -> list[tuple[str, str, bool]]:
        apart = [pair for pair in self.bounds if pair[0] in row and row[pair[0]] != row.get(pair[1])]
        ends = {name: end for pair in apart for name, end in zip(pair, ("least", "greatest"), strict=True)}
        return [_cell(value, name in self.shares, ends.get(name), self.language) for name, value in row.items()]


def labelled(frame: pd.DataFrame, language: str, shares: tuple[str, ...] = (),
             bounds: tuple[tuple[str, str], ...] = (), headings: Mapping[str, str] = MappingProxyType({}),
             ) -> LabelledFrame:  # fmt: skip
    """The frame as one that shows itself: its columns are words of a language already, or have ``headings``."""
    labelled_frame = LabelledFrame(frame)
    labelled_frame.headings = dict(headings)
    labelled_frame.language, labelled_frame.shares, labelled_frame.bounds = language, shares, bounds
    return labelled_frame


def of_table(table: ReportTable, language: str) -> LabelledFrame:
    """The table of a report: a span is two columns, shares are parts of one, symbols stand for missing numbers.

    >>> from analysis.pages.tables import Column
    >>> columns = (Column("level", "Level"), Column("persons", "Persons", "span"))
    >>> of_table(ReportTable("Persons", columns, (("Commune", (1001, Special.NO_LIMIT)),)), "en")
         Level  Persons, least Persons, most
    0  Commune            1001           [n]
    """
    names, rows = records(table, language)
    shares = [name for column in table.columns if column.kind in SHARES for name in headings(column, language)]
    bounds = [tuple(headings(column, language)) for column in table.columns if column.kind in SPANS]
    return labelled(pd.DataFrame(rows, columns=names), language, tuple(shares), tuple(bounds))


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it is plotted and written: exact fractions as float64, several words in a cell as one text.

    >>> tidy(pd.DataFrame({"share": [Fraction(1, 2), None], "printed": [("91", "40"), ()]})).to_dict("list")
    {'share': [0.5, nan], 'printed': ['91 · 40', '']}
    """
    columns = {}
    for name, column in frame.items():
        kinds = {type(value) for value in column.dropna()} if column.dtype == object else set()
        if Fraction in kinds:
            columns[name] = column.astype("float64")
        elif tuple in kinds:
            columns[name] = column.map(SEPARATOR.join)
    return frame.assign(**columns)


def _cell(value: object, is_share: bool, end: labels.End | None, language: str) -> tuple[str, str, bool]:
    """The text of the cell, the text to sort by and to copy, and whether it is a number."""
    if isinstance(value, str):
        symbol = _SYMBOLS.get(value)
        return (symbol.words(language) if symbol is Special.NO_LIMIT else value), value, symbol is not None
    if value is None or pd.isna(value):
        return labels.MISSING, labels.MISSING, True
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return str(value), str(value), False
    exact = Fraction(value) if isinstance(value, numbers.Rational) else Fraction(repr(float(value)))
    plain = str(exact.numerator) if exact.denominator == 1 else repr(float(exact))
    if is_share:
        return labels.percent(exact, language, end=end), plain, True
    return labels.number(exact, language, 0 if exact.denominator == 1 else 1, end), plain, True


@cache
def _part(name: str) -> str:
    return (paths.TEMPLATES / "frame" / name).read_text(encoding="utf-8")
