"""What the README says under "Add", done in a copy of the project: one function for each row of its table.

Each writes what the row names and returns what shows it: the words of a command that makes one page, what stands in
that page, and the notebook whose outputs are stored anew.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import frozen
import nbformat
import recipe_chart as chart_files
import topic_files
import yaml
from statement_files import ROW, SHARE, put
from topic_files import TOPIC

from analysis import paths

COPIED = ("src", "docs", "notebooks", "pyproject.toml", "requirements.lock", "CHANGELOG.md", "tests")
GENERATED = {"__pycache__", "processed"}
REFERENCE = "src/analysis/vocabulary/reference"
CLASS = {"class_code": "new_class"}


@dataclass(frozen=True)
class Shown:
    """The words after ``analysis report``, the page that they make, what stands in it; a notebook to refresh, and tests
    beside that of the labels."""

    words: Sequence[str | Path]
    page: str
    parts: Sequence[str]
    language: str = "en"
    refreshed: str = ""
    tests: Sequence[str] = ("--noconftest",)


def copy(project: Path) -> Path:
    """A copy of the project with the frozen data; with the bytecode, so that it is not made seven times."""
    for name in COPIED:
        source = paths.ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name)
        else:
            shutil.copy(source, project)
    shutil.copytree(frozen.STATEMENTS, project / "data" / "raw" / "statements")
    (project / "data" / "raw" / "statements" / "topics").rename(project / "data" / "raw" / "topics")
    frozen.registers(project / "data" / "raw" / "registers")
    return project


def files(project: Path) -> dict[str, bytes]:
    """The files of a project, but for those that are generated."""
    written = (path for path in project.rglob("*") if path.is_file() and not GENERATED.intersection(path.parts))
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in written}


def _add(table: Path, *rows: str) -> None:
    table.write_text("\n".join([table.read_text(encoding="utf-8").rstrip("\n"), *rows, ""]), encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _beside(project: Path, *rows: dict[str, str]) -> Path:
    """A folder of statements beside the project, which no recipe counts."""
    (folder := project.with_name("statements")).mkdir()
    put(folder, ROW | CLASS, *(row | CLASS for row in rows))
    return folder


def bulletin(project: Path) -> Shown:
    """A class closing that prints one share; the tests that count sources, classes and pages go on to hold."""
    put(project / "data" / "raw" / "statements", ROW | CLASS, SHARE | CLASS, name="a-new-source")
    words = ["grade_distribution", "-p", "class_code=new_class"]
    tests = ("tests/test_grid.py", "tests/test_statements.py")
    return Shown(words, "grade_distribution/new_class", ["98%"], tests=tests)


def topics(project: Path) -> Shown:
    """What a class of the frozen closings was taught."""
    row = TOPIC | {"class_code": "an_lao_2016", "title_en": "Work with people"}
    topic_files.put(project / "data" / "raw", row, name="published-closings")
    words = ["grade_distribution", "-p", "class_code=an_lao_2016"]
    return Shown(words, "grade_distribution/an_lao_2016", ["Work with people"])


def level(project: Path) -> Shown:
    """A level of the wards."""
    reference = project / REFERENCE
    _add(reference / "levels.csv", "ward_standing,6,2025-07-01,,,observed,a plan,nguồn ủy viên ban thường vụ phường")
    _add(
        reference / "labels.csv",
        "level.ward_standing,Nguồn ủy viên ban thường vụ phường,Planned members of ward committees",
        "level_short.ward_standing,Nguồn thường vụ phường,Ward committee pool",
    )
    _add(reference / "form_10_levels.csv", "ward_standing,commune")
    trained = ROW | {"statement_code": "t", "measure_code": "trained", "level_code": "ward_standing", "printed": "51"}
    words = ["throughput_by_level", "--data", _beside(project, trained), "-p", "level_code=ward_standing"]
    return Shown(words, "throughput_by_level/ward_standing", ["Ward committee pool: 51"])


def grade(project: Path) -> Shown:
    """A grade above the best."""
    reference = project / REFERENCE
    _add(reference / "grades.csv", "honours,8,danh dự;loại danh dự")
    _add(
        reference / "labels.csv",
        "grade.honours,Danh dự,Honours",
        "graded.honours,danh dự,honours (danh dự)",
        "graded.honours_up,danh dự trở lên,honours (danh dự) or better",
        "quantity.honours,Riêng loại danh dự,Honours (danh dự) alone",
        "quantity.honours_up,Danh dự trở lên,Honours (danh dự) or better",
    )
    _add(reference / "bulletin_grades.csv", "danh dự,honours")
    best = SHARE | {"grade_code": "honours", "at_or_above": "", "unit_code": "person", "printed": "12"}
    words = ["grade_distribution", "--data", _beside(project, best), "-p", "class_code=new_class"]
    return Shown(words, "grade_distribution/new_class", ["Honours (", "12"])


def qualifier(project: Path) -> Shown:
    """Another word for "about"."""
    _replace(project / REFERENCE / "qualifiers.csv", "about,khoảng;", "about,khoảng;áng chừng;")
    share = SHARE | {"printed": "áng chừng 60%", "quote": "áng chừng 60% học viên"}
    words = ["grade_distribution", "--data", _beside(project, share), "-p", "class_code=new_class"]
    return Shown(words, "grade_distribution/new_class", ["áng chừng 60%", "146–161"])


def report(project: Path) -> Shown:
    """A copy of the template under a name of its own."""
    name, notebooks = "my_report", project / "notebooks"
    shutil.copy(notebooks / "_template.ipynb", notebooks / f"{name}.ipynb")
    _replace(notebooks / f"{name}.ipynb", r"footer(\"throughput_by_level\"", rf"footer(\"{name}\"")
    stated = ("  parameters:", "    source: hanoi-2023-11-04")
    _add(notebooks / "reports.yml", f"{name}:", f"  notebook: {name}", *stated)
    _add(project / REFERENCE / "labels.csv", f"report.{name},Báo cáo của tôi,My report")
    for language, method in (("vi", "Đếm từng con số."), ("en", "Every figure is counted.")):
        _add(project / REFERENCE / f"prose.{language}.yml", f"{name}:", f"  method: {method}")
    return Shown([name], f"{name}/all", ["Every figure is counted."], refreshed=name)


def chart(project: Path) -> Shown:
    """The least number of people at each level, as bars."""
    folder = project / "src" / "analysis" / "reports" / "throughput_by_level"
    (folder / "least.py").write_text(chart_files.BLOCK, encoding="utf-8")
    levels = "from analysis.reports.throughput_by_level.levels import levels\n"
    _replace(folder / "__init__.py", levels, chart_files.IMPORT + levels)
    _replace(folder / "__init__.py", '"levels", ', '"least", "levels", ')
    path = project / "notebooks" / "throughput_by_level.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(-1, nbformat.v4.new_code_cell(chart_files.CELL, id="least"))
    nbformat.write(notebook, path)
    for language, sentences in chart_files.SENTENCES.items():
        prose = project / REFERENCE / f"prose.{language}.yml"
        _replace(prose, "\nthroughput_by_level:\n", "\nthroughput_by_level:\n" + sentences)
    words = ["throughput_by_level", "-p", "level_code=all"]
    parts = ["No level has fewer people than 91"]
    return Shown(words, "throughput_by_level/all", parts, refreshed="throughput_by_level")


FRENCH = {"to": "à", "or": "ou", "and": "et", "people": "élèves", "learners": "élèves", "very": "très"}


def _french(text: str) -> str:
    """English with some words of French: enough letters and words to tell what is hard-coded for two languages."""
    return re.sub(rf"(?<![\w{{.])(?:{'|'.join(FRENCH)})(?![\w}}])", lambda match: FRENCH[match[0]], text)


def language(project: Path) -> Shown:
    """French, made up from English."""
    reference = project / REFERENCE
    _add(reference / "languages.csv", "fr,fr_FR,Français,d MMMM y,MMMM y,àâæçéèêëîïôœùûüÿ")
    with (reference / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row | {"fr": _french(row["en"])} for row in csv.DictReader(file)]
    with (reference / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    english = yaml.safe_load((reference / "prose.en.yml").read_text(encoding="utf-8"))
    prose = {part: {key: _french(text) for key, text in lines.items()} for part, lines in english.items()}
    (reference / "prose.fr.yml").write_text(yaml.safe_dump(prose, allow_unicode=True), encoding="utf-8")
    words = ["grade_distribution", "-p", "class_code=hoa_binh_pool"]
    parts = [
        '<html lang="fr">',
        "of 88 élèves were graded très good (",
        '<span lang="vi">Hà Nội</span> class 2',
        "54,5 ou 55,7%",
        'href="../methods.html#grades"',
    ]
    return Shown(words, "grade_distribution/hoa_binh_pool", parts, language="fr")


RECIPES: dict[str, Callable[[Path], Shown]] = {
    "a bulletin": bulletin,
    "the topics of a class": topics,
    "a level": level,
    "a grade": grade,
    "a qualifier word": qualifier,
    "a report": report,
    "a chart": chart,
    "a language": language,
}
