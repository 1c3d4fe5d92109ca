"""Pictures: a frame and an Axes in, an Axes out; and the drawings of the pages, made by the same painters.

The functions are axes-level as seaborn's: they draw into ``ax`` (without one into the current Axes), return it, and
leave its ticks, title, limits and legend to be changed. Frames are tidy, their numbers Int64 or float64, missing
where nothing is said. :func:`use` sets the house's theme, so that a call of seaborn looks like the page, too.

The drawings of the pages are in :mod:`analysis.charts.composed`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.charts.columns import ChartError
    from analysis.charts.distributions import deltas, funnel, scores
    from analysis.charts.intervals import bounds, forest, strips
    from analysis.charts.theme import use

__all__ = ["ChartError", "bounds", "deltas", "forest", "funnel", "scores", "strips", "use"]

_ROOMS = {
    "ChartError": "columns", "bounds": "intervals", "deltas": "distributions", "forest": "intervals",
    "funnel": "distributions", "scores": "distributions", "strips": "intervals", "use": "theme",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """A chart from the module that draws it: who asks for a colour alone need not wait for matplotlib."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return __all__
