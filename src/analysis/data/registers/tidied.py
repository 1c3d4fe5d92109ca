"""A reading -> the tidy register: one row for each learner and class, and nothing that names a person."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import files, paths
from analysis.data.registers import keys, scales
from analysis.data.registers.learners import identity
from analysis.data.registers.reading import Reading
from analysis.errors import DataError, Fault, ParameterError, nearest
from analysis.vocabulary import reference

if TYPE_CHECKING:
    import pandera.pandas as pa

STATUSES = ("enrolled", "withdrawn", "completed")
SEXES = ("female", "male")
# Ten-year bands, wide enough that a band and a unit seldom single a learner out.
AGE_BANDS = ((30, "under_30"), (40, "30_39"), (50, "40_49"), (60, "50_59"))
OLDEST = "60_over"
THOUSAND = 1000

COLUMNS = {
    "person_key": "str",
    "class_code": "str",
    "level_code": "str",
    "unit_name": "str",
    "start_date": "datetime64[s]",
    "end_date": "datetime64[s]",
    "status_code": "str",
    "score_thousandths": "Int32",
    "grade_code": "str",
    "scale_code": "str",
    "is_commended": "bool",
    "age_band": "str",
    "sex_code": "str",
}
_REQUIRED = {"person_key", "class_code", "status_code", "is_commended"}


def schema() -> pa.DataFrameSchema:
    """What a tidy register must look like: these columns and no other, a learner once in a class."""
    import pandera.pandas as pa

    allowed = {
        "person_key": pa.Check.str_matches(rf"^[0-9a-f]{{{keys.HEX_DIGITS}}}$"),
        "status_code": pa.Check.isin(STATUSES),
        "sex_code": pa.Check.isin(SEXES),
        "level_code": pa.Check.isin(list(reference.levels())),
        "grade_code": pa.Check.isin(list(reference.grades())),
        "score_thousandths": pa.Check.ge(0),
    }
    columns = {
        name: pa.Column(kind, allowed.get(name), nullable=name not in _REQUIRED) for name, kind in COLUMNS.items()
    }
    return pa.DataFrameSchema(columns, strict=True, unique=["person_key", "class_code"])


def tidy(
    reading: Reading,
    key: bytes,
    *,
    scale_code: str | None = None,
    class_code: str | None = None,
    level_code: str | None = None,
    start_date: dt.date | None = None,
    end_date: dt.date | None = None,
) -> pd.DataFrame:
    """The tidy register of a reading: the columns of :data:`COLUMNS`, checked against :func:`schema`.

    ``score_thousandths`` is the score times 1,000 as a whole number, so that sums are exact. The class, the
    level and the days stated here, or in the column map, hold where the file names none; the class is else the
    file's name. The scale of the grades is never assumed: it is stated here or in the column map. Ages are
    counted on the first day of the class and leave only a band. No learner: an empty frame with the same columns.
    """
    scale = scale_code or reading.mapping.scale
    if scale is not None:
        scales.grades_of(scale)
    elif reading.frame["grade"].notna().any():
        message = (
            "the scale of its grades is not stated, and none is assumed. Give scale_code, or write scale: into "
            f"the column map. {nearest('', scales.codes())}"
        )
        raise DataError([Fault(paths.shown(reading.path), message)])
    if level_code is not None and level_code not in reference.levels():
        raise ParameterError(f'no level is called "{level_code}". {nearest(level_code, reference.levels())}')
    stated = reading.mapping
    defaults = {"class": _classes(reading, class_code or stated.class_code), "level": level_code or stated.level,
                "start_date": start_date or stated.start_date, "end_date": end_date or stated.end_date,
                "scale": scale}  # fmt: skip
    rows = [_row(record, key, defaults) for record in reading.frame.to_dict("records")]
    return checked(pd.DataFrame(rows, columns=list(COLUMNS)))


def _classes(reading: Reading, class_code: str | None) -> dict[int, str]:
    """The class of each sheet whose rows name none: the one stated, else the file's name, numbered."""
    sheets = sorted(reading.frame["sheet"].unique())
    name = class_code or reading.path.stem
    return {sheet: name if len(sheets) == 1 else f"{name} {sheet}" for sheet in sheets}


def checked(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the types of :data:`COLUMNS`, checked; a DataError counts the rows that fail."""
    from pandera.errors import SchemaErrors

    try:
        return schema().validate(frame.astype(COLUMNS), lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.groupby(["column", "check"], dropna=False).size()
        faults = [
            Fault("tidy register", f"{count} rows fail the check {check}.", column=str(column))
            for (column, check), count in cases.items()
        ]
        raise DataError(faults) from None


def _row(record: dict, key: bytes, defaults: dict) -> dict[str, object]:
    start = record["start_date"] or defaults["start_date"]
    course = [part for part in (record["class"], record["course"]) if part]
    return {
        "person_key": keys.person_key(key, identity(record)),
        "class_code": " ".join(course) or defaults["class"].get(record["sheet"]),
        "level_code": record["level"] or defaults["level"],
        "unit_name": record["unit"],
        "start_date": start,
        "end_date": record["end_date"] or defaults["end_date"],
        "status_code": record["status"],
        "score_thousandths": _thousandths(record["score"]),
        "grade_code": record["grade"],
        "scale_code": defaults["scale"] if record["grade"] else None,
        "is_commended": bool(record["commended"]),
        "age_band": record["age_band"] or age_band(record["birth"], start),
        "sex_code": record["sex"],
    }


def _thousandths(score: Decimal | None) -> int | None:
    return None if score is None else int((score * THOUSAND).quantize(Decimal(1), ROUND_HALF_UP))


def age_band(birth: dt.date | int | None, day: dt.date | None) -> str | None:
    """The band of an age on a day; by years alone where only the year of birth is written; None without either.

    >>> age_band(dt.date(1983, 11, 4), dt.date(2023, 11, 3)), age_band(1983, dt.date(2023, 11, 3))
    ('30_39', '40_49')
    """
    if birth is None or day is None:
        return None
    if isinstance(birth, int):
        age = day.year - birth
    else:
        age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return next((band for end, band in AGE_BANDS if age < end), OLDEST)


def store(frame: pd.DataFrame, name: str) -> Path:
    """Write a tidy register as data/processed/registers/<name>.parquet, whole or not at all."""
    target = paths.processed() / "registers" / f"{name}.parquet"
    with files.replacing(target) as beside:
        checked(frame).to_parquet(beside, index=False)
    return target


def load(path: Path) -> pd.DataFrame:
    """The tidy register of a Parquet file, checked again."""
    return checked(pd.read_parquet(path))
