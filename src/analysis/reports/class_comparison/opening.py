"""The first screen: whether the classes differ by more than chance, which stand out, and what may not be concluded."""

from __future__ import annotations

from fractions import Fraction

from analysis.pages.blocks import Prose, Tile, Tiles, Title
from analysis.reports.class_comparison.facts import ALPHA, POINTS, Facts
from analysis.reports.class_comparison.funnel import counted, hidden_note
from analysis.vocabulary import labels

# Parameters of the method that sentences name: the level of a test, in percent.
LEVELS = ("5",)


def title(facts: Facts) -> Title:
    """The finding, and what it rests on; of no comparison, why there is none."""
    classes = len(facts.classes)
    say = {"classes": classes, "cut": facts.cut_words, "hidden": len(facts.hidden)}
    if not facts.is_comparison:
        key = _nothing(facts)
        title, lede = facts.say(f"title_{key}", **say), facts.say(f"lede_{key}", **say)
        return Title(facts.language, facts.about.headed(title), lede, numbers=(classes, len(facts.hidden)))
    count, base = facts.whole
    stand, shares = int(facts.verdicts["stands_out"].sum()), _shares(facts)
    lede = facts.say("lede", learners=base, share=facts.percent(facts.target), **say)
    say |= {"stand": stand, "low": facts.percent(shares[0][0]), "high": facts.percent(shares[-1][0])}
    return Title(
        facts.language,
        facts.about.headed(facts.say(_finding(facts, stand), **say)),
        lede,
        numbers=(classes, stand, len(facts.hidden), *LEVELS),
    )


def _nothing(facts: Facts) -> str:
    """Why there is no comparison."""
    if len(facts.classes) < 2:
        return "one"
    return "alike" if facts.whole is not None and facts.target in (0, 1) else "hidden"


def _finding(facts: Facts, stand: int) -> str:
    """What the title says: the classes that stand out, else whether all of them differ by more than chance."""
    partly = "_hidden" if len(facts.hidden) else ""
    if stand:
        return f"title_stand{partly}"
    if facts.verdicts["beyond_chance"].any():
        return f"title_spread{partly}"
    return "title_unsaid" if partly else "title_none"


def _shares(facts: Facts) -> list[tuple[Fraction, str]]:
    """The share and the name of each published class, the lowest share first."""
    rows = facts.shown.itertuples()
    return sorted((Fraction(row.count, row.base), row.name) for row in rows)


def tiles(facts: Facts) -> Tiles:
    """The share of all, its spread, and how many classes stand out."""
    shares, phi = _shares(facts), facts.phi[1]
    (low, lowest), (high, highest) = shares[0], shares[-1]
    stand, partly = int(facts.verdicts["stands_out"].sum()), "_hidden" if len(facts.hidden) else ""
    made = [Tile(facts.percent(facts.target), facts.say("tile_all", cut=facts.cut_words), facts.say("tile_all_why"))]
    if partly:
        made.append(Tile(labels.number(len(facts.hidden), facts.language),
                         facts.say("tile_hidden", classes=len(facts.classes)), hidden_note(facts)))  # fmt: skip
    else:
        made.append(Tile(labels.percent_range(low, high, facts.language), facts.say("tile_spread"),
                         facts.say("tile_spread_why", lowest=lowest, highest=highest)))  # fmt: skip
    if phi > 1:
        times = facts.say("times" + partly, phi=labels.number(Fraction(phi), facts.language, 1))
        why = facts.say("tile_phi_why", before=facts.outside(), after=facts.outside(phi))
        made.append(Tile(times, facts.say("tile_phi"), why))
    made.append(Tile(labels.number(stand, facts.language), facts.say("tile_stand" + partly, shown=len(shares)),
                     facts.say("tile_stand_why")))  # fmt: skip
    numbers = (len(facts.classes), len(shares), stand, *counted(facts), "99.8", *LEVELS)
    return Tiles(facts.language, tuple(made), numbers=numbers)


def caution(facts: Facts) -> Prose:
    """The conclusions that no comparison of classes allows, with the numbers behind them."""
    say, classes, scales = facts.say, len(facts.classes), len(set(facts.scales))
    items, numbers = [say("caution_cause"), say("caution_finished")], [*LEVELS, scales, len(facts.hidden), classes]
    if facts.is_comparison:
        alarms, smallest = Fraction(str(ALPHA)) * classes, int(facts.shown["base"].min())
        points = labels.rounded(Fraction(POINTS, smallest), 1)
        items.insert(1, say("caution_many", classes=classes, alarms=labels.number(alarms, facts.language, 1)))
        items.append(say("caution_small", smallest=smallest, points=labels.number(points, facts.language, 1)))
        numbers += [labels.rounded(alarms, 1), smallest, points]
    items.append(say("caution_scales", scales=scales) if scales > 1 else say("caution_scale"))
    if facts.is_comparison and len(facts.hidden):
        items.append(hidden_note(facts))
        numbers += facts.hidden_together
    return Prose(facts.language, say("caution_heading"), tuple(items), numbers=tuple(map(str, numbers)))
