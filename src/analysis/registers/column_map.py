"""What a person says of a file and no program should guess: kept as YAML beside it for the next edition."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis import paths, reference
from analysis.errors import DataError, Fault, nearest
from analysis.registers import headings

SUFFIX = ".columns.yml"


class ColumnMap(BaseModel):
    """Heading -> code of what the column holds (null for nothing), and what the marks and bytes mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, str | None] = Field(default_factory=dict)
    encoding: str | None = None
    greatest_mark: Decimal = Field(default=Decimal(10), gt=0)
    scale: str | None = None


class _Loader(yaml.SafeLoader):
    """Plain YAML, in which a key stands once and nothing stands for something else."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                raise yaml.MarkedYAMLError(
                    problem=f'the key "{key}" stands twice', problem_mark=node.start_mark
                )
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(
                problem="an alias (*name) stands for something else", problem_mark=mark
            )
        return super().compose_node(parent, index)


def beside(register: Path) -> Path:
    """Where the column map of a register lies: its own name, with another ending.

    >>> beside(Path("lop-2.xlsx")).name
    'lop-2.columns.yml'
    """
    return register.with_name(register.stem + SUFFIX)


def load(path: Path) -> ColumnMap:
    """The column map of a YAML file; every fault of it at once as a :class:`~analysis.errors.DataError`."""
    shown = paths.shown(path)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}
        found = ColumnMap.model_validate(content)
    except OSError:
        raise DataError([Fault(shown, "there is no such column map.")]) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is no YAML in UTF-8"
        raise DataError([Fault(shown, f"{problem}.", row=mark.line + 1 if mark else None)]) from None
    except ValidationError as error:
        faults = [
            Fault(shown, f"{entry['msg']}.", column=".".join(map(str, entry["loc"])))
            for entry in error.errors()
        ]
        raise DataError(faults) from None
    _check(found, shown)
    return found


def _check(found: ColumnMap, shown: str) -> None:
    known = headings.keep()
    faults = [
        Fault(shown, f'no column is called "{code}". {nearest(code, known)}', column=heading)
        for heading, code in found.columns.items()
        if code is not None and code not in known
    ]
    if found.scale is not None and found.scale not in reference.scales():
        faults.append(
            Fault(shown, f'no scale is called "{found.scale}". {nearest(found.scale, reference.scales())}')
        )
    if faults:
        raise DataError(faults)


def save(found: ColumnMap, path: Path) -> None:
    """Write a column map as YAML, in the order in which the columns stand."""
    content = found.model_dump(mode="json", exclude_none=False)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
