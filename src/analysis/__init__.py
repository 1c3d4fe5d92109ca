"""What published training figures of officials establish: bounds, audits and bilingual reports.

The short way for an analyst, in a notebook or a terminal:

>>> import analysis as an
>>> an.fits("trên 98%", 256, language="en").headline
'“trên 98%” of 256 fits 251–256; as usually read 251–253'

Every function of :mod:`analysis.api` is an attribute of the package and imported when it is first used. Four of
them have the name of a module that other modules import (``an.throughput`` is also ``analysis.throughput``);
such a module can be called, and the call goes to the function.
"""

from __future__ import annotations

import sys
from importlib import import_module
from inspect import Signature, signature
from types import ModuleType
from typing import TYPE_CHECKING, Any

from analysis.version import __version__

if TYPE_CHECKING:
    from analysis.api import audit, classes, figure, fits, grades, language, levels, sources, throughput

__all__ = [
    "__version__", "audit", "classes", "figure", "fits", "grades", "language", "levels", "sources", "throughput",
]  # fmt: skip
_NAMES = frozenset(__all__) - {"__version__"}
_MODULES = frozenset({"audit", "grades", "sources", "throughput"})


class _CallableModule(ModuleType):
    """A module that is called as the function of analysis.api with its name."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call the function of analysis.api with the name of this module; its docstring has examples."""
        return _function(self)(*args, **named)

    @property
    def __signature__(self) -> Signature:
        return signature(_function(self))


class _Package(ModuleType):
    """The package: attributes that are imported when they are asked for, the same in every order of imports."""

    def __getattr__(self, name: str) -> Any:
        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        if name in _NAMES:
            return getattr(import_module(f"{__name__}.api"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute; importing a module ends with setting it, and that is when it becomes callable."""
        if name in _MODULES and isinstance(value, ModuleType):
            value.__class__ = _CallableModule
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_NAMES})


def _function(module: ModuleType) -> Any:
    return getattr(import_module(f"{__name__}.api"), module.__name__.rpartition(".")[2])


sys.modules[__name__].__class__ = _Package
