"""What the reports share: the source line under a chart, and the foot of a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd
from IPython.display import display

from analysis.charts import words
from analysis.data import processed, register_counts
from analysis.pages import changelog
from analysis.pages.blocks import Block, Footer, Place, ReadingKey, SourceLine, SourceNote
from analysis.pages.blocks.base import METADATA_KEY, NOTHING
from analysis.vocabulary import figures, labels

ELLIPSIS = "…"
SENTENCE_ENDS = (".", "!", "?", ELLIPSIS)


def source_line(statements: pd.DataFrame, language: str) -> tuple[SourceLine, ...]:
    """One line a publication: who printed it, when, the words, its caveats; in the order of the rows.

    ``statements`` holds the rows that a chart rests on, with the columns of :func:`processed.statement_table`.
    """
    about = _about(language)
    named = statements.assign(publisher=[publisher(*pair, language) for pair in _classes(statements)])
    lines = []
    for (code, name), rows in named.groupby(["source_code", "publisher"], sort=False):
        date = labels.date(_date(about.loc[code], rows), language)
        key = "common.source_dated" if date else "common.source"
        quoted = words.quoted(rows["printed"], code, language)
        said = labels.say(key, language, producer=name, date=date, quoted=quoted)
        noted = caveats(about.loc[code], language)
        lines.append(SourceLine(" ".join((said, *noted)), noted, _places(rows, code, language)))
    return tuple(lines)


def _about(language: str) -> pd.DataFrame:
    return processed.catalogue(language).set_index("source_code")


def _classes(statements: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(statements["source_code"], statements["class_code"], strict=True)


def _date(about: pd.Series, rows: pd.DataFrame) -> str:
    """The date of a source; of one that has none, that of all the rows."""
    dates = set(rows["date"])
    return about["date"] or (dates.pop() if len(dates) == 1 else "")


def publisher(source_code: str, class_code: str, language: str) -> str:
    """Who printed the figures of a class: the publication that the sidecar names for it, else the source's producer."""
    about = _about(language).loc[source_code]
    return about["publications"].get(class_code, about["producer"])


def caveats(about: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """What a reader has to know of a source: that its text was not at hand, and the note of its sidecar."""
    secondary = labels.say("common.secondary", language) if about.get("source_status") == "secondary" else ""
    return tuple(filter(None, (secondary, about["note"])))


def _places(rows: pd.DataFrame, source_code: str, language: str) -> tuple[Place, ...]:
    """Where the printed words stand in the text, for those that have a quote or a paragraph."""
    stated = rows[(rows["quote"] != "") | (rows["locator"] != "")]
    return tuple(
        Place(words.quoted(same["printed"], source_code, language), excerpt(quote), locator(paragraph, language))
        for (quote, paragraph), same in stated.groupby(["quote", "locator"], sort=False)
    )


def excerpt(quote: str) -> str:
    """The quoted words, with an ellipsis where they may begin or end within a sentence; empty stays empty.

    >>> excerpt("trên 98% học viên đạt kết quả từ khá trở lên"), excerpt("Lớp có 256 học viên."), excerpt("")
    ('…trên 98% học viên đạt kết quả từ khá trở lên…', 'Lớp có 256 học viên.', '')
    """
    if not quote:
        return ""
    before = "" if quote[0].isupper() or quote[0] == ELLIPSIS else ELLIPSIS
    return before + quote + ("" if quote.endswith(SENTENCE_ENDS) else ELLIPSIS)


def locator(stated: str, language: str) -> str:
    """A paragraph such as "p4" in words; any other locator as it is.

    >>> locator("p4", "en"), locator("p0", "vi"), locator("table 2", "en")
    ('paragraph 4', 'nhan đề', 'table 2')
    """
    match = re.fullmatch(r"p(\d+)", stated)
    if not match:
        return stated
    number = int(match[1])
    return (
        labels.say("common.paragraph", language, number=number) if number else labels.say("common.headline", language)
    )


def reading_key(statements: pd.DataFrame, tolerance: Fraction | float | str, language: str) -> ReadingKey | None:
    """The key to the two readings with words of these statements; None where no word is read in two ways.

    ``statements`` has the columns ``printed`` and ``quote``; of the percentages and of the counts with one qualifier
    the first is the example.
    """
    examples: dict[tuple[str, bool], tuple[str, str]] = {}
    for printed, quote in zip(statements["printed"], statements["quote"], strict=True):
        figure = figures.parse(printed)
        literal, conventional = (figure.bounds(reading, tolerance) for reading in figures.READINGS)
        applies = figure.is_percent or figure.whole("conventional", tolerance) != figure.whole("literal")
        if literal != conventional and applies:
            key = figure.qualifier, figure.is_percent
            examples.setdefault(key, (printed, labels.quoted(printed, bool(quote), language)))
    return ReadingKey(language, tuple(examples.values()), tolerance) if examples else None


def source_names(statements: pd.DataFrame, language: str) -> tuple[SourceLine, ...]:
    """One line a source: its title, who printed it and when, its caveats, where the words are too many to quote."""
    about = _about(language)
    lines = []
    for code, rows in statements.groupby("source_code", sort=False):
        row = about.loc[code]
        said = ", ".join(filter(None, (row["title"], row["producer"], labels.date(row["date"], language)))) + "."
        noted = caveats(row, language)
        lines.append(SourceLine(" ".join((said, *noted)), (row["title"], *noted), _places(rows, code, language)))
    return tuple(lines)


def source_producers(codes: Iterable[str], language: str) -> list[str]:
    """Who printed each source."""
    return list(_about(language).loc[list(codes), "producer"])


def dated(dates: Iterable[str], language: str) -> str:
    """The one date of several in words, else the years that they span, and whether some have none; for a subtitle.

    >>> dated(["2023-11-04"], "en"), dated(["2004", "2023-11-04", ""], "en"), dated([], "en")
    ('4 November 2023', '2004–2023 or undated', 'undated')
    """
    distinct = set(dates)
    stated = sorted(distinct - {""})
    if not stated:
        return labels.say("common.undated", language)
    years = labels.EN_DASH.join(dict.fromkeys((stated[0][:4], stated[-1][:4])))
    span = years if len(stated) > 1 else labels.date(stated[0], language)
    return labels.say("common.or_undated", language, dates=span) if "" in distinct else span


def footer(report: str, title: str, language: str, sources: Iterable[str] | None = None) -> Footer:
    """The foot of a report: its sources and registers, the method, the hash of the data.

    ``sources`` are the codes of those that the page rests on, without it all that this process has read. What it has
    read until then makes the page stale when it changes: call it last.
    """
    reads = processed.reads() | register_counts.reads()
    notes = _notes(reads if sources is None else {code: reads[code] for code in sources}, language)
    return Footer(
        language,
        title,
        sources=tuple(notes.values()),
        method=labels.say(f"{report}.method", language),
        data_hash=data_hash((code, fingerprint) for code, fingerprint in reads.items() if code in notes),
        changes=changelog.figures_of(report, language),
        reads=tuple(sorted(reads.items())),
    )


def _notes(reads: Mapping[str, str], language: str) -> dict[str, SourceNote]:
    """The note on each source and each register that was read, by its code."""
    registers = {code for code in reads if code.startswith(register_counts.PREFIX)}
    sources = reads.keys() - registers
    about = _about(language) if sources else pd.DataFrame()
    notes = {code: _note(about.loc[code], language) for code in reads if code in about.index}
    notes |= {
        code: _note(register_counts.about(code.removeprefix(register_counts.PREFIX), language), language)
        for code in registers
    }
    return dict(sorted(notes.items()))


def _note(about: Mapping[str, Any], language: str) -> SourceNote:
    stated = (about[name] for name in ("title", "producer", "licence", "date", "url"))
    return SourceNote(*stated, caveats(about, language))


def data_hash(reads: Iterable[tuple[str, str]]) -> str:
    """One SHA-256 over the codes and hashes of the sources that were read, in the order of their codes."""
    whole = hashlib.sha256()
    for code, fingerprint in sorted(reads):
        whole.update(f"{code}\0{fingerprint}\n".encode())
    return whole.hexdigest()


def present(*makers: Callable[[], Block | None]) -> list[Block]:
    """The blocks that the methods of a report return, without those that have nothing to show."""
    return [block for make in makers if (block := make()) is not None]


def show(block: Block | None) -> None:
    """Display a block in a notebook; where the report has no such block, an output without content that says so.

    The block is made before it is displayed: what displays it would swallow an error, and the page lack a block.
    """
    data, metadata = ({}, {METADATA_KEY: {"kind": NOTHING}}) if block is None else block.bundle()
    display(data, metadata=metadata, raw=True)
