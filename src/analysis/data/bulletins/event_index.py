"""The texts so far, looked up by what they share: kept on disk, so that memory does not grow with the texts."""

from __future__ import annotations

import json
import sqlite3

from analysis.data.bulletins.events import ENOUGH, Signature, evidence

# A feature of more texts than this says nothing of an event: no text is looked up by it.
COMMON = 100
# So many texts with the most features in common are looked at closely.
CANDIDATES = 20
CACHE_KB = 20_000

_TABLES = f"""
PRAGMA cache_size = -{CACHE_KB};
PRAGMA journal_mode = OFF;
CREATE TABLE text (number INTEGER PRIMARY KEY, source TEXT UNIQUE, signature TEXT);
CREATE TABLE feature (name TEXT PRIMARY KEY, texts INTEGER) WITHOUT ROWID;
CREATE TABLE holding (feature TEXT, number INTEGER, PRIMARY KEY (feature, number)) WITHOUT ROWID;
"""
_LISTED = "(SELECT value FROM json_each(:features))"
_HOLD = (
    f"INSERT INTO feature SELECT value, 1 FROM {_LISTED} WHERE true ON CONFLICT (name) DO UPDATE SET texts = texts + 1",
    f"INSERT OR IGNORE INTO holding SELECT name, :number FROM feature WHERE name IN {_LISTED} AND texts <= {COMMON}",
    f"DELETE FROM holding WHERE feature IN (SELECT name FROM feature WHERE name IN {_LISTED} AND texts = {COMMON + 1})",
)
_SHARING = f"""
SELECT source, signature FROM text JOIN (
    SELECT number, count(*) AS shared FROM holding WHERE feature IN {_LISTED} GROUP BY number
) USING (number) ORDER BY shared DESC, number LIMIT {CANDIDATES}
"""


class Index:
    """The signatures of texts by name; a temporary database holds them and goes with the object."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(_TABLES)

    def add(self, source: str, signature: Signature) -> None:
        """Add a text; an earlier one of the same name is replaced."""
        [number] = self._base.execute(
            "INSERT INTO text (source, signature) VALUES (?, ?)"
            "ON CONFLICT (source) DO UPDATE SET signature = excluded.signature RETURNING number",
            (source, _written(signature)),
        ).fetchone()
        self._base.execute("BEGIN")
        for statement in _HOLD:
            self._base.execute(statement, {"features": _features(signature), "number": number})
        self._base.execute("COMMIT")

    def same_event(self, wanted: Signature, but: str = "") -> str:
        """The name of the text with the most evidence for the same event; empty if there is none."""
        best, most = "", ENOUGH - 1
        for source, signature in self._base.execute(_SHARING, {"features": _features(wanted)}):
            points = evidence(wanted, _read(signature)) if source != but else 0
            if points > most:
                best, most = source, points
        return best


def _parts(signature: Signature) -> tuple[frozenset[str], ...]:
    return signature.dates, signature.figures, signature.pairs, signature.names


def _features(signature: Signature) -> str:
    return json.dumps(sorted(frozenset().union(*_parts(signature))))


def _written(signature: Signature) -> str:
    return "\n".join(" ".join(sorted(part)) for part in _parts(signature))


def _read(text: str) -> Signature:
    return Signature(*(frozenset(part.split()) for part in text.split("\n")))
