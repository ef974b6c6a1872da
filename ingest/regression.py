"""A logistic regression read from a file: named features in, a probability out. Pure.

The files beside the rooms that use it are written by `tests/benchmarks/training`, and say what they were fitted on.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import TypeAlias

Features: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights of features as they are, unscaled; a feature that is not given is 0."""

    intercept: float
    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """Give how likely what `features` describe is (0 to 1); a feature without a weight is an error."""
        logit = self.intercept + sum(self.weights[name] * value for name, value in features.items())
        return 1 / (1 + exp(-max(min(logit, 30.0), -30.0)))

    def probability_of_weighed(self, features: Features) -> float:
        """Give the same where most features have no weight, as a penalty leaves it that many words are fitted with."""
        return self.probability({name: features[name] for name in self.weights if name in features})


@cache
def read_regression(package: str, name: str) -> Regression:
    """Read the file `name` beside the modules of `package`; raises what reading and `json` raise."""
    told = json.loads((files(package) / name).read_text(encoding="utf-8"))
    return Regression(told["intercept"], told["weights"])
