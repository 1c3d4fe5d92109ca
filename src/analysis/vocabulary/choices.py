"""What a parameter may be, and the one sentence for what it may not: on the command line, in a notebook, in ``an``."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.errors import ParameterError
from analysis.vocabulary import prose

Value = str | int | float | bool
Reading = Literal["literal", "conventional"]
# What a "trained" figure counts of which completed parts are also printed.
Basis = Literal["admitted", "completions", "planned"]
READINGS: tuple[Reading, ...] = ("literal", "conventional")
BASES: tuple[Basis, ...] = ("admitted", "completions", "planned")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    """What a parameter may be: a value of the type of ``example``, above 0 or one of the choices where it says so."""

    example: Value = ""
    choices: Callable[[], Sequence[str]] | None = None
    is_positive: bool = False

    def fitting(self, name: str, value: object) -> Value:
        """The value, exactly; ParameterError where it does not fit.

        A text becomes the number or the truth that it spells ("2" for an int).

        >>> Kind(1.0, is_positive=True).fitting("tolerance", "2")
        2.0
        """
        fits, choices = _exactly(type(self.example), value), self.choices() if self.choices else ()
        if fits is None:
            raise self._refused("type", name, value, choices)
        if self.choices and fits not in choices:
            raise prose.unknown(name, value, choices)
        if self.is_positive and not fits > 0:
            raise self._refused("positive", name, value, choices)
        return fits

    def _refused(self, key: str, name: str, value: object, choices: Sequence[str]) -> ParameterError:
        example = choices[0] if choices else self.example
        named = {"name": name, "value": repr(value), "type": type(example).__name__, "example": repr(example)}
        return prose.refusal(ParameterError, key, **named)


KINDS: Mapping[str, Kind] = {
    "reading": Kind(choices=lambda: READINGS),
    "tolerance": Kind(1.0, is_positive=True),
    "language": Kind(choices=prose.languages),
    "admission_basis": Kind(choices=lambda: BASES),
    "abroad_in_pool": Kind(False),
    "levels_disjoint": Kind(False),
}


def fitting(name: str, value: object) -> Value:
    """The value of a parameter of :data:`KINDS`, exactly; ParameterError where it does not fit.

    >>> fitting("abroad_in_pool", "no")
    Traceback (most recent call last):
    ...
    analysis.errors.ParameterError: abroad_in_pool: 'no' is no bool. Give a bool such as False.
    """
    return KINDS[name].fitting(name, value)


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
