"""Small cells: what a table of counts from a register must suppress, and what an intruder still learns.

A register holds persons, and a count below the threshold points at some of them; a row in which all have one grade
points at each (:func:`alike`). :func:`protect` suppresses such cells and as few others as it takes; :func:`attack` is
the proof, since it solves for the suppressed cells as an intruder would who has the margins, printed percentages and
the other reports of a batch. Sources: Hundepool and others, Statistical Disclosure Control (2012), chapters 4 and 5;
Fischetti and Salazar (2001), Management Science 47:1008.
"""

from analysis.data.disclosure.counts import TOTAL, DisclosureError, with_margins
from analysis.data.disclosure.groups import alike
from analysis.data.disclosure.intruder import attack, attack_batch, extent
from analysis.data.disclosure.protection import (
    THRESHOLD,
    ZEROS,
    Zeros,
    audit,
    audit_batch,
    floors,
    protect,
    protect_batch,
)
from analysis.data.disclosure.system import Fact, percentage

__all__ = [
    "THRESHOLD",
    "TOTAL",
    "ZEROS",
    "DisclosureError",
    "Fact",
    "Zeros",
    "alike",
    "attack",
    "attack_batch",
    "audit",
    "audit_batch",
    "extent",
    "floors",
    "percentage",
    "protect",
    "protect_batch",
    "with_margins",
]
