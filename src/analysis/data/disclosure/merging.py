"""Which counts of a row stand together, so that no sum that is released is small: merged first, suppressed after.

The parts of a row (its grades from best to worst, its outcomes) are the leaves of a tree whose shape is public. A
branch is released apart from its sister only where both are large enough; else both are one group, of which the sum
is released and no part. Whether a group is parted depends on nothing but the sums of its two branches, so that a
group of S learners may be any parts from 0 to S even for somebody who knows the rule: any part may be the small one.
Source of the idea: Hundepool and others, Statistical Disclosure Control (2012), chapter 4 (recoding before
suppression).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RELEASED = -1


@dataclass(frozen=True)
class Node:
    """A branch of the tree: the positions of its parts in their order, and its two branches, none of a single part."""

    parts: tuple[int, ...]
    branches: tuple[int, ...] = ()


def tree(weights: Sequence[int]) -> list[Node]:
    """The tree over the parts, its root first: every branch is parted where its two sides weigh most alike.

    >>> [node.parts for node in tree([15, 43, 38, 4])]
    [(0, 1, 2, 3), (0, 1), (0,), (1,), (2, 3), (2,), (3,)]
    """
    nodes: list[Node] = []
    _grow(nodes, tuple(range(len(weights))), weights)
    return nodes


def _grow(nodes: list[Node], parts: tuple[int, ...], weights: Sequence[int]) -> int:
    """Put the branch of these parts into the list, and return its position."""
    place = len(nodes)
    nodes.append(Node(parts))
    if len(parts) > 1:
        sides = [(parts[:at], parts[at:]) for at in range(1, len(parts))]
        left, right = min(
            sides, key=lambda side: abs(sum(weights[p] for p in side[0]) - sum(weights[p] for p in side[1]))
        )
        nodes[place] = Node(parts, (_grow(nodes, left, weights), _grow(nodes, right, weights)))
    return place


def groups(nodes: Sequence[Node], counts: np.ndarray, lows: np.ndarray, live: np.ndarray, threshold: int) -> list[int]:
    """The branches that stay together in a row, of those that are large enough to stand by themselves.

    ``counts`` and ``lows`` are the parts and the least that each of them is known to be, ``live`` says which may be
    suppressed at all (a published zero may not). Empty where every part is released.

    >>> nodes = tree([15, 43, 38, 4])
    >>> groups(nodes, np.array([9, 30, 20, 2]), np.zeros(4), np.ones(4, dtype=bool), 5)
    [4]
    """
    return _parted(nodes, 0, counts, lows, live, threshold)


def has_room(node: Node, counts: np.ndarray, lows: np.ndarray, live: np.ndarray, threshold: int) -> bool:
    """Whether a branch may be released as one sum: its parts can differ by the threshold, a single part reaches it."""
    parts = [part for part in node.parts if live[part]]
    if len(parts) == 1:
        return bool(counts[parts[0]] >= threshold)
    return bool((counts[parts] - lows[parts]).sum() >= threshold)


def _parted(nodes, place, counts, lows, live, threshold) -> list[int]:
    node = nodes[place]
    branches = [branch for branch in node.branches if live[list(nodes[branch].parts)].any()]
    if live[list(node.parts)].sum() < 2:
        return []
    if len(branches) == 1 or all(has_room(nodes[branch], counts, lows, live, threshold) for branch in branches):
        return [g for branch in branches for g in _parted(nodes, branch, counts, lows, live, threshold)]
    return [place]
