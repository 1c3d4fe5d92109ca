"""docs/reliability.md from the tests of this folder: ``python tests/faults/reliability.py`` writes it.

A row is a ``fault`` marker: its number, the fault, and what happens. The part between the comments of the soak is
not of these tests and stays as it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis import paths

DOCUMENT = paths.ROOT / "docs" / "reliability.md"
SOAK = re.compile(r"<!-- soak -->\n.*<!-- /soak -->\n", re.DOTALL)
EMPTY_SOAK = "<!-- soak -->\n<!-- /soak -->\n"
HEAD = """# What happens when something goes wrong

Each row is a fault, what happens then, and the test that proves it in `tests/faults/`. Every one of these tests also
checks the exit code, the message, what the record says and what lies on the disk, and that a report which stood before
the fault still opens afterwards, byte for byte. The table is written from the tests by `tests/faults/reliability.py`.

| | fault | what happens | test |
|---|---|---|---|
"""


class Row(NamedTuple):
    """A fault, what happens, and which test proves it."""

    number: int
    fault: str
    happens: str
    test: str


def rows() -> list[Row]:
    """The rows of the tests, by number and then in the order in which they stand."""
    found = [row for path in sorted(Path(__file__).parent.glob("test_*.py")) for row in _rows(path)]
    return sorted(found, key=lambda row: row.number)


def _rows(path: Path) -> Iterator[Row]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        for marker in getattr(node, "decorator_list", ()):
            if ast.unparse(marker).startswith("pytest.mark.fault("):
                number, fault, happens = map(ast.literal_eval, marker.args)
                yield Row(number, fault, happens, f"{path.stem}::{node.name}")


def document(old: str) -> str:
    """The document of the tests as they are, with the soak's part of the old one."""
    table = "".join(f"| {row.number} | {_cell(row.fault)} | {_cell(row.happens)} | `{row.test}` |\n" for row in rows())
    soak = SOAK.search(old)
    return f"{HEAD}{table}\n{soak[0] if soak else EMPTY_SOAK}"


def _cell(text: str) -> str:
    return re.sub(r"([|<`*\[\]$])", r"\\\1", text)


if __name__ == "__main__":
    DOCUMENT.write_text(document(DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""), encoding="utf-8")
