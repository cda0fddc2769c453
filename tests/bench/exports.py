"""Size and seconds of every file that an export writes: `make bench-export`.

Each format is made in a process of its own, start-up and imports included, and once more all of them as the command
makes them. Sizes are those of the files; `gz` is gzip's best.
"""

from __future__ import annotations

import gzip
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crisisbrief.export import FORMATS

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {
    ".pictures.html": 64_000,
    ".html": 24_000,
    ".epub": 20_000,
    ".a5.pdf": 80_000,
    ".zim": 120_000,
    ".zip": 150_000,
}
"""Bytes that a file may have, by the end of its name."""
SECONDS = 5.0
"""For all formats together."""


def main(slug: str) -> int:
    """Print the table for one brief; 1 where a limit is passed."""
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    passed = False
    with tempfile.TemporaryDirectory() as folder:
        seconds = {name: timed(slug, Path(folder) / name, "--format", name) for name in FORMATS}
        seconds["all"] = timed(slug, Path(folder) / "all")
        for path in sorted((Path(folder) / "all" / slug).iterdir()):
            content = path.read_bytes()
            limit = next((limit for end, limit in LIMITS.items() if path.name.endswith(end)), None)
            passed |= limit is not None and len(content) > limit
            of = f"of {limit:>7,}" if limit else ""
            print(f"{path.name:40}{len(content):>9,} B {of:10}{len(gzip.compress(content, 9, mtime=0)):>9,} gz")
    for name, taken in seconds.items():
        print(f"{name:40}{taken:>9.2f} s" + (f" of {SECONDS:.2f}" if name == "all" else ""))
    return int(passed or seconds["all"] > SECONDS)


def timed(slug: str, out: Path, *arguments: str) -> float:
    """Seconds that one export takes."""
    command = [sys.executable, "-m", "crisisbrief", "export", slug, "--quiet", "--out", str(out), *arguments]
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "kazakhstan-unrest-2022"))
