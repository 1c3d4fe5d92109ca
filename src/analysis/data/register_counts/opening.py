"""A raw register -> its tidy rows in memory, and the account of its file without a person in it."""

from __future__ import annotations

import math
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import paths
from analysis.data import disclosure, registers
from analysis.data.register_counts.policy import USUAL, Policy
from analysis.data.registers import keys, oulad, scales
from analysis.errors import DataError, Fault
from analysis.vocabulary import reference

AS_LABELLED = "as_labelled"
OULAD_GREATEST = Decimal(100)
TEN = Decimal(10)
# What the tables call their margin, the small units together, and what a register does not say.
UNSTATED, OTHER = "unstated", "other"
RESERVED = {disclosure.TOTAL, UNSTATED, OTHER}
GRADED = "graded"
NO_RESULT = "no_result"
# Rows that were a learner's and could not be used; the others are headings, bands, totals and the like.
LEARNERS = {"no_name", "ragged", "twice", "twice_other", "mark_date", "mark_range", "mark_text", "mark_words"}


@dataclass(frozen=True)
class Opened:
    """A register in memory: ``frame`` is tidy, one row for each learner and class; it is never stored.

    ``policy`` is that of its tables: units of fewer persons than the threshold have lost their names already.
    ``learners_aside`` and ``others_aside`` count the excluded rows by reason: rows of learners, which are
    counts of people, and rows that are no learner's. ``form_line`` and ``opened_by`` are what the column map says of
    form 10.
    """

    frame: pd.DataFrame = field(repr=False)
    scale_code: str
    greatest: Decimal
    learners_aside: Mapping[str, int]
    others_aside: Mapping[str, int]
    policy: Policy
    form_line: str = ""
    opened_by: str = ""

    @cached_property
    def listed(self) -> str:
        """The scale whose grades the tables list: the stated one, else the first that has all its labels.

        Never the labels that occur alone: a column that is missing would say that nobody has that grade.
        """
        if self.scale_code != AS_LABELLED:
            return self.scale_code
        completed = self.frame["status_code"] == "completed"
        return scales.first_with(set(self.frame.loc[completed, "grade_code"].dropna()))

    @cached_property
    def step(self) -> int:
        """The step of the scores in thousandths: what all of them are multiples of, a tenth of the greatest at most.

        Whoever sees the marks knows it, and that there is none in between.
        """
        tenth = int(self.greatest * 1000) // 10
        return math.gcd(tenth, *map(int, self.frame["score_thousandths"].dropna().unique()))

    @property
    def grades(self) -> list[str]:
        """The grades that its tables list, best first."""
        return list(scales.grades_of(self.listed))


def opened(path: Path, policy: Policy = USUAL) -> Opened:
    """The register of a file, or of the folder of the Open University's dataset.

    Persons are linked by the key of the office where there is one, else by a key that is forgotten.
    """
    key = keys.load() if keys.path().is_file() else secrets.token_bytes(keys.KEY_BYTES)
    if path.is_dir():
        frame, few = _with_results(oulad.register(path, key), policy.threshold)
        return Opened(_pooled(frame, policy.threshold), oulad.SCALE, OULAD_GREATEST, few, {}, policy)
    reading = registers.read(path)
    scale = reading.mapping.scale or AS_LABELLED
    _refuse_foreign(reading, scale)
    reasons = Counter(aside.key for aside in reading.set_aside)
    frame, few = _with_results(_spared(registers.tidy(reading, key, scale_code=scale)), policy.threshold)
    return Opened(
        _pooled(frame, policy.threshold),
        scale,
        reading.mapping.greatest_mark,
        {reason: count for reason, count in reasons.items() if reason in LEARNERS} | few,
        {reason: count for reason, count in reasons.items() if reason not in LEARNERS},
        policy,
        reading.mapping.form_line or "",
        reading.mapping.opened_by,
    )


def _refuse_foreign(reading: registers.Reading, scale: str) -> None:
    """DataError where learners have a grade that the scale lacks: tables of its grades would leave them out.

    No row is named: what refuses a report is written down where others read it.
    """
    if scale == AS_LABELLED:
        return
    sentence = 'the grade "{}" is not on the scale "{}" of the column map. `analysis register` names the rows; {}.'
    mend = "correct them or the scale, or state none"
    lacking = scales.foreign(reading.frame["grade"], scale)
    if lacking:
        raise DataError(Fault(paths.shown(reading.path), sentence.format(grade, scale, mend)) for grade in lacking)


def _spared(frame: pd.DataFrame) -> pd.DataFrame:
    """The tidy rows with a class or a unit that is called as a table calls some of its rows in quotes ("total")."""
    names = {name: f'"{name}"' for name in RESERVED}
    return frame.assign(**{column: frame[column].replace(names) for column in ("class_code", "unit_name")})


def outcomes(frame: pd.DataFrame) -> pd.Series:
    """What became of the learner of each tidy row: graded, withdrawn, in_progress (still enrolled) or ungraded."""
    outcome = frame["status_code"].map({"withdrawn": "withdrawn", "enrolled": "in_progress"}).fillna("ungraded")
    return outcome.mask(frame["grade_code"].notna() & (outcome == "ungraded"), GRADED)


def _with_results(frame: pd.DataFrame, threshold: int) -> tuple[pd.DataFrame, dict[str, int]]:
    """The tidy rows, and how many are excluded: those without a grade where they are few among others with one.

    How many learners there are and how many have a grade could not both be released, and one of them is the report.
    Of several outcomes without a grade each has somebody in it, so that of their sum fewer are unknown.
    """
    became = outcomes(frame)
    without = became[became != GRADED]
    unknown = len(without) - (without.nunique() if without.nunique() > 1 else 0)
    if without.empty or unknown >= threshold or len(frame) - len(without) < threshold:
        return frame, {}
    return frame[became == GRADED], {NO_RESULT: len(without)}


def _pooled(frame: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """The tidy rows with the units of fewer persons than the threshold under one name: theirs may be a person's.

    The pool takes in the next larger unit if it is itself too small to be released.
    """
    sizes = frame.groupby("unit_name")["person_key"].nunique().rename("persons").reset_index()
    persons = sizes.sort_values(["persons", "unit_name"]).set_index("unit_name")["persons"]
    smaller = persons.cumsum() - persons
    small = persons.index[(persons < threshold) | smaller.between(1, threshold - 1)]
    return frame.assign(unit_name=frame["unit_name"].mask(frame["unit_name"].isin(small), OTHER))


def other_scales(register: Opened) -> list[str]:
    """The scales with bands under which the scores of a register can be read: those of marks up to ten."""
    if register.greatest != TEN or register.frame["score_thousandths"].isna().all():
        return []
    return [code for code in reference.scales() if code != register.scale_code]
