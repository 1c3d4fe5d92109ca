"""Importing the Jupyter libraries without the second and a half that none of them uses."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

IRI_GRAMMAR = "rfc3987_syntax"


@contextlib.contextmanager
def without_iri_grammar() -> Iterator[None]:
    """Import nbformat, papermill or nbconvert inside the block: 0.3 s instead of 1.9 s for nbclient.

    They pull in jsonschema, which offers to check the format "iri" if ``rfc3987_syntax`` can be imported, and
    that compiles its whole grammar at import. No schema of a notebook has such a format. None in sys.modules
    is Python's own way to say that a module is absent; afterwards it can be imported again.
    """
    if IRI_GRAMMAR in sys.modules:
        yield
        return
    sys.modules[IRI_GRAMMAR] = None
    try:
        yield
    finally:
        del sys.modules[IRI_GRAMMAR]
