"""The first screen: the finding as title, what it rests on, the tiles, and a contradiction if there is one."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts import words
from analysis.charts.composed import closings
from analysis.measures import bounds, grades
from analysis.pages.blocks import Banner, Tile, Tiles, Title
from analysis.reports import common
from analysis.reports.grade_distribution import doubts, phrases, remarks
from analysis.reports.grade_distribution.facts import Facts, Key
from analysis.reports.grade_distribution.phrases import say, sentence
from analysis.vocabulary import figures, labels

LEADING = ("good_up", "very_good_up", "good", "pass", "fail")
TILES = 4


def title(facts: Facts) -> Title:
    """The finding and the lede."""
    text = _of_one(facts) if facts.single else _of_several(facts)
    share = _share(facts)
    of = labels.word("quantity.very_good_up", facts.language) if share else ""
    numbers = (*_counted(facts), *doubts.printed_numbers(filter(None, [facts.single and remarks.cut_off(facts)])))
    return Title(facts.language, text, _lede(facts), numbers=numbers, share=share, share_of=of)


def _share(facts: Facts) -> tuple[Fraction, Fraction] | labels.Either | None:
    """Between which shares of one class were very good or better, if the text says anything about that."""
    if not facts.single:
        return None
    closing = facts.closing(facts.focus[0])
    ends = tuple(closing[["top_share_low", "top_share_high"]])
    if any(pd.isna(end) for end in ends):
        return None
    return labels.Either(*ends) if closing["top_is_either"] else ends


def _of_one(facts: Facts) -> str:
    name, rows = facts.name, facts.read()
    if not facts.is_consistent:
        printed = grades.conflict(facts.statements, *facts.focus[0])["printed"]
        quoted = words.quoted(printed, facts.focus[0][0], facts.language)
        return say("title_conflict", facts.language, name=name, quoted=quoted)
    telling = [rows.loc[key] for key in leading(facts) if phrases.settles(rows.loc[key])]
    telling = [row for row in telling if not row["is_implied"]] or telling
    if not telling:
        return say("title_nothing", facts.language, name=name)
    first = sentence(phrases.claim(telling[0], facts.language))
    rest = (
        f"{phrases.bound(row, facts.language)} {phrases.noun(row['quantity'], facts.language)}" for row in telling[1:2]
    )
    text, printed = "; ".join([first, *rest]), remarks.cut_off(facts)
    return say("if_cut", facts.language, text=text, printed=printed) if printed else text


def leading(facts: Facts) -> list[str]:
    """The quantities of one class in the order of their news: the cuts, the grades, the rest; not commended."""
    shown = [key for key in facts.read().index if key != grades.COMMENDED]
    cuts = LEADING if "very_good_up" in shown else (LEADING[0], "very_good", *LEADING[2:])
    first = [key for key in cuts if key in shown]
    order = [*first, *(key for key in shown if key not in first)]
    implied = facts.read()["is_implied"]
    return sorted(order, key=lambda key: bool(implied[key]))


def _of_several(facts: Facts) -> str:
    count, against, exact = len(facts.focus), len(conflicting(facts)), exact_shares(facts)
    values = {"count": count, "conflicts": against}
    if len(exact) < 2:
        return say("title_several_plain", facts.language, **values)
    values |= {"known": len(exact)}
    values |= {"low": labels.percent(min(exact), facts.language), "high": labels.percent(max(exact), facts.language)}
    return say("title_several_conflict" if against else "title_several", facts.language, **values)


def conflicting(facts: Facts) -> list[Key]:
    """The classes of the report whose figures contradict each other."""
    frame = facts.closings[(facts.closings["reading"] == "literal") & ~facts.closings["is_consistent"]]
    keys = set(zip(frame["source_code"], frame["class_code"], strict=True))
    return [key for key in facts.focus if key in keys]


def exact_shares(facts: Facts) -> list[Fraction]:
    """The shares very good or better of the classes whose text, at its word, leaves one number and no contradiction."""
    frame = facts.closings[(facts.closings["reading"] == "literal") & facts.closings["is_consistent"]]
    return [
        row.top_share_low
        for row in frame.itertuples()
        if (row.source_code, row.class_code) in facts.focus
        and not pd.isna(row.top_share_low)
        and row.top_share_low == row.top_share_high
    ]


def _lede(facts: Facts) -> str:
    if not facts.single:
        sources = len({source for source, _ in facts.focus})
        return say("lede_several", facts.language, count=len(facts.focus), sources=sources)
    key = facts.focus[0]
    statements = facts.statements_of(key)
    graded = statements[statements["class_code"] == key[1]]
    codes = filter(None, dict.fromkeys(graded["level_code"]))
    levels = [phrases.inside(labels.word(f"level.{code}", facts.language)) for code in codes]
    name = facts.name
    if levels:
        name = say("class_of", facts.language, name=name, level=phrases.listed(levels, facts.language))
    values = {
        "count": len(graded),
        "name": name,
        "producer": common.publisher(*key, facts.language),
        "date": facts.date(key),
    }
    return say("lede_dated" if values["date"] else "lede", facts.language, **values)


def _counted(facts: Facts) -> tuple[int, ...]:
    """How many statements, classes and sources the sentences count."""
    frames = [facts.statements_of(key) for key in facts.focus]
    statements = sum(int((rows["class_code"] == key[1]).sum()) for rows, key in zip(frames, facts.focus, strict=True))
    sources = {source for source, _ in facts.focus}
    return statements, len(facts.focus), len(sources), len(conflicting(facts)), len(exact_shares(facts))


def tiles(facts: Facts) -> Tiles:
    """The numbers to take away: of one class its grades, of several how many there are and how they spread."""
    if not facts.single:
        return _tiles_of_several(facts)
    rows = facts.read()
    telling = [quantity for quantity, *_ in facts.telling if _says(rows.loc[quantity])]
    commended = [key for key in telling if key == grades.COMMENDED]
    wanted = [*[key for key in leading(facts) if key in telling][: TILES - len(commended)], *commended]
    return Tiles(facts.language, tuple(_tile(rows.loc[key], facts) for key in wanted))


def _says(row: pd.Series) -> bool:
    """Whether a row says more than that from nobody to all may be meant, in number or in share, or why it does not."""
    return phrases.settles(row) or pd.isna(row["low"]) or (bool(row["printed"]) and phrases.bounds_share(row))


def _tile(row: pd.Series, facts: Facts) -> Tile:
    language, (low, high) = facts.language, phrases.ends(row)
    what = phrases.row_name(row["quantity"], language)
    because = doubts.why(row, row["source_code"], language) or _why(row, facts)
    printed = remarks.cut_off(facts) if row["quantity"] != grades.COMMENDED and low is not None else ""
    because = " ".join([because, *([say("why_cut", language, printed=printed)] if printed else [])])
    if low is None:
        return Tile(words.quoted(row["printed"], row["source_code"], language) or labels.MISSING, what, because)
    if not phrases.settles(row):
        return Tile(words.share(row["share_low"], row["share_high"], language), what, because)
    number = labels.span(low, high, language, is_either=bool(row["is_either"]))
    if high is None or phrases.kind(row) == ("at_least" if row["is_implied"] else "at_most"):
        number = phrases.bound(row, language)
    return Tile(number, what, because)


def _why(row: pd.Series, facts: Facts) -> str:
    """What a number rests on, which no contradiction puts in doubt."""
    language, form = facts.language, phrases.kind(row)
    if row["quantity"] == grades.COMMENDED:
        return _commended(row, facts)
    quoted = words.quoted(row["printed"], row["source_code"], language)
    if not phrases.settles(row):
        return say("why_share", language, total=phrases.total(row, language), quoted=quoted)
    as_span = form == "at_least" and phrases.whole(row["high"]) is not None and not row["is_implied"]
    claim = sentence(phrases.claim(row, language, "span" if as_span else None))
    if quoted:
        return say("why", language, claim=claim, quoted=quoted)
    key = "why_derived" if row["is_consistent"] else "why_any_way"
    return say("why_implied" if row["is_implied"] and form == "at_least" else key, language, claim=claim)


def _commended(row: pd.Series, facts: Facts) -> str:
    """What is printed of those commended, and under which condition it is a share of the learners."""
    language, key = facts.language, "why_awards" if facts.counts_awards(facts.focus[0]) else "why_commended"
    said = [say(key, language, quoted=words.quoted(row["printed"], row["source_code"], language))]
    if phrases.bounds_share(row):
        share = closings.share_words(closings.shares_of(row), language)
        said.append(say("commended_share", language, share=share, total=phrases.total(row, language)))
    return " ".join(said)


def _tiles_of_several(facts: Facts) -> Tiles:
    language, focus = facts.language, set(facts.focus)
    frame = facts.closings[facts.closings["reading"] == facts.reading]
    keys = list(zip(frame["source_code"], frame["class_code"], strict=True))
    rows = frame[[key in focus for key in keys]]
    named, against = int(rows["names_excellent"].sum()), len(conflicting(facts))
    numbers = {"classes": len(rows), "conflicts": against, "named": named}
    shown = {key: labels.number(number, language) for key, number in numbers.items()}
    if len(exact := exact_shares(facts)) > 1:
        numbers |= {"known": len(exact)}
        shown["spread"] = labels.percent_range(min(exact), max(exact), language)
    made = (
        Tile(text, say(f"tile_{key}", language), say(f"tile_{key}_why", language, **numbers))
        for key, text in shown.items()
    )
    return Tiles(language, tuple(made), numbers=tuple(numbers.values()))


def banner(facts: Facts) -> Banner | None:
    """Each contradiction and each clash of conventional readings in a sentence; None where there is neither."""
    pairs = [_contradiction(facts, key) for key in conflicting(facts)]
    heading, pairs = "banner" if pairs else "banner_clash", [*pairs, *doubts.clashes(facts)]
    if not pairs:
        return None
    numbers = tuple(number for _, stated in pairs for number in stated)
    return Banner(facts.language, say(heading, facts.language), tuple(text for text, _ in pairs), numbers=numbers)


def _contradiction(facts: Facts, key: Key) -> tuple[str, tuple[Fraction | int, ...]]:
    rows, name = grades.conflict(facts.statements, *key), facts.names[key]
    parsed = _count_and_share(rows, facts.statements_of(key))
    if parsed is None:
        items = [
            f"{_quoted(facts, row.printed, key)} ({doubts.about(row, facts.language)})" for row in rows.itertuples()
        ]
        text = say("contradiction", facts.language, name=name, items=phrases.listed(items, facts.language))
        return text, doubts.printed_numbers(rows["printed"])
    count, share, base = parsed
    fitting = bounds.counts(share, base.value.numerator)
    value = Fraction(count.value.numerator, base.value.numerator)
    would = " / ".join(labels.number(number, facts.language) for number in fitting)
    values = {
        "name": name,
        "count": int(count.value),
        "total": int(base.value),
        "share": labels.percent(value, facts.language, share.decimals or 0),
        "printed": _quoted(facts, share.printed, key),
        "would": would,
    }
    text = say("contradiction_share" if fitting else "contradiction_share_none", facts.language, **values)
    return text, (int(count.value), int(base.value), value, share.value, *fitting)


def _quoted(facts: Facts, printed: str, key: Key) -> str:
    return words.quoted([printed], key[0], facts.language)


def _count_and_share(rows: pd.DataFrame, statements: pd.DataFrame) -> tuple[figures.Figure, ...] | None:
    """The figures (count, share, base) where a contradiction is one count and one share of the same grades."""
    graded = rows[rows["grade_code"] != ""]
    bases = statements[statements["statement_code"].isin(graded["base"])]
    if len(graded) != 2 or graded["grade_code"].nunique() != 1 or len(bases) != 1:
        return None
    parsed = [figures.parse(text) for text in (*graded["printed"], *bases["printed"])]
    one, other, base = parsed
    if one.is_percent == other.is_percent or any(figure.qualifier != "exact" for figure in parsed):
        return None
    return (other, one, base) if one.is_percent else (one, other, base)
