"""`make bench-pdf`: what share of a brief's words each reader takes out of its PDF, its size, the seconds it takes."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from crisisbrief.export import pdf
from crisisbrief.export.pdf.paper import document
from crisisbrief.pipeline import edition
from read_pdf import ARABIC, LATIN, Prose, readers, share, words


def main(slug: str) -> None:
    """Print the figures of one brief."""
    made = edition(Path.cwd(), slug)
    began = time.perf_counter()
    files = pdf.export(made)
    print(f"both sizes in {time.perf_counter() - began:.1f} s")
    sentences = " ".join(each.text for code in made.locales for each in made.renderings[code].values())
    everything = "".join(Prose(document(made)).pieces)
    for name, content in files.items():
        print(f"{name}: {len(content):,} bytes")
        for reader, text in _read(name, content):
            shares = [
                f"{share(words(expected, script), words(text, script)):.2%}"
                for expected in (sentences, everything)
                for script in (ARABIC, LATIN)
            ]
            print(f"  {reader}: sentences {shares[0]} Arabic, {shares[1]} Latin; all {shares[2]}, {shares[3]}")


def _read(name: str, content: bytes) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return [(reader, read(path)) for reader, read in readers().items()]


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["kazakhstan-unrest-2022"]))
