"""The benchmark: the project's own reports made in every way there is, and what each way costs.

:func:`run` measures and returns a dictionary that goes into JSON as it is; :func:`text` makes a table of it and
:func:`write_documents` puts it into docs/. Each way runs in a process of its own
(``python -m analysis.bench``), so that its CPU time and its memory, descendants included, can be told apart.
"""

from analysis.bench.document import text, write_documents
from analysis.bench.run import run

__all__ = ["run", "text", "write_documents"]
