"""Multinomial logistic regression on shares: a row may belong half to one section and half to another.

scikit-learn wants one label a row; rows copied for each of their sections make the same model and take three times as
long. This is the same convex problem for `scipy.optimize`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Array = Any
STEPS = 300
PRECISION = 1e-7
"""Relative change of the loss at which the search ends."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A fitted model."""

    weights: Array
    """Features by sections."""
    bias: Array

    def scores(self, design: Any) -> Array:
        return design @ self.weights + self.bias

    def chances(self, design: Any) -> Array:
        return _softmax(self.scores(design))


@dataclass(frozen=True, slots=True)
class Design:
    """A sparse matrix and a dense one side by side, each multiplied in the way that is fast for it.

    The search sees the columns of the dense one without their mean: the bias makes up for it, so the model is the same,
    and embeddings, which have much in common, take a third of the steps.
    """

    sparse: csr_matrix
    dense: Array
    mean: Array
    across: csr_matrix
    """The sparse one, transposed."""

    @classmethod
    def of(cls, dense: Array, sparse: csr_matrix | None = None) -> Design:
        """`dense` is kept in single precision, half as much to go through at each step."""
        sparse = csr_matrix((len(dense), 0)) if sparse is None else sparse
        dense = np.asarray(dense, dtype=np.float32)
        mean = dense.mean(axis=0)
        return cls(sparse, dense - mean, mean, sparse.T.tocsr())

    @property
    def features(self) -> int:
        return int(self.sparse.shape[1] + self.dense.shape[1])

    def scores(self, weights: Array) -> Array:
        left = self.sparse.shape[1]
        return self.sparse @ weights[:left] + self.dense @ weights[left:].astype(np.float32)

    def gradient(self, off: Array) -> Array:
        """For each feature what all rows together are off."""
        return np.vstack([self.across @ off, self.dense.T @ off.astype(np.float32)])


def fit(design: Design, shares: Array, weight: Array, *, strength: float, rarity: float) -> Linear:
    """The model that gives the sections of each row of `design` their shares, its sparse features first. `weight` says
    how much a row counts, `strength` is the inverse of the regularization; rare sections count more, by the power
    `rarity` of how rare."""
    counts = shares * weight[:, None]
    counts = counts * balance(counts.sum(axis=0), rarity) * strength
    rows = counts.sum(axis=1)
    features, sections = design.features, shares.shape[1]

    def loss(found: Array) -> tuple[float, Array]:
        weights = found[:-sections].reshape(features, sections)
        chances = _softmax(design.scores(weights) + found[-sections:])
        off = chances * rows[:, None] - counts
        told = float(-(counts * np.log(np.maximum(chances, 1e-300))).sum() + 0.5 * (weights * weights).sum())
        return told, np.concatenate([(design.gradient(off) + weights).ravel(), off.sum(axis=0)])

    search = minimize(
        loss,
        np.zeros((features + 1) * sections),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS, "ftol": PRECISION, "gtol": 1e-3},
    )
    weights, bias = search.x[:-sections].reshape(features, sections), search.x[-sections:]
    return Linear(weights, bias - design.mean @ weights[design.sparse.shape[1] :])


def balance(totals: Array, power: float) -> Array:
    """By section how much more its rows count; 1 for all where `power` is 0."""
    return (totals.mean() / np.maximum(totals, 1e-9)) ** power


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
