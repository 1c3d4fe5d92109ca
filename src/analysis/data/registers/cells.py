"""What a cell says: a mark, a day, a period, a grade or a status; or why it cannot be read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from analysis.data.registers.sheets import Cell
from analysis.data.registers.spelling import canonical, clean, fold, without_brackets
from analysis.errors import FigureError
from analysis.vocabulary import numerals, reference

# Day 0 of the serial dates of spreadsheet programs (their 1900 is taken for a leap year).
EPOCH = dt.date(1899, 12, 30)
YEARS = range(1900, 2101)
SERIALS = range(YEARS.stop, 80_000)

_VULGAR = {"½": "5", "¼": "25", "¾": "75"}
_DECIMAL = re.compile(r"-?\d+(?:[.,]\d+)?")
_DATE_LIKE = re.compile(
    r"\d{1,2}\s*[/-]\s*(?:\d{1,2}(?:\s*[/-]\s*\d{2,4})?|[A-Za-z]{3})|[A-Za-z]{3}-\d{2}"
    r"|\d{4}-\d{2}-\d{2}.*"
)
LONGEST_DAY = 9  # digits of a day as a spreadsheet's number, with room to spare
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_YEAR = re.compile(r"(?:\d{1,2}\s*[/.-]\s*|0?0\s*/\s*0?0\s*/\s*)?((?:19|20)\d{2})")
_FROM_TO = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?(\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{4})?)?)\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?"
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})"
)
_GRADE_PREFIX = re.compile(r"^(?:xếp loại|đạt loại|loại)\s*:?\s+", re.IGNORECASE)


class CellProblem(ValueError):
    """A cell that cannot be read: ``key`` names the reason; the text of the cell is never part of it."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Label:
    """What a label in a grade column says: a grade, or a reason why there is none, with its status."""

    grade: str | None = None
    reason: str | None = None
    status: str | None = None


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind in reference/register_words.csv, in their one spelling."""
    lists = {row["kind"]: row["words"] for row in reference.rows("register_words")}
    return tuple(canonical(word) for word in lists[kind].split(";"))


def is_none(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, a dash, dots."""
    return cell is None or (isinstance(cell, str) and canonical(cell) in (*words("none"), ""))


def mark(cell: Cell, greatest: Decimal = Decimal(10)) -> Decimal | None:
    """The exact mark of a cell, None for an empty one.

    A mark that became a date, one outside 0 to ``greatest``, one whose words say another number, or a text
    that is no mark raises :class:`CellProblem`.

    >>> [str(mark(text)) for text in ("9,5", "9½", "9,50 (chín rưỡi)", "8.25/10", "chín phẩy hai lăm", "-")]
    ['9.5', '9.5', '9.50', '8.25', '9.25', 'None']
    """
    if is_none(cell):
        return None
    if isinstance(cell, dt.date):
        raise CellProblem("mark_date")
    if isinstance(cell, bool):
        raise CellProblem("mark_text")
    value = _mark_text(clean(cell)) if isinstance(cell, str) else Decimal(format(cell, ".15g"))
    if not 0 <= value <= greatest:
        raise CellProblem("mark_range")
    return value


@lru_cache(maxsize=4096)
def _mark_text(text: str) -> Decimal:
    plain = without_brackets(text).lower().removesuffix("/10").removesuffix("điểm").removesuffix("đ").strip()
    plain = re.sub(r"\s*([.,])\s*", r"\1", plain)
    plain = re.sub(r"(\d)\s+1/2$", r"\1½", plain)
    for sign, digits in _VULGAR.items():
        plain = re.sub(rf"(\d)\s*{sign}$", rf"\1.{digits}", plain)
    if _DATE_LIKE.fullmatch(plain):
        raise CellProblem("mark_date")
    value = Decimal(plain.replace(",", ".")) if _DECIMAL.fullmatch(plain) else _spelt(plain)
    spoken = re.search(r"\(([^()\d]+)\)", text)
    try:
        said = _spelt(spoken[1].lower()) if spoken else value
    except CellProblem:
        said = value
    if value is None:
        raise CellProblem("mark_text")
    if said != value:
        raise CellProblem("mark_words")
    return value


def _spelt(text: str) -> Decimal:
    """A mark in words: "chín rưỡi", "tám phẩy hai lăm"."""
    whole, half, _ = text.removesuffix("điểm").partition("rưỡi")
    whole, comma, part = whole.partition("phẩy")
    try:
        value = Decimal(numerals.from_words(whole))
        if half:
            return value + Decimal("0.5")
        digits = [word for word in part.split() if word != "mươi"]
        return Decimal(f"{value}.{''.join(str(numerals.from_words(digit)) for digit in digits)}") if comma else value
    except (FigureError, ValueError, ArithmeticError):
        raise CellProblem("mark_text") from None


def day(cell: Cell) -> dt.date | int | None:
    """The day of a cell, or its year where only a year is written; None for an empty one.

    A text that is no day raises :class:`CellProblem`.

    >>> day("4/11/1980"), day(1975), day("1975"), day(29529), day("00/00/1969"), day("5/1978")
    (datetime.date(1980, 11, 4), 1975, 1975, datetime.date(1980, 11, 4), 1969, 1978)
    """
    if is_none(cell) or isinstance(cell, dt.date):
        return None if is_none(cell) else cell
    text = clean(str(cell))
    if text.isdecimal() and len(text) <= LONGEST_DAY:
        return _day_number(int(text))
    if match := _YEAR.fullmatch(text):
        return int(match[1])
    if match := _ISO.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _DAY.fullmatch(text):
        return _day(_full_year(match[3]), int(match[2]), int(match[1]))
    raise CellProblem("date_text")


def _day_number(number: int) -> dt.date | int:
    if number in YEARS:
        return number
    if number in SERIALS:
        return EPOCH + dt.timedelta(days=number)
    raise CellProblem("date_text")


def _full_year(text: str) -> int:
    """A year of two digits is of a learner's birth, so 11 to 99 are of the last century."""
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) > 10 else 2000)


def _day(year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise CellProblem("date_text") from None


def period(cell: Cell) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of a period; a single day is both.

    >>> [str(end) for end in period("26-27/5/2025")], [str(end) for end in period("từ 26/5 đến 2/6/2025")]
    (['2025-05-26', '2025-05-27'], ['2025-05-26', '2025-06-02'])
    """
    match = _FROM_TO.fullmatch(clean(cell).lower()) if isinstance(cell, str) else None
    if not match:
        single = day(cell)
        return (single, single) if isinstance(single, dt.date) else (None, None)
    last = _day(int(match[4]), int(match[3]), int(match[2]))
    parts = [int(part) for part in re.split(r"[/.]", match[1])]
    return _day(*([last.year, last.month, last.day][: 3 - len(parts)] + parts[::-1])), last


@cache
def _labels() -> tuple[dict[str, Label], dict[str, Label]]:
    """Label by its letters; and by its letters without accents, where these are three or more and name it alone."""
    exact: dict[str, Label] = {}
    for row in reference.rows("register_statuses"):
        for alias in row["aliases"].split(";"):
            exact[_letters(alias)] = Label(None, row["reason_code"], row["status_code"])
    for code, grade in reference.grades().items():
        for alias in (code, *grade.aliases):
            exact[_letters(alias)] = Label(code)
    plain: dict[str, Label | None] = {}
    for alias, label in exact.items():
        key = fold(alias).replace(" ", "")
        plain[key] = label if plain.get(key, label) == label else None
    return exact, {key: label for key, label in plain.items() if label and len(key) >= 3}


def _letters(text: str) -> str:
    return "".join(letter for letter in canonical(text) if letter.isalnum() or ord(letter) in range(0x300, 0x330))


def label(cell: Cell) -> Label:
    """What a cell of a grade column says, by the tables of grades and statuses; nothing is guessed.

    >>> label("Giỏi ").grade, label("TB.Khá").grade, label("Vắng").reason, label("-").grade
    ('very_good', 'fairly_good', 'absent', None)
    """
    if is_none(cell):
        return Label()
    answer = _label_of(clean(str(cell)))
    if answer is None:
        raise CellProblem("label_unknown")
    return answer


@lru_cache(maxsize=4096)
def _label_of(text: str) -> Label | None:
    exact, plain = _labels()
    for form in (text, without_brackets(text), _GRADE_PREFIX.sub("", text)):
        letters = _letters(form)
        if label := exact.get(letters) or plain.get(letters):
            return label
    return None


def commended(cell: Cell) -> bool | None:
    """Whether a cell of an award column says that there is one; unknown words raise :class:`CellProblem`.

    >>> commended("Giấy khen của Trường"), commended("x"), commended(None), commended("không")
    (True, True, False, False)
    """
    if is_none(cell) or cell is False:
        return False
    text = canonical(str(cell))
    if text in words("commended_no"):
        return False
    if cell is True or text in words("commended_yes") or text.startswith(words("award")):
        return True
    raise CellProblem("award_unknown")


def sex(cell: Cell) -> str | None:
    """``male`` or ``female`` of a cell of a sex column; None where it says neither."""
    return {"nam": "male", "m": "male", "male": "male", "nu": "female", "f": "female", "female": "female"}.get(
        fold(str(cell))
    )


def unit_of(text: str) -> str | None:
    """The unit in a cell that holds post and unit; None if only a post is there.

    >>> unit_of("Phó Bí thư, Quận ủy Ba Đình"), unit_of("Trưởng ban - Huyện ủy Ba Vì"), unit_of("Bí thư")
    ('Quận ủy Ba Đình', 'Huyện ủy Ba Vì', None)
    """
    parts = re.split(r"\s*[,;\n]\s*|\s+[-–]\s+", clean(text))
    return parts[-1] if len(parts) > 1 and parts[-1] else None
