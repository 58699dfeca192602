"""What somebody usually says: the middle of many numbers, and how far they mostly lie from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

# Fewer numbers tell nothing of what is usual.
LEAST = 12
# The median deviation times this is a standard deviation of normally spread numbers (Rousseeuw
# and Croux 1993, "Alternatives to the Median Absolute Deviation").
_CONSISTENT = 1.4826
# So many such deviations away is out of line (Iglewicz and Hoaglin 1993 take 3.5 for a look).
_FAR = 6.0


@dataclass(frozen=True, slots=True)
class Usual:
    """How many numbers there are, their median, the bounds of the middle half, and their spread."""

    n: int
    middle: float
    lower: float
    upper: float
    spread: float

    def is_far(self, number: int) -> bool:
        """Return whether a number lies far out of line with these."""
        off = abs(number - self.middle)
        return off > _FAR * max(self.spread, 1.0) and off > self.middle


def usual(numbers: Sequence[int]) -> Usual | None:
    """Return what is usual among numbers; None for too few of them."""
    if len(numbers) < LEAST:
        return None
    middle = median(numbers)
    lower, _middle, upper = quantiles(numbers, n=4, method="inclusive")
    spread = _CONSISTENT * median(abs(one - middle) for one in numbers)
    return Usual(len(numbers), middle, lower, upper, spread)
