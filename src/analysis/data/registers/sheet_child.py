"""Run by path in a separate process: prints the sheets of a workbook as JSON lines, within a memory limit.

The first line says whether the system holds the process to that limit.

A file that breaks the reader breaks only this process. It imports nothing of the package, writes no file, and
answers with exit code 3 (protected) or 4 (unreadable) and not a word about the content.
"""

from __future__ import annotations

import datetime as dt
import json
import sys

PROTECTED, UNREADABLE = 3, 4


def limit(memory: int, seconds: int) -> bool:
    """Cap the memory and the processor time of this process as far as the system does; whether memory is capped."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    taken = []
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        allowed = resource.getrlimit(kind)[1]
        capped = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        try:
            resource.setrlimit(kind, (capped, capped))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS
            continue
        taken.append(kind)
    return resource.RLIMIT_AS in taken


def cell(value: object) -> object:
    """A cell as JSON: empty cells are null, dates are marked as dates, whole floats are whole numbers."""
    if value == "" or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def print_sheets(path: str, most_cells: int) -> None:
    """One line for each sheet (position, visible), then one for each row that holds anything."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_path(path)
    for position, meta in enumerate(workbook.sheets_metadata, start=1):
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        visible = meta.visible == SheetVisibleEnum.Visible
        print(json.dumps({"sheet": position, "visible": visible}))
        sheet = workbook.get_sheet_by_index(position - 1)
        if sheet.total_height * sheet.total_width > most_cells:
            raise ValueError("more cells than a register may have")
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            cells = [cell(value) for value in row]
            if any(value is not None for value in cells):
                print(json.dumps([number, cells]))


def main() -> int:
    path, memory, seconds, most_cells = sys.argv[1], *map(int, sys.argv[2:])
    print(json.dumps({"limited": limit(memory, seconds)}))
    from python_calamine import PasswordError

    try:
        print_sheets(path, most_cells)
    except PasswordError:
        return PROTECTED
    except Exception:
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
