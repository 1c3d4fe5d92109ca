"""The first screen: the finding as title, what it rests on, the tiles, and the key to the two readings."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.charts import words
from analysis.charts.composed.closings import share_words, shares_of
from analysis.measures import frames, grades
from analysis.measures.frames import ends, share_ends
from analysis.pages.blocks import Footer, ReadingKey, Tile, Tiles, Title
from analysis.reports import common
from analysis.reports.grade_distribution import doubts, phrases
from analysis.reports.grade_distribution.phrases import KEY, Key, say, sentence
from analysis.vocabulary import figures, labels
from analysis.vocabulary.figures import Tolerance

LEADING = ("good_up", "very_good_up", "good", "pass", "fail")
TOP = "very_good_up"
TILES = 4


@common.marked
def title(checked: pd.DataFrame, bounds: pd.DataFrame, language: str) -> Title:
    """The finding and what it rests on."""
    focus, against, exact = checked[checked["in_focus"]], len(conflicting(bounds)), len(exact_shares(bounds))
    classes, sources = len(focus[KEY].drop_duplicates()), focus["source_code"].nunique()
    numbers, sizes = (len(focus), classes, sources, against, exact), dict.fromkeys(_sizes(bounds))
    facts = common.facts(focus, language, next(iter(sizes)) if len(sizes) == classes == 1 else None, against > 0)
    if not phrases.of_one(bounds):
        lede = say("lede_several", language, count=classes, sources=sources)
        return Title(language, _of_several(bounds, classes, language), lede, numbers=numbers, facts=facts)
    top, cut = frames.chosen(bounds[(bounds["quantity"] == TOP) & bounds["is_stated"]]), _cut_off(checked)
    share = next((shares_of(row) for row in top.to_dict("records") if not pd.isna(row["share_low"])), None)
    return Title(
        language, _of_one(checked, bounds, language), _lede(focus, language),
        numbers=(*numbers, *doubts.printed_numbers(cut)), share=share,
        share_of=labels.word(f"quantity.{TOP}", language) if share else "", facts=facts,
    )  # fmt: skip


def _sizes(bounds: pd.DataFrame) -> list[frames.Ends]:
    """The learners of the classes, a pair for each row of the reading chosen."""
    return [ends(row, "total_low", "total_high") for row in frames.chosen(bounds).to_dict("records")]


def _of_one(checked: pd.DataFrame, bounds: pd.DataFrame, language: str) -> str:
    name, rows = phrases.class_name(bounds, language), phrases.read(bounds)
    for _, blamed in doubts.contradictions(checked):
        quoted = words.cited(frames.listed(blamed["cited"]), language)
        return say("title_conflict", language, name=name, quoted=quoted)
    telling = [rows.loc[key] for key in leading(rows) if phrases.settles(rows.loc[key])]
    telling = [row for row in telling if not row["is_implied"]] or telling
    if not telling:
        return say("title_nothing", language, name=name)
    first = sentence(phrases.claim(telling[0], language))
    rest = (f"{phrases.bound(row, language)} {phrases.noun(row['quantity'], language)}" for row in telling[1:2])
    text, printed = "; ".join([first, *rest]), cut_off(checked, language)
    return say("if_cut", language, text=text, printed=printed) if printed else text


def leading(rows: pd.DataFrame) -> list[str]:
    """The quantities of one class in the order of their news: cuts, grades printed together, grades; not commended."""
    shown = [key for key in rows.index if key != grades.COMMENDED]
    cuts = LEADING if TOP in shown else (LEADING[0], "very_good", *LEADING[2:])
    first = [key for key in cuts if key in shown]
    together = [key for key in shown if "+" in key]
    by_news = dict.fromkeys([*(key for key in first if key.endswith("_up")), *together, *first, *shown])
    return sorted(by_news, key=lambda key: bool(rows["is_implied"][key]))


def _cut_off(checked: pd.DataFrame) -> list[str]:
    """The percentage that the numbers of one class rest on, which fits only if its digits were cut off; or none."""
    rested = checked[(checked["fits_only"] == "truncated") & ~checked["is_counted"]]
    return list(rested["printed"][:1])


def cut_off(checked: pd.DataFrame, language: str) -> str:
    """That percentage in words; empty where there is none, or the count is printed too."""
    return "".join(percentage(printed, language) for printed in _cut_off(checked))


def percentage(printed: str, language: str) -> str:
    """A printed percentage as the language writes it."""
    figure = figures.parse(printed)
    return labels.percent(figure.value / 100, language, figure.decimals)


def _of_several(bounds: pd.DataFrame, count: int, language: str) -> str:
    against, exact = len(conflicting(bounds)), exact_shares(bounds)
    values = {"count": count, "conflicts": against}
    if len(exact) < 2:
        return say("title_several_plain", language, **values)
    values |= {"known": len(exact)}
    values |= {"low": labels.percent(min(exact), language), "high": labels.percent(max(exact), language)}
    return say("title_several_conflict" if against else "title_several", language, **values)


def conflicting(bounds: pd.DataFrame) -> list[Key]:
    """The classes of a frame of grades whose figures contradict each other."""
    rows = bounds.loc[~bounds["is_consistent"], KEY].drop_duplicates()
    return list(rows.itertuples(index=False, name=None))


def exact_shares(bounds: pd.DataFrame) -> list[Fraction]:
    """The shares very good or better of the classes whose text, at its word, leaves one number and no contradiction."""
    rows = bounds[(bounds["reading"] == "literal") & (bounds["quantity"] == TOP)]
    rows = rows[rows["is_consistent"] & rows["is_stated"]]
    both = (share_ends(row, "share_") for row in rows.to_dict("records"))
    return [low for low, high in both if low is not None and low == high]


def _lede(focus: pd.DataFrame, language: str) -> str:
    source, code, date = next(grades.classes(focus).itertuples(index=False, name=None))
    codes = filter(None, dict.fromkeys(focus["level_code"]))
    levels = [labels.inside(labels.word(f"level.{level}", language)) for level in codes]
    name = labels.code("class", code, language)
    if levels:
        name = say("class_of", language, name=name, level=phrases.listed(levels, language))
    values = {"count": len(focus), "name": name, "producer": common.publisher(source, code, language)}
    values["date"] = labels.date(date, language)
    return say("lede_dated" if values["date"] else "lede", language, **values)


@common.marked
def tiles(checked: pd.DataFrame, bounds: pd.DataFrame, language: str) -> Tiles:
    """The numbers to take away: of one class its grades, of several how many there are and how they spread."""
    if not phrases.of_one(bounds):
        return _tiles_of_several(bounds, language)
    rows, cut = phrases.read(bounds), cut_off(checked, language)
    telling = [key for key in rows.index[rows["is_telling"]] if _says(rows.loc[key])]
    commended = [key for key in telling if key == grades.COMMENDED]
    wanted = [*[key for key in leading(rows) if key in telling][: TILES - len(commended)], *commended]
    return Tiles(language, tuple(_tile(rows.loc[key], cut, language) for key in wanted))


def _says(row: pd.Series) -> bool:
    """Whether a row says more than that from nobody to all may be meant, in number or in share, or why it does not."""
    return phrases.settles(row) or pd.isna(row["low"]) or (bool(row["printed"]) and phrases.bounds_share(row))


def _tile(row: pd.Series, cut: str, language: str) -> Tile:
    low, high = ends(row)
    what = phrases.row_name(row["quantity"], language)
    because = doubts.why(row, language) or _why(row, language)
    if cut and row["quantity"] != grades.COMMENDED and low is not None:
        because = f"{because} {say('why_cut', language, printed=cut)}"
    if low is None:
        return Tile(words.cited(row["cited"], language) or labels.MISSING, what, because)
    if not phrases.settles(row):
        return Tile(words.share(*share_ends(row, "share_"), language), what, because)
    number = labels.span(low, high, language, is_either=bool(row["is_either"]))
    if high is None or phrases.form(row) == ("at_least" if row["is_implied"] else "at_most"):
        number = phrases.bound(row, language)
    return Tile(number, what, because)


def _why(row: pd.Series, language: str) -> str:
    """What a number rests on, which no contradiction puts in doubt."""
    form, quoted = phrases.form(row), words.cited(row["cited"], language)
    if row["quantity"] == grades.COMMENDED:
        return _commended(row, quoted, language)
    if not phrases.settles(row):
        return say("why_share", language, total=phrases.total(row, language), quoted=quoted)
    as_span = form == "at_least" and not pd.isna(row["high"]) and not row["is_implied"]
    claim = sentence(phrases.claim(row, language, "span" if as_span else None))
    if quoted:
        return say("why", language, claim=claim, quoted=quoted)
    key = "why_derived" if row["is_consistent"] else "why_any_way"
    return say("why_implied" if row["is_implied"] and form == "at_least" else key, language, claim=claim)


def _commended(row: pd.Series, quoted: str, language: str) -> str:
    """What is printed of those commended, and under which condition it is a share of the learners."""
    said = say("why_awards" if row["condition"] == grades.EACH_BODY_ONCE else "why_commended", language, quoted=quoted)
    if not phrases.bounds_share(row):
        return said
    share = share_words(shares_of(row), language)
    return f"{said} {say('commended_share', language, share=share, total=phrases.total(row, language))}"


def _tiles_of_several(bounds: pd.DataFrame, language: str) -> Tiles:
    classes = frames.chosen(bounds).drop_duplicates(KEY)
    named, against = int(classes["names_excellent"].sum()), len(conflicting(bounds))
    numbers = {"classes": len(classes), "conflicts": against, "named": named}
    shown = {key: labels.number(number, language) for key, number in numbers.items()}
    if len(exact := exact_shares(bounds)) > 1:
        numbers["known"] = len(exact)
        shown["spread"] = labels.percent_range(min(exact), max(exact), language)
    made = (
        Tile(text, say(f"tile_{key}", language), say(f"tile_{key}_why", language, **numbers))
        for key, text in shown.items()
    )
    return Tiles(language, tuple(made), numbers=tuple(numbers.values()))


@common.marked
def key(checked: pd.DataFrame, tolerance: Tolerance, language: str) -> ReadingKey | None:
    """The two readings of words that the page rests on; None where it has no words that are read in two ways."""
    return common.reading_key(checked[checked["is_read_twice"]], tolerance, language)


@common.marked
def footer(title: Title, statements: pd.DataFrame, language: str) -> Footer:
    """Sources, method, edition; call it last. ``statements`` are all that the page rests on, those compared too."""
    return common.footer("grade_distribution", title, language, dict.fromkeys(statements["source_code"]))
