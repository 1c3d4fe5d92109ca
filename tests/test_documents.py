"""What offices circulate: pictures of charts, and a report as a document to edit and as a document to read."""

from functools import cache

import sample_report

from analysis.pages import page as pages


@cache
def made(language="en", formats=("png",)):
    return pages.page(sample_report.notebook(language), f"all.{language}", language, formats=formats)


def test_a_chart_has_a_picture_of_twice_its_size_where_one_is_asked_for():
    page = made()
    names = [name for name in page.files if name.endswith(".png")]
    assert names == ["all.en.grades.png", "all.en.open.png"]
    picture = page.files["all.en.grades.png"]
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 2 * (736 + 2 * 16)
    assert [name for name in made("en", ()).files if name.endswith(".png")] == []


def test_the_same_page_gives_the_same_picture():
    again = pages.page(sample_report.notebook("en"), "all.en", "en", formats=("png",))
    assert again.files["all.en.grades.png"] == made().files["all.en.grades.png"]
