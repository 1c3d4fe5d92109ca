"""The short way for an analyst: ``import analysis as an``, then ``an.throughput(...)``, ``an.fits(...)``.

Each question gives an :class:`~analysis.lab.answers.Answer`: its ``headline``, its ``frame``, ``chart(ax=None)`` and
``table()``. Each list (``sources``, ``levels``, ``classes``) gives a frame that shows itself in words.
Words are Vietnamese until :func:`language` says otherwise; every function also takes a ``language`` of its own, in
which its errors are said, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial

import pandas as pd

from analysis.data import inventory, parameters, processed
from analysis.errors import AnalysisError
from analysis.lab import drawn, frames
from analysis.lab.answers import Answer
from analysis.lab.frames import LabelledFrame
from analysis.lab.printed_figure import Figured, Fitted, Tolerance
from analysis.measures import grades as grading
from analysis.measures import throughput as measures
from analysis.measures.audit import examine
from analysis.pages.blocks import ChartBlock, TableBlock
from analysis.pages.tables import ReportTable
from analysis.reports import grade_distribution as grades_page
from analysis.reports import publication_audit as audit_page
from analysis.reports import throughput_by_level as page
from analysis.vocabulary import figures, labels, reference
from analysis.vocabulary.figures import Basis, Reading
from analysis.vocabulary.reference import ALL

__all__ = [
    "audit", "classes", "figure", "fits", "grades", "language", "levels", "sources", "throughput",
]  # fmt: skip
_spoken = [labels.languages()[0]]


def language(code: str | None = None) -> str:
    """The language of all answers from now on; without a code the language as it is.

    ``code``: "vi" or "en".

    >>> import analysis as an
    >>> an.language("en"), an.language("vi")
    ('en', 'vi')
    """
    if code is not None:
        parameters.check(language=code)
        _spoken[0] = code
    return _spoken[0]


@contextmanager
def _speaking(code: str | None) -> Iterator[str]:
    """The language, or the current one for None; an error of the user inside is said in it."""
    if code is not None:
        parameters.check(language=code)
    spoken = code or _spoken[0]
    try:
        yield spoken
    except AnalysisError as error:
        error.language = spoken
        raise


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

    ``level``: a code of ``an.levels()``, or "all". ``source``: a code of ``an.sources()``, or "all". ``reading``:
    "literal" (what the words guarantee) or "conventional" (as usually read), for the headline; frame and chart have
    both. ``tolerance``, above 0, multiplies the widths of the conventional reading. ``admission_basis``: "admitted",
    "completions" or "planned", what a figure with a completed part counts. ``abroad_in_pool``: whether those trained
    abroad are among those of their level trained in the country. ``levels_disjoint``: whether nobody is counted twice.

    ``frame`` is that of ``analysis.measures.throughput.by_level``. Raises ParameterError for what is none of these.

    >>> import analysis as an
    >>> an.throughput("commune_secretary", language="en").table().iloc[0, -4:].astype(str).to_list()
    ['1001', '[n]', '1001', '1099']
    """
    with _speaking(language) as spoken:
        parameters.KINDS["level_code"].fitting("level", level)
        assume = measures.Assumptions(reading, tolerance, admission_basis, abroad_in_pool, levels_disjoint)
        parameters.check(source=source)
        statements, made, (totals, shares) = _measured(source, assume, inventory.state())
        levels, groups, plans, remaining = (measures.at_level(frame, level) for frame in made)
        counted = measures.counted(statements, levels, plans)
    about = partial(page.levels, levels, plans, groups, counted, assume, level, spoken)
    printed = partial(page.printed, counted, levels, plans, assume, level, spoken)
    attendances = partial(page.attendances, totals, levels, shares, groups, remaining, counted, level, spoken)
    title = partial(page.title, levels, totals, plans, level, spoken)
    draw, numbers = partial(drawn.levels, language=spoken), partial(_first_table, about, printed, attendances)
    return Answer(title, spoken, lambda: levels, draw, (about, attendances), numbers)


# Kept for one state of the files, so that another level or language costs nothing.
@lru_cache(maxsize=32)
def _measured(source: str, assume: measures.Assumptions, _state: tuple[str, ...]) -> tuple:
    """The statements that a source rests on, their measures by level, and those of all levels together."""
    statements = processed.statements(source, "programme")
    by_level = (measures.by_level, measures.groups, measures.plan_and_actual, measures.remaining_classes)
    together = (measures.totals, measures.shares)
    return statements, *([measure(statements, assume) for measure in made] for made in (by_level, together))


def grades(
    class_code: str = ALL,
    source: str = ALL,
    reading: Reading = "literal",
    tolerance: Tolerance = 1,
    language: str | None = None,
) -> Answer:
    """What the printed figures establish of the grades of a class, or how all classes compare.

    ``class_code``: a code of ``an.classes()``, or "all". ``source``: a code of ``an.sources()``, or "all".
    ``reading``: "literal" (what the words guarantee) or "conventional" (as usually read), for the headline; frame and
    chart have both. ``tolerance``, above 0, multiplies the widths of the conventional reading.

    ``frame`` is that of ``analysis.measures.grades.distribution``, of several classes that of ``closings``. Raises
    ParameterError for what is none of these, and for a source that grades no such class.

    >>> import analysis as an
    >>> answer = an.grades("hanoi_class_2", language="en")
    >>> answer.frame.query("quantity == 'very_good_up' and reading == 'conventional'")[["low", "high"]].values.tolist()
    [[146, 153]]
    """
    with _speaking(language) as spoken:
        parameters.check(class_code=class_code, source=source, reading=reading)
        figures.factor(tolerance)
        statements = processed.statements(source, "graded")
        own = grading.of_class(statements, source, class_code)
        checked, bounds = grading.checked(own, tolerance), grading.distribution(own, reading, tolerance)
        compared = grading.closings(statements, reading, tolerance)
    title = partial(grades_page.title, checked, bounds, spoken)
    if len(grading.classes(own)) == 1:
        clashes, bases = grading.clashes(own, tolerance), grading.bases(own, tolerance)
        commended = grading.commendations(own, reading, tolerance)
        drawing = partial(grades_page.grades, checked, bounds, clashes, commended, bases, tolerance, spoken)
        draw = partial(drawn.bounds, y="quantity", language=spoken)
        return Answer(title, spoken, lambda: bounds[bounds["is_telling"]], draw, (drawing,))
    drawing = partial(grades_page.closings, statements, compared, bounds, spoken)
    return Answer(title, spoken, lambda: compared, partial(drawn.closings, language=spoken), (drawing,))


def audit(source: str = ALL, language: str | None = None) -> Answer:
    """Whether the printed figures of a source, or of all, can be true together: a verdict for each.

    ``source``: a code of ``an.sources()``, or "all". ``frame`` has one row a figure, as
    ``analysis.measures.audit.verdicts``; the chart counts the verdicts. Raises ParameterError for an unknown source.

    >>> import analysis as an
    >>> an.audit("hanoi-2023-11-04", language="en").frame["verdict"].value_counts(sort=False).to_dict()
    {'undetermined': 6, 'consistent': 5}
    """
    with _speaking(language) as spoken:
        parameters.check(source=source)
        statements = processed.statements(source)
        verdicts, contradictions = examine(statements)
    title = partial(audit_page.title, verdicts, contradictions, spoken)
    every = partial(audit_page.every, verdicts, contradictions, statements, spoken)
    draw = partial(drawn.verdicts, language=spoken)
    return Answer(title, spoken, lambda: verdicts, draw, (), lambda: every().table)


def figure(printed: str, tolerance: Tolerance = 1, language: str | None = None) -> Answer:
    """What a printed figure says, literally and by this project's convention.

    ``printed``: the words as in the text, "gần 60%". ``tolerance``, above 0, multiplies the widths of the
    conventional reading. ``frame`` has one row a reading: its ends ``low, high``. Raises FigureError where the words
    cannot be read; it asks whether others were meant.

    >>> import analysis as an
    >>> an.figure("gần 60%", language="en").headline
    "“gần 60%” guarantees under 60%; by this project's convention it is 57% to under 60%"
    """
    with _speaking(language) as spoken:
        report = Figured(printed, tolerance, spoken)
        report.title()  # a mistake shows where it is made
    draw = partial(drawn.bounds, y="printed", language=spoken, axis="share" if report.is_percent else "count")
    return Answer(report.title, spoken, lambda: report.frame, draw, (report.chart,), report.numbers)


def fits(printed: str, total: int, tolerance: Tolerance = 1, language: str | None = None) -> Answer:
    """Which whole numbers of a total a printed figure fits; where none does, its neighbours.

    ``printed``: the words as in the text, "gần 60%". ``total``: what they are a share of, a whole number from 0 on.
    ``tolerance``, above 0, multiplies the widths of the conventional reading. ``frame`` has one row a reading and
    whole number that fits: ``count, share``. Raises FigureError where the words or the total cannot be read.

    >>> import analysis as an
    >>> an.fits("gần 60%", 256, language="en").headline
    "“gần 60%” of 256 fits 0–153; by this project's convention 146–153"
    >>> an.fits("33,3%", 256, language="en").headline
    'No whole number of 256 is “33,3%”: 85 is 33.2%, 86 is 33.6%'
    """
    with _speaking(language) as spoken:
        report = Fitted(printed, total, tolerance, spoken)
        report.title()  # a mistake shows where it is made
    draw = partial(drawn.fitting, total=total, language=spoken)
    return Answer(report.title, spoken, lambda: report.frame, draw, (report.chart,), report.numbers)


def sources(language: str | None = None) -> LabelledFrame:
    """The sources: ``source_code, producer, title, date``, and how many figures each prints.

    >>> import analysis as an
    >>> an.sources("en").columns.to_list()
    ['source_code', 'producer', 'title', 'date', 'statement_count']
    """
    names = ["source_code", "producer", "title", "date", "statement_count"]
    with _speaking(language) as spoken:
        return _labelled(processed.catalogue(spoken)[names], spoken)


def levels(language: str | None = None) -> LabelledFrame:
    """The levels that the sources count: ``level_code, level``, and the last day ``valid_to`` of those that have ended.

    >>> import analysis as an
    >>> an.levels("en").iloc[3].to_list()
    ['district_standing', 'Planned district Standing Committee members', '30 June 2025']
    """
    registered, rows = reference.levels(), []
    with _speaking(language) as spoken:
        for code in inventory.level_codes():
            ends = registered[code].ends
            last = labels.date(ends.isoformat(), spoken) if ends else "[z]"
            rows.append((code, labels.word(f"level_short.{code}", spoken), last))
        return _labelled(pd.DataFrame(rows, columns=["level_code", "level", "valid_to"]), spoken)


def classes(language: str | None = None) -> LabelledFrame:
    """The classes with grades: ``class_code, class, source_code, date``.

    >>> import analysis as an
    >>> an.classes("en").set_index("class_code").at["hanoi_class_2", "class"]
    'Hà Nội class 2'
    """
    with _speaking(language) as spoken:
        rows = grading.classes(processed.statement_table(processed.sources_with_grades()))
        names = [labels.code("class", code, spoken) for code in rows["class_code"]]
        rows = rows.assign(**{"class": names})[["class_code", "class", "source_code", "date"]]
        return _labelled(rows, spoken)


def _first_table(*makers: Callable[[], ChartBlock | TableBlock | None]) -> ReportTable | None:
    """The table of the first block that there is."""
    return next((block.table for make in makers if (block := make()) is not None), None)


def _labelled(frame: pd.DataFrame, spoken: str) -> LabelledFrame:
    """A frame of the lists: it shows words for the names of its columns, "[x]" where nothing is stated."""
    words = {name: labels.word(f"column.{name}", spoken) for name in frame.columns}
    return frames.labelled(frame.replace("", labels.MISSING), spoken, headings=words)
