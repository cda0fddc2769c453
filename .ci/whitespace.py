"""Name every line of the given files that ends in white space, and every file without a newline at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path


def faults(path: Path) -> Iterator[str]:
    """`file:line: what is wrong`, for one text file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip() and path.suffix != ".md":
            yield f"{path}:{number}: white space at the end of the line"
    if lines[-1]:
        yield f"{path}:{len(lines)}: no newline at the end"
    elif len(lines) > 2 and not lines[-2]:
        yield f"{path}:{len(lines) - 1}: empty lines at the end"


if __name__ == "__main__":
    found = [fault for name in sys.argv[1:] for fault in faults(Path(name))]
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
