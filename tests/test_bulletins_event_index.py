"""Texts of one event are found among many, and memory does not grow with the many."""

import tracemalloc

import pytest
from many_bulletins import compose

from analysis.data.bulletins.event_index import COMMON, Index
from analysis.data.bulletins.events import Signature, signature

ROWS = [{"printed": "81", "unit_code": "person"}, {"printed": "12", "unit_code": "day"}]


def filled(count):
    index = Index()
    for seed in range(count):
        text = compose(seed)
        words = frozenset(f"{seed} {number}" for number in range(60))
        index.add(f"text-{seed}", Signature(pairs=words, dates=signature(text).dates))
    return index


def test_the_text_with_most_evidence_is_found_among_others():
    index = filled(50)
    text = compose(7)
    index.add("first", signature(text, ROWS))
    assert index.same_event(signature(text, ROWS)) == "first"
    assert index.same_event(signature(text, ROWS), but="first") == ""
    assert Index().same_event(signature(text, ROWS)) == ""


def test_a_text_that_has_changed_takes_the_place_of_the_old():
    index, old, new = Index(), signature(compose(1), ROWS), signature(compose(2), ROWS[:1])
    index.add("x", old)
    index.add("x", new)
    assert index.same_event(new) == "x"
    assert index.same_event(old) == ""


def test_an_empty_text_is_of_no_event():
    index = Index()
    index.add("empty", Signature())
    assert index.same_event(Signature()) == ""


@pytest.mark.parametrize(("copies", "found"), [(COMMON, "text-0"), (COMMON + 1, "")])
def test_what_more_texts_share_than_can_be_one_event_finds_none_of_them(copies, found):
    index, same = Index(), signature(compose(1), ROWS)
    for place in range(copies):
        index.add(f"text-{place}", same)
    assert index.same_event(same) == found


def test_memory_does_not_grow_with_the_texts():
    index = filled(50)
    found = [signature(compose(seed), ROWS) for seed in range(50, 250)]
    tracemalloc.start()
    for seed, one in enumerate(found):
        index.add(f"new-{seed}", one)
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 20_000
