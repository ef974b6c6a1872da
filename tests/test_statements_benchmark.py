import pytest

from tests.benchmarks.statements import Judged, at_best_bound, balanced_accuracy, balanced_interval, shared_words

LABELS = [{"topic": "ferry", "verdict": "supported"}] * 3 + [{"topic": "raid", "verdict": "unsupported"}]


def test_a_verdict_counts_as_much_as_the_other_however_rare_it_is() -> None:
    judged = [Judged(label, supported=True) for label in LABELS]

    assert balanced_accuracy(judged) == pytest.approx(0.5)


@pytest.mark.parametrize("scores", [[0.9, 0.8, 0.7, 0.1], [0.1, 0.2, 0.3, 0.9]], ids=["more is right", "less is right"])
def test_the_best_bound_is_found_on_either_side(scores: list[float]) -> None:
    assert balanced_accuracy(at_best_bound(LABELS, scores)) == pytest.approx(1)


def test_the_interval_of_what_is_always_right_is_narrow() -> None:
    judged = [Judged(label, supported=label["verdict"] == "supported") for label in LABELS]

    assert balanced_interval(judged) == (1, 1)


def test_words_of_content_alone_are_shared() -> None:
    assert shared_words("The ferry sank.", ["A ferry was raised."]) == pytest.approx(0.5)
