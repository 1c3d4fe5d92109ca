"""Every number of the report on the second Hanoi class again, for both readings, from the CSV by enumeration alone.

The package is on one side of each comparison only: the blocks of the report.
"""

from __future__ import annotations

import html
import re
from fractions import Fraction

import frozen
import pandas as pd
import pytest
from grade_pages import Page
from recomputed_grades import (
    CUTS,
    GRADES,
    counted,
    ends,
    fitting,
    or_better,
    percent,
    rows,
    share_span,
    share_words,
    size,
    span,
    ways_out,
)

from analysis.pages.tables import Special

HANOI, CLASS = "hanoi-2023-11-04", "hanoi_class_2"
READINGS = ("literal", "conventional")
NOT_SAID = Special.UNAVAILABLE


@pytest.fixture(scope="module")
def texts() -> dict[str, pd.DataFrame]:
    """The statements of each class."""
    return {code: text for code, text in rows(frozen.STATEMENTS).groupby("class_code") if code}


@pytest.fixture(scope="module")
def hanoi(texts) -> pd.DataFrame:
    return texts[CLASS]


@pytest.fixture(scope="module")
def found(hanoi) -> dict[str, dict[str, tuple[int, int]]]:
    """The least and the greatest number of learners of each group of grades, by reading."""
    grades = {"good_up": or_better("good"), "very_good_up": or_better("very_good"), "excellent": ["excellent"],
              "very_good": ["very_good"], "good": ["good"]}  # fmt: skip
    made = {}
    for reading in READINGS:
        (ways,), names = ways_out(hanoi, reading == "conventional")
        made[reading] = {key: ends(counted(way, names, some) for way in ways) for key, some in grades.items()}
        made[reading]["below_good"] = ends(size(hanoi) - counted(way, names, GRADES[:3]) for way in ways)
    return made


@pytest.fixture(scope="module")
def commended(hanoi) -> int:
    return int(hanoi.loc[hanoi["measure_code"] == "commended", "printed"].item())


@pytest.fixture(scope="module")
def closings(texts) -> dict[str, dict[tuple[str, str], list[tuple[int, int]]]]:
    """By class, cut and reading the learners at the cut in each way out of a contradiction; none of a silent text."""
    made = {}
    for code, text in texts.items():
        made[code] = {}
        for reading in READINGS:
            out, names = ways_out(text, reading == "conventional")
            for cut, grade in CUTS.items():
                below = [name for name in names if name not in or_better(grade)]
                spans = [ends(counted(way, names, or_better(grade)) for way in some) for some in out]
                if grade not in names:  # the better grades are in the cut, and who has no grade may be
                    most = [size(text) - min(counted(way, names, below) for way in some) for some in out]
                    spans = [(low, high) for (low, _), high in zip(spans, most, strict=True) if low]
                made[code][cut, reading] = spans
    return made


@pytest.fixture(scope="module", params=READINGS)
def reading(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def report(reading):
    return Page(HANOI, CLASS, reading, language="en")


def printed(block) -> list[list[str]]:
    """The rows of a block's table as a page prints them."""
    page = block._repr_mimebundle_()[0]["text/html"].partition("<tbody>")[2].partition("</tbody>")[0]
    lines = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in page.split("</tr>")[:-1]]
    return [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in line] for line in lines]


def shares(numbers: tuple[int, int], learners: int) -> tuple[Fraction, Fraction]:
    return tuple(Fraction(number, learners) for number in numbers)


def test_the_readings_of_the_two_shares(hanoi, found):
    learners = size(hanoi)
    assert learners == 256
    assert found["literal"] == {
        "good_up": (251, 256), "very_good_up": (0, 153), "excellent": (0, 153), "very_good": (0, 153),
        "good": (98, 256), "below_good": (0, 5),
    }  # fmt: skip
    narrower = {"good_up": (251, 253), "very_good_up": (146, 153), "good": (98, 107), "below_good": (3, 5)}
    assert found["conventional"] == found["literal"] | narrower


def test_title_lede_and_foot(report, reading, hanoi, found):
    good, top = found[reading]["good_up"], found[reading]["very_good_up"]
    whole = size(hanoi)
    expected = {
        "literal": f"At least {good[0]} of {whole} learners were graded good (khá) or better; "
        f"at most {top[1]} very good (giỏi) or better",
        "conventional": f"{good[0]} to {good[1]} of {whole} learners were graded good (khá) or better; "
        f"{top[0]} to {top[1]} very good (giỏi) or better",
    }
    title = report.title()
    assert (title.title, title.share) == (expected[reading], shares(top, whole))
    assert title.lede.startswith(f"What {len(hanoi)} printed figures establish")
    assert report.footer().title == expected[reading]


def test_tiles(report, reading, hanoi, found, commended):
    whole, groups = size(hanoi), found[reading]
    (good, top, alone), tiles = (groups[key] for key in ("good_up", "very_good_up", "good")), report.tiles().tiles
    at_most = f"at most {top[1]}" if top[0] == 0 else span(*top)
    assert [tile.number for tile in tiles] == [span(*good), at_most, span(*alone), str(commended)]
    of = [re.search(r"^(.*?) learners", tile.why)[1] for tile in tiles[:3]]
    first = f"At most {top[1]}" if top[0] == 0 else f"{top[0]} to {top[1]}"
    assert of == [f"{good[0]} to {good[1]} of {whole}", f"{first} of {whole}", f"{alone[0]} to {alone[1]} of {whole}"]
    assert f"If all of them are of the {whole} learners, that is {percent(Fraction(commended, whole))}." in tiles[3].why
    assert [re.findall("“(.*?)”", tile.why) for tile in tiles] == [["trên 98%"], ["gần 60%"], [], [str(commended)]]


def test_the_key_to_the_readings(report):
    text = report.key()._repr_mimebundle_()[0]["text/plain"]
    assert "“trên 98%” as over 98% and under 99%, “gần 60%” as 57% to under 60%" in text


def test_the_table_of_grades(report, hanoi, found, commended):
    whole = size(hanoi)
    words = {("", ""): f"“{commended}”", ("good", "true"): "“trên 98%”", ("excellent+very_good", "false"): "“gần 60%”"}
    stated = hanoi[hanoi["measure_code"].isin(["graded", "commended"])]
    assert {(row.grade_code, row.at_or_above): f"“{row.printed}”" for row in stated.itertuples()} == words
    groups = [
        ("All learners", f"“{whole}”", [(whole, whole)] * 2),
        ("Good (khá) or better", "“trên 98%”", [found[reading]["good_up"] for reading in READINGS]),
        ("Very good (giỏi) or better", "“gần 60%”", [found[reading]["very_good_up"] for reading in READINGS]),
        ("Excellent (xuất sắc) alone", NOT_SAID, [found[reading]["excellent"] for reading in READINGS]),
        ("Very good (giỏi) alone", NOT_SAID, [found[reading]["very_good"] for reading in READINGS]),
        ("Good (khá) alone", NOT_SAID, [found[reading]["good"] for reading in READINGS]),
        ("Below good", NOT_SAID, [found[reading]["below_good"] for reading in READINGS]),
        ("Commended", f"“{commended}”", [(commended, commended)] * 2),
    ]
    block = report.grades()
    cells = [
        (name, words, *(cell for one in both for cell in (one, shares(one, whole)))) for name, words, both in groups
    ]
    assert list(block.table.rows) == cells
    assert printed(block) == [
        [name, "[x]" if words is NOT_SAID else words]
        + [cell for one in both for cell in (span(*one), share_span(*shares(one, whole)))]
        for name, words, both in groups
    ]


def test_the_words_about_the_grades(report, reading, hanoi, found, commended):
    whole, block = size(hanoi), report.grades()
    good, top = found[reading]["good_up"], found[reading]["very_good_up"]
    expected = {
        "literal": f"The text guarantees {good[0]} graded good or better, and not one very good or better",
        "conventional": f"Of {whole} learners, {good[0]} to {good[1]} were good or better",
    }
    assert block.headline == expected[reading]
    assert (top[0] == 0) == (reading == "literal")
    assert f"of {whole} in Hà Nội class 2" in block.subtitle
    floor = found["conventional"]["very_good_up"][0]
    assert f"“gần 60%” set a ceiling; a floor of {floor} exists only" in block.note[1]
    least = min(
        both
        for graded in range(good[0], good[1] + 1)
        for both in range(min(commended, graded) + 1)
        if commended - both <= whole - graded
    )
    assert block.note[-1] == (
        f"If the {commended} commended are of the {whole} learners, at least {least} of them were graded good (khá) or "
        "better."
    )


def in_words(kind: str, block, left_out: tuple[str, ...] = ()) -> str:
    """The kind of a chart, then each printed row of its table with the headings, but for some columns."""
    heads = [column.label[:1].lower() + column.label[1:] for column in block.table.columns]
    kept = [at for at, column in enumerate(block.table.columns) if at and column.key not in left_out]
    lines = [[cell.replace("[x]", "not available") for cell in line] for line in printed(block)]
    rows = (f"{line[0]}: {', '.join(f'{heads[at]} {line[at]}' for at in kept)}" for line in lines)
    return f"{'. '.join((kind, *rows))}."


def test_the_chart_of_grades_in_words(report, hanoi):
    """Its table is that of enumeration, see above."""
    block = report.grades()
    assert block.alt == in_words(f"Interval bars of learners, of {size(hanoi)}", block)


def test_what_the_text_does_not_say(report, hanoi, found):
    top, _, _, _, base = report.not_said().items
    assert found["literal"]["excellent"] == found["literal"]["very_good"]
    most = found["literal"]["excellent"][1]
    assert top.endswith(f": excellent (xuất sắc) at most {most} and very good (giỏi) at most {most}.")
    of_those = {}
    for reading in READINGS:
        by_convention = reading == "conventional"
        wider = fitting("trên 98%", size(hanoi), by_convention)
        of_those[reading] = ends(count for good in wider for count in fitting("gần 60%", good, by_convention))
    of_all = {reading: found[reading]["very_good_up"] for reading in READINGS}
    assert [some["literal"][0] for some in (of_all, of_those)] == [0, 0]
    assert base.endswith(
        f"Of all, it is at most {of_all['literal'][1]} literally and {of_all['conventional'][0]} to "
        f"{of_all['conventional'][1]} by convention; of those, at most {of_those['literal'][1]} and "
        f"{of_those['conventional'][0]} to {of_those['conventional'][1]}."
    )


def test_the_table_of_closings(report, texts, closings):
    block = report.closings()
    codes = [block.table.links.get(row[0], CLASS) for row in block.table.rows]
    group = {
        code: "yes" if text["grade_code"].str.contains("excellent").any() else "no" for code, text in texts.items()
    }

    def greatest(code: str) -> Fraction:
        return Fraction(max(high for _, high in closings[code]["top", "literal"]), size(texts[code]))

    assert codes == sorted(group, key=lambda code: (group[code] == "no", -greatest(code)))
    assert block.table.caption.startswith(f"{len(group)} classes")
    for code, row, line in zip(codes, block.table.rows, printed(block), strict=True):
        whole = size(texts[code])
        year = texts[code]["date"].iloc[0][:4]
        assert row[0].endswith(f", {year}" if year else row[0])
        assert (row[1], row[2], line[1], line[2]) == ((whole, whole), group[code], str(whole), group[code])
        cells, words = [], []
        for cut in CUTS:
            for some in (closings[code][cut, reading] for reading in READINGS):
                both = ends(end for one in some for end in one) if some else None
                cells += [both, shares(both, whole)] if both else [NOT_SAID] * 2
                either = [*map(str, both), *map(percent, shares(both, whole))] if len(some) > 1 else None
                if either:
                    words += [" or ".join(either[:2]), " or ".join(either[2:]).replace("% or", " or")]
                else:
                    words += [span(*both), share_span(*shares(both, whole))] if both else ["[x]"] * 2
        assert list(row[3:-2]) == cells
        assert line[3:-2] == words
        assert row[-2] == ("yes" if code == "hoa_binh_pool" else "no")


def test_the_chart_of_closings_in_words(report, closings):
    block = report.closings()
    names = {block.table.links.get(row[0], CLASS): row[0] for row in block.table.rows}
    left_out = "names_excellent", "contradiction", "source"
    assert block.alt == in_words(f"Dot plot of {len(names)} classes", block, left_out)
    doubted = [code for code in names if len(closings[code]["top", "literal"]) > 1]
    assert doubted == ["hoa_binh_pool"]
    assert f"{names[doubted[0]]}: both values stand" in block.note[1]


def test_the_headline_of_the_closings(report, reading, texts, closings):
    block = report.closings()
    spans = {
        code: shares(ends(end for one in closings[code]["top", reading] for end in one), size(text))
        for code, text in texts.items()
        if text["grade_code"].str.contains("excellent").any()
    }
    low, high = spans.pop(CLASS)
    above = sum(least > high for least, _ in spans.values())
    below = sum(greatest <= low for _, greatest in spans.values())
    expected = {
        "literal": f"Hà Nội class 2, {share_words(low, high)} very good or better: certainly below {above} of "
        f"{len(spans)} classes, not ranked further",
        "conventional": f"Very good or better: {above} of {len(spans)} classes of its group above Hà Nội class 2",
    }
    assert block.headline == expected[reading]
    assert (above, below) == {"literal": (1, 0), "conventional": (1, 1)}[reading]
    years = [int(text["date"].iloc[0][:4]) for text in texts.values() if text["date"].iloc[0]]
    assert f"in {len(texts)} classes, {min(years)}–{max(years)} or undated" in block.subtitle
    assert f"read {'literally' if reading == 'literal' else 'by convention'}" in block.subtitle
