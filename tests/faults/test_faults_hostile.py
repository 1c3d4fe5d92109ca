"""Faults 7 to 12: what a file says is meant to run, to swell or to lead elsewhere."""

from __future__ import annotations

import ast
import csv
import io
import os
import pickle
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import register_files as files
import workbook_files as workbooks
from bs4 import BeautifulSoup
from statement_files import ROW, SHARE, SIDECAR, put

from analysis import cli, paths
from analysis.pages.tables import Column, ReportTable, to_csv

SCRIPT = "<script>alert(document)</script>"
FORMULAS = ('=HYPERLINK("http://x")', "@SUM(A)", "-cmd|x!A")
MARKS = "|`a`[x](javascript:alert)$$"
CODES = (SCRIPT, *FORMULAS, MARKS)
HOSTILE = f'producer: "{SCRIPT}"\ntitle: "{SCRIPT}{MARKS} =1+1"\nlicence: "@SUM(1)"\nurl: "javascript:alert(4)"\n'


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Path:
    """Own classes and sources whose names are meant to run, and the pages and workbooks made of them."""
    own = tmp_path_factory.mktemp("hostile")
    for at, code in enumerate(CODES):
        put(own, ROW | {"class_code": code}, SHARE | {"class_code": code}, name=f"s{at}", sidecar=HOSTILE)
    words = ["report", "grade_distribution", "--data", own, "-p", "class_code=all", "--language", "en"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", os.environ.copy())
        assert cli.run([*map(str, words), "--format", "xlsx", "--workers", "1"]) == 0
    return own / "reports" / "grade_distribution"


def _pages(folder: Path) -> list[BeautifulSoup]:
    return [BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in folder.glob("*.html")]


@pytest.mark.fault(
    7,
    "<script> as the name of a class, of a producer, in a title",
    "text in the page, in descriptions of drawings and in CSV; no live script, no handler, no such link",
)
def test_a_script_as_a_name(office, hostile):
    (page,) = _pages(hostile)
    assert SCRIPT in page.get_text()
    live = [str(tag) for tag in page.find_all("script") if "alert" in str(tag)]
    handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    links = [tag["href"] for tag in page.find_all(href=True) if tag["href"].startswith("javascript")]
    assert (live, handlers, links) == ([], [], [])
    drawings = [path.read_text(encoding="utf-8") for path in hostile.glob("*.svg")]
    assert drawings
    assert [text for text in drawings if "<script" in text] == []
    assert office.run("audit", *sorted(hostile.parent.parent.glob("*.csv"))).code == 0


def _sheets(folder: Path) -> list[openpyxl.cell.Cell]:
    (path,) = folder.glob("*.xlsx")
    return [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]


@pytest.mark.fault(
    8,
    "=HYPERLINK(...), @SUM, -1, a tab first, in a name",
    "text in the workbook, read back the same; in CSV behind an apostrophe; no formula, no link",
)
def test_a_formula_as_a_name(office, hostile):
    cells = _sheets(hostile)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert set(FORMULAS) <= {cell.value for cell in cells}
    rows = [
        cell
        for path in hostile.glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        for cell in row
    ]
    assert [cell for cell in rows if cell.startswith(("=", "@", "-c", "+", "\t"))] == []
    assert {f"'{text}" for text in FORMULAS} <= set(rows)
    table = ReportTable("Starts", (Column("a", "A"),), (("\t=1",), ("+1",)))
    assert to_csv(table, "en").decode("utf-8-sig").splitlines() == ["A", "'\t=1", "'+1"]
    assert office.states() == {}


@pytest.mark.fault(
    9, "a name with a bar, backticks, [x](javascript:...), $$", "shown letter by letter; nothing is marked up"
)
def test_a_name_that_is_markup(office, hostile):
    (page,) = _pages(hostile)
    assert MARKS in page.get_text()
    assert [tag for tag in page.find_all(["code", "a"]) if tag.get_text() in ("a", "x")] == []
    assert MARKS.replace("](", "] (").replace("$$", "$ $") in {cell.value for cell in _sheets(hostile)}
    assert office.states() == {}


YAML = {
    "an object": ('producer: !!python/object/apply:os.system ["touch {}"]', "row 1: a tag (tag:yaml.org,"),
    "a billion laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "row 2: an alias (*name) is not allowed."),
    "a key twice": ("title: A\ntitle: B", 'row 2: the key "title" stands twice.'),
    "depth": ("a: " + "[" * 50_000, "row 1: more than 20 levels deep"),
    "a crowd": ("a: [" + "x," * 90_000 + "]", "row 1: more than 5,000 values"),
    "a huge number": ("title: " + "9" * 190_000, "column licence: is missing."),
    "a large file": ("# " + "x" * 200_000, "larger than 200,000 bytes"),
}


@pytest.mark.fault(
    10,
    "YAML with object tags, a billion laughs, duplicate keys, great depth, size or number",
    "refused with the row, in under a second and 200 MB, exit code 2",
)
@pytest.mark.parametrize("case", YAML)
def test_hostile_yaml(office, tmp_path, case, cpu):
    text, says = YAML[case]
    mark = tmp_path / "mark"
    path = put(tmp_path, ROW, sidecar=text.replace("{}", str(mark)))
    began = cpu()
    told = office.run("check", path)
    assert cpu() - began < 1
    assert (told.code, says in told.err, mark.exists()) == (2, True, False)
    tracemalloc.start()
    office.run("check", path)
    assert tracemalloc.get_traced_memory()[1] < 200 << 20
    tracemalloc.stop()


class _Payload:
    """What runs a program when it is loaded."""

    def __init__(self, mark: Path):
        self.mark = mark

    def __reduce__(self):
        return os.system, (f"touch '{self.mark}'",)


@pytest.mark.fault(
    11,
    "a register as a pickle, or Parquet with pickled objects",
    "refused by its content whatever its name, never loaded, exit code 2",
)
@pytest.mark.parametrize("name", ["a.pkl", "a.csv", "a.xlsx", "a.parquet"])
def test_a_pickle_as_a_register(office, tmp_path, name):
    mark, path = tmp_path / "mark", tmp_path / name
    data = pickle.dumps(_Payload(mark))
    if name == "a.parquet":
        pq.write_table(pa.table({"Họ và tên": ["a"], "Xếp loại": [data]}), path)
    else:
        path.write_bytes(data)
    told = office.run("register", path)
    assert (told.code, told.out, mark.exists()) == (2, "", False)
    assert "never loaded" in told.err
    assert office.report("--register", path, "--list").code == 0
    assert office.states() == {}


UNSAFE = {
    "macros": ("xl/vbaProject.bin", "the workbook holds macros"),
    "links": ("xl/externalLinks/externalLink1.xml", "the workbook is linked to other files"),
    "binary": ("xl/workbook.bin", "this is a binary workbook"),
}


@pytest.mark.fault(
    12,
    "a workbook that is a zip bomb, has links, macros, a password or a hidden sheet",
    "refused before it is opened, with the way to mend it; a hidden sheet is counted, said and not read",
)
def test_an_unsafe_workbook(office, tmp_path):
    path = tmp_path / "a.xlsx"
    for part, says in UNSAFE.values():
        files.write_xlsx(path, files.office_rows())
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(part, b"x")
        told = office.run("register", path)
        assert (told.code, told.out, says in told.err) == (2, "", True)
    files.write_xlsx(path, files.office_rows())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", bytes(64 << 20))
    assert "the workbook would unpack to" in office.run("register", path).err
    path.write_bytes(workbooks.compound("EncryptedPackage", b"x"))
    assert "protected with a password" in office.run("register", path).err
    files.write_xlsx(path, files.office_rows(), files.office_rows())
    told = office.run("register", path)
    assert told.code == 0
    assert "sheet 2 is hidden" in told.out


@pytest.mark.fault(
    12, "an OpenDocument sheet of a few bytes that repeats a row a million times", "refused, in bounded memory"
)
def test_a_sheet_that_repeats_itself(office, tmp_path):
    path = workbooks.write_ods(tmp_path / "a.ods", files.office_rows())
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    repeated = b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    repeated += b'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>'
    content["content.xml"] = content["content.xml"].replace(b"</table:table>", repeated + b"</table:table>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    told = office.run("register", path)
    assert (told.code, told.out) == (2, "")
    assert "needs more memory than a register may take" in told.err


def test_a_link_that_leads_out_of_a_raw_folder_is_refused(office, tmp_path):
    (own := tmp_path / "own").mkdir()
    path = put(tmp_path, ROW, SHARE, name="outside")
    (own / "x.csv").symlink_to(path)
    (own / "x.source.yml").symlink_to(path.with_name("outside.source.yml"))
    told = office.report("--data", own)
    lines = [
        f"{own / name}: is a link that leads out of its folder. Put the file itself there."
        for name in ("x.csv", "x.source.yml")
    ]
    assert told == (2, "", "\n".join(lines) + "\n")
    inside = put(own, ROW, SHARE, name="y")
    for name in ("x.csv", "x.source.yml"):
        (own / name).unlink()
    (own / "z.csv").symlink_to(inside)
    (own / "z.source.yml").write_text(SIDECAR, encoding="utf-8")
    assert office.run("check", own).code == 0


RUNNING = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "eval", "exec", "read_pickle"}


def test_nothing_that_is_read_can_run():
    """What is loaded from a file is data; only processes of one batch speak pickle with each other."""
    found = {
        (path.name, name)
        for path in paths.PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _named(node)
        if name in RUNNING
    }
    assert found == set()


def _named(node: ast.AST) -> list[str]:
    """The modules that a node imports, or the function that it calls."""
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [str(node.module).split(".")[0], *(alias.name for alias in node.names)]
    if isinstance(node, ast.Call):
        return [getattr(node.func, "id", None) or getattr(node.func, "attr", "")]
    return []
