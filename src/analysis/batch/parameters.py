"""The parameters that a notebook declares, and whether values fit them.

The cell tagged ``parameters`` is read, not run: one literal a line, the trailing comment is the help. Only
declared names pass, because papermill writes names into the notebook as code.
"""

from __future__ import annotations

import ast
import io
import json
import math
import re
import tokenize
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis import paths
from analysis.data import inventory
from analysis.errors import ParameterError, nearest
from analysis.vocabulary import figures, labels
from analysis.vocabulary.reference import ALL

TAG = "parameters"
CHOICES: dict[str, Callable[[], list[str]]] = {
    "source": lambda: [ALL, *inventory.source_codes()],
    "level_code": lambda: [ALL, *inventory.level_codes()],
    "class_code": lambda: [ALL, *inventory.class_codes()],
    "register": inventory.register_codes,
    "reading": lambda: list(figures.READINGS),
    "language": lambda: list(labels.languages()),
    "admission_basis": lambda: list(figures.BASES),
}
POSITIVE = {"tolerance"}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)

Value = str | int | float | bool


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
        return CHOICES[self.name]() if self.name in CHOICES else []


def declared(notebook: Path) -> dict[str, Parameter]:
    """The parameters of a notebook by name; ParameterError where it has no parameters cell, two, or a bad one, or
    is written in another language than Python."""
    name = paths.shown(notebook)
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        refuse_other_language(content.get("metadata", {}), name)
        tagged = [
            "".join(cell["source"]) for cell in content["cells"] if TAG in cell.get("metadata", {}).get("tags", [])
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
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
                values[name] = _fitting(declared[name], value)
            except ParameterError as error:
                faults.append(str(error))
        if faults:
            raise ParameterError("\n".join(faults))
        return values


def _fitting(parameter: Parameter, value: object) -> Value:
    kind = type(parameter.default)
    fits = _exactly(kind, value)
    if fits is None:
        raise ParameterError(f"{parameter.name}: {value!r} is no {parameter.type_name}. {_example(parameter)}")
    choices = parameter.choices
    if choices and fits not in choices:
        raise ParameterError(f'{parameter.name}: "{value}" is not known. {nearest(fits, choices)}')
    if parameter.name in POSITIVE and not fits > 0:
        raise ParameterError(f"{parameter.name}: {value!r} is not above 0. {_example(parameter)}")
    return fits


def _example(parameter: Parameter) -> str:
    return f"Give a {parameter.type_name} such as {parameter.default!r}."


def _exactly(kind: type, value: object) -> Value | None:
    """The value as the kind, where nothing is lost or guessed; else None."""
    if kind is str:
        return value if isinstance(value, str) else None
    if kind is bool:
        return _truth(value)
    return _number(kind, value)


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else None


def _number(kind: type, value: object) -> int | float | None:
    """The value as a number of the kind, where it is that very number; Python would also read 1_0 and ٣."""
    plain = isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value))
    if isinstance(value, bool) or not plain:
        return None
    try:
        number = kind(value)
    except (ValueError, OverflowError):
        return None
    exact = math.isfinite(number) and (number == value or not isinstance(value, float))
    return number if exact else None
