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
        pytest.param("The minister harshly attacked the two officers.", id="words alone"),
        pytest.param("The conflict exploded in spring.", id="metaphor"),
        pytest.param("He spoke of the 2011 murder of six nurses.", id="a year long past"),
    ],
)
def test_what_is_only_feared_denied_or_meant_is_no_event(sentence: str) -> None:
    assert not told(sentence)
