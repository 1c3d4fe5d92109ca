"""Verdicts on published statements: their words, several sources, frames and files."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from statement_frames import COLUMNS, HOA_BINH, PHUOC_SON, findings, frame, graded, row

from analysis.cli.audit import audit_files
from analysis.errors import DataError
from analysis.measures.audit import compare_sources, examine, verdicts

INCONSISTENT = "inconsistent"


# wording


def test_the_message_of_a_wrong_share_holds_the_arithmetic():
    messages = [findings(*HOA_BINH, language=language)["vg%"].message for language in ("en", "vi")]
    assert messages == [
        "48 of 88 learners are 54.5%, not 55.7%. 55.7% would be 49.",
        "48 trong 88 học viên là 54,5%, không phải 55,7%. 55,7% thì phải là 49.",
    ]


def test_what_would_have_to_be_printed_instead():
    found = findings(*HOA_BINH)
    assert (found["vg%"].said_instead, found["vg"].said_instead) == ("54.5%", "49")
    assert (found["vg%"].instead_code, found["vg%"].instead, found["vg%"].whole) == ("one_of", "48", 88)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            (row("a", "completed", "256"), row("b", "completed", "265")),
            "One and the same number is printed as 256 and as 265.",
        ),
        (
            (row("n", "completed", "90"), graded("x", "48", "good"), graded("y", "45", "average")),
            "48 + 45 = 93, more than the 90 of whom they are parts.",
        ),
        (
            (row("n", "completed", "90"), graded("x", "60%", "good"), graded("y", "50%", "average")),
            "60% + 50% = 110%: parts of one whole cannot be more than 100%.",
        ),
        (
            (row("n", "completed", "90"), row("c", "commended", "91", "n")),
            "Commended 91, but completed 90: a part cannot be more than its whole.",
        ),
    ],
)
def test_the_message_of_a_contradiction(rows, message):
    assert message == next(f.message for f in findings(*rows).values() if f.verdict == INCONSISTENT)


def test_what_is_counted_begins_small_inside_a_sentence():
    rows = row("n", "completed", "90"), graded("x", "91", "good")
    messages = [findings(*rows, language=language)["x"].message for language in ("en", "vi")]
    assert messages == [
        "Good 91, but completed 90: a part cannot be more than its whole.",
        "Khá 91, nhưng hoàn thành 90: một phần không thể lớn hơn tổng thể.",
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("vg%", "19 of 97 is 19.6%, as printed."),
        ("g%", "76 of 97 is 78.35%: 78.3% fits if the shares were made to add up to 100%."),
    ],
)
def test_the_message_of_a_share_that_agrees(code, message):
    assert message == findings(*PHUOC_SON)[code].message


def test_power_is_the_share_of_wrong_percentages_that_would_be_noticed():
    found = findings(*PHUOC_SON)
    assert (found["vg%"].power_count, found["vg%"].power_of) == (855, 1001)
    assert (found["vg%"].power, pd.isna(found["vg"].power)) == (855 / 1001, True)


# several sources


def compared(*pairs):
    frames = [frame(cells, source=f"s{number}") for number, cells in enumerate(pairs)]
    both = pd.concat(frames, ignore_index=True)
    return list(compare_sources(both, verdicts(both))["relation"])


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (row("a", "completed", "256"), row("b", "completed", "256"), ["agree"]),
        (row("a", "completed", "hơn 250"), row("b", "completed", "256"), ["refine"]),
        (row("a", "completed", "256"), row("b", "completed", "265"), ["contradict"]),
        (row("a", "completed", "hơn 250"), row("b", "completed", "gần 300"), ["refine"]),
        (row("a", "completed", "khoảng 200"), row("b", "completed", "256"), ["refine"]),
        (row("a", "planned", "707"), row("b", "completed", "706"), ["not_comparable"]),
        (row("a", "enrolled", "707"), row("b", "completed", "706"), ["not_comparable"]),
        (row("a", "completed", "256"), row("b", "completed", "256", class_code="d"), []),
        (row("a", "trained", "91", mode_code="abroad"), row("b", "trained", "40"), []),
    ],
)
def test_how_two_sources_stand_to_each_other(one, other, relation):
    assert relation == compared(one, other)


# frames and files


def test_the_frames_of_no_statements_have_all_their_columns_and_types():
    filled, empty = (examine(made) for made in (frame(*HOA_BINH), frame()))
    assert [len(made) for made in empty] == [0, 0]
    kinds = [[made.dtypes.drop("edited").to_dict() for made in pair] for pair in (filled, empty)]
    assert kinds[0] == kinds[1]


def written(path, *rows):
    frame(*rows)[list(COLUMNS)].to_csv(path, index=False)
    return path


def test_json_is_a_list_of_objects_and_3_says_that_something_does_not_hold(tmp_path):
    text, exit_code, _ = audit_files([written(tmp_path / "x.csv", *HOA_BINH)], "json", "en")
    told = {item["statement_code"]: item for item in json.loads(text)}
    assert exit_code == 3
    assert tuple(told["vg%"][key] for key in ("source", "verdict", "conflicts_with")) == (
        "x",
        INCONSISTENT,
        ["n", "vg"],
    )
    assert {"feasible_low", "feasible_high", "rounding", "message"} <= told["n"].keys()


def test_a_file_without_a_sidecar_is_audited_and_a_note_says_so(tmp_path):
    text, exit_code, notes = audit_files([written(tmp_path / "x.csv", *PHUOC_SON)], "text", "en")
    told = f"{tmp_path / 'x.csv'} has no sidecar (producer, title, licence unknown); it was audited all the same."
    assert (0, [told]) == (exit_code, notes)
    assert text.endswith("can be true: 7; contradiction: 0; cannot be checked: 0.")


def test_a_file_that_cannot_be_read_is_refused_with_all_its_faults(tmp_path):
    path = written(tmp_path / "x.csv", graded("g", "40%", "good"), graded("h", "1,000", "good"))
    with pytest.raises(DataError) as error:
        audit_files([path])
    assert error.value.exit_code == 2
    assert len(error.value.faults) >= 2
