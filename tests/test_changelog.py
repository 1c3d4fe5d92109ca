"""The change log as pages read it: which printed figures of which report changed."""

import pytest

from analysis import paths
from analysis.pages import changelog
from analysis.pages.blocks.footer import Footer

ENGLISH, VIETNAMESE = "445 became 446, because a class was found.", "445 thành 446, vì tìm thấy một lớp."
OLDER = "Every share has one decimal."
LOG = f"""# Changes

## [Unreleased]

### Fixed

- throughput_by_level: no figure.

### Figures

- throughput_by_level, grade_distribution: {ENGLISH}
- throughput_by_level, grade_distribution (vi): {VIETNAMESE}
- grade_distribution: 98 % became 97 %.

## [0.1.0] - 2026-11-01

### Figures

- {OLDER}
"""


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "CHANGELOG.md"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("report", "language", "entries"),
    [
        ("throughput_by_level", "en", (ENGLISH, OLDER)),
        ("throughput_by_level", "vi", (VIETNAMESE, OLDER)),
        ("grade_distribution", "vi", (VIETNAMESE, "98 % became 97 %.", OLDER)),
        ("form_10", "en", (OLDER,)),
    ],
)
def test_a_page_is_told_the_changes_of_its_report_in_its_language(log, report, language, entries):
    assert tuple(text for _, text in changelog.figures_of(report, language, log)) == entries


def test_the_version_stands_beside_each_change(log):
    versions = [version for version, _ in changelog.figures_of("throughput_by_level", "en", log)]
    assert versions == [changelog.UNRELEASED, "0.1.0"]


def test_without_a_change_log_nothing_changed(tmp_path):
    assert changelog.figures_of("throughput_by_level", "en", tmp_path / "none.md") == ()


def test_every_change_of_a_figure_is_written_in_vietnamese_too():
    reports = [path.stem for path in paths.NOTEBOOKS.glob("*.ipynb")]
    assert [
        name for name in reports if set(changelog.figures_of(name, "vi")) & set(changelog.figures_of(name, "en"))
    ] == []


@pytest.mark.parametrize(
    ("version", "language", "sentence"),
    [
        (changelog.UNRELEASED, "en", "Not yet in a numbered version: 445 became 446."),
        (changelog.UNRELEASED, "vi", "Chưa có trong phiên bản đánh số: 445 became 446."),
        ("0.1.0", "en", "Version 0.1.0: 445 became 446."),
        ("0.1.0", "vi", "Phiên bản 0.1.0: 445 became 446."),
    ],
)
def test_the_foot_says_since_when_a_figure_is_another(version, language, sentence):
    foot = Footer(language, "T", sources=(), method="", data_hash="", changes=((version, "445 became 446."),))
    assert foot.changed == [sentence]
