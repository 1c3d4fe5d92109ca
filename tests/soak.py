"""Thousands of reports under random faults: ``python tests/soak.py --reports 2000 --seed 1``, or ``make soak``.

Prints what was asked, what struck, and how it ended; ends with 1 where anything was false or left over. With --write
the summary goes into docs/reliability.md, between the comments of the soak.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from soaking.run import soak
from soaking.summary import summary, written

from analysis import paths

DOCUMENT = paths.ROOT / "docs" / "reliability.md"


def main() -> int:
    """Run a soak; 1 where it found anything wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        tally = soak(asked.seed, asked.reports, Path(home))
    text = summary(asked.seed, tally)
    print(text)
    print("\n".join(tally.wrong))
    if asked.write and not tally.wrong:
        DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
