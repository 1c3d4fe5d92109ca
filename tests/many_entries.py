"""An index of many invented reports, to see how it behaves when there are a thousand."""

from __future__ import annotations

from fractions import Fraction

from analysis.pages.facts import Facts
from analysis.pages.index import Entry

NAMES = {"vi": ("Báo cáo", "Loại", "Lớp"), "en": ("Report", "Kind", "Class")}
KINDS = 8


def many_entries(count: int) -> list[Entry]:
    """Both editions of as many reports: each with a place, a date, learners, a share and forty figures."""
    return [_entry(number, language) for language in NAMES for number in range(count)]


def _entry(number: int, language: str) -> Entry:
    report, kind, subject = NAMES[language]
    low = Fraction(number % 97, 97)
    size = 20 + number * 7 % 900
    return Entry(
        report=f"kind_{number % KINDS}",
        title=f"{kind} {number % KINDS}",
        subject_kind="class",
        subject=f"class_{number}",
        label=f"{subject} {number}",
        language=language,
        headline=f"{report} {number}",
        href=f"kind_{number % KINDS}/class_{number}.{language}.html",
        made_at="2026-11-29",
        share=(low, min(low + Fraction(number % 3, 10), Fraction(1))),
        share_of="giỏi",
        facts=Facts(f"Tỉnh {number % 63}", (str(2004 + number % 20),), (size, size), number % 50 == 0),
        figures="".join(f" {number * place % 9973}" for place in range(1, 41)),
    )
