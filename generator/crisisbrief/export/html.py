"""One plain HTML file with both languages: opens as an attachment, from a stick, in any browser, without script."""

from __future__ import annotations

from crisisbrief.model import Edition
from crisisbrief.render.page import document


def export(edition: Edition) -> bytes:
    """The bytes of the file; the same edition gives the same bytes."""
    return document(edition).encode("utf-8")
