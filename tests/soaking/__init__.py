"""Batches under random faults: a plan that a seed decides, an office to make reports in, and what must be true after.

:mod:`~soaking.plan` says what is asked and what strikes when, :mod:`~soaking.office` makes the notebooks,
:mod:`~soaking.driver` is the process that makes the batches, :mod:`~soaking.strikes` finds and kills processes,
:mod:`~soaking.checks` compares what is on the disk with what was made without faults, and :mod:`~soaking.run` does it
all and sums it up.
"""
