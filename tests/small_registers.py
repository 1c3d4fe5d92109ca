"""Small registers for the tests of what an intruder learns: each row a unit, a class, a mark, a grade."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Lớp", "Điểm TB", "Xếp loại"]
MAP = "columns: {}\ngreatest_mark: 10\nlevel: district_standing\nstart_date: 2023-10-23\n"
SCALE = "moet_25_2006"


def name(number: int) -> str:
    """An invented name, of letters that no word of the project has."""
    return "Zqxv " + "".join("Abcdefghij"[int(digit)] for digit in f"{number:04}").title()


def write(path: Path, rows: Iterable[tuple[str, str, str, str]], scale: str = SCALE) -> Path:
    """The register as a CSV file with its column map beside it, which states the scale if there is one."""
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        for number, row in enumerate(rows, start=1):
            lines.writerow([number, name(number), f"{1 + number % 28:02}/03/{1950 + number % 40}", *row])
    stated = MAP + (f"scale: {scale}\n" if scale else "")
    path.with_name(f"{path.stem}.columns.yml").write_text(stated, encoding="utf-8")
    return path
