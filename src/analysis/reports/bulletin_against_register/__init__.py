"""The report ``bulletin_against_register``: what a bulletin prints of a class, against the register of the class.

Blocks of the frames of ``measures.audit`` and of ``registered``. Of the register only published counts are used: where
one is suppressed, the verdict goes as far as they allow.
"""

from analysis.reports.bulletin_against_register.figures import figures, footer, reading, tiles, title
from analysis.reports.bulletin_against_register.registered import registered
from analysis.reports.register_pages.about import notice

__all__ = ["figures", "footer", "notice", "reading", "registered", "tiles", "title"]
