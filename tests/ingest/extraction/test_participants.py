"""Who did it to whom."""

import pytest

from ingest.extraction.kinds import find_triggers
from ingest.extraction.participants import find_participants, find_victims


@pytest.mark.parametrize(
    ("sentence", "actors", "targets"),
    [
        pytest.param("Gunmen attacked a police post near the dam.", ("Gunmen",), ("police post",), id="active"),
        pytest.param("A bank was robbed by masked men.", ("masked men",), ("bank",), id="passive"),
        pytest.param(
            "The attack on the bus depot was carried out by hooded youths.",
            ("hooded youths",),
            ("bus depot",),
            id="noun",
        ),
        pytest.param("The Red Dawn claimed responsibility for the bombing.", ("Red Dawn",), (), id="claimed"),
        pytest.param("The blast was blamed on separatists, police said.", ("separatists",), (), id="blamed"),
        pytest.param(
            "Gunmen in Basra attacked a police post.", ("Gunmen",), ("police post",), id="where they were is left out"
        ),
        pytest.param("Three men riding torched the stall.", ("Three men",), ("stall",), id="a participle is left out"),
    ],
)
def test_parties_are_read_off_the_clause(sentence: str, actors: tuple[str, ...], targets: tuple[str, ...]) -> None:
    assert find_participants(sentence, find_triggers(sentence)[0]) == (actors, targets)


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        pytest.param("He condemned the murder of six nurses.", ("six nurses",), id="noun"),
        pytest.param("He condemned the murder of Senator Ada Brandt.", ("Ada Brandt",), id="a title is left out"),
        pytest.param("The mayor's killing shocked the town.", ("mayor",), id="owner"),
        pytest.param("Judge Ada Brandt was shot dead at noon.", ("Ada Brandt",), id="passive"),
        pytest.param("Rebels kidnapped two engineers near the dam.", ("two engineers",), id="object"),
        pytest.param("An attack on Governor Ada Brandt failed.", ("Ada Brandt",), id="aimed at a person"),
        pytest.param("An attack on a depot failed.", (), id="aimed at a thing"),
        pytest.param("Murders of journalists go unpunished.", (), id="nobody in particular"),
        pytest.param("The murder of journalists has to end.", (), id="people in general"),
    ],
)
def test_the_victim_of_a_deed_is_somebody_in_particular(sentence: str, victims: tuple[str, ...]) -> None:
    assert find_victims(sentence) == victims
