"""What numbers rest on, in words: what the figures of which a completed part is printed are taken to count."""

from __future__ import annotations

import pandas as pd

from analysis.charts import words
from analysis.measures import frames


def condition(rows: pd.DataFrame, language: str) -> str:
    """What the numbers of some rows rest on, as in "if “445” counts learners admitted"; "" where on nothing.

    The rows have the columns ``rests_on, parted``.
    """
    resting = rows[rows["rests_on"] != ""]
    if resting.empty:
        return ""
    parted = frames.listed(dict.fromkeys(resting["parted"]))
    counts = words.say(f"counts_{resting['rests_on'].iloc[0]}", language)
    key = "given_several" if len(frames.split(parted)) > 1 else "given"
    return words.say(key, language, printed=words.cited(parted, language), counts=counts)


def on(rows: pd.DataFrame, text: str, language: str) -> str:
    """A clause followed by what its numbers rest on."""
    given = condition(rows, language)
    return words.say("on_condition", language, text=text, given=given) if given else text


def sentence(rows: pd.DataFrame, language: str, key: str = "holds") -> list[str]:
    """The sentence on what numbers rest on; none where they hold whatever is counted."""
    given = condition(rows, language)
    return [words.say(key, language, given=given)] if given else []
