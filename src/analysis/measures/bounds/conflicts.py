"""The minimal sets of statements that cannot all hold: without any one of them the rest is possible.

Reiter's hitting-set tree (1987) over an oracle: each node excludes some statements; where the rest is
impossible a minimal set is found in it (QuickXplain, Junker 2004) and each of its members is excluded in turn.
The whole tree finds every minimal set.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

Possible = Callable[[Sequence[str]], bool]
# Up to so many statements every minimal set is sought; of more, those that a bounded number of searches meets:
# fewer where each is longer.
EVERY_SET_UP_TO = 12
MOST_WORK = 1000


class Conflicts(NamedTuple):
    """The minimal impossible ``sets``, the smallest first, and the ``ways_out``.

    A way out is a least set of statements without which the rest is possible: the empty one where everything is.
    ``is_all`` says whether all are there; else it may be that none is.
    """

    sets: list[frozenset[str]]
    ways_out: list[frozenset[str]]
    is_all: bool


def minimal_sets(codes: Sequence[str], possible: Possible) -> Conflicts:
    """Every minimal impossible set of the codes, or of many codes those that a bounded number of searches meets.

    >>> minimal_sets(list("abc"), lambda some: not {"a", "b"} <= set(some)).ways_out
    [frozenset({'a'}), frozenset({'b'})]
    """
    searches = None if len(codes) <= EVERY_SET_UP_TO else 1 + MOST_WORK // len(codes)
    conflicts: list[frozenset[str]] = []
    free: list[frozenset[str]] = []
    queue = deque([frozenset[str]()])
    seen = {frozenset[str]()}
    while queue:
        excluded = queue.popleft()
        if any(enough <= excluded for enough in free):
            continue
        conflict = next((conflict for conflict in conflicts if not conflict & excluded), None)
        if conflict is None:
            if searches == 0:
                return Conflicts(_by_size(conflicts, codes), free, False)
            searches = None if searches is None else searches - 1
            rest = [code for code in codes if code not in excluded]
            if possible(rest):
                free.append(excluded)
                continue
            conflict = frozenset(shrink(rest, possible))
            conflicts.append(conflict)
        for code in sorted(conflict):
            if (branch := excluded | {code}) not in seen:
                seen.add(branch)
                queue.append(branch)
    return Conflicts(_by_size(conflicts, codes), free, True)


def _by_size(conflicts: Sequence[frozenset[str]], codes: Sequence[str]) -> list[frozenset[str]]:
    position = {code: number for number, code in enumerate(codes)}
    return sorted(conflicts, key=lambda conflict: (len(conflict), sorted(position[code] for code in conflict)))


def shrink(codes: Sequence[str], possible: Possible) -> list[str]:
    """A minimal impossible set within an impossible one.

    >>> shrink(list("abcdef"), lambda some: not {"b", "e"} <= set(some))
    ['b', 'e']
    """
    return sorted(_shrink([], False, list(codes), possible), key=list(codes).index)


def _shrink(kept: list[str], is_new: bool, codes: list[str], possible: Possible) -> list[str]:
    if is_new and not possible(kept):
        return []
    if len(codes) == 1:
        return codes
    half = len(codes) // 2
    left, right = codes[:half], codes[half:]
    needed = _shrink([*kept, *left], True, right, possible)
    return [*needed, *_shrink([*kept, *needed], bool(needed), left, possible)]
