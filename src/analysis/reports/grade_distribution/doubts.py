"""What the page says of words that clash: conventional readings that cannot hold, numbers in a contradiction."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pandas as pd

from analysis.charts import words
from analysis.measures import bounds as measures
from analysis.measures.frames import ends, split
from analysis.pages.blocks import Banner
from analysis.reports import common
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.phrases import KEY, Key, say
from analysis.vocabulary import figures, labels, reference

Said = tuple[str, tuple[Fraction | int, ...]]


@common.marked
def banner(checked: pd.DataFrame, clashes: pd.DataFrame, language: str) -> Banner | None:
    """Each contradiction and each clash of conventional readings in a sentence; None where there is neither."""
    said = [_contradiction(key, rows, checked, language) for key, rows in contradictions(checked)]
    heading, said = "banner" if said else "banner_clash", [*said, *clashing(clashes, language)]
    if not said:
        return None
    numbers = tuple(number for _, stated in said for number in stated)
    return Banner(language, say(heading, language), tuple(text for text, _ in said), numbers=numbers)


def contradictions(checked: pd.DataFrame) -> list[tuple[Key, pd.DataFrame]]:
    """The classes that contradict themselves, each with the statements that do."""
    blamed = []
    for source, code in checked.loc[checked["in_focus"], KEY].drop_duplicates().itertuples(index=False, name=None):
        is_blamed = checked["conflict"].map(lambda cell, code=code: code in split(cell))
        rows = checked[is_blamed & (checked["source_code"] == source)]
        blamed += [] if rows.empty else [((source, code), rows)]
    return blamed


def _contradiction(key: Key, rows: pd.DataFrame, checked: pd.DataFrame, language: str) -> Said:
    name = phrases.names(checked[checked["in_focus"]], language)[key]
    parsed = _count_and_share(rows, checked[checked["source_code"] == key[0]])
    if parsed is None:
        items = [f"{words.cited(row.cited, language)} ({about(row, language)})" for row in rows.itertuples()]
        text = say("contradiction", language, name=name, items=phrases.listed(items, language))
        return text, printed_numbers(rows["printed"])
    count, share, base = parsed
    fitting = measures.counts(share, base.value.numerator)
    value = Fraction(count.value.numerator, base.value.numerator)
    shown = {
        "count": int(count.value),
        "total": int(base.value),
        "share": labels.percent(value, language, share.decimals or 0),
        "printed": words.cited(rows.loc[rows["printed"] == share.printed, "cited"].iloc[0], language),
        "would": " / ".join(labels.number(number, language) for number in fitting),
    }
    text = say("contradiction_share" if fitting else "contradiction_share_none", language, name=name, **shown)
    return text, (int(count.value), int(base.value), value, share.value, *fitting)


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


def clashing(clashes: pd.DataFrame, language: str) -> list[Said]:
    """A sentence, with its numbers, for each set of words and numbers that cannot hold by convention."""
    names = phrases.names(clashes, language)
    sets = clashes.groupby([*KEY, "clash"], sort=False)
    return [_clash(names[source, code], rows, language) for (source, code, _), rows in sets]


def _clash(name: str, rows: pd.DataFrame, language: str) -> Said:
    read, others = ([*rows[rows["is_word"] == kind].itertuples()] for kind in (True, False))
    beside = [f"{words.cited(row.cited, language)} ({about(row, language)})" for row in others]
    texts = {
        "words": [_usual(row, language) for row in read],
        "quoted": [words.cited(row.cited, language) for row in read],
        "beside": beside,
    }
    values = {key: phrases.listed(items, language) for key, items in texts.items()}
    usual = rows.loc[rows["is_word"], ["usual_low", "usual_high"]].stack()
    numbers = (*map(int, usual.dropna()), *printed_numbers(rows["printed"]))
    return say("clash" if beside else "clash_alone", language, name=name, **values), numbers


def printed_numbers(printed: Iterable[str]) -> tuple[Fraction, ...]:
    """The numbers in printed words, which a sentence states without quotation marks where no text was seen."""
    parsed = map(figures.parse, printed)
    return tuple(number for figure in parsed for number in (figure.value, figure.upper) if number is not None)


def _usual(row: object, language: str) -> str:
    """What the convention would have made of a word."""
    low, high = ends(row._asdict(), "usual_low", "usual_high")
    values = {"quoted": words.cited(row.cited, language), "what": about(row, language)}
    if low is None:
        return say("clash_none", language, **values)
    return say("clash_word", language, usual=labels.span(low, high, language), **values)


def about(row: object, language: str) -> str:
    """What a statement counts, in a few words."""
    if not row.grade_code:
        return labels.word(f"measure.{row.measure_code}", language).lower()
    codes = row.grade_code.split("+")
    better = reference.or_better(codes[-1])
    is_cut = row.at_or_above == "true" or (len(codes) > 1 and set(codes) == set(better))
    return phrases.noun(f"{codes[-1]}_up" if is_cut else "+".join(codes), language)


def aside(row: pd.Series, language: str) -> str:
    """What the other statements leave of a quantity in doubt."""
    return phrases.counted(*ends(row, "aside_low", "aside_high"), language)


def why(row: pd.Series, language: str) -> str | None:
    """Why a tile has no number, or rests on a number in doubt; None for every other tile."""
    quoted = words.cited(row["cited"], language)
    if pd.isna(row["low"]):
        key = "why_cut_off" if row["is_cut_off"] else "why_no_fit" if quoted else "why_nothing"
        return say(key, language, quoted=quoted)
    if not row["is_doubted"]:
        return None
    if not pd.isna(row["aside_low"]):
        return say("why_doubt", language, quoted=quoted, aside=aside(row, language))
    return say("why_either", language, quoted=quoted, claim=phrases.sentence(phrases.claim(row, language)))
