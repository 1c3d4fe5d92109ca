"""The files of a new chart, as the README says under "Add": a block, its name, a cell, sentences."""

BLOCK = '''"""The least number of people at each level."""

import pandas as pd

from analysis.charts.composed import rows
from analysis.measures import frames
from analysis.pages.blocks import ChartBlock, alt
from analysis.pages.tables import ReportTable
from analysis.reports import common
from analysis.reports.throughput_by_level.parts import column, level, people, say
from analysis.vocabulary import labels


@common.marked
def least(levels: pd.DataFrame, statements: pd.DataFrame, language: str) -> ChartBlock:
    """The levels with what is certain of each."""
    printed = frames.chosen(people(levels)).dropna(subset="low")
    cells = tuple((level(row.level_code, language), int(row.low)) for row in printed.itertuples())
    bars = [rows.Row(name, "", (rows.Bar(low, low, labels.number(low, language)),)) for name, low in cells]
    columns = (column("level", language), column("literal", language, "count"))
    table = ReportTable(say("least_caption", language), columns, cells)
    return ChartBlock(
        key="least",
        language=language,
        headline=say("least_headline", language, low=min(low for _, low in cells)),
        subtitle=say("least_subtitle", language),
        draw=lambda narrow: rows.draw(bars, language, narrow, labels.word("unit.person", language)),
        alt=alt(say("least_alt", language), table, language),
        table=table,
        sources=common.printed_by(printed, statements, language),
    )
'''

IMPORT = "from analysis.reports.throughput_by_level.least import least\n"
CELL = "show(page.least(levels, counted, language))"

SENTENCES = {
    "vi": """\
  least_headline: Không cấp nào ít hơn {low} người
  least_subtitle: Số ít nhất chắc chắn của từng cấp
  least_alt: Thanh
  least_caption: Số ít nhất của từng cấp
""",
    "en": """\
  least_headline: No level has fewer people than {low}
  least_subtitle: What is certain of each level
  least_alt: Bars
  least_caption: The least number at each level
""",
}
