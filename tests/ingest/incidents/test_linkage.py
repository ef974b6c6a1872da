"""Linkage."""

import pytest

from ingest.incidents.linkage import Pair, linked


@pytest.mark.parametrize(
    ("likely", "held"),
    [
        pytest.param({(0, 1): 0.9, (1, 2): 0.1}, [(0, 1)], id="an unlikely pair"),
        pytest.param({(0, 1): 0.9, (1, 2): 0.5}, [(0, 1), (1, 2)], id="a likely one"),
        pytest.param({(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}, [(0, 1), (2, 3)], id="one bridge between two groups"),
        pytest.param(
            {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6, (0, 3): 0.6}, [(0, 1), (2, 3), (1, 2), (0, 3)], id="two bridges"
        ),
        pytest.param({(0, 1): 0.4, (1, 2): 0.9, (0, 2): 0.0}, [(1, 2)], id="what is likeliest goes first"),
        pytest.param({(1, 2): 0.5, (0, 1): 0.5}, [(1, 2), (0, 1)], id="pairs keep their order"),
        pytest.param({(0, 1): 0.0}, [], id="nothing is likely"),
    ],
)
def test_groups_are_held_by_what_is_likely_between_all_their_members(
    likely: dict[Pair, float], held: list[Pair]
) -> None:
    assert linked(likely, least=0.25) == held
