"""How fast the core reader is: paragraphs a second through all stages, and how soon a new process is done."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crisisbrief.learn.corpus import Example
from crisisbrief.stages import structure

TIMES = 3
"""Starts tried; the fastest counts."""
STARTER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process that starts the real one: started from here it would be counted with the memory of training."""


@dataclass(frozen=True, slots=True)
class Start:
    """`crisisbrief explain` on one report, from the start of the process to its end."""

    seconds: float
    """Of the processor, so that it does not tell what else the machine was doing."""
    megabytes: float
    """At its largest."""


def paragraphs_a_second(examples: Sequence[Example]) -> float:
    """Through the stages from sentences to placements, by the processor's time."""
    structure(examples[0].report)  # the language pack is read once
    began = time.process_time()
    done = sum(structure(example.report)[0][-1].paragraph for example in examples if example.segments)
    return done / (time.process_time() - began)


def start(path: Path, example: Example) -> Start | None:
    """The fastest of a few starts with the report at `path`; None where the system does not say what a process took."""
    if sys.platform == "win32":
        return None
    told = {"--locale": example.report.locale, "--published": str(example.report.dateline.published or "1970-01-01")}
    options = [part for option in told.items() for part in option]
    explain = [sys.executable, "-m", "crisisbrief", "explain", "--json", *options, str(path)]
    return min((_started([sys.executable, "-c", STARTER, *explain]) for _ in range(TIMES)), key=lambda one: one.seconds)


def _started(command: Sequence[str]) -> Start:
    # what is installed is compiled once, and not at every start
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=compiled)
    seconds, size = done.stdout.split()
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return Start(float(seconds), int(size) * unit / 1e6)
