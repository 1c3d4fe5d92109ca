"""What counts as a small cell in a build: the threshold and the treatment of zeros, as the environment states them."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.data import disclosure, inventory
from analysis.errors import ParameterError, nearest


@dataclass(frozen=True)
class Policy:
    """The threshold under which a count is suppressed, and whether zeros are suppressed with the small counts."""

    threshold: int = disclosure.THRESHOLD
    zeros: disclosure.Zeros = "protect"


USUAL = Policy()


def stated() -> Policy:
    """The policy that the environment states, else the usual one; ParameterError for one that is impossible."""
    threshold, zeros = inventory.disclosure_policy()
    if threshold and not (threshold.isdecimal() and int(threshold) > 1):
        raise ParameterError(f"threshold: {threshold!r} is no whole number from 2 on.")
    if zeros and zeros not in disclosure.ZEROS:
        raise ParameterError(f'zeros: "{zeros}" is not known. {nearest(zeros, disclosure.ZEROS)}')
    return Policy(int(threshold or USUAL.threshold), zeros or USUAL.zeros)
