"""What the page says of words that clash: conventional readings that cannot hold, numbers in a contradiction."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pandas as pd

from analysis.charts.composed import grades as chart
from analysis.charts import words
from analysis.reports.grade_distribution import phrases
from analysis.reports.grade_distribution.facts import Facts, Key
from analysis.reports.grade_distribution.phrases import say
from analysis.vocabulary import figures, labels, reference

Said = tuple[str, tuple[Fraction | int, ...]]


def clashes(facts: Facts) -> list[Said]:
    """A sentence, with its numbers, for each set of words and numbers that cannot hold by convention."""
    return [
        _clash(facts, key, rows) for key, frame in facts.clashes.items() for _, rows in frame.groupby("clash")
    ]  # fmt: skip


def _clash(facts: Facts, key: Key, rows: pd.DataFrame) -> Said:
    language, name = facts.language, facts.names[key]
    read = [row for row in rows.itertuples() if row.is_word]
    beside = [f"{_quoted(facts, key, row)} ({about(row, language)})" for row in rows.itertuples() if not row.is_word]
    usual = phrases.listed([_usual(facts, key, row) for row in read], language)
    quoted = phrases.listed([_quoted(facts, key, row) for row in read], language)
    values = {"name": name, "words": usual, "quoted": quoted, "beside": phrases.listed(beside, language)}
    ends = (end for row in read for end in (row.usual_low, row.usual_high))
    numbers = (*(int(end) for end in ends if not pd.isna(end)), *printed_numbers(rows["printed"]))
    return say("clash" if beside else "clash_alone", language, **values), numbers


def printed_numbers(printed: Iterable[str]) -> tuple[Fraction, ...]:
    """The numbers in printed words, which a sentence states without quotation marks where no text was seen."""
    parsed = map(figures.parse, printed)
    return tuple(number for figure in parsed for number in (figure.value, figure.upper) if number is not None)


def _usual(facts: Facts, key: Key, row: object) -> str:
    """What the convention would have made of a word."""
    low, high = phrases.whole(row.usual_low), phrases.whole(row.usual_high)
    values = {"quoted": _quoted(facts, key, row), "what": about(row, facts.language)}
    if low is None:
        return say("clash_none", facts.language, **values)
    return say("clash_word", facts.language, usual=labels.span(low, high, facts.language), **values)


def _quoted(facts: Facts, key: Key, row: object) -> str:
    return words.quoted([row.printed], key[0], facts.language)


def about(row: object, language: str) -> str:
    """What a statement counts, in a few words."""
    if not row.grade_code:
        return labels.word(f"measure.{row.measure_code}", language).lower()
    codes = row.grade_code.split("+")
    better = reference.or_better(codes[-1])
    is_cut = row.at_or_above == "true" or (len(codes) > 1 and set(codes) == set(better))
    return phrases.noun(f"{codes[-1]}_up" if is_cut else "+".join(codes), language)


def in_doubt(row: pd.Series) -> bool:
    """Whether other statements contradict what is printed of a quantity."""
    return not pd.isna(row["aside_low"])


def leaves_other(row: pd.Series) -> bool:
    """Whether the other statements leave something else of a quantity in doubt than is printed of it."""
    return chart.aside(row) is not None


def aside(row: pd.Series, language: str) -> str:
    """What the other statements leave of a quantity in doubt."""
    ends = row[["aside_low", "aside_high"]].set_axis(["low", "high"])
    return phrases.count(ends, language)


def why(row: pd.Series, source_code: str, language: str) -> str | None:
    """Why a tile has no number, or rests on a number in doubt; None for every other tile."""
    quoted = words.quoted(row["printed"], source_code, language)
    if pd.isna(row["low"]):
        key = "why_cut_off" if row["is_cut_off"] else "why_no_fit" if row["printed"] else "why_nothing"
        return say(key, language, quoted=quoted)
    if not in_doubt(row):
        return None
    if leaves_other(row):
        return say("why_doubt", language, quoted=quoted, aside=aside(row, language))
    return say("why_either", language, quoted=quoted, claim=phrases.sentence(phrases.claim(row, language)))
