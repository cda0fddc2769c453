"""Multinomial logistic regression on shares: a row may belong half to one section and half to another.

scikit-learn wants one label a row; rows copied for each of their sections make the same model and take three times as
long. This is the same convex problem for `scipy.optimize`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

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
class Beside:
    """A sparse matrix and a dense one side by side, each multiplied in the way that is fast for it."""

    sparse: Any
    dense: Array
    across: bool = False
    """Whether this is the transposed one."""

    @property
    def shape(self) -> tuple[int, int]:
        return self.dense.shape[0], self.sparse.shape[1] + self.dense.shape[1]

    @property
    def T(self) -> Beside:
        return Beside(self.sparse.T.tocsr(), np.ascontiguousarray(self.dense.T), across=True)

    def __matmul__(self, other: Array) -> Array:
        if self.across:
            return np.vstack([self.sparse @ other, self.dense @ other])
        left = self.sparse.shape[1]
        return self.sparse @ other[:left] + self.dense @ other[left:]


def fit(design: Any, shares: Array, weight: Array, *, strength: float, rarity: float) -> Linear:
    """The model that gives the sections of each row of `design` their shares. `weight` says how much a row counts,
    `strength` is the inverse of the regularization; rare sections count more, by the power `rarity` of how rare."""
    counts = shares * weight[:, None]
    counts = counts * balance(counts.sum(axis=0), rarity) * strength
    rows = counts.sum(axis=1)
    features, sections = design.shape[1], shares.shape[1]
    transposed = design.T.tocsr() if hasattr(design, "tocsr") else design.T

    def loss(found: Array) -> tuple[float, Array]:
        weights = found[:-sections].reshape(features, sections)
        chances = _softmax(design @ weights + found[-sections:])
        off = chances * rows[:, None] - counts
        told = float(-(counts * np.log(np.maximum(chances, 1e-300))).sum() + 0.5 * (weights * weights).sum())
        return told, np.concatenate([(transposed @ off + weights).ravel(), off.sum(axis=0)])

    search = minimize(
        loss,
        np.zeros((features + 1) * sections),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS, "ftol": PRECISION, "gtol": 1e-3},
    )
    return Linear(search.x[:-sections].reshape(features, sections), search.x[-sections:])


def balance(totals: Array, power: float) -> Array:
    """By section how much more its rows count; 1 for all where `power` is 0."""
    return (totals.mean() / np.maximum(totals, 1e-9)) ** power


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
