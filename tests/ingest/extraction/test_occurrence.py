"""What occurred, apart from what is feared, denied, or only an idea."""

import pytest

from ingest.extraction.kinds import find_triggers
from ingest.extraction.occurrence import is_news, occurs, without_background


def told(sentence: str) -> bool:
    bare = without_background(sentence)
    return is_news(sentence) and any(occurs(bare, trigger) for trigger in find_triggers(bare))


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels attacked the village at dawn.",
        "He referred to the murder of six nurses.",
        "The council condemned the ambush of a convoy.",
        "Police opened an investigation into the killing of a guard.",
        "Talks ended after the murder of six nurses.",
        "The group denied any part in the kidnapping of the banker.",
    ],
)
def test_an_event_that_is_spoken_of_occurred(sentence: str) -> None:
    assert told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Rebels threatened to attack the village.", id="threat"),
        pytest.param("The army warned of the possibility of an ambush.", id="possibility"),
        pytest.param("The army denied reports that it bombed the village.", id="denial"),
        pytest.param("Guards protect the village against attacks by rebels.", id="an idea"),
        pytest.param("Families asked for the abducted engineers.", id="a participle that tells who is meant"),
        pytest.param("The ferry nearly capsized in a storm.", id="nearly"),
        pytest.param("He spoke of the 2011 murder of six nurses.", id="a year long past"),
    ],
)
def test_what_is_only_feared_denied_or_meant_is_no_event(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The editor took a parting shot at her critics.", id="words shot"),
        pytest.param("The advertisement was shot on film in two days.", id="a picture shot"),
        pytest.param("The upstart blew up the party's old certainties.", id="an idea blown up"),
        pytest.param("The continent was taken hostage by its creditors.", id="a debtor taken hostage"),
        pytest.param("The court overturned the order.", id="a ruling overturned"),
        pytest.param("The scandal derailed the talks.", id="talks derailed"),
        pytest.param("A shark attacked a swimmer off the coast.", id="an animal"),
        pytest.param("She was mauled in a dog attack.", id="an animal's attack"),
        pytest.param("An officer shot dead the family's beloved dog.", id="an animal shot"),
        pytest.param("Storm blasts the coast, and schools close.", id="a storm that blasts"),
        pytest.param("An officer stormed onto the burning bus.", id="a rescuer who storms"),
        pytest.param("The agency offers a reward over the 2013 valley ambush.", id="a year before the deed"),
    ],
)
def test_the_words_of_a_deed_alone_are_no_deed(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Ada Cole was shot in the leg on Elm Street.", id="a name alone"),
        pytest.param("Shots were fired outside a shop.", id="nobody named"),
        pytest.param("The lorry overturned on a motorway.", id="a vehicle"),
        pytest.param("Rebels blew up a bridge.", id="a bridge"),
        pytest.param("Two nuns were taken hostage.", id="people taken"),
    ],
)
def test_the_words_of_a_deed_beside_whom_or_what_it_befell_are(sentence: str) -> None:
    assert told(sentence)
