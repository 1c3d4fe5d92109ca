"""Labels and prose are complete and natural in every language."""

from __future__ import annotations

import csv
import re
import string
from collections import Counter
from fractions import Fraction

import pytest
import yaml

from analysis import paths
from analysis.errors import ParameterError
from analysis.vocabulary import labels, prose
from analysis.vocabulary.check import required_label_keys


def _rows():
    with (paths.REFERENCE / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _prose(language: str) -> dict[str, str]:
    found = yaml.safe_load((paths.REFERENCE / f"prose.{language}.yml").read_text(encoding="utf-8"))
    return {f"{part}.{key}": text for part, lines in found.items() for key, text in lines.items()}


def test_every_label_has_words_in_every_language():
    empty = [(row["key"], name) for row in _rows() for name in labels.languages() if not (row[name] or "").strip()]
    assert empty == []


def test_no_label_stands_twice():
    assert [key for key, count in Counter(row["key"] for row in _rows()).items() if count > 1] == []


def test_every_code_has_every_label_that_is_asked_for():
    assert set(required_label_keys()) - {row["key"] for row in _rows()} == set()


def test_the_same_sentences_with_the_same_places_in_every_language():
    def places(language):
        parse = string.Formatter().parse
        return {key: {field for _, field, _, _ in parse(text) if field} for key, text in _prose(language).items()}

    first, *others = map(places, labels.languages())
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("language", "given_up", "where_it_may_stand"),
    [("vi", "đúng chữ|đã in|số in|in ra|tối đa", ""), ("en", "persons", "form_10.")],
)
def test_one_idea_has_one_word(language, given_up, where_it_may_stand):
    """The words that docs/decisions/0005-words.md gave up, but for the form's own term."""
    told = _prose(language) | {row["key"]: row[language] for row in _rows()}
    pattern = re.compile(rf"(?<![\w{{])({given_up})(?![\w}}])", re.IGNORECASE)
    found = {key for key, text in told.items() if pattern.search(text)}
    assert {key for key in found if not (where_it_may_stand and key.startswith(where_it_may_stand))} == set()


def test_numbers_follow_the_language():
    assert labels.number(1000, "vi") == "1.000"
    assert labels.number(1000, "en") == "1,000"
    assert labels.percent(Fraction(197, 200), "vi") == "98,5%"
    assert labels.percent(Fraction(197, 200), "en") == "98.5%"


def test_half_is_rounded_up():
    assert labels.number(Fraction(5, 2), "en") == "3"
    assert labels.percent(Fraction(1, 16), "en") == "6.3%"


def test_a_language_without_words_or_prose_is_told_what_it_lacks(monkeypatch):
    for module in (labels, prose):
        monkeypatch.setattr(module, "language_row", lambda language: {"locale": "fr_FR"})
    sentences = []
    for ask in (lambda: labels.word("grade.good", "xx"), lambda: labels.say("grade_distribution.to", "xx")):
        with pytest.raises(labels.LabelError) as caught:
            ask()
        sentences.append(str(caught.value))
    assert sentences == [
        'reference/labels.csv has no words for "grade.good" in the column xx. Fill the cell.',
        "reference/prose.xx.yml is missing. Copy that of another language and translate it.",
    ]


def test_an_unknown_language_is_refused_with_the_nearest():
    with pytest.raises(ParameterError) as caught:
        labels.word("grade.good", "e")
    assert str(caught.value) == 'language: "e" is not known. Nearest: en.'
