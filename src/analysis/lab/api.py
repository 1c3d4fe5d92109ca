"""The short way for an analyst: ``import analysis as an``, then ``an.throughput(...)``, ``an.fits(...)``.

Each question gives an :class:`~analysis.lab.answers.Answer`: its headline, ``chart()``, ``table()``, ``frame`` and
``blocks()``. Each list (``sources``, ``levels``, ``classes``) gives a frame with words of the language. Words are
Vietnamese until :func:`language` says otherwise; every function also takes a ``language`` of its own.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.data import inventory, processed
from analysis.errors import ParameterError, nearest
from analysis.lab import frames
from analysis.lab.answers import Answer
from analysis.lab.frames import LabelledFrame
from analysis.lab.printed_figure import Figured, Fitted, Tolerance
from analysis.measures import grades as grading
from analysis.measures.audit import table as findings_table
from analysis.measures.throughput import Basis
from analysis.reports import grade_distribution as grades_report
from analysis.reports import throughput_by_level as throughput_report
from analysis.reports.publication_audit import open_report
from analysis.vocabulary import labels, reference
from analysis.vocabulary.figures import Reading
from analysis.vocabulary.reference import ALL

__all__ = [
    "audit", "classes", "figure", "fits", "grades", "language", "levels", "sources", "throughput",
]  # fmt: skip
_spoken = [labels.languages()[0]]


def language(code: str | None = None) -> str:
    """The language of all answers from now on; without a code the language as it is.

    >>> import analysis as an
    >>> an.language("en"), an.language("vi")
    ('en', 'vi')
    """
    if code is not None:
        _spoken[0] = _checked_language(code)
    return _spoken[0]


def _checked_language(code: str | None) -> str:
    """The language, or the current one for None; ParameterError for one without words."""
    if code is not None and code not in labels.languages():
        raise ParameterError(f'language: "{code}" is not known. {nearest(code, labels.languages())}')
    return code or _spoken[0]


def throughput(
    level: str = ALL,
    source: str = ALL,
    reading: Reading = "literal",
    tolerance: Tolerance = 1,
    language: str | None = None,
    *,
    admission_basis: Basis = "admitted",
    abroad_in_pool: bool = False,
    levels_disjoint: bool = False,
) -> Answer:
    """How many people and attendances the printed figures establish at a level, or at all of them.

    ``frame`` is that of ``analysis.measures.throughput.by_level`` under both readings. The assumptions are those of
    ``analysis.measures.throughput.Assumptions``. Raises ParameterError for an unknown level or source.

    >>> import analysis as an
    >>> an.throughput("commune_secretary", language="en").table().iloc[0, -4:].astype(str).to_list()
    ['1001', '[n]', '1001', '1099']
    """
    spoken = _checked_language(language)
    if level not in (choices := [ALL, *inventory.level_codes()]):
        raise ParameterError(f'level: "{level}" is not known. {nearest(level, choices)}')
    report = throughput_report.open_report(
        source, level, reading, Fraction(str(tolerance)), spoken, admission_basis, abroad_in_pool, levels_disjoint
    )
    charts = report.levels, report.attendances
    tables = report.levels, report.printed, report.attendances
    numbers = lambda: next((block.table for make in tables if (block := make()) is not None), None)  # noqa: E731
    return Answer(report, spoken, charts, lambda: report.view.levels, numbers)


def grades(
    class_code: str = ALL,
    source: str = ALL,
    reading: Reading = "literal",
    tolerance: Tolerance = 1,
    language: str | None = None,
) -> Answer:
    """What the printed figures establish of the grades of a class, or how all classes compare.

    ``frame`` is that of ``analysis.measures.grades.distribution``, of all classes that of ``closings``. Raises
    ParameterError for a class or a source without grades.

    >>> import analysis as an
    >>> answer = an.grades("hanoi_class_2", language="en")
    >>> answer.frame.query("quantity == 'very_good_up' and reading == 'conventional'")[["low", "high"]].values
    array([[146, 153]], dtype=object)
    """
    spoken = _checked_language(language)
    report = grades_report.open_report(source, class_code, reading, tolerance, spoken)
    facts = report.facts
    charts = report.grades, report.overview
    return Answer(report, spoken, charts, exact=lambda: facts.distribution if facts.single else facts.closings)


def audit(source: str = ALL, language: str | None = None) -> Answer:
    """Whether the printed figures of a source, or of all, can be true together: a verdict for each.

    ``frame`` has one row a finding, as ``analysis.measures.audit.table``; there is no chart.

    >>> import analysis as an
    >>> an.audit("hanoi-2023-11-04", language="en").frame["verdict"].eq("inconsistent").sum()
    np.int64(0)
    """
    spoken = _checked_language(language)
    report = open_report(source, spoken)
    exact, numbers = lambda: findings_table(report.findings), lambda: report.all().table
    return Answer(report, spoken, (), exact, numbers)


def figure(printed: str, tolerance: Tolerance = 1, language: str | None = None) -> Answer:
    """What a printed figure says, literally and by this project's convention.

    Raises FigureError where it cannot be read.

    >>> import analysis as an
    >>> an.figure("gần 60%", language="en").headline
    "“gần 60%” guarantees under 60%; by this project's convention it is 57% to under 60%"
    """
    return _of_figure(Figured(printed, tolerance, _checked_language(language)))


def fits(printed: str, total: int, tolerance: Tolerance = 1, language: str | None = None) -> Answer:
    """Which whole numbers of a total a printed figure fits; where none does, its neighbours.

    >>> import analysis as an
    >>> an.fits("gần 60%", 256, language="en").headline
    "“gần 60%” of 256 fits 0–153; by this project's convention 146–153"
    >>> an.fits("33,3%", 256, language="en").headline
    'No whole number of 256 is “33,3%”: 85 is 33.2%, 86 is 33.6%'
    """
    return _of_figure(Fitted(printed, total, tolerance, _checked_language(language)))


def sources(language: str | None = None) -> LabelledFrame:
    """The sources: code, publisher, title, date, and how many figures each prints.

    >>> import analysis as an
    >>> an.sources("en").columns.to_list()
    ['Source code', 'Published by', 'Title', 'Date', 'Figures']
    """
    names = ["source_code", "producer", "title", "date", "statement_count"]
    language = _checked_language(language)
    return _labelled(processed.catalogue(language)[names], language)


def levels(language: str | None = None) -> LabelledFrame:
    """The levels that the sources count: code, name, and the last day of those that have ended.

    >>> import analysis as an
    >>> an.levels("en").iloc[3].to_list()
    ['district_standing', 'Planned district Standing Committee members', '30 June 2025']
    """
    spoken, registered = _checked_language(language), reference.levels()
    rows = []
    for code in inventory.level_codes():
        ends = registered[code].ends
        last = labels.date(ends.isoformat(), spoken) if ends else "[z]"
        rows.append((code, labels.word(f"level_short.{code}", spoken), last))
    return _labelled(pd.DataFrame(rows, columns=["level_code", "level", "valid_to"]), spoken)


def classes(language: str | None = None) -> LabelledFrame:
    """The classes with grades: code, name, source, date.

    >>> import analysis as an
    >>> an.classes("en").set_index("Class code").at["hanoi_class_2", "Class"]
    'Hà Nội class 2'
    """
    spoken = _checked_language(language)
    rows = grading.classes(processed.statement_table(processed.sources_with_grades()))
    names = [labels.code("class", code, spoken) for code in rows["class_code"]]
    rows = rows.assign(**{"class": names})[["class_code", "class", "source_code", "date"]]
    return _labelled(rows, spoken)


def _labelled(frame: object, spoken: str) -> LabelledFrame:
    """A frame of the lists: names of columns in words, "[x]" where nothing is stated."""
    words = {name: labels.word(f"column.{name}", spoken) for name in frame.columns}
    return frames.labelled(frame.replace("", labels.MISSING).rename(columns=words), spoken)


def _of_figure(report: Figured | Fitted) -> Answer:
    """The answer about one printed figure, which is read at once so that a mistake shows where it is made."""
    report.title()
    return Answer(report, report.language, (report.chart,), exact=lambda: report.frame, numbers=report.numbers)
