"""On what numbers rest: what the figures of which a completed part is printed are taken to count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.measures.throughput import BASES
from analysis.reports.throughput_by_level.view import View
from analysis.vocabulary import labels

Ends = tuple[int | None, int | None]


def condition(view: View, shown: Callable[[View], list[Ends]]) -> str:
    """What some numbers rest on, as in "if “445” counts learners admitted"; "" where they hold whatever is counted.

    A number holds on another basis if all that this basis leaves possible lies between its ends: "2,251 or more" holds
    where 2,440 or more is true.
    """
    others = (shown(replace(view, assume=replace(view.assume, admission_basis=basis))) for basis in BASES)
    mine = shown(view)
    if all(_holds(*pair) for other in others for pair in zip(mine, other, strict=True)):
        return ""
    rows = view.read(view.groups)
    rows = rows[rows["parts"].astype(bool)]
    quoted = [view.quoted(same["printed"], source) for source, same in rows.groupby("source_code", sort=False)]
    key = "given" if len(rows) == 1 else "given_several"
    counts = view.say(f"counts_{view.assume.admission_basis}")
    return view.say(key, printed=labels.joined(quoted), counts=counts)


def on(view: View, text: str, shown: Callable[[View], list[Ends]]) -> str:
    """A clause followed by what its numbers rest on."""
    given = condition(view, shown)
    return view.say("on_condition", text=text, given=given) if given else text


def sentence(view: View, shown: Callable[[View], list[Ends]], key: str = "holds") -> list[str]:
    """The sentence on what numbers rest on; none where they hold whatever is counted."""
    given = condition(view, shown)
    return [view.say(key, given=given)] if given else []


def _holds(ends: Ends, other: Ends) -> bool:
    (low, high), (least, most) = ends, other
    if low is None or least is None:
        return True
    return low <= least and (high is None or (most is not None and most <= high))
