"""A translation model of a few kilobytes with weights by chance, packed as a real .argosmodel: it loads and answers,
and what it answers means nothing."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.model_spec import index_spec

WIDTH, HEADS, LAYERS = 16, 2, 1
LINES = (
    "أغلقت السلطات المطار صباح الأربعاء.",
    "وأصيب عشرة أشخاص في الاشتباكات.",
    "The authorities closed the airport on Wednesday morning.",
    "Ten people were injured in the clashes.",
)
SHAPES = {
    "ffn/linear_0": (4, 1),
    "ffn/linear_1": (1, 4),
    "self_attention/linear_0": (3, 1),
    "self_attention/linear_1": (1, 1),
    "attention/linear_1": (2, 1),
}
"""In widths: queries, keys and values lie in one matrix."""
SPECIAL = ["<unk>", "<s>", "</s>"]


def vocabulary() -> bytes:
    """A SentencePiece model of the letters above."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 20),
        model_writer=model,
        model_type="char",
        vocab_size=60,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    return model.getvalue()


def pieces_of(vocabulary: bytes) -> list[str]:
    """The pieces of a SentencePiece model in its order."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=vocabulary)
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]


def model(pieces: list[str], *, says: str | None) -> dict[str, bytes]:
    """A transformer in CTranslate2's format, by file name. Its last layer is so biased that it says the letters of
    `says` and, where that is None, one letter for ever."""
    spec = TransformerSpec.from_config(LAYERS, HEADS)
    chance = np.random.default_rng(3)
    for name, value in spec.variables().items():
        if value is None:
            scope, _, attribute = name.rpartition("/")
            setattr(index_spec(spec, scope), attribute, weights(scope, attribute, len(pieces), chance))
    bias = np.full(len(pieces), -20.0, np.float32)
    for piece in says or "e":
        bias[pieces.index(piece)] = 0.0
    if says is not None:
        bias[pieces.index(SPECIAL[2])] = 0.0
    spec.decoder.projection.bias = bias
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def weights(scope: str, attribute: str, size: int, chance: np.random.Generator) -> np.ndarray:
    """Numbers by chance in the shape that the name of a weight implies."""
    if attribute != "weight":
        return np.full(WIDTH, float(attribute == "gamma"), np.float32)
    rows, columns = next((shape for part, shape in SHAPES.items() if part in scope), (1, 1))
    outer = size if "embeddings" in scope or "projection" in scope else rows * WIDTH
    return chance.normal(0, 0.02, (outer, columns * WIDTH)).astype(np.float32)


def package(
    path: Path, *, says: str | None = "ten", vocabulary_file: str = "sentencepiece.model", **facts: str
) -> Path:
    """Pack a model as Argos does, from Arabic into English."""
    trained = vocabulary()
    known = {"package_version": "1.0", "from_code": "ar", "to_code": "en", **facts}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("translate-ar_en/metadata.json", json.dumps(known))
        archive.writestr(f"translate-ar_en/{vocabulary_file}", trained)
        for name, content in model(pieces_of(trained), says=says).items():
            archive.writestr(f"translate-ar_en/model/{name}", content)
    return path
