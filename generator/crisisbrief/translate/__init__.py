"""Catalogs: what is to be translated, what has been, and how far each translation can be trusted."""

from crisisbrief.translate.catalog import Catalog, Key, read_catalog, state_of
from crisisbrief.translate.extract import Merged, merge, take_over
from crisisbrief.translate.units import Unit, msgid_of, units

__all__ = ["Catalog", "Key", "Merged", "Unit", "merge", "msgid_of", "read_catalog", "state_of", "take_over", "units"]
