"""A raw register -> its tidy rows in memory, and the account of its file without a person in it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pandas as pd

from analysis import disclosure, reference, registers
from analysis.registers import keys, oulad, scales

AS_LABELLED = "as_labelled"
OULAD_GREATEST = Decimal(100)
# What the tables call their margin, the small units together, and what a register does not say.
UNSTATED, OTHER = "unstated", "other"
RESERVED = {disclosure.TOTAL, UNSTATED, OTHER}
# Rows that were a learner's and could not be used; the others are headings, bands, totals and the like.
LEARNERS = {"no_name", "ragged", "twice", "twice_other", "mark_date", "mark_range", "mark_text", "mark_words"}


@dataclass(frozen=True)
class Opened:
    """A register in memory: ``frame`` is tidy, one row for each learner and class; it is never stored.

    ``learners_aside`` and ``others_aside`` count the rows set aside by reason: rows of learners, which are
    counts of people, and rows that are nobody's. ``form_line`` and ``opened_by`` are what the column map says of
    form 10.
    """

    frame: pd.DataFrame = field(repr=False)
    scale_code: str
    greatest: Decimal
    learners_aside: Mapping[str, int]
    others_aside: Mapping[str, int]
    form_line: str = ""
    opened_by: str = ""

    @property
    def grades(self) -> list[str]:
        """The grades of its scale, best first; of labels without a scale those that occur."""
        found = scales.grades_of(self.scale_code)
        if self.scale_code != AS_LABELLED:
            return list(found)
        occurring = set(self.frame["grade_code"].dropna())
        return [code for code in found if code in occurring]


def opened(place: Path) -> Opened:
    """The register of a file, or of the folder of the Open University's dataset.

    Persons are linked by the key of the office where there is one, else by a key that is forgotten.
    """
    key = keys.load() if keys.path().is_file() else secrets.token_bytes(keys.KEY_BYTES)
    if place.is_dir():
        return Opened(oulad.register(place, key), oulad.SCALE, OULAD_GREATEST, {}, {})
    reading = registers.read(place)
    scale = reading.mapping.scale or AS_LABELLED
    reasons = Counter(aside.key for aside in reading.set_aside)
    return Opened(
        _spared(registers.tidy(reading, key, scale_code=scale)),
        scale,
        reading.mapping.greatest_mark,
        {reason: count for reason, count in reasons.items() if reason in LEARNERS},
        {reason: count for reason, count in reasons.items() if reason not in LEARNERS},
        reading.mapping.form_line or "",
        reading.mapping.opened_by,
    )


def _spared(frame: pd.DataFrame) -> pd.DataFrame:
    """The tidy rows with a class or a unit that is called as a table calls its own rows in quotes ("total")."""
    names = {name: f'"{name}"' for name in RESERVED}
    return frame.assign(**{column: frame[column].replace(names) for column in ("class_code", "unit_name")})


def other_scales(register: Opened) -> list[str]:
    """The scales with bands under which the scores of a register can be read: those of marks up to ten."""
    if register.greatest != 10 or register.frame["score_thousandths"].isna().all():
        return []
    return [code for code in reference.scales() if code != register.scale_code]
