"""Exact bounds of whole-number variables under linear constraints, and a short search for a solution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

Domain = tuple[int, int | None]
Domains = dict[str, Domain]
ROUNDS = 40


class Infeasible(Exception):
    """No whole numbers satisfy the constraints."""


class Linear(Protocol):
    """What propagation needs of a constraint: low <= sum of coefficient * variable <= high."""

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None


def propagate(domains: Mapping[str, Domain], constraints: Iterable[Linear]) -> Domains:
    """Domains narrowed to what every single constraint allows, in exact integers.

    They hold every solution; they need not be tight. Raises :class:`Infeasible` if one of them is empty. Stops
    after a fixed number of rounds where ratios of unbounded variables would narrow for ever.
    """
    found = dict(domains)
    queue = list(constraints)
    watchers: dict[str, list[Linear]] = {}
    for constraint in queue:
        for name, _ in constraint.terms:
            found.setdefault(name, (0, None))
            watchers.setdefault(name, []).append(constraint)
    budget = ROUNDS * max(len(queue), 1)
    waiting = {id(constraint) for constraint in queue}
    while queue and budget:
        constraint = queue.pop(0)
        waiting.discard(id(constraint))
        budget -= 1
        for name in _narrow(found, constraint):
            for other in watchers[name]:
                if id(other) not in waiting:
                    waiting.add(id(other))
                    queue.append(other)
    return found


def _narrow(domains: Domains, constraint: Linear) -> list[str]:
    """Narrow the domains by one constraint; the variables that changed."""
    changed = []
    if constraint.high is not None:
        changed += _at_most(domains, constraint.terms, constraint.high)
    if constraint.low is not None:
        changed += _at_most(domains, [(name, -factor) for name, factor in constraint.terms], -constraint.low)
    return changed


def _at_most(domains: Domains, terms: Sequence[tuple[str, int]], high: int) -> list[str]:
    """Narrow by sum of terms <= high: each term is at most what the least of the others leaves."""
    leasts = [_least(domains[name], factor) for name, factor in terms]
    open_ends = leasts.count(None)
    if open_ends > 1:
        return []
    total = sum(least for least in leasts if least is not None)
    if not open_ends and total > high:
        raise Infeasible
    changed = []
    for (name, factor), least in zip(terms, leasts, strict=True):
        if open_ends and least is not None:
            continue
        room = high - (total if least is None else total - least)
        low, most = domains[name]
        if factor > 0:
            end = room // factor
            if most is None or end < most:
                most = end
            else:
                continue
        else:
            end = -(room // -factor)
            if end <= low:
                continue
            low = end
        if most is not None and low > most:
            raise Infeasible
        domains[name] = (low, most)
        changed.append(name)
    return changed


def _least(domain: Domain, factor: int) -> int | None:
    low, high = domain
    if factor > 0:
        return factor * low
    return None if high is None else factor * high


def solution(domains: Domains, constraints: Sequence[Linear], nodes: int) -> dict[str, int] | None:
    """Whole numbers that satisfy all the constraints; {} where there are none; None where the search gave up.

    Depth first, at most ``nodes`` steps: the variable with the narrowest domain takes its low end, then its
    high end, then anything above the low end.
    """
    budget = [nodes]
    try:
        found = _search(propagate(domains, constraints), constraints, budget)
    except Infeasible:
        return {}
    except _GaveUp:
        return None
    return found or {}


class _GaveUp(Exception):
    pass


def _search(domains: Domains, constraints: Sequence[Linear], budget: list[int]) -> dict[str, int] | None:
    free = [(name, low, high) for name, (low, high) in domains.items() if low != high]
    if not free:
        return {name: low for name, (low, _) in domains.items()} or {"": 0}
    name, low, high = min(free, key=lambda item: (item[2] is None, (item[2] or 0) - item[1]))
    for branch in ((low, low), (high, high), (low + 1, None if high is None else high - 1)):
        if branch == (None, None) or (branch[1] is not None and branch[0] > branch[1]):
            continue
        if not budget[0]:
            raise _GaveUp
        budget[0] -= 1
        try:
            narrowed = propagate({**domains, name: branch}, constraints)
            if (found := _search(narrowed, constraints, budget)) is not None:
                return found
        except Infeasible:
            continue
    return None
