"""The seeded script behind `crisisbrief bench --checks`: shows the errors that it injects into good pairs.

    python tests/injected_errors.py FOLDER/parallel-ar-en.tsv ar en > injected.tsv

prints a line for each error: id of the pair, the check that should find it, source, spoilt translation. What is
injected, and how, is crisisbrief.learn.injure; the same seed gives the same errors.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from crisisbrief import languages
from crisisbrief.learn.check_bench import injured
from crisisbrief.learn.corpus import rows
from crisisbrief.learn.injure import INJURIES
from crisisbrief.translate.checks import Pair


def lines(path: Path, source: str, target: str) -> Iterator[str]:
    """Every injected error of a parallel file as a line of tab-separated fields."""
    yield "\t".join(("id", "check", source, target))
    for row in rows(path):
        pair = Pair(row[source], languages.load(source), row[target], languages.load(target))
        for check in INJURIES:
            spoilt = injured(pair, check, row["id"])
            if spoilt is not None:
                yield "\t".join((row["id"], check, spoilt.source, spoilt.target))


if __name__ == "__main__":
    file, source_code, target_code = sys.argv[1:]
    sys.stdout.writelines(f"{line}\n" for line in lines(Path(file), source_code, target_code))
