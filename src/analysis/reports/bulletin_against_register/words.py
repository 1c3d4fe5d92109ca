"""The words, the chart and the table of the figures of a bulletin against a register."""

from __future__ import annotations

from collections import Counter
from functools import partial

from analysis.charts.composed import rows
from analysis.charts.composed.rows import Bar, Row
from analysis.measures.audit.against import AGREES, CONTRADICTS, OPEN
from analysis.pages.blocks import ChartBlock, Prose, Tile, Tiles, Title
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.reports.bulletin_against_register.matches import Ends, Match, Matches
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS

_VERDICTS = (AGREES, OPEN, CONTRADICTS)


def title(matches: Matches) -> Title:
    """The finding, and what is compared with what."""
    if not matches.all:
        headline, lede = (matches.say(key, register=matches.about.title) for key in ("title_none", "lede_none"))
        return Title(matches.language, headline, lede)
    counted = Counter(match.verdict for match in matches.all)
    counts = {verdict: counted[verdict] for verdict in _VERDICTS} | {"all": len(matches.all)}
    headline = matches.say("title_bad" if counted[CONTRADICTS] else "title", **counts)
    sources = ", ".join(common.source_producers(matches.statements["source_code"].unique(), matches.language))
    lede = matches.say("lede", source=sources, name=_names(matches), register=matches.about.title)
    if matches.made:
        lede = f"{matches.say('lede_made', name=', '.join(map(matches.name, sorted(matches.made))))} {lede}"
    return Title(matches.language, matches.about.headed(headline), lede, numbers=tuple(counts.values()))


def _names(matches: Matches) -> str:
    return ", ".join(map(matches.name, matches.rows))


def _where(matches: Matches) -> str:
    """The classes in quotes, and when they were reported."""
    return f"“{_names(matches)}”, {common.dated(matches.statements['date'], matches.language)}"


def tiles(matches: Matches) -> Tiles:
    """A tile a verdict."""
    counted = [len(matches.of(verdict)) for verdict in _VERDICTS]
    made = tuple(
        Tile(labels.number(count, matches.language), matches.say(f"tile_{verdict}"), matches.say(f"tile_{verdict}_why"))
        for verdict, count in zip(_VERDICTS, counted, strict=True)
    )
    return Tiles(matches.language, made, numbers=tuple(counted))


def figures(matches: Matches) -> ChartBlock:
    """What the print allows and what the register shows, figure by figure."""
    open_ones = len(matches.of(OPEN))
    return ChartBlock(
        key="figures",
        language=matches.language,
        headline=matches.say(
            "figures_headline_open" if open_ones else "figures_headline", open=open_ones, all=len(matches.all)
        ),
        subtitle=matches.say("figures_subtitle", where=_where(matches)),
        draw=partial(_draw, matches),
        alt=matches.say("figures_alt", rows=" ".join(_in_words(match, matches) for match in matches.all)),
        table=_table(matches),
        sources=(*common.source_line(matches.statements, matches.language), *matches.about.source()),
        note=(matches.say("figures_note"),) if any(match.is_suppressed for match in matches.all) else (),
        numbers=(open_ones, len(matches.all)),
    )


def _draw(matches: Matches, narrow: bool) -> object:
    drawn = [_row(match, matches) for match in matches.all]
    return rows.draw(drawn, matches.language, narrow, matches.say("axis"), end=matches.size or None)


def _row(match: Match, matches: Matches) -> Row:
    spans = {reading: match.allowed[reading] for reading in READINGS if match.allowed[reading] is not None}
    bars = rows.bars(spans, lambda _, *ends: _bar(ends, matches)) if spans else ()
    registered = match.registered
    if registered is not None:
        low, high, _ = _bar(registered, matches)
        bars += (Bar(low, high, _count(registered, matches.language), "count"),)
    verdict = matches.say(f"verdict_{match.verdict}")
    return Row(matches.subject(match), f"{match.claim.quoted(matches.language)} · {verdict}", bars)


def _bar(ends: Ends, matches: Matches) -> tuple[float, float | None, str]:
    low, high = ends[0] or 0, ends[1]
    return low, high, labels.span(low, high, matches.language)


def _count(registered: Ends, language: str) -> str:
    """A count of the register, a suppressed one with the range that the published counts leave."""
    text = labels.span(registered[0], registered[1], language)
    return text if registered[0] == registered[1] else f"{Special.CONFIDENTIAL.value} {text}"


def _in_words(match: Match, matches: Matches) -> str:
    spans = [labels.span(*_ends(match.allowed[reading]), matches.language) for reading in READINGS]
    registered = labels.MISSING if match.registered is None else _count(match.registered, matches.language)
    return matches.say(
        "figure_told", what=matches.subject(match), printed=match.claim.quoted(matches.language), literal=spans[0],
        conventional=spans[1], registered=registered, verdict=matches.say(f"verdict_{match.verdict}"),
    )  # fmt: skip


def _ends(ends: Ends | None) -> Ends:
    return (None, None) if ends is None else (ends[0] or 0, ends[1])


def _table(matches: Matches) -> ReportTable:
    say = matches.say
    columns = (
        Column("what", say("column_what")),
        Column("printed", say("column_printed"), "quote"),
        Column("alone", say("column_alone")),
        Column("register", say("column_register"), "count"),
        Column("range", say("column_range"), "span"),
        *(
            column
            for reading in READINGS
            for column in (
                Column(reading, say(f"column_{reading}"), "span"),
                Column(f"{reading}_verdict", say(f"column_{reading}_verdict")),
            )
        ),
    )
    lines = tuple(_line(match, matches) for match in matches.all)
    return ReportTable(say("figures_caption", learners=matches.size), columns, lines)


def _line(match: Match, matches: Matches) -> tuple[Cell, ...]:
    registered: Cell = Special.UNAVAILABLE
    if match.registered is not None:
        registered = Special.CONFIDENTIAL if match.is_suppressed else int(match.registered[0])
    verdicts = (
        cell
        for reading in READINGS
        for cell in (_span(match.allowed[reading]), matches.say(f"verdict_{match.verdicts[reading]}"))
    )
    alone = labels.word(f"verdict.{match.alone}", matches.language)
    return (
        matches.subject(match), match.claim.quoted(matches.language), alone, registered, _span(match.registered),
        *verdicts,
    )  # fmt: skip


def _span(ends: Ends | None) -> Cell:
    if ends is None:
        return Special.UNAVAILABLE
    least, most = ends[0] or 0, Special.NO_LIMIT if ends[1] is None else ends[1]
    return Special.NOT_APPLICABLE if ends[1] is not None and least > most else (least, most)


def reading(matches: Matches) -> Prose:
    """How a verdict is made, and what protection costs."""
    items = [matches.say("reading_verdicts"), matches.say("reading_alone")]
    if any(match.is_suppressed for match in matches.all):
        items.append(matches.say("reading_hidden"))
    items.append(matches.say("reading_base"))
    return Prose(matches.language, matches.say("reading_heading"), tuple(items))
