"""The reports on a register: the same numbers in both languages, [c] for what is hidden, in drawings too."""

from __future__ import annotations

import pytest
import register_files as files
import small_registers
import written
from nbformat import v4

from analysis import paths
from analysis.charts import lettering
from analysis.errors import ParameterError
from analysis.pages import page, selfcheck
from analysis.pages.tables import Special
from analysis.reports import class_comparison, form_10, register_grades, register_overview

HANOI = "synthetic-hanoi-class-2"
MAKERS = {"overview": register_overview.open_report, "grades": register_grades.open_report}
CASES = [(register, name) for register in (HANOI, "oulad") for name in MAKERS]


@pytest.fixture(scope="module")
def blocks():
    made = {}

    def of(register, name, language):
        key = register, name, language
        if key not in made:
            made[key] = MAKERS[name](register, language=language).blocks()
        return made[key]

    return of


def _page(blocks, language):
    cells = []
    for block in blocks:
        data, metadata = block._repr_mimebundle_()
        output = v4.new_output("display_data", data=data, metadata=metadata)
        cells.append(v4.new_code_cell("", outputs=[output]))
    return page.page(v4.new_notebook(cells=cells), "report", language)


@pytest.mark.parametrize("register, name", CASES)
def test_both_languages_state_the_same_numbers_and_each_stands_in_a_table(blocks, register, name):
    vi, en = (_page(blocks(register, name, language), language) for language in ("vi", "en"))
    assert selfcheck.page_numbers(vi) == selfcheck.page_numbers(en)
    assert selfcheck.unsupported_numbers(vi) + selfcheck.unsupported_numbers(en) == []


@pytest.mark.parametrize("register, name", CASES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("narrow", [True, False])
def test_no_text_of_a_chart_meets_another(blocks, register, name, language, narrow):
    drawn = [block for block in blocks(register, name, language) if block.kind == "chart"]
    assert [fault for block in drawn for fault in lettering.faults(block.draw(narrow))] == []


def test_a_synthetic_register_says_so_first(blocks):
    for name in MAKERS:
        title, notice, *_ = blocks(HANOI, name, "en")
        assert title.title.startswith("Synthetic register: ")
        assert notice.heading == "This register is synthetic"


def test_few_learners_are_hidden_in_the_table_the_drawing_and_the_words(blocks):
    chart = next(block for block in blocks(HANOI, "grades", "en") if getattr(block, "key", "") == "grades")
    hidden = [row[0] for row in chart.table.rows if row[1] is Special.CONFIDENTIAL]
    assert hidden == ["Good", "Fairly good", "Average", "Fail", "Good (khá) or better"]
    assert "Average: [c]" in chart.alt
    assert chart.table.legend() == (Special.CONFIDENTIAL,)


def test_every_hidden_bar_has_the_same_length(blocks):
    chart = next(block for block in blocks(HANOI, "grades", "en") if getattr(block, "key", "") == "grades")
    drawing = chart.draw(False)
    dotted = [patch.get_width() for ax in drawing.axes for patch in ax.patches if patch.get_linestyle() != "solid"]
    assert len(dotted) == 5
    assert len({round(width, 6) for width in dotted}) == 1


def test_classes_of_one_size_stand_in_the_order_of_their_names(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    names = "EJAHCLBKDIFG"
    rows = [("Q", name, str(5 + at % 5), "") for name in names for at in range(40 if name == "K" else 30)]
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(small_registers.write(tmp_path / "r.csv", rows, "")))
    sizes = register_overview.open_report("r", "en").sizes()
    assert [row[0] for row in sizes.table.rows] == ["K", *sorted(set(names) - {"K"})]


def test_one_class_has_its_own_report():
    report = register_grades.open_report("oulad", "AAA 2013J", "en")
    assert report.title().title == "Pass or better: 278 of 323 graded learners (86.1%)"
    assert report.heaping() is None


def test_an_unknown_class_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match="Nearest: AAA 2013J"):
        register_grades.open_report("oulad", "AAA 2013")


@pytest.mark.parametrize(
    "rows",
    [
        [("Q", "A", "8", "Giỏi")] * 40,
        [("Q", "A", "8", "")] * 40,
        [("Q", class_code, "8", "Giỏi") for class_code in "ABC"],
    ],
    ids=["one mark", "no grade", "three classes of one"],
)
def test_a_register_of_which_nothing_may_be_told_still_has_its_pages(rows, tmp_path, monkeypatch):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(small_registers.write(tmp_path / "r.csv", rows)))
    for made in (
        register_overview.open_report("r", "en"),
        register_grades.open_report("r", "all", "en"),
        class_comparison.open_report("r", language="en"),
    ):
        kinds = [type(block).__name__ for block in made.blocks()]
        assert (kinds[0], kinds[-1]) == ("Title", "Footer")


def test_a_name_in_the_column_of_units_is_on_no_page(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
    rows = [("Quận Mẫu", "A", "", "Giỏi")] * 12 + [("Huyện Mẫu", "A", "", "Khá")] * 11
    rows += [(small_registers.name(at), "A", "", "Khá") for at in range(6)]
    monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(small_registers.write(tmp_path / "r.csv", rows)))
    told = ""
    for language in ("vi", "en"):
        reports = (register_overview.open_report("r", language), register_grades.open_report("r", "all", language))
        blocks = [block for report in (*reports, form_10.open_report("r", language)) for block in report.blocks()]
        told += str([block._repr_mimebundle_() for block in blocks])
    told += written.said(tmp_path / "processed")
    assert told.count("Huyện Mẫu") > 1
    assert [at for at in range(6) if small_registers.name(at) in told] == []


@pytest.fixture
def own(monkeypatch, tmp_path):
    """The report on grades of a register of one class with so many learners of each label."""

    def made(**labels: int):
        said = [label for label, count in labels.items() for _ in range(count)]
        rows = [[at, f"Trần Mẫu {at}", 8, label, "x" if at < 9 else None] for at, label in enumerate(said)]
        headings = ("STT", "Họ và tên", "Điểm", "Xếp loại", "Khen thưởng")
        path = files.write_text(tmp_path / "own.csv", files.plain_rows(*rows, headings=headings))
        monkeypatch.setenv(paths.REGISTERS_VARIABLE, str(path))
        monkeypatch.setenv(paths.PROCESSED_VARIABLE, str(tmp_path / "processed"))
        return register_grades.open_report("own", language="en")

    return made


def test_a_register_so_small_that_every_mark_is_hidden_has_no_chart_of_marks(own):
    assert own(Giỏi=9).heaping() is None


def test_where_the_number_of_graded_is_hidden_the_title_has_no_share(own):
    report = own(XS=13, Giỏi=33, Khá=28)
    vars(report)["row"] = report.row.mask(report.row.index == "total")
    title = report.title()
    assert title.title == "Very good (giỏi) or better: 46 learners; how many were graded is confidential"
    assert "share" not in title.metadata()
