"""What a passage makes of a claim."""

import pytest

from bot.answering.checking.reading import Sentence
from bot.answering.claims.passage_stance import Bearing, weighed
from tests.bot.answering.news import Told

SHOOTING = Told(
    "2023-12-22",
    "A student shot dead 14 people and wounded 25 at a university in Prague on Thursday, the police said.",
    title="Prague mourns 14 killed in university shooting",
)
DRONE = Told(
    "2023-11-02",
    "A drone struck the Tamra garrison on Wednesday. An official denied a claim that two drones had hit the base.",
    title="Drone hits Tamra",
)
QUAKE = Told(
    "2023-11-04",
    "Tamra's weather office gave the magnitude of the Tamra earthquake as 6.4; the Harbour Survey put it at 5.6.",
    title="Earthquake in Tamra",
)
VOTE = Told("2023-11-04", "Tamra's voters rejected the harbour tax in a referendum.", title="Tamra rejects harbour tax")
SOME = Told("2023-11-04", "The pirates of Tamra released 13 hostages on Friday.", title="Pirates release hostages")
SALVO = Told("2023-11-04", "Ruritania fired 122 missiles and 36 drones at Tamra.", title="Ruritania fires at Tamra")
LANDING = Told("2023-11-04", "The Tern probe is to land on the moon next month.", title="Tern may land on the moon")


@pytest.mark.parametrize(
    ("claim", "told", "bearing"),
    [
        pytest.param("A student shot dead 14 people in Prague.", SHOOTING, Bearing.BEARS_OUT, id="it says so"),
        pytest.param(
            "On December 21 a student shot 14 people dead in Prague.", SHOOTING, Bearing.BEARS_OUT, id="its Thursday"
        ),
        pytest.param("A student shot dead 40 people in Prague.", SHOOTING, Bearing.OPPOSES, id="another number"),
        pytest.param(
            "Nobody was killed in the university shooting in Prague.", SHOOTING, Bearing.OPPOSES, id="a denial of it"
        ),
        pytest.param("A student shot dead 14 people in Brno.", SHOOTING, Bearing.NEITHER, id="another place"),
        pytest.param("The mayor of Prague has resigned.", SHOOTING, Bearing.NEITHER, id="another thing"),
        pytest.param(
            "The magnitude of the Tamra earthquake was 5.6.", QUAKE, Bearing.DISPUTES, id="one of two speakers"
        ),
        pytest.param("Tamra's voters approved the harbour tax.", VOTE, Bearing.OPPOSES, id="the opposite"),
        pytest.param("The pirates of Tamra released all hostages.", SOME, Bearing.NEITHER, id="some, not all"),
        pytest.param("Ruritania fired 122 missiles at Tamra.", SALVO, Bearing.BEARS_OUT, id="its own number"),
        pytest.param("The Tern probe landed on the moon.", LANDING, Bearing.NEITHER, id="what is yet to come"),
    ],
)
def test_a_passage_bears_a_claim_out_opposes_it_or_speaks_of_something_else(
    claim: str, told: Told, bearing: Bearing
) -> None:
    assert weighed(Sentence(claim), told.as_passage()).bearing is bearing


def test_the_sentence_nearest_to_the_claim_is_quoted() -> None:
    found = weighed(Sentence("Two drones hit the Tamra garrison."), DRONE.as_passage())

    quote = found.stored.article.text[found.span.start : found.span.end]
    assert quote == "An official denied a claim that two drones had hit the base."
