"""What the reports share: the source line under a chart, and the foot of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

import pandas as pd
from IPython.display import display

from analysis.data import processed, register_counts
from analysis.pages import changelog
from analysis.pages.blocks import Block, Footer, SourceNote
from analysis.pages.blocks.base import METADATA_KEY, NOTHING
from analysis.vocabulary import labels


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
