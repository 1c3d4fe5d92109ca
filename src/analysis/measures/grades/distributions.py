"""The frames of grades: the distribution of each class in hand, and all classes side by side at two cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.measures import frames
from analysis.measures.bounds import Undecided
from analysis.measures.grades.class_system import BELOW, COMMENDED, NOTHING, ClassSystem, Ends, Shares, quantities
from analysis.measures.grades.classes import KEY, each_class
from analysis.vocabulary import choices, reference
from analysis.vocabulary.figures import READINGS, Reading, Tolerance

Measure = Callable[[ClassSystem], Iterable[dict[str, Any]]]
COMPARED = ("very_good_up", "good_up")
EACH_BODY_ONCE = "each_body_once"
_SAID = (
    "statement_code", "class_code", "level_code", "date", "measure_code", "grade_code", "at_or_above", "unit_code",
    "printed", "base", "mode_code", "quote",
)  # fmt: skip
_CLASS = {**dict.fromkeys(("source_code", "class_code", "date", "quantity", "reading"), "str"), "is_chosen": "bool"}
_ENDS = {
    "low": "Int64",
    "high": "Int64",
    "is_either": "bool",
    **dict.fromkeys(("total_low", "total_high"), "Int64"),
    **{f"share_{name}": kind for name, kind in frames.SHARE.items()},
}
_FLAGS = dict.fromkeys(("is_stated", "is_consistent", "names_excellent", "is_read_twice"), "bool")
_PRINTED = {
    **dict.fromkeys(("aside_low", "aside_high"), "Int64"),
    **dict.fromkeys(("printed", "cited", "condition"), "str"),
    **dict.fromkeys(("is_shown", "is_telling", "is_implied", "is_doubted", "falls_back", "is_cut_off"), "bool"),
}


def distribution(own: pd.DataFrame, reading: Reading = "literal", tolerance: Tolerance = 1) -> pd.DataFrame:
    """One row a class, quantity and reading: what the words leave possible.

    ``own`` comes from :func:`analysis.measures.grades.of_class`. Columns: ``source_code, class_code, date, quantity,
    reading, is_chosen`` (whether it is the reading asked for); ``low, high`` (whole numbers, ``high`` missing for no
    end, both missing where nothing is said or the search for them was cut off), ``is_either`` (whether the count is one
    of the two ends and none between); ``total_low, total_high`` (learners of the class); ``share_low, share_high`` (to
    plot) with ``share_low_count, share_low_of, share_high_count, share_high_of`` (the same exactly; where the learners
    are not one number or the search was cut off, ends that no share exceeds; missing where nothing fits or there are no
    learners); ``is_stated`` (whether the words say anything of the learners at a grade or above); ``is_consistent``
    (false where the text contradicts itself); ``names_excellent`` (whether the text uses that word); ``is_read_twice``
    (whether the two readings part a word of the class); ``is_doubted`` (whether a contradiction puts the quantity in
    doubt), ``aside_low, aside_high`` (what the other statements then leave of it, where that is not just what is
    printed; else missing); ``printed`` (the words that state the quantity itself, possibly none or several, see
    :func:`analysis.measures.frames.split`) and ``cited`` (the same, marked where they were seen); ``condition``
    ("each_body_once" for people counted by awards, else empty); ``is_shown`` (whether the text speaks of the quantity,
    or of better grades that bound a cut), ``is_telling`` (whether it also says something of it under a reading: words,
    or a bound other than that there are none); ``is_implied`` (whether it is a cut of which the text says no more than
    that); ``falls_back`` (whether some of the printed words are read literally because their conventional reading
    clashes, see :func:`clashes`), ``is_cut_off`` (whether the search was); ``edited`` as in
    :func:`analysis.measures.frames.with_edits`.

    Quantities: those of :func:`quantities`, ``below_good``, ``commended``, and grades that the text counts together,
    such as "very_good+good"; those to show come first, in their order of display. A text that never names the grade
    excellent, and whose figures do not need it, is taken to have a scale without it.

    A text that contradicts itself is read literally. What it prints of a quantity in doubt is ``low, high``, as the
    words have it by themselves; other ends are those of all the ways out, each without a least set of statements.
    """
    made = _made(own, _distributed, _CLASS | _ENDS | _FLAGS | _PRINTED, reading, tolerance)
    return made.assign(is_telling=made.groupby([*KEY, "quantity"])["is_telling"].transform("any").astype(bool))


def closings(statements: pd.DataFrame, reading: Reading = "literal", tolerance: Tolerance = 1) -> pd.DataFrame:
    """One row a class, cut and reading: the share very good or better, and good or better, to compare classes.

    ``quantity`` is "very_good_up" or "good_up"; the columns are those of :func:`distribution` from ``source_code`` to
    ``is_read_twice``. Nothing is given of a cut that the text says nothing about, unless a least number follows from
    what it says of better grades. Of a class that contradicts itself the ends are those of all the ways out.
    """
    everyone = statements.drop(columns="in_focus", errors="ignore")
    return _made(everyone, _compared, _CLASS | _ENDS | _FLAGS, reading, tolerance)


def _made(
    statements: pd.DataFrame, rows: Measure, columns: dict[str, str], reading: Reading, tolerance: Tolerance
) -> pd.DataFrame:
    """The rows of each class under both readings, as a frame."""
    made, reading = [], choices.fitting("reading", reading)
    for source, code, date, stated in each_class(statements):
        said = tuple(stated[list(_SAID)].itertuples(index=False, name=None))
        named = {"source_code": source, "class_code": code, "date": date}
        made += [named | row | {"is_chosen": row["reading"] == reading} for row in _rows(said, code, rows, tolerance)]
    return frames.with_edits(frames.frame(made, columns), statements)


# Kept because each page of a class compares it with all the others; by what is said, so that an edit is computed anew.
@lru_cache(maxsize=4096)
def _rows(said: tuple[tuple[str, ...], ...], code: str, rows: Measure, tolerance: Tolerance) -> tuple[dict, ...]:
    stated = pd.DataFrame(said, columns=list(_SAID))
    systems = {reading: ClassSystem.of(stated, code, reading, tolerance) for reading in READINGS}
    is_read_twice, made = bool(systems["conventional"].read_twice), []
    for reading, system in systems.items():
        named = {"reading": reading, "is_consistent": system.is_consistent, "is_read_twice": is_read_twice}
        named["names_excellent"] = "excellent" in system.named
        made += [named | row for row in rows(system)]
    return tuple(made)


def _distributed(system: ClassSystem) -> Iterable[dict[str, Any]]:
    spoken = shown(system)
    for quantity in dict.fromkeys((*spoken, *quantities(), BELOW, COMMENDED)):
        stating = system.stating(quantity)
        words = [claim.figure.printed for claim in stating]
        yield {
            "quantity": quantity,
            "is_shown": quantity in spoken,
            "is_implied": quantity in COMPARED and not system.speaks_of(quantity),
            "printed": frames.listed(words),
            "cited": frames.cited(words, [claim.is_seen for claim in stating]),
            "condition": EACH_BODY_ONCE if quantity == COMMENDED and system.counts_awards else "",
            "falls_back": any(claim.code in clash.words for clash in system.clashes for claim in stating),
        } | _bounds(system, quantity, spoken)


def _bounds(system: ClassSystem, quantity: str, spoken: list[str]) -> dict[str, Any]:
    is_either = is_cut_off = False
    try:
        ends, size, aside = system.ends(quantity), system.size, system.aside(quantity)
        deciding = () if quantity == COMMENDED else system.deciding(quantity)
        is_either = system.is_either(system.terms(quantity), ends, deciding)
    except Undecided:
        ends, size, aside, is_cut_off = NOTHING, NOTHING, NOTHING, True
    shares, other = system.shares(quantity, ends, size), NOTHING if aside == ends else aside
    stated = _is_stated(system, quantity, ends, shares) if quantity in COMPARED else quantity in spoken
    is_bounded = ends[0] is not None and not (ends[0] == 0 and ends[1] in (None, size[1])) and ends[1] != 0
    return _cells(ends, size, shares) | {
        "is_telling": quantity in spoken and (bool(system.stating(quantity)) or is_bounded),
        "is_either": is_either, "is_cut_off": is_cut_off, "is_stated": stated,
        "is_doubted": aside != NOTHING, **dict(zip(("aside_low", "aside_high"), other, strict=True)),
    }  # fmt: skip


def _compared(system: ClassSystem) -> Iterable[dict[str, Any]]:
    size = system.determined({system.learners: 1})
    for quantity in COMPARED:
        ends = system.determined(system.terms(quantity))
        shares = system.shares(quantity, ends, size)
        stated = _is_stated(system, quantity, ends, shares)
        is_either = stated and system.is_either(system.terms(quantity), ends, system.systems)
        known = _cells(ends, size, shares) if stated else _cells(NOTHING, size, NOTHING)
        yield {"quantity": quantity, "is_either": is_either, "is_stated": stated} | known


def _is_stated(system: ClassSystem, cut: str, ends: Ends, shares: Shares) -> bool:
    return system.speaks_of(cut) or (system.implies(cut) and bool(ends[0] or shares[0]))


def _cells(ends: Ends, size: Ends, shares: Shares) -> dict[str, Any]:
    whole = dict(zip(("low", "high", "total_low", "total_high"), (*ends, *size), strict=True))
    cells = whole | frames.share(*shares, prefix="share_")
    if size[0] and size[0] == size[1] and None not in ends and None not in shares:
        of = {"share_low_of": size[0], "share_high_of": size[0]}  # not in lowest terms: so many of all
        cells |= {"share_low_count": ends[0], "share_high_count": ends[1], **of}
    return cells


def shown(system: ClassSystem) -> list[str]:
    """The quantities that the text speaks of: cuts from the widest, grades from the best, below, commended."""
    stated = {frozenset(claim.grades) for claim in system.graded}
    keys = {frozenset(grades): key for key, grades in quantities().items()}
    cuts = [
        key
        for key in ("average_up", "fairly_good_up", "good_up", "very_good_up")
        if frozenset(quantities()[key]) in stated or (key in COMPARED and system.implies(key))
    ]
    joint = ["+".join(claim.grades) for claim in system.graded if frozenset(claim.grades) not in keys]
    single = [code for code in reference.grades() if code in system.named]
    spoken = [*cuts, *dict.fromkeys(joint), *single]
    if "good" in system.named and not system.named - set(reference.or_better("good")):
        spoken.append(BELOW)  # the text names no grade below
    return [*spoken, COMMENDED]
