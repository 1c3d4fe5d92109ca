"""What the audit says, in a language: sentences with the arithmetic in them, for whoever printed the figures.

Each takes rows of the frames of :func:`analysis.measures.audit.examine`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from analysis.measures import frames
from analysis.vocabulary import figures, labels, reference

Row = Mapping[str, Any]
_ENDS: dict[str, labels.End] = {"at_most": "greatest", "at_least": "least"}


def reason(row: Row, language: str) -> str:
    """The sentence for a statement in no contradiction: which whole numbers fit it."""
    (low, high), whole = frames.ends(row), frames.whole(row["whole"])
    places: dict[str, Any] = {"part": low, "whole": whole, "span": labels.span(low, high, language)}
    if row["reason_code"] in ("rounded", "truncated", "forced"):
        share, decimals = Fraction(low, whole), figures.parse(row["printed"]).decimals
        finer, rounded = (labels.percent(share, language, digits) for digits in (decimals + 1, decimals))
        places |= {"finer": finer, "share": rounded, "printed": _printed(row, language)}
    return labels.say(f"audit.{row['reason_code']}", language, **places)


def contradiction(rows: Sequence[Row], language: str) -> str:
    """The sentence for the rows of one contradiction, with the arithmetic that shows it."""
    code = rows[0]["reason_code"]
    sentence = labels.say(f"audit.{code}", language, **_places(code, rows, language))
    return sentence if rows[0]["is_all"] else f"{sentence} {labels.say('audit.not_all', language)}"


def contradictions(rows: pd.DataFrame, language: str) -> dict[int, str]:
    """The sentence of each contradiction of a frame, by its number."""
    groups = rows.groupby("contradiction", sort=False)
    return {int(number): contradiction(same.to_dict("records"), language) for number, same in groups}


def reasons(verdicts: pd.DataFrame, contradicted: pd.DataFrame, language: str) -> list[str]:
    """The sentence for each statement: its own, or that of its contradiction, "" where that is not given."""
    said = contradictions(contradicted, language)
    return [
        reason(row, language) if pd.isna(row["contradiction"]) else said.get(int(row["contradiction"]), "")
        for row in verdicts.to_dict("records")
    ]


def _places(code: str, rows: Sequence[Row], language: str) -> dict[str, Any]:
    parts, wholes, shares = ([row for row in rows if row["role"] == role] for role in ("part", "whole", "share"))
    if code == "same_figure":
        return dict(zip(("first", "second"), (_printed(row, language) for row in rows), strict=True))
    if code == "part_above":
        part, whole = _name(parts[0], language), _name(wholes[0], language)
        return {"part": part[:1].upper() + part[1:], "whole": whole}
    if code in ("over_100", "over_whole"):
        return _sum(parts, wholes, language)
    if shares:
        return _share(shares[0], wholes[0], parts, language)
    return {"names": "; ".join(_name(row, language) for row in rows)}


def _share(share: Row, base: Row, parts: Sequence[Row], language: str) -> dict[str, Any]:
    """A share beside the number printed for it, or beside the two numbers that it is between."""
    figure, whole = figures.parse(share["printed"]), int(_value(base))
    printed = _printed(share, language)
    if parts:
        part = int(_value(parts[0]))
        of = labels.say("audit.learners", language, whole=whole) if base["unit_code"] == "person" else whole
        actual = labels.percent(Fraction(part, whole), language, figure.decimals)
        fitting = frames.whole(share["fitting"])
        return {"part": part, "whole": of, "share": actual, "printed": printed, "fitting": fitting}
    below = min(int(figure.value * whole / 100), whole)
    above = min(below + 1, whole)
    low, high = (labels.percent(Fraction(count, whole), language, figure.decimals) for count in (below, above))
    return {"whole": whole, "printed": printed, "below": below, "low": low, "above": above, "high": high}


def _sum(parts: Sequence[Row], wholes: Sequence[Row], language: str) -> dict[str, Any]:
    total = sum(map(_value, parts))
    places = {"parts": " + ".join(_printed(row, language) for row in parts), "total": int(total)}
    if wholes:
        return places | {"whole": int(_value(wholes[0]))}
    decimals = max(figures.parse(row["printed"]).decimals or 0 for row in parts)
    return places | {"total": labels.percent(total / 100, language, decimals)}


def instead(row: Row, language: str) -> str:
    """What would have to be printed for a statement if the rest of its contradiction stood; empty if unknown."""
    code, numbers = row["instead_code"], [int(number) for number in frames.split(row["instead"])]
    if not code:
        return ""
    if not numbers:
        return labels.say("audit.none_would_do", language)
    shown = labels.joined(_shown(row, number, language) for number in numbers)
    return labels.say(f"audit.{code}", language, value=shown) if code in _ENDS else shown


def _shown(row: Row, number: int, language: str) -> str:
    if row["unit_code"] != "percent":
        return labels.number(number, language)
    decimals, share = figures.parse(row["printed"]).decimals, Fraction(number, int(row["whole"]))
    return labels.percent(share, language, 2 if decimals is None else decimals, end=_ENDS.get(row["instead_code"]))


def power(row: Row) -> Fraction | None:
    """The exact share of wrong percentages that would be noticed; None for a count or of an open number."""
    return None if pd.isna(row["power"]) else Fraction(int(row["power_count"]), int(row["power_of"]))


def _value(row: Row) -> Fraction:
    return figures.parse(row["printed"]).value


def _printed(row: Row, language: str) -> str:
    """The figure; an exact number in the language's own writing, other words as they were printed."""
    figure, is_share = figures.parse(row["printed"]), row["unit_code"] == "percent"
    if figure.qualifier == "exact" and is_share and figure.decimals is not None:
        return labels.percent(figure.value / 100, language, figure.decimals)
    if figure.qualifier == "exact" and not is_share:
        return labels.number(figure.value, language)
    return labels.quoted(row["printed"], row["cited"].startswith("“"), language)


def _name(row: Row, language: str) -> str:
    """What a statement counts, and the figure printed for it, inside a sentence."""
    counted = " + ".join(map(labels.inside, subject(row, language).split(" + ")))
    return f"{counted} {_printed(row, language)}"


def subject(row: Row, language: str) -> str:
    """What a statement counts, in words: a measure, or grades."""
    return subject_of(row["measure_code"], frames.split(row["grade_codes"]), language)


def subject_of(measure: str, grades: Sequence[str], language: str) -> str:
    """The words for a measure, or for grades that are counted together, best first."""
    if not grades:
        return labels.word(f"measure.{measure}", language)
    lowest = grades[-1]
    if len(grades) > 1 and tuple(grades) == reference.or_better(lowest):
        return labels.say("audit.or_better", language, grade=labels.word(f"grade.{lowest}", language))
    return " + ".join(labels.word(f"grade.{grade}", language) for grade in grades)
