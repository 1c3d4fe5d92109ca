"""What the office reads about its file: excluded rows with the reason, and warnings; nothing personal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aside:
    """A row that is no learner's, or not a usable one: why, as a key of the prose with its values."""

    row: int
    key: str
    values: tuple[tuple[str, str], ...] = ()
    sheet: int = 1


@dataclass(frozen=True)
class Note:
    """Something to warn of: a key of the prose with its values, none of which may be personal."""

    key: str
    values: tuple[tuple[str, str | int], ...] = ()


def note(key: str, **values: str | int) -> Note:
    """A note with its values."""
    return Note(key, tuple(values.items()))


def address(row: int, position: int) -> str:
    """The name of a cell as spreadsheet programs show it.

    >>> address(17, 5), address(3, 27)
    ('F17', 'AB3')
    """
    return f"{column_letters(position)}{row}"


def column_letters(position: int) -> str:
    """The letters of a column by its position from 0."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
