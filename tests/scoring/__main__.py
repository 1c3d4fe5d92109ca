"""``python -m scoring GOLD_DIR [TEXTS_DIR]``: recall, and the share that is right of each aspect."""

import sys
from pathlib import Path

from scoring import scorecard, scoring

if __name__ == "__main__":
    gold, *texts = map(Path, sys.argv[1:])
    report = scoring.score(gold, texts[0] if texts else gold.parent)
    print(scorecard.summary(report))
    print(scorecard.details(report))
