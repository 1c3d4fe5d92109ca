"""Small files of topics for the tests."""

from __future__ import annotations

import csv
from pathlib import Path

from statement_files import SIDECAR

from analysis.data.topics import COLUMNS

TOPIC = {"topic_code": "a", "class_code": "hanoi_class_2", "order": "1", "title": "công tác cán bộ",
         "title_en": "Cadre work", "is_new": "true", "locator": "p9"}  # fmt: skip


def put(folder: Path, *rows: dict[str, str], name: str = "x", sidecar: str = SIDECAR) -> Path:
    """Write a file of some topics, and its sidecar, into a folder of topics in another."""
    (inner := folder / "topics").mkdir(exist_ok=True)
    path = inner / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    path.with_name(f"{name}.source.yml").write_text(sidecar, encoding="utf-8")
    return path
