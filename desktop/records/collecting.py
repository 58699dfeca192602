"""Does without the search for cyclic rubbish while very many objects come and go.

Python's collector looks through all objects again and again, which takes a tenth of the time of an
import and stops every thread, the window's too, for so long.  Nearly all rubbish is freed without
it, as soon as nothing refers to it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector back; nested and in several threads, it goes on when the first ends."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # Else its first step, which takes the youngest, would look through all that is new.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
