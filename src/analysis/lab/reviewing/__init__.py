"""From proposed statements to confirmed ones: what the notebook ``review_bulletin`` shows, asks and saves.

``paste`` is a field for the text. ``open_review`` gives a :class:`Review`: the text with its figures marked, a row a
figure to edit, keep or reject, the audit of the rows as they stand, and ``save``, which writes statements, sidecar and
rejections. ``edit`` shows the rows as a form in JupyterLab; ``make_reports`` makes the reports of what was saved, as
the command does.
"""

from analysis.lab.reviewing.editor import edit
from analysis.lab.reviewing.making import make_reports
from analysis.lab.reviewing.pasting import paste
from analysis.lab.reviewing.review import Review, open_review

__all__ = ["Review", "edit", "make_reports", "open_review", "paste"]
