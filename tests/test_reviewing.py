"""A review: rows proposed, edited, rejected, added, judged, saved; and the form that does the same."""

import csv
import re

import pytest

from analysis import paths
from analysis.data import statements
from analysis.data.bulletins.reading import text_sha256
from analysis.errors import AnalysisError, DataError
from analysis.lab.reviewing import Review, edit, making, open_review, paste

TEXT = (
    "Bế giảng lớp bồi dưỡng cán bộ <b>\n"
    "Ở lớp trước, gần 90% đạt loại khá trở lên.\n"
    "Có 50 học viên hoàn thành khóa học, trong đó 33% đạt loại giỏi; 7 học viên được khen thưởng.\n"
    "Cùng dự có bảy chuyên gia."
)
ABOUT = {"producer": "Báo", "licence": "none stated"}


@pytest.fixture
def review():
    return Review(TEXT, "x", "en")


def printed(rows):
    return [row.proposal.printed for row in rows]


def test_rows_are_proposed_and_what_no_file_can_hold_starts_as_rejected(review):
    assert printed(review.kept) == ["50", "33%", "7"]
    assert [(row.proposal.printed, row.rejected) for row in review.rejected] == [
        ("gần 90%", "the text does not say what it is a share of")
    ]


def test_a_whole_and_its_parts_are_a_class_of_their_own(review):
    assert [row.proposal.class_code for row in review.kept] == ["x_class_1"] * 3


def test_the_audit_judges_the_rows_at_once(review):
    assert review.judged("s03") == ("contradiction", "No whole number of 50 is 33%: 16 is 32%, 17 is 34%.")
    review.reject("s03", "a misprint")
    assert review.judged("s03") == ("rejected", "a misprint")
    assert review.judged("s02")[0] == "can be true"


def test_an_edited_row_is_judged_anew_and_its_faults_are_told(review):
    review.edit("s02", level_code="nobody")
    assert list(review.faults()) == ["s02", "s03", "s04"]
    verdict, reason = review.judged("s02")
    assert verdict == "not ready"
    assert reason.startswith('level_code: no level is called "nobody".')


def test_parts_go_with_their_whole_to_another_class(review):
    review.edit("s04", class_code="other")
    review.edit("s02", class_code="spring")
    assert [row.proposal.class_code for row in review.kept] == ["spring", "spring", "other"]


def test_a_figure_that_nobody_proposed_is_added_from_the_text(review):
    code = review.add("bảy", measure_code="trained", unit_code="person")
    added = review.rows[code].proposal
    assert (code, added.locator, TEXT[added.start : added.end]) == ("s05", "p3", "bảy")
    assert printed(review.kept)[-1] == "bảy"
    with pytest.raises(AnalysisError, match='the text has no further "bảy"'):
        review.add("bảy")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda review: review.edit("s02", printed="51"), 'no column "printed" can be edited'),
        (lambda review: review.reject("s02", " "), "say why it is rejected"),
        (lambda review: review.keep("s99"), 'no row is called "s99"'),
    ],
)
def test_what_cannot_be_done_is_said(review, act, told):
    with pytest.raises(AnalysisError, match=told):
        act(review)


def test_what_is_saved_reads_back_with_sidecar_and_rejections(review, tmp_path):
    review.reject("s04", "awards are not ours")
    path = review.save(str(tmp_path), date="", **ABOUT)
    publication = statements.read(path)
    assert [statement.printed for statement in publication.statements] == ["50", "33%"]
    assert (text_sha256(TEXT), "Bế giảng lớp bồi dưỡng cán bộ <b>") == (
        publication.sidecar.text_sha256,
        publication.sidecar.title,
    )
    places = publication.sidecar.offsets.values()
    assert [TEXT[start:end] for start, end in places] == ["50", "33%"]
    with (tmp_path / "rejected" / "x.csv").open(encoding="utf-8") as file:
        assert [(row["printed"], row["reason"]) for row in csv.DictReader(file)] == [
            ("gần 90%", "the text does not say what it is a share of"),
            ("7", "awards are not ours"),
        ]


def test_a_review_overwrites_its_own_file_only(review, tmp_path):
    assert review.save(str(tmp_path), **ABOUT) == review.save(str(tmp_path), **ABOUT)
    with pytest.raises(DataError, match="x.csv: stands there already"):
        Review(TEXT, "x", "en").save(str(tmp_path), **ABOUT)


def test_nothing_is_written_where_a_row_or_the_sidecar_is_at_fault(review, tmp_path):
    review.keep("s01")
    with pytest.raises(DataError) as caught:
        review.save(str(tmp_path), producer="", licence="none", date="4/11/2023")
    told = str(caught.value)
    assert "x.source.yml, column producer: is missing" in told
    assert "x.source.yml, column date: does not have the form" in told
    assert "x.csv, s01: base: is empty" in told
    assert list(tmp_path.iterdir()) == []


def test_a_text_without_figures_is_shown_and_not_saved(tmp_path):
    review = Review("Không có gì.", "empty", "en")
    assert review.table().caption == "0 rows kept, 0 rejected; 0 of the kept cannot be true together."
    edit(review)
    with pytest.raises(DataError, match="would hold no row"):
        review.save(str(tmp_path), **ABOUT)


def test_the_temporary_folder_goes_when_the_review_is_closed():
    review = open_review(language="en")
    folder = review.save("temporary", **ABOUT).parent
    assert folder.is_dir()
    review.close()
    review.close()
    assert not folder.exists()


def test_raw_means_the_folder_of_statements(review, own_folder):
    assert own_folder / "x.csv" == review.save("raw", **ABOUT)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_figure_leads_to_its_row_and_every_text_is_escaped(language):
    review = Review(TEXT, "x", language)
    text, table = review.marked().html(), review.table().html()
    for code in review.rows:
        assert [place in text for place in (f'href="#row-{code}"', f'id="figure-{code}"')] == [True, True]
        assert [place in table for place in (f'id="row-{code}"', f'href="#figure-{code}"')] == [True, True]
    assert text.count('class="figure figure-rejected"') == 1
    assert "cán bộ &lt;b&gt;</p>" in text


def test_the_form_changes_the_review(review):
    form = edit(review)
    form.picker.value = "s03"
    form.cells["note"].value = "a misprint"
    form.kept.value = False
    assert (review.rows["s03"].proposal.note, review.rows["s03"].rejected) == ("a misprint", "not a figure of training")
    form.reason.value = "the class is another"
    assert review.rows["s03"].rejected == "the class is another"
    form.kept.value = True
    assert review.rows["s03"].rejected == ""
    assert "trong đó <mark>33%</mark> đạt loại giỏi" in form.message.value
    assert "<b>contradiction.</b> No whole number of 50" in form.message.value


def test_a_reason_that_is_given_rejects_the_row(review):
    form = edit(review)
    form.picker.value = "s03"
    form.reason.value = "a misprint "
    assert (review.rows["s03"].rejected, form.kept.value) == ("a misprint", False)


def test_a_form_without_rows_does_nothing():
    form = edit(Review("Không có gì.", "empty", "en"))
    form.kept.value = True
    form.cells["note"].value = "nothing"
    assert form.review.rows == {}


def test_picking_a_row_changes_nothing(review):
    before, form = dict(review.rows), edit(review)
    for code in before:
        form.picker.value = code
    assert before == review.rows


def test_the_form_adds_a_figure_or_says_why_not(review):
    form = edit(review)
    form.printed.value = "bảy"
    form.add.click()
    assert (form.code, form.printed.value) == ("s05", "")
    form.printed.value = "eight"
    form.add.click()
    assert "the text has no further" in form.message.value


def test_without_a_browser_the_form_is_a_sentence(review):
    assert (
        edit(review)._repr_mimebundle_()["text/plain"]
        == "A form with 4 rows. Run this cell in JupyterLab to edit them."
    )


def test_reports_are_asked_for_by_the_command_and_their_titles_told(review, tmp_path, monkeypatch):
    """The batch itself is tested elsewhere; the notebook runs the whole way."""
    path = review.save(str(tmp_path), **ABOUT)
    asked = []

    def lines(words):
        asked.append(words)
        (tmp_path / "reports").mkdir()
        made = '"made", "title": "Fifty", "asked": {}, "reads": {}, "files": {}'
        usual = '"time": "2026-01-31T00:00:00+00:00", "subject": ["level", "all"]'
        told = (f'{{"event": {event}, "output": "{place}.html", {usual}}}\n'
                for place, event in enumerate([made, '"failed", "message": "no level"']))  # fmt: skip
        (tmp_path / "reports" / "run.jsonl").write_text("".join(told), encoding="utf-8")
        bars.append(shown[0].bar.value)
        yield "done    0.html\n"
        bars.append(shown[0].bar.value)
        yield "failed  1.html\n"

    shown, bars = [], []
    monkeypatch.setattr(making, "_outputs", lambda words: ["0.html", "1.html"])
    monkeypatch.setattr(making, "_lines", lines)
    monkeypatch.setattr(making, "display", shown.append)
    assert making.make_reports(path, "en").items == (("0.html: Fifty", None), ("1.html: no level", None))
    assert ["--data", str(tmp_path)] == asked[0][-2:]
    assert "source=x" in asked[0]
    assert (bars, shown[0].bar.value, shown[0].plain()) == ([0, 1], 2, "2 reports, made one after another.")


def test_a_batch_that_could_not_start_is_an_error(review, tmp_path):
    path = review.save(str(tmp_path), **ABOUT)
    with pytest.raises(AnalysisError, match='^no report is called "x"'):
        making._outputs(["x"])
    with pytest.raises(AnalysisError, match='^no report is called "x"'):
        list(making._lines(["x"]))
    path.unlink()
    with pytest.raises(AnalysisError, match='^source: "x" is not known'):
        making.make_reports(path)


@pytest.mark.parametrize("text", [TEXT, "Có 50 học viên hoàn thành khóa học, trong đó 33% đạt loại giỏi. " * 40])
def test_a_pasted_text_is_the_text_itself(text):
    assert open_review(text, "x").text == text


def test_the_field_holds_the_text_and_counts_what_is_pasted_over_it():
    box = paste(language="en")
    assert open_review().text == box.text
    box.field.value = "Có 50 học viên."
    assert box.text == "Có 50 học viên."
    told = "A text of 4 words. Paste another over it, then run the cells below."
    assert [box.count.value, box._repr_mimebundle_()["text/plain"]] == [told, told]


def test_codes_are_chosen_by_their_words(review):
    form = edit(review)
    form.picker.value = "s03"
    choices = {name: list(form.cells[name].options) for name in ("level_code", "grade_code", "at_or_above", "base")}
    assert "Secretaries" in dict(map(reversed, choices["level_code"]))["commune_secretary"]
    assert ("Excellent + Very good", "excellent+very_good") in choices["grade_code"]
    assert choices["at_or_above"] == [("", ""), ("yes", "true"), ("no", "false")]
    assert choices["base"] == [("", ""), ("s02  50", "s02"), ("s04  7", "s04")]
    assert form.cells["class_code"].options[0] == "x_class_1"
    form.cells["grade_code"].value = "excellent+very_good"
    assert review.rows["s03"].proposal.grade_code == "excellent+very_good"


def test_every_file_that_was_written_is_named_with_the_way_to_it(review, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path / "notebooks")
    links = [link for link in review.saved(review.save("kept", **ABOUT)).links() if link[1]]
    names = ["kept/x.csv", "kept/x.source.yml", "kept/rejected/x.csv"]
    assert links == [(name, f"../{name}") for name in names]
    assert all((tmp_path / name).is_file() for name in names)


def test_files_that_pass_have_no_way_to_them(review):
    items = review.saved(review.save("temporary", **ABOUT)).items
    review.close()
    assert [text for text, _ in items][-3:] == ["x.csv", "x.source.yml", "rejected/x.csv"]
    assert {path for _, path in items} == {None}


def test_a_mark_has_its_colour_without_a_style_sheet(review):
    html = review.marked().html()
    looks = dict(re.findall(r'class="figure figure-(\w+)" style="([^"]*)"', html))
    assert looks["completed"] == "background-color:#bfe3c8;color:#1b2127"
    assert "line-through" in looks["rejected"]
    assert html.count("<mark ") == len(re.findall(r'<mark [^>]*style="', html))


def test_a_file_is_found_from_the_root_of_the_repository(tmp_path):
    place = tmp_path / "bulletin.txt"
    place.write_text(TEXT, encoding="utf-8")
    assert open_review(str(place), "x").text == TEXT
    with pytest.raises(DataError, match="^nowhere.txt: cannot be read"):
        open_review("nowhere.txt", "x")
    assert not (paths.ROOT / "nowhere.txt").exists()
