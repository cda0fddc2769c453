"""What the single HTML file weighs and where its bytes go: make bench-html BRIEF=…"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

from crisisbrief.export import html
from crisisbrief.pipeline import edition, slugs
from read_html import text_only

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"(?=<details|<h2)")
TITLE = re.compile(r" id=([\w-]+)")


def main(slug: str) -> None:
    """One line a figure, then a line for each block: its bytes, those of them that are text, its name."""
    (content,) = html.export(edition(ROOT, slug)).values()
    page = content.decode("utf-8")
    print(f"file\t{len(content)}")
    print(f"file, gzip\t{packed(page)}")
    print(f"text-only core, gzip\t{packed(text_only(page))}")
    for block in BLOCK.split(page):
        name = TITLE.search(block) if block.startswith(("<details", "<h2")) else None
        text = re.sub(r"<style>.*?</style>|<[^>]*>", "", block)
        print(f"{name[1] if name else 'head'}\t{len(block.encode())}\t{len(text.encode())}")


def packed(text: str) -> int:
    return len(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else slugs(ROOT)[0])
