#!/usr/bin/env python3
"""gettext's own judge of catalogs for the tests: an installed msgfmt, else the distribution's package where permitted.

Without it one test says that it did not run.
"""

from __future__ import annotations

import shutil
import sys

from environment import apt_get, runs


def main() -> int:
    apt = apt_get()
    if shutil.which("msgfmt") is None and apt is not None:
        runs([*apt, "update"]) and runs([*apt, "install", "--yes", "--no-install-recommends", "gettext"])
    if shutil.which("msgfmt") is None:
        print("msgfmt is not here: catalogs are not tried with gettext (sudo apt-get install gettext)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
