"""Labelled frames: words of a language at the edge, plain numbers behind them."""

from __future__ import annotations

import pickle
import re

import pandas as pd

from analysis.lab import frames
from analysis.lab.frames import LabelledFrame

FRAME = pd.DataFrame(
    {
        "Cấp": ["Xã", "=1+1", "<script>alert(1)</script>"],
        "Người": [1001, "[n]", "[x]"],
        "Tỷ lệ": [0.4036290322580645, 1.0, 0.5],
        "Mức": [9.5, 1000.0, None],
    }
)


def _cells(html: str) -> list[list[tuple[str, str]]]:
    """Shown text and plain value of every cell."""
    body = html.partition("<tbody>")[2]
    return [
        [
            (shown, value or shown)
            for value, shown in re.findall(r'<td[^>]*?(?: data-value="([^"]*)")?>([^<]*)</td>', row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", body)
    ]


def test_numbers_are_shown_by_the_language_and_copied_plain():
    html = frames.labelled(FRAME, "vi", ("Tỷ lệ",))._repr_html_()
    assert _cells(html)[0] == [("Xã", "Xã"), ("1.001", "1001"), ("40,4%", "0.4036290322580645"), ("9,5", "9.5")]
    assert _cells(html)[1] == [("=1+1", "=1+1"), ("không giới hạn", "[n]"), ("100%", "1"), ("1.000", "1000")]
    assert _cells(html)[2][1:] == [("[x]", "[x]"), ("50,0%", "0.5"), ("[x]", "[x]")]


def test_text_stays_text_and_nothing_is_asked_of_a_host():
    html = frames.labelled(FRAME, "vi")._repr_html_()
    assert "&lt;script&gt;" in html
    assert [mark for mark in ("<script", "http", "src=", "id=") if mark in html] == []


def test_the_same_frame_gives_the_same_bytes():
    assert frames.labelled(FRAME, "en")._repr_html_() == frames.labelled(FRAME.copy(), "en")._repr_html_()


def test_what_is_made_from_a_labelled_frame_keeps_its_language():
    frame = frames.labelled(FRAME, "en", ("Tỷ lệ",))
    for made in (frame.sort_values("Cấp"), frame[frame["Tỷ lệ"] > 0.45], frame[["Cấp", "Tỷ lệ"]], frame.copy()):
        assert (type(made), made.language, made.shares) == (LabelledFrame, "en", ("Tỷ lệ",))
    assert pickle.loads(pickle.dumps(frame)).equals(frame)


def test_a_named_index_is_a_column_and_an_empty_frame_is_an_empty_table():
    grouped = frames.labelled(pd.DataFrame({"a": ["x", "x"], "n": [1, 2]}), "en").groupby("a").sum()
    assert _cells(grouped._repr_html_()) == [[("x", "x"), ("3", "3")]]
    assert _cells(frames.labelled(pd.DataFrame(), "vi")._repr_html_()) == []
