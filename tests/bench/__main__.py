"""``python -m bench``: measure and write docs/benchmarks.md; with WAY GRID COUNT FOLDER one way of making reports."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import PARTS, USUAL, results, text, workload
from bench.ways import WAYS


def main(words: list[str]) -> None:
    if words and words[0] in WAYS:
        way, place, count, folder = words
        WAYS[way](workload.jobs(Path(place), int(count)), Path(folder))
        return
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="one part alone; the large register takes minutes")
    parser.add_argument("--rounds", type=int, default=5, help="rounds; figures are their medians")
    parser.add_argument("--quick", action="store_true", help="a few reports and rows; docs/ stay")
    options = parser.parse_args(words)
    parts = [options.only] if options.only else USUAL
    found = results(
        parts, options.rounds, options.quick, lambda line: print(line, file=sys.stderr), store=not options.quick
    )
    print(text(found))


if __name__ == "__main__":
    main(sys.argv[1:])
