"""The only door to the counts of a register: protected tables, built from data/raw/registers when asked for.

``published`` gives all of them as one frame, ``means`` the mean scores, ``classes`` what is said of each class and
``about`` the facts about the register and its protection.

A register is opened, tidied in memory and counted (``opening``, ``counting``); the sums that tie its tables to each
other are stated (``ties``). Its totals are protected first, then its rows given these totals (``families``,
``protecting``); all of it is attacked, and only then is anything written (``building``). Nothing that describes a
person reaches a file.
"""

from analysis.data.register_counts.building import PREFIX, about, classes, counts, cuts, means, reads, totals
from analysis.data.register_counts.policy import Policy
from analysis.data.register_counts.published import published

__all__ = ["PREFIX", "Policy", "about", "classes", "counts", "cuts", "means", "published", "reads", "totals"]
