"""The files of a new chart, as the README says under "Add": a painter, a block, a method, sentences."""

PAINTER = '''"""The least number of people at each level, as bars."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.charts import words
from analysis.charts.composed import rows
from analysis.vocabulary import labels


def draw(frame: pd.DataFrame, language: str, narrow: bool) -> Figure:
    """A bar for each level, from ``throughput.by_level`` under one reading."""
    bars = [
        rows.Row(words.level(code, language), "", (rows.Bar(low, low, labels.number(low, language)),))
        for code, low in zip(frame["level_code"], map(int, frame["persons_low"]), strict=True)
    ]
    return rows.draw(bars, language, narrow, labels.word("unit.person", language))
'''

BLOCK = '''"""The least number of people at each level."""

from analysis.charts.composed import least as chart
from analysis.pages.blocks import ChartBlock
from analysis.pages.tables import ReportTable
from analysis.reports.throughput_by_level.parts import column, level
from analysis.reports.throughput_by_level.view import View


def least(view: View) -> ChartBlock:
    """The levels with what is certain of each."""
    levels = view.levels[view.levels["persons_low"].notna() & (view.levels["reading"] == "literal")]
    cells = tuple((level(view, row.level_code), int(row.persons_low)) for row in levels.itertuples())
    bars = "; ".join(f"{name} {low}" for name, low in cells)
    return ChartBlock(
        key="least",
        language=view.language,
        headline=view.say("least_headline", low=min(low for _, low in cells)),
        subtitle=view.say("least_subtitle"),
        draw=lambda narrow: chart.draw(levels, view.language, narrow),
        alt=view.say("least_alt", bars=bars),
        table=ReportTable(view.say("least_caption"), (column(view, "level"), column(view, "literal", "count")), cells),
        sources=view.printed_by(levels),
    )
'''

METHOD = '''    def least(self) -> ChartBlock:
        """The least number of people at each level."""
        from analysis.reports.throughput_by_level.least import least

        return least(self.view)

'''

SENTENCES = {
    "vi": """\
  least_headline: Không cấp nào ít hơn {low} người
  least_subtitle: Số ít nhất chắc chắn của từng cấp
  least_alt: "Thanh: {bars}."
  least_caption: Số ít nhất của từng cấp
""",
    "en": """\
  least_headline: No level has fewer people than {low}
  least_subtitle: What is certain of each level
  least_alt: "Bars: {bars}."
  least_caption: The least number at each level
""",
}
