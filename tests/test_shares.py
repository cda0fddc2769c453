"""What is learned from rows that belong to several sections in shares."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from crisisbrief.learn import shares
from crisisbrief.learn.shares import Design


def test_a_row_gets_the_shares_it_was_given() -> None:
    design, given = np.eye(3), np.array([[0.75, 0.25, 0.0], [0.0, 0.5, 0.5], [0.2, 0.2, 0.6]])
    found = shares.fit(Design.of(design), given, np.ones(3), strength=1e5, rarity=0.0).chances(design)
    assert np.abs(found - given).max() < 0.01


def test_a_row_without_weight_teaches_nothing() -> None:
    design, given = np.array([[1.0], [1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    found = shares.fit(Design.of(design), given, np.array([1.0, 0.0]), strength=100.0, rarity=0.0).chances(design)
    assert found[0, 0] > 0.95


def test_rare_sections_count_more_by_their_power() -> None:
    totals = np.array([400.0, 100.0])
    even, rooted, full = (shares.balance(totals, power) for power in (0.0, 0.5, 1.0))
    assert even.tolist() == [1, 1]
    assert rooted[1] / rooted[0] == pytest.approx(2)
    assert (full * totals).tolist() == pytest.approx([250, 250])


def test_the_same_rows_make_the_same_model() -> None:
    design, given = np.arange(12.0).reshape(4, 3) / 7, np.full((4, 3), 1 / 3)
    first, again = (shares.fit(Design.of(design), given, np.ones(4), strength=0.5, rarity=0.5) for _ in range(2))
    assert first.weights.tobytes() == again.weights.tobytes()


def test_what_all_rows_have_in_common_changes_nothing() -> None:
    draw = np.random.default_rng(3)
    design, given = draw.normal(size=(60, 8)), draw.dirichlet([1, 1, 1], 60)
    moved = design + 5 * draw.normal(size=8)
    plain, shifted = (
        shares.fit(Design.of(each), given, np.ones(60), strength=0.5, rarity=0.5).chances(each)
        for each in (design, moved)
    )
    assert np.abs(plain - shifted).max() < 0.002


def test_sparse_features_weigh_as_much_as_the_same_in_a_dense_array() -> None:
    draw = np.random.default_rng(4)
    design, given = draw.normal(size=(60, 8)), draw.dirichlet([1, 1, 1], 60)
    split = Design.of(design[:, 5:], csr_matrix(design[:, :5]))
    whole, parts = (
        shares.fit(each, given, np.ones(60), strength=0.5, rarity=0.5).chances(design)
        for each in (Design.of(design), split)
    )
    assert np.abs(whole - parts).max() < 0.002
