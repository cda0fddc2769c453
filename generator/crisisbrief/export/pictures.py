"""The single HTML file once more, with the pictures: for people who would rather look, and can send a little more."""

from __future__ import annotations

from crisisbrief.export import Files
from crisisbrief.export.html import compact
from crisisbrief.model import Edition
from crisisbrief.render.pictures.canvas import NAMESPACE
from crisisbrief.render.single import document


def export(edition: Edition) -> Files:
    """One file named after the brief."""
    page = compact(document(edition, pictures=True).replace(NAMESPACE, ""))
    return {f"{edition.brief.slug}.pictures.html": page.encode("utf-8")}
