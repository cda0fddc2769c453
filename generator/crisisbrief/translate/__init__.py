"""Catalogs: what is to be translated, what has been, and how far each translation can be trusted."""

from crisisbrief.translate.catalog import Catalog, Key, read_catalog, state_of
from crisisbrief.translate.extract import Merged, as_bytes, merge, take_over
from crisisbrief.translate.glossary import Glossary, read_glossary
from crisisbrief.translate.memory import Memory, Remembered, remembered
from crisisbrief.translate.units import Unit, UnitKind, msgid_of, units

__all__ = [
    "Catalog",
    "Glossary",
    "Key",
    "Memory",
    "Merged",
    "Remembered",
    "Unit",
    "UnitKind",
    "as_bytes",
    "merge",
    "msgid_of",
    "read_catalog",
    "read_glossary",
    "remembered",
    "state_of",
    "take_over",
    "units",
]
