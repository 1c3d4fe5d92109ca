"""The explorer: choose what to look at with widgets; headline, chart and table follow.

``Choice`` is what can be chosen and gives its answer and its job for the batch, ``Explorer`` the widgets around
one, ``WhatIf`` those that try another printed figure.
"""

from analysis.lab.explorer.choice import REPORTS, Choice
from analysis.lab.explorer.widgets import Explorer, WhatIf

__all__ = ["REPORTS", "Choice", "Explorer", "WhatIf"]
