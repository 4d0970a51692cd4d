"""Keep Python's collector of cycles out of the way of work on many records."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the collector of cycles.

    Records are plain values without cycles; the collector would walk all of them again and again, which takes as
    long as parsing them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
