"""Files -> records: a report as it came, and what the desk says about it in brief.toml."""

from crisisbrief.read.brief_file import BriefFile, Order, ReportFacts, brief_file, line_of
from crisisbrief.read.key_file import NAME as KEY_FILE
from crisisbrief.read.key_file import allowed_signer, fingerprint, key_of, point, public_key
from crisisbrief.read.key_file import as_file as key_as_file
from crisisbrief.read.report import country_code, decode, name_parts, publication_date, read_report, written_in

__all__ = [
    "KEY_FILE",
    "BriefFile",
    "Order",
    "ReportFacts",
    "allowed_signer",
    "brief_file",
    "country_code",
    "decode",
    "fingerprint",
    "key_as_file",
    "key_of",
    "line_of",
    "name_parts",
    "point",
    "public_key",
    "publication_date",
    "read_report",
    "written_in",
]
