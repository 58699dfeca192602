"""Many things in lists of so many."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in order, in lists of `size`, the last one shorter; no empty list."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some
