"""What the reports share: the source line under a chart, and the foot of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import pandas as pd
from IPython.display import display

from analysis.data import processed, register_counts
from analysis.pages import changelog
from analysis.pages.blocks import Block, Footer, ReadingKey, SourceNote
from analysis.pages.blocks.base import METADATA_KEY, NOTHING
from analysis.vocabulary import figures, labels


def source_line(statements: pd.DataFrame, language: str) -> tuple[str, ...]:
    """One sentence a source: who printed it, when, and the words in quotes, in the order of the rows.

    ``statements`` holds the rows that a chart rests on (columns ``source_code``, ``printed``).
    """
    about = processed.catalogue(language).set_index("source_code")
    lines = []
    for code, rows in statements.groupby("source_code", sort=False):
        quoted = ", ".join(f"“{printed}”" for printed in dict.fromkeys(rows["printed"]))
        date = labels.date(about.at[code, "date"], language)
        key = "common.source_dated" if date else "common.source"
        lines.append(labels.say(key, language, producer=about.at[code, "producer"], date=date, quoted=quoted))
    return tuple(lines)


def shown(printed: str, is_seen: bool, language: str) -> str:
    """A printed figure inside a sentence: words that were seen in quotes, a number without them as the language has it.

    >>> shown("55.7%", True, "vi"), shown("55.7%", False, "vi"), shown("gần 60%", False, "vi")
    ('“55.7%”', '55,7%', 'gần 60%')
    """
    if is_seen:
        return f"“{printed}”"
    figure = figures.parse(printed)
    if figure.qualifier != "exact" or figure.decimals is None:
        return printed
    return labels.number(figure.value, language, figure.decimals) + ("%" if figure.is_percent else "")


def reading_key(statements: pd.DataFrame, tolerance: Fraction | float | str, language: str) -> ReadingKey | None:
    """The key to the two readings with words of these statements; None where no word is read in two ways.

    ``statements`` has the columns ``printed`` and ``quote``; of the percentages and of the counts with one qualifier
    the first is the example.
    """
    examples: dict[tuple[str, bool], tuple[str, str]] = {}
    for printed, quote in zip(statements["printed"], statements["quote"], strict=True):
        figure = figures.parse(printed)
        literal, conventional = (figure.bounds(reading, tolerance) for reading in figures.READINGS)
        if figure.qualifier != "exact" and literal != conventional:
            key = figure.qualifier, figure.is_percent
            examples.setdefault(key, (printed, shown(printed, bool(quote), language)))
    return ReadingKey(language, tuple(examples.values()), tolerance) if examples else None


def source_names(codes: Iterable[str], language: str) -> tuple[str, ...]:
    """One sentence a source: its title, who printed it and when, where the words are too many to quote."""
    about = processed.catalogue(language).set_index("source_code")
    lines = []
    for code in codes:
        row = about.loc[code]
        lines.append(", ".join(filter(None, (row["title"], row["producer"], labels.date(row["date"], language)))) + ".")
    return tuple(lines)


def source_producers(codes: Iterable[str], language: str) -> list[str]:
    """Who printed each source."""
    return list(processed.catalogue(language).set_index("source_code").loc[list(codes), "producer"])


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


def footer(report: str, title: str, language: str) -> Footer:
    """The foot of a report: every source and register that this process has read, the method, the hash of the data.

    Call it last: it lists what has been read until then.
    """
    reads = processed.reads() | register_counts.reads()
    notes = _notes(reads, language)
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
    about = processed.catalogue(language).set_index("source_code") if sources else pd.DataFrame()
    notes = {code: _note(about.loc[code]) for code in reads if code in about.index}
    notes |= {
        code: _note(register_counts.about(code.removeprefix(register_counts.PREFIX), language)) for code in registers
    }
    return dict(sorted(notes.items()))


def _note(about: Mapping[str, str]) -> SourceNote:
    return SourceNote(about["title"], about["producer"], about["licence"], about["date"], about["url"])


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
