"""What the index shows of a report beside its headline: where, when, how many, and which figures its page states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import chain
from typing import Any

from analysis.pages.tables import ReportTable
from analysis.vocabulary import labels

MOST_CHARACTERS = 1_500  # of the figures that the index finds a page by
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")


@dataclass(frozen=True)
class Facts:
    """The facts of a report, each left out where it is not one thing.

    ``place`` is where the learners are of; ``dates`` are the first and the last day of the data, YYYY, YYYY-MM or
    YYYY-MM-DD; ``size`` is the least and the greatest number of learners, None for no greatest. A contradiction is one
    among the figures; a demonstration rests on a register that is synthetic or foreign.
    """

    place: str = ""
    dates: tuple[str, ...] = ()
    size: tuple[int, int | None] | None = None
    is_contradicted: bool = False
    is_demonstration: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The facts that there are, by name, as JSON types but for tuples."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, stated: Mapping[str, Any]) -> Facts:
        """The facts that :meth:`as_dict` wrote; none of nothing. ValueError for what no report can have said."""
        size = stated.get("size")
        facts = cls(**{**stated, "dates": tuple(stated.get("dates", ())), "size": size and tuple(size)})
        is_right = isinstance(facts.place, str) and all(re.fullmatch(r"\d{4}(-\d\d){0,2}", day) for day in facts.dates)
        is_right = is_right and (size is None or [type(end) for end in size] in ([int, int], [int, type(None)]))
        if not is_right or any(type(getattr(facts, name)) is not bool for name in _FLAGS):
            raise ValueError(stated)
        return facts


_FLAGS = [field.name for field in fields(Facts) if field.name.startswith("is_")]


def figures(blocks: Iterable[Mapping[str, Any]], language: str) -> str:
    """The distinct figures in the sentences of a page, then in its tables, between spaces; the first of very many.

    They are written alike in every language: no mark between thousands, a point before decimals. The foot has none.

    >>> figures([{"kind": "title", "texts": {"title": "1.001 trong 2.480: 40,3%, 1.001"}}], "vi")
    ' 1001 2480 40.3%'
    """
    shown = [block for block in blocks if block["kind"] != "footer"]
    sentences = chain.from_iterable(block["texts"].values() for block in shown)
    tables = (ReportTable.from_json(block["table"]).shown(language) for block in shown if "table" in block)
    cells = (cell for table in tables for row in table for cell in row)
    group, point = labels.separators(language)
    found = (match[0] for text in chain(sentences, cells) for match in _FIGURE.finditer(text))
    alike = dict.fromkeys(figure.replace(group, "").replace(point, ".") for figure in found)
    joined = "".join(f" {figure}" for figure in alike)
    return joined if len(joined) <= MOST_CHARACTERS else joined[:MOST_CHARACTERS].rpartition(" ")[0]
