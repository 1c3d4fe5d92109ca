"""The report ``publication_audit``: every printed figure with its verdict, its reason, and what it would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import count, islice

import pandas as pd

from analysis.data import processed
from analysis.measures import audit
from analysis.measures.audit import Contradiction, Finding
from analysis.measures.bounds import Claim, claims_of, power
from analysis.pages.blocks import Banner, Block, Fold, Footer, SourceLine, TableBlock, Tile, Tiles, Title
from analysis.pages.blocks.base import Numbers
from analysis.pages.tables import Cell, Column, ReportTable, Special
from analysis.reports import common
from analysis.vocabulary import labels

NAME = "publication_audit"
BAD, GOOD, ALONE = "inconsistent", "consistent", "undetermined"
SHORT = {BAD: "bad", GOOD: "good", ALONE: "alone"}
PLAIN_UNITS = ("person", "percent", "")
COUNTED = ("classes", "days")  # measures that name their unit
EXAMPLE = 100  # learners of the example that tells how sharp the check is


def open_report(source: str, language: str) -> Report:
    """The report on one source or on "all", in a language."""
    return Report(processed.statement_table(source), language)


@dataclass(frozen=True)
class Report:
    """The blocks of the report, one method each; None where there is nothing to show."""

    statements: pd.DataFrame
    language: str

    @cached_property
    def examined(self) -> tuple[list[Finding], list[Contradiction]]:
        """The finding of every statement, in the order of the frame, and the contradictions."""
        return audit.examine(self.statements, self.language)

    @property
    def findings(self) -> list[Finding]:
        """The finding of every statement, in the order of the frame."""
        return self.examined[0]

    @property
    def contradictions(self) -> list[Contradiction]:
        """The minimal sets of statements that cannot all be true."""
        return self.examined[1]

    @cached_property
    def claims(self) -> dict[tuple[str, str], Claim]:
        """The statements as read, by source and code."""
        by_source = self.statements.groupby("source_code", sort=False)
        return {(source, claim.code): claim for source, rows in by_source for claim in claims_of(rows)}

    def title(self) -> Title:
        """How many contradictions there are; of a single one what it says."""
        against, whole = self.contradictions, len(self.findings)
        key = "title_none" if not against else "title_one" if len(against) == 1 else "title_several"
        if not all(one.is_all for one in against):
            key = "title_least"
        said = against[0].message.partition(". ")[0].removesuffix(".") if against else ""
        said = said[:1].lower() + said[1:]
        title = self._say(key, count=len(against), all=whole, said=said)
        lede = self._say("lede", sources=self._sources())
        return Title(self.language, title, lede, numbers=(100, len(against), whole, *self._source_count()))

    def tiles(self) -> Tiles:
        """How many figures there are, how many contradictions, and how many figures of the other verdicts."""
        bad, against, whole = len(self._of(BAD)), len(self.contradictions), len(self.findings)
        every, counted = self._spread()
        of_bad = self._say("tile_bad_why" if bad else "tile_bad_none_why", bad=bad)
        what = self._say("tile_bad_one" if against == 1 else "tile_bad")
        tiles = [
            Tile(labels.number(whole, self.language), self._say("tile_all"), every),
            Tile(labels.number(against, self.language), what, of_bad),
        ]
        tiles += [
            Tile(labels.number(len(self._of(verdict)), self.language), self._say(f"tile_{SHORT[verdict]}"),
                 self._say(f"tile_{SHORT[verdict]}_why"))
            for verdict in (GOOD, ALONE)
        ]  # fmt: skip
        counts = (*counted, bad, against, whole, len(self._of(GOOD)), len(self._of(ALONE)))
        return Tiles(self.language, tuple(tiles), numbers=counts)

    def _spread(self) -> tuple[str, tuple[int, ...]]:
        """How many figures are of single classes, of several classes together, and of no class."""
        keys = [(finding.source, finding.class_code) for finding in self.findings]
        several = {
            (source, claim.class_code)
            for (source, _), claim in self.claims.items()
            if claim.measure == "classes" and (claim.figure.qualifier, claim.figure.value) != ("exact", 1)
        }
        single = [key for key in keys if key[1] and key not in several]
        counts = {
            "single": (len(single), len(set(single))),
            "joint": (sum(bool(key[1]) and key in several for key in keys), 0),
            "alone": (sum(not key[1] for key in keys), 0),
        }
        said = (
            self._say(f"tile_all_{key}", figures=figures, classes=classes)
            for key, (figures, classes) in counts.items()
            if figures
        )
        return " ".join(said), tuple(number for pair in counts.values() for number in pair)

    def banner(self) -> Banner | None:
        """The contradictions, a sentence for each."""
        first = {(finding.source, finding.statement_code): finding for finding in self.findings}
        items = tuple(
            self._say("banner", name=self._class(first[one.source, one.codes[0]]), message=one.message)
            for one in self.contradictions
        )
        return Banner(self.language, self._say("banner_heading"), items) if items else None

    def instead(self) -> TableBlock | None:
        """Every figure in a contradiction, and what would have to be printed instead."""
        bad = self._of(BAD)
        if not bad:
            return None
        columns = (*self._of_a_figure(), self._column("instead"), self._column("class"), self._column("reason"))
        rows = tuple(
            (self._what(f), self._quoted(f), f.instead or Special.UNAVAILABLE, self._class(f), f.message) for f in bad
        )
        keys = {(finding.source, finding.statement_code) for finding in bad}
        of_bad = [
            key in keys for key in zip(self.statements["source_code"], self.statements["statement_code"], strict=True)
        ]
        sources = common.source_line(self.statements[of_bad], self.language)
        return self._table("instead", ReportTable(self._say("instead_caption"), columns, rows), sources)

    def all(self) -> TableBlock:
        """Every printed figure with its verdict, class by class, those with a contradiction first and open."""
        columns = (self._column("verdict"), self._column("class"), *self._of_a_figure(), self._column("fits", "span"),
                   self._column("rounding"), self._column("power", "share"), self._column("reason"))  # fmt: skip
        by_class: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            by_class.setdefault((finding.source, self._class(finding)), []).append(finding)
        parts = sorted(by_class.values(), key=lambda part: not _has(part, BAD))
        rows = tuple(self._row(finding) for part in parts for finding in part)
        places = count()
        folds = tuple(Fold(self._fold(part), tuple(islice(places, len(part))), _has(part, BAD)) for part in parts)
        return self._table(
            "all", ReportTable(self._say("all_caption"), columns, rows),
            common.source_names(self.statements, self.language),
            note=self._notes(), folds=folds, numbers=self._declared(parts), where=self._where(),
        )  # fmt: skip

    def footer(self) -> Footer:
        """Sources, method, hash of the data."""
        return common.footer(NAME, self.title().title, self.language)

    def blocks(self) -> list[Block]:
        """Every block that has something to show, in the order of the page."""
        return common.present(self.title, self.tiles, self.banner, self.instead, self.all, self.footer)

    def _row(self, finding: Finding) -> tuple[Cell, ...]:
        rounding = (
            labels.word(f"rounding.{finding.rounding}", self.language) if finding.rounding else Special.NOT_APPLICABLE
        )
        fits = Special.NONE if finding.verdict == BAD else Special.UNAVAILABLE
        if finding.feasible_low is not None:
            high = Special.NO_LIMIT if finding.feasible_high is None else finding.feasible_high
            fits = (finding.feasible_low, high)
        verdict = labels.word(f"verdict.{finding.verdict}", self.language)
        sharp = Special.NOT_APPLICABLE if finding.power is None else finding.power
        about = (self._class(finding), self._what(finding), self._quoted(finding))
        return verdict, *about, fits, rounding, sharp, finding.message

    def _fold(self, part: Sequence[Finding]) -> str:
        """The class of some figures, and how many have each verdict."""
        counts = {verdict: sum(finding.verdict == verdict for finding in part) for verdict in SHORT}
        said = [self._say(f"fold_{SHORT[verdict]}", count=count) for verdict, count in counts.items() if count]
        return f"{self._class(part[0])}: {', '.join(said)}"

    def _declared(self, parts: Sequence[Sequence[Finding]]) -> tuple[int | Fraction, ...]:
        """The counts of the folds, the numbers of the example, and how many sources there are."""
        verdicts = [[finding.verdict for finding in part] for part in parts]
        counts = {found.count(verdict) for found in verdicts for verdict in found}
        shares = (Fraction(labels.rounded(power(decimals, EXAMPLE) * 100, 1)) for decimals in range(3))
        return (*counts, EXAMPLE, *shares, self.statements["source_code"].nunique())

    def _notes(self) -> tuple[str, ...]:
        """How sharp the check is, and what a passed check is worth; nothing where no percentage was checked."""
        if all(finding.power is None for finding in self.findings):
            return ()
        shares = {name: self._percent(power(decimals, EXAMPLE)) for decimals, name in enumerate(("none", "one", "two"))}
        return self._say("note_sharpness", learners=EXAMPLE, **shares), self._say("note_limit")

    def _of(self, verdict: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == verdict]

    def _class(self, finding: Finding) -> str:
        """The class of a figure and its level; of one that names no class the level and, of several sources, which."""
        claim = self.claims[finding.source, finding.statement_code]
        level = labels.code("level_short", claim.level, self.language) if claim.level else ""
        name = labels.code("class", finding.class_code or "none", self.language)
        source = "" if finding.class_code and finding.class_code not in self.twice else self._source(finding)
        if not finding.class_code:
            name, level = (level, name) if level else (name, "")
        elif len(self.levels[finding.source, finding.class_code]) > 1 or level.casefold() in name.casefold():
            level = ""
        inside = "; ".join(filter(None, (level, source)))
        return f"{name} ({inside})" if inside else name

    @cached_property
    def levels(self) -> dict[tuple[str, str], set[str]]:
        """The levels that the figures of each class name, '' for none, by source and class."""
        named: dict[tuple[str, str], set[str]] = {}
        for (source, _), claim in self.claims.items():
            named.setdefault((source, claim.class_code), set()).add(claim.level)
        return named

    @cached_property
    def twice(self) -> set[str]:
        """The codes of classes that more than one source names."""
        codes = [code for _, code in self.levels]
        return {code for code in codes if codes.count(code) > 1}

    def _source(self, finding: Finding) -> str:
        """Who printed a figure, and when; empty where the report has one source."""
        if self.statements["source_code"].nunique() < 2:
            return ""
        rows = self.statements[self.statements["source_code"] == finding.source]
        dated = common.dated(rows["date"], self.language) if rows["date"].any() else ""
        return ", ".join(filter(None, (common.publisher(finding.source, finding.class_code, self.language), dated)))

    def _quoted(self, finding: Finding) -> str:
        return self.claims[finding.source, finding.statement_code].quoted(self.language)

    def _what(self, finding: Finding) -> str:
        """What a figure counts, in which unit if not in people, and where these people were."""
        claim = self.claims[finding.source, finding.statement_code]
        mode = labels.code("mode", claim.mode, self.language)
        is_plain = claim.unit in PLAIN_UNITS or claim.measure in COUNTED
        unit = "" if is_plain else labels.code("unit", claim.unit, self.language)
        return ", ".join(filter(None, (audit.subject(claim, self.language), unit, mode[:1].lower() + mode[1:])))

    def _table(
        self, key: str, table: ReportTable, sources: tuple[SourceLine, ...], note: tuple[str, ...] = (),
        folds: tuple[Fold, ...] = (), numbers: Numbers = (), **places: object,
    ) -> TableBlock:  # fmt: skip
        return TableBlock(
            key=key, language=self.language, headline=self._say(f"{key}_headline"),
            subtitle=self._say(f"{key}_subtitle", **places), table=table, sources=sources, note=note, folds=folds,
            folded_by="class", numbers=numbers,
        )  # fmt: skip

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
        """What a figure counts, and its printed words."""
        return self._column("what"), self._column("printed", "quote")

    def _column(self, key: str, kind: str = "text") -> Column:
        return Column(key, self._say(f"column_{key}"), kind)

    def _percent(self, share: Fraction) -> str:
        return labels.percent(share, self.language)

    def _say(self, key: str, **places: object) -> str:
        return labels.say(f"{NAME}.{key}", self.language, **places)


def _has(findings: Sequence[Finding], verdict: str) -> bool:
    return any(finding.verdict == verdict for finding in findings)
