"""The benchmark: the project's own reports made in every way there is, large registers in every tool, and the costs.

It has :data:`PARTS`, each measured alone or after the other: :func:`results` gives plain data that go into JSON as
they are, and writes them into docs/; :func:`text` makes tables of them. Each way and each tool runs in a process of
its own (``python -m bench``, ``… bench.aggregation``), so that its CPU time and its memory,
descendants included, can be told apart.
"""

from bench.parts import PARTS, USUAL, results, text

__all__ = ["PARTS", "USUAL", "results", "text"]
