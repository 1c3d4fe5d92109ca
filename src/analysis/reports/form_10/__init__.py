"""The report ``form_10``: form 10-BTCTW filled from a register, with its sums proved.

Blocks of the frames of ``measures.form_10``; only counts that are published reach them.
"""

from analysis.reports.form_10.blocks import footer, left_out, part, proof, remarks, tiles, title
from analysis.reports.register_pages.about import notice

__all__ = ["footer", "left_out", "notice", "part", "proof", "remarks", "tiles", "title"]
