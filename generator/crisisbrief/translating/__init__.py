"""What a translator's verbs do to the catalogs of a brief."""

from crisisbrief.translating.agencies import export_tmx, export_xliff, import_tmx, import_xliff
from crisisbrief.translating.catalogs import Memories, extract_catalogs, merge_returned, translation_states
from crisisbrief.translating.drafts import plan_drafts, run_drafts
from crisisbrief.translating.reviews import record_review

__all__ = [
    "Memories",
    "export_tmx",
    "export_xliff",
    "extract_catalogs",
    "import_tmx",
    "import_xliff",
    "merge_returned",
    "plan_drafts",
    "record_review",
    "run_drafts",
    "translation_states",
]
