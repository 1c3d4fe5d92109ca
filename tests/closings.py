"""Random true classes, published under any mix of roundings, qualifiers and forcing."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from statement_frames import row

from analysis.vocabulary import reference

SCALES = (
    ("excellent", "very_good", "good", "average"),
    ("very_good", "good", "average"),
    ("excellent", "very_good", "good", "fairly_good", "average", "fail"),
    ("pass", "fail"),
    ("very_good", "good", "fairly_good", "pass", "fail"),
)
Rows = list[dict[str, str]]


class Publisher:
    """Prints true numbers in words that are true of them."""

    def __init__(self, rng: Random):
        self.rng = rng

    def count(self, value: int) -> str:
        """A count, exact or with a qualifier that is true of it."""
        return str(value) if self.rng.random() < 0.7 else self.qualified(Fraction(value), 0, "")

    def share(self, part: int, whole: int, decimals: int, rounding: str = "") -> str:
        """A percentage, rounded half up or truncated."""
        units = Fraction(100 * part, whole) * 10**decimals
        half_up = (rounding or self.rng.choice(("half_up", "truncated"))) == "half_up"
        return f"{digits(int(units + Fraction(half_up, 2)), decimals)}%"

    def any_share(self, part: int, whole: int) -> str:
        """A percentage, rounded somehow or with a qualifier that is true of it."""
        decimals = self.rng.randint(0, 2)
        if self.rng.random() < 0.6:
            return self.share(part, whole, decimals)
        return self.qualified(Fraction(100 * part, whole), decimals, "%")

    def qualified(self, value: Fraction, decimals: int, sign: str) -> str:
        """Words that are true of the value: the number in them lies a few steps below or above it."""
        units = value * 10**decimals
        below, is_whole = int(units), units.denominator == 1
        step = self.rng.randint(0, 4)
        top = 100 * 10**decimals if sign else None
        word = self.rng.choice(("hơn", "gần", "khoảng", "ít nhất", "không quá", "dưới", "range"))
        low = max(0, below - step)
        high = below + (not is_whole) + step
        if word == "hơn":
            low -= low == below and is_whole
        if word in ("gần", "dưới"):
            high += high == units
        if low < 0 or (top and high > top) or (word == "range" and low >= high):
            return f"ít nhất {digits(below, decimals)}{sign}"
        if word == "range":
            return f"{digits(low, decimals)}-{digits(high, decimals)}{sign}"
        number = low if word in ("hơn", "ít nhất") else max(high, 1) if word == "khoảng" else high
        return f"{word} {digits(number, decimals)}{sign}"


def digits(units: int, decimals: int) -> str:
    """A number of units of the last decimal as it is printed, with a comma."""
    text = str(units).rjust(decimals + 1, "0")
    return f"{text[:-decimals]},{text[-decimals:]}" if decimals else text


def closing(rng: Random, nmax: int = 400) -> tuple[Rows, dict[str, int | None]]:
    """The rows of one class, and for each the true number of learners behind it (None where there is none)."""
    learners = rng.randint(1, rng.choice((12, nmax)))
    scale = rng.choice(SCALES)
    cuts = sorted(rng.randint(0, learners) for _ in scale)
    if rng.random() < 0.5:
        cuts[-1] = learners
    counts = dict(zip(scale, (b - a for a, b in zip([0, *cuts], cuts, strict=False)), strict=True))
    made = _Closing(rng, learners, counts)
    for add in (made.frame_of_the_class, made.counts, made.breakdown, made.cumulated, made.joint, made.praised):
        add()
    return made.rows, made.truth


class _Closing:
    def __init__(self, rng: Random, learners: int, counts: dict[str, int]):
        self.rng, self.publisher = rng, Publisher(rng)
        self.learners, self.of = learners, counts
        self.rows: Rows = []
        self.truth: dict[str, int | None] = {}

    def add(self, code: str, measure: str, printed: str, base: str, truth: int | None, **cells: str) -> None:
        self.rows.append(row(code, measure, printed, base, **cells))
        self.truth[code] = truth

    def frame_of_the_class(self) -> None:
        enrolled = self.learners + self.rng.randint(0, 30)
        base = self.rng.choice(("", "", "enrolled"))
        if base:
            self.add("enrolled", "enrolled", str(enrolled), "", enrolled)
            printed = self.publisher.share(self.learners, enrolled, 1)
            self.add("finished%", "completed", printed, "enrolled", self.learners)
            self.add("plan", "planned", str(self.rng.randint(1, 2 * enrolled)), "", None)
        self.add("n", "completed", self.publisher.count(self.learners), base, self.learners)

    def counts(self) -> None:
        for grade, count in self.of.items():
            if self.rng.random() < 0.6:
                base = self.rng.choice(("n", "n", ""))
                self.add(grade, "graded", self.publisher.count(count), base, count, grade_code=grade)

    def breakdown(self) -> None:
        decimals = self.rng.randint(0, 2)
        printed = self._forced(decimals) if self.rng.random() < 0.5 else None
        for grade, count in self.of.items():
            if printed:
                share = f"{digits(printed[grade], decimals)}%"
            elif self.rng.random() < 0.3:
                continue
            else:
                share = self.publisher.any_share(count, self.learners)
            self.add(f"{grade}%", "graded", share, "n", count, grade_code=grade)

    def _forced(self, decimals: int) -> dict[str, int] | None:
        """Half-up shares in units of the last digit, moved to sum to 100; None where they cannot be."""
        if sum(self.of.values()) < self.learners:
            return None
        exact = {grade: Fraction(100 * count, self.learners) * 10**decimals for grade, count in self.of.items()}
        units = {grade: int(share + Fraction(1, 2)) for grade, share in exact.items()}
        excess = sum(units.values()) - 100 * 10**decimals
        step = 1 if excess > 0 else -1
        movable = [grade for grade in units if 0 <= units[grade] - step <= 100 * 10**decimals]
        if len(movable) < abs(excess):
            return None
        for grade in self.rng.sample(movable, abs(excess)):
            units[grade] -= step
        return units

    def cumulated(self) -> None:
        for grade in [grade for grade in self.of if grade != "fail" and self.rng.random() < 0.25]:
            above = [better for better in reference.or_better(grade) if better in self.of]
            count = sum(self.of[better] for better in above)
            printed = self.rng.choice((self.publisher.count(count), self.publisher.any_share(count, self.learners)))
            cells = {"grade_code": grade, "at_or_above": "true"}
            self.add(f"{grade}+", "graded", printed, "n", count, **cells)
            if count and self.rng.random() < 0.4:
                best = self.rng.choice(above)
                share = self.publisher.share(self.of[best], count, 1)
                self.add(f"{best} of {grade}+", "graded", share, f"{grade}+", self.of[best], grade_code=best)

    def joint(self) -> None:
        if self.rng.random() < 0.3:
            one, other = self.rng.sample(list(self.of), 2)
            count = self.of[one] + self.of[other]
            share = self.publisher.share(count, self.learners, 1)
            self.add("joint%", "graded", share, "n", count, grade_code=f"{one}+{other}")

    def praised(self) -> None:
        for number in range(self.rng.choice((0, 0, 1, 2))):
            count = self.rng.randint(0, self.learners)
            unit = self.rng.choice(("person", "award"))
            awards = self.rng.randint(0, self.learners) * (unit == "award")
            self.add(f"praised{number}", "commended", str(count + awards), "n", None, unit_code=unit)
