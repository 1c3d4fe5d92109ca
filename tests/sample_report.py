"""A made-up report of every kind of block, for the tests of pages, self-check, workbooks and the browser."""

from collections.abc import Iterable
from fractions import Fraction

from matplotlib.figure import Figure
from nbformat import NotebookNode, v4

from analysis.charts import marks, theme
from analysis.pages.blocks import (
    Banner,
    Block,
    ChartBlock,
    Footer,
    Prose,
    ReadingKey,
    SourceNote,
    TableBlock,
    Tile,
    Tiles,
    Title,
)
from analysis.pages.facts import Facts
from analysis.pages.index import Entry
from analysis.pages.tables import Column, ReportTable, Special
from analysis.vocabulary import labels
from analysis.vocabulary.workings import working

BASE = 256
SHARE = (Fraction(251, BASE), Fraction(1))
FACTS = Facts("Hà Nội", ("2023-11-04",), (BASE, BASE))
ROWS = (
    ("grade.good", "trên 98%", (251, 256), (251, 253)),
    ("grade.very_good", "gần 60%", (0, 153), (146, 153)),
    ("measure.commended", "22", (22, 22), (22, 22)),
)
WORDS = {
    "en": {
        "title": "At least 251 of 256 learners were good (khá) or better",
        "lede": "What two printed phrases establish about one class: Hànộimới, 4 November 2023.",
        "what": "good (khá) or better",
        "why": "of 256: printed as “trên 98%”, so 251 is certain.",
        "headline": "The words guarantee 251 good or better, but nobody very good",
        "subtitle": "Learners at each grade, of the 256 who completed the class, 4 November 2023. "
        "Solid is certain, pale is possible.",
        "axis": "learners, of the 256 who completed the class",
        "alt": "Interval bars of learners out of 256. Good 251 to 256, conventionally 251 to 253. "
        "Very good 0 to 153, conventionally 146 to 153. Commended: exactly 22.",
        "caption": "Least and greatest number of 256 learners, both readings",
        "columns": ("Grade", "Printed", "Literal", "Share", "Conventional"),
        "source": "Hànộimới, 4 November 2023: “trên 98%”, “gần 60%”, “22” of 256.",
        "note": ("Solid ends where certainty ends. The pale part, between two caps, is open.", "Grey is a count."),
        "open": "The largest group has a floor of 1,001 and no ceiling",
        "levels": ("Level", "People", "Abroad"),
        "heading": "What the text does not say",
        "item": "How many of the top group were xuất sắc and how many giỏi.",
        "conflict": "Two printed figures exclude each other",
        "because": "48 of 88 is printed as “55,7%”, which is 49.",
        "method": "Every whole number that fits each printed phrase is listed with exact fractions.",
    },
    "vi": {
        "title": "Ít nhất 251 trong 256 học viên đạt khá trở lên",
        "lede": "Hai cụm từ trên báo cho biết chắc điều gì về một lớp, theo Hànộimới ngày 4/11/2023.",
        "what": "khá trở lên",
        "why": "trong 256: tin ghi “trên 98%”, nên chắc chắn có 251.",
        "headline": "Câu chữ bảo đảm 251 người khá trở lên, không bảo đảm ai đạt giỏi",
        "subtitle": "Số học viên theo mức xếp loại, trong 256 người hoàn thành lớp, ngày 4/11/2023. "
        "Phần đậm là chắc chắn, phần nhạt là có thể.",
        "axis": "học viên, trong 256 người hoàn thành lớp",
        "alt": "Biểu đồ khoảng, số học viên trong 256. Khá 251 đến 256, thường hiểu 251 đến 253. "
        "Giỏi 0 đến 153, thường hiểu 146 đến 153. Được khen: đúng 22.",
        "caption": "Số ít nhất và nhiều nhất trong 256 học viên, theo hai cách đọc",
        "columns": ("Xếp loại", "Đã công bố", "Theo câu chữ", "Tỷ lệ", "Thường hiểu"),
        "source": "Hànộimới, 4/11/2023: “trên 98%”, “gần 60%”, “22” của 256.",
        "note": ("Hết phần đậm là hết điều chắc chắn. Phần nhạt là điều còn để ngỏ.", "Màu xám là số đếm."),
        "open": "Nhóm lớn nhất có sàn 1.001 và không có trần",
        "levels": ("Cấp", "Người", "Nước ngoài"),
        "heading": "Điều bản tin không nói",
        "item": "Trong nhóm đầu có bao nhiêu xuất sắc, bao nhiêu giỏi.",
        "conflict": "Hai số liệu loại trừ nhau",
        "because": "48 trong 88 được công bố là “55,7%”, tức 49.",
        "method": "Liệt kê bằng phân số chính xác mọi số nguyên phù hợp với từng cụm từ.",
    },
}


def draw(language: str, narrow: bool) -> Figure:
    """Interval bars of three rows, literal above conventional."""
    step = 62
    columns = (236, 92) if narrow else (206, 356, 174)
    figure, panels = theme.canvas(sum(columns), 50 + step * len(ROWS), columns)
    bars, numbers = panels[-2:]
    bars.set_xlim(0, BASE)
    ticks = (0, 128, BASE) if narrow else (0, 64, 128, 192, BASE)
    texts = [labels.number(tick, language) for tick in ticks]
    marks.axis(bars, 4, step * len(ROWS) + 6, ticks, texts, title=WORDS[language]["axis"])
    for place, (key, printed, literal, conventional) in enumerate(ROWS):
        y = place * step + 34
        if not narrow:
            marks.put(panels[0], 0, y - 9, labels.word(key, language), 13.5, bold=True)
            marks.put(panels[0], 0, y + 11, f"“{printed}”", 12, colour="soft")
        exact = literal[0] == literal[1]
        pairs = [("count", literal, 0)] if exact else [("literal", literal, -13), ("conventional", conventional, 13)]
        for tone, (low, high), dy in pairs:
            marks.interval(bars, y + dy, low, high, 19, tone=tone)
            text = labels.span(low, high, language)
            marks.put(numbers, 12, y + dy, text, bold=True, colour=tone)
    return figure


def draw_open(language: str, narrow: bool) -> Figure:
    """One exact bar and one without an upper end."""
    figure, (panel,) = theme.canvas(theme.NARROW if narrow else theme.WIDE, 150)
    panel.set_xlim(0, 1300)
    marks.axis(panel, 20, 110, (0, 500, 1000), [labels.number(tick, language) for tick in (0, 500, 1000)])
    marks.interval(panel, 40, 1001, None)
    marks.interval(panel, 85, 706, 706, tone="count")
    marks.put(panel, 0, 40, labels.span(1001, None, language), 12.5, bold=True, colour="paper", dx=8)
    marks.put(panel, 706, 85, labels.number(706, language), bold=True, colour="count", dx=8)
    return figure


def blocks(language: str) -> list[Block]:
    """Every kind of block once, the foot last."""
    say = WORDS[language]
    return [
        Title(language, say["title"], say["lede"], share=SHARE, share_of=say["what"], facts=FACTS),
        Tiles(language, (Tile("251–256", say["what"], say["why"]),) * 4),
        Banner(language, say["conflict"], (say["because"],), numbers=(48, 88, 49)),
        ReadingKey(language, (("gần 60%", "“gần 60%”"),)),
        ChartBlock(
            key="grades", language=language, headline=say["headline"], subtitle=say["subtitle"],
            draw=lambda narrow: draw(language, narrow), alt=say["alt"], table=_grades(language),
            sources=(say["source"],), note=say["note"],
            working=(f"“trên 98%”: {working('trên 98%', BASE, language=language)}",),
        ),
        ChartBlock(
            key="open", language=language, headline=say["open"], subtitle=say["subtitle"],
            draw=lambda narrow: draw_open(language, narrow), alt=say["open"], table=_levels(language),
            sources=(say["source"],),
        ),
        TableBlock(
            key="levels", language=language, headline=say["open"], subtitle=say["subtitle"],
            table=_levels(language), sources=(say["source"],),
        ),
        Prose(language, say["heading"], (say["item"],)),
        Footer(
            language, say["title"], (SourceNote("Bế giảng lớp 2", "Hànộimới", "facts only", "2023-11-04"),),
            say["method"], "c56920a5255fcbb60ab5b7bef3459fcee5e868743ed8d90c96e5e4fe9be62163",
        ),
    ]  # fmt: skip


def _grades(language: str) -> ReportTable:
    kinds = ("text", "quote", "span", "share_span", "span")
    keys = ("grade", "printed", "literal", "share", "conventional")
    columns = tuple(map(Column, keys, WORDS[language]["columns"], kinds))
    rows = tuple(
        (labels.word(key, language), f"“{printed}”", literal, tuple(Fraction(end, BASE) for end in literal), usual)
        for key, printed, literal, usual in (*ROWS, ("level_short.all", "256", (BASE, BASE), (BASE, BASE)))
    )
    return ReportTable(WORDS[language]["caption"], columns, rows)


def _levels(language: str) -> ReportTable:
    columns = tuple(map(Column, ("level", "persons", "abroad"), WORDS[language]["levels"], ("text", "span", "count")))
    rows = (
        (labels.word("level_short.commune_secretary", language), (1001, Special.NO_LIMIT), Special.UNAVAILABLE),
        (labels.word("level_short.city_managed", language), (706, 706), 40),
        (labels.word("level_short.district_secretary", language), Special.NOT_APPLICABLE, BASE),
    )
    return ReportTable(WORDS[language]["caption"], columns, rows)


def notebook(language: str, *extra: NotebookNode) -> NotebookNode:
    """An executed notebook that shows the blocks, one a cell, and then the extra cells."""
    return showing(blocks(language), *extra)


def showing(shown: Iterable[Block], *extra: NotebookNode) -> NotebookNode:
    """An executed notebook that shows these blocks, one a cell, and then the extra cells."""
    cells = [v4.new_markdown_cell("# A note for analysts"), v4.new_code_cell("import analysis as an\n")]
    for place, block in enumerate(shown):
        data, metadata = block._repr_mimebundle_()
        output = v4.new_output("execute_result", data=data, metadata=metadata, execution_count=place + 2)
        cells.append(v4.new_code_cell(f"block({place})  # <b>", execution_count=place + 2, outputs=[output]))
    return v4.new_notebook(cells=[*cells, *extra])


def entries() -> list[Entry]:
    """Reports in two editions: made, stale, failed (of a class whose name tries to break out) and a demonstration."""
    words = {
        "vi": ("Số người theo cấp", "Mọi cấp", "Xếp loại một lớp", "Ô 3 chạy quá 60 giây.", "Danh sách mô phỏng"),
        "en": ("Throughput by level", "All levels", "Grades of a class", "Cell 3 ran for more than 60 seconds.",
               "Synthetic register"),
    }  # fmt: skip
    found = []
    for language, (levels, every, grades, reason, register) in words.items():
        say, href, day = WORDS[language], f"sample/all.{language}.html", "2023-11-04"
        bad = "<script>alert(1)</script>"
        found += [
            Entry(
                "throughput", levels, "level", "all", every, language, say["title"], href,
                made_at=day, figures=" 1001 445", facts=Facts(dates=("2004", "2012"), size=(1001, None)),
            ),
            Entry(
                "grades", grades, "class", "hoa_binh", "Hòa Bình", language, say["headline"], href=href,
                state="stale", made_at=day, share=SHARE, share_of=say["what"], figures=" 251 256",
                facts=Facts("Hà Nội", (day,), (BASE, BASE), is_contradicted=True),
            ),
            Entry("grades", grades, "class", "bad", bad, language, state="failed", message=reason),
            Entry(
                "register", register, "register", "mine", "mine", language, say["open"], href=href, made_at=day,
                facts=Facts(size=(22, 22), is_demonstration=True),
            ),
        ]  # fmt: skip
    return found
