"""Whether a row of statements is still what was printed: a checksum over what it says, kept beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.vocabulary import intake
from analysis.vocabulary.intake import CELL, SAID, TOPIC


def checksum(row: Mapping[str, object]) -> str:
    """The start of a SHA-256 over all that a statement says; its ``note`` says nothing of the figure.

    >>> row = dict.fromkeys(SAID, "")
    >>> checksum(row) == checksum(row | {"note": "seen twice"}), checksum(row) == checksum(row | {"printed": "91"})
    (True, False)
    """
    return _checksum(row[name] for name in SAID)


def _checksum(said: Iterable[object]) -> str:
    return hashlib.sha256("\0".join(map(str, said)).encode()).hexdigest()[:16]


def with_checksums(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with a column ``checksum`` over each as it is: for those that were just read from their files."""
    said = _checksums(intake.statements(statements))
    return statements.assign(checksum=pd.Series(said, statements.index, dtype=object))


def _checksums(rows: pd.DataFrame) -> list[str]:
    return [checksum(dict(zip(SAID, row, strict=True))) for row in zip(*(rows[name] for name in SAID), strict=True)]


def is_edited(statements: pd.DataFrame) -> pd.Series:
    """For each statement whether it says something else than its file, by its column ``checksum``.

    A row that has no checksum stands in no file, as far as anything shows, and is edited, too: of a frame without the
    column all are. So is a row of a statement that stands in the frame already: printed once, it would count twice.
    """
    rows = intake.statements(statements)
    if "checksum" not in rows:
        return pd.Series(True, index=statements.index, dtype=bool)
    is_other = rows["checksum"].to_numpy() != np.array(_checksums(rows), dtype=object)
    is_second = rows.duplicated(["source_code", "statement_code"]).to_numpy()
    return pd.Series(is_other | is_second, index=statements.index, dtype=bool)


def of_topics(topics: pd.DataFrame) -> pd.Series:
    """A checksum of each topic, over all that its row and the text say of it."""
    said = intake.topics(topics)[list(TOPIC)].itertuples(index=False, name=None)
    return pd.Series([_checksum(row) for row in said], topics.index, dtype=object)


def is_edited_topic(topics: pd.DataFrame) -> pd.Series:
    """For each topic whether it says something else than its file, by its column ``checksum``; without it each does."""
    if "checksum" not in topics:
        return pd.Series(True, index=topics.index, dtype=bool)
    return topics["checksum"] != of_topics(topics)


def of_counts(counts: pd.DataFrame) -> pd.Series:
    """A checksum of each published count of a register, over its place and the count itself."""
    cells = counts[["register", *CELL]].astype(object)
    cells = cells.assign(count=pd.to_numeric(counts["count"]).fillna(-1).astype("float64"))
    return pd.util.hash_pandas_object(cells, index=False).astype(str)


def is_edited_count(counts: pd.DataFrame) -> pd.Series:
    """For each count whether it is another than the one published, by its column ``checksum``; without it each is."""
    if "checksum" not in counts:
        return pd.Series(True, index=counts.index, dtype=bool)
    return counts["checksum"].fillna("") != of_counts(counts)
