"""An office's spreadsheet, however messy -> its own view of it, and a tidy register without a person in it.

One way through: ``containers`` looks before anything is opened, ``sheets`` reads in a process of its own,
``encodings`` turns every text into Unicode, ``headings`` finds the table, ``rows`` says what each row is, ``cells`` what
each cell says; ``reading`` accounts for all of them and ``tidy`` lets only impersonal columns through.
"""

from analysis.registers.column_map import ColumnMap
from analysis.registers.reading import Reading, read
from analysis.registers.report import register_view, view

__all__ = ["ColumnMap", "Reading", "read", "register_view", "view"]
