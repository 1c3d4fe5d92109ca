"""Which classes a frame of statements grades, and the statements of one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.errors import ParameterError, nearest
from analysis.measures import frames
from analysis.vocabulary import intake
from analysis.vocabulary.reference import ALL

KEY = ["source_code", "class_code"]


def classes(statements: pd.DataFrame) -> pd.DataFrame:
    """One row a class with graded statements: ``source_code, class_code, date``, in the order of the frame.

    Of a frame of :func:`of_class` the classes that were asked for.
    """
    statements = intake.statements(statements)
    graded = statements[(statements["measure_code"] == "graded") & (statements["class_code"] != "")]
    graded = graded[graded["in_focus"]] if "in_focus" in graded else graded
    return graded[[*KEY, "date"]].drop_duplicates(KEY, ignore_index=True)


def of_class(statements: pd.DataFrame, source: str = ALL, class_code: str = ALL) -> pd.DataFrame:
    """The statements of the classes that a source and a class code name, "all" for every one with grades.

    With them come the statements that they are shares or parts of; ``in_focus`` says which name such a class
    themselves. Raises ParameterError for a source without grades, or a class that it does not grade.
    """
    statements = intake.statements(statements)
    graded = classes(statements.drop(columns="in_focus", errors="ignore"))
    chosen = graded if source == ALL else graded[graded["source_code"] == source]
    if chosen.empty:
        choices = ALL, *graded["source_code"].unique()
        raise ParameterError(f'source: "{source}" grades no class. {nearest(source, choices)}')
    if class_code != ALL:
        choices, chosen = list(chosen["class_code"]), chosen[chosen["class_code"] == class_code]
        if chosen.empty:
            raise ParameterError(f'class_code: no class "{class_code}" is graded there. {nearest(class_code, choices)}')
    wanted = set(chosen[KEY].itertuples(index=False, name=None))
    keys = statements[KEY].itertuples(index=False, name=None)
    named = statements.assign(in_focus=[key in wanted for key in keys])
    return named[with_bases(named, named["in_focus"])].copy()


def among(statements: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """All the statements, with those of the classes of :func:`of_class` as they are there: edited, or left out."""
    statements, own = intake.statements(statements), intake.statements(own)
    held = set(own.loc[own["in_focus"], KEY].itertuples(index=False, name=None))
    again = set(own[["source_code", "statement_code"]].itertuples(index=False, name=None))
    keys = list(statements[[*KEY, "statement_code"]].itertuples(index=False, name=None))
    others = [(source, code) not in held and (source, row) not in again for source, code, row in keys]
    made = pd.concat([own, statements[others]])
    places = {(source, row): place for place, (source, _, row) in enumerate(keys)}
    order = [places.get(key, len(keys)) for key in zip(made["source_code"], made["statement_code"], strict=True)]
    return made.iloc[sorted(range(len(made)), key=order.__getitem__)]


def each_class(own: pd.DataFrame) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    """Source, class, date and statements, with those that they are shares of, of each class of a frame.

    A quote stands only where its words are still those of the source.
    """
    own = intake.statements(own)
    own = own.assign(quote=own["quote"].where(frames.seen(own), ""))
    for source, code, date in classes(own).itertuples(index=False, name=None):
        rows = own[own["source_code"] == source]
        yield source, code, date, rows[with_bases(rows, rows["class_code"] == code)]


def with_bases(statements: pd.DataFrame, wanted: pd.Series) -> list[bool]:
    """For each statement whether it is wanted, or one is a share or a part of it."""
    keys = list(zip(statements["source_code"], statements["statement_code"], strict=True))
    bases = dict(zip(keys, statements["base"], strict=True))
    kept = {key for key, is_wanted in zip(keys, wanted, strict=True) if is_wanted}
    queue = list(kept)
    while queue:
        source, code = queue.pop()
        base = source, bases[source, code]
        if base in bases and base not in kept:
            kept.add(base)
            queue.append(base)
    return [key in kept for key in keys]
