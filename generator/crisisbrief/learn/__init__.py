"""Training and `bench`: labelled reports -> weights, and weights -> figures (extra `learn`: scikit-learn)."""

from crisisbrief.learn.scoring import Bench, bench, table
from crisisbrief.learn.training import Trained, train

__all__ = ["Bench", "Trained", "bench", "table", "train"]
