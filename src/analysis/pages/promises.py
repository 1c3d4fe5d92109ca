"""What the cells of a notebook promise to show, and whether it was shown."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Sequence

from analysis.pages.blocks.base import METADATA_KEY
from analysis.pages.imports import without_iri_grammar

with without_iri_grammar():
    from nbformat import NotebookNode


def broken_promises(notebook: NotebookNode) -> list[str]:
    """A sentence for each cell that shows fewer blocks than it asks for; empty where all are there.

    A cell promises as many blocks as its calls of ``show`` are given, each of which leaves a block or says that there
    is none (docs/decisions/0008-no-silent-block.md).
    """
    sentences = []
    for cell in notebook.cells:
        lines = _promises(cell.source) if cell.cell_type == "code" else []
        left = len([output for output in cell.get("outputs", ()) if METADATA_KEY in output.get("metadata", {})])
        if left < len(lines):
            sentences.append(
                f'the cell with "{lines[0]}" shows {left} of {len(lines)} blocks asked for with show(). Let an error '
                "end it, clear no output, and call show(None) where there is nothing to show."
            )
    return sentences


def _promises(source: str) -> list[str]:
    """The lines of a cell that call ``show``, each as often as it is given a block; a comment or a method is none.

    >>> _promises("show(title(levels), tiles(levels, 1))\\n# show(one)\\nplt.show()\\n%time show(footer())")
    ['show(title(levels), tiles(levels, 1))', 'show(title(levels), tiles(levels, 1))', '%time show(footer())']
    """
    tokens: list[tokenize.TokenInfo] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            tokens.append(token)
    except (tokenize.TokenError, SyntaxError):
        pass  # a command for the shell is no Python; what stands before it counts
    calls = [
        at
        for at, (before, name, after) in enumerate(zip(tokens[:1] + tokens, tokens, tokens[1:], strict=False))
        if name.string == "show" and after.string == "(" and before.string not in (".", "def")
    ]
    return [tokens[at].line.strip() for at in calls for _ in range(_arguments(tokens[at + 1 :]))]


def _arguments(tokens: Sequence[tokenize.TokenInfo]) -> int:
    """How many arguments stand between the bracket that the tokens begin with and its end."""
    depth, count, is_open = 0, 0, True
    for token in tokens:
        depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        if depth == 0:
            break
        is_comma = depth == 1 and token.string == ","
        if is_open and not is_comma and token.string.strip() and not (depth == 1 and token.string == "("):
            count, is_open = count + 1, False
        is_open = is_open or is_comma
    return count
