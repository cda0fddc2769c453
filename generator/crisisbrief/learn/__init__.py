"""Training and `bench`: labelled reports -> weights, and weights -> figures (extra `learn`: scikit-learn)."""

from crisisbrief.learn.training import Trained, train

__all__ = ["Trained", "train"]
