"""A logistic regression over scaled features, given as weights of unscaled ones: what the training scripts share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from ingest import Regression
from tests.benchmarks.metrics import Row

LAST_DAY = "2023-10-31"
"""Of texts that weights may learn from; what follows is there to measure by."""


def model_of(
    table: NDArray[np.float64],
    holds: Sequence[bool] | NDArray[np.bool_],
    model: LogisticRegression,
    weights: NDArray[np.float64] | None = None,
) -> Pipeline:
    """Fit `model` on a row of features each, scaled to mean 0 and deviation 1; each row counts 1, or its weight."""
    return make_pipeline(StandardScaler(), model).fit(table, holds, logisticregression__sample_weight=weights)


def weights_of(names: Sequence[str], regression: LogisticRegression) -> Row:
    """Give the intercept and the weights that are not 0, what speaks most for it first."""
    weighed = sorted(zip(regression.coef_[0].tolist(), names, strict=True), reverse=True)
    return {
        "intercept": round(float(regression.intercept_[0]), 3),
        "weights": {name: round(weight, 3) for weight, name in weighed if weight},
    }


def unscaled(names: Sequence[str], fitted: Pipeline) -> Regression:
    """Give the same regression with the weights of features as they are."""
    scaler, regression = fitted[0], fitted[-1]
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - weights @ scaler.mean_)
    return Regression(intercept, dict(zip(names, weights.tolist(), strict=True)))
