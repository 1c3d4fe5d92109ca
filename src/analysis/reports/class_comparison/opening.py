"""The first screen: how many classes chance alone does not explain, and what may not be concluded."""

from __future__ import annotations

from fractions import Fraction

from analysis.pages.blocks import Prose, Tile, Tiles, Title
from analysis.reports.class_comparison.facts import ALPHA, POINTS, Facts
from analysis.vocabulary import labels

# Parameters of the method that sentences name: the levels of the limits, the 5 % of a test, one in 500 beyond 99.8 %.
LEVELS = ("95", "99.8", "5", "500")


def title(facts: Facts) -> Title:
    """The finding, and what it rests on."""
    classes = len(facts.compared)
    if not facts.is_comparison:
        return Title(
            facts.language,
            facts.about.headed(facts.say("title_one")),
            facts.say("lede_one", classes=classes),
            numbers=(classes,),
        )
    outside = int((facts.funnel["position"] == "beyond_outer").sum())
    say = {"outside": outside, "classes": classes, "cut": facts.cut_words}
    lede = facts.say(
        "lede",
        learners=int(facts.compared["base"].sum()),
        classes=classes,
        share=facts.percent(facts.target),
        cut=facts.cut_words,
    )
    key = "title" if outside else "title_none"
    return Title(facts.language, facts.about.headed(facts.say(key, **say)), lede, numbers=(classes, outside, *LEVELS))


def tiles(facts: Facts) -> Tiles:
    """The share of all, its spread, and how many classes and pairs differ."""
    shares = sorted(facts.funnel.to_dict("records"), key=lambda row: (_share(row), row["class"]))
    low, high = (_share(shares[end]) for end in (0, -1))
    outside = int((facts.funnel["position"] == "beyond_outer").sum())
    made = [
        Tile(facts.percent(facts.target), facts.say("tile_all", cut=facts.cut_words), facts.say("tile_all_why")),
        Tile(labels.percent_range(low, high, facts.language), facts.say("tile_spread"),
             facts.say("tile_spread_why", lowest=shares[0]["name"], highest=shares[-1]["name"])),
        Tile(labels.number(outside, facts.language), facts.say("tile_outside"), facts.say("tile_outside_why")),
    ]  # fmt: skip
    counted = [len(facts.compared), outside]
    if len(facts.full) > 1:
        stand, raw = int(facts.pairs["is_rejected"].sum()), int((facts.pairs["p_value"] < ALPHA).sum())
        counted += [stand, raw, len(facts.pairs)]
        what = facts.say("tile_pairs", pairs=len(facts.pairs))
        made.append(Tile(labels.number(stand, facts.language), what, facts.say("tile_pairs_why", raw=raw)))
    return Tiles(facts.language, tuple(made), numbers=(*counted, *LEVELS))


def _share(row: dict) -> Fraction:
    return Fraction(row["count"], row["base"])


def caution(facts: Facts) -> Prose:
    """The conclusions that no comparison of classes allows, with the numbers behind them."""
    basis, say = facts.caution, facts.say
    items = [say("caution_cause"), say("caution_finished")]
    numbers: list = [*LEVELS]
    if basis.comparisons:
        alarms = labels.number(basis.false_alarms, facts.language, 1)
        items.insert(1, say("caution_many", pairs=basis.comparisons, alarms=alarms))
        points = labels.number(basis.single_learner * POINTS, facts.language, 1)
        items.append(say("caution_small", smallest=basis.smallest_class, points=points))
        numbers += [basis.comparisons, basis.false_alarms, basis.smallest_class, basis.single_learner * POINTS]
        numbers += [labels.rounded(value, 1) for value in (basis.false_alarms, basis.single_learner * POINTS)]
    items.append(say("caution_scales", scales=basis.scales) if basis.scales > 1 else say("caution_scale"))
    hidden = len(facts.classes) - len(facts.compared)
    if hidden:
        items.append(say("caution_hidden", hidden=hidden))
    return Prose(
        facts.language, say("caution_heading"), tuple(items), numbers=tuple(map(str, (*numbers, basis.scales, hidden)))
    )
