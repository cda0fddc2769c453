"""Who answers for an export: the desk's key, what it signs, and what a reader checks."""

from crisisbrief.signing.private import default_path, new_key, open_key
from crisisbrief.signing.sign import Ready, ready_to_sign, sign
from crisisbrief.signing.verify import Checked, verify

__all__ = [
    "Checked",
    "Ready",
    "default_path",
    "new_key",
    "open_key",
    "ready_to_sign",
    "sign",
    "verify",
]
