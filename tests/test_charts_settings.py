"""A drawing is the same whatever settings, style or theme the notebook around it has chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
import sample_report
import seaborn as sns

from analysis import charts
from analysis.charts import lettering
from analysis.pages.blocks import ChartBlock

MATPLOTLIBRC = Path(__file__).with_name("settings.matplotlibrc")
SETTINGS = {
    "a matplotlibrc": partial(matplotlib.rc_file, MATPLOTLIBRC),
    "a style sheet": partial(plt.style.use, "dark_background"),
    "a theme of seaborn": partial(sns.set_theme, style="dark", context="poster", font="cmr10", font_scale=2),
    "the theme of the house": charts.use,
    "sketched": plt.xkcd,
}


def _drawings() -> list[str]:
    """Both drawings of each chart of the sample report, its letters measured anew."""
    for measured in (lettering.text_width, lettering._advance, lettering._font):
        measured.cache_clear()
    charts = [block for block in sample_report.blocks("vi") if isinstance(block, ChartBlock)]
    return [str(drawing) for chart in charts for drawing in chart.drawings.values()]


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_settings_of_the_notebook_change_no_byte_of_a_drawing_and_stay_as_they_are(name):
    plain = _drawings()
    assert len(plain) == 4
    with matplotlib.rc_context():
        SETTINGS[name]()
        chosen = dict(matplotlib.rcParams)
        assert chosen != dict(matplotlib.rcParamsDefault)
        assert _drawings() == plain
        assert dict(matplotlib.rcParams) == chosen
