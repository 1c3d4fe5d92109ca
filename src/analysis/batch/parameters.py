"""The parameters that a notebook declares, and whether values fit them.

The cell tagged ``parameters`` is read, not run: one literal a line, the trailing comment is the help. Only
declared names pass, because papermill writes names into the notebook as code.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from analysis import paths
from analysis.batch import notebooks
from analysis.data.parameters import KINDS
from analysis.errors import ParameterError, nearest
from analysis.vocabulary.choices import Kind, Value

TAG = "parameters"


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: its name, default, and the help of its trailing comment."""

    name: str
    default: Value
    help: str

    @property
    def type_name(self) -> str:
        """The type of the default: str, int, float or bool."""
        return type(self.default).__name__

    @cached_property
    def choices(self) -> list[str]:
        """The codes that the parameter may take, read once; empty where any value of its type will do."""
        known = KINDS.get(self.name)
        return list(known.choices()) if known and known.choices else []

    def fitting(self, value: object) -> Value:
        """The value, exactly; ParameterError where it does not fit."""
        kind = KINDS.get(self.name, Kind(self.default))
        return replace(kind, choices=kind.choices and (lambda: self.choices)).fitting(self.name, value)


def declared(notebook: Path) -> dict[str, Parameter]:
    """The parameters of a notebook by name; DataError for a file that is none, ParameterError where it has no
    parameters cell, two, or a bad one, or is written in another language than Python."""
    name = paths.shown(notebook)
    try:
        content = notebooks.read(notebook)
        refuse_other_language(content.get("metadata", {}), name)
        tagged = [
            "".join(cell["source"]) for cell in content["cells"] if TAG in cell.get("metadata", {}).get("tags", [])
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise ParameterError(f"{name}: cannot be read as a notebook ({error}).") from None
    if len(tagged) != 1:
        cells = "no cell is" if not tagged else f"{len(tagged)} cells are"
        raise ParameterError(f'{name}: {cells} tagged "{TAG}". Tag exactly one.')
    try:
        return {parameter.name: parameter for parameter in _parameters(tagged[0], name)}
    except (SyntaxError, ValueError, RecursionError, tokenize.TokenError) as error:
        raise ParameterError(f"{name}, parameters cell: is no Python ({error}).") from None


def refuse_other_language(metadata: Mapping[str, Mapping[str, str]], name: str) -> None:
    """ParameterError where a notebook says that its cells are not Python. The name of its kernel decides nothing."""
    language = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name")
    if language and language.lower() != "python":
        raise ParameterError(f"{name}: its cells are in {language}. Write them in Python, under a Python kernel.")


def _parameters(source: str, name: str) -> list[Parameter]:
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    parameters = []
    for line in ast.parse(source).body:
        match line:
            case ast.Assign(
                targets=[ast.Name(id=variable)], value=ast.Constant(value=str() | int() | float() as value)
            ):
                parameters.append(Parameter(variable, value, comments.get(line.lineno, "")))
            case _:
                raise ParameterError(
                    f"{name}, parameters cell, line {line.lineno}: not a literal. "
                    "Write name = literal  # help, and derive values in the next cell."
                )
    return parameters


class Checker:
    """Whether values fit the parameters of a notebook, which is read once, and so are the choices of each."""

    def __init__(self, notebook: Path):
        self.notebook, self.declared = notebook, declared(notebook)

    def __call__(self, chosen: Mapping[str, object]) -> dict[str, Value]:
        """Every declared parameter with its value, the chosen ones instead of the defaults.

        Raises one ParameterError that names all the unknown names, wrong types and unknown codes. A text is
        converted where that is exact ("2" for an int); a text parameter keeps its text as it is.
        """
        declared, faults = self.declared, []
        values = {name: parameter.default for name, parameter in declared.items()}
        for name, value in chosen.items():
            if name not in declared:
                faults.append(f'{self.notebook.stem} has no parameter "{name}". {nearest(name, declared)}')
                continue
            try:
                values[name] = declared[name].fitting(value)
            except ParameterError as error:
                faults.append(str(error))
        if faults:
            raise ParameterError("\n".join(faults))
        return values
