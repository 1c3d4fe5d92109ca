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
GOOD = {"plain": (22, 56), "slow": (4, 12), "straying": (1, 4), "grade_distribution": (1, 2), "throughput": (0, 3)}
BAD = {"raising": (1, 4), "dying": (1, 3), "unsupported": (1, 2), "bad_file": (1, 3)}
# What strikes within a batch, and what ends the life of its process.
PASSING = [("kernel", KILL), ("kernel", TERM), ("kernel", INT), ("worker", KILL), ("worker", TERM)]
FATAL = [("batch", KILL), ("batch", TERM), ("batch", INT), ("parent", KILL), ("parent", TERM), ("forkserver", KILL)]
MOST_BATCHES = 3  # of a life, besides the refused one
REFUSED = ["code as a parameter", "unknown parameter", "value of the wrong type", "unreadable notebook", "broken grid"]


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

    A life is a few batches, of which one is refused and the last meets what ends its process.
    """
    chance = random.Random(seed)
    every = pool(GOOD, count) + pool(BAD, count)
    fatal, passing, refused = (_endless(chance, kinds) for kinds in (FATAL, PASSING, REFUSED))
    left = count
    while left:
        sizes = []
        while left and len(sizes) < MOST_BATCHES:
            sizes.append(min(left, chance.randint(len(every) // 4, len(every) * 3 // 4)))
            left -= sizes[-1]
        life = [
            Round(chance.sample(every, size), chance.random() < 0.6, _passing(chance, passing, size)) for size in sizes
        ]
        few = min(left, 3)
        left -= few
        if few:
            life.insert(chance.randrange(len(life)), Round(chance.sample(every, few), refused=next(refused)))
        last = life.pop()
        end = _strike(chance, next(fatal), len(last.reports))
        yield [*life, Round(last.reports, True, [*last.strikes, end])]


def _endless(chance: random.Random, kinds: Sequence) -> Iterator:
    """The kinds again and again, each time in another order: none is left out for long."""
    while True:
        yield from chance.sample(kinds, len(kinds))


def _passing(chance: random.Random, kinds: Iterator, size: int) -> list[Strike]:
    """Up to three strikes that a batch outlives, in their order."""
    found = [_strike(chance, next(kinds), size) for _ in range(chance.randint(0, 3))]
    return sorted(found, key=lambda strike: strike.after)


def _strike(chance: random.Random, kind: tuple[str, signal.Signals], size: int) -> Strike:
    """A strike somewhere in a batch, in which each report has two events, its start and its end.

    One in five comes while the batch itself is starting, unless it would only interrupt the start of Python. The
    kernels' parent is struck near the end: every kernel after that is an ordinary one, which takes seconds to start.
    """
    late, gentle = kind[0] == "parent", kind in (("batch", TERM), ("batch", INT))
    early = not late and not gentle and chance.random() < 0.2
    last = max(2 * size - 2, 1)
    after = 0 if early else chance.randint(max(last - 8, 1) if late else 1, last)
    return Strike(*kind, after, chance.uniform(0, 2.0 if early else 0.3), chance.randrange(8))
