"""What engines have answered, kept line by line as it comes: an interrupted run goes on without asking twice."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from crisisbrief.errors import BriefError
from crisisbrief.translate.engines.engine import Refused


class Journal:
    """A file of answers, one JSON object a line; a line that was cut short does not count."""

    def __init__(self, path: Path, *, forget: bool = False) -> None:
        self.path = path
        self._answers: dict[str, str | Refused] = {}
        if forget:
            path.unlink(missing_ok=True)
        if path.is_file():
            for line in path.read_bytes().decode("utf-8", "replace").splitlines():
                self._take(line)

    def _take(self, line: str) -> None:
        try:
            record = json.loads(line)
            text, key = record["text"], str(record["key"])
        except (ValueError, TypeError, KeyError):
            return
        self._answers[key] = text if isinstance(text, str) else Refused(str(record.get("refused")))

    @staticmethod
    def key(engine: str, source: str, target: str, text: str) -> str:
        """Under which the answer of an engine is kept."""
        parts = "\x00".join((engine, source, target, text))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> str | Refused | None:
        """What was answered; None where nobody was asked."""
        return self._answers.get(key)

    def put(self, key: str, answer: str | Refused) -> None:
        """Keep an answer; it is on the disk when this returns."""
        self._answers[key] = answer
        text, refused = (None, answer.reason) if isinstance(answer, Refused) else (answer, None)
        line = json.dumps({"key": key, "text": text, "refused": refused}, ensure_ascii=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                # a line cut short by an interruption must not swallow this one
                file.write(f"\n{line}\n".encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            told = f"cannot be written ({fault.strerror}); make room or get permission, then run the command again"
            raise BriefError(told, path=self.path) from fault
