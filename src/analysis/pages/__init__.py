"""How a page looks: blocks, tables, HTML, workbooks, documents, the index and the methods.

A notebook needs two functions of it: :func:`~analysis.pages.showing.show` and :func:`~analysis.pages.showing.block`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.pages.showing import block, show

__all__ = ["block", "show"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("analysis.pages.showing"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
