"""Maps to look at: make bench-maps writes a sheet of them, two languages side by side, and tells what each weighs.

One line a country: its code, milliseconds to draw the map in one language (the fastest of three, nothing remembered),
bytes of the SVG compressed, how many places are named and how many of them the map shows.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import mapped
from crisisbrief.languages import load
from crisisbrief.model import Edition
from crisisbrief.render.atlas.outlines import outlines
from crisisbrief.render.atlas.scene import forget
from crisisbrief.render.pictures import atlas
from crisisbrief.render.pictures.canvas import Picture

SHEET = Path(".cache/maps.html")
CODES = (
    *("KZ", "FJ", "RU", "US", "KI", "NZ", "ID", "MV", "MT", "LB", "PS", "SY", "SD", "CL", "NO", "VA", "SM", "SG", "BH"),
    *("FR", "EH", "MA", "UA", "IN", "GB", "GR", "CN", "CD", "IL", "CY", "SO", "IR", "TR", "AE", "TV", "AQ", "GF", "XK"),
)
LOCALES = ("ar", "en")
MOST = 6
"""Places that a sheet's reports name of each country."""
STYLE = """body{font:16px sans-serif;margin:8px}svg{width:100%;height:auto}a{color:inherit}
figure{display:inline-block;margin:4px;width:320px;vertical-align:top}
@media(prefers-color-scheme:dark){body{background:#1e2129;color:#e2e4e9}}"""


def main(codes: Sequence[str]) -> None:
    figures = []
    for code in codes or CODES:
        found = mapped.edition(code, mapped.known(code)[:MOST])
        shown = atlas.mapped(mapped.view(found, LOCALES[0]))
        if shown is None:
            print(f"{code}\tno outline")
            continue
        drawn = {locale: picture for locale in LOCALES if (picture := mapped.drawn(found, locale))}
        figures += [_figure(locale, picture) for locale, picture in drawn.items()]
        weight = max(len(gzip.compress(picture.svg.encode(), 9)) for picture in drawn.values())
        named = len(shown.shown) + len(shown.left_out)
        print(f"{code}\t{min(_milliseconds(found) for _ in range(3)):.0f}\t{weight}\t{named}\t{len(shown.shown)}")
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(figures)}", "utf-8")
    print(SHEET)


def _figure(locale: str, picture: Picture) -> str:
    direction = load(locale).direction
    told = f"<figcaption>{picture.alternative}</figcaption>"
    return f"<figure lang={locale} dir={direction}>{picture.svg}{told}</figure>"


def _milliseconds(found: Edition) -> float:
    forget()
    start = perf_counter()
    mapped.drawn(found, LOCALES[0])
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    outlines()
    main(sys.argv[1:])
