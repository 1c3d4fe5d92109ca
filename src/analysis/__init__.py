"""What published training figures of officials establish: bounds, audits and bilingual reports.

The short way for an analyst, in a notebook or a terminal:

>>> import analysis as an
>>> an.fits("trên 98%", 256, language="en").headline
"“trên 98%” of 256 fits 251–256; by this project's convention 251–253"

Every function of :mod:`analysis.lab.api` is an attribute of the package and imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analysis.errors import nearest
from analysis.version import __version__

if TYPE_CHECKING:
    from analysis.lab.api import audit, classes, figure, fits, grades, language, levels, sources, throughput

__all__ = [
    "__version__", "audit", "classes", "figure", "fits", "grades", "language", "levels", "sources", "throughput",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("analysis.lab.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}. {nearest(name, __dir__())}")


def __dir__() -> list[str]:
    """The functions of the short way, which completion then offers alone."""
    return [name for name in __all__ if name != "__version__"]
