"""Files -> records: a report as it came, and what the desk says about it in brief.toml."""

from crisisbrief.read.brief_file import BriefFile, ReportFacts, brief_file
from crisisbrief.read.report import country_code, decode, name_parts, publication_date, read_report, written_in

__all__ = [
    "BriefFile",
    "ReportFacts",
    "brief_file",
    "country_code",
    "decode",
    "name_parts",
    "publication_date",
    "read_report",
    "written_in",
]
