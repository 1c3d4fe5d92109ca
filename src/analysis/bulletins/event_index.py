"""The texts so far, found again by what they share: kept on disk, so that memory does not grow with the texts."""

from __future__ import annotations

import sqlite3

from analysis.bulletins.events import ENOUGH, Signature, evidence

# A feature of more texts than this says nothing of an event.
COMMON = 100
# So many texts with the most features in common are looked at closely.
CANDIDATES = 20
CACHE_KB = 20_000

_TABLES = f"""
PRAGMA cache_size = -{CACHE_KB};
PRAGMA journal_mode = OFF;
CREATE TABLE text (number INTEGER PRIMARY KEY, source TEXT UNIQUE, signature TEXT);
CREATE TABLE holding (feature TEXT, number INTEGER, PRIMARY KEY (feature, number)) WITHOUT ROWID;
"""
_HOLD = f"""
INSERT OR IGNORE INTO holding SELECT :feature, :number
WHERE (SELECT count(*) FROM holding WHERE feature = :feature) <= {COMMON}
"""
_SHARING = f"""
SELECT source, signature FROM text JOIN (
    SELECT number, count(*) AS shared FROM holding WHERE feature IN ({{places}}) GROUP BY number
) USING (number) ORDER BY shared DESC, number LIMIT {CANDIDATES}
"""


class Index:
    """The signatures of texts by name; a temporary database holds them and goes with the object."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(_TABLES)

    def add(self, source: str, found: Signature) -> None:
        """Put a text in, in place of an earlier one of the same name."""
        [number] = self._base.execute(
            "INSERT INTO text (source, signature) VALUES (?, ?)"
            "ON CONFLICT (source) DO UPDATE SET signature = excluded.signature RETURNING number",
            (source, _written(found)),
        ).fetchone()
        self._base.execute("BEGIN")
        held = ({"feature": feature, "number": number} for feature in _features(found))
        self._base.executemany(_HOLD, held)
        self._base.execute("COMMIT")

    def same_event(self, found: Signature, but: str = "") -> str:
        """The name of the text with the most evidence for the same event; empty if there is none."""
        features = _features(found)
        query = _SHARING.format(places=", ".join("?" * len(features)))
        best, most = "", ENOUGH - 1
        for source, signature in self._base.execute(query, features):
            points = evidence(found, _read(signature)) if source != but else 0
            if points > most:
                best, most = source, points
        return best


def _parts(found: Signature) -> tuple[frozenset[str], ...]:
    return found.dates, found.figures, found.pairs, found.names


def _features(found: Signature) -> list[str]:
    return sorted(frozenset().union(*_parts(found)))


def _written(found: Signature) -> str:
    return "\n".join(" ".join(sorted(part)) for part in _parts(found))


def _read(text: str) -> Signature:
    return Signature(*(frozenset(part.split()) for part in text.split("\n")))
