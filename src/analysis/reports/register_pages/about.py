"""What every report on a register says of it: whose it is, from when, and how its counts are suppressed.

``about`` is what ``register_counts.about`` gives in the language of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.data import register_counts
from analysis.pages import changelog
from analysis.pages.blocks import Banner, Footer, SourceLine, SourceNote, Title
from analysis.pages.facts import Facts
from analysis.pages.tables import Cell, Special
from analysis.reports import common
from analysis.vocabulary import labels
from analysis.vocabulary.reference import TOTAL

KINDS = {"class": "class", "level": "level_short", "unit": "register_unit", "year": "register_year"}
About = Mapping[str, Any]
say = labels.section("register_common")


def word(key: str, language: str) -> str:
    """A word of these reports."""
    return labels.word(f"register.{key}", language)


def name(dimension: str, label: str, language: str) -> str:
    """The words of a row of a table."""
    if label in (TOTAL, "unstated", "other"):
        return word(label, language)
    return labels.code(KINDS[dimension], label, language)


def title(about: About, language: str) -> str:
    """The name of the register."""
    return labels.code("register", about["register"], language)


def codes(about: About, **more: str) -> dict[str, str]:
    """What a row of a table is in codes: of which register and, for those who know it, from which date."""
    return {"register_code": about["register"], "date": about["date"] or "", **more}


def row_codes(about: About, dimension: str, row: str, **more: str) -> dict[str, str]:
    """The same of a row of counts, of a class, a level, a unit, a year, or of all together."""
    column = f"{dimension}_code" if dimension in ("class", "level") and row not in (TOTAL, "unstated", "other") else ""
    return codes(about, **{column or "row_code": row}, **more)


def where(about: About, language: str) -> str:
    """The register and its years, for a subtitle."""
    years, named = list(map(str, about["years"])), title(about, language)
    if not years:
        return named
    return say("years" if len(years) > 1 else "year", language, title=named, first=years[0], last=years[-1])


def placed(subtitle: str, about: About, language: str) -> str:
    """A subtitle that says of which register and when."""
    return say("placed", language, subtitle=subtitle, where=where(about, language))


def is_demonstration(about: About) -> bool:
    """Whether the register shows only what its reports can tell, for nobody in it exists or is an official."""
    return about["kind"] != "own"


def headed(sentence: str, about: About, language: str) -> str:
    """A title, marked where the register is synthetic."""
    return say("synthetic_title", language, title=sentence) if about["kind"] == "synthetic" else sentence


def notice(about: About, language: str) -> Banner | None:
    """That a register is a demonstration, and what it says nothing about; None for any other."""
    if not is_demonstration(about):
        return None
    kind, people = about["kind"], about["people"] or word("elsewhere", language)
    return Banner(language, say(f"{kind}_heading", language, people=people), (say(f"{kind}_what", language),))


def facts(about: About, size: Cell = Special.UNAVAILABLE, is_contradicted: bool = False) -> Facts:
    """What the index shows of a report on the register; ``size`` are its learners, left out where they are hidden."""
    ends = () if isinstance(size, Special) else size if isinstance(size, tuple) else (size, size)
    dates = tuple(map(str, about["years"])) or (about["date"],)
    return Facts(
        about["place"],
        tuple(filter(None, dates)),
        ends if all(isinstance(end, int) for end in ends) and ends else None,
        is_contradicted,
        is_demonstration(about),
    )


def policy(about: About, language: str) -> str:
    """How small counts are suppressed, in a sentence."""
    return say(f"policy_{about['zeros']}", language, threshold=str(about["threshold"]))


def protection(about: About, language: str) -> str:
    """How small counts are suppressed, and which attack the published ones withstood."""
    attack = say(f"attack_{about['attack']}", language, threshold=str(about["threshold"]))
    return f"{policy(about, language)} {attack}"


def numbers(about: About) -> tuple[int, ...]:
    """The numbers of the policy and the years, which no table holds."""
    return int(about["threshold"]), *about["years"]


def source(about: About, language: str) -> tuple[SourceLine, ...]:
    """The source line under a chart or a table."""
    said, noted = say("source", language, title=_note(about, language).title), common.caveats(about, language)
    return (SourceLine(" ".join((said, *noted)), noted),)


def _note(about: About, language: str) -> SourceNote:
    unsaid, named = say("not_stated", language), title(about, language)
    return SourceNote(
        about["title"] if named == about["register"] else named, about["producer"] or unsaid, about["licence"] or
        unsaid, about["date"], about["url"], common.caveats(about, language),
    )  # fmt: skip


@common.marked
def footer(report: str, title: Title, about: About, language: str) -> Footer:
    """The foot of a report on this register alone; ``title`` is the block of the page, for the citation."""
    reads = {f"{register_counts.PREFIX}{about['register']}": about["fingerprint"]}
    return Footer(
        language, title.title, sources=(_note(about, language),),
        method=f"{labels.say(f'{report}.method', language)} {protection(about, language)}",
        data_hash=common.data_hash(reads.items()), changes=changelog.figures_of(report, language),
        reads=tuple(reads.items()), report=report,
    )  # fmt: skip
