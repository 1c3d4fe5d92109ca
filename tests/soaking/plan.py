"""What a soak asks for and what strikes it, decided by a seed alone."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

KILL, TERM, INT = signal.SIGKILL, signal.SIGTERM, signal.SIGINT
SMALL = 200  # reports; a soak of fewer has fewer reports to choose from, in smaller batches
# Notebook -> how many reports of it a small soak and a large one choose from.
GOOD = {
    "plain": (14, 56),
    "slow": (4, 12),
    "straying": (1, 4),
    "grade_distribution": (1, 3),
    "throughput": (0, 2),
}
BAD = {"raising": (1, 4), "dying": (1, 3), "unsupported": (1, 2), "bad_file": (1, 3)}
# What strikes within a batch, and what ends the life of its process.
PASSING = [("kernel", KILL), ("kernel", TERM), ("kernel", INT), ("worker", KILL), ("worker", TERM)]
FATAL = [
    ("batch", KILL),
    ("batch", TERM),
    ("batch", INT),
    ("parent", KILL),
    ("parent", TERM),
    ("forkserver", KILL),
]
REFUSED = [
    "code as a parameter",
    "unknown parameter",
    "value of the wrong type",
    "unreadable notebook",
    "broken grid",
]
BAD_DATA = "broken statements"


class Report(NamedTuple):
    """A report that may be asked for: its notebook and its case."""

    notebook: str
    case: str


@dataclass(frozen=True)
class Strike:
    """A signal to a kind of process, after so many events of the batch and a pause; ``which`` of several."""

    target: str
    number: signal.Signals
    after: int
    pause: float
    which: int

    @property
    def name(self) -> str:
        """As the summary counts it."""
        return f"{self.number.name} to a {self.target}"


@dataclass(frozen=True)
class Round:
    """A batch: the reports asked for, whether the fresh ones are made too, what strikes, and what it is refused for."""

    reports: Sequence[Report]
    force: bool = True
    strikes: Sequence[Strike] = ()
    refused: str = ""

    @property
    def grid(self) -> dict[str, list[str]]:
        """Notebook -> cases."""
        found: dict[str, list[str]] = {}
        for report in sorted(self.reports):
            found.setdefault(report.notebook, []).append(report.case)
        return found


Life = Sequence[Round]


def pool(kinds: Mapping[str, tuple[int, int]], count: int) -> list[Report]:
    """The reports of some notebooks that a soak of so many chooses from."""
    return [Report(name, f"c{i}") for name, sizes in kinds.items() for i in range(sizes[count > SMALL])]


def lives(seed: int, count: int) -> Iterator[Life]:
    """The batches that ask for so many reports, grouped by the process that makes them.

    A life ends with what ends its process, after a batch or a few; one batch in five is refused or finds bad data.
    """
    chance = random.Random(seed)
    every = pool(GOOD, count) + pool(BAD, count)
    fatal, passing, refused = (_endless(chance, kinds) for kinds in (FATAL, PASSING, [*REFUSED, BAD_DATA]))
    left = count
    while left:
        life = []
        for place in range(size := chance.randint(1, 3)):
            asked = min(left, chance.randint(len(every) // 4, len(every) // 2 + len(every) // 4))
            if not asked:
                break
            reports, left = chance.sample(every, asked), left - asked
            strikes = [_strike(chance, next(passing), asked) for _ in range(chance.randint(0, 3))]
            if place == size - 1:
                strikes.append(_strike(chance, next(fatal), asked))
            life.append(
                Round(reports, chance.random() < 0.7, sorted(strikes, key=lambda strike: strike.after))
            )
            if left and chance.random() < 0.5:
                left -= (few := min(left, chance.randint(1, 4)))
                life.insert(-1, Round(chance.sample(every, few), refused=next(refused)))
        yield life


def _endless(chance: random.Random, kinds: Sequence) -> Iterator:
    """The kinds again and again, each time in another order: none is left out for long."""
    while True:
        yield from chance.sample(kinds, len(kinds))


def _strike(chance: random.Random, kind: tuple[str, signal.Signals], size: int) -> Strike:
    """A strike somewhere in a batch; each report has two events, it starts and it ends."""
    after = chance.randint(0, size * 2 - 2) if chance.random() < 0.8 else 0
    return Strike(*kind, after, chance.uniform(0, 0.3 if after else 2.0), chance.randrange(8))
