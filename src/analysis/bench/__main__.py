"""One way of making reports, in a process of its own: ``python -m analysis.bench WAY GRID COUNT FOLDER``."""

import sys
from pathlib import Path

from analysis.bench import workload
from analysis.bench.ways import WAYS

if __name__ == "__main__":
    way, place, count, folder = sys.argv[1:]
    WAYS[way](workload.jobs(Path(place), int(count)), Path(folder))
