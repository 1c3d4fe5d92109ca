"""An office's spreadsheet, however messy -> its own view of it, and a tidy register without a person in it.

One way through: ``containers`` looks before anything is opened, ``sheets`` reads in a process of its own,
``encodings`` turns every text into Unicode, ``headings`` finds the table, ``rows`` says what each row is,
``learners`` and ``cells`` what each cell says; ``reading`` accounts for all of them, ``report`` shows the
office its own file, and ``tidy`` lets only impersonal columns through.
"""

from analysis.registers.column_map import ColumnMap
from analysis.registers.keys import load as load_key
from analysis.registers.keys import make as make_key
from analysis.registers.reading import Reading, read
from analysis.registers.report import register_view, save_map, view
from analysis.registers.tidied import load, store, tidy

__all__ = [
    "ColumnMap",
    "Reading",
    "load",
    "load_key",
    "make_key",
    "read",
    "register_view",
    "save_map",
    "store",
    "tidy",
    "view",
]
