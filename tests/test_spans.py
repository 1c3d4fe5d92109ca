"""Spans add, subtract and take shares exactly."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from analysis.vocabulary.spans import Span, share, total


@st.composite
def _spans(draw):
    low = draw(st.integers(0, 20))
    return Span(low, draw(st.none() | st.integers(low, low + 10)))


@given(_spans(), _spans(), st.data())
def test_a_sum_holds_every_sum_of_members(one, other, data):
    members = [
        data.draw(st.integers(span.low, span.low + 30 if span.high is None else span.high)) for span in (one, other)
    ]
    both = one + other
    assert both.low <= sum(members)
    assert both.high is None or sum(members) <= both.high


@given(_spans(), _spans(), st.data())
def test_a_share_holds_the_share_of_every_member(part, rest, data):
    a, b = (
        data.draw(st.integers(span.low, span.low + 30 if span.high is None else span.high)) for span in (part, rest)
    )
    low, high = share(part, rest)
    if a + b:
        assert low <= Fraction(a, a + b) <= high


def test_the_shares_of_the_bulletin():
    rest = total([Span(131, 131), Span(706, 706), Span(197, 197), Span(445, 445)])
    assert share(Span(1001, None), rest)[0] == Fraction(1001, 2480)
    assert share(Span(706, 706), Span(1774, None)) == (0, Fraction(706, 2480))
