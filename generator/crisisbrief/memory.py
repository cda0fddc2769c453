"""What every process of ours does about memory."""

from __future__ import annotations

import atexit
import gc


def collect_seldom() -> None:
    """Language packs, entries of the cache and pages are many small objects that stay: looking through them for
    garbage every few hundred objects costs a fifth of a short run, and once more at its end a tenth."""
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
