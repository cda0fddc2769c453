"""Catalogs: what is to be translated, what has been, and how far each translation can be trusted."""

from crisisbrief.translate.catalog import Catalog, read_catalog, state_of
from crisisbrief.translate.extract import Merged, merge, take_over
from crisisbrief.translate.units import Unit, units

__all__ = ["Catalog", "Merged", "Unit", "merge", "read_catalog", "state_of", "take_over", "units"]
