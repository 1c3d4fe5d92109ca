"""What the reports share: the source line under a chart, and the foot of a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.charts import words
from analysis.data import processed, register_counts
from analysis.measures import frames
from analysis.measures.bounds.readings import are_two
from analysis.pages import changelog, editing
from analysis.pages.blocks import Footer, Place, ReadingKey, SourceLine, SourceNote, Title
from analysis.pages.facts import Facts
from analysis.pages.tables import Cell, Special
from analysis.vocabulary import checksums, figures, labels
from analysis.vocabulary.figures import Tolerance
from analysis.vocabulary.workings import working

ELLIPSIS = "…"
marked = editing.marked
SENTENCE_ENDS = (".", "!", "?", ELLIPSIS)


def source_line(statements: pd.DataFrame, language: str) -> tuple[SourceLine, ...]:
    """One line a publication: who printed it, when, the words, its caveats; in the order of the rows.

    ``statements`` holds the rows that a chart rests on, with the columns of :func:`processed.statement_table`. Those
    that an analyst edited are cited from nobody.
    """
    statements = statements[~checksums.is_edited(statements)]
    named = statements.assign(publisher=[publisher(*pair, language) for pair in _classes(statements)])
    lines = []
    for (code, producer), rows in named.groupby(["source_code", "publisher"], sort=False):
        about = about_source(code, language)
        date = labels.date(_date(about, rows), language)
        key = "common.source_dated" if date else "common.source"
        quoted = _cited(rows, language)
        said = labels.say(key, language, producer=producer, date=date, quoted=quoted)
        noted = caveats(about, language)
        lines.append(SourceLine(" ".join((said, *noted)), noted, _places(rows, language)))
    return tuple(lines)


def cell(ends: frames.Ends) -> Cell:
    """Least and greatest as a cell; a missing least value is not available, a missing greatest has no limit."""
    low, high = ends
    return Special.UNAVAILABLE if low is None else (low, Special.NO_LIMIT if high is None else high)


def answer(is_so: bool, language: str) -> str:
    """Yes or no, in a table."""
    return labels.word(f"answer.{str(bool(is_so)).lower()}", language)


def _about(language: str) -> pd.DataFrame:
    return processed.catalogue(language).set_index("source_code")


def about_source(source_code: str, language: str) -> Mapping[str, Any]:
    """What the sidecar says of a source; of one that is not on file its code, in place of title and producer."""
    about = _about(language)
    if source_code in about.index:
        return about.loc[source_code]
    unsaid = {**dict.fromkeys(about.columns, ""), "publications": {}, "places": {}}
    return {**unsaid, "title": source_code, "producer": source_code}


def about_topics(source_code: str, language: str) -> Mapping[str, Any]:
    """What the sidecar of its topics says of a source; where it has none, as of the source itself."""
    about = processed.topics_catalogue(language).set_index("source_code")
    return about.loc[source_code] if source_code in about.index else about_source(source_code, language)


def name(source_code: str, language: str) -> str:
    """Who printed a source, and when; of a source that is not on file its code."""
    row = about_source(source_code, language)
    return labels.imprint(row["producer"], row["date"], language)


def printed_by(shown: pd.DataFrame, statements: pd.DataFrame, language: str) -> tuple[SourceLine, ...]:
    """The source lines of the statements whose printed words a frame of a measure shows."""
    pairs = {(row["source_code"], word) for row in shown.to_dict("records") for word in frames.split(row["printed"])}
    kept = [pair in pairs for pair in zip(statements["source_code"], statements["printed"], strict=True)]
    return source_line(statements.loc[kept], language)


def _classes(statements: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(statements["source_code"], statements["class_code"], strict=True)


def _date(about: Mapping[str, Any], rows: pd.DataFrame) -> str:
    """The date of a source; of one that has none, that of all the rows."""
    dates = set(rows["date"])
    return about["date"] or (dates.pop() if len(dates) == 1 else "")


def publisher(source_code: str, class_code: str, language: str) -> str:
    """Who printed the figures of a class: the publication that the sidecar names for it, else the source's producer."""
    about = about_source(source_code, language)
    return about["publications"].get(class_code, about["producer"])


def facts(rows: pd.DataFrame, language: str, size: frames.Ends | None = None, is_contradicted: bool = False) -> Facts:
    """What the index shows of a report on some rows, each of a source and, where so stated, of a class and a day.

    The dates are the first and the last of the rows, of one without its own that of its source; a place is named where
    all have the same.
    """
    keys = [name for name in ("source_code", "class_code", "date") if name in rows]
    places, dates = set(), set()
    for row in rows[keys].drop_duplicates().to_dict("records"):
        about = about_source(row["source_code"], language)
        places.add(about["places"].get(row.get("class_code", ""), about["place"]))
        dates.add(row.get("date") or about["date"])
    known = sorted(dates - {""})
    return Facts(
        place=places.pop() if len(places) == 1 else "",
        dates=tuple(dict.fromkeys((known[0], known[-1]))) if known else (),
        size=size if size and size[0] is not None else None,
        is_contradicted=is_contradicted,
    )


def caveats(about: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """What a reader has to know of a source: that its text was not at hand, and the note of its sidecar."""
    secondary = labels.say("common.secondary", language) if about.get("source_status") == "secondary" else ""
    return tuple(filter(None, (secondary, about["note"])))


def _cited(rows: pd.DataFrame, language: str) -> str:
    return words.cited(frames.cited(rows["printed"], frames.seen(rows)), language)


def _places(rows: pd.DataFrame, language: str) -> tuple[Place, ...]:
    """Where the printed words stand in the text, for those with a quote or a paragraph that nobody edited."""
    stated = rows[((rows["quote"] != "") | (rows["locator"] != "")) & ~checksums.is_edited(rows)]
    return tuple(
        Place(_cited(same, language), excerpt(quote), locator(paragraph, language))
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


def workings(
    statements: pd.DataFrame, tolerance: Tolerance, language: str, bases: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """How the words of some statements lead to whole numbers, a line each, or two where the readings part.

    A line is the printed words, where they stand, and their working. Left out are a count that is printed exactly, and
    a percentage whose statement has no number in ``bases``, what it is a share of by the code of the statement.
    """
    said: list[str] = []
    for row, is_seen in zip(statements.to_dict("records"), frames.seen(statements), strict=True):
        figure, base = figures.parse(row["printed"]), (bases or {}).get(row["statement_code"])
        if base is None if figure.is_percent else figure.qualifier == "exact":
            continue
        place = f" ({locator(row['locator'], language)})" if is_seen and row["locator"] else ""
        named = labels.quoted(row["printed"], is_seen, language) + place
        made = {name: working(row["printed"], base, reading=name, tolerance=tolerance, language=language)
                for name in figures.READINGS}  # fmt: skip
        which = {name: f", {labels.word(f'reading.{name}', language)}" for name in made}
        which = which if len(set(made.values())) > 1 else {"literal": ""}
        said += [f"{named}{which[name]}: {made[name]}" for name in which]
    return tuple(said)


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


def reading_key(statements: pd.DataFrame, tolerance: Tolerance, language: str) -> ReadingKey | None:
    """The key to the two readings with words of these statements; None where no word is read in two ways.

    ``statements`` has the columns ``printed`` and ``quote``; of the percentages and of the counts with one qualifier
    the first is the example.
    """
    examples: dict[tuple[str, bool], tuple[str, str]] = {}
    for printed, is_seen in zip(statements["printed"], frames.seen(statements), strict=True):
        figure = figures.parse(printed)
        if are_two(figure, tolerance):
            key = figure.qualifier, figure.is_percent
            examples.setdefault(key, (printed, labels.quoted(printed, is_seen, language)))
    return ReadingKey(language, tuple(examples.values()), tolerance) if examples else None


def source_names(statements: pd.DataFrame, language: str) -> tuple[SourceLine, ...]:
    """One line a source: its title, who printed it and when, its caveats, where the words are too many to quote."""
    lines = []
    for code, rows in statements.groupby("source_code", sort=False):
        lines.append(replace(titled(about_source(str(code), language), language), places=_places(rows, language)))
    return tuple(lines)


def titled(about: Mapping[str, Any], language: str) -> SourceLine:
    """The line of a source: its title, who printed it and when, its caveats."""
    printed = labels.imprint(about["producer"], about["date"], language)
    noted = caveats(about, language)
    sentence = ", ".join(filter(None, (about["title"], printed))) + "."
    return SourceLine(" ".join((sentence, *noted)), (about["title"], *noted))


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


@marked
def footer(report: str, title: Title, language: str, sources: Iterable[str] | None = None) -> Footer:
    """The foot of a report: its sources and registers, the method, the hash of the data; marked as its title is.

    ``sources`` are the codes of those that the page rests on, with their topics, without it all that this process has
    read. What it has read until then makes the page stale when it changes: call it last.
    """
    reads = processed.reads() | register_counts.reads()
    kept = reads if sources is None else {*(codes := set(sources)), *(processed.TOPICS + code for code in codes)}
    notes = _notes({code: reads[code] for code in reads if code in kept}, language)
    return Footer(
        language,
        title.title,
        sources=tuple(dict.fromkeys(notes.values())),
        method=labels.say(f"{report}.method", language),
        data_hash=data_hash((code, fingerprint) for code, fingerprint in reads.items() if code in notes),
        changes=changelog.figures_of(report, language),
        reads=tuple(sorted(reads.items())),
        report=report,
    )


def _notes(reads: Mapping[str, str], language: str) -> dict[str, SourceNote]:
    """The note on each source, its topics and each register that was read, by its code."""
    registers = {code for code in reads if code.startswith(register_counts.PREFIX)}
    sources = reads.keys() - registers
    about = _about(language) if sources else pd.DataFrame()
    notes = {code: _note(about.loc[code], language) for code in reads if code in about.index}
    notes |= {
        code: _note(register_counts.about(code.removeprefix(register_counts.PREFIX), language), language)
        for code in registers
    }
    taught = processed.topics_catalogue(language) if sources else pd.DataFrame()
    notes |= {code: _note(row, language) for row in taught.to_dict("records")
              if (code := processed.TOPICS + row["source_code"]) in reads}  # fmt: skip
    return dict(sorted(notes.items(), key=lambda note: note[0].removeprefix(processed.TOPICS)))


def _note(about: Mapping[str, Any], language: str) -> SourceNote:
    stated = (about[name] for name in ("title", "producer", "licence", "date", "url"))
    return SourceNote(*stated, caveats(about, language))


def data_hash(reads: Iterable[tuple[str, str]]) -> str:
    """One SHA-256 over the codes and hashes of the sources that were read, in the order of their codes."""
    whole = hashlib.sha256()
    for code, fingerprint in sorted(reads):
        whole.update(f"{code}\0{fingerprint}\n".encode())
    return whole.hexdigest()
