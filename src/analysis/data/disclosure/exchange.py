"""How far the suppressed counts of many rows can differ, by what rows may exchange: the proof that scales.

Two rows in which the same two parts are suppressed as one group may exchange learners: one more here and one fewer
there, and the other way round in the other row; every sum that is released stays as it is. So the counts that an
exchange reaches are counts that an intruder cannot rule out. Where a count reaches no range as wide as the threshold,
more rows join in: neighbours in the order of the register, two by two, then four by four, never chosen by their
counts. Sources: the hypercube method (Repsilber 1994; Hundepool and others, Statistical Disclosure Control, 2012,
section 4.4) with exchanges between any two rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, product

import numpy as np

from analysis.data.disclosure.counts import DisclosureError
from analysis.data.disclosure.merging import RELEASED
from analysis.data.disclosure.rows import ROOT, Rows

EVERYBODY = 10**12  # those who are not in a row are as many as one likes
# After the root of the tree zeros go as well, then the totals of the rows.
ZEROS, TOTALS = -2, -3

Asked = tuple[str, int, int]
End = tuple[str, int, int]
Ends = dict[End, int]


class Exchange:
    """What the rows of one dimension can exchange as they are now, given the dimensions that they nest in."""

    def __init__(self, rows: Rows, above: Mapping[str, Rows], fixed: Collection[str] = ()):
        self.rows, self.above, self.fixed = rows, above, fixed
        self._sorted: dict[tuple[int, int], dict[tuple[int, ...], list[int]]] = {}

    def reach(self, members: Sequence[int], parts: Sequence[int], partners: Sequence[int]) -> int:
        """How far the sum of some parts of some rows together may range, by exchanges for their partners; the threshold
        at most."""
        inside = set(members)
        up = self._exchanged(inside, product(partners, parts))
        return up if up >= self._enough else up + self._exchanged(inside, product(parts, partners))

    @property
    def _enough(self) -> int:
        return self.rows.shape.threshold

    def _exchanged(self, inside: set[int], pairs: Iterable[tuple[int, int]]) -> int:
        """How many learners may leave the first part of each pair for the second, in the rows inside together."""
        left: dict[End, int] = {}
        total = 0
        for falls, gains in pairs:
            moves = self._moves(inside, falls, gains)
            if falls == self.rows.shape.size:
                moves = chain(moves, self._moves_of_three(inside, gains))
            for ends in moves:
                moved = min(self._enough - total, *(left.get(end, most) for end, most in ends.items()))
                left |= {end: left.get(end, most) - moved for end, most in ends.items()}
                total += moved
                if total >= self._enough:
                    return total
        return total

    def _moves(self, inside: set[int], falls: int, gains: int) -> Iterator[Ends]:
        """The exchanges of a row inside with one outside: what each takes from, and how much is there."""
        others = self._by_key(gains, falls)
        for member in self._having(inside, falls, gains):
            if self._slack(member, falls):
                for other in self._first(others.get(self._key(member, falls, gains), ()), inside):
                    yield self._ends(member, other, falls, gains)

    def _moves_of_three(self, inside: set[int], gains: int) -> Iterator[Ends]:
        """A row with its total suppressed gains in one part what a third row gives, and a second one loses a learner in
        another part, whom the third one gains. All three lie in the same rows above."""
        outside = self.rows.shape.size
        for member in self._having(inside, gains, outside):
            for part in (part for part in range(outside) if part != gains):
                seconds = self._first(self._level(member, part, outside), inside)
                thirds = self._first(self._level(member, gains, part), inside) if seconds else []
                for second, third in product(seconds, thirds):
                    if second != third:
                        yield {
                            ("", second, part): self._slack(second, part),
                            ("total", second, 0): self._leaving(second),
                            ("", third, gains): self._slack(third, gains),
                        }

    def _level(self, member: int, gains: int, falls: int) -> Iterator[int]:
        """The rows that may exchange two parts and lie in the same rows above as a member."""
        above = self.rows.parents.values()
        return (
            row
            for row in self._by_key(gains, falls).get(self._key(member, gains, falls), ())
            if all(places[row] == places[member] for places in above)
        )

    def _first(self, rows: Iterable[int], inside: set[int]) -> list[int]:
        """As many of the rows outside as can be needed: each of them can give one at least."""
        return list(islice((row for row in rows if row not in inside), self._enough + 1))

    def _ends(self, one: int, other: int, falls: int, gains: int) -> Ends:
        """What an exchange takes from, and how much is there: a part of each row, and of the rows that they are in."""
        outside = self.rows.shape.size
        ends = {("", one, falls): self._slack(one, falls), ("", other, gains): self._slack(other, gains)}
        if outside in (falls, gains):
            row = one if gains == outside else other
            ends["total", row, 0] = self._leaving(row)
        for name, places in self.rows.parents.items():
            if places[one] != places[other]:
                for row, part in ((int(places[one]), falls), (int(places[other]), gains)):
                    ends[name, row, part] = _slack(self.above[name], row, part)
        return ends

    def _leaving(self, row: int) -> int:
        """How many may leave a row: somebody is known to be in it."""
        return max(0, int(self.rows.totals[row] - self.rows.least[row]))

    def _slack(self, row: int, part: int) -> int:
        return _slack(self.rows, row, part)

    def _having(self, inside: set[int], one: int, other: int) -> Iterator[int]:
        group = self.rows.group
        return (row for row in inside if group[row, one] != RELEASED and group[row, one] == group[row, other])

    def _by_key(self, gains: int, falls: int) -> dict[tuple[int, ...], list[int]]:
        """The rows that may exchange two parts, those first of which most of ``gains`` can be taken, by their key."""
        if (gains, falls) not in self._sorted:
            group = self.rows.group
            able = np.flatnonzero((group[:, gains] != RELEASED) & (group[:, gains] == group[:, falls]))
            able = able[[self._slack(row, gains) > 0 for row in able]] if len(able) else able
            by_key = defaultdict(list)
            for row in sorted(able.tolist(), key=lambda row: (-self._slack(row, gains), row)):
                by_key[self._key(row, gains, falls)].append(row)
            self._sorted[gains, falls] = dict(by_key)
        return self._sorted[gains, falls]

    def _key(self, row: int, one: int, other: int) -> tuple[int, ...]:
        """Rows of one key may exchange: they lie in the same rows of the dimensions above, or in some that may, too."""
        key = []
        for name, places in self.rows.parents.items():
            group = self.above[name].group[places[row]]
            may_change = name not in self.fixed and group[one] != RELEASED and group[one] == group[other]
            key.append(RELEASED if may_change else int(places[row]))
        return tuple(key)


def _slack(rows: Rows, row: int, part: int) -> int:
    return EVERYBODY if part == rows.shape.size else int(rows.counts[row, part] - rows.low[row, part])


class Hierarchy:
    """The rows of all dimensions of a register, of one family of counts, protected given its totals.

    ``rows`` are in the order in which neighbours join. Rows of a dimension that others nest in are protected through
    these: what is suppressed there is suppressed in all of its parts.
    """

    def __init__(self, rows: Mapping[str, Rows]):
        self.rows = rows

    @cached_property
    def _finest(self) -> dict[str, list[str]]:
        """Each dimension to those that nothing nests in through which its rows can change: itself, or its parts.

        Through two of them at once is more than an exchange can do: such a dimension is taken for released.
        """
        coarse = {name for rows in self.rows.values() for name in rows.parents}
        fine = [name for name in self.rows if name not in coarse]
        return {name: [n for n in fine if n == name or name in self.rows[n].parents] for name in self.rows}

    def settle(self) -> None:
        """Suppress until every suppressed count reaches the threshold; DisclosureError if that cannot be."""
        for rows in self.rows.values():
            rows.merge()
        for name, rows in self.rows.items():
            for row in range(len(rows.counts)):
                self._pass_down(name, row)
        while asked := list(dict.fromkeys(self._short())):
            joined: set[tuple[str, int]] = set()
            for name, row, node in asked:
                if (name, row) not in joined:
                    joined |= self._widen(name, row, node)
            if not joined:
                raise DisclosureError("no suppression protects the small counts of the rows.")

    def _pass_down(self, name: str, row: int) -> None:
        """Suppress in the parts of a row what is suppressed in it."""
        above = self.rows[name]
        for node in {int(node) for node in above.group[row, :-1]} - {RELEASED}:
            with_zeros = not above.low[row][above.group[row, :-1] == node].any()
            for rows in self.rows.values():
                for member in np.flatnonzero(rows.parents[name] == row) if name in rows.parents else ():
                    self._suppress(rows, int(member), node, with_zeros)

    def _suppress(self, rows: Rows, row: int, node: int, with_zeros: bool = False) -> bool:
        """Suppress a group in a row, with its zeros where these are suppressed; whether that was new."""
        if node == TOTALS:
            return rows.close(row)
        if node >= len(rows.shape.nodes):
            return rows.withhold(row, alike=True)
        if node == ZEROS or (with_zeros and rows.shape.publishes):
            return rows.withhold(row)
        return not rows.is_closed(row) and rows.join(row, node)

    def _short(self) -> Iterator[Asked]:
        """The dimension, row and group of every suppressed count that does not reach the threshold."""
        fixed = [name for name, fine in self._finest.items() if len(fine) > 1]
        exchanges = {name: Exchange(rows, self.rows, fixed) for name, rows in self.rows.items()}
        for name, rows in self.rows.items():
            exchange, members = exchanges[self._finest[name][0]], self._members(name, self._finest[name][0])
            for row in np.flatnonzero((rows.group != RELEASED).any(axis=1)).tolist():
                for parts, partners in _asked(rows, row):
                    if name in fixed or exchange.reach(members[row], parts, partners) < rows.shape.threshold:
                        yield name, row, int(rows.group[row, parts[0]])

    def _members(self, name: str, fine: str) -> list[list[int]]:
        """The rows of the finer dimension in each row of a dimension."""
        if name == fine:
            return [[row] for row in range(len(self.rows[name].counts))]
        places = self.rows[fine].parents[name]
        return [np.flatnonzero(places == row).tolist() for row in range(len(self.rows[name].counts))]

    def _widen(self, name: str, row: int, node: int) -> set[tuple[str, int]]:
        """Let more neighbours of a row suppress the same group, or, once all do, a larger one; the rows that were
        asked, none where nothing is left to suppress."""
        rows = self.rows[name]
        for rung, block in product(_ladder(rows, row, node), _blocks(rows, row)):
            if asked := self._join(name, block, rung):
                return asked
        return set()

    def _join(self, name: str, block: Sequence[int], node: int) -> set[tuple[str, int]]:
        """Suppress a group in each row of a block, and in the rows that these lie in where they are several; all these
        rows, or none where nothing of it was new."""
        rows = self.rows[name]
        around = {(above, int(places[row])) for above, places in rows.parents.items() for row in block}
        crossed = {
            (above, row) for above, row in around if any(name == above and other != row for name, other in around)
        }
        new = [row for row in block if self._suppress(rows, row, node)]
        for row in new:
            self._pass_down(name, row)
        wider = [row for above, row in sorted(crossed) if self._suppress(self.rows[above], row, node)]
        return {*crossed, *((name, row) for row in block)} if new or wider else set()


def _blocks(rows: Rows, row: int) -> list[range]:
    """A row, and the growing blocks of neighbours around it: first those that lie in the same rows above, then all."""
    places = np.column_stack([np.zeros(len(rows.counts), dtype=int), *rows.parents.values()])
    same = np.flatnonzero((places == places[row]).all(axis=1))
    near, far = range(same[0], same[-1] + 1), range(len(rows.counts))
    inside = _halves(near, row)
    return [*inside, *(block for block in _halves(far, row) if block.start <= near.start and block.stop >= near.stop)]


def _halves(block: range, row: int) -> list[range]:
    """A block, the half of it that a row lies in, the half of that, and so on; the smallest first."""
    halves = [block]
    while len(block) > 1:
        middle = block.start + len(block) // 2
        block = range(block.start, middle) if row < middle else range(middle, block.stop)
        halves.append(block)
    return halves[::-1]


def _ladder(rows: Rows, row: int, node: int) -> Iterator[int]:
    """What is suppressed next where a group does not do: the branch above it, and so on, zeros, then the totals."""
    if rows.is_closed(row) and rows.shape.closes:
        node = TOTALS
    elif node >= len(rows.shape.nodes):
        yield node
        node = ROOT
    while node > ROOT:
        yield node
        node = rows.shape.above(node)
    yield from (ROOT, ZEROS) if node == ROOT else ()
    yield from (TOTALS,) if rows.shape.closes else ()


def _asked(rows: Rows, row: int) -> Iterator[tuple[list[int], list[int]]]:
    """What must reach the threshold in a row: each part of a group against the others, and each sum that cuts one."""
    group = rows.group[row]
    for node in dict.fromkeys(group[group != RELEASED].tolist()):
        parts = np.flatnonzero(group == node).tolist()
        for part in parts:
            yield [part], [other for other in parts if other != part]
        for end in rows.shape.ends:
            left = [part for part in parts if part in end]
            if 1 < len(left) < len(parts):
                yield left, [part for part in parts if part not in end]
