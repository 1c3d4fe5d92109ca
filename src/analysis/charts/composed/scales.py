"""Where the ticks of an axis of whole numbers stand."""

from __future__ import annotations

import math


def whole_ticks(most: int, steps: int = 4) -> list[int]:
    """Round whole numbers from 0, about ``steps`` of them, and the greatest value itself at the end.

    >>> whole_ticks(256), whole_ticks(256, 2), whole_ticks(1), whole_ticks(4000)
    ([0, 50, 100, 150, 200, 256], [0, 100, 200, 256], [0, 1], [0, 1000, 2000, 3000, 4000])
    """
    rough = max(most / steps, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = max(int(min((1, 2, 5, 10), key=lambda factor: abs(factor * power - rough)) * power), 1)
    inner = [tick for tick in range(0, most, step) if most - tick >= 0.5 * step]
    return [*(inner or [0]), most] if most else [0]
