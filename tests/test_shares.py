"""What is learned from rows that belong to several sections in shares."""

from __future__ import annotations

import numpy as np
import pytest

from crisisbrief.learn import shares


def test_a_row_gets_the_shares_it_was_given() -> None:
    design, given = np.eye(3), np.array([[0.75, 0.25, 0.0], [0.0, 0.5, 0.5], [0.2, 0.2, 0.6]])
    found = shares.fit(design, given, np.ones(3), strength=1e5, rarity=0.0).chances(design)
    assert np.abs(found - given).max() < 0.01


def test_a_row_without_weight_teaches_nothing() -> None:
    design, given = np.array([[1.0], [1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    found = shares.fit(design, given, np.array([1.0, 0.0]), strength=100.0, rarity=0.0).chances(design)
    assert found[0, 0] > 0.95


def test_rare_sections_count_more_by_their_power() -> None:
    totals = np.array([400.0, 100.0])
    even, rooted, full = (shares.balance(totals, power) for power in (0.0, 0.5, 1.0))
    assert even.tolist() == [1, 1]
    assert rooted[1] / rooted[0] == pytest.approx(2)
    assert (full * totals).tolist() == pytest.approx([250, 250])


def test_the_same_rows_make_the_same_model() -> None:
    design, given = np.arange(12.0).reshape(4, 3) / 7, np.full((4, 3), 1 / 3)
    first, again = (shares.fit(design, given, np.ones(4), strength=0.5, rarity=0.5) for _ in range(2))
    assert first.weights.tobytes() == again.weights.tobytes()
