"""A soak in words: for the terminal, and for docs/reliability.md."""

from __future__ import annotations

import re
from collections import Counter

from soaking.judge import Tally

SOAK = re.compile(r"(?<=<!-- soak -->\n).*(?=<!-- /soak -->\n)", re.DOTALL)
CODES = {0: "every report made or unchanged", 1: "some reports failed", 2: "refused", 130: "interrupted", -9: "killed"}


def summary(seed: int, tally: Tally) -> str:
    """What a soak asked, what struck it, how that ended and what was left over, in Markdown."""
    ends = Counter({f"{CODES.get(code, 'unexpected')} (exit code {code})": n for code, n in tally.batches.items()})
    struck = tally.struck + Counter({f"a batch asked with {name}": n for name, n in tally.refused.items()})
    return f"""## Soak

`make soak N={tally.asked} SEED={seed}`: {tally.asked:,} reports asked in {sum(tally.batches.values())} batches of two
workers, in {tally.seconds:.0f} s, under random faults that the seed decides. After every batch each file is compared
with one made without faults, and each line of the record with the files; at the end all is made that can be.

| what struck | times |
|---|---|
{_rows(struck)}
{tally.missed} more signals came when what they were for had already ended.

| how a report ended, each time that it was asked | times |
|---|---|
{_rows(tally.ends)}
| how a batch ended | times |
|---|---|
{_rows(ends)}
At the end {tally.whole} reports stand, byte for byte as without faults, and none is missing. What was false in
a file or in the record, and what was left over of processes, locks, temporary files and descriptors:
{len(tally.wrong)}. The process that made one batch after the other grew by {tally.growth} MB at most.
"""


def written(document: str, text: str) -> str:
    """The document with the summary between the comments of the soak."""
    return SOAK.sub(lambda _: text, document)


def _rows(counts: Counter) -> str:
    return "".join(f"| {name} | {counts[name]:,} |\n" for name in sorted(counts))
