"""What the pages on grades say of every closing, in both languages and readings, against plain enumeration."""

from __future__ import annotations

import re
from fractions import Fraction

import frozen
import pandas as pd
import pytest
from grade_pages import Page
from recomputed_grades import GRADES, counted, ends, or_better, rows, size, ways_out
from statement_files import put
from statement_frames import graded, row
from test_report_grades import page

from analysis.pages import selfcheck
from analysis.reports.grade_distribution import phrases
from analysis.vocabulary import labels

READINGS = ("literal", "conventional")
TEXTS = {key: text for key, text in rows(frozen.STATEMENTS).groupby("class_code") if key}
GROUPS = {f"{grade}_up": or_better(grade) for grade in GRADES[1:]} | {grade: (grade,) for grade in GRADES}
EMPTY = {
    "en": r"at least 0\b(?!\.\d)|\b0 or more|at most 100%|at least 100%|\b0 to 100%",
    "vi": r"ít nhất 0\b(?!,\d)|từ 0 trở lên|nhiều nhất 100%|ít nhất 100%|\b0 đến 100%",
}
# What a claim on so many "of 256 learners" leaves: from nobody to all where it states no other end.
ENDS = (
    r"(?i:(?P<least>{least} )|(?P<most>{most} )|(?P<low>[\d,.]+) {to} )?(?P<end>[\d,.]+) {of} (?P<all>[\d,.]+) {them}"
)
FORMS = {
    "en": {"least": "at least", "most": "at most", "to": "to", "of": "of", "them": "learners", "every": "All"},
    "vi": {"least": "ít nhất", "most": "nhiều nhất", "to": "đến", "of": "trong", "them": "học viên", "every": "Cả"},
}


def code_of(text: pd.DataFrame) -> str:
    """The source of a class of the frozen statements."""
    return "hanoi-2023-11-04" if text["class_code"].iloc[0] == "hanoi_class_2" else "published-closings"


@pytest.fixture(scope="module", params=sorted(TEXTS))
def code(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def found(code) -> dict[str, dict[str, tuple[int, int]]]:
    """Of a class without a contradiction the least and the greatest number at each grade and cut, by reading."""
    text, made = TEXTS[code], {}
    for reading in READINGS:
        out, names = ways_out(text, reading == "conventional")
        if len(out) == 1:
            asked = {key: some for key, some in GROUPS.items() if some[-1] in names}  # others may be ungraded
            made[reading] = {key: ends(counted(way, names, some) for way in out[0]) for key, some in asked.items()}
            if "good" in names:
                made[reading]["below_good"] = ends(size(text) - counted(way, names, GRADES[:3]) for way in out[0])
    return made


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def claimed(text: str, language: str) -> tuple[int, int]:
    """The ends that the first claim of a sentence leaves."""
    form = FORMS[language]
    if every := re.match(rf"{form['every']} ([\d,.]+) {form['them']}", text):
        return (number(every[1]),) * 2
    match = re.search(ENDS.format(**form), text)
    end, whole = number(match["end"]), number(match["all"])
    low = 0 if match["most"] else number(match["low"]) if match["low"] else end
    return low, whole if match["least"] else end


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize("reading", READINGS)
def test_title_and_tiles_claim_what_enumeration_leaves(code, found, reading, language):
    report = Page(code_of(TEXTS[code]), code, reading, language=language)
    texts = (block.texts().items() for block in report.blocks())
    said = " ".join(text for told in texts for name, text in told if name != "alt")  # every row of the table
    assert re.findall(EMPTY[language], said) == []
    if not found:
        return
    known, names = found[reading], {}
    for quantity, *_ in phrases.telling(report.bounds):
        names[phrases.row_name(quantity, language)] = quantity
    tiles = {names[tile.what]: tile for tile in report.tiles().tiles}
    stated = {key: claimed(tile.why, language) for key, tile in tiles.items() if key in known}
    assert stated == {key: known[key] for key in stated}
    assert claimed(report.title().title, language) in {*known.values(), (size(TEXTS[code]),) * 2}


def test_each_cell_of_the_table_is_that_of_enumeration(code, found):
    report = Page(code_of(TEXTS[code]), code, language="en")
    table, whole = report.grades().table, size(TEXTS[code])
    keys = [None, *(quantity for quantity, *_ in phrases.telling(report.bounds))]
    used = [reading for reading in READINGS if reading in {column.key for column in table.columns}]
    for place, reading in enumerate(used if found else ()):
        for key, line in zip(keys, table.rows, strict=True):
            if key in found[reading]:
                low, high = found[reading][key]
                assert line[2 + 2 * place : 4 + 2 * place] == (
                    (low, high), (Fraction(low, whole), Fraction(high, whole)),
                )  # fmt: skip


def exact_counts(text: pd.DataFrame) -> dict[str, str]:
    """By grade the numbers of learners that are printed without any other word."""
    plain = text[(text["measure_code"] == "graded") & (text["at_or_above"] != "true")]
    plain = plain[plain["printed"].str.fullmatch(r"\d+")]
    return dict(zip(plain["grade_code"], plain["printed"], strict=True))


def test_a_printed_number_is_never_a_range_nor_missing(code, found):
    printed = exact_counts(TEXTS[code])
    for reading in READINGS if found else ():
        report = Page(code_of(TEXTS[code]), code, reading, language="en")
        frame = phrases.read(report.bounds).loc[list(printed)]
        assert {key: {str(line["low"]), str(line["high"])} for key, line in frame.iterrows()} == {
            key: {text} for key, text in printed.items()
        }
        split = [item for item in report.not_said().items if item.startswith("How grades that are counted together")]
        assert [key for key in printed if any(labels.word(f"graded.{key}", "en") in item for item in split)] == []


OPEN_BASE = (
    row("n", "completed", "từ 17 người trở lên"),
    *(graded(grade, share, grade) for grade, share in (
        ("excellent", "0,00%"), ("very_good", "40,91%"), ("good", "27,27%"), ("average", "31,82%"), ("fail", "0,00%"))),
)  # fmt: skip
NEARLY_NONE = (
    row("n", "completed", "239"), graded("xs", "0%", "excellent"), graded("g", "2", "very_good"),
    graded("tbk", "ít nhất 47,9%", "fairly_good", at_or_above="true"),
)  # fmt: skip
CLASH = (
    row("n", "completed", "116"), graded("xs", "12", "excellent"), graded("g", "41", "very_good"),
    graded("k", "gần 50%", "good"), graded("kt", "trên 90%", "good", at_or_above="true"),
)  # fmt: skip
CONTRADICTION = (*CLASH[:4], graded("kt", "trên 95%", "good", at_or_above="true"))
JOINT = (row("n", "completed", "60"), graded("gk", "58", "very_good+good"), graded("g", "hơn 10", "very_good"))


@pytest.fixture
def own(own_folder):
    """Five classes that are hard to speak of, each in a source with the name of its kind."""
    made = {"open": OPEN_BASE, "nearly": NEARLY_NONE, "clash": CLASH, "contradiction": CONTRADICTION, "joint": JOINT}
    for name, statements in made.items():
        put(own_folder, *({**one, "class_code": name} for one in statements), name=name)
    return list(made)


@pytest.mark.parametrize("language", labels.languages())
@pytest.mark.parametrize("reading", READINGS)
def test_a_page_claims_something_in_each_sentence_and_no_number_without_a_table(own, reading, language):
    for scope in ((name, name) for name in own):
        report = Page(*scope, reading, language=language)
        tiles = [text for block in report.blocks() if block.kind == "tiles" for text in block.texts().values()]
        assert re.findall(EMPTY[language], " ".join(tiles)) == []
        assert selfcheck.unsupported_numbers(page(report, language)) == []
    assert selfcheck.unsupported_numbers(page(Page(language=language), language)) == []


def test_the_share_of_an_open_base_is_compared(own):
    report = Page("open", "open", language="en")
    shares = {line[0]: line[4] for line in report.closings().table.rows}
    low, high = shares["open, 2024" if "open, 2024" in shares else "open"]
    assert (low, high) == (Fraction(40905, 100_000), Fraction(1023, 2500))
    assert report.closings().headline == "Very good or better: 2 of 3 classes of its group above open"
    assert [tile.number for tile in report.tiles().tiles][-1] == "at most 0.1%"


def test_a_number_that_is_printed_is_not_asked_for(own):
    def asked(name):
        return Page(name, name, language="en").not_said().items[0]

    assert asked("nearly") == "How other learners, if any, were graded."
    assert asked("joint") == "How grades that are counted together divide: good (khá) at most 47."


@pytest.mark.parametrize("language", labels.languages())
def test_the_key_has_no_word_that_the_convention_is_not_applied_to(own, language):
    keys = {name: Page(name, name, language=language).key() for name in own}
    assert {name: key and [text for text, _ in key.examples] for name, key in keys.items()} == {
        "open": ["0,00%"], "nearly": ["0%"], "clash": None, "contradiction": None, "joint": None,
    }  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_note_on_an_open_base_names_the_heading_that_it_sends_to(language):
    assert phrases.say("unsaid", language).lower() in phrases.say("note_base", language).lower()
