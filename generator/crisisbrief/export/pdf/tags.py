"""What WeasyPrint 70 leaves out of a tagged PDF: the language of what is in another one than the document, what a
table's heading cells head, and words in place of the bare target of a link.

It keeps neither the element nor its language with a tag, so the one function that makes them is wrapped while a file
is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf import tags


@contextmanager
def complete() -> Iterator[None]:
    """As long as this lasts, WeasyPrint's tags say what it leaves out."""
    original = tags._build_box_tree

    def build(box: Any, *arguments: Any) -> Iterator[Any]:
        for made in original(box, *arguments):
            _complete(made, box)
            yield made

    tags._build_box_tree = build
    try:
        yield
    finally:
        tags._build_box_tree = original


def _complete(made: Any, box: Any) -> None:
    element = getattr(box, "element", None)
    if element is None:
        return
    lang = element.get("lang")
    if lang and "Lang" not in made:
        # a tag passes through the boxes around it too, where those have none of their own
        made["Lang"] = pydyf.String(lang)
    if made["S"] == "/TH":
        made["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    if box.link_annotation:
        box.link_annotation["Contents"] = pydyf.String("".join(element.itertext()))
