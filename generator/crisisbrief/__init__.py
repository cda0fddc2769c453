"""A report about a crisis in, a bilingual brief out, readable with the network dead."""

__version__ = "0.1.0"
