"""The dead told by a list of people."""

import pytest

from ingest.extraction.enumerations import listed_dead


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("Neighbor kills woman, her son, himself", 3),
        ("Father, daughter found dead in harbour flat", 2),
        ("2 adults, six children dead in house fire", 8),
        ("A man fatally shot his partner and their two children.", 3),
        ("The blaze left him and his two daughters dead.", 3),
        ("The shooting deaths of a husband, wife and their two children shook the town.", 4),
        ("He is accused of killing both women.", 2),
        ("A gunman killed a man and a woman was wounded.", 1),
        ("The raid killed two teenagers and injured four other people.", 2),
        ("A mother and her son were hurt.", 0),
        ("It was created to kill people.", 0),
        ("The victims were taken to hospital and one of those victims died.", 0),
    ],
)
def test_a_list_of_people_is_counted_if_all_of_them_died(sentence: str, dead: int) -> None:
    assert listed_dead(sentence) == dead
