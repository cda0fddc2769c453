#!/usr/bin/env python3
"""Other people's programs that judge what the project makes: what is missing is installed where that is permitted.

    .venv/bin/python .ci/programs.py

Each test that needs a program which is not there says that it did not run; so does this, once, with the command that
helps. Nothing here stops the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from ctypes.util import find_library

from environment import apt_get, runs

JUDGES = {
    "msgfmt": ("gettext", "catalogs"),
    "java": ("default-jre-headless", "EPUB, by epubcheck"),
    "mutool": ("mupdf-tools", "EPUB and PDF, by MuPDF"),
    "pdftotext": ("poppler-utils", "PDF, by Poppler"),
    "zbarimg": ("zbar-tools", "QR codes"),
    "kiwix-serve": ("kiwix-tools", "ZIM, by Kiwix"),
    "w3m": ("w3m", "the single HTML file, by a text browser"),
    "firefox-esr": ("firefox-esr", "the single HTML file, by Firefox"),
    "minisign": ("minisign", "signatures, by minisign"),
    "ssh-keygen": ("openssh-client", "signatures, by OpenSSH"),
    "rsync": ("rsync", "the site, brought to a server"),
    "mformat": ("mtools", "the site, on an SD card"),
    "faketime": ("faketime", "the same bytes under another clock"),
}
"""By program: Debian's package, and what is tried with it."""
FONTS = {
    "Noto Naskh Arabic": "fonts-noto-core",
}
"""By family, for PDF: Debian's package."""
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
"""What WeasyPrint loads, for PDF: Debian's packages."""


def main() -> int:
    """Install what is missing, then say what still is."""
    apt = apt_get()
    wanted = {package for _, package, _ in missing()}
    if wanted and apt is not None:
        print(f"Installing {' '.join(sorted(wanted))}", file=sys.stderr)
        install = [*apt, "install", "--yes", "--no-install-recommends"]
        # one by one where the lot fails: another distribution may not have one of them
        if runs([*apt, "update"]) and not runs([*install, *sorted(wanted)]):
            for package in sorted(wanted):
                runs([*install, package])
    for name, package, purpose in missing():
        print(f"{name} is not here, so this is not tried: {purpose} (sudo apt-get install {package})", file=sys.stderr)
    return 0


def missing() -> list[tuple[str, str, str]]:
    """Programs, libraries and fonts that are not here: name, Debian's package, what they are for."""
    here = families()
    return [
        *((name, *told) for name, told in JUDGES.items() if shutil.which(name) is None),
        *((name, package, "PDF") for name, package in LIBRARIES.items() if find_library(name) is None),
        *((family, package, "PDF") for family, package in FONTS.items() if family not in here),
    ]


def families() -> set[str]:
    """The font families of this machine; none where fontconfig has no command here."""
    if shutil.which("fc-list") is None:
        return set()
    listed = subprocess.run(["fc-list", ":", "family"], check=False, capture_output=True, text=True).stdout
    return set(_names(listed.splitlines()))


def _names(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        yield from (name.strip() for name in line.split(","))


if __name__ == "__main__":
    sys.exit(main())
