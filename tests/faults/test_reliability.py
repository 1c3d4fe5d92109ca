"""docs/reliability.md says what these tests prove, and no fault is without a test."""

from __future__ import annotations

import reliability

SOAK = "<!-- soak -->\n## Soak\n\n2,000 rounds.\n<!-- /soak -->\n"


def test_the_document_is_that_of_the_tests():
    text = reliability.DOCUMENT.read_text(encoding="utf-8")
    assert reliability.document(text) == text


def test_every_one_of_the_32_faults_has_a_test():
    assert {row.number for row in reliability.rows()} == set(range(1, 33))


def test_the_part_of_the_soak_stays_as_it_is():
    assert reliability.document(f"old head\n\n{SOAK}").endswith(f"\n\n{SOAK}")
    assert reliability.document("").endswith(reliability.EMPTY_SOAK)
