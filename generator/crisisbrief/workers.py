"""Work spread over processes that begin with nothing of this one's and do not outlive it."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process

from crisisbrief.memory import collect_seldom


def processes(count: int, begin: Callable[..., object] | None = None, *arguments: object) -> ProcessPoolExecutor:
    """A pool of `count` processes, each of which calls `begin` first."""
    # fork would copy threads that a library may hold
    return ProcessPoolExecutor(count, get_context("spawn"), initializer=_start, initargs=(begin, arguments))


def cores() -> int:
    return os.cpu_count() or 1


def _start(begin: Callable[..., object] | None, arguments: tuple[object, ...]) -> None:
    collect_seldom()
    # all that such a process holds goes with it at once
    atexit.register(os._exit, 0)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*arguments)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
