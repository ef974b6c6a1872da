from pathlib import Path

import pytest

from ingest.entailment import CrossEncoderEntailment
from ingest.errors import ModelError
from tests.cross_encoders import cross_encoder

PAIRS = (("the port is open", "the port is closed"), ("guards repelled raiders", "guards repelled raiders"))


@pytest.mark.parametrize(
    "labels",
    [["contradiction", "entailment", "neutral"], ["not_entailment", "entailment"], ["LABEL_0"]],
    ids=["three labels", "two labels", "one score"],
)
def test_a_pair_has_a_probability_of_its_own(tmp_path: Path, labels: list[str]) -> None:
    entailment = CrossEncoderEntailment(cross_encoder(tmp_path, labels))

    both = entailment.probabilities(PAIRS)

    assert all(0 <= probability <= 1 for probability in both)
    assert both == pytest.approx([entailment.probabilities([pair])[0] for pair in PAIRS], abs=1e-5)
    assert entailment.probabilities([]) == ()


def test_of_several_labels_it_is_entailment_that_counts(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one = CrossEncoderEntailment(cross_encoder(tmp_path / "one", ["entailment", "contradiction"]))
    other = CrossEncoderEntailment(cross_encoder(tmp_path / "other", ["contradiction", "entailment"]))

    assert one.probabilities(PAIRS[:1])[0] + other.probabilities(PAIRS[:1])[0] == pytest.approx(1, abs=1e-5)


def test_a_model_that_judges_something_else_is_refused_by_what_it_tells(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="tells sad, glad, none of which is entailment: name another in CHECK_MODEL"):
        CrossEncoderEntailment(cross_encoder(tmp_path, ["sad", "glad"]))


def test_a_folder_without_a_model_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"{tmp_path} that checks statements"):
        CrossEncoderEntailment(str(tmp_path))
