"""An Argos or OPUS model file, read as it is: a zip of a CTranslate2 model and its SentencePiece vocabulary.

Needs the extra `mt` (ctranslate2, sentencepiece). Nothing is downloaded and nothing leaves the machine; the sentences
are ours already, so that no sentence splitter is needed.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from crisisbrief.errors import BriefError
from crisisbrief.translate.engines.engine import Context, Engine, Refused
from crisisbrief.translate.engines.settings import Settings
from crisisbrief.translate.memory import Memory

BATCH = 8
LARGEST = 4 << 30
"""Bytes of an unpacked package; the largest known one has a tenth."""
LONGEST_SENTENCE = 500
"""Pieces of a sentence; the models were not trained on longer ones."""
END = "</s>"
VOCABULARIES = (("sentencepiece.model", "sentencepiece.model"), ("source.spm", "target.spm"))
"""How packages name the vocabularies of the source and the target: Argos one for both, OPUS-MT one each."""


@dataclass(frozen=True, slots=True)
class Package:
    """The contents of a model file."""

    path: Path
    facts: Mapping[str, Any]
    """Its metadata.json: from_code, to_code, package_version, target_prefix."""
    files: Mapping[str, bytes] = field(repr=False)
    """By path inside the package."""

    @property
    def model(self) -> dict[str, bytes]:
        """The files of the CTranslate2 model."""
        folder = "model/"
        return {n.removeprefix(folder): content for n, content in self.files.items() if n.startswith(folder)}

    def vocabularies(self) -> tuple[bytes, bytes]:
        """Of the source and of the target language."""
        for source, target in VOCABULARIES:
            if source in self.files and target in self.files:
                return self.files[source], self.files[target]
        if "bpe.model" in self.files:
            told = "is split by bpe.model, which crisisbrief cannot read; take a package with sentencepiece.model"
            raise BriefError(told, path=self.path)
        raise BriefError("holds no sentencepiece.model; it is not an Argos or OPUS package", path=self.path)


def pair_of(path: Path) -> tuple[str, str]:
    """From which language to which a model file translates."""
    facts = _facts(path, *_opened(path))
    return str(facts.get("from_code")), str(facts.get("to_code"))


def read_package(path: Path) -> Package:
    """A model file as a whole."""
    archive, names = _opened(path)
    if sum(archive.getinfo(name).file_size for name in names.values()) > LARGEST:
        raise BriefError(f"is larger than {LARGEST >> 30} GB when unpacked; it is not a translation package", path=path)
    wanted = {name for pair in VOCABULARIES for name in pair} | {"bpe.model"}
    with archive:
        try:
            files = {n: archive.read(m) for n, m in names.items() if n in wanted or n.startswith("model/")}
        except (zipfile.BadZipFile, EOFError, OSError) as fault:
            raise BriefError("is damaged; get it again", path=path) from fault
    return Package(path, _facts(path, *_opened(path)), files)


def _opened(path: Path) -> tuple[zipfile.ZipFile, dict[str, str]]:
    """The archive, and its members by their path below the one folder that holds them all."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as fault:
        told = "is no model file (.argosmodel) that can be read; mend the path or get it again"
        raise BriefError(told, path=path) from fault
    names = {}
    for member in archive.namelist():
        top, _, rest = str(PurePosixPath(member)).partition("/")
        names[rest or top] = member
    return archive, {name: member for name, member in names.items() if not member.endswith("/")}


def _facts(path: Path, archive: zipfile.ZipFile, names: Mapping[str, str]) -> dict[str, Any]:
    with archive:
        try:
            facts = json.loads(archive.read(names["metadata.json"]))
        except (KeyError, ValueError, zipfile.BadZipFile, EOFError) as fault:
            raise BriefError("has no readable metadata.json; it is not an Argos or OPUS package", path=path) from fault
    return facts if isinstance(facts, dict) else {}


@dataclass(frozen=True, slots=True)
class Argos:
    """A model in memory."""

    name: str
    translator: Any
    source: Any
    target: Any
    prefix: str = ""
    """A piece that tells a model of many languages which one is wanted."""
    batch: int = BATCH
    host: None = None

    def draft(self, sentences: Sequence[str], context: Context) -> list[str | Refused]:
        pieces = [self.source.encode(sentence, out_type=str) for sentence in sentences]
        return [self._one(each) for each in pieces]

    def _one(self, pieces: list[str]) -> str | Refused:
        if not pieces:
            return Refused("there is nothing to translate")
        if len(pieces) > LONGEST_SENTENCE:
            return Refused(f"is longer than the model reads ({len(pieces)} pieces, {LONGEST_SENTENCE} at most)")
        [result] = self.translator.translate_batch(
            [pieces],
            target_prefix=[[self.prefix]] if self.prefix else None,
            beam_size=4,
            length_penalty=0.2,
            max_decoding_length=3 * len(pieces) + 20,
            replace_unknowns=True,
            return_end_token=True,
        )
        found = result.hypotheses[0]
        if not found or found[-1] != END:
            return Refused("the model did not come to an end")
        return str(self.target.decode(found[1:-1] if self.prefix else found[:-1])).strip()


def open_package(path: Path, *, name: str = "argos", threads: int = 2, batch: int = BATCH) -> Argos:
    """The engine of one model file."""
    package = read_package(path)
    source, target = package.vocabularies()
    try:
        from ctranslate2 import Translator
        from sentencepiece import SentencePieceProcessor
    except ImportError as fault:
        raise BriefError('model files need the extra "mt"; run: pip install "crisisbrief[mt]"') from fault
    try:
        translator = Translator(path.name, files=package.model, inter_threads=1, intra_threads=threads)
        encoder, decoder = SentencePieceProcessor(model_proto=source), SentencePieceProcessor(model_proto=target)
    except (RuntimeError, ValueError) as fault:
        raise BriefError(f"cannot be loaded ({' '.join(str(fault).split())[:120]}); get it again", path=path) from fault
    facts = package.facts
    told = f"{name} {facts.get('from_code')}-{facts.get('to_code')} {facts.get('package_version') or ''}".strip()
    return Argos(told, translator, encoder, decoder, str(facts.get("target_prefix") or ""), batch)


def make(settings: Settings, source: str, target: str, memory: Memory) -> Engine:
    """The model of `settings` that translates from `source` to `target`."""
    folder = settings.path.parent.parent
    paths = [folder / Path(package).expanduser() for package in settings.packages]
    found = [path for path in paths if pair_of(path) == (source, target)]
    if not found:
        told = f"[{settings.name}] packages names no model file that translates from {source} to {target}"
        raise BriefError(f"{told}; see docs/translating.md", path=settings.path)
    return open_package(found[0], name=settings.name, threads=settings.threads, batch=settings.batch or BATCH)
