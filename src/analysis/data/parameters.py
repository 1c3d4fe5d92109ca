"""The parameters of a notebook, checked in its next cell with the sentences of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from analysis.data import inventory
from analysis.errors import ParameterError
from analysis.vocabulary import choices, prose
from analysis.vocabulary.choices import Kind
from analysis.vocabulary.reference import ALL

KINDS: Mapping[str, Kind] = choices.KINDS | {
    "source": Kind(choices=lambda: [ALL, *inventory.source_codes()]),
    "level_code": Kind(choices=lambda: [ALL, *inventory.level_codes()]),
    "class_code": Kind(choices=lambda: [ALL, *inventory.class_codes()]),
    "register": Kind(choices=inventory.register_codes),
}


def check(**chosen: object) -> None:
    """Nothing where every parameter may be as it is; else one ParameterError with a sentence for each that may not.

    The parameters are those of :data:`KINDS`; what data on file decide is read from there.

    >>> check(source="all", reading="literal", language="en")
    >>> check(reading="litteral", abroad_in_pool="no")
    Traceback (most recent call last):
    ...
    analysis.errors.ParameterError: reading: "litteral" is not known. Nearest: literal.
    abroad_in_pool: 'no' is no bool. Give a bool such as False.
    """
    faults = []
    for name, value in chosen.items():
        try:
            if name not in KINDS:
                raise prose.unknown("parameter", name, KINDS)
            KINDS[name].fitting(name, value)
        except ParameterError as error:
            faults.append(error)
    if faults:
        raise ParameterError(partial(_together, faults))


def _together(faults: list[ParameterError], language: str) -> str:
    return "\n".join(fault.said(language) for fault in faults)
