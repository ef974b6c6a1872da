"""How a claim's number stands to the series of reported totals."""

from datetime import date

import pytest

from bot.answering.checking.reading import Sentence
from bot.answering.claims.figures import count_asked, counted
from bot.answering.claims.verdicts import Standing
from bot.answering.figures.totals import choose
from tests.bot.answering.news import Told, figures_for

TODAY = date(2023, 11, 20)
SERIES = (
    Told("2023-11-06", "The flood in Tamra has killed 12 people, the police said.", by="Harbour Post"),
    Told("2023-11-08", "The flood in Tamra has killed 19 people, the police said.", by="Meridian Wire"),
    Told("2023-11-10", "The flood in Tamra has killed 31 people, the police said.", by="Harbour Post"),
)


@pytest.mark.parametrize(
    ("claim", "standing", "newest"),
    [
        pytest.param("The flood in Tamra has killed 31 people.", Standing.SUPPORTED, 31, id="the newest"),
        pytest.param("The flood in Tamra has killed 12 people.", Standing.OUTDATED, 31, id="an earlier one"),
        pytest.param("The flood in Tamra has killed more than 10 people.", Standing.OUTDATED, 31, id="its bound"),
        pytest.param("The flood in Tamra has killed at least 30 people.", Standing.SUPPORTED, 31, id="a near bound"),
        pytest.param("The flood in Tamra has killed 400 people.", Standing.CONTRADICTED, 31, id="none of them"),
    ],
)
def test_a_number_is_the_newest_an_earlier_one_or_none(claim: str, standing: Standing, newest: float) -> None:
    sentence = Sentence(claim)
    (quantity,) = sentence.quantities
    asked = count_asked(sentence, quantity, today=TODAY)
    assert asked
    decision = choose(asked, figures_for(asked, *SERIES))
    assert decision.choice

    told = counted(quantity, decision.choice, decision)

    assert told.standing is standing
    assert {candidate.value for candidate in (*told.bearing, *told.opposing)} >= {newest}


@pytest.mark.parametrize(
    ("claim", "measure"),
    [
        ("The flood killed 12 people.", "killed"),
        ("Tamra's troops have been attacked at least 40 times since May.", "attack"),
        ("Inflation in Tamra is 3.2%.", "percent"),
        ("Police arrested 34 people in Tamra.", "arrested"),
    ],
)
def test_the_question_for_a_claims_number_counts_what_the_claim_counts(claim: str, measure: str) -> None:
    sentence = Sentence(claim)
    asked = count_asked(sentence, sentence.quantities[0], today=TODAY)

    assert asked
    assert asked.measure == measure
