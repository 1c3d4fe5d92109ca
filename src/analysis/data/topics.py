"""What a class was taught: one row of a raw file is one topic of its programme, checked on the way in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict

from analysis import paths
from analysis.data import csv_rows, sidecars
from analysis.data.csv_cells import Code, Excerpt, Filled, Flag
from analysis.errors import DataError, Fault, nearest
from analysis.vocabulary import labels

_CLASS = "class."


def _class(text: str) -> str:
    codes = [key.removeprefix(_CLASS) for key in labels.label_keys() if key.startswith(_CLASS)]
    if text not in codes:
        raise ValueError(
            f'no class is called "{text}". {nearest(text, codes)} Add {_CLASS}{text} to reference/labels.csv, or '
            "correct the row."
        )
    return text


def _order(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise ValueError(f'"{text}" is no place in a list. Write 1 for the first topic of a class, 2, 3, …')
    return text


class Topic(BaseModel):
    """One topic: its words in the text and in English, who gave it, and whether it is new. Every cell is a text."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    topic_code: Annotated[Code, Filled]
    class_code: Annotated[str, Filled, AfterValidator(_class)]
    order: Annotated[str, Filled, AfterValidator(_order)]
    title: Annotated[Excerpt, Filled]
    title_en: Annotated[str, Filled]
    given_by: str
    is_new: Flag
    locator: str


COLUMNS = tuple(Topic.model_fields)
WORDS = ("open_list", "valued")  # what a sidecar says of all topics of its file, in words of the text
FRAME_COLUMNS = ("source_code", "row", *COLUMNS, *(f"{word}{end}" for word in WORDS for end in ("", "_en")))


@dataclass(frozen=True)
class Programme:
    """The topics of one raw file, with its sidecar (None where only a text was read)."""

    source_code: str
    sidecar: sidecars.Sidecar | None
    topics: tuple[Topic, ...]
    rows: tuple[int, ...]

    def frame(self) -> pd.DataFrame:
        """One row a topic, as :func:`frame` describes it."""
        said = {word: getattr(self.sidecar, word, None) or "" for word in WORDS}
        told = self.sidecar.words("en") if self.sidecar else said
        words = {key: text for word in WORDS for key, text in ((word, said[word]), (f"{word}_en", told[word]))}
        records = [
            {"source_code": self.source_code, "row": row, **topic.model_dump(), **words}
            for row, topic in zip(self.rows, self.topics, strict=True)
        ]
        return _typed(pd.DataFrame(records, columns=list(FRAME_COLUMNS)))

    def copied(self) -> list[tuple[int, str, str, str]]:
        """The words copied from the text: row, column, words, locator."""
        return [(row, "title", topic.title, topic.locator) for row, topic in zip(self.rows, self.topics, strict=True)]


def read(path: Path) -> Programme:
    """The topics of a file and its sidecar; DataError with all the faults of both."""
    faults: list[Fault] = []
    name = paths.shown(path)
    programme, stated = None, None
    try:
        programme = parse(csv_rows.text(path, name), path.stem, name)
    except DataError as error:
        faults += error.faults
    try:
        stated = sidecars.read(path)
    except DataError as error:
        faults += error.faults
    if faults:
        raise DataError(faults)
    return replace(programme, sidecar=stated)


def parse(text: str, source_code: str, name: str) -> Programme:
    """The topics of a CSV text, without a sidecar; DataError with all its faults under the file's ``name``."""
    topics, faults = csv_rows.checked(text, name, Topic)
    faults += csv_rows.repeated({row: topic.topic_code for row, topic in topics.items()}, name, "topic_code")
    faults += _same_places(topics, name)
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0))
    return Programme(source_code, None, tuple(topics.values()), tuple(topics))


def _same_places(topics: dict[int, Topic], name: str) -> Iterator[Fault]:
    first: dict[tuple[str, str], int] = {}
    for row, topic in topics.items():
        if (earlier := first.setdefault((topic.class_code, topic.order), row)) != row:
            message = f"{topic.order} is already the place of row {earlier} in {topic.class_code}. Give each its own."
            yield Fault(name, message, row, "order")


def frame(programmes: Iterable[Programme]) -> pd.DataFrame:
    """The topics of several files in one frame, in the order of the files, the classes and their lists.

    Columns: ``source_code``, ``row`` and those of the file, with ``order`` as a whole number and ``is_new`` as True or
    False (an empty cell is False); ``open_list`` and ``valued``, the words by which the text says that its list is open
    and that learners valued the topics, empty where it does not; both again in English (``open_list_en``,
    ``valued_en``). All others are texts. An empty frame with the same columns for none.
    """
    frames = [programme.frame() for programme in programmes]
    made = pd.concat(frames, ignore_index=True) if frames else _typed(pd.DataFrame(columns=list(FRAME_COLUMNS)))
    return made.sort_values(["source_code", "class_code", "order"], ignore_index=True)


def _typed(topics: pd.DataFrame) -> pd.DataFrame:
    is_new = topics["is_new"] == "true"
    texts = {name: "str" for name in FRAME_COLUMNS if name not in ("row", "order", "is_new")}
    return topics.assign(is_new=is_new).astype({**texts, "row": "int64", "order": "int64", "is_new": "bool"})
