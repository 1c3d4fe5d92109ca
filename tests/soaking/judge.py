"""Whether a batch came to what it must come to, and the tally of them all."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.batch import record
from soaking import checks
from soaking.plan import BAD, INT, KILL, TERM, Report, Round, Strike

REFUSED, INTERRUPTED = 2, 130
# How many reports a strike may fail: a parent takes the kernels of both workers with it.
COST = {"kernel": 1, "worker": 1, "parent": 2, "forkserver": 2, "batch": 0}
KILLED = {KILL: -KILL, TERM: INTERRUPTED, INT: INTERRUPTED}
BY_STRIKE = ("its kernel", "kernel died", "KeyboardInterrupt", "The worker died")


@dataclass
class Tally:
    """What a soak came to: how often each thing happened, what was wrong, and how large its drivers grew."""

    asked: int = 0
    struck: collections.Counter = field(default_factory=collections.Counter)
    missed: int = 0  # strikes that came when what they were for had ended
    refused: collections.Counter = field(default_factory=collections.Counter)
    batches: collections.Counter = field(default_factory=collections.Counter)
    ends: collections.Counter = field(default_factory=collections.Counter)
    wrong: list[str] = field(default_factory=list)
    growth: int = 0  # megabytes, the largest
    whole: int = 0  # reports that stand at the end
    seconds: float = 0.0


def judge(batch: Round, answer: dict, landed: Sequence[Strike], before: bytes, pages: Path, tally: Tally) -> None:
    """Count a batch and what its reports came to; add to the tally what is wrong about it."""
    code = answer["code"]
    tally.asked += len(batch.reports)
    tally.batches[code] += 1
    tally.struck.update(strike.name for strike in landed)
    if batch.refused:
        tally.refused[batch.refused] += 1
        tally.ends["refused before the start"] += len(batch.reports)
        if (code, checks.lines(pages)) != (REFUSED, before):
            tally.wrong.append(f"{batch.refused}: exit code {code}, or the record changed")
        return
    ends = checks.states(pages, batch.reports)
    failed = [report for report in ends if ends[report].status == record.FAILED and not _is_old(ends[report], before)]
    struck = [report for report in failed if report.notebook not in BAD]
    tally.ends.update(_named(report, ends[report], report in failed) for report in ends)
    allowed = {int(bool(failed)), *(KILLED[strike.number] for strike in landed if strike.target == "batch")}
    if code not in allowed:
        tally.wrong.append(f"exit code {code} of {batch}, {answer.get('said', '')[-500:]}")
    finished = failed + [report for report in ends if ends[report].status == record.MADE]
    if code in (0, 1) and len(finished) < len(batch.reports):
        tally.wrong.append(f"only {len(finished)} of {len(batch.reports)} reports were finished")
    tally.wrong += _unearned([ends[report].last["message"] for report in struck], landed)


def _is_old(state: record.State, before: bytes) -> bool:
    """Whether the last that the record says of a report stood there before the batch, which then did not come to it."""
    return json.dumps(state.last, ensure_ascii=False).encode() in before


def _unearned(told: Sequence[str], landed: Sequence[Strike]) -> Iterator[str]:
    """What is wrong where good reports failed: more than were struck, or for another reason."""
    if len(told) > sum(COST[strike.target] for strike in landed):
        yield f"{len(told)} good reports failed under {[strike.name for strike in landed]}: {told}"
    for text in told:
        if not any(word in text for word in BY_STRIKE):
            yield f"failed for no fault: {text}"


def _named(report: Report, state: record.State, failed: bool) -> str:
    """How a report ended, as the summary counts it."""
    if failed:
        return "failed by its own fault" if report.notebook in BAD else "failed by a strike"
    return {record.MADE: "made", record.STOPPED: "stopped"}.get(state.status, "cut off with the batch")
