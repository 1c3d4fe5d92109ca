"""Registers of people who do not exist, from a seed: one that agrees with a bulletin, and millions of rows.

Every name says that it is invented: a family name, "Mẫu" (sample), and the learner's number in words.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.data.registers import tidied
from analysis.vocabulary import reference

HANOI_LEARNERS = 256
HANOI_COMMENDED = 22
# "trên 98%" of 256 khá or better is 252; "gần 60%" giỏi or better is 152; so four are below khá.
HANOI_GRADES = {"excellent": 38, "very_good": 114, "good": 100, "average": 4}
HANOI_SCALE = "moet_25_2006"
HANOI_LEVEL = "district_standing"
HANOI_DAYS = (dt.date(2023, 10, 23), dt.date(2023, 11, 4))
UNITS = 30

_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_DIGITS = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")
_WORDS = {"excellent": "Xuất sắc", "very_good": "Giỏi", "good": "Khá", "average": "Trung bình"}
_POSTS = ("Ủy viên Ban Thường vụ", "Trưởng ban Tổ chức", "Trưởng ban Tuyên giáo", "Phó Chủ tịch")
_LEVEL_SHARES = (0.04, 0.28, 0.08, 0.18, 0.42)
_GRADE_SHARES = {"excellent": 0.15, "very_good": 0.43, "good": 0.38, "fairly_good": 0.02, "average": 0.02}
CHUNK = 1_000_000


def name(number: int) -> str:
    """The invented name of a learner's number.

    >>> name(12)
    'Bùi Mẫu Một Hai'
    """
    family = _FAMILIES[(number * 7 + 3) % len(_FAMILIES)]
    return f"{family} Mẫu {' '.join(_DIGITS[int(digit)] for digit in str(number))}"


def register(seed: int = 2023) -> pd.DataFrame:
    """An office's register of one class that agrees with the Hanoi bulletin of 4 November 2023.

    Columns are headed as offices head them. 256 learners, 252 of them khá or better (98.4 %), 152 giỏi or
    better (59.4 %), 22 commended; every label agrees with its score on the scale of Decision 25/2006.
    """
    random = np.random.default_rng(seed)
    grades = random.permutation(np.repeat(list(HANOI_GRADES), list(HANOI_GRADES.values())))
    awards = np.zeros(HANOI_LEARNERS, dtype=bool)
    best = np.flatnonzero(np.isin(grades, ["excellent", "very_good"]))
    awards[random.choice(best, HANOI_COMMENDED, replace=False)] = True
    return pd.DataFrame(
        [
            _learner(number, str(grade), bool(award), random)
            for number, (grade, award) in enumerate(zip(grades, awards, strict=True), start=1)
        ]
    )


def _learner(number: int, grade: str, award: bool, random: np.random.Generator) -> dict[str, object]:
    birth = dt.date(1968, 1, 1) + dt.timedelta(days=int(random.integers(0, 20 * 365)))
    unit = int(random.integers(1, UNITS + 1))
    return {
        "STT": number,
        "Họ và tên": name(number),
        "Giới tính": "Nữ" if random.random() < 0.35 else "Nam",
        "Ngày sinh": birth.strftime("%d/%m/%Y"),
        "Chức vụ": _POSTS[int(random.integers(len(_POSTS)))],
        "Đơn vị công tác": f"{'Quận' if unit <= 12 else 'Huyện'} Mẫu {unit:02d}",
        "Điểm TB": _score(grade, random),
        "Xếp loại": _WORDS[grade],
        "Khen thưởng": "Giấy khen" if award else None,
    }


def _score(grade: str, random: np.random.Generator) -> str:
    """A mark in the band of the grade in quarters, with a comma, as offices write it."""
    band = next(band for band in reference.scales()[HANOI_SCALE] if band.grade_code == grade)
    quarters = np.arange(int(band.low * 4), int(band.high * 4) + band.high_closed)
    return f"{int(random.choice(quarters)) / 4:.2f}".replace(".", ",")


def write_classes(path: Path, classes: int, learners: int, seed: int = 2023) -> Path:
    """Write a register of many classes of unlike sizes, most of them small, with six grades, and its column map.

    Sizes are two and a share drawn from a gamma distribution, grades drawn for each class from shares of its own.
    """
    random = np.random.default_rng(seed)
    weights = random.gamma(2.0, 1.0, classes)
    sizes = 2 + random.multinomial(learners - 2 * classes, weights / weights.sum())
    shares = np.array([0.15, 0.43, 0.30, 0.06, 0.04, 0.02])
    words = ["Xuất sắc", "Giỏi", "Khá", "Trung bình khá", "Trung bình", "Không đạt"]
    grades = [random.choice(words, size, p=random.dirichlet(20 * shares)) for size in sizes]
    numbers = range(1, learners + 1)
    frame = pd.DataFrame(
        {
            "STT": numbers,
            "Họ và tên": [name(number) for number in numbers],
            "Ngày sinh": [f"{1 + number % 28:02}/03/{1950 + number % 40}" for number in numbers],
            "Lớp": np.repeat([f"C{number:04}" for number in range(classes)], sizes),
            "Xếp loại": np.concatenate(grades),
        }
    )
    frame.to_csv(path, index=False)
    stated = f"scale: {HANOI_SCALE}\nlevel: {HANOI_LEVEL}\nstart_date: {HANOI_DAYS[0]}\n"
    path.with_name(f"{path.stem}.columns.yml").write_text(stated, encoding="utf-8")
    return path


def write_large(path: Path, rows: int, seed: int = 2023) -> Path:
    """Write a tidy register of many invented learners, Parquet or CSV by the suffix, in chunks."""
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    random = np.random.default_rng(seed)
    writer = None
    for start in range(0, rows, CHUNK):
        table = pa.Table.from_pydict(_large(random, start, min(CHUNK, rows - start)))
        if writer is None:
            kind = pa.csv.CSVWriter if path.suffix == ".csv" else pa.parquet.ParquetWriter
            writer = kind(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()
    return path


def _large(random: np.random.Generator, start: int, count: int) -> dict[str, object]:
    """The columns of a tidy register for some rows; scores agree with the labels."""
    import pyarrow as pa

    grades = list(_GRADE_SHARES)
    grade = random.choice(len(grades), count, p=list(_GRADE_SHARES.values()))
    bands = {band.grade_code: band for band in reference.scales()[HANOI_SCALE]}
    low = np.array([int(bands[code].low * tidied.THOUSAND) for code in grades])
    score = low[grade] + random.integers(0, 100, count) * 10
    level = random.choice(len(_LEVEL_SHARES), count, p=_LEVEL_SHARES)
    number = np.arange(start, start + count)
    day = np.datetime64("2015-01-01") + random.integers(0, 3650, count)
    return {
        "person_key": pa.array([f"{key:032x}" for key in random.integers(0, 2**62, count).tolist()]),
        "class_code": pa.array([f"class {key}" for key in (number // 100).tolist()]),
        "level_code": _taken(list(reference.levels()), level),
        "unit_name": _taken([f"Mẫu {unit:03d}" for unit in range(126)], random.integers(0, 126, count)),
        "start_date": pa.array(day),
        "end_date": pa.array(day + 12),
        "status_code": pa.array(["completed"] * count),
        "score_thousandths": pa.array(score.astype(np.int32)),
        "grade_code": _taken(grades, grade),
        "scale_code": pa.array([HANOI_SCALE] * count),
        "is_commended": pa.array(random.random(count) < 0.09),
        "age_band": _taken([band for _, band in tidied.AGE_BANDS], random.integers(0, 4, count)),
        "sex_code": _taken(list(tidied.SEXES), random.integers(0, 2, count)),
    }


def _taken(words: list[str], codes: np.ndarray) -> object:
    import pyarrow as pa

    return pa.array(words).take(pa.array(codes))
