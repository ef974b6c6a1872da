"""Boosted trees read from a file: named features in, a probability out (Friedman, Annals of Statistics 2001). Pure.

`tests/benchmarks/training/figures.py` fits them and writes the file beside this room, which says what on.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, TypeAlias

from ingest import Features


@dataclass(frozen=True, slots=True)
class Split:
    """A node of a tree: where the feature is at most the bound it goes on below, else above."""

    feature: str
    bound: float
    below: "Tree"
    above: "Tree"


Tree: TypeAlias = Split | float
"""What is left at its end is added to the log-odds."""


@dataclass(frozen=True, slots=True)
class Boosted:
    """Trees that add up; a feature that is not given is 0."""

    log_odds: float
    """Before any tree."""
    trees: tuple[Tree, ...]

    def probability(self, features: Features) -> float:
        """Give how likely what `features` describe is (0 to 1)."""
        return 1 / (1 + exp(-self.log_odds - sum(_end_of(tree, features) for tree in self.trees)))


@cache
def read_boosted(name: str) -> Boosted:
    """Read the file `name` beside this module; raises what reading and `json` raise."""
    told = json.loads((files(__package__) / name).read_text(encoding="utf-8"))
    return Boosted(told["log-odds"], tuple(map(_tree, told["trees"])))


def _tree(told: Any) -> Tree:  # noqa: ANN401 because JSON nests them
    """Read a number, or a split as it is written: feature, bound, below, above."""
    if isinstance(told, float):
        return told
    feature, bound, below, above = told
    return Split(feature, bound, _tree(below), _tree(above))


def _end_of(tree: Tree, features: Features) -> float:
    while isinstance(tree, Split):
        tree = tree.below if features.get(tree.feature, 0.0) <= tree.bound else tree.above
    return tree
