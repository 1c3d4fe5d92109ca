"""The first screen: whether the classes differ by more than chance, which stand out, and what may not be concluded."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

import pandas as pd

from analysis.measures import compare
from analysis.pages.blocks import Prose, Tile, Tiles, Title
from analysis.reports import common
from analysis.reports.class_comparison.words import NAME, POINTS, all_together, cut, hidden_note, name, say
from analysis.reports.register_pages import about as of
from analysis.vocabulary import labels

footer = partial(of.footer, NAME)
# Parameters of the method that sentences name: the level of a test, in percent.
LEVELS = ("5",)


@common.marked
def title(against: pd.DataFrame, together: pd.DataFrame, about: of.About, language: str) -> Title:
    """The finding, and what it rests on; of no comparison, why there is none."""
    row, words = all_together(together), cut(together, about, language)
    places = {"classes": row["classes"], "cut": words, "hidden": row["hidden"]}
    if reason := row["reason_code"]:
        finding, lede = (say(f"{part}_{reason}", language, **places) for part in ("title", "lede"))
        return Title(language, of.headed(finding, about, language), lede, numbers=(row["classes"], row["hidden"]),
                     facts=of.facts(about))  # fmt: skip
    shares, stand = published(against), int(against["stands_out"].sum())
    ends = {"low": labels.percent(shares[0][0], language), "high": labels.percent(shares[-1][0], language)}
    lede = say("lede", language, learners=row["base"], share=labels.percent(whole(row), language), **places)
    finding = say(_finding(row, stand), language, stand=stand, **ends, **places)
    numbers = row["classes"], stand, row["hidden"], *LEVELS
    facts = of.facts(about, row["base"])
    return Title(language, of.headed(finding, about, language), lede, numbers=numbers, facts=facts)


def _finding(row: dict, stand: int) -> str:
    """What the title says: the classes that stand out, else whether all of them differ by more than chance."""
    partly = "_hidden" if row["hidden"] else ""
    if stand:
        return f"title_stand{partly}"
    if row["is_differing"]:
        return f"title_spread{partly}"
    return "title_unsaid" if partly else "title_none"


def whole(row: dict) -> Fraction:
    """The share of the whole register."""
    return Fraction(row["count"], row["base"])


def published(against: pd.DataFrame) -> list[tuple[Fraction, str]]:
    """The share and the code of each class with a published count, the lowest share first."""
    rows = against[against["status"] == "published"]
    return sorted((Fraction(int(row.count_), int(row.base)), row.class_code)
                  for row in rows.rename(columns={"count": "count_"}).itertuples())  # fmt: skip


@common.marked
def tiles(against: pd.DataFrame, together: pd.DataFrame, about: of.About, language: str) -> Tiles | None:
    """The share of all, its spread, and how many classes stand out; None where there is nothing to compare."""
    row, words = all_together(together), cut(together, about, language)
    if row["reason_code"]:
        return None
    shares, phi, stand = published(against), row["phi"], int(against["stands_out"].sum())
    partly = "_hidden" if row["hidden"] else ""
    made = [
        Tile(labels.percent(whole(row), language), say("tile_all", language, cut=words), say("tile_all_why", language))
    ]
    if partly:
        made.append(Tile(labels.number(row["hidden"], language), say("tile_hidden", language, classes=row["classes"]),
                         hidden_note(together, language)))  # fmt: skip
    else:
        (low, lowest), (high, highest) = shares[0], shares[-1]
        why = say("tile_spread_why", language, lowest=name(lowest, language), highest=name(highest, language))
        made.append(Tile(labels.percent_range(low, high, language), say("tile_spread", language), why))
    if phi > 1 and (partly or row["is_differing"]):
        times = say("times" + partly, language, phi=labels.number(Fraction(phi), language, 1))
        why = say("tile_phi_why", language, before=row["outside"], after=row["outside_widened"])
        made.append(Tile(times, say("tile_phi", language), why))
    what = say("tile_stand" + partly, language, classes=len(shares))
    made.append(Tile(labels.number(stand, language), what, say("tile_stand_why", language)))
    numbers = (row["classes"], len(shares), stand, *counted(row), "99.8", *LEVELS)
    return Tiles(language, tuple(made), numbers=numbers)


def counted(row: dict) -> tuple[object, ...]:
    """The numbers of the sentences on the general spread, which no table holds."""
    phi = (labels.rounded(Fraction(row[key]), 1) for key in ("phi_raw", "phi"))
    return (*phi, row["outside"], row["outside_widened"], row["hidden"], row["shown"], compare.FEWEST, compare.DRAWS)


@common.marked
def caution(against: pd.DataFrame, together: pd.DataFrame, language: str) -> Prose:
    """The conclusions that no comparison of classes allows, with the numbers behind them."""
    row = all_together(together)
    numbers: list[object] = [*LEVELS, row["hidden"], row["classes"]]
    items = [say(f"caution_{key}", language) for key in ("cause", "finished", "scale")]
    if not row["reason_code"]:
        alarms = Fraction(str(compare.ALPHA)) * row["classes"]
        smallest = int(against.loc[against["status"] == "published", "base"].min())
        points = labels.rounded(Fraction(POINTS, smallest), 1)
        items.insert(
            1, say("caution_many", language, classes=row["classes"], alarms=labels.number(alarms, language, 1))
        )
        items.insert(3, say("caution_small", language, smallest=smallest, points=labels.number(points, language, 1)))
        items += [hidden_note(together, language)] if row["hidden"] else []
        numbers += [labels.rounded(alarms, 1), smallest, points]
        numbers += [row["hidden_count"], row["hidden_base"]] if row["hidden"] else []
    return Prose(language, say("caution_heading", language), tuple(items), numbers=tuple(map(str, numbers)))
