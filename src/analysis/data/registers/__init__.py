"""An office's spreadsheet, however messy -> the office's view of it, and a tidy register without a person in it.

One way through: ``containers`` looks before anything is opened, ``sheets`` reads in a separate process,
``encodings`` turns every text into Unicode, ``headings`` finds the table, ``rows`` says what each row is,
``learners`` and ``cells`` what each cell says; ``reading`` accounts for all of them, ``view`` shows the
office its file, and ``tidied`` lets only impersonal columns through.
"""

from analysis.data.registers.column_map import ColumnMap
from analysis.data.registers.keys import load as load_key
from analysis.data.registers.keys import make as make_key
from analysis.data.registers.reading import Reading, read
from analysis.data.registers.tidied import load, store, tidy
from analysis.data.registers.view import register_view, save_map, view

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
