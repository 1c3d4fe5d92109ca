"""The charts of the short way: the frame of an answer, in words of its language, in an Axes."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from analysis import charts
from analysis.vocabulary import labels
from analysis.vocabulary.figures import READINGS


def bounds(
    data: pd.DataFrame, ax: Axes, *, y: str, language: str, low: str = "low", high: str = "high", axis: str = "count"
) -> Axes:
    """Bounds under both readings, a bar for each value of ``y``; ``axis`` names what is counted."""
    drawn = _worded(data, y, language)
    charts.bounds(drawn, low=low, high=high, y=y, hue="reading", palette=_palette(language), ax=ax)
    return _finished(ax, axis, language)


def levels(data: pd.DataFrame, ax: Axes, *, language: str) -> Axes:
    """The people of each level, or the attendances where no people are printed."""
    people = data[(data["quantity"] == "people") & data["low"].notna()]
    return bounds(
        data[data["quantity"] == "attendances"] if people.empty else people, ax, y="level_code", language=language
    )


def closings(data: pd.DataFrame, ax: Axes, *, language: str) -> Axes:
    """The share very good or better of many classes under both readings, a strip for each."""
    drawn = _worded(data[data["quantity"] == "very_good_up"], "class_code", language)
    ends = {"low": "share_low", "high": "share_high"}
    charts.strips(drawn, **ends, y="class_code", hue="reading", palette=_palette(language), ax=ax)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    return _finished(ax, "share", language)


def fitting(data: pd.DataFrame, ax: Axes, *, total: int, language: str) -> Axes:
    """The whole numbers of a total that fit, from the least to the greatest, a bar for each reading."""
    ends = data.groupby(["printed", "reading"], sort=False)["count"].agg(low="min", high="max").reset_index()
    bounds(ends, ax, y="printed", language=language).set_xlim(0, max(total, 1))
    return ax


def verdicts(data: pd.DataFrame, ax: Axes, *, language: str) -> Axes:
    """How many figures have each verdict."""
    import seaborn as sns

    words = data["verdict"].map(lambda verdict: labels.word(f"verdict.{verdict}", language))
    sns.countplot(y=words, color="C0", ax=ax)
    return _finished(ax, "count", language)


def _worded(data: pd.DataFrame, y: str, language: str) -> pd.DataFrame:
    """The frame with words for the codes of ``y`` and of the readings; a code of several sources names each."""
    kind = {"level_code": "level_short", "class_code": "class"}.get(y, y)
    sources = data.get("source_code", pd.Series("", index=data.index))
    several = sources.groupby(data[y]).transform("nunique") > 1
    names = [
        labels.code(kind, code, language) + (f", {source}" if is_apart else "")
        for code, source, is_apart in zip(data[y], sources, several, strict=True)
    ]
    readings = [labels.word(f"reading.{reading}", language) for reading in data["reading"]]
    return data.assign(**{y: names, "reading": readings})


def _palette(language: str) -> dict[str, str]:
    return {labels.word(f"reading.{reading}", language): reading for reading in READINGS}


def _finished(ax: Axes, axis: str, language: str) -> Axes:
    """The Axes with its number in words, and without the names of columns."""
    ax.set(xlabel=labels.say(f"fitting.axis_{axis}", language), ylabel="")
    if (legend := ax.get_legend()) is not None:
        legend.set_title("")
    return ax
