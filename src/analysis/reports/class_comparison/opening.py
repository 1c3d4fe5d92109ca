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
    classes = len(facts.known)
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
        learners=int(facts.known["base"].sum()),
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
        Tile(labels.percent_span(low, high, facts.language), facts.say("tile_spread"),
             facts.say("tile_spread_why", lowest=shares[0]["name"], highest=shares[-1]["name"])),
        Tile(labels.number(outside, facts.language), facts.say("tile_outside"), facts.say("tile_outside_why")),
    ]  # fmt: skip
    counted = [len(facts.known), outside]
    if len(facts.full) > 1:
        stand, raw = int(facts.pairs["is_rejected"].sum()), int((facts.pairs["p_value"] < ALPHA).sum())
        counted += [stand, raw, len(facts.pairs)]
        what = facts.say("tile_pairs", pairs=len(facts.pairs))
        made.append(Tile(labels.number(stand, facts.language), what, facts.say("tile_pairs_why", raw=raw)))
    return Tiles(facts.language, tuple(made), numbers=(*counted, *LEVELS))


def _share(row: dict) -> Fraction:
    return Fraction(row["count"], row["base"])


def caution(facts: Facts) -> Prose:
    """What no comparison of classes may conclude, with the numbers behind it."""
    found, say = facts.caution, facts.say
    items = [say("caution_cause"), say("caution_finished")]
    given: list = [*LEVELS]
    if found.comparisons:
        alarms = labels.number(found.false_alarms, facts.language, 1)
        items.insert(1, say("caution_many", pairs=found.comparisons, alarms=alarms))
        points = labels.number(found.single_learner * POINTS, facts.language, 1)
        items.append(say("caution_small", smallest=found.smallest_class, points=points))
        given += [found.comparisons, found.false_alarms, found.smallest_class, found.single_learner * POINTS]
        given += [labels.rounded(value, 1) for value in (found.false_alarms, found.single_learner * POINTS)]
    items.append(say("caution_scales", scales=found.scales) if found.scales > 1 else say("caution_scale"))
    hidden = len(facts.classes) - len(facts.known)
    if hidden:
        items.append(say("caution_hidden", hidden=hidden))
    return Prose(
        facts.language,
        say("caution_heading"),
        tuple(items),
        numbers=tuple(map(str, (*given, found.scales, hidden))),
    )
