"""Work done once in the parent, so that every kernel inherits it: imports, fonts, glyphs, templates."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import pkgutil
import warnings
from collections.abc import Iterable
from fractions import Fraction

from analysis.errors import AnalysisError

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"

# What a kernel imports by its first cell; matplotlib_inline is the exception, it acts when it is imported.
KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "ipykernel.displayhook",
    "ipykernel.iostream",
    "ipykernel.ipkernel",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.historyapp",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "faulthandler",
    "pdb",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
)
DATA_STACK = (
    "numpy",
    "pandas",
    "pyarrow.compute",
    "pyarrow.parquet",
    "scipy.stats",
    "scipy.optimize",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "seaborn",
    "pandas.io.formats.style",
    "jinja2",
    "babel.dates",
    "babel.numbers",
    "yaml",
)
REPORTS = "analysis.reports"  # each module of this package is loaded, and so whatever else the notebooks use


def load(modules: Iterable[str]) -> None:
    """Import modules by name."""
    for name in modules:
        importlib.import_module(name)


def warm_up(modules: Iterable[str] = ()) -> None:
    """Import the data stack and ``modules``, and use it once, so that its lazy parts are loaded too."""
    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)  # matplotlib reads it when it is imported
    load((*DATA_STACK, *_modules(), *modules))
    _as_in_a_kernel()
    # Leaving the block also empties the registries of warnings that were already shown once.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _tables()
        _figures()
        _pages()
        _data()


def _as_in_a_kernel() -> None:
    """Show frames as a kernel does: pandas, imported here, takes this process for a terminal and leaves columns out."""
    import pandas as pd

    pd.set_option("display.max_columns", 20)


def _modules() -> list[str]:
    package = importlib.import_module(REPORTS)
    return [module.name for module in pkgutil.walk_packages(package.__path__, f"{REPORTS}.")]


def _tables() -> None:
    import pandas as pd

    frame = pd.DataFrame({"group": list("xyxyzz"), "value": [1.0, 2, 3, 4, 5, 6], "day": "2024-01-01"})
    frame = pd.read_csv(io.StringIO(frame.to_csv(index=False)), parse_dates=["day"])
    summary = frame.groupby("group").agg(count=("value", "size"), mean=("value", "mean"))
    frame.pivot_table(index="group", columns="day", values="value").merge(summary, on="group").to_string()
    frame._repr_html_()
    frame.to_dict("records")
    summary.style.format("{:.1f}")._repr_html_()
    buffer = io.BytesIO()
    frame.to_parquet(buffer, engine="pyarrow")


def _figures() -> None:
    """Draw without pyplot: its list of figures, its counter and the inline backend belong to the notebook."""
    import matplotlib as mpl
    import seaborn as sns
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with mpl.rc_context():
        for form in ("svg", "png"):
            figure = Figure(figsize=(4, 3), layout="constrained")
            FigureCanvasSVG(figure)
            left, right = figure.subplots(1, 2)
            left.barh(["a", "b"], [1, 2], label="Warm: ăâđêôơư")
            left.legend()
            sns.lineplot(x=[1, 2, 3], y=[1, 3, 2], ax=right)
            right.set_title("Warm")
            figure.savefig(io.BytesIO(), format=form)


def _pages() -> None:
    """Words, templates and drawings of the reports, in every language."""
    from analysis.charts import theme
    from analysis.charts.vector import svg
    from analysis.pages.templating import templates
    from analysis.vocabulary import labels

    for language in labels.languages():
        labels.say("index.stale_undated", language)
        labels.percent(Fraction(1, 3), language)
        labels.date("2025-01-31", language)
    for name in templates().list_templates(extensions="j2"):
        templates().get_template(name)
    figure, (panel,) = theme.canvas(theme.WIDE, 40)
    panel.text(4, 20, "ăâđêôơư")
    svg(figure, "warm", "warm")


def _data() -> None:
    """What many reports share of the data as they are now; what changes is read and computed again."""
    from analysis.data import processed
    from analysis.measures import grades
    from analysis.vocabulary import labels

    # The faults of a table are for whoever asks for it.
    with contextlib.suppress(AnalysisError), processed.unrecorded():
        for language in labels.languages():
            processed.catalogue(language)
        processed.statement_table()
        grades.closings(processed.statements(scope="graded"))
