"""How long work tells how far it is; what it calls may raise to stop it."""

from collections.abc import Callable

# How much is done, and of how much.
Progress = Callable[[int, int], None]
# How much is done, where nobody knows the end.
Counting = Callable[[int], None]


def silent(*_numbers: int) -> None:
    """Tell nobody."""
