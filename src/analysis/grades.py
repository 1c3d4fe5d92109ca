"""Grade distributions: the least and greatest count and share of every grade and cut that the words leave.

A frame of statements goes in (columns as in ``tables.statement_table``), a new frame comes out. Bounds are
joint over all the statements of a class in one source, exact, by integer programming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pandas as pd

from analysis import reference
from analysis.feasible import UNGRADED, Claims, System, claims_of
from analysis.figures import READINGS, Reading

CUTS = ("very_good", "good", "fairly_good", "average")
BELOW = "below_good"
COMMENDED = "commended"
Ends = tuple[int | None, int | None]


def quantities() -> dict[str, tuple[str, ...]]:
    """The grades that each key of a distribution counts: cuts ("good_up"), single grades, below good.

    >>> quantities()["very_good_up"]
    ('excellent', 'very_good')
    """
    good = reference.or_better("good")
    below = tuple(code for code in (*reference.grades(), UNGRADED) if code not in good)
    cuts = {f"{code}_up": reference.or_better(code) for code in reversed(CUTS)}
    singles = {code: (code,) for code in reference.grades()}
    return {**dict(reversed(cuts.items())), **singles, BELOW: below}


def classes(statements: pd.DataFrame) -> pd.DataFrame:
    """One row a class with graded statements: ``source_code, class_code, date``, in the order of the frame."""
    graded = statements[(statements["measure_code"] == "graded") & (statements["class_code"] != "")]
    return graded[["source_code", "class_code", "date"]].drop_duplicates(
        ["source_code", "class_code"], ignore_index=True
    )


def of_class(statements: pd.DataFrame, source_code: str, class_code: str) -> pd.DataFrame:
    """The statements of one class in one source, with the statements that they are parts of."""
    own = statements[statements["source_code"] == source_code]
    wanted = set(own.loc[own["class_code"] == class_code, "statement_code"])
    bases = dict(zip(own["statement_code"], own["base"], strict=True))
    queue = list(wanted)
    while queue:
        base = bases.get(queue.pop(), "")
        if base and base not in wanted:
            wanted.add(base)
            queue.append(base)
    return own[own["statement_code"].isin(wanted)]


def distribution(
    statements: pd.DataFrame, source_code: str, class_code: str, tolerance: Fraction | float | str = 1
) -> pd.DataFrame:
    """One row a quantity and reading: what the words of one class leave possible.

    Columns: ``source_code, class_code, quantity, reading, low, high`` (whole numbers, ``high`` missing for no
    end, both missing where nothing is said), ``total_low, total_high`` (learners of the class), ``share_low,
    share_high`` (exact fractions, missing unless the learners are one number), ``printed`` (the words that
    state the quantity itself, possibly none), ``is_consistent`` (false where the text contradicts itself: the
    ends are then those of all the readings with one statement set aside). Quantities: those of
    :func:`quantities` and ``commended``.
    """
    own = of_class(statements, source_code, class_code)
    rows = []
    for reading in READINGS:
        claims = _claims(own, reading, tolerance)
        learners = population(claims, class_code)
        systems, consistent = _systems(claims)
        size = _extent(systems, {learners: 1})
        named = {"reading": reading, "is_consistent": consistent}
        for quantity, grades in quantities().items():
            ends = _ends(_extent(systems, claims.cells(learners, grades)), size)
            rows.append({**named, "quantity": quantity, "printed": _printed(claims, quantity), **ends})
        rows.append({**named, **_commended(claims, systems, class_code, size)})
    frame = pd.DataFrame(rows).assign(source_code=source_code, class_code=class_code)
    whole = ["low", "high", "total_low", "total_high"]
    columns = [
        "source_code", "class_code", "quantity", "reading", *whole, "share_low", "share_high", "printed",
        "is_consistent",
    ]  # fmt: skip
    return frame[columns].astype(dict.fromkeys(whole, "Int64"))


def _claims(own: pd.DataFrame, reading: Reading, tolerance: Fraction | float | str) -> Claims:
    return Claims(tuple(claims_of(own)), reading, tolerance, cuts=tuple(quantities().values()))


def population(claims: Claims, class_code: str) -> str | None:
    """The variable that counts the learners whose grades a class's statements speak of; None without any."""
    for claim in claims.items:
        if claim.grades and claim.class_code == class_code:
            return claims.quantity(claim)
    return None


def _commended(claims: Claims, systems: list[System], class_code: str, size: Ends) -> dict:
    """Learners commended: as printed, or, of awards by several bodies, from the greatest number to the sum."""
    named = [claim for claim in claims.items if claim.measure == COMMENDED and claim.class_code == class_code]
    persons = [claim for claim in named if claim.unit in ("person", "percent")]
    ends: Ends = (None, None)
    if persons:
        ends = _extent(systems, claims.terms(persons[0]))
    elif named:
        awards = [_extent(systems, claims.terms(claim)) for claim in named]
        highs = [high for _, high in awards]
        ends = (
            max(low for low, _ in awards),
            None if None in highs else min(sum(highs), size[1] or sum(highs)),
        )
    printed = tuple(claim.figure.printed for claim in named)
    return {"quantity": COMMENDED, "printed": printed, **_ends(ends, size)}


def _ends(extent: Ends, size: Ends) -> dict:
    low, high = extent
    one = size[0] == size[1] and size[0] and low is not None and high is not None
    return {
        "low": low, "high": high, "total_low": size[0], "total_high": size[1],
        "share_low": Fraction(low, size[0]) if one else None,
        "share_high": Fraction(high, size[0]) if one else None,
    }  # fmt: skip


def _printed(claims: Claims, quantity: str) -> tuple[str, ...]:
    grades = set(quantities()[quantity])
    return tuple(
        claim.figure.printed for claim in claims.items if claim.grades and set(claim.grades) == grades
    )


def closings(statements: pd.DataFrame, tolerance: Fraction | float | str = 1) -> pd.DataFrame:
    """One row a class and reading: shares at two cuts, to compare classes.

    Columns: ``source_code, class_code, date, reading, total_low, total_high``; for each cut ``top``
    (very good or better) and ``up`` (good or better) ``<cut>_low, <cut>_high`` whole numbers, missing where the
    text says nothing about the cut; ``names_excellent`` whether its scale has that grade (where it has not,
    the cuts leave it out); ``is_consistent`` as in :func:`distribution`.
    """
    rows = []
    for source, code, date in classes(statements).itertuples(index=False, name=None):
        own = of_class(statements, source, code)
        for reading in READINGS:
            claims = _claims(own, reading, tolerance)
            learners = population(claims, code)
            rows.append(
                {"source_code": source, "class_code": code, "date": date, "reading": reading}
                | _closing(claims, learners)
            )
    whole = ["total_low", "total_high", "top_low", "top_high", "up_low", "up_high"]
    columns = ["source_code", "class_code", "date", "reading", *whole, "names_excellent", "is_consistent"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _closing(claims: Claims, learners: str) -> dict:
    systems, consistent = _systems(claims)
    named = _names_excellent(claims)
    found = {"names_excellent": named, "is_consistent": consistent}
    found["total_low"], found["total_high"] = _extent(systems, {learners: 1})
    for cut, grade in (("top", "very_good"), ("up", "good")):
        grades = [code for code in reference.or_better(grade) if named or code != "excellent"]
        ends = _extent(systems, claims.cells(learners, grades)) if _is_told(claims, grade) else (None, None)
        found[f"{cut}_low"], found[f"{cut}_high"] = ends
    return found


def _names_excellent(claims: Claims) -> bool:
    """Whether the text uses the word for excellent, alone or jointly, so that its scale has that grade."""
    return any("excellent" in claim.grades and len(claim.grades) <= 2 for claim in claims.items)


def _is_told(claims: Claims, grade: str) -> bool:
    """Whether the statements say anything about the learners at or above a grade, or about all those below."""
    above = set(reference.or_better(grade))
    named = [set(claim.grades) for claim in claims.items if claim.grades]
    below = {code for code in reference.grades() if code not in above}
    return any((grades <= above and grade in grades) or grades == below for grades in named)


def _systems(claims: Claims) -> tuple[list[System], bool]:
    """The system of the claims; of a text that contradicts itself those with one graded claim set aside."""
    system = claims.system()
    if system.feasible():
        return [system], True
    codes = [claim.code for claim in claims.items]
    graded = [claim.code for claim in claims.items if claim.grades]
    without = [claims.only(code for code in codes if code != left_out).system() for left_out in graded]
    return [system for system in without if system.feasible()], False


def _extent(systems: Iterable[System], terms: Mapping[str, int]) -> Ends:
    """The ends of a sum over several systems; (None, None) where none has a solution."""
    found = [extent for system in systems if (extent := system.extent(terms)) is not None]
    if not found:
        return None, None
    highs = [high for _, high in found]
    return min(low for low, _ in found), None if None in highs else max(highs)
