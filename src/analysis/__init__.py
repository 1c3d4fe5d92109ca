"""What published training figures of officials establish: bounds, audits and bilingual reports."""

from analysis.version import __version__

__all__ = ["__version__"]
