"""How a claim stands, of what passages make of it."""

from datetime import UTC, datetime

import pytest

from bot.answering.claims.judging import judged
from bot.answering.claims.passage_stance import Bearing, Weighed
from bot.answering.claims.verdicts import Standing
from ingest import Span
from tests.bot.answering.news import Told


def passage(day: str, bearing: Bearing) -> Weighed:
    return Weighed(Told(day, f"Of {day}.").as_stored(), Span(0, 4), bearing)


OLD, NEW = "2023-11-06", "2023-11-09"
FOR, AGAINST, BOTH, NONE = Bearing.BEARS_OUT, Bearing.OPPOSES, Bearing.DISPUTES, Bearing.NEITHER


@pytest.mark.parametrize(
    ("passages", "numbers", "standing"),
    [
        pytest.param([], 0, Standing.NOT_FOUND, id="nothing"),
        pytest.param([(NEW, NONE)], 0, Standing.NOT_FOUND, id="something else"),
        pytest.param([(OLD, NONE), (NEW, FOR)], 0, Standing.SUPPORTED, id="one that says so"),
        pytest.param([(NEW, AGAINST)], 1, Standing.CONTRADICTED, id="one that says otherwise"),
        pytest.param([(OLD, FOR), (NEW, AGAINST)], 1, Standing.OUTDATED, id="a newer number"),
        pytest.param([(OLD, FOR), (NEW, AGAINST)], 0, Standing.CONTRADICTED, id="newer words that deny it"),
        pytest.param([(NEW, FOR), (OLD, AGAINST)], 1, Standing.SUPPORTED, id="an older number"),
        pytest.param([(NEW, BOTH)], 1, Standing.DISPUTED, id="two speakers"),
    ],
)
def test_the_newest_of_what_speaks_to_a_claim_decides(
    passages: list[tuple[str, Bearing]], numbers: int, standing: Standing
) -> None:
    outcome = judged([passage(day, bearing) for day, bearing in passages], [], has_number=bool(numbers))

    assert outcome.standing is standing


def test_what_is_outdated_was_true_when_it_was_last_reported_so() -> None:
    outcome = judged([passage(OLD, FOR), passage(NEW, AGAINST)], [], has_number=True)

    assert outcome.true_on == datetime(2023, 11, 6, tzinfo=UTC)
    assert [stored.article.text for stored, _ in outcome.opposing] == ["Of 2023-11-09."]
