"""One plain HTML file with both languages: opens as an attachment, from a stick, in any browser, without script."""

from __future__ import annotations

from crisisbrief.export import Files
from crisisbrief.model import Edition
from crisisbrief.render.page import document


def export(edition: Edition) -> Files:
    """One file named after the brief."""
    return {f"{edition.brief.slug}.html": document(edition).encode("utf-8")}
