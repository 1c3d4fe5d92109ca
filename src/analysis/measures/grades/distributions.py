"""The frames of grades: which classes there are, the distribution of one, all of them side by side."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.measures.bounds import Undecided
from analysis.measures.bounds.conflicts import minimal_sets
from analysis.measures.bounds.worlds import Worlds
from analysis.measures.grades.class_system import BELOW, COMMENDED, NOTHING, ClassSystem, quantities
from analysis.vocabulary import reference
from analysis.vocabulary.figures import READINGS

WHOLE = ["low", "high", "total_low", "total_high"]
ASIDE = ["aside_low", "aside_high"]
COMPARED = {"top": "very_good_up", "up": "good_up"}


def classes(statements: pd.DataFrame) -> pd.DataFrame:
    """One row a class with graded statements: ``source_code, class_code, date``, in the order of the frame."""
    graded = statements[(statements["measure_code"] == "graded") & (statements["class_code"] != "")]
    return graded[["source_code", "class_code", "date"]].drop_duplicates(
        ["source_code", "class_code"], ignore_index=True
    )


def of_class(statements: pd.DataFrame, source_code: str, class_code: str) -> pd.DataFrame:
    """The statements of one class in one source, with the statements that they are parts of."""
    rows = statements[statements["source_code"] == source_code]
    wanted = set(rows.loc[rows["class_code"] == class_code, "statement_code"])
    bases = dict(zip(rows["statement_code"], rows["base"], strict=True))
    queue = list(wanted)
    while queue:
        base = bases.get(queue.pop(), "")
        if base and base not in wanted:
            wanted.add(base)
            queue.append(base)
    return rows[rows["statement_code"].isin(wanted)]


def distribution(
    statements: pd.DataFrame, source_code: str, class_code: str, tolerance: Fraction | float | str = 1
) -> pd.DataFrame:
    """One row a quantity and reading: what the words of one class leave possible.

    Columns: ``source_code, class_code, quantity, reading, low, high`` (whole numbers, ``high`` missing for no
    end, both missing where nothing is said or the search for them was cut off), ``total_low, total_high`` (learners of
    the class), ``share_low, share_high`` (exact fractions; where the learners are not one number or the search was cut
    off, ends that no share exceeds; missing where nothing fits or there are no learners), ``aside_low, aside_high`` (of
    a quantity that a contradiction puts in doubt, what the other statements leave of it; else missing), ``printed``
    (the words that state the quantity itself, possibly none), ``is_either`` (whether the count is one of the two ends
    and none between), ``is_shown`` (whether the text speaks of the quantity, or of better grades that bound a cut, so
    that a report shows it), ``is_implied`` (whether it is a cut of which the text says no more than that),
    ``is_consistent`` (false where the text contradicts itself), ``falls_back`` (whether some of the printed words are
    read literally because their conventional reading clashes, see :func:`clashes`), ``is_cut_off`` (whether the search
    was). Quantities: those of :func:`quantities`, ``below_good``, ``commended``, and grades that the text counts
    together, such as "very_good+good"; those to show come first, in their order of display. A text that never names
    the grade excellent, and whose figures do not need it, is taken to have a scale without it.

    A text that contradicts itself is read literally. What it prints of a quantity in doubt is ``low, high``, as the
    words have it by themselves; other ends are those of all the ways out, each without a least set of statements.
    """
    stated = of_class(statements, source_code, class_code)
    rows = []
    for reading in READINGS:
        system = ClassSystem.of(stated, class_code, reading, tolerance)
        spoken = shown(system)
        for quantity in dict.fromkeys((*spoken, *quantities(), BELOW, COMMENDED)):
            named = {"reading": reading, "quantity": quantity, "is_shown": quantity in spoken}
            named["is_implied"] = quantity in COMPARED.values() and not system.speaks_of(quantity)
            rows.append(named | {"is_consistent": system.is_consistent} | _row(system, quantity))
    frame = pd.DataFrame(rows).assign(source_code=source_code, class_code=class_code)
    columns = [
        "source_code", "class_code", "quantity", "reading", *WHOLE, "share_low", "share_high", *ASIDE, "is_either",
        "printed", "is_shown", "is_implied", "is_consistent", "falls_back", "is_cut_off",
    ]  # fmt: skip
    return frame[columns].astype(dict.fromkeys((*WHOLE, *ASIDE), "Int64"))


def _row(system: ClassSystem, quantity: str) -> dict:
    stating = system.stating(quantity)
    row = {
        "printed": tuple(claim.figure.printed for claim in stating),
        "falls_back": any(claim.code in clash.words for clash in system.clashes for claim in stating),
        "is_cut_off": False,
        "is_either": False,
    }
    try:
        ends, size, aside = system.ends(quantity), system.size, system.aside(quantity)
        deciding = () if quantity == COMMENDED else system.deciding(quantity)
        row["is_either"] = system.is_either(system.terms(quantity), ends, deciding)
    except Undecided:
        ends, size, aside, row["is_cut_off"] = NOTHING, NOTHING, NOTHING, True
    values = (*ends, *size, *aside, *system.shares(quantity, ends, size))
    return row | dict(zip([*WHOLE, *ASIDE, "share_low", "share_high"], values, strict=True))


def shown(system: ClassSystem) -> list[str]:
    """The quantities that the text speaks of: cuts from the widest, grades from the best, below, commended."""
    stated = {frozenset(claim.grades) for claim in system.graded}
    keys = {frozenset(grades): key for key, grades in quantities().items()}
    cuts = [
        key
        for key in ("average_up", "fairly_good_up", "good_up", "very_good_up")
        if frozenset(quantities()[key]) in stated or (key in COMPARED.values() and system.implies(key))
    ]
    joint = ["+".join(claim.grades) for claim in system.graded if frozenset(claim.grades) not in keys]
    single = [code for code in reference.grades() if code in system.named]
    spoken = [*cuts, *dict.fromkeys(joint), *single]
    if "good" in system.named and not system.named - set(reference.or_better("good")):
        spoken.append(BELOW)  # the text names no grade below
    return [*spoken, COMMENDED]


def closings(statements: pd.DataFrame, tolerance: Fraction | float | str = 1) -> pd.DataFrame:
    """One row a class and reading: two cuts, to compare classes.

    Columns: ``source_code, class_code, date, reading, total_low, total_high``; for each cut ``top`` (very good
    or better) and ``up`` (good or better) ``<cut>_low, <cut>_high`` whole numbers and ``<cut>_share_low,
    <cut>_share_high`` exact shares, missing where the text says nothing about the cut, nor a least number follows from
    what it says of better grades; ``<cut>_is_either``
    whether the cut is one of these two numbers and none between; ``names_excellent``
    whether the text uses that word; ``is_consistent`` as in :func:`distribution`.
    """
    rows = []
    for source, code, date in classes(statements).itertuples(index=False, name=None):
        stated = of_class(statements, source, code)
        for reading in READINGS:
            system = ClassSystem.of(stated, code, reading, tolerance)
            named = {"source_code": source, "class_code": code, "date": date, "reading": reading}
            rows.append(named | _closing(system))
    whole = ["total_low", "total_high", "top_low", "top_high", "up_low", "up_high"]
    shares = [f"{cut}_share_{end}" for cut in COMPARED for end in ("low", "high")]
    either = [f"{cut}_is_either" for cut in COMPARED]
    columns = [
        "source_code", "class_code", "date", "reading", *whole, *shares, *either, "names_excellent",
        "is_consistent",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(whole, "Int64"))


def _closing(system: ClassSystem) -> dict:
    row = {"names_excellent": "excellent" in system.named, "is_consistent": system.is_consistent}
    size = row["total_low"], row["total_high"] = system.determined({system.learners: 1})
    for cut, quantity in COMPARED.items():
        ends = system.determined(system.terms(quantity))
        shares = system.shares(quantity, ends, size)
        stated = system.speaks_of(quantity) or (system.implies(quantity) and bool(ends[0] or shares[0]))
        if not stated:
            ends, shares = NOTHING, (None, None)
        row[f"{cut}_is_either"] = stated and system.is_either(system.terms(quantity), ends, system.systems)
        row |= dict(zip((f"{cut}_low", f"{cut}_high"), ends, strict=True))
        row |= dict(zip((f"{cut}_share_low", f"{cut}_share_high"), shares, strict=True))
    return row


def conflict(statements: pd.DataFrame, source_code: str, class_code: str) -> pd.DataFrame:
    """The rows of one smallest set of statements that cannot all hold, read literally; none if all can.

    Without any one of them the others can.
    """
    stated = of_class(statements, source_code, class_code)
    system = ClassSystem.of(stated, class_code, "literal", 1)
    codes = [claim.code for claim in system.claims.items] if not system.is_consistent else []
    sets = minimal_sets(codes, Worlds(system.claims).hold).sets
    return stated[stated["statement_code"].isin(sets[0] if sets else ())]


def clashes(
    statements: pd.DataFrame, source_code: str, class_code: str, tolerance: Fraction | float | str = 1
) -> pd.DataFrame:
    """One row a statement of each set that cannot hold while its words are read by convention.

    Columns: ``clash`` (its number from 0), ``statement_code, printed, grade_code, at_or_above, measure_code``;
    ``is_word`` whether the statement is therefore read literally, as the others are anyway; ``usual_low, usual_high``
    the whole numbers that the convention would have made of it beside its base alone, missing for no end, and both
    for none. A set is minimal: without any one of its statements the rest can hold. Empty where the conventional
    readings hold together, and where the text contradicts itself.
    """
    stated, rows = of_class(statements, source_code, class_code), []
    system = ClassSystem.of(stated, class_code, "conventional", tolerance)
    words = ["statement_code", "printed", "grade_code", "at_or_above", "measure_code"]
    for number, clash in enumerate(system.clashes):
        for row in stated[stated["statement_code"].isin((*clash.words, *clash.beside))][words].to_dict("records"):
            code = row["statement_code"]
            ends = dict(zip(("usual_low", "usual_high"), system.alone(code), strict=True))
            rows.append({"clash": number, **row, "is_word": code in clash.words, **ends})
    columns = ["clash", *words, "is_word", "usual_low", "usual_high"]
    return pd.DataFrame(rows, columns=columns).astype({"usual_low": "Int64", "usual_high": "Int64"})
