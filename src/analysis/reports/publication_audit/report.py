"""The report ``publication_audit``: every printed figure with its verdict, its reason, and what it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.charts import power
from analysis.data import processed
from analysis.measures import audit
from analysis.measures.audit import Finding
from analysis.measures.bounds import Claim, claims_of
from analysis.pages.blocks import Banner, Block, ChartBlock, Footer, SourceLine, TableBlock, Tile, Tiles, Title
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.vocabulary import labels

NAME = "publication_audit"
BAD, GOOD, ALONE = "inconsistent", "consistent", "undetermined"


def open_report(source: str, language: str) -> Report:
    """The report on one source or on "all", in a language."""
    return Report(processed.statement_table(source), language)


@dataclass(frozen=True)
class Report:
    """The blocks of the report, one method each; None where there is nothing to show."""

    statements: pd.DataFrame
    language: str

    @cached_property
    def findings(self) -> list[Finding]:
        """The finding of every statement, in the order of the frame."""
        return audit.audit(self.statements, self.language)

    @cached_property
    def claims(self) -> dict[tuple[str, str], Claim]:
        """The statements as read, by source and code."""
        by_source = self.statements.groupby("source_code", sort=False)
        return {(source, claim.code): claim for source, rows in by_source for claim in claims_of(rows)}

    def title(self) -> Title:
        """The finding: how many figures cannot be true together."""
        bad, whole = len(self._of(BAD)), len(self.findings)
        title = self._say("title_bad" if bad else "title_good", bad=bad, all=whole)
        return Title(
            self.language, title, self._say("lede", sources=self._sources()), numbers=(60, 100, *self._source_count())
        )

    def tiles(self) -> Tiles:
        """How many figures there are, and how many of each verdict."""
        classes = {finding.class_code for finding in self.findings} - {""}
        loose = sum(not finding.class_code for finding in self.findings)
        first = Tile(labels.number(len(self.findings), self.language), self._say("tile_all"),
                     self._say("tile_all_why", classes=len(classes), alone=loose))  # fmt: skip
        rest = [
            Tile(
                labels.number(len(self._of(verdict)), self.language),
                self._say(f"tile_{key}"),
                self._say(f"tile_{key}_why"),
            )
            for key, verdict in (("bad", BAD), ("good", GOOD), ("alone", ALONE))
        ]
        return Tiles(self.language, (first, *rest), numbers=(len(classes), loose))

    def banner(self) -> Banner | None:
        """The contradictions, a sentence for each."""
        contradictions = {(finding.source, finding.class_code, finding.message): finding for finding in self._of(BAD)}
        items = tuple(self._say("banner", name=self._class(f), message=f.message) for f in contradictions.values())
        return Banner(self.language, self._say("banner_heading"), items) if items else None

    def summary(self) -> TableBlock:
        """How many figures have each verdict."""
        rows = [
            (labels.word(f"verdict.{verdict}", self.language), len(self._of(verdict))) for verdict in (BAD, GOOD, ALONE)
        ]
        columns = (self._column("verdict"), Column("count", self._say("tile_all"), "count"))
        rows.append((self._say("summary_total"), len(self.findings)))
        counts = {"good": len(self._of(GOOD)), "alone": len(self._of(ALONE)), "all": len(self.findings)}
        return self._table("summary", ReportTable(self._say("summary_caption"), columns, tuple(rows)), **counts)

    def power(self) -> ChartBlock | None:
        """How much the check can see at each class size, for every printed percentage."""
        findings = [finding for finding in self.findings if finding.power is not None]
        if not findings:
            return None
        rows = [self._seen(finding) for finding in findings]
        bars = " ".join(
            self._say("power_row", name=row.name, detail=row.detail, power=self._percent(row.power)) for row in rows
        )
        columns = (*self._of_a_figure(), self._column("whole", "span"), self._column("power", "share"))
        cells = tuple((self._class(f), self._what(f), self._quoted(f), self._whole(f), f.power) for f in findings)
        return ChartBlock(
            key="power",
            language=self.language,
            headline=self._power_headline([finding.power for finding in findings]),
            subtitle=self._say("power_subtitle", where=self._where()),
            table=ReportTable(self._say("power_caption"), columns, cells),
            sources=self._source_lines(findings),
            note=(self._say("power_note_size", whole=self._least_whole(findings)), self._say("power_note_limit")),
            draw=lambda narrow: power.draw(rows, self._say("power_axis"), self.language, narrow),
            alt=self._say("power_alt", count=len(rows), rows=bars),
            numbers=(len(rows), 100, *self._source_count()),
        )

    def instead(self) -> TableBlock | None:
        """Every figure in a contradiction, and what would have to be printed instead."""
        bad = self._of(BAD)
        if not bad:
            return None
        columns = (*self._of_a_figure(), self._column("instead"), self._column("reason"))
        rows = tuple(
            (self._class(f), self._what(f), self._quoted(f), f.instead or Special.UNAVAILABLE, f.message) for f in bad
        )
        return self._table("instead", ReportTable(self._say("instead_caption"), columns, rows), bad)

    def all(self) -> TableBlock:
        """Every printed figure with its verdict, the whole numbers that fit, the rounding and the reason."""
        columns = (*self._of_a_figure(), self._column("verdict"), self._column("fits", "span"),
                   self._column("rounding"), self._column("reason"))  # fmt: skip
        rows = tuple(self._row(finding) for finding in self.findings)
        return self._table("all", ReportTable(self._say("all_caption"), columns, rows), where=self._where())

    def footer(self) -> Footer:
        """Sources, method, hash of the data."""
        return common.footer(NAME, self.title().title, self.language)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        return common.present(
            self.title, self.tiles, self.banner, self.summary, self.power, self.instead, self.all, self.footer
        )

    def _row(self, finding: Finding) -> tuple[Cell, ...]:
        rounding = (
            labels.word(f"rounding.{finding.rounding}", self.language) if finding.rounding else Special.NOT_APPLICABLE
        )
        fits = Special.UNAVAILABLE
        if finding.feasible_low is not None:
            high = Special.NO_LIMIT if finding.feasible_high is None else finding.feasible_high
            fits = (finding.feasible_low, high)
        verdict = labels.word(f"verdict.{finding.verdict}", self.language)
        return (
            self._class(finding),
            self._what(finding),
            self._quoted(finding),
            verdict,
            fits,
            rounding,
            finding.message,
        )

    def _of(self, verdict: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == verdict]

    def _class(self, finding: Finding) -> str:
        return labels.code("class", finding.class_code or "none", self.language)

    def _what(self, finding: Finding) -> str:
        return audit.subject(self.claims[finding.source, finding.statement_code], self.language)

    def _quoted(self, finding: Finding) -> str:
        return self.claims[finding.source, finding.statement_code].quoted(self.language)

    def _whole(self, finding: Finding) -> Cell:
        """How many learners a percentage is a share of, as its base says."""
        claim = self.claims[finding.source, finding.statement_code]
        base = self.claims.get((finding.source, claim.base))
        if base is None or base.is_share:
            return Special.UNAVAILABLE
        low, high = base.figure.bounds().whole()
        return low or 0, Special.NO_LIMIT if high is None else high

    def _seen(self, finding: Finding) -> power.Seen:
        whole = self._whole(finding)
        size = (
            "[x]"
            if isinstance(whole, Special)
            else labels.span(whole[0], None if isinstance(whole[1], Special) else whole[1], self.language)
        )
        detail = self._say("power_detail", printed=self._quoted(finding), whole=size)
        name = f"{self._class(finding)}: {self._what(finding)}"
        return power.Seen(name, detail, finding.power, finding.verdict == BAD)

    def _least_whole(self, findings: Sequence[Finding]) -> int:
        wholes = (self._whole(finding) for finding in findings)
        return min((whole[0] for whole in wholes if not isinstance(whole, Special)), default=0)

    def _power_headline(self, powers: Sequence[Fraction]) -> str:
        least, most = min(powers), max(powers)
        if not most:
            return self._say("power_headline_blind")
        key = "power_headline_one" if least == most else "power_headline"
        places = {"least": self._percent(least)} | ({} if least == most else {"most": self._percent(most)})
        return self._say(key, **places)

    def _table(self, key: str, table: ReportTable, of: Sequence[Finding] | None = None, **places: object) -> TableBlock:
        subtitle = (
            self._say("lede", sources=self._sources()) if key == "summary" else self._say(f"{key}_subtitle", **places)
        )
        return TableBlock(
            key=key, language=self.language, headline=self._say(f"{key}_headline", **places), subtitle=subtitle,
            table=table, sources=self._source_lines(of) if of else self._publications(),
            numbers=(60, 100, *self._source_count()),
        )  # fmt: skip

    def _source_lines(self, findings: Sequence[Finding]) -> tuple[SourceLine, ...]:
        wanted = {(finding.source, finding.statement_code) for finding in findings}
        pairs = zip(self.statements["source_code"], self.statements["statement_code"], strict=True)
        return common.source_line(self.statements[[pair in wanted for pair in pairs]], self.language)

    def _publications(self) -> tuple[SourceLine, ...]:
        return common.source_names(dict.fromkeys(self.statements["source_code"]), self.language)

    def _source_count(self) -> tuple[int, ...]:
        return (self.statements["source_code"].nunique(),)

    def _sources(self) -> str:
        about = processed.catalogue(self.language).set_index("source_code")["producer"]
        codes = list(dict.fromkeys(self.statements["source_code"]))
        return about[codes[0]] if len(codes) == 1 else self._say("lede_sources", count=len(codes))

    def _where(self) -> str:
        """Who printed the figures, and when."""
        return f"{self._sources()}, {common.dated(self.statements['date'], self.language)}"

    def _of_a_figure(self) -> tuple[Column, ...]:
        """Its class, what it counts, and its printed words: the first columns of each table of figures."""
        return self._column("class"), self._column("what"), self._column("printed", "quote")

    def _column(self, key: str, kind: str = "text") -> Column:
        return Column(key, self._say(f"column_{key}"), kind)

    def _percent(self, share: Fraction) -> str:
        return labels.percent(share, self.language)

    def _say(self, key: str, **places: object) -> str:
        return labels.say(f"{NAME}.{key}", self.language, **places)
