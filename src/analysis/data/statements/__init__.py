"""Published statements: one row of a raw file is one printed figure, checked on the way in.

``read`` gives the publication of one file, ``parse`` that of its text, ``frame`` the rows of several as one frame. A
row is numbered as a spreadsheet numbers it: the heading is row 1.
"""

from analysis.data.statement_columns import COLUMNS
from analysis.data.statements.files import FRAME_COLUMNS, Publication, frame, parse, read
from analysis.data.statements.row import Statement

__all__ = ["COLUMNS", "FRAME_COLUMNS", "Publication", "Statement", "frame", "parse", "read"]
